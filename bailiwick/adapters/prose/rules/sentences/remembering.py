"""What a sentence named, for words of the next one that point back to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS
from bailiwick.adapters.prose.rules.english.words import Word, spell
from bailiwick.adapters.prose.rules.names.shapes import is_domain, is_mail
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Statement, Thing

_LONGEST = 3


def remember(words: Sequence[Word], here: Here, said: Sequence[object]) -> None:
    """Keep what a sentence named, for words of the next that point back to it."""
    hosts = [Thing("host", word.text) for word in words if word.text in here.hosts]
    others = [
        thing for one in said if isinstance(one, Statement) for thing in (one.subject, one.object) if thing is not None
    ]
    pairs = [f"{one.text} {other.text}" for one, other in pairwise(words) if other.text[:1].isupper()]
    somebody = [Thing("person", pair) for pair in pairs if pair in here.glossary.people]
    named = tuple(dict.fromkeys([*hosts, *others, *somebody]))
    here.recent = named or here.recent
    people = [thing for thing in named if thing.kind == "person"]
    here.person = people[0] if len(people) == 1 else None if people else here.person


def keep_in_mind(words: Sequence[Word], here: Here, *, told: bool) -> None:
    """What a sentence named, though it was not understood: “it” may be what it began with."""
    named = list(_named(words, here))
    here.named = tuple(dict.fromkeys(thing for _, thing in named))
    first = next((thing for at, thing in named if all(word.low in DETERMINERS for word in words[:at])), None)
    if first is not None and not told and not here.scope.things and not mood_of(words):
        here.focus = (first,)


def _named(words: Sequence[Word], here: Here) -> Iterator[tuple[int, Thing]]:
    """Each name of a sentence that the page knows, or that is an address, and where it stands."""
    at = 0
    while at < len(words):
        thing, length = _name_at(words, at, here)
        if thing is not None:
            yield at, thing
        at += length


def _name_at(words: Sequence[Word], at: int, here: Here) -> tuple[Thing | None, int]:
    word = words[at]
    if word.text in here.hosts or is_domain(word):
        return Thing("host" if word.text in here.hosts else "service", word.text), 1
    if is_mail(word):
        return Thing("contact-point", word.text), 1
    definite = word.text[0].isupper() or (at > 0 and words[at - 1].low in {"the", "our"})
    for length in range(_LONGEST, 0, -1) if definite else ():
        name = spell(words[at : at + length])
        if name in here.glossary.called:
            return Thing("service", here.glossary.called[name]), length
    return None, 1
