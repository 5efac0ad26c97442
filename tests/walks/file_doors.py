"""The doors of files that write: what to send there, how to tell that it was done, and who gets through."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bailiwick.accounts.models import User
from bailiwick.catalog.tests.cast import system
from bailiwick.tracker.actions.files import attach_file
from bailiwick.tracker.actions.issues import create_issue
from bailiwick.tracker.models import File, Issue

from .desk import Desk
from .who import PART, SIGNED_IN, Ready


def issue_here(desk: Desk) -> Issue:
    """A public issue on the lighthouse."""
    return create_issue({"title": "Dim", "services": [desk.entities["service/lighthouse"].pk]}, by=system())


def let_through(user: User | None) -> None:
    """Somebody whose first post was let through long ago: files alone are no first post."""
    if user is not None and user.is_active:
        create_issue({"title": "Dusk"}, by=user)
        Issue.objects.filter(reporter_id=user.pk).update(held=False, visibility=0)


def once_known(ready: Ready) -> Ready:
    """The door after a first post of the reader's was let through."""

    def known(desk: Desk, user: User | None) -> Any:
        let_through(user)
        return ready(desk, user)

    return known


def _attached(note: str) -> Any:
    def ready(desk: Desk, user: User | None) -> Any:
        issue = issue_here(desk)
        let_through(user)
        said = {"uploads": SimpleUploadedFile("log.txt", b"dim since noon"), "note": note}
        return f"/issues/{issue.pk}/files/", said, issue.files.exists

    return ready


def _removed(desk: Desk, user: User | None) -> Any:
    file = attach_file(issue_here(desk), [b"x"], "x.txt", by=system())
    return f"/issues/files/{file.pk}/remove/", {}, File.objects.filter(removed_at__isnull=False).exists


WHO: dict[str, tuple[Any, set[str]]] = {
    "file_attach": (_attached(""), SIGNED_IN),
    "file_attach a note": (_attached("1"), PART),
    "file_remove": (_removed, PART),
}
POSTED = {"issues/<id:pk>/files/": "file_attach", "issues/files/<id:pk>/remove/": "file_remove"}
