"""May they? `can` answers, `require` refuses with a sentence. Both read `permissions.py`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from ..permissions import PERMISSIONS, ROLES, Who
from .readers import Viewer, viewer
from .words import WORDS


class Denied(PermissionDenied):
    """Refused, with a sentence for the person who asked."""


def can(user: Any, action: str, obj: Any = None) -> bool:
    """Whether `user` may do `action` to `obj` (None: everywhere; a list: to all of them).

    `obj` may have `scope_id` (where it stands), `author_id` and `reporter_id`
    (accounts), and `visibility`: what somebody cannot see they cannot touch.
    """
    cells = PERMISSIONS[action]
    reader = viewer(user)
    objs = list(obj) if isinstance(obj, (list, tuple, set, frozenset)) else [obj]
    return all(_may(reader, user, cells, each) and _sees(reader, user, action, each) for each in objs or [None])


def may_somewhere(user: Any, action: str) -> bool:
    """Whether a role or a responsibility lets them do it, everywhere or on some part; what is their own aside."""
    reader = viewer(user)
    return any(reader.holds(who, None) or reader.tops(who) for who in PERMISSIONS[action])


def require(by: Any, action: str, obj: Any = None) -> None:
    """The first line of every action: raises `Denied` unless `by` may."""
    if not can(by, action, obj):
        raise Denied(_refusal(by, action))


def _may(reader: Viewer, user: Any, cells: tuple[Who, ...], obj: Any) -> bool:
    scope_id = getattr(obj, "scope_id", None)
    return any(
        _own(reader, user, who, obj) if who in ("Own", "Reporter") else reader.holds(who, scope_id) for who in cells
    )


def _own(reader: Viewer, user: Any, who: Who, obj: Any) -> bool:
    """The relations that name an account: mine, or reported by me."""
    if obj is None or reader.user_id is None:
        return False
    if who == "Reporter":
        return bool(getattr(obj, "reporter_id", None) == reader.user_id)
    return bool(getattr(obj, "author_id", None) == reader.user_id or obj == user)


def _sees(reader: Viewer, user: Any, action: str, obj: Any) -> bool:
    """Importers write what they may not read back: the class `self` belongs to the person alone."""
    wanted = getattr(obj, "visibility", None)
    if wanted is None or (reader.system and not action.endswith(".read")):
        return True
    return bool(reader.level(getattr(obj, "scope_id", None)) >= wanted) or any(
        _own(reader, user, who, obj) for who in ("Own", "Reporter")
    )


def _refusal(by: Any, action: str) -> str:
    """One plain sentence: what was refused and whom to ask."""
    what = WORDS.get(action, action)
    if viewer(by).user_id is None:
        return _("You may not %(what)s; sign in first.") % {"what": what}
    return _("You may not %(what)s; ask %(whom)s.") % {"what": what, "whom": _whom(PERMISSIONS[action])}


def _whom(cells: tuple[Who, ...]) -> str:
    if "Owner" in cells:
        return _("whoever is responsible for it, or a developer")
    roles = [who for who in cells if who in ROLES]
    names = {"Developer": _("a developer"), "Coordinator": _("a coordinator")}
    return names.get(roles[0], _("a coordinator")) if roles else _("the person it belongs to")
