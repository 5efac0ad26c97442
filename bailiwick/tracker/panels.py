"""What the tracker adds to other rooms' pages, and what it does when a person or a name is to be forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from bailiwick.access import viewer, visible_q
from bailiwick.jobs.models import Job
from bailiwick.lib.panels import Panel
from bailiwick.lib.prepared import ask

from .asking import number_asked
from .documents import KIND, index_issues
from .models import (
    Comment,
    CommentVersion,
    Complaint,
    Edit,
    File,
    Hook,
    Issue,
    Milestone,
    Operation,
    Reference,
    Rule,
    SavedQuery,
    Star,
)
from .queries.kept import on_home, pinned
from .queries.waiting import how_many_wait

#: Issues that are named on another page, on one's own, and how far is counted.
NAMED, NAMED_OWN, COUNTED = 3, 10, 100
#: What people have something to say about; other pages show issues only when there are any.
OFFERED = frozenset({"service", "team", "host", "software", "repository", "tracker", "page", "domain"})
#: Where people write in their own words, and so may name anybody; with the column that leads to the issue.
WRITTEN: tuple[tuple[type[models.Model], str, str], ...] = (
    (Issue, "title", "pk"),
    (Issue, "body", "pk"),
    (Comment, "body", "issue_id"),
    (CommentVersion, "body", ""),
    (Edit, "before", ""),
    (Edit, "after", ""),
    (Complaint, "reason", ""),
    (File, "name", ""),
    (Reference, "title", ""),
    (Milestone, "name", ""),
    (Milestone, "description", ""),
    (SavedQuery, "name", ""),
)


def service_page(user: Any, entity_id: int) -> Panel | None:
    """What needs doing: how much is open, what is wanted most, what was fixed lately, and the ways in."""
    rows = ask(("issues of", viewer(user).key), lambda pk: _of(user, pk), entity_id)
    fixed = ask(("fixed of", viewer(user).key), lambda pk: _fixed(user, pk), entity_id)
    context = {"count": len(rows), "counted": COUNTED, "wanted": rows[:NAMED], "fixed": fixed, "offered": OFFERED}
    context |= {"queries": pinned(entity_id)}
    return Panel("tracker/_about.html", context, order=5, place="todo")


def _of(user: Any, pk: int) -> QuerySet[Issue, Any]:
    """The open ones that people want most; so many are counted."""
    found = Issue.objects.filter(visible_q(user, scope="scope_id"), scope_id=pk, closed=False)
    return found.order_by("-stars", "-id").values_list("pk", "title", "stars")[: COUNTED + 1]


def _fixed(user: Any, pk: int) -> QuerySet[Issue, Any]:
    found = Issue.objects.filter(visible_q(user, scope="scope_id"), scope_id=pk, closed=True, resolution="fixed")
    return found.order_by("-activity_at", "-id").values_list("pk", "title")[:NAMED]


def home(user: Any) -> Panel | None:
    """What is rising, what waits to be judged, and the ways in."""
    rows = ask(("rising", viewer(user).key), lambda: _rising(user))
    queries = on_home(user.pk) if user.is_authenticated else []
    return Panel("tracker/_home.html", {"rising": rows, "queries": queries, "waits": how_many_wait(user)}, order=20)


def _rising(user: Any) -> QuerySet[Issue, Any]:
    found = Issue.objects.filter(visible_q(user, scope="scope_id"), closed=False, heat__gt=0)
    return found.order_by("-heat", "-id").values_list("pk", "title", "stars")[:NAMED]


def own_page(user: Any) -> Panel | None:
    """What is the reader's to do or to look over."""
    mine = Issue.objects.visible_to(user).open().filter(Q(assignee_id=user.pk) | Q(reviewer_id=user.pk))
    rows = list(mine.order_by("-priority", "-activity_at").values_list("pk", "title")[:NAMED_OWN])
    waits = how_many_wait(user)
    return Panel("tracker/_own.html", {"rows": rows, "waits": waits}) if rows or waits else None


def job(user: Any, job: Job) -> tuple[str, str] | None:
    """The page that says what this work was for, and takes it back; for whoever asked for it."""
    if job.by_id != user.pk:
        return None
    if job.kind in ("tracker.bulk_edit", "tracker.bulk_undo"):
        return f"/issues/bulk/{job.args.get('operation')}/", _("The change of many issues")
    if job.kind == "tracker.export_issues":
        return f"/issues/exports/{job.pk}/", _("The list as a file")
    return None


def search_kinds() -> dict[str, str]:
    """The kind that a query line may name, with its word for people."""
    return {KIND: _("issue")}


def search_jumps(user: Any, text: str) -> str:
    """The address that `#12` leads to, if that is an issue and the reader may see it."""
    number = number_asked(text) if text.startswith("#") else None
    found = number is not None and Issue.objects.visible_to(user).filter(pk=number).exists()
    return f"/issues/{number}/" if found else ""


def names() -> tuple[tuple[Any, str], ...]:
    """Columns that may name a person."""
    return tuple((model, column) for model, column, _issue in WRITTEN)


def rewritten(model: Any, ids: Iterable[int]) -> None:
    """A name was taken out of these rows: the search index is made anew where it held them."""
    column = next((issue for each, _column, issue in WRITTEN if each is model and issue), "")
    if column:
        index_issues(sorted(set(model.objects.filter(pk__in=list(ids)).values_list(column, flat=True))))


def erase(user_id: int | None, person_id: int | None) -> dict[str, int]:
    """What somebody wrote stays, by an account without a name; what only they wanted goes."""
    if user_id is None:
        return {}
    starred = list(Star.objects.filter(user_id=user_id).values_list("issue_id", flat=True))
    Issue.objects.filter(pk__in=starred, stars__gt=0).update(stars=F("stars") - 1)
    return {
        "stars": Star.objects.filter(user_id=user_id).delete()[0],
        "queries": SavedQuery.objects.filter(author_id=user_id).delete()[0],
        "rules": Rule.objects.filter(author_id=user_id).delete()[0],
        "complaints": Complaint.objects.filter(by_id=user_id).update(reason=""),
        "assigned": Issue.objects.filter(assignee_id=user_id).update(assignee_id=None, assigned_until=None),
        "reviewing": Issue.objects.filter(reviewer_id=user_id).update(reviewer_id=None),
    }


def own_data(user: Any) -> dict[str, Any]:
    """What they filed, said, attached, starred and kept."""
    mine = user.pk
    issues = Issue.objects.filter(reporter_id=mine).order_by("pk")
    return {
        "issues": list(issues.values("pk", "title", "body", "created_at", "held")),
        "comments": list(
            Comment.objects.filter(author_id=mine).order_by("pk").values("pk", "issue_id", "body", "created_at", "held")
        ),
        "files": list(File.objects.filter(author_id=mine).order_by("pk").values("pk", "issue_id", "name", "size")),
        "edits": list(Edit.objects.filter(by_id=mine).order_by("pk").values("issue_id", "field", "at")),
        "operations": list(Operation.objects.filter(by_id=mine).order_by("pk").values("kind", "at")),
        "stars": list(Star.objects.filter(user_id=mine).order_by("pk").values("issue_id", "at")),
        "assigned_issues": list(Issue.objects.filter(assignee_id=mine).order_by("pk").values_list("pk", flat=True)),
        "queries": list(SavedQuery.objects.filter(author_id=mine).order_by("pk").values("name", "line", "public")),
        "references": list(Reference.objects.filter(by_id=mine).order_by("pk").values("issue_id", "url", "at")),
        "code_hosts": list(Hook.objects.filter(by_id=mine).order_by("pk").values("forge", "name", "created_at")),
        "rules": list(Rule.objects.filter(author_id=mine).order_by("pk").values("does", "line", "paused")),
        "reported_posts": list(Complaint.objects.filter(by_id=mine).order_by("pk").values("issue_id", "reason", "at")),
    }
