"""The verbs of findings: look for them, settle, open again, assign."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.accounts.models import User
from bailiwick.catalog.actions.changes import worded
from bailiwick.catalog.actions.claims import rank_claims
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Claim, Entity, Rank
from bailiwick.events.journal import record

from . import looking
from .conflicts import claims_of_side
from .kinds import KINDS, REASONED
from .models import Finding

Status, Verdict = Finding.Status, Finding.Verdict
Beat = Callable[[int, int, str], None]


class Unreasoned(Refused):
    """It says nothing without a reason, and there is none."""


def look_for_findings(*, by: Any, beat: Beat | None = None, today: date | None = None) -> dict[str, int]:
    """Compare everything, keep what was found, let go what is no longer so. Twice is once.

    In short transactions, so that nobody waits; hence not atomic as a whole, and each one that moved something
    has its event.
    """
    require(by, "finding.settle")
    return looking.look(beat, partial(_tell, by), today)


def look_at_changes(*, by: Any, beat: Beat | None = None, today: date | None = None) -> dict[str, int]:
    """The same for what changed since the last look, with the same outcome as comparing everything."""
    require(by, "finding.settle")
    return looking.catch_up(beat, partial(_tell, by), today)


def _tell(by: Any, counts: Mapping[str, int]) -> None:
    record("finding.found", by=by, data=dict(counts), visibility=2)


@transaction.atomic
def settle_finding(finding: Finding, verdict: str, *, by: Any, reason: str = "") -> Finding:
    """Say how it is; then it is quiet until something changes. Raises Refused without a reason where one is needed."""
    require(by, "finding.settle", finding)
    reason = worded(reason)
    if verdict not in KINDS[finding.kind].verdicts:
        raise Refused(_("a finding of this kind cannot be settled so"))
    if verdict in REASONED and not reason:
        raise Unreasoned(_("say why; whoever meets it next wants to know"))
    row = _locked(finding)
    if row.status == Status.GONE:
        raise Refused(_("this is no longer so; there is nothing to settle"))
    row.status, row.verdict, row.reason = Status.SETTLED, verdict, reason
    row.settled_at = row.moved_at = timezone.now()
    row.settled_by_id = by.pk
    row.save(update_fields=["status", "verdict", "reason", "settled_at", "settled_by_id", "moved_at"])
    record("finding.settled", by=by, scope_id=row.scope_id, about=("finding", row.pk), visibility=row.hidden)
    return row


@transaction.atomic
def lead_side(finding: Finding, lineage_id: int, *, by: Any, reason: str = "") -> Finding:
    """What this list says leads from now on, and the finding is settled."""
    require(by, "finding.settle", finding)
    ranks = _ranks(finding, lineage_id)
    if any(claim.rank != rank for claim, rank in ranks.items()):
        rank_claims(ranks, by=by, message=reason)
    return settle_finding(finding, Verdict.RANKED, by=by, reason=reason)


def _ranks(finding: Finding, lineage_id: int) -> dict[Claim, Rank]:
    lists = [line.pk for line in finding.lists()]
    if finding.kind != Finding.Kind.CONFLICT or lineage_id not in lists:
        raise Refused(_("this list is no side of it"))
    today = timezone.now().date()
    ranks: dict[Claim, Rank] = {}
    for side in lists:
        rank = Rank.PREFERRED if side == lineage_id else Rank.NORMAL
        ranks |= dict.fromkeys(claims_of_side(finding, side, today).select_related("subject"), rank)
    if Rank.PREFERRED not in ranks.values():
        raise Refused(_("somebody changed this meanwhile; look again"))
    return ranks


@transaction.atomic
def reopen_finding(finding: Finding, *, by: Any) -> Finding:
    """It was settled, and is not. The reason that was given stays."""
    require(by, "finding.settle", finding)
    row = _locked(finding)
    if row.status == Status.GONE:
        raise Refused(_("this is no longer so; there is nothing to settle"))
    if row.status == Status.OPEN:
        return row
    row.status, row.verdict, row.settled_at, row.settled_by_id = Status.OPEN, "", None, None
    row.moved_at = timezone.now()
    row.save(update_fields=["status", "verdict", "settled_at", "settled_by_id", "moved_at"])
    record("finding.reopened", by=by, scope_id=row.scope_id, about=("finding", row.pk), visibility=row.hidden)
    return row


@transaction.atomic
def assign_finding(finding: Finding, *, by: Any, account: User | None = None, team: Entity | None = None) -> Finding:
    """Somebody looks at it: an account, a team, or (neither) nobody any more."""
    require(by, "finding.assign", finding)
    if account is not None and not Finding.objects.visible_to(account).filter(pk=finding.pk).exists():
        raise Refused(_("%(who)s may not see this") % {"who": account.handle})
    if team is not None and team.kind != "team":
        raise Refused(_("%(ref)s is not a team") % {"ref": team.ref})
    row = _locked(finding)
    wanted = (account.pk if account else None, team.pk if team else None)
    if wanted == (row.account_id, row.team_id):
        return row
    row.account_id, row.team_id = wanted
    row.save(update_fields=["account_id", "team_id"])
    record("finding.assigned", by=by, scope_id=row.scope_id, about=("finding", row.pk), visibility=row.hidden)
    return row


def _locked(finding: Finding) -> Finding:
    return Finding.objects.select_for_update().get(pk=finding.pk)
