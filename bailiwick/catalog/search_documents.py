"""The catalog's part of the search index: one document per entity and range of visibility classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bailiwick.lib.batches import batches
from bailiwick.search.documents import Doc, index

from .former_names import SCHEME
from .models import Alias, Claim, EntityNow, State
from .when import FOREVER, NEVER

ROOM = "catalog"
TEXTS = ("title", "purpose", "provides", "status_note", "url", "mail", "responsibilities")
WEIGHTS = {"service": 5, "provider": 3, "host": 2, "team": 2, "person": 2}


def update(entities: Iterable[int]) -> None:
    """Bring the search index in line with these entities."""
    for ids in batches(sorted(set(entities)), 1_000):
        index(ROOM, documents(ids))


def documents(ids: list[int]) -> dict[int, list[Doc]]:
    """The documents of these entities; an empty list for those that nobody may find any more."""
    names, texts = _names(ids), _texts(ids)
    found: dict[int, list[Doc]] = {pk: [] for pk in ids}
    for row in EntityNow.objects.filter(entity_id__in=ids, merged=False):
        other = [value for level, value in names[row.entity_id] if level <= row.class_from and value != row.name]
        body = [value for level, value in texts[row.entity_id] if level <= row.class_from and value != row.title]
        found[row.entity_id].append(
            Doc(
                kind=row.kind,
                ref=f"{row.kind}/{row.slug}",
                title=row.name,
                names=[row.slug, *other],
                body="\n".join(filter(None, [row.title, *body])),
                scope_id=row.entity_id,
                class_from=row.class_from,
                class_to=row.class_to,
                weight=WEIGHTS.get(row.kind, 1),
            )
        )
    return found


def _names(ids: list[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Alias.objects.filter(entity_id__in=ids, superseded_at=NEVER, recorded_at__lt=NEVER).order_by("pk")
    for pk, level, value in rows.exclude(scheme__in=(SCHEME, "slug")).values_list("entity_id", "visibility", "value"):
        found[pk].append((level, value))
    return found


def _texts(ids: list[int]) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    rows = Claim.objects.filter(
        subject_id__in=ids,
        predicate__in=TEXTS,
        state=State.KNOWN,
        superseded_at=NEVER,
        recorded_at__lt=NEVER,
        to_latest=FOREVER,
    )
    for pk, level, value in rows.order_by("pk").values_list("subject_id", "visibility", "value"):
        found[pk].append((level, value or ""))
    return found
