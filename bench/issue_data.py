"""Many issues with what was said to them, the same ones every time: `python -m bench.issue_data`.

Into the database of BAILIWICK_DATABASE_URL, on top of what is there: BENCH_ISSUES issues (20,000) with 3 to 7 texts
each, as the peer's loader makes them for its own tracker: the same seed and order of draws per issue, from the peer's
words where `../shared` has them, so that both hold the same titles and texts.
"""

from __future__ import annotations

import itertools
import os
import random
import runpy
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ISSUES = int(os.environ.get("BENCH_ISSUES", "20000"))
PEER = Path(__file__).resolve().parents[2] / "shared" / "peers" / "roundup" / "words.py"
PEOPLE, BATCH = 400, 2_000
#: In one text of a thousand, and in many.
RARE, COMMON = "zyzzyvarare", "certificate"
BASE = datetime(2010, 1, 1, tzinfo=UTC)
LABELS = ("easy", "patch", "docs", "infra", "security", "regression", "newcomer", "backport", "ui", "api")
STATUSES = (
    "new",
    "needs-information",
    "confirmed",
    "confirmed",
    "in-progress",
    "needs-review",
    "needs-review",
    "closed",
)
WEIGHTS = (5, 3, 12, 4, 6, 3, 7, 60)
PRIORITIES = (10, 20, 30, 40, 0)
Draw = Callable[[random.Random, int], list[str]]


def vocabulary() -> Draw:
    """How words are drawn: the peer's way, or 4,000 made-up ones of which the first are frequent."""
    if PEER.exists():
        draw: Draw = runpy.run_path(str(PEER))["text"]
        return draw
    made = ["".join(each) for each in itertools.product("bdfgklmnprst", "aeiou", "lnrst", "aeo")]
    words = [COMMON, "mail", "page", "slow", "upload", *made][:4000]
    weights = list(itertools.accumulate(1 / (at + 3) for at in range(len(words))))
    return lambda rand, count: rand.choices(words, cum_weights=weights, k=count)


def lines(words: list[str]) -> str:
    """A paragraph of lines of some 70 characters."""
    out, line = [], list[str]()
    for word in words:
        line.append(word)
        if sum(map(len, line)) + len(line) > 70:
            out.append(" ".join(line))
            line = []
    return "\n".join([*out, " ".join(line)] if line else out) + ".\n"


def main() -> None:
    """Load, telling how far it is."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bailiwick.settings")
    django.setup()
    from bailiwick.tracker.models import Issue

    if Issue.objects.count() >= ISSUES:
        return
    began, people, scopes, labels = time.monotonic(), _people(), _services(), _labels()
    draw = vocabulary()
    for first in range(0, ISSUES, BATCH):
        _load(range(first, min(first + BATCH, ISSUES)), people, scopes, labels, draw)
        print(f"{min(first + BATCH, ISSUES):,} issues, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    _look_again()


def _people() -> list[int]:
    from bailiwick.accounts.models import User

    known = dict(User.objects.filter(handle__startswith="user").values_list("handle", "pk"))
    names = [f"user{at:03d}" for at in range(PEOPLE)]
    User.objects.bulk_create(
        User(handle=name, email=f"{name}@example.org", password="!")  # noqa: S106 - nobody signs in with it
        for name in names
        if name not in known
    )
    return list(User.objects.filter(handle__in=names).order_by("pk").values_list("pk", flat=True))


def _services() -> list[int]:
    from bailiwick.catalog.models import Entity

    return list(Entity.objects.filter(kind="service", merged_into=None).order_by("pk").values_list("pk", flat=True))


def _labels() -> list[int]:
    from bailiwick.tracker.models import Label

    for slug in LABELS:
        Label.objects.get_or_create(slug=slug)
    return list(Label.objects.filter(slug__in=LABELS).order_by("pk").values_list("pk", flat=True))


def issues(numbers: range, people: list[int], draw: Draw) -> Iterator[dict[str, Any]]:
    """What the peer's loader would make of these numbers, in its order of draws."""
    for number in numbers:
        rand = random.Random(number)
        moment = BASE + timedelta(seconds=number * 5000)
        some, said = rand.sample(people, 6), []
        for at in range(rand.choice((3, 4, 5, 5, 5, 6, 7))):
            author, text = rand.choice(some), lines(draw(rand, rand.randint(15, 90)))
            if at == 0 and number % 1000 == 7:
                text += RARE + "\n"
            moment += timedelta(seconds=rand.random() * 200000)
            said.append((author, moment, text))
        labels = rand.sample(range(len(LABELS)), rand.choice((0, 0, 1, 1, 2)))
        title = " ".join(draw(rand, rand.randint(4, 10))).capitalize()
        status, priority = rand.choices(STATUSES, WEIGHTS)[0], rand.choice(PRIORITIES)
        rand.randint(2, 6)
        assignee = rand.choice([*some, *[None] * 6])
        yield {
            "number": number, "title": title, "said": said, "labels": labels, "status": status, "priority": priority,
            "assignee": assignee, "created": BASE + timedelta(seconds=number * 5000), "stars": number * 7 % 23,
        }  # fmt: skip


def _load(numbers: range, people: list[int], scopes: list[int], labels: list[int], draw: Draw) -> None:
    from django.db import transaction

    from bailiwick.lib.bulk import allocate, insert
    from bailiwick.tracker.documents import index_issues
    from bailiwick.tracker.models import Affected, Comment, Issue, IssueLabel

    with transaction.atomic():
        ids, rows = allocate(Issue, len(numbers)), list(issues(numbers, people, draw))
        insert(
            Issue,
            list(_row(0, rows[0], scopes)),
            (_row(pk, row, scopes).values() for pk, row in zip(ids, rows, strict=True)),
        )
        comments = [(pk, *said) for pk, row in zip(ids, rows, strict=True) for said in row["said"][1:]]
        columns = ("issue", "author_id", "created_at", "body", "note", "visibility", "held", "wanted_visibility", "via")
        insert(Comment, columns, ((*comment, False, 0, False, 0, "web") for comment in comments))
        insert(
            Affected, ("issue", "scope_id", "state"),
            ((pk, scope, "affected") for pk, row in zip(ids, rows, strict=True) if (scope := _scope(row, scopes))),
        )  # fmt: skip
        insert(
            IssueLabel, ("issue", "label"),
            ((pk, labels[at]) for pk, row in zip(ids, rows, strict=True) for at in row["labels"]),
        )  # fmt: skip
        index_issues(list(ids))


def _scope(row: dict[str, Any], scopes: list[int]) -> int | None:
    return scopes[row["number"] % len(scopes)] if scopes else None


def _row(pk: int, row: dict[str, Any], scopes: list[int]) -> dict[str, Any]:
    said, closed = row["said"], row["status"] == "closed"
    last = said[-1][1]
    return {
        "id": pk, "kind": ("bug", "idea", "task", "request")[row["number"] % 4], "title": row["title"],
        "status": row["status"], "resolution": "fixed" if closed else "", "closed": closed,
        "priority": row["priority"], "severity": PRIORITIES[row["number"] % 5], "scope_id": _scope(row, scopes),
        "reporter_id": said[0][0], "assignee_id": row["assignee"], "visibility": 0, "held": False,
        "wanted_visibility": 0, "created_at": row["created"], "activity_at": last, "status_at": last,
        "closed_at": last if closed else None, "answered_at": said[1][1], "comments": len(said) - 1,
        "stars": row["stars"], "heat": row["stars"] * 1.5, "body": said[0][2],
    }  # fmt: skip


def _look_again() -> None:
    from bailiwick.lib.bulk import look_again
    from bailiwick.search.models import Document, Name
    from bailiwick.tracker.models import Affected, Comment, Issue, IssueLabel

    look_again(Issue, Comment, Affected, IssueLabel, Document, Name)


if __name__ == "__main__":
    main()
