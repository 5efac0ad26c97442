"""Issues and what is said to them, with a canary in everything that may be hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bailiwick.access import Level
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import system
from bailiwick.tracker.actions.files import attach_file
from bailiwick.tracker.actions.issues import change_issue, create_issue
from bailiwick.tracker.actions.references import add_reference
from bailiwick.tracker.actions.talk import create_comment, edit_comment
from bailiwick.tracker.documents import index_issues
from bailiwick.tracker.models import Affected, Comment, Edit, Issue, IssueLink, Origin

if TYPE_CHECKING:
    from .desk import Desk

Word = Callable[[str], str]


def talk_in_public(desk: Desk) -> tuple[Issue, Issue]:
    """One on the lighthouse, one elsewhere; with a comment."""
    made = []
    for ref in ("service/lighthouse", "service/elsewhere"):
        said = {"title": f"A crack in the lens of {ref}", "body": "Seen at noon", "services": [desk.entities[ref].pk]}
        issue = create_issue(said, by=system())
        create_comment(issue, "Still there", by=system())
        made.append(issue)
    return made[0], made[1]


def hide_issues(desk: Desk, level: int, about: Entity, word: Word) -> None:
    """An issue of this class with its thread; and a note of this class on an issue that everybody sees."""
    if level > Level.COORDINATORS:  # nobody's own: an issue has readers
        return
    public = desk.issue if about.ref == "service/lighthouse" else desk.issue_elsewhere
    said = {
        "title": word("the title of an issue"), "body": f"{word('the text of an issue')} #{public.pk}",
        "services": [about.pk], "visibility": level,
    }  # fmt: skip
    hidden = create_issue(said, by=system())
    Origin.objects.create(source="elsewhere", kind="issues", key=f"{hidden.pk}", row_id=hidden.pk)
    comment = create_comment(hidden, word("a comment before it was edited"), by=system())
    edit_comment(comment, word("a comment"), by=system())
    change_issue(hidden, {"title": word("another title of an issue")}, by=system())
    attach_file(hidden, [word("the text of a file").encode()], f"{word('the name of a file')}.txt", by=system())
    add_reference(hidden, f"https://example.org/{word('an address elsewhere')}", by=system(), title=word("its title"))
    note = create_comment(public, f"{word('a note')} #{hidden.pk}", by=system(), note=True)
    Comment.objects.filter(pk=note.pk).update(visibility=level, wanted_visibility=level)
    note.refresh_from_db()
    secret = f"--- a/{word('a path in a patch')}\n+++ b/x\n@@ -1 +1 @@\n-a\n+{word('a line of a patch')}\n".encode()
    attach_file(public, [secret], f"{word('the name of a patch')}.patch", by=system(), comment=note)
    edit_comment(note, f"{word('an edited note')} #{hidden.pk}", by=system())
    Edit.objects.create(
        issue=public, field="title", before=word("a hidden change"), after="x", by_id=system().pk,
        at=note.created_at, visibility=level,
    )  # fmt: skip
    index_issues([public.pk])
    IssueLink.objects.create(kind="blocks", source=hidden, target=public, by_id=system().pk, at=note.created_at)


def affect_in_secret(desk: Desk, hidden: Entity, word: Word) -> None:
    """A public issue affects a page that few know of, and that page has issues of its own."""
    Affected.objects.create(issue=desk.issue_elsewhere, scope_id=hidden.pk)
    if hidden.visibility <= Level.COORDINATORS:
        said = {"title": word("the title of an issue"), "scope_id": hidden.pk, "visibility": hidden.visibility}
        create_issue(said, by=system())
