"""What somebody types, in the names that people go by now: what is said of things, and what is new.

A name that nobody goes by any more is put right wherever it is said, so it is in no key and no list. What is followed
stays as it is typed: an address of the web or of mail leads nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bailiwick.lib.statements import Statement, Thing
from bailiwick.lib.text import slugify

from ..drafts import Add, Correct, Create, Draft, New, Rename, SetAlias, Split
from ..former_names import SCHEME, redact
from ..vocabulary import PREDICATES

#: digest of a former name → the name its bearer goes by now.
Present = Mapping[str, str]
#: Whoever was called Heron has taken no machine's name away: of other things a name of several words is put right.
_SEVERAL = 2
_FOLLOWED = frozenset({"url", "mail"})


def draft_now(draft: Draft, present: Present) -> Draft:
    """An edit in present names."""
    if not present:
        return draft
    match draft:
        case Add():
            return _add_now(draft, present)
        case Correct(instead=Add() as instead):
            return replace(draft, instead=_add_now(instead, present))
        case Create() | Split():
            return _page_now(draft, present)
        case Rename():
            return replace(draft, name=redact(draft.name, present))
        case SetAlias() if draft.scheme != SCHEME:
            return replace(draft, value=redact(draft.value, present))
    return draft


def _add_now(add: Add, present: Present) -> Add:
    new = add.object if isinstance(add.object, New) else None
    other = replace(new, name=_called_now(new.kind, new.name, present)) if new else add.object
    value, details = _said_now(add, present)
    return replace(add, object=other, value=value, qualifiers=details)


def statement_now(statement: Statement, present: Present) -> Statement:
    """A statement in present names; what its things are called is looked up as it is said (`things.ids_of`)."""
    if not present:
        return statement
    value, details = _said_now(statement, present)
    return replace(statement, value=value, qualifiers=details)


def thing_now(thing: Thing, present: Present) -> Thing:
    """What a document or a person names, in present names."""
    return replace(thing, name=_called_now(thing.kind, thing.name, present)) if present else thing


def _called_now(kind: str, name: str, present: Present) -> str:
    return redact(name, present, shortest=1 if kind == "person" else _SEVERAL)


def _said_now(said: Add | Statement, present: Present) -> tuple[str | None, dict[str, str]]:
    details = {name: redact(value, present) for name, value in said.qualifiers.items()}
    followed = said.predicate in PREDICATES and PREDICATES[said.predicate].value_type in _FOLLOWED
    return redact(said.value, present) if said.value and not followed else said.value, details


def _page_now(draft: Create | Split, present: Present) -> Create | Split:
    """An address that was made from the name is made from the present one."""
    name = _called_now(draft.kind, draft.name, present)
    return replace(draft, name=name, slug=slugify(name) if draft.slug == slugify(draft.name) else draft.slug)
