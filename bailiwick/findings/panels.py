"""What findings add to other rooms' pages."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from bailiwick.access import Level, viewer
from bailiwick.catalog.models import Entity
from bailiwick.lib.panels import Panel
from bailiwick.lib.prepared import ask

from .models import Finding
from .queries import COUNTED, LATEST, counted, mine
from .words import headline, question

#: So many are named on the page they are about.
NAMED = 3


def service_page(user: Any, entity_id: int) -> Panel | None:
    """What does not fit together about this: it wants doing, and the facts of it are disputed."""
    rows = ask(("findings about", viewer(user).key), lambda pk: _about(user, pk), entity_id)
    if not rows:
        return None
    named = [(pk, Finding.Kind(kind).label, question(predicate)) for pk, kind, predicate in rows[:NAMED]]
    disputed = frozenset(predicate for _pk, kind, predicate in rows if kind == Finding.Kind.CONFLICT)
    context = {"count": len(rows), "counted": COUNTED, "named": named}
    return Panel("findings/_about.html", context, order=10, place="todo", disputed=disputed)


def _about(user: Any, entity_id: int) -> QuerySet[Finding, Any]:
    found = Finding.objects.visible_to(user).open().about(entity_id)
    # Two that were merged are one by now, though no look has seen it yet.
    merged = Entity.objects.filter(Q(pk=OuterRef("scope_id")) | Q(pk=OuterRef("other_id")), merged_into__isnull=False)
    found = found.exclude(Exists(merged), kind=Finding.Kind.DUPLICATE)
    return found.order_by(*LATEST).values_list("pk", "kind", "predicate")[: COUNTED + 1]


def home(user: Any) -> Panel | None:
    """How many wait, for whoever may settle them."""
    if viewer(user).base < Level.STAFF:
        return None
    count = counted(Finding.objects.visible_to(user).open())
    return Panel("findings/_home.html", {"count": count, "counted": COUNTED}) if count else None


def own_page(user: Any) -> Panel | None:
    """What is assigned to the reader, or about what they answer for."""
    rows = [(row, headline(row)) for row in mine(user)]
    return Panel("findings/_mine.html", {"rows": rows}) if rows else None


def erase(user_id: int | None, person_id: int | None) -> dict[str, int]:
    """Nobody's any more; what was guessed about the person goes."""
    gone = 0
    if person_id is not None:
        about = Q(scope_id=person_id) | Q(other_id=person_id)
        gone, _each = Finding.objects.filter(about, kind=Finding.Kind.DUPLICATE).delete()
    if user_id is not None:
        Finding.objects.filter(account_id=user_id).update(account_id=None)
        Finding.objects.filter(settled_by_id=user_id).update(settled_by_id=None)
    return {"findings": gone}


def names() -> tuple[tuple[Any, str], ...]:
    """A reason may name anybody."""
    return ((Finding, "reason"),)


def own_data(user: Any) -> dict[str, Any]:
    """What is assigned to them, and what they settled with which reason."""
    theirs = Finding.objects.filter(Q(account_id=user.pk) | Q(settled_by_id=user.pk)).order_by("pk")
    rows = theirs.values("pk", "kind", "scope_id", "status", "verdict", "reason", "account_id", "settled_by_id")
    return {
        "findings": [
            {
                "finding": row["pk"],
                "kind": row["kind"],
                "about": row["scope_id"],
                "status": row["status"],
                "assigned_to_me": row["account_id"] == user.pk,
                **({"verdict": row["verdict"], "reason": row["reason"]} if row["settled_by_id"] == user.pk else {}),
            }
            for row in rows
        ]
    }
