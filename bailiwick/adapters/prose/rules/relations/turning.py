"""Clauses put the other way round: “a Nexus that Lumen hosts” as “Lumen hosts a Nexus”; without what stands beside."""

from __future__ import annotations

from dataclasses import replace

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.clauses.plain import is_participle
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.adapters.prose.rules.relations.reading import Reading
from bailiwick.adapters.prose.rules.subjects.slots import SUBJECTS

_PREPOSITIONS = wordset("through on at with by in from via to is are has have and")
_REASONS = wordset("because since as so")
#: “hosts for us at half price”: on what terms.
_TERMS = wordset("for at free")


def turned(clause: Clause, reading: Reading) -> Clause:
    """“a Nexus that Lumen hosts” as “Lumen hosts a Nexus”."""
    clause = _without_opening(clause)
    at = next((at for at, word in enumerate(clause.before) if at and word.low in {"that", "which", "whom"}), None)
    empty = not any(not word.is_mark for word in until(clause.after, _REASONS | _TERMS))
    if clause.described and at is not None and reading.subject.things:
        return replace(clause, before=clause.before[at + 1 :])
    if at is None or not empty or clause.pattern.right not in SUBJECTS or clause.inherits:
        return clause
    verbs = [end for end, word in enumerate(clause.before[:at]) if word.low in _PREPOSITIONS]
    if verbs and clause.before[verbs[-1]].low in {"at", "in", "from"}:
        return clause
    head = clause.before[verbs[-1] + 1 if verbs else 0 : at]
    if (
        reading.here.scope.category == "service"
        and head
        and head[0].low in {"a", "an"}
        and head[0].start == reading.here.clause
    ):
        head = ()
    return replace(clause, before=clause.before[at + 1 :], after=tuple(word for word in head if not word.is_mark))


def _without_opening(clause: Clause) -> Clause:
    """“Written by Ada in 2019, it runs on heron”: what stands before the comma is said beside."""
    if clause.pattern.left not in SUBJECTS or [word.low for word in clause.before[-2:]] != [",", "it"]:
        return clause
    first = clause.before[0]
    plain = is_participle(replace(first, text=first.low)) and not mood_of(clause.before)
    return replace(clause, before=clause.before[-1:]) if plain else clause


def whole(clause: Clause, reading: Reading) -> Clause:
    """The clause with the words that it inherits."""
    previous = reading.clause
    if not clause.inherits or previous is None:
        return clause
    return Clause(clause.pattern, previous.before, clause.trigger, clause.after, clause.inherits, clause.doubtful)


def without_company(clause: Clause) -> Clause:
    """“The primary is heron, with secondaries (run by Lumen)”: said of what it is with."""
    comma = max((at for at, word in enumerate(clause.before) if word.text == ","), default=-1)
    beside = [word.low for word in clause.before[comma + 1 : comma + 2]] == ["with"] and comma > 0
    reduced = is_participle(clause.trigger[0]) and len(clause.before) > comma + 2
    return replace(clause, before=clause.before[comma + 2 :]) if beside and reduced else clause
