"""What is said not of a thing but of its code, its configuration, its problems or its names."""

from __future__ import annotations

from bailiwick.adapters.prose.rules import noted
from bailiwick.adapters.prose.rules.clauses import Clause
from bailiwick.adapters.prose.rules.gazetteer import PROVIDERS
from bailiwick.adapters.prose.rules.reading import RESPONSIBLE, Reading, objects_of
from bailiwick.adapters.prose.rules.slots_links import repositories, trackers
from bailiwick.adapters.prose.rules.slots_where import provider
from bailiwick.adapters.prose.rules.subjects import Subject
from bailiwick.adapters.prose.rules.words import spell, wordset
from bailiwick.lib.text import fold_name

#: Somebody does this to names, too: only a well-known provider answers for them so.
_BY_HAND = wordset("managed handled maintained looked")
_HOUSING = frozenset({"hosted_by", "tracker", "source_repo"})


def tell_aspect(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """Say what is said of an aspect; True also when it must not be said of the thing itself."""
    says = clause.pattern.says
    if subject.aspect == "dns":
        return _names(clause, subject, reading)
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
    for found in provider(clause.after, reading.here):
        if by_hand and fold_name(found.thing.name) not in PROVIDERS:
            continue
        told |= reading.here.relate_each(subject.things, "dns_hosted_by", found, reading.source, "DNS")
    if told:
        reading.here.focus = subject.things
    else:
        reading.whys.append("a relation, but not to anything it names clearly")
    return True


def _tracked(clause: Clause, subject: Subject, reading: Reading) -> bool:
    told = False
    for found in trackers(clause.after, reading.source, clause.trigger[0].start):
        word = spell(clause.trigger[-2:])
        told |= reading.here.relate_each(subject.things, "tracker", found, reading.source, word)
    return told


def _kept(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """Where code or configuration is kept."""
    here, source = reading.here, reading.source
    found_repositories = repositories(clause.after, source, clause.trigger[0].start)
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
