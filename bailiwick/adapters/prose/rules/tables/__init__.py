"""Tables: what their columns say, with headings or without."""
