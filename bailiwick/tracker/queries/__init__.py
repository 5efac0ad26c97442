"""Sets of issues that need more than a QuerySet, by noun."""
