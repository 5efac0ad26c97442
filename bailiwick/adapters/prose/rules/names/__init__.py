"""Names: those that everybody knows, those that a page has, and what looks like one."""
