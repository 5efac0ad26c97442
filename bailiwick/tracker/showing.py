"""What the template of an issue's page is given."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from bailiwick.access import LEVELS, can
from bailiwick.lib.markdown import talk_to_html

from .models import Affected, IssueLink
from .next_step import Standing, next_step, stages
from .queries.page import Hanging, Other, Page
from .queries.people import handle
from .thread import thread

#: Longer texts are shown as they are: nobody reads them, and whoever wrote them wanted to paste a file.
LONGEST = 50_000
#: Buttons, and what they ask for.
ASKED = {
    "update": "issue.update",
    "rewrite": "issue.rewrite",
    "triage": "issue.triage",
    "close": "issue.close",
    "take": "issue.take",
    "comment": "comment.create",
    "note": "comment.note",
    "watch": "subscription.add",
}
#: A link read from its other end.
INVERSE: dict[str, str | Promise] = {
    "blocks": _("is blocked by"),
    "duplicates": _("has the duplicate"),
    "relates": _("relates to"),
    "part-of": _("consists of"),
}


def shown(user: Any, page: Page) -> dict[str, Any]:
    """The page as a template takes it."""
    issue, words = page.issue, page.words
    standing = standing_of(page)
    return {
        "issue": issue,
        "page": page,
        "words": words,
        "entries": thread(page),
        "stages": stages(words.of("status").values(), issue.status),
        "standing": standing,
        "next": next_step(standing),
        "links": links(page),
        "may": {name: can(user, asked, issue) for name, asked in ASKED.items()},
        "talk": lambda text: talk(text, page.talk_names),
        "who": lambda pk: handle(page.people, pk),
        "me": user.pk if user.is_authenticated else 0,
        "levels": LEVELS,
        "states": {str(state.value): state.label for state in Affected.State},
        "watchers": next((row.id for row in page.of("watchers")), 0),
    }


def talk(text: str, named: dict[int, tuple[str, str]]) -> Markup:
    """What somebody wrote, as safe HTML."""
    if len(text) > LONGEST:
        return Markup("<pre>{}</pre>").format(text)
    return Markup('<div class="prose">{}</div>').format(Markup(talk_to_html(text, named)))  # noqa: S704  (cleaned by nh3)


def standing_of(page: Page) -> Standing:
    """What the next step depends on."""
    issue = page.issue
    into = page.others.get(issue.merged_into_id or 0)
    return Standing(
        status=issue.status,
        closed=issue.closed,
        held=issue.held,
        resolution=page.words.label("resolution", issue.resolution),
        merged_into=f"#{into.id}" if into else "",
        blockers=tuple(
            f"#{other.id}" for _each, other in _linked(page, "in", IssueLink.Kind.BLOCKS) if not other.closed
        ),
        answered=issue.answered_at is not None,
        assignee=handle(page.people, issue.assignee_id) if issue.assignee_id else "",
        reviewer=handle(page.people, issue.reviewer_id) if issue.reviewer_id else "",
        has_patch=any(row.word == "pull-request" and row.more == "open" for row in page.of("reference")),
    )


def links(page: Page) -> list[tuple[str, list[tuple[Hanging, Other]]]]:
    """Links from both sides, under what they say; those to issues that the reader may not see are absent."""
    sides = [(side, kind) for kind in IssueLink.Kind for side in ("out", "in")]
    found = [(words_of(side, kind), _linked(page, side, kind)) for side, kind in sides]
    both: dict[str, list[tuple[Hanging, Other]]] = {}
    for label, rows in found:
        both.setdefault(label, []).extend(rows)
    return [(label, rows) for label, rows in both.items() if rows]


def words_of(side: str, kind: str) -> str:
    """What a link says, read from this side."""
    return str(IssueLink.Kind(kind).label if side == "out" else INVERSE[kind])


def _linked(page: Page, side: str, kind: str) -> list[tuple[Hanging, Other]]:
    rows = sorted((row for row in page.of(side) if row.word == kind), key=lambda row: row.number or 0)
    return [(row, page.others[row.number or 0]) for row in rows if row.number in page.others]
