"""Sentences in which no pattern stands: each module is one way to read them, `general` the last."""
