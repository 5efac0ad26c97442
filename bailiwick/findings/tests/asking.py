"""What the stories of this room share: have somebody look, and read what was found."""

from __future__ import annotations

from typing import Any

from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import read, says, system
from bailiwick.findings.actions import look_for_findings
from bailiwick.findings.models import Finding

HOME = ["hosted_by"]


def look() -> dict[str, int]:
    """Compare everything."""
    return look_for_findings(by=system())


def found(kind: str = "", status: str = "open") -> list[str]:
    """Findings as `kind subject predicate list against`, in the order they were found."""
    names = {row.pk: row.ref for row in Entity.objects.all()}
    rows = Finding.objects.filter(status=status).select_related("said_by", "against").order_by("pk")
    return [_told(row, names) for row in rows if kind in ("", row.kind)]


def _told(row: Finding, names: dict[int, str]) -> str:
    parts: list[Any] = [row.kind, names.get(row.scope_id or 0), names.get(row.other_id or 0), row.predicate]
    parts += [line.name for line in (row.said_by, row.against) if line]
    return " ".join(str(part) for part in parts if part)


def disagree() -> Finding:
    """Two lists that are complete for where things run, and differ about the loom, which somebody found."""
    contradict()
    look()
    return Finding.objects.get(kind="conflict")


def contradict() -> None:
    """Two lists that are complete for where things run, and differ about the loom."""
    read(
        "overview",
        "2026-05-01",
        says("service/loom", "hosted_by", "provider/hill", locator="line 3"),
        complete_for=HOME,
    )
    read("machines", "2026-06-01", says("service/loom", "hosted_by", "provider/cloudberry"), complete_for=HOME)
