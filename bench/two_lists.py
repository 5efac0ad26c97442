"""A desk for comparing, the same one every time: two lists that describe the same things and mostly agree.

    python -m bench.two_lists            into the database of BAILIWICK_DATABASE_URL (migrated, empty)

Of a hundred services one is hosted elsewhere by the second list; of a hundred hosts one stands in a data centre that no
list describes, one is missing on the second list; of a hundred people one is there twice, under a misspelt name.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bailiwick.settings")

import django

django.setup()

from django.db import transaction  # noqa: E402 - after setup

from bailiwick.accounts.models import User  # noqa: E402
from bailiwick.catalog import versions  # noqa: E402
from bailiwick.catalog.models import Alias, Change, Claim, Entity, Lineage, Reference, Source  # noqa: E402
from bailiwick.catalog.when import BEGINNING, FOREVER, NEVER  # noqa: E402
from bailiwick.lib import bulk  # noqa: E402
from bailiwick.lib.batches import batches  # noqa: E402
from bailiwick.lib.text import fold_name  # noqa: E402

ENTITIES = int(os.environ.get("BENCH_ENTITIES", "100000"))
SHARES = (("service", 0.5), ("host", 0.35), ("person", 0.12), ("provider", 0.02), ("data-centre", 0.01))
AT, DAY = datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1)
COMPLETE = ["contact", "hosted_by", "located_at", "maintained_by", "provided_by"]
SYLLABLES = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu", "za"]


def main() -> None:
    """Entities, two lists, what each of them says."""
    things = {kind: _things(kind, round(ENTITIES * share)) for kind, share in SHARES}
    author = User.objects.system("generator")
    for number, name in enumerate(("overview", "machines")):
        line = Lineage.objects.create(name=name, title=name.title(), complete_for=COMPLETE, revision=1)
        change = Change.objects.create(
            author_id=author.pk, via="bench", status="applied", created_at=AT, decided_at=AT, lineage=line
        )
        source = Source.objects.create(lineage=line, slug=name, title=name, dated=DAY, recorded_at=AT, change=change)
        for part in batches(_said(things, number), 20_000):
            _write(part, line, change, source)
    bulk.look_again(Entity, Alias)


@transaction.atomic
def _things(kind: str, count: int) -> list[int]:
    ids = list(bulk.allocate(Entity, count))
    columns = ("id", "kind", "slug", "visibility", "recorded_at", "superseded_at")
    bulk.insert(Entity, columns, ((pk, kind, f"{kind}-{n}", 0, AT, NEVER) for n, pk in enumerate(ids)))
    names = [_name(kind, n) for n in range(count)]
    columns = (
        "entity",
        "scheme",
        "value",
        "folded",
        "visibility",
        "valid_from",
        "valid_to",
        "recorded_at",
        "superseded_at",
    )
    rows = zip(ids, names, strict=True)
    bulk.insert(
        Alias, columns, ((pk, "name", name, fold_name(name), 0, BEGINNING, FOREVER, AT, NEVER) for pk, name in rows)
    )
    return ids


def _name(kind: str, n: int) -> str:
    """Numbers for things; words for people, of whom the hundredth each time is the one before with a letter less."""
    if kind != "person":
        return f"{kind}-{n}"
    misspelt = n % 100 == 99
    chance = random.Random(n - 1 if misspelt else n)
    first, last = ("".join(chance.choices(SYLLABLES, k=k)) for k in (3, 5))
    return f"{first} {last[:-1] if misspelt else last}"


def _said(things: dict[str, list[int]], number: int) -> Iterator[dict[str, Any]]:
    """What the first list says (0) or the second (1)."""
    providers, people = things["provider"], things["person"]
    # The last tenth of the data centres is described by nobody.
    centres = things["data-centre"]
    known = centres[: -max(1, len(centres) // 10)]
    for n, pk in enumerate(known):
        yield {"subject_id": pk, "predicate": "provided_by", "object_id": providers[n % len(providers)]}
    for n, pk in enumerate(things["service"]):
        other = number if n % 100 == 0 else 0
        yield {"subject_id": pk, "predicate": "hosted_by", "object_id": providers[(n + other) % len(providers)]}
        yield {"subject_id": pk, "predicate": "maintained_by", "object_id": people[n % len(people)]}
    for n, pk in enumerate(things["host"]):
        if number and n % 100 == 1:
            continue
        centre = centres[-1 - n % max(1, len(centres) // 10)] if n % 100 == 0 else known[n % len(known)]
        yield {"subject_id": pk, "predicate": "located_at", "object_id": centre}
        yield {"subject_id": pk, "predicate": "contact", "object_id": people[n % len(people)]}


@transaction.atomic
def _write(part: list[dict[str, Any]], line: Lineage, change: Change, source: Source) -> None:
    common = {"change_id": change.pk, "witness_id": line.pk, "attested_on": DAY, "recorded_at": AT, "from_latest": DAY}
    ids = versions.add([common | row for row in part])
    columns = ("origin", "source", "locator", "word", "digest", "recorded_at", "change")
    bulk.insert(Reference, columns, ((pk, source.pk, f"line {pk % 900}", "", "", AT, change.pk) for pk in ids))
    bulk.look_again(Claim)


if __name__ == "__main__":
    main()
