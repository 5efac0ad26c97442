"""The order of hits, made of nothing but the hit itself.

Scores such as BM25 weigh a word by how many documents have it, so documents that
nobody may see would move the others about. Here a hit's place depends on its own text,
and both databases give the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from .words import stem, words


class Tier(IntEnum):
    """How a document was found; the better way stands first."""

    NAME = 0
    NAME_BEGINS = 1
    PART = 2
    PART_BEGINS = 3
    TEXT = 4
    TEXT_BEGINS = 5


@dataclass(frozen=True)
class Found:
    """A document that fits, before it is fetched for showing."""

    pk: int
    kind: str
    ref: str
    title: str
    weight: int
    tier: Tier
    tokens: str = ""


def order(found: Found, stems: Sequence[str]) -> tuple[int, float, int, int, str, int]:
    """The sort key of a hit: the first hit has the smallest."""
    score = text_score(found.tokens, stems) + name_score(found, stems) if found.tier >= Tier.TEXT else 0.0
    return (found.tier, -round(score, 4), -found.weight, len(found.title), found.title, found.pk)


def name_score(found: Found, stems: Sequence[str]) -> float:
    """More for a thing whose whole name was asked for among other words, and for what weighs more."""
    named = {stem(word) for word in words(found.title)} <= {*stems}
    return named + found.weight / 10


def text_score(tokens: str, stems: Sequence[str]) -> float:
    """Often and early is better; names stand first among the tokens, so they count most."""
    text, score = f" {tokens}", 0.0
    for begin in stems:
        first = text.find(f" {begin}")
        if first >= 0:
            times = text.count(f" {begin}")
            score += times / (times + 1.5) + 2 / (1 + first / 40)
    return score


#: Words of a text of usual length; a word weighs less in a longer one.
_USUAL = 250


def title_words(title_tokens: str, stems: Sequence[str]) -> int:
    """How many of these words begin one of the title's."""
    text = f" {title_tokens}"
    return sum(f" {begin}" in text for begin in stems)


def density(tokens: str, stems: Sequence[str]) -> float:
    """How often the words are said, each time counting less, for the length of the text: 0 to the number of words.

    The part of BM25 (k = 1.2, b = 0.75) that needs no other document.
    """
    text, length = f" {tokens}", tokens.count(" ") + 1
    damping = 1.2 * (0.25 + 0.75 * length / _USUAL)
    return sum(times / (times + damping) for times in (text.count(f" {begin}") for begin in stems))
