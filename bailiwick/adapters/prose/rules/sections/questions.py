"""Titles that ask: “Who runs the wiki?”, “And where is it?”: what about, and how an answer in a few words is meant."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import QUESTION_WORDS
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import spell, words_of, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import SERVICE_NOUNS
from bailiwick.adapters.prose.tree import Section

_ASKING_OF = QUESTION_WORDS | wordset("whose who's what's where's")
#: “And the forum?”, “What about the wiki?”, “Is there a blog?”
_ASKING_AFTER = wordset("and what about is are there the our a an")
_ASKED_OF = wordset(
    "live lives run runs running hosted kept come comes from made is are on at by go goes work works stand stands sit "
    "sits built served written maintained , ? and for"
)
_MACHINES = wordset("server service services page pages list instance bot bots")
#: What a question word and a verb ask for, as keys do.
_KEYS = {
    "who": (
        ("hosted_by/place", wordset("hosts houses")),
        ("run_by/people", wordset("runs operates administers moderates root admin")),
        ("owned_by/people", wordset("owns")),
        ("funded_by/funder", wordset("pays sponsors funds")),
        ("maintained_by/people", wordset("maintains keeps looks takes responsible cares manages fixes")),
        ("contact/contact", wordset("ask contact call asked talk")),
    ),
    "where": (("hosted_by/place", wordset("is are run runs live lives hosted stand stands sit sits")),),
    "what": (("uses_software/software", wordset("written made built runs software run powers")),),
}
_POINTING = wordset("it that they this")
#: How far back a question may point.
_BACK = 3
_SIBLINGS = 200


def question_key(title: str) -> str:
    """`predicate/slot` that a short answer has below a question; nothing when it is none."""
    lows = [word.low for word in words_of(title)]
    if not lows or lows[-1] != "?":
        return ""
    first = next((low for low in lows[:2] if low in _KEYS), "")
    return next((key for key, verbs in _KEYS.get(first, ()) if verbs & set(lows)), "")


def asked_in(above: Sequence[Section], section: Section) -> str:
    """What a section's title asks about; “it” is what the title before asked about."""
    title = section.title.text if section.title is not None else ""
    asked = asked_about(title)
    lows = [word.low for word in words_of(title)]
    clause = "that" in lows and lows[-2:] != ["that", "?"]  # “How do you notice that …?” points to nothing.
    if asked or not above or not lows or lows[-1] != "?" or not _POINTING & set(lows) or clause:
        return asked
    beside = above[-1].parts[:_SIBLINGS]
    at = next((at for at, one in enumerate(beside) if one is section), 0)
    before = (asked_about(one.title.text) for one in reversed(beside[max(0, at - _BACK) : at]) if one.title is not None)
    return next((one for one in before if one), "")


def asked_about(title: str) -> str:
    """What a question is about: “Where does the wiki run?”, “And the wiki?” → “wiki”; nothing when it is no service."""
    words = list(words_of(title))
    first = next((at for at, word in enumerate(words) if word.low not in _ASKING_AFTER), 0)
    if not words or words[-1].text != "?" or not (first or words[0].low in _ASKING_OF):
        return ""
    if not first:
        first = next((at + 1 for at, word in enumerate(words) if word.low in {"the", "our"}), len(words))
    named = until(words[first:-1], _ASKED_OF)
    return spell(named) if 0 < len(named) < 4 and named[-1].low in SERVICE_NOUNS - _MACHINES else ""
