"""What a sentence named, for words of the next one that point back to it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bailiwick.adapters.prose.rules.english.words import Word
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Statement, Thing


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
