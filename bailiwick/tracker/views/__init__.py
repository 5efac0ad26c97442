"""The tracker's pages, by noun."""
