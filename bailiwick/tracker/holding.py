"""First posts of newcomers are held: only staff and the author see them, and nobody hears of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import Level, viewer
from bailiwick.lib.prepared import ask
from bailiwick.permissions import ROLES

from .errors import Refused
from .models import Comment, Issue
from .traps import links_in

#: What was let through and has stood so long speaks for its author.
STOOD = timedelta(days=7)


def is_held(by: Any, address_id: int | None = None) -> bool:
    """Whether what `by` posts now waits for somebody: no role, no responsibility, and nothing let through before."""
    if not settings.HOLD_FIRST_POSTS or (address_id is None and _is_known_here(by)):
        return False
    if address_id is not None:
        mine = {"address_id": address_id}
        return not (_through(Issue, **mine) or _through(Comment, **mine))
    return not (_through(Issue, reporter_id=by.pk) or _through(Comment, author_id=by.pk))


def is_held_again(post: Issue | Comment, by: Any, before: Iterable[str], after: Iterable[str]) -> bool:
    """Whether an edit of one's own post sends it back to the queue: a new link, and nothing else of theirs has stood
    for a while. An innocent text that is let through and then becomes advertising would be seen at once.
    """
    author = post.reporter_id if isinstance(post, Issue) else post.author_id
    if post.held or not settings.HOLD_FIRST_POSTS or author != by.pk or _is_known_here(by):
        return False
    if not _links(after) - _links(before):
        return False
    stood = {"held": False, "created_at__lt": timezone.now() - STOOD}
    issues = Issue.objects.filter(reporter_id=by.pk, **stood)
    comments = Comment.objects.filter(author_id=by.pk, **stood)
    if isinstance(post, Issue):
        issues = issues.exclude(pk=post.pk)
    else:
        comments = comments.exclude(pk=post.pk)
    return not (issues.exists() or comments.exists())


def _links(texts: Iterable[str]) -> set[str]:
    """Each text for itself: what one begins, such as code, does not reach into the next."""
    return set[str]().union(*map(links_in, texts))


def _is_known_here(by: Any) -> bool:
    """By a role or a responsibility, anywhere."""
    reader = viewer(by)
    return bool(reader.system or reader.on_parts or reader.role != ROLES[1])


def refuse_newcomer(by: Any, what: str) -> None:
    """What cannot wait in the queue is for those of whom something was let through. Raises Refused."""
    if is_held(by):
        raise Refused(_("Here first posts are looked at before others see them; after that you can %(what)s.")
                      % {"what": what})  # fmt: skip


def _through(model: Any, **mine: int) -> bool:
    ((column, value),) = mine.items()
    rows = ask(
        ("let through", model, column),
        lambda pk: model.objects.filter(held=False, **{column: pk}).values_list("pk")[:1],
        value,
    )
    return bool(rows)


def class_of(held: bool, wanted: int) -> int:
    """The class a post has: at least `staff` while it is held."""
    return max(int(Level.STAFF), wanted) if held else wanted
