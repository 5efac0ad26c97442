"""Folding names so that spellings of one thing meet; numbers that somebody typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# “+” and “#” tell C, C++ and C# apart.
_NOT_WORD = re.compile(r"(?:_|[^\w+#])+")
_ORGANISATION = re.compile(r" (?:inc|ltd|llc|gmbh|corp|corporation|foundation|e v|co)$")

#: A sign that belongs to the word before it.
_SIGN = re.compile(r"(?<=[\w+#])[+#](?!\w)")


def number(text: str) -> int | None:
    """What `text` counts, if it is plain digits and a database can hold it: neither “²” nor fifty digits."""
    return int(text) if len(text) <= 18 and text.isascii() and text.isdigit() else None


#: Letters and signs that are drawn as nothing.
_DRAWN_AS_NOTHING = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def is_blank(text: str) -> bool:
    """Whether nothing of it would be seen: spaces, controls, and signs of no width."""
    return all(c in _DRAWN_AS_NOTHING or unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Zs") for c in text)


#: Line breaks, controls, and marks that turn the direction of what is written around them. What joins letters or keeps
#: them apart (U+200C, U+200D) is part of how some scripts are spelled.
_STRAY = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def stray_sign(text: str) -> re.Match[str] | None:
    """The first sign that belongs in no name."""
    return _STRAY.search(text)


def shown_strays(text: str) -> str:
    """`text` with a sign in their place that can be seen, and moves nothing."""
    return _STRAY.sub("\N{REPLACEMENT CHARACTER}", text)


@lru_cache(maxsize=5_000)
def fold(name: str) -> str:
    """`name` without case; punctuation and spaces become one space: “Read-the Docs” → “read the docs”."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return _NOT_WORD.sub(" ", text).strip()


@lru_cache(maxsize=5_000)
def fold_name(name: str) -> str:
    """The look-up key of an entity's name: folded, joined, without `www.` and a trailing organisation word.

    “Digital Ocean”, “DigitalOcean” and “www.DigitalOcean, Inc.” are one key.
    """
    text = fold(name).removeprefix("www ")
    return _ORGANISATION.sub("", text).replace(" ", "")


@lru_cache(maxsize=5_000)
def slugify(name: str) -> str:
    """An address for `name`: lower case, dots and digits kept, everything else a dash; never empty.

    What `fold_name` tells apart has addresses of its own: “C++” is `c-plus-plus`, “C#” is `c-sharp`.
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    if "+" in text or "#" in text:
        text = _SIGN.sub(lambda found: "-plus" if found[0] == "+" else "-sharp", text)
    return re.sub(r"[^\w.]+|_+", "-", text).strip("-.")[:200] or "unnamed"
