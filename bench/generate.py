"""A large desk, the same one every time: 100,000 entities, 2.4 million claims, one provider that hosts 30,000 things.

    python bench/generate.py            into the database of BAILIWICK_DATABASE_URL (migrated, empty)

Twelve years of life: of an entity's 24 claims about half are current, a third ended
somewhere in the years, the rest are versions that were corrected since.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bailiwick.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 - after setup

from bailiwick.accounts.models import User  # noqa: E402
from bailiwick.catalog import due, versions  # noqa: E402
from bailiwick.catalog.models import Alias, Change, Entity, Lineage, Reference, Source  # noqa: E402
from bailiwick.catalog.when import BEGINNING, FOREVER, NEVER  # noqa: E402
from bailiwick.lib import bulk  # noqa: E402
from bailiwick.lib.text import fold_name  # noqa: E402

ENTITIES = int(os.environ.get("BENCH_ENTITIES", "100000"))
PER_ENTITY = 24
SHARES = (
    ("service", 0.30), ("host", 0.25), ("domain", 0.12), ("person", 0.08), ("repository", 0.08),
    ("contact-point", 0.05), ("software", 0.04), ("team", 0.03), ("page", 0.03),
    ("provider", 0.01), ("data-centre", 0.01),
)  # fmt: skip
START = date(2014, 1, 1)
DAYS = 12 * 365
WORDS = [
    "mail",
    "lists",
    "wiki",
    "build",
    "index",
    "docs",
    "forum",
    "tracker",
    "mirror",
    "search",
    "login",
    "news",
    "media",
    "cache",
    "queue",
    "metrics",
    "backup",
    "planet",
]
RELATIONS = {
    "service": (
        ("hosted_by", "provider"), ("runs_on", "host"), ("owned_by", "person"), ("maintained_by", "team"),
        ("contact_point", "contact-point"), ("source_repo", "repository"), ("uses_software", "software"),
        ("fronted_by", "provider"),
    ),
    "host": (
        ("located_at", "data-centre"), ("maintained_by", "team"), ("contact", "person"), ("uses_software", "software"),
        ("config_repo", "repository"),
    ),
    "domain": (("registrar", "provider"), ("dns_hosted_by", "provider"), ("owned_by", "person")),
    "person": (("member_of", "team"),),
    "data-centre": (("provided_by", "provider"), ("contact", "person")),
    "page": (("documents", "service"), ("maintained_by", "person")),
}  # fmt: skip
ANYWHERE = (("maintained_by", "team"), ("owned_by", "person"), ("contact", "person"))
TEXTS = ("purpose", "status_note", "title", "category", "url")


def main() -> None:
    """Generate, telling how far it is; refuses a desk that has something in it."""
    if Entity.objects.exists():
        sys.exit("This desk is not empty; generate into a fresh one.")
    began = time.monotonic()
    ids = _entities()
    for kind, pk in ids:
        BY_KIND.setdefault(kind, []).append(pk)
    HUB.append(BY_KIND["provider"][0])
    change, lineage, sources = _frame()
    total = 0
    for low in range(0, len(ids), 2_000):
        with transaction.atomic():
            total += _claims(ids[low : low + 2_000], change, lineage, sources)
        print(f"\r{total:,} claims", end="", file=sys.stderr, flush=True)
    print(f"\n{time.monotonic() - began:.0f} s; lists and search …", file=sys.stderr)
    due.refresh({pk for _, pk in ids}, beat=lambda done, all_: print(f"\r{done:,}", end="", file=sys.stderr))
    _analyse()
    print(f"\n{len(ids):,} entities, {total:,} claims in {time.monotonic() - began:.0f} s", file=sys.stderr)


def _entities() -> list[tuple[str, int]]:
    chance = random.Random(1)
    kinds = [kind for kind, share in SHARES for _ in range(round(ENTITIES * share))]
    with transaction.atomic():
        ids = list(bulk.allocate(Entity, len(kinds)))
        at = datetime(2026, 1, 1, tzinfo=UTC)
        columns = ("id", "kind", "slug", "visibility", "recorded_at", "superseded_at")
        hidden = {n for n in range(len(kinds)) if chance.random() < 0.02}
        bulk.insert(
            Entity,
            columns,
            (
                (pk, k, f"{k}-{n}", 2 if n in hidden else 0, at, NEVER)
                for n, (k, pk) in enumerate(zip(kinds, ids, strict=True))
            ),
        )
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
        rows = []
        for n, (kind, pk) in enumerate(zip(kinds, ids, strict=True)):
            name = f"{WORDS[n % len(WORDS)]} {chance.choice(WORDS)} {kind} {n}"
            rows.append((pk, "name", name, fold_name(name), 0, BEGINNING, FOREVER, at, NEVER))
        bulk.insert(Alias, columns, rows)
    return list(zip(kinds, ids, strict=True))


def _frame() -> tuple[Change, Lineage, list[Source]]:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    author = User.objects.system("generator")
    lineage = Lineage.objects.create(name="generated", title="Generated list", complete_for=["hosted_by"])
    change = Change.objects.create(author_id=author.pk, via="bench", status="applied", created_at=at, decided_at=at)
    sources = [
        Source.objects.create(
            lineage=lineage,
            slug=f"generated-{n}",
            title=f"Generated {n}",
            dated=START + timedelta(days=n * 180),
            order=n,
            recorded_at=at,
        )
        for n in range(24)
    ]
    return change, lineage, sources


def _claims(part: list[tuple[str, int]], change: Change, lineage: Lineage, sources: list[Source]) -> int:
    rows = list(_rows(part))
    common = {"change_id": change.pk, "witness_id": lineage.pk, "attested_on": sources[-1].dated}
    ids = versions.add([common | row for row in rows])
    references = [
        (pk, sources[pk % len(sources)].pk, f"line {pk % 900}", "runs", "", row["recorded_at"], change.pk)
        for pk, row in zip(ids, rows, strict=True)
    ]
    bulk.insert(Reference, ("origin", "source", "locator", "word", "digest", "recorded_at", "change"), references)
    return len(rows)


def _rows(part: list[tuple[str, int]]) -> Iterator[dict[str, Any]]:
    for kind, pk in part:
        chance = random.Random(pk)
        relations = RELATIONS.get(kind, ANYWHERE)
        hub = kind == "service"
        for n in range(PER_ENTITY):
            live, ended = n < 11, n < 19
            values: dict[str, Any] = {"subject_id": pk, "visibility": 2 if chance.random() < 0.04 else 0}
            if n % 2 == 0 and (n // 2) < 2 * len(relations):
                predicate, target = relations[(n // 2) % len(relations)]
                values |= {
                    "predicate": predicate,
                    "object_id": HUB[0] if hub and n == 0 else chance.choice(BY_KIND[target]),
                }
            else:
                values |= {
                    "predicate": TEXTS[n % len(TEXTS)],
                    "value": f"{chance.choice(WORDS)} {chance.choice(WORDS)} {n}",
                }
            yield values | _dates(chance, live, ended)


def _dates(chance: random.Random, live: bool, ended: bool) -> dict[str, Any]:
    began = START + timedelta(days=chance.randrange(DAYS))
    recorded = datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=chance.randrange(400_000))
    blur = timedelta(days=chance.choice((0, 0, 0, 30, 180)))
    values: dict[str, Any] = {"from_earliest": began - blur, "from_latest": began, "recorded_at": recorded}
    if chance.random() < 0.6:
        values |= {"from_earliest": BEGINNING, "from_latest": BEGINNING}
    if not live and ended:
        end = began + timedelta(days=1 + chance.randrange(900))
        values |= {"to_earliest": end, "to_latest": end + blur}
    if not live and not ended:
        values["superseded_at"] = recorded + timedelta(days=3)
    if live and chance.random() < 0.5:
        values["confirmed_at"] = recorded
    return values


BY_KIND: dict[str, list[int]] = {}
HUB: list[int] = []


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
