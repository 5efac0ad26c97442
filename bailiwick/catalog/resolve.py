"""From what a document or a person calls something to the entity that it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from bailiwick.access import row_q, visible_q
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name, slugify

from .former_names import SCHEME, digest
from .models import Alias, Change, Entity, EntityNow
from .queries.whole import named_q
from .vocabulary import ANY
from .when import NEVER


def things(wanted: Iterable[Thing]) -> dict[Thing, int]:
    """The ids of those things that the catalog knows, by address, name, other name, account or former name."""
    wanted = list(wanted)
    found: dict[Thing, int] = {}
    by_slug = _by_slug(wanted)
    by_name = _by_name(wanted)
    for thing in wanted:
        keys = [(thing.kind, slugify(thing.slug or thing.name))]
        hit = by_slug.get((thing.kind, thing.slug)) if thing.slug else None
        if hit is None:
            hit = next((by_name[key] for key in _name_keys(thing) if key in by_name), None) or by_slug.get(keys[0])
        if hit is not None:
            found[thing] = hit
    return found


def _name_keys(thing: Thing) -> list[tuple[str, str]]:
    keys = [(thing.kind, fold_name(thing.name)[:300])]
    if thing.kind == "person":
        keys.append((thing.kind, digest(thing.name)))
    return keys


def _by_slug(wanted: list[Thing]) -> dict[tuple[str, str], int]:
    slugs = {slugify(thing.name) for thing in wanted} | {thing.slug for thing in wanted if thing.slug}
    found: dict[tuple[str, str], int] = {}
    for pk, kind, slug, into in Entity.objects.filter(slug__in=slugs).values_list(
        "pk", "kind", "slug", "merged_into_id"
    ):
        found[(kind, slug)] = _last(into) if into else pk
    return found


def _by_name(wanted: list[Thing]) -> dict[tuple[str, str], int]:
    folded = {key for thing in wanted for _, key in _name_keys(thing) if key}
    rows = (
        Alias.objects.filter(folded__in=folded, superseded_at=NEVER)
        .exclude(scheme="slug")
        .order_by("-recorded_at", "-pk")
        .values_list("entity__kind", "folded", "entity_id", "entity__merged_into_id")
    )
    return {(kind, fold): _last(into) if into else pk for kind, fold, pk, into in rows}


def _last(pk: int) -> int:
    """The page that stays when what it was merged into was merged as well."""
    while into := Entity.objects.filter(pk=pk).values_list("merged_into_id", flat=True).first():
        pk = into
    return pk


def visible(user: Any, ref: str) -> Entity | None:
    """The entity at `kind/slug`, if this reader may see it; an address it used to have leads to it as well."""
    kind, _, slug = ref.partition("/")
    entity = Entity.objects.filter(kind=kind, slug=slug, recorded_at__lt=NEVER).first()
    if entity is None:
        alias = Alias.objects.filter(scheme="slug", folded=ref, superseded_at=NEVER, recorded_at__lt=NEVER).first()
        entity = alias.entity if alias else None
    if entity is None:
        return None
    shown = EntityNow.objects.filter(row_q(user), entity=entity).exists()
    return entity if shown else None


def thing_at(user: Any, ref: str) -> Thing | None:
    """What stands at `kind/slug` for this reader, or what a document that waits would put there."""
    if found := visible(user, ref):
        return Thing(found.kind, found.slug, found.slug)
    return pending(user, ref, (ref.partition("/")[0],))


def pending(user: Any, text: str, kinds: Sequence[str]) -> Thing | None:
    """Something of these kinds that a document under review brings with it, by its address or its name."""
    kind, _slash, slug = text.partition("/")
    called = Q(entity__kind=kind, entity__slug=slug) | Q(folded=fold_name(text)[:300])
    # What only a hidden line names is as hidden as that line, and what was rejected waits no more.
    brought = Entity.objects.filter(named_q(user, change__status=Change.Status.PROPOSED), recorded_at=NEVER)
    rows = Alias.objects.filter(called, visible_q(user, scope="entity_id"), scheme="name", entity__in=brought)
    for kind, slug, name in rows.values_list("entity__kind", "entity__slug", "value"):
        if ANY in kinds or kind in kinds:
            return Thing(kind, name, slug)
    return None


def candidates(user: Any, text: str) -> list[EntityNow]:
    """What somebody may mean by `text`: `kind:slug`, `kind/slug`, a slug, a name or another name, best first."""
    kind, separator, rest = text.replace("/", ":", 1).partition(":") if "://" not in text else ("", "", text)
    rows = EntityNow.objects.filter(row_q(user), merged=False)
    if separator and (exact := list(rows.filter(kind=kind, slug=rest))):
        return exact
    slug_or_name = Q(slug=text) | Q(slug=slugify(text)) | Q(sort=fold_name(text))
    other = Alias.objects.filter(
        folded=fold_name(text)[:300], superseded_at=NEVER, recorded_at__lt=NEVER, visibility=0
    ).exclude(scheme__in=(SCHEME, "slug"))
    named = rows.filter(slug_or_name | Q(entity_id__in=other.values("entity_id")))
    found = list(named.order_by("kind", "sort")[:20])
    wanted = text.casefold()
    # “speed@python.org” folds like “speed.python.org”; what is written just so leads.
    return [row for row in found if wanted in (row.slug.casefold(), row.name.casefold())] or found
