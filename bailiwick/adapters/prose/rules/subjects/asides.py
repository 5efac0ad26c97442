"""What stands in a sentence and changes nothing of what it says: “for us”, “these days”, “free of charge”."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.shapes import is_domain, is_url
from bailiwick.adapters.prose.rules.subjects.akin import akin_to
from bailiwick.lib.statements import Thing

_ASIDES = (
    "for us", "for free", "for now", "for the project", "to us", "these days", "at present", "at the moment",
    "right now", "of course", "so far", "by now", "on our behalf", "free of charge", "at no cost", "from day to day",
    "for the time being", "as a courtesy", "as an in-kind donation", "for a long time", "for years", "in turn",
    "without charge", "for nothing", "ever since", "and nothing else", "all by itself",
)  # fmt: skip
_YEAR = 4
_SUBJECT = 8
_BY_FIRST: dict[str, list[tuple[str, ...]]] = {}
for _aside in _ASIDES:
    _BY_FIRST.setdefault(_aside.split()[0], []).append(tuple(_aside.split()))
#: What stands on both sides of “not … but …”.
_AGAIN = wordset("by on at in with from through via")


def without_asides(words: Sequence[Word]) -> list[Word]:
    """The words of a sentence without them; “as well as” and “given to us by” stay whole."""
    kept: list[Word] = []
    at = 0
    while at < len(words):
        length = _aside_at(words, at)
        if length and not (words[at].low == "to" and at and words[at - 1].low in {"given", "reach", "talk", "write"}):
            at += length
            continue
        date = _since_at(words, at)
        kept.append(Word("now", "now", words[at].start, words[at + date - 1].end) if date else words[at])
        at += date or 1
    return kept


def bracketed(words: Sequence[Word], things: tuple[Thing, ...]) -> list[Word]:
    """Of the section's own: “Our website, https://www.example.org, runs …” as “… (https://www.example.org) runs …”."""
    kept = list(words)
    for at in range(2, min(len(kept) - 2, _SUBJECT)):
        between = kept[at - 1].text == "," == kept[at + 1].text
        named = kept[at - 2].text.isalpha() and not any(is_domain(word) or is_url(word) for word in kept[:at])
        if (
            between
            and named
            and akin_to(kept[: at - 1], things)
            and (is_url(kept[at]) or is_domain(kept[at]))
            and kept[at + 2].low not in {"and", "or"}
        ):
            for mark, place in (("(", at - 1), (")", at + 1)):
                kept[place] = Word(mark, mark, kept[place].start, kept[place].end)
    return kept


def _since_at(words: Sequence[Word], at: int) -> int:
    """“since 2022”, “since May 2022”: how many words say since when it is so; now it is."""
    if words[at].low != "since":
        return 0
    year = next((end for end in range(at + 1, min(at + 4, len(words))) if words[end].text.isdigit()), 0)
    return year + 1 - at if year and len(words[year].text) == _YEAR and at else 0


def _aside_at(words: Sequence[Word], at: int) -> int:
    for aside in _BY_FIRST.get(words[at].low, ()):
        if tuple(word.low for word in words[at : at + len(aside)]) == aside:
            return len(aside)
    return 0


def not_but(words: Sequence[Word]) -> Sequence[Word]:
    """“is not run by us but by Ada” → “is run by Ada”."""
    lows = [word.low for word in words]
    at = lows.index("not") if "not" in lows else 0
    but = next((but for but in range(at + 1, min(at + 10, len(lows) - 2)) if lows[but] == "but"), 0)
    again = lows[but + 1] if "not" in lows and but else ""
    first = next((end for end in range(but - 1, at, -1) if again in _AGAIN and lows[end] == again), 0)
    return [*words[:at], *words[at + 1 : first], *words[but + 1 :]] if first else words
