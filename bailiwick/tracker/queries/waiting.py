"""Posts that wait for somebody who judges them: first posts of newcomers, and what people complained about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from bailiwick.access import can, may_q, may_somewhere
from bailiwick.catalog.queries.names import Named, names

from ..models import Comment, Complaint, File, Issue
from ..posts import Post, issue_of, whose
from .files import Attached
from .people import Somebody, people

#: So many posts of each sort stand in the queue at a time, and so many are counted.
SHOWN, COUNTED = 50, 1_000


@dataclass(frozen=True)
class Waiting:
    """A post in the queue."""

    post: Post
    issue: Issue
    author: Somebody | None
    complaints: list[Complaint] = field(default_factory=list)
    files: list[Attached] = field(default_factory=list)
    service: Named | None = None

    @property
    def door(self) -> str:
        """Where its buttons lead."""
        return door(self.post)


def door(post: Post) -> str:
    """Where the buttons of a post lead."""
    return post.url if isinstance(post, Issue) else f"/issues/comments/{post.pk}/"


def judged(column: str) -> Exists:
    """Whether somebody who may judge has said no to the post, with a reason: a complaint of their own, settled."""
    rows = Complaint.objects.filter(settled_at__isnull=False, settled_by_id=F("by_id"))
    if column == "comment":
        return Exists(rows.filter(comment_id=OuterRef("pk")))
    return Exists(rows.filter(issue_id=OuterRef("pk"), comment__isnull=True))


def waiting(user: Any) -> tuple[QuerySet[Issue], QuerySet[Comment]]:
    """Posts that nobody has judged yet, oldest first; for whoever may see them."""
    issues = Issue.objects.visible_to(user).filter(~judged("issue"), held=True).order_by("pk")
    comments = Comment.objects.visible_to(user).filter(~judged("comment"), held=True).select_related("issue")
    return issues, comments.order_by("pk")


def to_let_through(user: Any) -> list[Post]:
    """First posts that this reader may judge, oldest first."""
    issues, comments = waiting(user)
    mine = issues.filter(may_q(user, "post.judge")), comments.filter(may_q(user, "post.judge", "issue__scope_id"))
    both: list[Post] = [*mine[0][:SHOWN], *mine[1][:SHOWN]]
    return [post for post in sorted(both, key=lambda post: post.created_at) if can(user, "post.judge", post)]


def others_judge(user: Any) -> int:
    """How many first posts the reader sees that wait for somebody else, as far as is counted."""
    mine = may_q(user, "post.judge")
    if not mine:
        # No condition: the reader judges everywhere.
        return 0
    issues, comments = waiting(user)
    theirs = issues.exclude(mine), comments.exclude(may_q(user, "post.judge", "issue__scope_id"))
    return sum(rows[:COUNTED].count() for rows in theirs)


def how_many_wait(user: Any) -> int | None:
    """How many posts wait for this reader's judgement, as far as is counted; None for who judges nothing."""
    if not may_somewhere(user, "post.judge"):
        return None
    issues, comments = waiting(user)
    mine = issues.filter(may_q(user, "post.judge")), comments.filter(may_q(user, "post.judge", "issue__scope_id"))
    return sum(rows[:COUNTED].count() for rows in mine) + len(complained(user, SHOWN))


def complained(user: Any, most: int) -> list[Post]:
    """Posts that somebody complained about and nobody looked at, for whoever may judge them; the oldest first."""
    there = may_q(user, "post.judge", "issue__scope_id")
    rows = Complaint.objects.filter(there, settled_at=None).order_by("pk").values_list("issue_id", "comment_id")
    asked = list(dict.fromkeys(rows[: most * 4]))
    issues = Issue.objects.visible_to(user).in_bulk([issue for issue, comment in asked if comment is None])
    talk = Comment.objects.visible_to(user).select_related("issue").in_bulk([each for _i, each in asked if each])
    found: list[Post | None] = [talk.get(comment) if comment else issues.get(issue) for issue, comment in asked]
    return [post for post in found if post is not None][:most]


def as_queue(user: Any, posts: list[Post]) -> list[Waiting]:
    """These with all that whoever judges them needs to see."""
    issues = [issue_of(post) for post in posts]
    authors, services = people(map(whose, posts), None), names(user, (each.scope_id for each in issues))
    files, complaints = _files(user, issues), _complaints(issues)
    return [
        Waiting(
            post,
            issue_of(post),
            authors.get(whose(post)),
            complaints.get(_key(post), []),
            files.get(_key(post), []),
            services.get(issue_of(post).scope_id or 0),
        )
        for post in posts
    ]


#: Which issue, and which comment of it if it is one.
Key = tuple[int, int | None]


def _key(post: Post) -> Key:
    return (post.pk, None) if isinstance(post, Issue) else (post.issue_id, post.pk)


def _files(user: Any, issues: list[Issue]) -> dict[Key, list[Attached]]:
    found: dict[Key, list[Attached]] = {}
    seen = File.objects.visible_to(user).filter(issue__in=issues).select_related("blob", "issue").order_by("pk")
    for each in seen:
        found.setdefault((each.issue_id, each.comment_id), []).append(Attached(each))
    return found


def _complaints(issues: list[Issue]) -> dict[Key, list[Complaint]]:
    found: dict[Key, list[Complaint]] = {}
    for each in Complaint.objects.filter(issue__in=issues, settled_at=None).order_by("pk"):
        found.setdefault((each.issue_id, each.comment_id), []).append(each)
    return found
