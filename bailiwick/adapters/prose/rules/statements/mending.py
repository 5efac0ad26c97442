"""Names that were written in UTF-8 and read in another charset, put right."""

from __future__ import annotations

#: Charsets that pages are read in by mistake; in the order of how sure the signs are.
_CHARSETS = ("cp1252", "mac_roman", "latin-1")


def mended(name: str) -> tuple[str, bool]:
    """The name as it was meant, and whether it had to be repaired."""
    if name.isascii():
        return name, False
    for charset in _CHARSETS:
        try:
            meant = name.encode(charset).decode("utf-8")
        except UnicodeError:
            continue
        if meant != name and all(letter.isprintable() for letter in meant):
            return meant, True
    return name, False
