"""Folding names so that spellings of one thing meet."""

from __future__ import annotations

import re
import unicodedata

# “+” and “#” tell C, C++ and C# apart.
_NOT_WORD = re.compile(r"(?:_|[^\w+#])+")
_ORGANISATION = re.compile(r" (?:inc|ltd|llc|gmbh|corp|corporation|foundation|e v|co)$")


def fold(name: str) -> str:
    """`name` without case; punctuation and spaces become one space: “Read-the Docs” → “read the docs”."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return _NOT_WORD.sub(" ", text).strip()


def fold_name(name: str) -> str:
    """The look-up key of an entity's name: folded, joined, without `www.` and a trailing organisation word.

    “Digital Ocean”, “DigitalOcean” and “www.DigitalOcean, Inc.” are one key.
    """
    text = fold(name).removeprefix("www ")
    return _ORGANISATION.sub("", text).replace(" ", "")


def slugify(name: str) -> str:
    """An address for `name`: lower case, dots and digits kept, everything else a dash; never empty."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[^\w.]+|_+", "-", text).strip("-.")[:200] or "unnamed"
