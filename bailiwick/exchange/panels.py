"""What imports add to other rooms' pages."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from bailiwick.access import can, viewer, visible_q
from bailiwick.catalog.models import Change, Claim, Source
from bailiwick.catalog.queries.quotes import is_kept
from bailiwick.catalog.queries.wordable import may_supply
from bailiwick.catalog.when import NEVER
from bailiwick.lib.panels import Panel
from bailiwick.lib.prepared import ask

from .models import ImportRun

SHOWN = 12
#: Parts of a report that hold words of a document.
QUOTING = ("places", "remarks", "notes")
#: So many places that were not understood stand beside a review.
MOST_PLACES = 200
_NUMBER = re.compile(r"line (\d{1,7})")
COLUMNS = ("lineage__name", "lineage__title", "dated", "imported", "facts")


def service_page(user: Any, entity_id: int) -> Panel | None:
    """Where this was read: the lists whose documents say something of it that this reader may see."""
    rows = ask(("read from", viewer(user).key), lambda pk: _lists(user, pk), entity_id)
    lists = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return Panel("exchange/_read_from.html", {"lists": lists}, order=50) if lists else None


def review(user: Any, change_id: int) -> Panel | None:
    """Beside a document that is reviewed: the places of it that nothing was made of, for who may read its words."""
    if not can(user, "evidence.read"):
        return None
    run = ImportRun.objects.filter(report__change=change_id).order_by("-pk").first()
    places = run.report.get("places", []) if run else []
    if run is None or not places:
        return None
    change = Change.objects.filter(pk=change_id).first()
    may_say = change is not None and may_supply(user, change) and is_kept(user, change.report["source"])
    context = {
        "change": change_id,
        "places": [(*each, _line(each[0]) if may_say else 0) for each in places[:MOST_PLACES]],
        "count": max(len(places), run.report.get("not_understood", 0)),
    }
    return Panel("exchange/_not_understood.html", context)


def _line(place: str) -> int:
    """The line of this very document that a place names; that of an earlier revision is none of its."""
    found = _NUMBER.fullmatch(place)
    return int(found[1]) if found else 0


def _lists(user: Any, entity_id: int) -> QuerySet[Source, Any]:
    seen = visible_q(user) & (Q(object=None) | visible_q(user, scope="object_id", level="object__visibility"))
    claims = Claim.objects.filter(seen, subject=entity_id, recorded_at__lt=NEVER, superseded_at=NEVER)
    read = Q(references__origin__in=claims.values("origin"), references__recorded_at__lt=NEVER)
    return (
        Source.objects.filter(read, lineage__by_hand=False, recorded_at__lt=NEVER)
        .values("lineage__name", "lineage__title")
        .annotate(
            dated=Max("dated"),
            imported=Max("recorded_at"),
            facts=Count("references__origin", distinct=True, filter=read),
        )
        .order_by("-dated", "lineage__name")
        .values_list(*COLUMNS)[:SHOWN]
    )


def erase(user_id: int | None, person_id: int | None) -> dict[str, int]:
    """Reports quote lines that were not understood, and those may name anybody: the quotes go, the figures stay."""
    quoting = ImportRun.objects.filter(Q(by_id=user_id) | Q(report__places__isnull=False))
    runs = list(quoting)
    for run in runs:
        run.report = run.report | {words: [] for words in QUOTING if words in run.report}
        if run.by_id == user_id:
            run.file_name = ""
    ImportRun.objects.bulk_update(runs, ["report", "file_name"], batch_size=200)
    return {"imports": len(runs)}


def names() -> tuple[tuple[Any, str], ...]:
    """What was not understood is quoted in reports."""
    return ((ImportRun, "report"),)


def own_data(user: Any) -> dict[str, Any]:
    """The imports they asked for."""
    runs = ImportRun.objects.with_job_state().filter(by_id=user.pk).order_by("pk")
    fields = ("format", "lineage", "file_name", "at")
    return {"imports": [{name: getattr(run, name) for name in fields} | {"status": str(run.fate)} for run in runs]}
