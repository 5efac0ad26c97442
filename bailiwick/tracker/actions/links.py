"""How issues hang together: one blocks, duplicates, relates to or is part of another."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.lib.locks import one_at_a_time

from ..errors import Refused
from ..linking import DIRECTED, MUTUAL, class_of_link, keep_history, leads_to
from ..models import Issue, IssueLink


@transaction.atomic
def add_link(source: Issue, kind: str, target: Issue, *, by: Any) -> IssueLink:
    """Say that `source` blocks, duplicates, relates to or is part of `target`. Twice is once."""
    _require_both(by, source, target)
    one_at_a_time("issue links")
    if kind not in IssueLink.Kind.values:
        raise Refused(_("There is no link like that."), "kind")
    if source.pk == target.pk:
        raise Refused(_("An issue cannot be linked to itself."), "target")
    if standing := _standing(source.pk, kind, target.pk):
        return standing
    if kind in DIRECTED and leads_to(target.pk, kind, source.pk):
        raise Refused(_("That would go round in a circle: #%(n)s leads back here.") % {"n": target.pk}, "target")
    link = IssueLink.objects.create(kind=kind, source=source, target=target, by_id=by.pk, at=timezone.now())
    keep_history(link, by, came=True)
    about, data = ("issue", source.pk), {"kind": kind, "issue": target.pk}
    record("issue.linked", by=by, scope_id=source.scope_id, about=about, visibility=class_of_link(link), data=data)
    return link


@transaction.atomic
def remove_link(link: IssueLink, *, by: Any) -> None:
    """It is not so, or no more. Twice is once."""
    _require_both(by, link.source, link.target)
    gone, _each = IssueLink.objects.filter(pk=link.pk).delete()
    if gone:
        keep_history(link, by, came=False)
        about, data = ("issue", link.source_id), {"kind": link.kind, "issue": link.target_id}
        record(
            "issue.unlinked",
            by=by,
            scope_id=link.source.scope_id,
            about=about,
            visibility=class_of_link(link),
            data=data,
        )


def _require_both(by: Any, source: Issue, target: Issue) -> None:
    """Seen on both sides, decided on one."""
    require(by, "issue.read", [source, target])
    require(by, "issue.link", source)


def _standing(source: int, kind: str, target: int) -> IssueLink | None:
    found = IssueLink.objects.filter(source_id=source, target_id=target, kind=kind).first()
    if found is None and kind in MUTUAL:
        found = IssueLink.objects.filter(source_id=target, target_id=source, kind=kind).first()
    return found
