"""First posts of newcomers are held: only staff and the author see them, and nobody hears of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from bailiwick.access import Level, viewer
from bailiwick.permissions import ROLES

from .errors import Refused
from .models import Comment, Issue


def is_held(by: Any, address_id: int | None = None) -> bool:
    """Whether what `by` posts now waits for somebody: no role, no responsibility, and nothing let through before."""
    if not settings.HOLD_FIRST_POSTS:
        return False
    reader = viewer(by)
    if address_id is None and (reader.system or reader.on_parts or reader.role != ROLES[1]):
        return False
    if address_id is not None:
        mine = {"address_id": address_id}
        return not (_through(Issue, **mine) or _through(Comment, **mine))
    return not (_through(Issue, reporter_id=by.pk) or _through(Comment, author_id=by.pk))


def refuse_newcomer(by: Any, what: str) -> None:
    """What cannot wait in the queue is for those of whom something was let through. Raises Refused."""
    if is_held(by):
        raise Refused(_("Here first posts are looked at before others see them; after that you can %(what)s.")
                      % {"what": what})  # fmt: skip


def _through(model: Any, **mine: int) -> bool:
    return bool(model.objects.filter(held=False, **mine).exists())


def class_of(held: bool, wanted: int) -> int:
    """The class a post has: at least `staff` while it is held."""
    return max(int(Level.STAFF), wanted) if held else wanted
