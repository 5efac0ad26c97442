"""What a section is about, by its titles and first sentences, and what the whole page has names for."""
