"""The tracker's answers as plain values; the API and the terminal's `--json` give the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from bailiwick.accounts.models import User
from bailiwick.api.paging import encode
from bailiwick.catalog.plain import LEVEL_WORDS, link
from bailiwick.subscriptions.models import Subscription
from bailiwick.subscriptions.topics import issue_topic

from ..asking import Row
from ..fields import FIELDS, values
from ..linking import FIELD as LINKS
from ..models import Comment, Edit, File, Issue, IssueLink, Reference, Star
from ..queries.files import files_of
from ..words import Vocabulary, ways_on
from .values import Plain, Words, name_outside, plain_values

#: So many comments come with their issue.
FIRST = 100
#: What an edit says was changed is one of these, or a link and the like, whose value is plain already.
_FIELDS = frozenset(FIELDS)


def row(found: Row) -> Plain:
    """An issue in a list."""
    return {
        "number": found.number,
        "title": found.title,
        "kind": found.kind,
        "status": found.status,
        "resolution": found.resolution,
        "closed": found.closed,
        "priority": found.priority,
        "severity": found.severity,
        "service": link(found.service),
        "labels": [slug for slug, _colour in found.labels],
        "milestone": found.milestone,
        "author": found.author,
        "assignee": found.assignee,
        "reviewer": found.reviewer,
        "stars": found.stars,
        "starred": found.starred,
        "comments": found.comments,
        "held": found.held,
        "visibility": LEVEL_WORDS[found.visibility],
        "created_at": found.created_at,
        "activity_at": found.activity_at,
        "closed_at": found.closed_at,
        "url": found.url,
    }


def issue(user: Any, found: Issue) -> Plain:
    """One issue with all that hangs on it and the beginning of its thread, as this reader sees it."""
    said = list(
        Comment.objects.visible_to(user).filter(issue=found).select_related("issue").order_by("pk")[: FIRST + 1]
    )
    files = files_of(user, found.pk)
    me = user.pk if user.is_authenticated else None
    into = _seen_numbers(user, [found.merged_into_id])
    more = {
        "number": found.pk,
        "closed": found.closed,
        "author": _handles([found.reporter_id]).get(found.reporter_id),
        "held": found.held,
        "stars": found.stars,
        "starred": me is not None and Star.objects.filter(issue=found, user_id=me).exists(),
        "watched": me is not None and Subscription.objects.filter(user_id=me, topic=issue_topic(found.pk)).exists(),
        "merged_into": next(iter(into), None),
        "merged_into_closed": next(iter(into.values()), None),
        **{name: getattr(found, name) for name in ("created_at", "activity_at", "status_at", "closed_at")},
        "next_statuses": ways_on(found.kind, found.status),
        "links": links(user, found),
        "references": [reference(each) for each in Reference.objects.filter(issue=found).order_by("pk")],
        "files": file_list(files),
        "comments": comments(said[:FIRST], files),
        "comments_next": _rest(found, said),
        "url": found.url,
    }
    kept = values(found, FIELDS.keys() - {"priority", "severity"})
    words = Vocabulary()
    ranked = {name: words.slug(name, getattr(found, name)) for name in ("priority", "severity")}
    return plain_values(user, kept) | ranked | more


def _rest(found: Issue, said: Sequence[Comment]) -> str | None:
    if len(said) <= FIRST:
        return None
    return f"/api/v1/issues/{found.pk}/comments?after={encode([said[FIRST - 1].pk])}"


def links(user: Any, found: Issue) -> list[Plain]:
    """Links with issues that this reader may see."""
    rows = list(IssueLink.objects.filter(source=found).union(IssueLink.objects.filter(target=found), all=True))
    seen = _seen_numbers(user, {pk for each in rows for pk in (each.source_id, each.target_id)})
    return [
        {"id": each.pk, "kind": each.kind, "issue": each.source_id, "to": each.target_id}
        for each in sorted(rows, key=lambda each: each.pk)
        if each.source_id in seen and each.target_id in seen
    ]


def _seen_numbers(user: Any, ids: Iterable[int | None]) -> dict[int, bool]:
    """number → whether it is closed, of those that this reader may see."""
    wanted = {pk for pk in ids if pk}
    rows = Issue.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", "closed") if wanted else ()
    return dict(rows)


def reference(found: Reference) -> Plain:
    """Where else it is spoken of."""
    names = ("kind", "url", "title", "state", "state_at", "fixes", "changes", "trouble")
    return {"id": found.pk} | {name: getattr(found, name) for name in names}


def comments(said: Sequence[Comment], files: Sequence[File]) -> list[Plain]:
    """Comments with their files, of one issue; one query."""
    people = _handles([*(each.author_id for each in said), *(each.author_id for each in files)])
    own = {each.pk: [_file(file, people) for file in files if file.comment_id == each.pk] for each in said}
    return [_comment(each, people, own[each.pk]) for each in said]


def _comment(found: Comment, people: dict[int, str], files: list[Plain]) -> Plain:
    return {
        "id": found.pk,
        "issue": found.issue_id,
        "author": people.get(found.author_id),
        "body": found.body,
        "visibility": LEVEL_WORDS[found.visibility],
        "held": found.held,
        "created_at": found.created_at,
        "edited_at": found.edited_at,
        "files": files,
        "url": found.url,
    }


def file_list(files: Sequence[File]) -> list[Plain]:
    """Files with who attached them."""
    people = _handles(each.author_id for each in files)
    return [_file(each, people) for each in files]


def _file(found: File, people: dict[int, str]) -> Plain:
    return {
        "id": found.pk,
        "name": found.name,
        "size": found.size,
        "media_type": found.media_type,
        "digest": found.blob_id,
        "comment": found.comment_id,
        "author": people.get(found.author_id),
        "visibility": LEVEL_WORDS[found.visibility],
        "created_at": found.created_at,
        "touches": found.touches,
        "with_tests": found.with_tests,
        "with_docs": found.with_docs,
        "content": f"/api/v1/files/{found.pk}/content",
        "url": f"/issues/files/{found.pk}/{quote(found.name, safe='')}",
    }


def edits(user: Any, rows: Sequence[Edit]) -> list[Plain]:
    """What changed, in words that this reader may hear; nothing of what they may not see."""
    linked = _seen_numbers(user, [_linked(each) for each in rows])
    rows = [each for each in rows if _linked(each) is None or _linked(each) in linked]
    known = [{each.field: value} for each in rows if each.field in _FIELDS for value in (each.before, each.after)]
    words, people = Words(user, known), _handles(each.by_id for each in rows)
    told = [_edit(each, words, people) for each in rows]
    return [each for each, row in zip(told, rows, strict=True) if row.field not in _FIELDS or _tells(each)]


def _tells(edit: Plain) -> bool:
    """Whether anything is left of it for this reader."""
    return bool(edit["before"] != edit["after"])


def _linked(found: Edit) -> int | None:
    """The issue at the other end, if it is a link that came or went."""
    told = (found.after or found.before) if found.field == LINKS else None
    return int(told["issue"]) if told else None


def _edit(found: Edit, words: Words, people: dict[int, str]) -> Plain:
    sides = {"before": found.before, "after": found.after}
    if found.field in _FIELDS:
        sides = {name: next(iter(words.plain({found.field: value}).values())) for name, value in sides.items()}
    return {"id": found.pk, "field": name_outside(found.field), **sides, "by": people.get(found.by_id), "at": found.at}


def _handles(ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {pk for pk in ids if pk}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "handle")) if wanted else {}
