"""Subjects that only describe or point: “A Flask application that …”, “It is led by …”, “… on a cluster, which”."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.function_words import COPULAS
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.shapes import is_domain
from bailiwick.adapters.prose.rules.relations.reading import Reading
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.akin import OTHER_ONE
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.lib.statements import Thing

_WHICH = frozenset({"that", "which"})
#: With one of these it is about another.
_NAMED = wordset("which that called named second other")
#: From this sentence of a section on, what it speaks of is not its title alone.
_SECOND = 2


def describing(before: Sequence[Word], reading: Reading) -> tuple[Thing, ...]:
    """“A little Rails application, deployed to …” behind the name of a service is that service."""
    here = reading.here
    mine = reading.about or (here.scope.things if here.scope.category == "service" else ())
    begins = len(before) > 1 and before[0].low in {"a", "an"} and before[0].start == here.clause
    head = before[:-1] if begins and before[-1].low in _WHICH and len(before) > len(("an", "app")) else before
    plain = begins and not {word.low for word in head} & (COPULAS | OTHER_ONE | _NAMED)
    return mine if plain and len(mine) == 1 and mine[0].kind == "service" else ()


def has_a_verb_of_its_own(clause: Clause) -> bool:
    """“A Redis that runs on heron is its cache”: what is said of the Redis."""
    related = len(clause.before) > 1 and clause.before[0].low in {"a", "an"} and clause.before[-1].low in _WHICH
    return related and any(
        word.low in COPULAS and before.low not in _WHICH | {"and", "but", ","}
        for before, word in pairwise(clause.after)
    )


def is_led(clause: Clause) -> bool:
    """“It is led by Ada”: a team is, and hardly anything else."""
    led = any(word.low in {"led", "headed", "chaired"} for word in clause.trigger)
    return led and [word.low for word in clause.before] == ["it"]


def is_of_the_last(before: Sequence[Word]) -> bool:
    """“Simulations are done on a cluster, which …”: what a verb that nobody read left over."""
    related = len(before) > 1 and before[-1].low in {"which", "that", "who"}
    return related and any(word.low in COPULAS for word in before)


def last_named(before: Sequence[Word], here: Here) -> Subject:
    """“… to files.example.org, which”: the address or the machine that stands before it."""
    name = next((word for word in reversed(before[:-1]) if not word.is_mark), before[-1])
    if is_domain(name):
        first = here.scope.is_of_one_service and here.count < _SECOND
        return Subject(here.scope.things) if first else subject_of([name], here)
    if name.text in here.hosts:
        return Subject((Thing("host", name.text),))
    return Subject(why="not clear what “which” means")
