"""What is said not of a thing but of its code, its configuration, its problems or its names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import PROVIDERS
from bailiwick.adapters.prose.rules.relations import noted
from bailiwick.adapters.prose.rules.relations.reading import RESPONSIBLE, Reading, objects_of
from bailiwick.adapters.prose.rules.slots.links import repositories, trackers
from bailiwick.adapters.prose.rules.slots.made import software, watchers
from bailiwick.adapters.prose.rules.slots.where import place, provider
from bailiwick.adapters.prose.rules.statements.telling import Found
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

#: Somebody does this to names, too: only a well-known provider answers for them so.
_BY_HAND = wordset("managed handled maintained looked")
_HOUSING = frozenset({"hosted_by", "tracker", "source_repo"})
#: What serves everything else has no other name than what it keeps.
#: Whatever is called so is where bugs are tracked.
_TRACKERS = wordset("tracker bugs issues bugzilla")
_SERVED = wordset("accounts logins passwords access")


def tell_aspect(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """Say what is said of an aspect; True also when it must not be said of the thing itself."""
    says = clause.pattern.says
    if subject.aspect == "dns" and says in RESPONSIBLE and _zones_kept(clause, subject, reading):
        return True
    if subject.aspect == "dns":
        return _names(clause, subject, reading) or _as_service("DNS", clause, reading)
    if subject.aspect == "watched":
        return _watched(clause, subject, reading)
    if subject.aspect == "other" and subject.named.lower().split()[-1] in _SERVED and not _services(reading):
        return _as_service(subject.named, clause, reading)
    if subject.aspect == "other":
        reading.whys.append(f"about something the catalog has no word for: “{subject.named}”")
        return True
    if says in RESPONSIBLE and reading.repositories:
        return _keepers(clause, subject, reading)
    if says not in _HOUSING:
        return False
    if not (_tracked if subject.aspect == "issues" else _kept)(clause, subject, reading):
        reading.whys.append("about a part of it, but not where that part is by name or address")
    return True


def _names(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """“DNS for example.org is run by Lumen”."""
    told = False
    by_hand = bool(_BY_HAND & {word.low for word in clause.trigger})
    for found in provider(_now(clause), reading.here):
        if by_hand and fold_name(found.thing.name) not in PROVIDERS:
            continue
        told |= reading.here.relate_each(subject.things, "dns_hosted_by", found, reading.source, "DNS")
    reading.here.focus = subject.things if told else reading.here.focus
    return told


def _zones_kept(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """“The DNS records of example.org are managed by Ada”: she keeps the domain; a firm has its DNS."""
    told = False
    for found in objects_of(clause, reading):
        if found.thing.kind in {"person", "team"} and fold_name(found.thing.name) not in PROVIDERS:
            named = [thing for thing in subject.things if "." in thing.name]
            told |= reading.here.relate_each(named, "run_by", found, reading.source, "DNS")
    return told


def _now(clause: Clause) -> Sequence[Word]:
    """“moved from Lumen's servers to those of Gandi”: where they are now."""
    if clause.trigger[-1].low != "from":
        return clause.after
    to = next((at for at, word in enumerate(clause.after) if word.low == "to"), len(clause.after))
    return [word for word in until(clause.after[to + 1 :], frozenset({","})) if word.low not in {"those", "of"}]


def _services(reading: Reading) -> bool:
    """Whether the section is about a service: what its accounts are in is not what all are in."""
    return any(thing.kind in {"service", "host"} for thing in reading.here.scope.things)


def _as_service(name: str, clause: Clause, reading: Reading) -> bool:
    """“Accounts are kept in LDAP on heron”, “DNS is run by Ada Byron”: what serves all, by what it is called."""
    here, thing, told = reading.here, Thing("service", name), False
    for found in _sure(clause, reading):
        says = "hosted_by" if found.thing.kind in {"software", "host"} else clause.pattern.says
        says = "run_by" if says == "managed_by" else says
        told |= here.relate(thing, says, found, reading.source, spell(clause.trigger[-2:]))
    if told:
        here.focus = (thing,)
    else:
        reading.whys.append("a relation, but not to anything it names clearly")
    return True


def _sure(clause: Clause, reading: Reading) -> Iterator[Found]:
    """Programs, machines, teams and people by their whole names; and the machine behind a program."""
    here, after = reading.here, clause.after
    for found in objects_of(clause, reading):
        if found.thing.kind in {"software", "host", "team"} or " " in found.thing.name:
            yield found
    yield from software(after, here, bold=False)
    at = next((at for at, word in enumerate(after) if word.low == "on" and at), len(after))
    yield from (one for one in place(after[at + 1 :], here, "on", bold=False) if one.thing.kind == "host")


def _watched(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """“Uptime checks are done by Foo”, “Errors of the wiki are collected in Foo”."""
    here, told = reading.here, False
    things = subject.things or ((here.scope.community,) if here.scope.community is not None else ())
    for found in watchers(clause.after, here):
        told |= here.relate_each(things, "monitored_by", found, reading.source, spell(clause.trigger[-2:]))
    if not told:
        reading.whys.append("a relation, but not to anything it names clearly")
    return True


def _tracked(clause: Clause, subject: Subject, reading: Reading) -> bool:
    told = False
    for found in trackers(clause.after, reading.source, clause.trigger[0].start):
        word = spell(clause.trigger[-2:])
        things = [thing for thing in subject.things if not _TRACKERS & set(thing.name.lower().split())]
        told |= reading.here.relate_each(things, "tracker", found, reading.source, word)
    return told


def _kept(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """Where code or configuration is kept."""
    here, source = reading.here, reading.source
    placed = clause.trigger[-1].low in {"in", "at", "from", "under"}
    found_repositories = repositories(clause.after, source, clause.trigger[0].start, sure=placed)
    told = False
    for found in found_repositories or noted.named_repository(clause.after, subject):
        for predicate in noted.ASPECTS.get(subject.aspect, ()):
            if here.relate_each(subject.things, predicate, found, source, subject.named):
                told = True
                reading.repositories = (*reading.repositories, found.thing)
    if told:
        here.focus = subject.things
    return told


def _keepers(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """Who keeps a service's code and configuration keeps the service; that is inferred."""
    here, source = reading.here, reading.source
    word = spell([one for one in clause.trigger if one.low not in noted.AUXILIARIES])
    told = False
    for found in objects_of(clause, reading):
        for repository in reading.repositories:
            told |= here.relate(repository, clause.pattern.says, found, source, word)
        for thing in subject.things if told else ():
            here.relate(thing, clause.pattern.says, found, source, word, inferred_by="code-and-configuration")
    return told
