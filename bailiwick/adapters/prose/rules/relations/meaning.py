"""What a pattern says by the kinds of both ends: “run by Lumen” is hosted there, “hosted by Ada” is run by her."""

from __future__ import annotations

from dataclasses import replace

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.function_words import PRONOUNS
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.adapters.prose.rules.names.gazetteer import DOMAIN_NOUNS, PROVIDERS
from bailiwick.adapters.prose.rules.names.given_names import GIVEN_NAMES
from bailiwick.adapters.prose.rules.names.sorts import delivers
from bailiwick.adapters.prose.rules.relations.reading import RESPONSIBLE
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

#: So many parts have the names of two people.
_SURNAMED = 4
_DELIVERED = wordset("delivered served powered")


def by_kinds(
    predicate: str, found: Found, clause: Clause, subject: Subject, here: Here, *, company: bool
) -> tuple[str, Found]:
    """What it says by the kinds of both: “run by Lumen” is hosted there, “hosted by Ada” is run by her.

    `company`: somebody who is known for one stands beside.
    """
    last, known_house = clause.trigger[-1].low, fold_name(found.thing.name) in PROVIDERS
    if (last == "by" or clause.pattern.left == "people") and not company and _is_stranger(found.thing, here):
        found = replace(found, thing=Thing("organisation", found.thing.name))
    house = replace(found, thing=Thing("provider", found.thing.name))
    if known_house and "eye" in {word.low for word in clause.trigger}:
        return "monitored_by", house
    titled = _by_title(clause, here) if known_house and predicate in RESPONSIBLE | {"hosted_by"} else ""
    if titled:
        return titled, house
    if predicate == "hosted_by" and found.thing.kind == "provider" and _are_names(subject, here):
        return ("dns_hosted_by" if {"hosted", "served"} & {word.low for word in clause.trigger} else "registrar"), found
    if predicate == "fronted_by" and "served" in {word.low for word in clause.trigger} and _houses(found.thing):
        return "hosted_by", found
    if predicate == "uses_software" and found.thing.kind == "provider" and delivers(found.thing.name):
        return "fronted_by", found
    if predicate == "hosted_by" and _DELIVERED & {word.low for word in clause.trigger} and delivers(found.thing.name):
        return "fronted_by", found
    if predicate == "hosted_by" and found.thing.kind in {"person", "team"}:
        return "run_by", found
    if (
        predicate == "managed_by"
        and found.thing.kind in {"person", "team"}
        and (_housable(subject) or _are_domains(subject))
    ):
        return "run_by", found
    if predicate == "managed_by" and known_house and _are_domains(subject):
        return "registrar", house
    if predicate in RESPONSIBLE and known_house and _housable(subject):
        return "hosted_by", house
    return predicate, found


def _by_title(clause: Clause, here: Here) -> str:
    """“This one is handled by Lumen” below “Domain registrar” or “DNS”: what the title says."""
    pointing = all(word.low in PRONOUNS | {"one"} or word.is_mark for word in clause.before)
    title = here.scope.titles[-1] if here.scope.titles and here.scope.category == "aspect" and pointing else ""
    target = key_of(title).partition("/")[0] if title else ""
    return target if target in {"registrar", "dns_hosted_by"} else ""


def _houses(thing: Thing) -> bool:
    """A provider that a list has, and not for delivering what others house."""
    return fold_name(thing.name) in PROVIDERS and not delivers(thing.name)


def _are_names(subject: Subject, here: Here) -> bool:
    """Whether what is spoken of are domains: by their kind, or by a title such as “Names” above them."""
    titled = bool(here.scope.titles) and bool(DOMAIN_NOUNS & set(here.scope.titles[-1].lower().split()))
    return (titled and all("." in thing.name for thing in subject.things)) or _are_domains(subject)


def _is_stranger(thing: Thing, here: Here) -> bool:
    """A single name on a page whose people have whole ones, and none of theirs: a company's."""
    known_names = here.glossary.name_parts
    return (
        thing.kind == "person"
        and len(known_names) > _SURNAMED
        and " " not in thing.name
        and not is_somebody(thing, here)
    )


def is_somebody(thing: Thing, here: Here) -> bool:
    """Who has a name that the page, or everybody, knows for a person's."""
    ours = thing.name in here.glossary.name_parts or " " in thing.name
    return thing.kind == "person" and (ours or thing.name.lower() in GIVEN_NAMES)


def _are_domains(subject: Subject) -> bool:
    return all(thing.kind == "domain" for thing in subject.things)


def _housable(subject: Subject) -> bool:
    return all(thing.kind == "service" for thing in subject.things)
