"""The table of patterns: one row each, with an example; `table` holds them all, `phrases` is their language."""
