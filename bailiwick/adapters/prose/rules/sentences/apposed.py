"""Machines with what they are behind a comma, wherever they stand: “…, and heron, a server rented from Lumen, …”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import KEEPS
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, PROVIDERS
from bailiwick.adapters.prose.rules.names.shapes import capital_run, known
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_KEEPING = KEEPS | {"keeps"}
_ARTICLES = wordset("a an our one")
_PLACES = frozenset(
    {("at",), ("from",), ("with",), ("rented", "from"), ("rented", "at"), ("hosted", "at"), ("leased", "from")}
)
_ENDS = frozenset({",", ".", ";", ")", "and", "which", "that", "where", "in"})
_LONGEST = 5


def told_of_apposed(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say where such a machine stands, and who is said to keep it."""
    told = False
    for at, noun in _described(words, here):
        if mood_of(words[max(0, at - _LONGEST) : noun]):
            continue
        host = Thing("host", words[at].text)
        house = _house(words[noun + 1 :])
        if house is not None and host not in here.located:
            told |= here.relate(host, "located_at", Found(house, words[at].start), source, "at")
        for found in _keepers(words[noun + 1 :], here):
            told |= here.relate(host, "run_by", found, source, "which")
    return told


def _described(words: Sequence[Word], here: Here) -> Iterator[tuple[int, int]]:
    """Each machine that the page knows, and the noun behind it: “heron, a small VPS”, “heron (a VM”."""
    for at, word in enumerate(words[:-3]):
        if word.text in here.hosts and words[at + 1].text in {",", "("} and words[at + 2].low in _ARTICLES:
            behind = range(at + 3, min(at + 3 + _LONGEST, len(words)))
            noun = next((end for end in behind if words[end].low in FORMS or words[end].is_mark), 0)
            if noun and not words[noun].is_mark:
                yield at, noun


def _house(words: Sequence[Word]) -> Thing | None:
    """The provider behind “at”, “from”, “rented from”."""
    lows = tuple(word.low for word in words[:2])
    lead = next((place for place in _PLACES if lows[: len(place)] == place), ())
    name = until(words[len(lead) :], _ENDS) if lead else []
    house = known(name, PROVIDERS) if name else None
    if house is not None:
        return Thing("provider", house[2])
    whole = bool(name) and capital_run(name) == (0, len(name))
    return Thing("provider", spell(name)) if whole else None


def _keepers(words: Sequence[Word], here: Here) -> list[Found]:
    """“…, which Ada administers”: somebody whom the page has."""
    at = next((at for at, word in enumerate(words) if word.low in {"which", "that"}), None)
    verb = next((end for end, word in enumerate(words) if word.low in _KEEPING), 0)
    if at is None or not verb or any(word.text in here.hosts for word in words[:at]):
        return []
    name = words[at + 1 : verb]
    known_name = here.glossary.has_person(spell(name))
    alone = len(words) == verb + 1 or words[verb + 1].is_mark
    return people(name, here) if known_name and alone else []
