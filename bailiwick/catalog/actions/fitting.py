"""Whether a statement of a document fits the vocabulary at all."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import gettext as _

from bailiwick.lib.statements import Statement, Thing
from bailiwick.lib.text import fold

from ..drafts import Add
from ..errors import Refused
from ..models import Entity, State
from ..spelling import name_fault
from ..vocabulary import KINDS, PREDICATES
from . import edits

STATES = {"known": State.KNOWN, "unknown": State.UNKNOWN, "none": State.NONE}


def check_said(statement: Statement) -> None:
    """The same for what a person says, who may name what is new; names in documents are checked as they are read."""
    check(statement)
    for thing in (statement.subject, statement.object):
        if thing and (fault := _fault(thing)):
            raise Refused(_at(statement, fault))


def _fault(thing: Thing) -> str:
    """Why it cannot be called so: what has an address is there already, or waits, and is as it is."""
    if thing.slug:
        return ""
    return name_fault(thing.name if fold(thing.name) else "")


def check(statement: Statement) -> None:
    """Raises Refused, naming the place, when it does not."""
    s = statement
    try:
        _check_shape(s.subject.kind, s.predicate, s.object.kind if s.object else "", s.state, tuple(s.qualifiers))
        if s.state != "known" and s.value is not None:
            raise Refused(_("what is unknown or none has no value"))
        if s.value is not None or (not s.object and s.state == "known"):
            _check_value(s)
    except Refused as error:
        raise Refused(_at(s, str(error))) from None


def _at(statement: Statement, why: str) -> str:
    return f"{statement.locator}: {why}" if statement.locator else why


def _check_value(s: Statement) -> None:
    predicate = PREDICATES[s.predicate]
    if predicate.is_relation or s.object or s.value is None:
        raise Refused(_("“%(word)s” needs something from the catalog") % {"word": predicate.label})
    edits.check_value(predicate, s.value)


@lru_cache(maxsize=2_000)
def _check_shape(subject: str, predicate: str, target: str, state: str, qualifiers: tuple[str, ...]) -> None:
    """Whether such a statement can be made at all; a table asks the same of every row."""
    if predicate not in PREDICATES:
        raise Refused(_("“%(word)s” is not a word of the catalog") % {"word": predicate})
    for kind in filter(None, (subject, target)):
        if kind not in KINDS:
            raise Refused(_("“%(kind)s” is not a kind of thing the catalog knows") % {"kind": kind})
    value = None if target or state != "known" or PREDICATES[predicate].is_relation else ""
    ends = Entity(pk=1, kind=subject), Entity(pk=2, kind=target) if target else None
    edits.check_kinds(Add(ends[0], predicate, ends[1], value, STATES[state], dict.fromkeys(qualifiers, "")))
