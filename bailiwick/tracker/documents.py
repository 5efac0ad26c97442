"""What the search index holds of an issue: one document per class of visibility, so that a note never shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from bailiwick.access import Level
from bailiwick.search.documents import Doc, index

from .blobs import beginning
from .file_types import as_text, is_text
from .models import Comment, File, Issue

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


def index_all(beat: Callable[[int, int], None]) -> int:
    """The documents of every issue anew, a batch at a time; how many issues there are."""
    ids = list(Issue.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        index_issues(ids[start : start + BATCH])
        beat(min(start + BATCH, len(ids)), len(ids))
    return len(ids)


def documents(ids: Sequence[int]) -> dict[int, list[Doc]]:
    """issue → its documents; none for an issue that is gone."""
    said: dict[int, list[tuple[int, str]]] = {}
    rows = Comment.objects.filter(issue_id__in=ids).order_by("id")
    for issue_id, visibility, body in rows.values_list("issue_id", "visibility", "body"):
        said.setdefault(issue_id, []).append((visibility, body))
    for issue_id, visibility, text in _attached(ids):
        said.setdefault(issue_id, []).append((visibility, text))
    found: dict[int, list[Doc]] = {pk: [] for pk in ids}
    for issue in Issue.objects.filter(pk__in=ids):
        found[issue.pk] = list(_by_class(issue, said.get(issue.pk, ())))
    return found


def _attached(ids: Sequence[int]) -> Iterable[tuple[int, int, str]]:
    """(issue, class, name and text) of files; of what is no text only the name."""
    rows = File.objects.filter(issue_id__in=ids, removed_at__isnull=True).order_by("id")
    for issue_id, visibility, name, kind, digest in rows.values_list(
        "issue_id", "visibility", "name", "media_type", "blob_id"
    ):
        text = as_text(beginning(digest, OF_A_FILE)) if is_text(kind) else ""
        yield issue_id, visibility, f"{name}\n{text or ''}"


def _by_class(issue: Issue, said: Sequence[tuple[int, str]]) -> Iterable[Doc]:
    """From each class on in which more can be seen, a document of what is seen there."""
    steps = sorted({issue.visibility, *(level for level, _ in said if level > issue.visibility)})
    for low, above in pairwise([*steps, int(Level.SELF) + 1]):
        body = "\n".join([issue.body, *(text for level, text in said if level <= low)])
        yield Doc(
            KIND, f"issues/{issue.pk}", issue.title, body=body[:LONGEST], scope_id=issue.scope_id,
            class_from=low, class_to=above - 1,
        )  # fmt: skip
