"""Time in the database on a large desk: `python -m bench.desk`.

BENCH_FULL=1: 100,000 entities with 2.4 million claims, one of which 30,000 things hang on; else a tenth.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from .ground import FULL, Figure, again, desks, tell

ENTITIES = int(os.environ.get("BENCH_ENTITIES", "100000" if FULL else "10000"))
IDS = 300


def main() -> None:
    """Every database in a process of its own."""
    for name, env in desks(ENTITIES):
        again("bench.desk", env, name)


def measure(name: str) -> None:
    """All cases on the desk of this process."""
    import django

    django.setup()
    from django.core.management import call_command

    from .clock import each

    call_command("collectstatic", interactive=False, verbosity=0)
    readers = people()
    for who, user in readers.items():
        for what, target, calls in [*questions(user), *pages(user)]:
            calls[0]()
            middle, most, passed, statements = each(calls)
            label = f"{what}{'' if who == 'anonymous' else f', {who}'}"
            tell(
                [
                    Figure(
                        name, label, target, middle, how=f"{statements} queries, 95 %: {most:.2f}, passed: {passed:.2f}"
                    )
                ]
            )


def people() -> dict[str, Any]:
    """Nobody in particular, and somebody with a role on a part (their queries have a subquery more)."""
    from django.contrib.auth.models import AnonymousUser

    from bailiwick.access.grants import grant_role
    from bailiwick.access.models import Grant
    from bailiwick.accounts.models import User
    from bailiwick.catalog.models import Entity

    person, part = (Entity.objects.filter(kind=kind).order_by("pk").first() for kind in ("person", "service"))
    user = User.objects.filter(handle="bench").first() or User.objects.create_user("bench@example.org", "bench")
    if person and part and user.person_id is None:
        user.person_id = person.pk
        user.save()
    if part and not Grant.objects.filter(user_id=user.pk).exists():
        grant_role("Developer", user=user, scope=part.pk, by=User.objects.system("generator"))
    return {"anonymous": AnonymousUser(), "role on a part": User.objects.get(pk=user.pk)}


Case = tuple[str, float | None, list[Callable[[], Any]]]


def questions(user: Any) -> Iterator[Case]:
    """What the rooms ask, without any page around it; other things every time."""
    from bailiwick.catalog.models import Entity
    from bailiwick.catalog.queries.card import card
    from bailiwick.catalog.queries.compare import compare
    from bailiwick.catalog.queries.diff import diff
    from bailiwick.catalog.queries.timeline import Asked, of_all
    from bailiwick.catalog.queries.year import year_of
    from bailiwick.search.queries import find, suggest

    dice = random.Random(7)
    ids = list(
        Entity.objects.filter(kind__in=("service", "host", "domain", "person"), visibility=0).values_list(
            "pk", flat=True
        )
    )
    some = list(Entity.objects.filter(pk__in=dice.sample(ids, IDS)).order_by("slug"))
    days = [date(2014, 6, 1) + timedelta(days=dice.randrange(4000)) for _ in some]
    moments = [datetime(2026, 1, 20, tzinfo=UTC) + timedelta(days=dice.randrange(250)) for _ in some]
    yield "card now", 1, [partial(card, user, entity) for entity in some]
    yield "card as of a day", 1, [partial(card, user, e, as_of=day) for e, day in zip(some, days, strict=True)]
    yield (
        "card as we knew it then",
        1,
        [partial(card, user, e, known_at=at) for e, at in zip(some, moments, strict=True)],
    )
    words = ("mail", "wiki", "build host", "queue service", "docs", "metrics person", "mirror", "login lists")
    yield "search, common words", 20, [partial(find, user, word) for word in words * 3]
    rare = [f"{e.kind} {e.slug.rpartition('-')[2]}" for e in some[:40]]
    yield "search, rare words", 20, [partial(find, user, word) for word in rare]
    yield "search, whole name", 20, [partial(find, user, e.slug) for e in some[:40]]
    yield "suggestions", 20, [partial(suggest, user, word[:4]) for word in words * 3]
    yield "comparison of a month", None, [partial(compare, user, day, day + timedelta(days=30)) for day in days[:40]]
    yield "comparison of a year", None, [partial(compare, user, day, day + timedelta(days=365)) for day in days[:20]]
    yield "a year in review", None, [partial(year_of, user, year) for year in range(2014, 2026)]
    yield (
        "timeline of the whole",
        None,
        [partial(of_all, user, Asked(), after=f"{each.slug}\x1f0") for each in some[:20]],
    )
    yield "diff of a month", 50, [partial(diff, user, day, day + timedelta(days=30)) for day in days[:40]]
    yield "diff of a year", None, [partial(diff, user, day, day + timedelta(days=365)) for day in days[:20]]
    yield (
        "diff of a month of one thing",
        None,
        [partial(diff, user, day, day + timedelta(days=30), entity=e) for e, day in zip(some[:40], days, strict=False)],
    )


def pages(user: Any) -> Iterator[Case]:
    """All the queries that a page makes, sessions and rights included."""
    from django.core.cache import caches
    from django.test import Client

    from bailiwick.catalog.models import Claim, EntityNow

    client = Client(SERVER_NAME="127.0.0.1")
    if user.is_authenticated:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    def ask(address: str) -> None:
        caches["pages"].clear()
        answer = client.get(address)
        if answer.status_code != 200:
            sys.exit(f"{address} answered {answer.status_code}")

    dice = random.Random(8)
    hub = EntityNow.objects.filter(kind="provider").order_by("pk").first()
    count = Claim.objects.filter(object=hub.entity_id if hub else None).count()
    base = f"/provider/{hub.slug if hub else ''}/"
    yield f"hub page ({count:,} claims about it)", 20, [partial(ask, base)] * 15
    yield "hub page as of a day", 20, [partial(ask, f"{base}?as_of=20{year}-03-01") for year in range(14, 26)]
    yield (
        "rest of a hub's group",
        20,
        [partial(ask, f"{base}incoming/hosted_by/?after={n * 50_000}") for n in range(15)],
    )
    yield "home", 10, [partial(ask, "/")] * 15
    rows = EntityNow.objects.filter(kind="service", class_from=0, merged=False)
    services = list(rows.order_by("pk").values_list("slug", flat=True)[: ENTITIES // 5])
    yield "service page", None, [partial(ask, f"/service/{slug}/") for slug in dice.sample(services, 60)]
    yield (
        "history of a service",
        None,
        [partial(ask, f"/service/{slug}/history/") for slug in dice.sample(services, 30)],
    )
    yield "list of 50", None, [partial(ask, f"/{kind}/") for kind in ("service", "host", "person", "domain")] * 4
    yield "list, stale", None, [partial(ask, f"/{kind}/?mark=stale") for kind in ("service", "host", "domain")] * 4
    yield "list, fewer than two people", None, [partial(ask, "/service/?people_below=2")] * 10
    yield (
        "list, part of a name",
        None,
        [partial(ask, f"/service/?q={word}") for word in ("mail", "zebra", "queue 77")] * 4,
    )
    yield "changes", None, [partial(ask, "/changes/")] * 10


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
