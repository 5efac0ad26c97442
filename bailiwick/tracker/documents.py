"""What the search index holds of an issue: one document per class of visibility, so that a note never shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from bailiwick.access import Level
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.prepared import ask
from bailiwick.search.documents import Doc, index

from .blobs import beginning
from .file_types import as_text, is_text
from .models import Comment, File, Issue, Origin
from .models.origins import ISSUES

ROOM = "tracker"
KIND = "issue"
#: Issues that are indexed in one transaction.
BATCH = 500
#: One document holds so much of what was said; the first words count most.
LONGEST = 50_000
#: So many bytes of a text file are searched.
OF_A_FILE = 20_000


def index_issues(ids: Sequence[int]) -> None:
    """Write the documents of these issues anew, in the caller's transaction."""
    index(ROOM, documents(ids))


def index_new(issue: Issue) -> None:
    """The same for one that was just filed: nothing hangs on it yet, so nothing is read."""
    first = _by_class((), issue.pk, issue.title, issue.body, issue.scope_id, issue.visibility, None)
    index(ROOM, {issue.pk: list(first)})


def index_all(beat: Callable[[int, int], None]) -> int:
    """The documents of every issue anew, a batch at a time; how many issues there are."""
    ids = list(Issue.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        index_issues(ids[start : start + BATCH])
        beat(min(start + BATCH, len(ids)), len(ids))
    return len(ids)


def documents(ids: Sequence[int]) -> dict[int, list[Doc]]:
    """issue → its documents; none for an issue that is gone."""
    numbers, said = Numbers(sorted(ids)), dict[int, list[tuple[int, str]]]()
    for issue_id, visibility, body in ask("comments to index", _comments, numbers):
        said.setdefault(issue_id, []).append((visibility, body))
    for issue_id, visibility, text in _attached(numbers):
        said.setdefault(issue_id, []).append((visibility, text))
    found: dict[int, list[Doc]] = {pk: [] for pk in ids}
    for row in ask("issues to index", _issues, numbers):
        found[row[0]] = list(_by_class(said.get(row[0], ()), *row))
    return found


def _comments(numbers: Any) -> QuerySet[Comment, Any]:
    rows = Comment.objects.filter(OneOf("issue_id", numbers, leads=True)).order_by("id")
    return rows.values_list("issue_id", "visibility", "body")


def _issues(numbers: Any) -> QuerySet[Issue, Any]:
    origins = Origin.objects.filter(kind=ISSUES, row_id=OuterRef("pk")).order_by("pk")
    told = origins.annotate(told=Concat("source", Value("-"), "key")).values("told")[:1]
    rows = Issue.objects.filter(OneOf("pk", numbers, leads=True))
    return rows.values_list("pk", "title", "body", "scope_id", "visibility", Subquery(told))


def _files(numbers: Any) -> QuerySet[File, Any]:
    rows = File.objects.filter(OneOf("issue_id", numbers, leads=True), removed_at__isnull=True).order_by("id")
    return rows.values_list("issue_id", "visibility", "name", "media_type", "blob_id")


def _attached(numbers: Numbers) -> Iterable[tuple[int, int, str]]:
    """(issue, class, name and text) of files; of what is no text only the name."""
    for issue_id, visibility, name, kind, digest in ask("files to index", _files, numbers):
        text = as_text(beginning(digest, OF_A_FILE)) if is_text(kind) else ""
        yield issue_id, visibility, f"{name}\n{text or ''}"


def _by_class(
    said: Sequence[tuple[int, str]],
    pk: int,
    title: str,
    text: str,
    scope_id: int | None,
    visibility: int,
    origin: str | None,
) -> Iterable[Doc]:
    """From each class on in which more can be seen, a document of what is seen there."""
    steps = sorted({visibility, *(level for level, _ in said if level > visibility)})
    for low, above in pairwise([*steps, int(Level.SELF) + 1]):
        body = "\n".join([text, *([origin] if origin else ()), *(more for level, more in said if level <= low)])
        yield Doc(
            KIND, f"issues/{pk}", title, body=body[:LONGEST], scope_id=scope_id, class_from=low, class_to=above - 1
        )
