"""The verbs of the tracker, by noun."""
