"""The verbs of one fact: add, end, correct, rank, confirm. Each is a change of its own, applied at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.lib.locks import one_at_a_time

from .. import projection
from ..drafts import Add, Correct, End, SetRank
from ..errors import Refused
from ..models import Change, Claim, Entity, Observation, Rank, State
from ..when import NEVER, Span
from .changes import apply_change, propose_change

#: The name of the probe that is a person saying "still true".
PERSON = "person"


@transaction.atomic
def add_claim(
    subject: Entity,
    predicate: str,
    *,
    by: Any,
    object: Entity | None = None,
    value: str | None = None,
    state: State = State.KNOWN,
    qualifiers: Mapping[str, str] | None = None,
    visibility: int | None = None,
    span: Span | None = None,
    message: str = "",
    via: str = "web",
) -> Change:
    """State something that is not in the catalog yet. Raises Refused when it does not fit the vocabulary."""
    require(by, "claim.add", subject)
    draft = Add(subject, predicate, object, value, state, qualifiers or {}, visibility=visibility, span=span or Span())
    return apply_change(propose_change([draft], by=by, message=message, via=via), by=by)


@transaction.atomic
def end_claim(
    claim: Claim, *, by: Any, on: date, not_before: date | None = None, message: str = "", via: str = "web"
) -> Change:
    """It was so until `on`; somewhere in (not_before, on] when the day is not known exactly."""
    require(by, "claim.end", claim.subject)
    draft = End(claim, not_before or on, on)
    return apply_change(propose_change([draft], by=by, message=message, via=via), by=by)


@transaction.atomic
def correct_claim(claim: Claim, *, by: Any, instead: Add | None = None, message: str = "", via: str = "web") -> Change:
    """It was never so. The book keeps that we thought it was."""
    require(by, "claim.correct", claim.subject)
    return apply_change(propose_change([Correct(claim, instead)], by=by, message=message, via=via), by=by)


@transaction.atomic
def rank_claims(ranks: Mapping[Claim, Rank], *, by: Any, message: str = "", via: str = "web") -> Change:
    """Which of several statements leads. Raises Refused when each of them has its rank already."""
    require(by, "claim.rank", [claim.subject for claim in ranks])
    drafts = [SetRank(claim, rank) for claim, rank in ranks.items() if claim.rank != rank]
    return apply_change(propose_change(drafts, by=by, message=message, via=via), by=by)


@transaction.atomic
def confirm_claim(claim: Claim, *, by: Any) -> Observation:
    """A person looked and it is still true: the only thing, beside a probe, that makes a fact fresh."""
    require(by, "claim.confirm", claim.subject)
    one_at_a_time("book")
    now = timezone.now()
    current = Claim.objects.filter(origin=claim.origin, superseded_at=NEVER, recorded_at__lt=NEVER)
    if not current.exists():
        raise Refused(_("somebody changed this meanwhile; look again"))
    seen = _observe(claim.origin, by, now)
    current.update(confirmed_at=now)
    projection.project([claim.subject_id])
    record("claim.confirmed", by=by, scope_id=claim.subject_id, about=("claim", claim.origin))
    return seen


def _observe(origin: int, by: Any, now: Any) -> Observation:
    """Run-length: the same person saying the same again is one row that grows."""
    last = Observation.objects.filter(origin=origin, probe=PERSON).order_by("-last_seen").first()
    if last and last.by_id == by.pk and last.verdict == Observation.Verdict.CONFIRMED:
        Observation.objects.filter(pk=last.pk).update(last_seen=now, n=F("n") + 1)
        last.refresh_from_db()
        return last
    return Observation.objects.create(
        origin=origin, probe=PERSON, verdict=Observation.Verdict.CONFIRMED, by_id=by.pk, first_seen=now, last_seen=now
    )
