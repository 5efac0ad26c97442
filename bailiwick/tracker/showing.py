"""What the template of an issue's page is given."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from bailiwick.access import LEVELS, Level, can
from bailiwick.lib.markdown import talk_to_html

from .linking import MUTUAL, words_of
from .models import Affected, IssueLink
from .next_step import Standing, next_step, stages
from .queries.code import Code, code_of
from .queries.files import attached, by_comment
from .queries.page import Hanging, Other, Page
from .queries.people import handle
from .thread import thread
from .traps import HONEY, SHOWN
from .traps import shown as made_now
from .words import Vocabulary

#: Longer texts are shown as they are: nobody reads them, and whoever wrote them wanted to paste a file.
LONGEST = 50_000
#: Buttons, and what they ask for. No name of a method of dict: a template would find that one.
ASKED = {
    "edit": "issue.update",
    "rewrite": "issue.rewrite",
    "triage": "issue.triage",
    "close": "issue.close",
    "take": "issue.take",
    "star": "issue.star",
    "link": "issue.link",
    "merge": "issue.merge",
    "report": "post.report",
    "judge": "post.judge",
    "attach": "file.attach",
    "comment": "comment.create",
    "note": "comment.note",
    "watch": "subscription.add",
    "refer": "reference.add",
}
#: What can still be done with an issue that goes on in another one.
OF_MERGED = {"merge", "report", "judge"}
#: Every link from each of its ends; those that say the same from both need one of them only.
BOTH = [(side, str(kind)) for kind in IssueLink.Kind for side in ("out", "in")]
SIDES = [(side, kind) for side, kind in BOTH if not (kind in MUTUAL and side == "in")]


def shown(user: Any, page: Page) -> dict[str, Any]:
    """The page as a template takes it."""
    issue, words = page.issue, page.words
    standing = standing_of(page)
    files = by_comment(attached(user, issue)) if page.of("file") else {}
    offered = OF_MERGED if issue.merged_into_id else ASKED.keys()
    may = {name: name in offered and can(user, asked, issue) for name, asked in ASKED.items()}
    # Whose a comment is, is asked for each; this is for all of them.
    may["rewrite_talk"] = can(user, "comment.update", SimpleNamespace(scope_id=issue.scope_id))
    may["undo_bulk"] = can(user, "bulk.undo")
    return {
        "issue": issue,
        "page": page,
        "words": words,
        "entries": thread(page, files.get(None, ())),
        "stages": stages(words.of("status").values(), issue.status, page.statuses_had),
        "standing": standing,
        "next": next_step(standing),
        "links": links(page),
        "code": code_of(issue.pk) if page.of("reference") else Code(),
        "may": may,
        "link_words": tuple((f"{side}-{kind}", words_of(side, kind)) for side, kind in SIDES) if may["link"] else (),
        "resolutions": _resolutions(words) if may["close"] else (),
        "files": files,
        "refusals": {row.number: row.text for row in page.of("refusal")},
        "traps": (HONEY, SHOWN, made_now()),
        "talk": lambda text: talk(text, page.talk_names),
        "who": lambda pk: handle(page.people, pk),
        "me": user.pk if user.is_authenticated else 0,
        "levels": LEVELS,
        "states": {str(state.value): state.label for state in Affected.State},
        # Whoever writes a note or a post that waits watches, too: their number tells of it.
        "watchers": next((row.id for row in page.of("watchers")), 0) if page.level >= Level.STAFF else None,
    }


def _resolutions(words: Vocabulary) -> tuple[tuple[str, str, str], ...]:
    """Why something is closed; a duplicate is merged."""
    return tuple((word.slug, word.label, word.text) for word in words.offered("resolution") if word.slug != "duplicate")


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
    found = [(words_of(side, kind), _linked(page, side, kind)) for side, kind in BOTH]
    both: dict[str, list[tuple[Hanging, Other]]] = {}
    for label, rows in found:
        both.setdefault(label, []).extend(rows)
    return [(label, rows) for label, rows in both.items() if rows]


def _linked(page: Page, side: str, kind: str) -> list[tuple[Hanging, Other]]:
    rows = sorted((row for row in page.of(side) if row.word == kind), key=lambda row: row.number or 0)
    return [(row, page.others[row.number or 0]) for row in rows if row.number in page.others]
