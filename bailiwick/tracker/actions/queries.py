"""Keeping a query line under a name, and forgetting it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record

from ..asking import read_line
from ..errors import Refused
from ..fields import in_present_names
from ..holding import refuse_newcomer
from ..models import SavedQuery


@transaction.atomic
def save_query(
    name: str, line: str, *, by: Any, public: bool = False, on_home: bool = False, scope_id: int | None = None
) -> SavedQuery:
    """Keep a line under a name of one's own; the same name again replaces it.

    On a page (`scope_id`) everybody sees it, so it is public and asks for rights there. Raises Refused and Mistake.
    """
    require(by, "query.save")
    if scope_id is not None:
        require(by, "query.pin", SimpleNamespace(scope_id=scope_id))
    if public:
        refuse_newcomer(by, _("keep queries for everybody"))
    called = in_present_names(" ".join(name.replace("\x00", "").encode("utf-8", "replace").decode("utf-8").split()))
    if not 0 < len(called) <= 80:
        raise Refused(_("Give it a name of 1 to 80 characters."), "name")
    values = {
        "line": str(read_line(line)), "public": public or scope_id is not None, "on_home": on_home,
        "scope_id": scope_id, "created_at": timezone.now(),
    }  # fmt: skip
    query, _new = SavedQuery.objects.update_or_create(author_id=by.pk, name=called, defaults=values)
    record("query.saved", by=by, about=("query", query.pk), visibility=0 if query.public else 4)
    return query


@transaction.atomic
def delete_query(query: SavedQuery, *, by: Any) -> None:
    """Nobody needs it any more. Twice is once."""
    require(by, "query.delete", query)
    gone, _each = SavedQuery.objects.filter(pk=query.pk).delete()
    if gone:
        record("query.deleted", by=by, about=("query", query.pk), visibility=0 if query.public else 4)
