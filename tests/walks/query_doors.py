"""The doors of kept queries and of lists as files: what to send, how to tell that it was done, who gets through."""

from __future__ import annotations

from typing import Any

from bailiwick.accounts.models import User
from bailiwick.catalog.tests.cast import system
from bailiwick.jobs.models import Job
from bailiwick.tracker.actions.queries import save_query
from bailiwick.tracker.models import SavedQuery

from .desk import Desk
from .who import LEADS, PART, SIGNED_IN, Ready, count


def _kept(**more: str) -> Ready:
    """A query under a name; with more, on the page of the lighthouse."""
    said = {"name": "Dim things", "q": "is:open dim"} | more
    return lambda desk, user: ("/issues/queries/save/", said, count(SavedQuery))


def _dropped(desk: Desk, user: User | None) -> Any:
    query = save_query("Bright things", "bright", by=system(), public=True)
    return f"/issues/queries/{query.pk}/delete/", {}, lambda: not SavedQuery.objects.filter(pk=query.pk).exists()


def _taken_away(desk: Desk, user: User | None) -> Any:
    return "/issues/exports/", {"q": "is:open", "form": "csv"}, count(Job, kind="tracker.export_issues")


WHO: dict[str, tuple[Ready, set[str]]] = {
    "query_save": (_kept(), SIGNED_IN),
    "query_save on a page": (_kept(service="lighthouse"), PART),
    "query_delete": (_dropped, LEADS),
    "issue_export": (_taken_away, SIGNED_IN),
}
POSTED = {
    "issues/queries/save/": "query_save",
    "issues/queries/<id:pk>/delete/": "query_delete",
    "issues/exports/": "issue_export",
}
