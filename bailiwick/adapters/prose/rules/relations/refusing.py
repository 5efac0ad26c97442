"""Why a clause states nothing: what is denied, planned or over in it, or in the clause that it hangs on."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.clauses.mood import NEGATIVE, PAST, refusal, undone
from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, FINITE
from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.adapters.prose.rules.relations.clause_subjects import is_unclear
from bailiwick.adapters.prose.rules.relations.reading import Reading
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.lib.statements import NotUnderstood

#: What is so as long as it is done.
_STATES = wordset(
    "powered based run rendered provided operated offered managed maintained configured sponsored funded financed "
    "covered served driven"
)
_FINITE = FINITE | {"get", "gets"}
_TURNING = wordset("but now instead rather")
_DENYING = wordset("nor not never")
#: They do things “using” a program, which need not be one of theirs.
_USERS = frozenset({"team", "organisation", "person"})
#: Before “run” these make a passive of it.
_BEING = wordset("is are was were be been being get gets")


def denied_before(clause: Clause, reading: Reading) -> str:
    """Why a clause that shares the subject of the one before says nothing of it: “neither run by Ada nor hosted …”."""
    before = reading.clause
    if not clause.inherits or before is None:
        return ""
    between = reading.source.text[before.trigger[-1].end : clause.trigger[0].start].lower().split()
    if _DENYING & set(between[-2:]):
        return NEGATIVE
    return "says it of what stands before the verb" if _another_does(clause, before) else ""


def _another_does(clause: Clause, before: Clause) -> bool:
    """“Ada checks that it still runs”: “it” does, and no more Ada."""
    behind = next((word.low for word in reversed(before.after) if word.low not in ADVERBS), "")
    return clause.pattern.left == "people" and behind in {"it", "they", "everything", "this"}


def _is_passive(clause: Clause) -> bool:
    """“Benchmarks are run every night”: they are no people who run it."""
    return clause.pattern.left == "people" and bool(clause.before) and clause.before[-1].low in _BEING


def _does_what_was_denied(clause: Clause, reading: Reading) -> bool:
    """“It does not explain that; the handbook does that”: not the service is what it does."""
    doing = clause.trigger[-1].low in {"does", "do"} and [word.low for word in clause.after[:1]] in (["that"], ["so"])
    return doing and bool(reading.here.said) and isinstance(reading.here.said[-1], NotUnderstood)


def why_not(clause: Clause, subject: Subject, reading: Reading) -> str:
    """Why a clause states no fact, or nothing; kept for the clause that hangs on it."""
    why = _own(clause, reading)
    if _is_passive(clause) or _does_what_was_denied(clause, reading):
        why = why or "does not say who does it"
    if clause.trigger[0].low == "using" and any(thing.kind in _USERS for thing in subject.things):
        why = why or "does not say what it is used for"
    if clause.pattern.says == "funded_by" and clause.after and clause.after[0].low in {"his", "her"}:
        why = why or "somebody's own, lent"
    if clause.doubtful or is_unclear(clause, subject):
        why = why or "not clear what this is said of"
    return why


def _own(clause: Clause, reading: Reading) -> str:
    """What its words say, and those of the clause before."""
    pattern, last = clause.pattern, clause.before[-1].low if clause.before else ""
    joined = last in {"and", "but", ","}
    past = pattern.past and not _is_over(clause)
    why = refusal(() if joined else clause.before, clause.trigger, clause.after, past=past, case=pattern.case)
    if last == "," and not pattern.case and not _FINITE & {word.low for word in clause.trigger}:
        why = why or undone(clause.before)
    if _hangs_on(clause, reading):
        why = why or reading.refused
    reading.refused, reading.trigger = why, clause.trigger
    return why


def _is_over(clause: Clause) -> bool:
    """“was powered by”, “had been given by”: it was so; what “was set up with” something still is."""
    lows = {word.low for word in (*clause.before[-2:], *clause.trigger)}
    return "had" in lows or bool(lows & {"was", "were"} and lows & _STATES)


def _hangs_on(clause: Clause, reading: Reading) -> bool:
    """“It will run on heron, with Fastly in front”, “Ada will do the wiki, Bert the forum”: as little as the first."""
    lead = [word.low for word in clause.before if not word.is_mark]
    before = reading.clause
    shared = clause.inherits and before is not None and not _FINITE & {word.low for word in clause.trigger}
    between = reading.source.text[before.trigger[-1].end : clause.trigger[0].start] if shared and before else ""
    shared = shared and reading.refused != PAST and not _TURNING & set(between.lower().split())
    return shared or lead[:1] == ["with"] or (bool(reading.trigger) and clause.trigger == reading.trigger)
