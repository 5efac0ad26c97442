"""One clause as statements: of what, in which relation, to what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, PRONOUNS
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import SERVICE_NOUNS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import known
from bailiwick.adapters.prose.rules.relations import noted
from bailiwick.adapters.prose.rules.relations.active import tell_active
from bailiwick.adapters.prose.rules.relations.aspects import tell_aspect
from bailiwick.adapters.prose.rules.relations.clause_subjects import spoken_of
from bailiwick.adapters.prose.rules.relations.clear import house_behind
from bailiwick.adapters.prose.rules.relations.fragments import fragment
from bailiwick.adapters.prose.rules.relations.meaning import by_kinds, is_somebody
from bailiwick.adapters.prose.rules.relations.objects import OBJECTS, name_servers
from bailiwick.adapters.prose.rules.relations.passing import in_passing
from bailiwick.adapters.prose.rules.relations.reaching import POSTED
from bailiwick.adapters.prose.rules.relations.reading import RESPONSIBLE, Reading, objects_of
from bailiwick.adapters.prose.rules.relations.refusing import denied_before, why_not
from bailiwick.adapters.prose.rules.relations.stand_ins import is_code, is_its_address, is_piece, is_put_there
from bailiwick.adapters.prose.rules.relations.turning import turned, whole
from bailiwick.adapters.prose.rules.slots.contacts import contacts
from bailiwick.adapters.prose.rules.slots.links import repositories
from bailiwick.adapters.prose.rules.slots.made import software
from bailiwick.adapters.prose.rules.slots.where import place
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.akin import OTHER_ONE
from bailiwick.adapters.prose.rules.subjects.named import are_made
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.subjects.slots import SUBJECTS, subjects_in
from bailiwick.adapters.prose.rules.subjects.subject import UNSAID, Subject
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_HEADS = {
    "led": "lead", "headed": "head", "chaired": "chair", "coordinated": "coordinator",
    "leads": "lead", "heads": "head", "chairs": "chair", "coordinates": "coordinator",
}  # fmt: skip
#: What is put somewhere for others to fetch.
_FETCHED = wordset("uploaded published pushed copied")
NO_RELATION = "no relation found"
#: Of whom it is said when a sentence does not say.
_COMMUNITYS = frozenset({"registrar", "dns_hosted_by", "funded_by"})


def tell_clause(clause: Clause, reading: Reading, group: tuple[Thing, ...]) -> None:
    """One clause: refuse it, or say its relations."""
    pattern = clause.pattern
    denied = denied_before(clause, reading)
    if denied:
        reading.whys.append(denied)
        return
    clause = turned(clause, reading)
    subject = Subject(group) if group and not clause.relative else spoken_of(clause, reading)
    reading.subject, reading.clause = subject, whole(clause, reading)
    why = why_not(clause, subject, reading)
    if not why and _used_by_others(clause, reading):
        return
    active = not why and not subject.things and tell_active(clause, reading)
    if active:
        return
    unsaid = not clause.inherits and (not clause.before or subject.why == UNSAID)
    watched = pattern.name == "monitoring by"
    if not subject.things and unsaid and (watched or pattern.says in _COMMUNITYS) and reading.here.scope.community:
        subject = Subject((reading.here.scope.community,))
    if not why:
        reading.objects = tuple(found.thing for found in objects_of(clause, reading))
    if why or not subject.things:
        reading.whys.append(why or subject.why or NO_RELATION)
        _keep_in_mind(clause, subject, reading.here)
        return
    if tell_active(clause, reading):
        return
    if pattern.left == "people" and pattern.says in RESPONSIBLE and is_piece(clause.after, subject.things):
        reading.whys.append("of a part of it only")
        return
    if not (subject.aspect and tell_aspect(clause, subject, reading)):
        _tell_relations(clause, subject, reading)


def _keep_in_mind(clause: Clause, subject: Subject, here: Here) -> None:
    """“The lists are no longer run by us. They are at Lumen.”: what nothing is said of is spoken of all the same."""
    named = clause.pattern.left in SUBJECTS and not clause.inherits and not clause.relative and bool(clause.before)
    another = named and {word.low for word in clause.before} & (PRONOUNS | OTHER_ONE | {"old"})
    if named and not another and not subject.aspect and subject.things and not here.scope.things:
        here.focus = subject.things


def _tell_relations(clause: Clause, subject: Subject, reading: Reading) -> None:
    here, source = reading.here, reading.source
    word = spell([one for one in clause.trigger if one.low not in noted.AUXILIARIES])
    before = clause.pattern.left in SUBJECTS
    objects = list(_objects(clause, subject, reading))
    company = any(is_somebody(found.thing, here) for _, found in objects)
    meant = [by_kinds(*one, clause, subject, here, company=company) for one in objects]
    told = False
    for predicate, found in meant:
        for thing in subject.things:
            if is_put_there(clause, found) or is_code(clause, found):
                continue
            if is_its_address(clause, thing, found):
                here.describe(thing, "url", found.thing.name, source, found.at, word)
                reading.objects, told = (thing,), True
                continue
            if not before and thing.kind == found.thing.kind == "service" and predicate == "hosted_by":
                if _names_another(clause.before, found.thing):
                    continue
                told |= here.relate(found.thing, "co_hosted_with", Found(thing, found.at), source, word)
            else:
                told |= here.relate(thing, predicate, found, source, word)
                told |= _heads(thing, found, clause, reading)
    told |= _together(clause, subject, reading)
    told |= in_passing(clause, subject, reading)
    told |= bool(meant) and clause.pattern.right in {"people", "place"} and _gapped(clause, reading, word)
    _remember(clause, subject, tuple(found.thing for _, found in meant), reading, told=told)
    if told and meant and meant[-1][0] in RESPONSIBLE:
        here.last = (meant[-1][0], subject.things)
    if not told:
        reading.whys.append("a relation, but not to anything it names clearly")
        if clause.pattern.right == "instance" and clause.before and clause.before[0].low not in DETERMINERS:
            _keep_in_mind(clause, subject, here)
    elif before:
        noted.of_subject(clause.before, subject, here, source)
        _beside(clause.before, subject, reading)


def _together(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """“Ada looks after it, along with Bert”."""
    lows = [word.low for word in clause.after]
    at = next((at for at, low in enumerate(lows[:-1]) if low in {"along", "together"} and lows[at + 1] == "with"), None)
    if at is None or clause.pattern.left != "people" or clause.pattern.says not in RESPONSIBLE:
        return False
    found = OBJECTS["people"](clause.after[at + 2 :], reading.here, reading.source, clause.trigger)
    told = False
    for one in found:
        if one.thing.kind in {"person", "team"}:
            told |= reading.here.relate_each(subject.things, clause.pattern.says, one, reading.source, lows[at])
    return told


def _names_another(before: Sequence[Word], thing: Thing) -> bool:
    """“The Polytechnic carries …”: somebody by name, and not what is taken for the subject."""
    names = [
        fold_name(word.text) for word in before if word.text[0].isupper() and word.low not in {"the", "it", "this"}
    ]
    return bool(names) and not any(name in fold_name(thing.name) for name in names)


def _used_by_others(clause: Clause, reading: Reading) -> bool:
    """“GitLab and the wiki use it for logins”: they depend on what is spoken of."""
    here = reading.here
    behind = clause.after[0].low if clause.after else ""
    mine = reading.here.about or here.scope.things
    if clause.pattern.name != "uses" or behind not in {"it", "this"} or len(mine) != 1 or mine[0].kind != "service":
        return False
    told = False
    for item in items(clause.before):
        program = known([word for word in item.words if word.low not in {"the", "our"}], SOFTWARE)
        users = [Thing("service", program[2])] if program is not None else list(subject_of(item.words, here).things)
        for user in users:
            told |= here.relate(user, "depends_on", Found(mine[0], item.words[0].start), reading.source, "use it")
    return told


def _objects(clause: Clause, subject: Subject, reading: Reading) -> Iterator[tuple[str, Found]]:
    """What stands on the other side, each with what the pattern says of it, as far as its slot decides that."""
    here, pattern = reading.here, clause.pattern
    posted = POSTED & {word.low for word in clause.before}
    points = contacts(clause.after, here) if pattern.right in {"at", "place"} and not posted else []
    objects, says = objects_of(clause, reading), pattern.says
    if points and points[0].thing.kind == "contact-point":
        objects, says = points, "contact"
    if pattern.name == "lets us use":
        yield from (("hosted_by", Found(Thing("provider", one.thing.name), one.at)) for one in objects)
    if not objects and pattern.name == "go to" and are_made(clause.before, here):
        objects, says = place(clause.after, here, "to", bold=False), "hosted_by"
    if not objects and pattern.right == "people":
        objects, says = software(clause.after, here, bold=False), "uses_software"
    if not objects and pattern.name == "uses" and (theirs := name_servers(clause.after)):
        objects, says = theirs, "dns_hosted_by"
    if not objects and pattern.name == "powered by":
        objects, says = house_behind(clause), "hosted_by"
    if says == "hosted_by" and not objects and clause.trigger[-1].low == "in":
        objects = repositories(clause.after, reading.source, clause.trigger[0].start, sure=True)
        says = "source_repo" if objects else says
    if says == "hosted_by" and _in_repository(clause.after, objects):
        objects, says = repositories(clause.after, reading.source, clause.after[0].start), "source_repo"
    if says == "hosted_by" and _FETCHED & {word.low for word in clause.trigger}:
        objects = [found for found in objects if not _is_address(found.thing, here)]
    for found in objects:
        yield says, replace(found, note=found.note or subject.note)


def _in_repository(words: Sequence[Word], objects: Sequence[Found]) -> bool:
    """“kept in the website repository on Codeberg”: not the thing is there, but what it is made from."""
    at = next((at for at, word in enumerate(words) if word.low in {"repository", "repo"}), 0)
    return bool(at) and bool(objects) and objects[0].thing.kind == "provider" and objects[0].at > words[at].start


def _is_address(thing: Thing, here: Here) -> bool:
    """“uploaded to downloads.example.org”: where people fetch it, no machine that the page has."""
    return thing.kind == "host" and thing.name not in here.hosts


def _remember(clause: Clause, subject: Subject, objects: tuple[Thing, ...], reading: Reading, *, told: bool) -> None:
    """What the next clause, and the next sentence, may point to."""
    here, before = reading.here, clause.pattern.left in SUBJECTS
    machines = [thing for thing in (*subject.things, *objects) if thing.kind == "host"]
    here.machine = machines[0] if machines and told else here.machine
    here.hosts |= {thing.name for thing in machines} if told else set()
    watching = clause.pattern.says == "monitored_by"
    served = (Thing("service", one.name) if watching and one.kind == "software" else one for one in objects)
    reading.actors = () if before else tuple(one for one in served if one.kind in {"provider", "service", "host"})
    reading.objects = objects if told else ()
    if told and not clause.relative:
        pointing = not clause.after or clause.after[0].low in PRONOUNS
        here.focus = subject.things if before or pointing else reading.actors or subject.things


def _beside(before: Sequence[Word], subject: Subject, reading: Reading) -> None:
    """“The wiki (MediaWiki on heron) is …”: what stands in parentheses behind the subject."""
    opening = next((at for at, word in enumerate(before) if word.text == "("), len(before))
    note = until(before[opening + 1 :], frozenset({")"}))
    if note and len(subject.things) == 1 and subject.things[0].kind == "service" and not subject.aspect:
        fragment(note, subject.things[0], reading.here, reading.source)


def _heads(team: Thing, found: Found, clause: Clause, reading: Reading) -> bool:
    """“the web team, which is led by Ada”: who leads a team is in it."""
    role = next((_HEADS[word.low] for word in clause.trigger if word.low in _HEADS), "")
    if team.kind != "team" or found.thing.kind != "person" or not role:
        return False
    return reading.here.relate(found.thing, "member_of", Found(team, found.at, {"role": role}), reading.source, role)


def _gapped(clause: Clause, reading: Reading, word: str) -> bool:
    """“… is maintained by Ada, the wiki by Bert”: the verb is left out the second time."""
    told = False
    preposition = clause.trigger[-1].low
    for item in items(clause.after):
        at = next((at for at, one in enumerate(item.words) if one.low == preposition), 0)
        named = item.words[0].low in {"the", "our"} or (at == 1 and item.words[0].low in SERVICE_NOUNS)
        if not at or not named:
            continue
        subject = subjects_in("thing", item.words[:at], reading.here)
        rest = item.words[at + 1 :]
        for found in OBJECTS[clause.pattern.right](rest, reading.here, reading.source, clause.trigger):
            told |= reading.here.relate_each(subject.things, clause.pattern.says, found, reading.source, word)
    return told
