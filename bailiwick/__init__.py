"""Bailiwick: one desk for the services a community runs."""

__version__ = "0.1.0"
