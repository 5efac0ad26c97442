"""What reviewers read from lines of which the rules made nothing, or not enough: now, and while the line stands.

A statement that somebody supplied rests on a line by its digest, which is marked so. Whatever state of the page is
read later, if the line stands in it the page says this again; if the line was changed or is gone, it no longer does,
and that is told. It does not matter who else says the same, nor whether the statement was worded otherwise since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.lib.batches import batches
from bailiwick.lib.sentences import lines_of
from bailiwick.lib.statements import Statement, Thing

from ..errors import Refused
from ..keys import SUPPLIED, end_key
from ..lines import rejected
from ..models import Change, Claim, Entity, Evidence, Lineage, Reference, Ruling, Source, State
from ..plain import STATES
from ..queries.taken_back import gone_with_document
from ..queries.wordable import proposed_line
from ..rulings import UNDECIDED, details_of, itself, rule
from ..when import NEVER
from . import readings, statements
from .judging import BY_REVIEW, opened, refuse_what_was_wrong, scope_of

BATCH = 500


@transaction.atomic
def supply_statement(change: Change, number: int, statement: Statement, *, by: Any) -> int:
    """Say what line `number` (from 1) of a proposed document says; it is accepted. Returns the statement's origin.

    Raises Refused when the document has no such line for this reader, was decided, or the statement does not fit the
    vocabulary.
    """
    require(by, "evidence.read")
    change = opened(change)
    source = Source.objects.get(pk=change.report["source"])
    line = dict(enumerate(_lines(source), start=1)).get(number, "")
    if not proposed_line(by, change, number):
        raise Refused(_("the document has no line %(number)s") % {"number": number})
    placed = replace(statement, locator=f"line {number}", digest=digest_of(line), inferred_by=BY_REVIEW)
    claim = statements.supply(change, placed)
    require(by, "statement.judge", scope_of(claim))
    refuse_what_was_wrong(claim)
    root = readings.witness_of(change)
    if claim.recorded_at == NEVER:
        _accept(root, claim, by.pk)
    # The document is not silent about it: its end is not proposed any more, nor is a verdict on that kept.
    rule(root, [{"key": end_key(claim.key)}], UNDECIDED, by.pk)
    readings.settle(change, {claim.subject_id})
    record("statement.judged", by=by, scope_id=claim.subject_id, about=("change", change.pk))
    return claim.origin


def _accept(root: Lineage, claim: Claim, by: int) -> None:
    """What the saying brings is accepted: the statement, or of what the book has already the details it gives now."""
    if claim.replaces is None:
        rule(root, [itself(claim)], Ruling.Verdict.ACCEPTED, by)
        return
    rule(root, [itself(claim)], UNDECIDED, by)
    if claim.qualifiers != claim.replaces.qualifiers:
        rule(root, [details_of(claim.key, claim.qualifiers)], Ruling.Verdict.ACCEPTED, by)


def say_again(change: Change, body: bytes, *, by: Any) -> int:
    """Stage what was supplied to lines that stand in this document too; returns how many statements there are."""
    require(by, "import.run")
    supplied = _supplied(readings.witness_of(change).pk)
    if not supplied:
        return 0
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines_of(body), start=1):
        places.setdefault(digest_of(line), []).append(number)
    again = [
        replace(statement, locator=f"line {number}")
        for statement in supplied
        for number in places.get(statement.digest, ())
    ]
    for some in batches(again, BATCH):
        statements.stage_statements(change, some, by=by)
    return len(again)


def digest_of(line: str) -> str:
    """By what a line is known again: its words, wherever it stands and however far it is indented."""
    return SUPPLIED + hashlib.sha256(line.strip().encode()).hexdigest()


def _lines(source: Source) -> list[str]:
    kept = Evidence.objects.filter(digest=source.digest).first() if source.digest else None
    return lines_of(bytes(kept.body)) if kept else []


def _supplied(witness: int) -> list[Statement]:
    """What somebody supplied to lines of this list, line by line, as a document would say it."""
    mine = Q(source__lineage=witness) | Q(source__lineage__derived_from=witness)
    places = list(Reference.objects.filter(mine, digest__startswith=SUPPLIED).values_list("origin", "digest"))
    if not places:
        return []
    claims = _said_still(witness, {origin for origin, _ in places})
    ends = {pk for claim in claims.values() for pk in (claim.subject_id, claim.object_id) if pk}
    rows = Entity.objects.filter(pk__in=ends).values_list("pk", "kind", "slug")
    things = {pk: Thing(kind, slug, slug) for pk, kind, slug in rows}
    return [
        Statement(
            things[claim.subject_id], claim.predicate, things.get(claim.object_id or 0), claim.value,
            STATES[State(claim.state)], claim.qualifiers, inferred_by=BY_REVIEW, digest=digest,
        )
        for origin, digest in sorted(set(places)) if (claim := claims.get(origin))
    ]  # fmt: skip


def _said_still(witness: int, origins: Collection[int]) -> dict[int, Claim]:
    """Origin → what nobody rejected or called wrong: as it stands in the book, else as it is pending.

    What went with a document that was taken back, or rejected whole, is read from the line as a rule would read it.
    """
    ruled = rejected(witness)
    versions = Claim.objects.filter(origin__in=origins).order_by("superseded_at", "-recorded_at", "pk")
    last = {claim.origin: claim for claim in versions if claim.key not in ruled}
    gone = gone_with_document(claim for claim in last.values() if claim.superseded_at < NEVER)
    return {origin: claim for origin, claim in last.items() if claim.superseded_at == NEVER or claim.pk in gone}
