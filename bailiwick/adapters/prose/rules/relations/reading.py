"""What carries over from clause to clause while a sentence is read, and what stands on the other side of a pattern."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, FINITE
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.shapes import capital_run
from bailiwick.adapters.prose.rules.relations.objects import OBJECTS
from bailiwick.adapters.prose.rules.slots.people import last_names, people
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.statements.whole import KEEPING
from bailiwick.adapters.prose.rules.subjects.slots import SUBJECTS
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

#: Who answers for a thing, in one word or another.
RESPONSIBLE = KEEPING | {"contact"}


@dataclass
class Reading:
    """What carries over from one clause of a sentence to the next."""

    here: Here
    source: Text
    subject: Subject = field(default_factory=Subject)
    clause: Clause | None = None
    repositories: tuple[Thing, ...] = ()
    #: What stood before an active verb: “Lumen hosts …”.
    actors: tuple[Thing, ...] = ()
    #: What the clause before named: “which” speaks of it.
    objects: tuple[Thing, ...] = ()
    #: What a fragment is about when it does not say.
    about: tuple[Thing, ...] = ()
    whys: list[str] = field(default_factory=list)
    #: Why the clause before states nothing, and by which words.
    refused: str = ""
    trigger: Sequence[Word] = ()
    #: How much the section had said when the sentence began.
    began: int = 0


_LONGEST_NAME = 5
_TIMES = wordset("since then now today currently nowadays , and but")


_THAT = wordset("that whether how why what")
_OPENING = wordset("after as although while though because before following until once")


def _without_time(words: Sequence[Word]) -> Sequence[Word]:
    """“Since then Ada …” → “Ada …”."""
    while words and (words[0].low in _TIMES or words[0].text.isdigit()):
        words = words[1:]
    comma = next((at for at, word in enumerate(words) if word.text == ","), None)
    if comma is not None and words[0].low in _OPENING:
        return words[comma + 1 :]
    return words


def _doer(words: Sequence[Word]) -> Sequence[Word]:
    """Who does it, if nobody else stands nearer to the verb.

    “Ada checks that it still” (runs) is not Ada, and “Certificates are old, Bert” (does it) speaks of another “it”.
    """
    if any(word.low in _THAT for word in words[:-1]):
        return ()
    verb = next((at for at, word in enumerate(words) if word.low in FINITE), len(words))
    comma = max((at for at, word in enumerate(words) if word.text == ","), default=-1)
    spliced = verb < comma < len(words) - 1 and words[comma + 1].text[:1].isupper()
    return () if spliced else words


def _without_manner(words: Sequence[Word]) -> Sequence[Word]:
    """“Ada mainly” (cares for) → “Ada”."""
    while len(words) > 1 and words[-1].low in ADVERBS - {"both", "all"}:
        words = words[:-1]
    return words


def _here(here: Here) -> tuple[Thing, ...]:
    """What “here” and “there” mean: the machine or the provider that is spoken of."""
    spoken = tuple(thing for thing in here.focus if thing.kind in {"host", "provider"})
    if here.scope.category in {"host", "provider"}:
        return here.scope.things
    return spoken or ((here.machine,) if here.machine is not None else here.scope.things)


def objects_of(clause: Clause, reading: Reading) -> list[Found]:
    pattern = clause.pattern
    left = pattern.left in SUBJECTS
    slot = pattern.right if left or not pattern.left else pattern.left
    if not slot or slot in SUBJECTS:
        return [Found(thing, clause.trigger[0].start) for thing in _here(reading.here)]
    if clause.relative and pattern.left == slot:
        return [Found(thing, clause.trigger[0].start) for thing in reading.objects]
    whole = reading.clause or clause
    words = clause.after if left or not pattern.left else _doer(_without_time(whole.before))
    words = _without_manner(words) if slot == "people" and pattern.left == slot else words
    found = OBJECTS[slot](words, reading.here, reading.source, clause.trigger)
    team = reading.here.scope.things if reading.here.scope.category == "team" else ()
    if not found and slot == "people" and pattern.left == slot and not words and team:
        return [Found(team[0], clause.trigger[0].start)]
    if not found and slot == "people" and pattern.left == slot:
        here = reading.here
        return last_names(words, here) or _who_did_more(words, here) or _who_still(_without_manner(whole.before), here)
    return found


def _who_still(words: Sequence[Word], here: Here) -> list[Found]:
    """“PHP by Ada Byron, who (is the one to ask)”: the whole name that stands before “who”."""
    comma = len(words) - 2
    if comma < 1 or words[-1].low != "who" or words[comma].text != ",":
        return []
    first = comma
    while first and words[first - 1].text[:1].isupper():
        first -= 1
    found = people(words[first:comma], here)
    return found if 1 < comma - first < _LONGEST_NAME and len(found) == 1 and found[0].thing.kind == "person" else []


def _who_did_more(words: Sequence[Word], here: Here) -> list[Found]:
    """“Ada planned the move and” (is the one to ask): whoever the sentence begins with, if the page has them."""
    run = capital_run(words) if words and words[-1].low == "and" else None
    name = words[: run[1]] if run is not None and run[0] == 0 else ()
    known = here.glossary.has_person(spell(name))
    return people(name, here) if known and {"which", "that", "who"}.isdisjoint(word.low for word in words) else []
