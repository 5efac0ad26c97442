"""Text as words: the one way in which documents and queries are cut up, on every database.

An identifier is cut at its punctuation (`mail.python.org` is three words that follow
each other), so any part of it finds it. The databases only stem what stands here.
"""

from __future__ import annotations

import re
import unicodedata

#: Longer words are cut: PostgreSQL refuses words beyond 2 kB, and nobody types them.
LONGEST_WORD = 64

_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SUFFIX = re.compile(r"(?<=...)(?:ations?|ings?|edly|ed|ies|ers?|es|ly|e|s|y)$")


def words(text: str) -> list[str]:
    """The words of `text`, without case and accents: “Zürich: mail.python.org” → zurich, mail, python, org."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain(text))]


def plain(text: str) -> str:
    """`text` in lower case, without accents and compatibility forms."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")


def humps(text: str) -> str:
    """`DigitalOcean` as `Digital Ocean`, so that the second word is found too."""
    return _HUMP.sub(" ", text)


def key(found: list[str]) -> str:
    """The look-up key of a name: its words joined, so “Digital Ocean” and “DigitalOcean” meet."""
    return "".join(found)[:200]


def stem(word: str) -> str:
    """A rough stem, for marking and ordering only; what is found is decided by the database."""
    return _SUFFIX.sub("", word)


def storable(text: str) -> str:
    """`text` without what a database refuses: NUL and lone surrogates."""
    if text.isascii():
        return text.replace("\x00", " ")
    return text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
