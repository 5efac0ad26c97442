"""What a clause says beside its relation: an address in place of a machine, the machine behind the people."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.function_words import THROUGH
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, ORGANISATION_WORDS, PROVIDERS
from bailiwick.adapters.prose.rules.names.shapes import address_of, is_capital, is_domain
from bailiwick.adapters.prose.rules.relations import noted
from bailiwick.adapters.prose.rules.relations.active import trailing_place
from bailiwick.adapters.prose.rules.relations.reading import Reading, objects_of
from bailiwick.adapters.prose.rules.slots.links import repositories
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.slots.where import place, provider
from bailiwick.adapters.prose.rules.statements.telling import Found
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.lib.statements import Statement, Thing
from bailiwick.lib.text import fold_name

_LEAD = 5


def in_passing(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """An address in place of a machine, and programs in parentheses."""
    if "registered" in {word.low for word in clause.trigger}:
        return _registered(clause, subject, reading)
    told = _virtually_there(clause, subject, reading)
    if clause.pattern.right == "instance":
        for found in noted.instance_sources(clause.after, reading.source):
            told |= reading.here.relate_each(subject.things, "source_repo", found, reading.source, "instance")
    if clause.pattern.right in {"software", "software_known", "instance", "people", "manager", "tool"}:
        return told | _behind(clause, subject, reading)
    if clause.pattern.right not in {"place", "at"}:
        return told
    address = address_of(clause.after)
    if (
        address is not None
        and ("//" in address.text or clause.trigger[-1].low in {"at", "under"})
        and not repositories(clause.after, reading.source, clause.trigger[0].start)
    ):
        for thing in subject.things[:1]:
            reading.here.describe(thing, "url", address.text, reading.source, address.start, "hosted")
            told = True
    through = next((at for at, one in enumerate(clause.after) if one.low in {"via", "through"}), None)
    for found in provider(clause.after[through + 1 : through + 4], reading.here) if through is not None else ():
        if fold_name(found.thing.name) in PROVIDERS:
            published = through and clause.after[through - 1].low in {"published", "deployed"}
            front = "hosted_by" if published else "fronted_by"
            told |= reading.here.relate_each(subject.things, front, found, reading.source, "via")
    for found in noted.programs_in_parentheses(clause.after):
        for thing in subject.things:
            told |= reading.here.relate(thing, "uses_software", found, reading.source)
    return told


def _registered(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """“registered through Gandi to Ada”, “registered by Ada through Gandi”: who has it, and where."""
    here, source, words = reading.here, reading.source, clause.after
    lows = [word.low for word in words]
    if {word.low for word in clause.trigger} & {"was", "were", "been"}:
        return False
    last = clause.trigger[-1].low
    to = 0 if last == "by" else next((at + 1 for at, low in enumerate(lows) if low == "to"), len(words))
    told, things = False, [Thing("domain", one.name) if "." in one.name else one for one in subject.things]
    for found in people(words[to:], here) if last != "to" else ():
        if found.thing.kind in {"person", "team"}:
            told |= here.relate_each(things, "owned_by", found, source, "registered")
    at = next((at for at, low in enumerate(lows) if low in THROUGH), len(words)) if last in {"by", "to"} else len(words)
    for word in words[at + 1 : at + 1 + _LEAD]:
        name = PROVIDERS.get(fold_name(word.text)) or PROVIDERS.get(fold_name(word.text.partition(".")[0]))
        if name is not None and is_capital(word) | is_domain(word):
            told |= here.relate_each(things, "registrar", Found(Thing("provider", name), word.start), source, "via")
    return told


def _virtually_there(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """“a VM donated by Lumen”: whoever gives a virtual machine has it; a machine of metal may stand anywhere."""
    given = clause.pattern.says == "funded_by" and clause.trigger[-1].low == "by"
    lows = [word.low for word in clause.before]
    if not given or not lows or not (FORMS.get(lows[-1]) == "vm" or "virtual" in lows):
        return False
    told = False
    for found in objects_of(clause, reading):
        name = found.thing.name
        if fold_name(name) in PROVIDERS or ORGANISATION_WORDS & {part.lower() for part in name.split()}:
            house = Found(Thing("provider", name), found.at, {"form": "vm"})
            told |= reading.here.relate_each(subject.things, "hosted_by", house, reading.source, "vm")
    return told


def _behind(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """“run by Ada on heron”: the machine behind the people, the provider behind the program."""
    preposition, words = trailing_place(clause)
    placed = _is_placed(subject, reading)
    told = _is_a_machine(clause, subject, reading) if clause.pattern.right == "instance" else False
    for found in place(words, reading.here, preposition, bold=False) if words else ():
        sure = preposition not in {"from", "with"} or fold_name(found.thing.name) in PROVIDERS
        sure = sure and not (placed and found.thing.kind == "host")
        if (
            sure
            and found.thing.kind in {"host", "provider"}
            and all(thing.kind == "service" for thing in subject.things)
        ):
            told |= reading.here.relate_each(subject.things, "hosted_by", found, reading.source, preposition)
    return told


def _is_placed(subject: Subject, reading: Reading) -> bool:
    """“runs on heron and uses PostgreSQL on crane”: what is on crane is the program."""
    placed = {
        one.subject
        for one in reading.here.said[reading.began :]
        if isinstance(one, Statement) and one.predicate == "runs_on"
    }
    return any(thing in placed for thing in subject.things)


def _is_a_machine(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """“larch is a dedicated server at Lumen”."""
    at = next((at for at, word in enumerate(clause.after[:_LEAD]) if word.low in FORMS), None)
    if at is None or at + 1 >= len(clause.after) or clause.after[at + 1].low not in {"at", "from", "with", "in"}:
        return False
    told = False
    for found in place(clause.after, reading.here, clause.after[at + 1].low):
        if found.thing.kind == "provider":
            told |= reading.here.relate_each(subject.things, "hosted_by", found, reading.source, "is a")
    return told
