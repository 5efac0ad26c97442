"""Statements against the vocabulary, before they are staged.

A cell that makes no sense is listed as not understood and the rest goes on; a date that
is in no calendar means that the file is not what it seems, so nothing of it is taken.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from bailiwick.catalog import resolve
from bailiwick.catalog.actions.edits import check_value, completed
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.spelling import name_fault
from bailiwick.catalog.vocabulary import KINDS, PREDICATES
from bailiwick.lib.statements import BadInput, Statement
from bailiwick.lib.text import fold, number, stray_sign

LONGEST_NAME = 200


def with_scheme(statement: Statement) -> Statement:
    """Addresses in documents often stand without https://; whoever reviews them hears what was added."""
    if statement.value is None or statement.predicate not in PREDICATES:
        return statement
    value = completed(PREDICATES[statement.predicate], statement.value)
    if value == statement.value:
        return statement
    added = f"“{statement.value}” is taken for {value}"
    return replace(statement, value=value, note="; ".join(filter(None, [statement.note, added])))


def fault(statement: Statement, path: str) -> str:
    """Why the statement cannot be taken in, or an empty text. Raises BadInput for an impossible date."""
    known = statement.state == "known"
    target = statement.object.kind if statement.object else ""
    if why := _misfit(statement.subject.kind, statement.predicate, target, known, statement.value is not None):
        return why
    for thing in (statement.subject, statement.object):
        if thing and not (len(thing.name) <= LONGEST_NAME and "\0" not in thing.name and fold(thing.name)):
            return f"a name has 1 to {LONGEST_NAME} characters, and a letter or digit among them"
        if thing and stray_sign(thing.name) and not resolve.things([thing]):
            return name_fault(thing.name)
    return _value_fault(statement, path) if statement.value is not None else ""


@lru_cache(maxsize=4096)
def _misfit(subject: str, word: str, target: str, known: bool, valued: bool) -> str:
    predicate = PREDICATES.get(word)
    if predicate is None:
        return f"“{word}” is not a word of the catalog"
    for kind in filter(None, (subject, target)):
        if kind not in KINDS:
            return f"“{kind}” is not a kind of thing"
    if not predicate.accepts_subject(subject):
        return f"nothing of the kind {subject} has a “{word}”"
    if known and predicate.is_relation and not (target and predicate.accepts_object(target)):
        return f"“{word}” leads to {', '.join(predicate.object_kinds)}"
    if known and not predicate.is_relation and not valued:
        return f"“{word}” needs a value"
    return ""


def _value_fault(statement: Statement, path: str) -> str:
    predicate = PREDICATES[statement.predicate]
    value = statement.value or ""
    if predicate.value_type == "text" and 0 < len(value) <= 10_000 and "\0" not in value:
        return ""
    try:
        check_value(predicate, value)
    except Refused as error:
        if predicate.value_type == "date":
            raise BadInput(str(error), path=path, line=line_of(statement.locator)) from None
        return str(error)
    return ""


def line_of(locator: str) -> int | None:
    """The number in “line 12”."""
    return number(locator.removeprefix("line "))
