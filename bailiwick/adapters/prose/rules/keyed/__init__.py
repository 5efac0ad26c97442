"""“Owner: Ada”: a key and what stands behind it, in a line, a cell or a small section; notes behind names."""
