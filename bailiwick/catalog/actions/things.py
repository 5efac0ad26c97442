"""Which entities the things of a document are; those that the catalog does not know become pending ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bailiwick.lib import bulk
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name, slugify

from .. import resolve
from ..models import Alias, Change, Entity
from ..queries.names import present_names
from ..when import BEGINNING, FOREVER, NEVER
from .naming import thing_now

#: So many things of earlier batches are remembered: what a list repeats, without growing with it.
MET = 5_000


def ids_of(change: Change, wanted: Iterable[Thing]) -> dict[Thing, int]:
    """The id of every thing; those the catalog does not know become pending entities with their name of today."""
    wanted = list(wanted)
    ids = resolve.things(wanted)
    missing = [thing for thing in wanted if thing not in ids]
    if not missing:
        return ids
    present = present_names()
    now = {thing: thing_now(thing, present) for thing in missing}
    renamed = {thing for thing in missing if now[thing] != thing}
    ids_now = resolve.things({now[thing] for thing in renamed}) if renamed else {}
    made = _made(change, [thing for thing in now.values() if thing not in ids_now])
    return ids | {thing: (ids_now | made)[now[thing]] for thing in missing}


def _made(change: Change, missing: Sequence[Thing]) -> dict[Thing, int]:
    """The id of each, one for all that are spelled alike."""
    fresh: dict[tuple[str, str], Thing] = {}
    for thing in missing:
        fresh.setdefault(next((key for key in _spellings(thing) if key in fresh), _spellings(thing)[0]), thing)
    made = dict(zip(fresh, _create(change, list(fresh.values())), strict=True))
    for key, thing in fresh.items():
        made |= dict.fromkeys(_spellings(thing), made[key])
    return {thing: next(made[key] for key in _spellings(thing) if key in made) for thing in missing}


def ids_met(change: Change, wanted: Iterable[Thing], met: dict[Thing, int]) -> dict[Thing, int]:
    """The same, asking only for things that earlier batches did not name."""
    if len(met) > MET:
        met.clear()
    if missing := [thing for thing in wanted if thing not in met]:
        met |= ids_of(change, missing)
    return met


def _spellings(thing: Thing) -> list[tuple[str, str]]:
    """Under what two mentions of one new thing meet: its address when it has one, and its folded name."""
    address = [(thing.kind, f"/{thing.slug}")] if thing.slug else []
    return [*address, (thing.kind, fold_name(thing.name) or thing.name)]


def _create(change: Change, things: Sequence[Thing]) -> Sequence[int]:
    """Pending entities with their names; returns their ids."""
    if not things:
        return []
    ids = bulk.allocate(Entity, len(things))
    bulk.insert(
        Entity,
        ("id", "kind", "slug", "visibility", "recorded_at", "superseded_at", "change"),
        [
            (pk, thing.kind, thing.slug or slugify(thing.name), 0, NEVER, NEVER, change.pk)
            for pk, thing in zip(ids, things, strict=True)
        ],
    )
    dates = (BEGINNING, FOREVER, NEVER, NEVER, change.pk)
    bulk.insert(
        Alias,
        (
            "entity",
            "scheme",
            "value",
            "folded",
            "visibility",
            "valid_from",
            "valid_to",
            "recorded_at",
            "superseded_at",
            "change",
        ),
        [
            (pk, "name", thing.name[:300], fold_name(thing.name)[:300], 0, *dates)
            for pk, thing in zip(ids, things, strict=True)
        ],
    )
    return ids
