"""Showing why something was found: `<mark>` around the words, in text that is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from .words import stem, words

_WORD = re.compile(r"[^\W_]+")
#: The signs of Markdown that a reader of a piece of text need not see: of links only their text stays.
_LINK = re.compile(r"!?\[([^\[\]\n]{1,200})\]\([^()\s]{1,500}\)|<(https?://[^<>\s]{1,500})>")
_SIGN = re.compile(r"^ {0,3}(?:#{1,6}|>|[-*+]) +|`+|\*\*|^ {0,3}~~~.*$", re.MULTILINE)
_BREAK = re.compile(r"\s*\n\s*")
#: Characters of a snippet, and how many of them stand before the first marked word.
LENGTH, BEFORE = 220, 60


def marked(text: str, asked: tuple[str, ...]) -> Markup:
    """`text` as safe HTML, the words that were asked for marked."""
    parts, end = [], 0
    for found in _WORD.finditer(text):
        if _fits(found[0], asked):
            parts += [escape(text[end : found.start()]), Markup("<mark>"), escape(found[0]), Markup("</mark>")]
            end = found.end()
    return Markup("".join([*parts, escape(text[end:])]))  # noqa: S704  (each part is escaped)


def snippet(text: str, asked: tuple[str, ...]) -> Markup:
    """The piece of `text` around the first word asked for, marked; its beginning if there is none."""
    near = max(0, _first(text, asked) - LENGTH)
    around = text[near : near + 4 * LENGTH]
    plain = _SIGN.sub("", _LINK.sub(lambda link: link[1] or link[2], around))
    first = _first(plain, asked)
    start = plain.find(" ", first - BEFORE) + 1 if first > BEFORE else 0
    whole = len(plain) - start <= LENGTH
    end = len(plain) if whole else max(plain.rfind(" ", start, start + LENGTH), start + LENGTH // 2)
    piece = marked(_BREAK.sub(" · ", plain[start:end]), asked)
    goes_on = end < len(plain) or near + len(around) < len(text)
    return escape("… " if near or start else "") + piece + (" …" if goes_on else "")


def _first(text: str, asked: tuple[str, ...]) -> int:
    return next((found.start() for found in _candidates(text, asked) if _fits(found[0], asked)), 0)


def _candidates(text: str, asked: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """The words of `text` that may fit: in plain letters they begin like one that is asked for."""
    return (_beginning(asked) if asked and text.isascii() else _WORD).finditer(text)


@lru_cache(maxsize=500)
def _beginning(asked: tuple[str, ...]) -> re.Pattern[str]:
    begins = "|".join(re.escape(stem(each)) for want in asked for each in words(want))
    return re.compile(rf"(?<![^\W_])(?:{begins})[^\W_]*", re.IGNORECASE)


@lru_cache(maxsize=5_000)
def _fits(word: str, asked: tuple[str, ...]) -> bool:
    """The same stem, or (for the last word, which may still be typed) the same beginning."""
    for each in words(word):
        if any(stem(each) == stem(want) for want in asked) or (asked and each.startswith(asked[-1])):
            return True
    return False
