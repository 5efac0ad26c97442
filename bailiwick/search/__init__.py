"""Finding things by their names and their words: documents, the query line, the search page."""
