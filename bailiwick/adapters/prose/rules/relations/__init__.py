"""One clause in which a pattern stands, as statements."""
