"""Names of other people's files, made fit to be shown, sent and saved."""

from __future__ import annotations

import re
import unicodedata

LONGEST, LONGEST_ENDING = 180, 20
#: What turns a line round or hides in it goes; joiners stay, since words of some scripts need them.
_JOINERS = frozenset("\u200c\u200d")
_RESERVED = re.compile(r'[<>:"|?*/\\]')


def clean_name(name: str) -> str:
    """One readable file name: no folders, nothing invisible, not too long, its ending kept; never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if sign in _JOINERS or unicodedata.category(sign)[0] != "C" or sign == "\t")
    text = _RESERVED.sub("_", " ".join(seen.split())).rstrip(". ")
    stem, dot, ending = text.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        stem, dot, ending = text, "", ""
    room = LONGEST - len((dot + ending).encode())
    return (stem.encode()[:room].decode(errors="ignore").rstrip() + dot + ending).strip() or "file"
