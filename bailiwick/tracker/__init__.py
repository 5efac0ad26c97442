"""Issues: find it, say it, want it, do it."""
