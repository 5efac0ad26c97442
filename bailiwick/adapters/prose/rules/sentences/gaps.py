"""Sentences that leave their verb out the second time: “Ada looks after the wiki, Bert after the forum”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import SERVICE_NOUNS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import capital_run, known, organised
from bailiwick.adapters.prose.rules.statements.telling import Here

_PARTICLES = wordset("after for of about over on")
_JOINS = frozenset({",", "and", "while", "but"})


def split_gaps(clause: Clause, here: Here) -> list[Clause]:
    """The clause and those that share its verb; each begins with somebody, or a machine, before what it is about."""
    if clause.pattern.left not in {"people", "host"} or clause.pattern.right not in {"thing", "things"}:
        return [clause]
    starts = [at for at in range(1, len(clause.after)) if _begins(clause.after, at, here)]
    parts = [clause]
    for begin, end in pairwise([*starts, len(clause.after)]):
        words = _without_joins(clause.after[begin:end])
        actor = _actor(words, here)
        behind = words[actor + (words[actor].low in _PARTICLES) :]
        parts.append(replace(clause, before=tuple(words[:actor]), after=tuple(behind), inherits=False, relative=False))
    if starts:
        parts[0] = replace(clause, after=tuple(_without_joins(clause.after[: starts[0]])))
    return parts


def _begins(words: Sequence[Word], at: int, here: Here) -> bool:
    """Whether an actor and what it is about follow a comma or “and” at this place."""
    if words[at - 1].low not in _JOINS or words[at].low in _JOINS:
        return False
    actor = _actor(words[at:], here)
    return bool(actor)


def _actor(words: Sequence[Word], here: Here) -> int:
    """How many words the actor has, if a particle, an article or a service's noun follows."""
    run = capital_run(words[:4])
    last = run[1] if run is not None and run[0] == 0 and run[1] > 1 and not organised(words[: run[1]]) else 0
    last = last or int(bool(words) and words[0].text in here.hosts)
    if not last or last >= len(words):
        return 0
    following = words[last].low
    program = known(words[last : last + 2], SOFTWARE)
    plain = following in _PARTICLES | {"the", "our"} | (SERVICE_NOUNS - DETERMINERS)
    return last if plain or (program is not None and program[0] == 0) else 0


def _without_joins(words: Sequence[Word]) -> list[Word]:
    kept = list(words)
    while kept and kept[-1].low in _JOINS | {".", ";"}:
        kept.pop()
    return kept
