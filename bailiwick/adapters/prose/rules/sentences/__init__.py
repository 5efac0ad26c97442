"""A whole sentence: `sentence` says who reads it, in which order; the others are what it says in passing."""
