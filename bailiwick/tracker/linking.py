"""Links between issues as a net: what goes round in a circle, and what both histories say."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Edit, Issue, IssueLink

#: What cannot go round in a circle, and what is the same from both sides.
DIRECTED = frozenset({IssueLink.Kind.BLOCKS, IssueLink.Kind.PART_OF})
MUTUAL = frozenset({IssueLink.Kind.RELATES})
#: A link read from its other end.
INVERSE: dict[str, str | Promise] = {
    "blocks": _("is blocked by"),
    "duplicates": _("has the duplicate"),
    "relates": _("relates to"),
    "part-of": _("consists of"),
}
#: The name under which both histories keep it.
FIELD = "links"
#: A chain of blockers longer than that is taken for a circle.
_LONGEST = 1_000


def link_seen(user: Any, pk: int) -> IssueLink | None:
    """The link of this number, if the reader may see both its sides."""
    there = Issue.objects.visible_to(user)
    found = IssueLink.objects.filter(pk=pk, source__in=there, target__in=there)
    return found.select_related("source", "target").first()


def leads_to(start: int, kind: str, end: int) -> bool:
    """Whether links of this kind lead from one issue to the other."""
    seen, front = {start}, {start}
    while front and len(seen) < _LONGEST:
        rows = IssueLink.objects.filter(source_id__in=front, kind=kind).values_list("target_id", flat=True)
        front = set(rows) - seen
        seen |= front
    return end in seen or bool(front)


def keep_history(link: IssueLink, who: Any, *, came: bool) -> None:
    """Both sides say so, each to those who may see the other."""
    now, seen = timezone.now(), class_of_link(link)
    for issue, other, side in ((link.source_id, link.target_id, "out"), (link.target_id, link.source_id, "in")):
        value = {"side": side, "kind": link.kind, "issue": other}
        Edit.objects.create(
            issue_id=issue, field=FIELD, before=None if came else value, after=value if came else None,
            by_id=who.pk, at=now, visibility=seen,
        )  # fmt: skip


def class_of_link(link: IssueLink) -> int:
    """Who may hear of it: whoever sees both sides."""
    return max(link.source.visibility, link.target.visibility)


def words_of(side: str, kind: str) -> str:
    """What a link says, read from this side."""
    return str(IssueLink.Kind(kind).label if side == "out" else INVERSE[kind])
