"""What stands before a verb without what is no part of its subject: openers, articles, relative clauses, joins."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, ARTICLES, PRONOUNS
from bailiwick.adapters.prose.rules.english.items import outside
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, wordset
from bailiwick.adapters.prose.rules.names.shapes import is_domain, is_url

_OPENERS = wordset(
    "in for as since at currently today now however also additionally finally like unlike besides with on "
    "historically hence therefore note please furthermore moreover nowadays from after similarly here there's "
    "where because although though while rather instead"
)
_DATES = wordset(
    "january february march april may june july august september october november december spring summer autumn winter "
    "fall last this early late mid year of"
)
#: What says only that it is so now.
_NOW = (
    ("as", "of", "the", "time", "of", "writing"),
    ("as", "of", "this", "writing"),
    ("at", "the", "time", "of", "writing"),
    ("at", "the", "moment"),
    ("at", "present"),
    ("for", "the", "moment"),
    ("right", "now"),
    ("these", "days"),
    ("for", "now"),
    ("so", "far"),
)
#: What may stand between commas behind a subject.
_ASIDES = frozenset(
    {("by", "contrast"), ("of", "course"), ("in", "turn"), ("for", "now"), ("at", "present"), ("for", "example")}
)
_LINKS = wordset("and but or , which that who so - – — while whereas : ;")
_COPULAS = wordset("is are was were 's ’s")
_UPKEEP = wordset(
    "maintenance upkeep operation operations administration running maintaining operating administering "
    "hosting keeping maintain moderation moderating updates upgrades upgrading updating patches patching care requests "
    "responsibility stewardship custody supervision deployment deploying deployments"
)


#: What kind of upkeep it is says nothing of what is kept.
_MANNERS = wordset(
    "the its their our overall day-to-day daily technical general full main primary ultimate regular routine final sole"
)


def _without_now(words: list[Word]) -> list[Word]:
    """“As of the time of writing they”, “At the moment the forum” → “they”, “the forum”."""
    lows = tuple(word.low for word in words)
    lead = next((one for one in _NOW if lows[: len(one)] == one), ())
    end = len(lead)
    if lows[:2] == ("as", "of"):
        end = 2
        while end < len(words) and (words[end].low in _DATES or words[end].text.isdigit()):
            end += 1
        end = end if end > 2 else len(lead)
    while lead and end < len(words) and words[end].text == ",":
        end += 1
    return words[end:] if 0 < end < len(words) else words


def _without_date(words: list[Word]) -> list[Word]:
    """“Since 2022 the forum” → “the forum”."""
    if len(words) < 3 or words[0].low not in {"since", "in", "from"}:
        return words
    end = 1
    while end < len(words) and (words[end].low in _DATES or words[end].text.isdigit()):
        end += 1
    return words[end:] if end > 1 else words


def _is_participle(words: Sequence[Word]) -> bool:
    """“Founded by Ada, it …”."""
    return len(words) > 2 and words[0].low.endswith("ed") and words[1].low in {"by", "in", "from"}


def trimmed(words: Sequence[Word]) -> list[Word]:
    kept = [word for word in outside(words) if word.text not in {"(", ")", '"', "'", "“", "”"}]
    kept = _without_date(_without_now(kept))
    if len(kept) > 1 and kept[0].low.endswith("ly") and kept[1].low in PRONOUNS | ARTICLES:
        kept = kept[1:]
    if kept and (kept[0].low in _OPENERS or _is_participle(kept)):
        comma = next((at for at, word in enumerate(kept) if word.text == ","), None)
        kept = (
            kept[comma + 1 :]
            if comma is not None
            else kept[1:]
            if kept[0].low in {"currently", "also", "now", "today"}
            else kept
        )
    while kept and (kept[-1].low in _LINKS or kept[-1].is_mark):
        kept.pop()
    while len(kept) > 2 and (kept[-2].low, kept[-1].low) in _ASIDES:
        kept = kept[:-2]
    while kept and kept[-1].is_mark:
        kept.pop()
    while kept and (kept[0].low in {"and", "but", "also", ",", "so", "please", "note"} or kept[0].is_mark):
        kept.pop(0)
    copula = next((at for at, word in enumerate(kept) if at and _is_copula(kept, at)), len(kept))
    kept = _without_address(_without_relative(kept[:copula]))
    while kept and (kept[-1].is_mark or kept[-1].low in ADVERBS or kept[-1].low in POSSESSIVE):
        kept.pop()
    return kept if any(word.low not in ARTICLES for word in kept) else []


def _is_copula(words: Sequence[Word], at: int) -> bool:
    """“is”, or an “'s” that is no possessive."""
    if words[at].low in POSSESSIVE:
        return at + 1 == len(words) or words[at - 1].low in PRONOUNS
    return words[at].low in _COPULAS


def _without_relative(words: list[Word]) -> list[Word]:
    """“the wiki you” (are reading) → “the wiki”."""
    at = next(
        (at for at, word in enumerate(words) if at and word.low in {"you", "which", "that", "who", "where"}), len(words)
    )
    return words[:at]


def _without_address(words: list[Word]) -> list[Word]:
    """“the instance at wiki.example.org” → “the instance”."""
    if len(words) > 2 and words[-2].low in {"at", "under"} and (is_domain(words[-1]) or is_url(words[-1])):
        return words[:-2]
    return words


def without_upkeep(words: list[Word]) -> list[Word]:
    """“its maintenance”, “running the wiki” → “its”, “the wiki”."""
    if len(words) > 2 and words[0].low == "requests" and words[1].low in {"for", "about"}:
        return words
    while words and words[0].low in _UPKEEP:
        words = words[2:] if len(words) > 2 and words[1].low in {"of", "for"} else words[1:]
    at = next((at for at, word in enumerate(words) if word.low in _UPKEEP), None)
    if at is None:
        return words
    if at and all(word.low in _MANNERS for word in words[:at]):
        return without_upkeep(words[at:])
    kept = words[at + 2 :] if len(words) > at + 2 and words[at + 1].low == "of" else words[:at]
    return kept if any(word.low not in ARTICLES for word in kept) else []
