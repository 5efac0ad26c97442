"""What reviewers read from lines of which the rules made nothing, or not enough: now, and while the line stands.

A statement that somebody supplied rests on a line by its digest. Whatever state of the page is read later, if the
line stands in it the page says this again; if the line was changed or is gone, it no longer does, and that is told.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.lib.batches import batches
from bailiwick.lib.statements import Statement, Thing

from ..errors import Refused
from ..lines import rejected
from ..models import Change, Claim, Entity, Evidence, Reference, Ruling, Source, State
from ..plain import STATES
from ..rulings import itself, rule
from ..when import NEVER
from . import readings, statements
from .judging import BY_REVIEW, opened

BATCH = 500


@transaction.atomic
def supply_statement(change: Change, number: int, statement: Statement, *, by: Any) -> int:
    """Say what line `number` (from 1) of a proposed document says; it is accepted. Returns the statement's origin.

    Raises Refused when the document has no such line, was decided, or the statement does not fit the vocabulary.
    """
    require(by, "evidence.read")
    change = opened(change)
    source = Source.objects.get(pk=change.report["source"])
    line = dict(enumerate(_lines(source), start=1)).get(number, "")
    if not line.strip():
        raise Refused(_("the document has no line %(number)s") % {"number": number})
    placed = replace(statement, locator=f"line {number}", digest=digest_of(line), inferred_by=BY_REVIEW)
    claim = statements.supply(change, placed)
    require(by, "statement.judge", SimpleNamespace(scope_id=claim.subject_id, author_id=None))
    if claim.superseded_at < NEVER:
        raise Refused(_("somebody said of just this that it was never so"))
    if claim.recorded_at == NEVER:
        rule(readings.witness_of(change), [itself(claim)], Ruling.Verdict.ACCEPTED, by.pk)
    record("statement.judged", by=by, scope_id=claim.subject_id, about=("change", change.pk))
    return claim.origin


def say_again(change: Change, body: bytes, *, by: Any) -> int:
    """Stage what was supplied to lines that stand in this document too; returns how many statements there are."""
    require(by, "import.run")
    witness = readings.witness_of(change)
    supplied = _supplied(witness.pk)
    if not supplied:
        return 0
    places: dict[str, list[int]] = {}
    for number, line in enumerate(_text(body), start=1):
        places.setdefault(digest_of(line), []).append(number)
    again = [
        replace(statement, locator=f"line {number}")
        for statement in _statements(supplied)
        for number in places.get(statement.digest, ())
    ]
    for some in batches(again, BATCH):
        statements.stage_statements(change, some, by=by)
    return len(again)


def digest_of(line: str) -> str:
    """By what a line is known again: its words, wherever it stands and however far it is indented."""
    return hashlib.sha256(line.strip().encode()).hexdigest()


def _lines(source: Source) -> list[str]:
    kept = Evidence.objects.filter(digest=source.digest).first() if source.digest else None
    return _text(bytes(kept.body)) if kept else []


def _text(body: bytes) -> list[str]:
    return body.decode("utf-8", "replace").splitlines()


def _supplied(witness: int) -> dict[int, Claim]:
    """Origin → what somebody supplied to this list and nobody rejected or took back: in the book, or accepted."""
    worded = Ruling.objects.filter(witness=witness, instead__isnull=False).values("instead")
    claims = Claim.objects.filter(witness=witness, inferred_by=BY_REVIEW, superseded_at=NEVER).exclude(
        origin__in=worded
    )
    ruled = rejected(witness)
    return {claim.origin: claim for claim in claims.order_by("pk") if claim.key not in ruled}


def _statements(supplied: dict[int, Claim]) -> list[Statement]:
    """Each with the lines it was supplied to, as a document would say it."""
    ends = {pk for claim in supplied.values() for pk in (claim.subject_id, claim.object_id) if pk}
    rows = Entity.objects.filter(pk__in=ends).values_list("pk", "kind", "slug")
    things = {pk: Thing(kind, slug, slug) for pk, kind, slug in rows}
    found = Reference.objects.filter(origin__in=supplied).exclude(digest="").values_list("origin", "digest").distinct()
    return [
        Statement(
            things[claim.subject_id], claim.predicate, things.get(claim.object_id or 0), claim.value,
            STATES[State(claim.state)], claim.qualifiers, inferred_by=BY_REVIEW, digest=digest,
        )
        for claim, digest in sorted(((supplied[origin], digest) for origin, digest in found), key=_in_order)
    ]  # fmt: skip


def _in_order(each: tuple[Claim, str]) -> tuple[int, str]:
    return each[0].pk, each[1]
