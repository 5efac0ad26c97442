"""Tests across rooms; a room's own stand in `bailiwick/<room>/tests/`."""
