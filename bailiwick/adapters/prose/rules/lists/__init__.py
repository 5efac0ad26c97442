"""Lines and lists: what introduces them, and the ways to read an entry."""
