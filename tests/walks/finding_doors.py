"""Doors that settle, open and assign findings."""

from __future__ import annotations

from typing import Any

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Claim
from bailiwick.findings.models import Finding

from .desk import Desk
from .doing import API
from .doors import API as API_ROUTE
from .who import PART, Ready


def conflict(desk: Desk) -> Finding:
    """Harbour and pilots disagree about the lighthouse."""
    return Finding.objects.get(kind="conflict", scope_id=desk.entities["service/lighthouse"].pk)


def _of_finding(path: str, data: dict[str, Any], settled: str = "", **done: Any) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        finding = conflict(desk)
        if settled:
            Finding.objects.filter(pk=finding.pk).update(status=settled)
        return path.format(finding.pk), data, lambda: Finding.objects.filter(pk=finding.pk, **done).exists()

    return ready


def _leads(desk: Desk, user: User | None) -> Any:
    finding = conflict(desk)
    led = Claim.objects.filter(witness=finding.said_by_id, rank=1)
    return f"/findings/{finding.pk}/settle/", {"lead": str(finding.said_by_id)}, led.exists


def _assigned(path: str, data: dict[str, Any]) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        finding = conflict(desk)
        to = desk.accounts["expired"].pk
        return path.format(finding.pk), data, lambda: Finding.objects.get(pk=finding.pk).account_id == to

    return ready


WHO: dict[str, tuple[Ready, set[str]]] = {
    "finding_settle": (
        _of_finding("/findings/{}/settle/", {"verdict": "both-right", "reason": "so"}, status="settled"),
        PART,
    ),
    "finding_settle by rank": (_leads, PART),
    "finding_reopen": (_of_finding("/findings/{}/reopen/", {}, settled="settled", status="open"), PART),
    "finding_assign": (_assigned("/findings/{}/assign/", {"to": "expired"}), PART),
    "api finding settle": (
        _of_finding(API + "findings/{}/settle", {"verdict": "corrected"}, status="settled"),
        PART,
    ),
    "api finding reopen": (_of_finding(API + "findings/{}/reopen", {}, settled="settled", status="open"), PART),
    "api finding assign": (_assigned(API + "findings/{}/assign", {"account": "expired"}), PART),
}  # fmt: skip

POSTED = {
    "findings/<id:pk>/settle/": "finding_settle",
    "findings/<id:pk>/reopen/": "finding_reopen",
    "findings/<id:pk>/assign/": "finding_assign",
    API_ROUTE + "findings/<finding_id>/settle": "api finding settle",
    API_ROUTE + "findings/<finding_id>/reopen": "api finding reopen",
    API_ROUTE + "findings/<finding_id>/assign": "api finding assign",
}
