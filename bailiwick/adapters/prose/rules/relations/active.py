"""“X hosts Y”, “X runs Y”: what it says depends on who X is.

| X                        | “hosts Y”, “runs Y” says                     |
|--------------------------|----------------------------------------------|
| people, a mailbox        | Y is run by X                                |
| a provider               | Y is hosted by X                             |
| a machine                | Y runs on X                                  |
| a service                | Y is a program that it uses                  |
| we                       | nothing of us, but where Y is: “… on Lumen”  |

“X rents Y from Z” says the same whoever X is: where Y is.
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.function_words import WE
from bailiwick.adapters.prose.rules.english.items import outside, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import BODIES, FORMS, ORGANISATION_WORDS, PHYSICAL
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.relations.reading import Reading
from bailiwick.adapters.prose.rules.slots.made import software
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.slots.where import place
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.lib.statements import Thing

#: What no program does, and no machine.
_ONLY_PEOPLE = wordset("operate operates administer administers control controls")
_HOUSES = ORGANISATION_WORDS | BODIES
_COMMUNITIES = wordset("project foundation community association society club cooperative collective")
_AT = wordset("on at with in from")
#: What one does with a machine that stays another's; one that was bought does not.
_RENTING = wordset("rent rents rented renting lease leases hire hires")
_BOUGHT = set(FORMS) | PHYSICAL | {"hardware", "equipment"}


def tell_active(clause: Clause, reading: Reading) -> bool:
    """Say it where the actor is a service or “we”; False: the pattern's own reading holds."""
    if clause.pattern.name in {"rents it", "we rent it"}:
        return _rented(clause, reading)
    if clause.pattern.left not in {"people", "host"} or clause.pattern.right != "things":
        return False
    whole = reading.clause or clause
    if _ours(whole.before, reading.here):
        return _placed(clause, reading)
    actor = subject_of(whole.before, reading.here)
    if clause.relative and reading.objects:
        actor = Subject(reading.objects)
    kinds = {thing.kind for thing in actor.things}
    keepers = {found.thing.kind for found in people(whole.before, reading.here)}
    if keepers & {"person", "team"} or (clause.trigger[-1].low in _ONLY_PEOPLE and keepers == {"organisation"}):
        return False
    if (
        clause.pattern.name not in {"runs it", "handles it"}
        or not kinds
        or not kinds <= {"service", "host", "provider"}
    ):
        return False
    reading.subject = actor
    if _runs(clause, actor, kinds, reading):
        reading.here.focus = reading.actors = actor.things
    else:
        reading.whys.append("a relation, but not to anything it names clearly")
    return True


def _runs(clause: Clause, actor: Subject, kinds: set[str], reading: Reading) -> bool:
    """What a service, a machine or a provider runs."""
    here, source = reading.here, reading.source
    told = False
    if kinds == {"service"} and _is_house(actor.things):
        house = Thing("organisation", actor.things[0].name)
        for found in software(clause.after, here):
            told |= here.relate(Thing("service", found.thing.name), "run_by", Found(house, found.at), source, "runs")
        return told
    if kinds != {"provider"}:
        for found in software(clause.after, here, bold=kinds == {"service"}):
            told |= here.relate_each(actor.things, "uses_software", found, source, "runs")
    if not told and kinds != {"service"}:
        for found in services(clause.after, here):
            for thing in actor.things:
                told |= here.relate(found.thing, "hosted_by", Found(thing, found.at), source, "runs")
    return told


def _is_house(things: Sequence[Thing]) -> bool:
    """“Harbour Digital Library” is somebody, and no service made of what it runs."""
    names = [thing.name.lower().split() for thing in things]
    return all(len(name) > 1 and name[-1] in _HOUSES for name in names)


def _ours(before: Sequence[Word], here: Here) -> bool:
    if not before:
        return False
    community = here.scope.community
    named = community is not None and spell(before[-1:]) == community.name
    return before[-1].low in WE or named or (before[0].low in {"the", "our"} and before[-1].low in _COMMUNITIES)


def _placed(clause: Clause, reading: Reading) -> bool:
    """“We host the wiki on Lumen”."""
    here, source = reading.here, reading.source
    at = next((at for at, word in enumerate(clause.after) if word.low in _AT and at), None)
    if at is None or clause.after[at].low == "from":
        return False
    patient = clause.after[:at]
    things = tuple(found.thing for found in services(patient, here)) or subject_of(patient, here).things
    told = False
    programs = software(patient, here, bold=False) if here.scope.category == "service" else []
    if programs:
        things = here.scope.things
        for found in programs:
            told |= here.relate_each(things, "uses_software", found, source, spell(clause.trigger))
    for found in place(clause.after[at + 1 :], here, clause.after[at].low, bold=clause.pattern.left == "host"):
        told |= here.relate_each(things, "hosted_by", found, source, spell(clause.trigger))
    if told:
        here.focus = things
    return told


def _rented(clause: Clause, reading: Reading) -> bool:
    """“We rent heron from Lumen”, “We buy mail from Lumen”: where that is; a machine that was bought is ours."""
    here, source = reading.here, reading.source
    at = next((at for at, word in enumerate(clause.after) if word.low in {"from", "at", "with"} and at), None)
    what = clause.after[: at or 0]
    noun = next((word for word in reversed(what) if not word.is_mark), None)
    rented = clause.trigger[-1].low in _RENTING
    if at is None or noun is None or not (rented or noun.low not in _BOUGHT):
        return True
    subject = _machine(what, here) if rented else Subject()
    subject = subject if subject.things else subject_of(what, here)
    names = subject.aspect == "domains" or all(thing.name.count(".") == 1 for thing in subject.things)
    for found in place(clause.after[at + 1 :], here, "from") if subject.aspect in {"", "domains"} else ():
        told = found.thing.kind == "provider" and here.relate_each(
            subject.things, "registrar" if names else "hosted_by", found, source, spell(clause.trigger)
        )
        here.focus = subject.things if told else here.focus
    return True


def _machine(words: Sequence[Word], here: Here) -> Subject:
    """“the server”: what a section about a service or a machine is about; “heron”: a machine's name."""
    if words[-1].low in FORMS and here.scope.category in {"service", "host"}:
        return Subject(here.scope.things)
    named = len(words) == 1 and is_machine_name(words[0]) and not words[0].low.endswith("s")
    return Subject((Thing("host", words[0].text),) if named else ())


def trailing_place(clause: Clause) -> tuple[str, Sequence[Word]]:
    """The place behind what a pattern took: “run by Ada on heron”, “runs Foo at Lumen”."""
    between = wordset("on") if clause.pattern.right in {"people", "manager"} else wordset("on at with from")
    after = outside(clause.after)
    at = next((at for at, word in enumerate(after) if word.low in between and at), None)
    return (after[at].low, until(after[at + 1 :], frozenset({","}))) if at is not None else ("", ())
