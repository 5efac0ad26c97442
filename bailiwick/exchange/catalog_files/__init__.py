"""The catalog as files of our own: out for a reader, back into an empty desk to the byte, or merged into another."""

from .out import export_catalog
from .taking_in import take_in_catalog

__all__ = ["export_catalog", "take_in_catalog"]
