"""The catalog's pages, by noun. A view finds what the reader may see, asks one query or one action, and answers."""
