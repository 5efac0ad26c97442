"""Showing why something was found: `<mark>` around the words, in text that is escaped."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape

from .words import stem, words

_WORD = re.compile(r"[^\W_]+")
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
    first = next((found.start() for found in _WORD.finditer(text) if _fits(found[0], asked)), 0)
    start = text.find(" ", first - BEFORE) + 1 if first > BEFORE else 0
    end = len(text) if len(text) - start <= LENGTH else max(text.rfind(" ", start, start + LENGTH), start + LENGTH // 2)
    piece = marked(text[start:end].replace("\n", " · "), asked)
    return escape("… " if start else "") + piece + (" …" if end < len(text) else "")


@lru_cache(maxsize=5_000)
def _fits(word: str, asked: tuple[str, ...]) -> bool:
    """The same stem, or (for the last word, which may still be typed) the same beginning."""
    for each in words(word):
        if any(stem(each) == stem(want) for want in asked) or (asked and each.startswith(asked[-1])):
            return True
    return False
