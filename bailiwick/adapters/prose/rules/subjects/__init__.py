"""What a clause is about: by name, by a noun, or what a word points to."""
