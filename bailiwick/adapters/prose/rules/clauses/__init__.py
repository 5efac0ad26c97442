"""A sentence as clauses, with a pattern or plain, and whether one says what is."""
