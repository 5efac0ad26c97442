"""What may stand next in a line while it is typed: fields, their values, names that begin so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from bailiwick.access import row_q, viewer, visible_q
from bailiwick.accounts.models import User
from bailiwick.catalog.models import EntityNow
from bailiwick.lib.prepared import ask
from bailiwick.search.lines import SORT, Test

from ..models import Issue, Label, Milestone, Version
from ..words import Vocabulary
from .fields import ASKED
from .ground import ME, NAMED
from .order import KEYS

MOST = 10
_LAST = re.compile(r'(?P<minus>-*\(*)(?:(?P<field>[A-Za-z]+):(?P<done>(?:[^\s,"]+,)*))?(?P<begun>"?[^\s,"()]*)$')
#: Where an issue names people.
_PEOPLE = ("reporter_id", "assignee_id", "reviewer_id")
_TOP = "\U0010ffff"


@dataclass(frozen=True)
class Completion:
    """A way to go on: what is shown, what it means, and the whole line with it."""

    text: str
    note: str
    line: str


def completions(user: Any, line: str) -> list[Completion]:
    """Ways to go on from the end of a line, the first that fit."""
    found = _LAST.search(line)
    if found is None:
        return []
    field, begun = (found["field"] or "").lower(), found["begun"].lstrip('"')
    if field:
        before = line[: found.start("begun")]
        offered = _values(user, field, begun.lower())
        return [Completion(_quoted(each), note, f"{before}{_quoted(each)} ") for each, note in _first(offered)]
    before = line[: found.start()] + found["minus"]
    fields = [(f"{name}:", str(asked.label)) for name, asked in ASKED.items()] + [(f"{SORT}:", "")]
    fits = [(text, note) for text, note in fields if text.startswith(begun.lower())]
    return [Completion(text, note, before + text) for text, note in (_first(fits) if begun else ())]


def _first(offered: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for _number, each in zip(range(MOST), offered, strict=False):
        yield each


def _quoted(value: str) -> str:
    return str(Test("x", (value,))).removeprefix("x:")


def _values(user: Any, field: str, begun: str) -> list[tuple[str, str]]:
    """(value, what it means) of a field, as far as they begin so."""
    if field == SORT:
        offered = [(name, str(key.label)) for name, key in KEYS.items()]
    elif field in NAMED:
        me = [(ME, "")] if NAMED[field] == "account" and viewer(user).user_id else []
        offered = [*me, *_named(user, NAMED[field], begun)]
    elif field in ASKED and ASKED[field].words:
        offered = [(word.slug, word.label) for word in Vocabulary().offered(field)]
    elif field in ASKED and ASKED[field].values:
        offered = [(value, "") for value in ASKED[field].values]
    elif field in ASKED and ASKED[field].ordered and field not in ("stars", "comments"):
        today = timezone.localdate()
        offered = [(">=7d", ""), (">=30d", ""), (f">={today:%Y-%m}", ""), (f"<{today:%Y}-01-01", "")]
    else:
        offered = []
    return [(value, note) for value, note in offered if value.lower().startswith(begun)]


def _named(user: Any, what: str, begun: str) -> list[tuple[str, str]]:
    rows = ask(("names that begin", what, viewer(user).key), lambda low, high: _rows(user, what, low, high), begun,
               begun + _TOP)  # fmt: skip
    return [(value, note if note != value else "") for value, note in rows]


def _rows(user: Any, what: str, low: str, high: str) -> QuerySet[Any, Any]:
    """(value, what it is called) of the first names between two."""
    if what == "service":
        found: Any = EntityNow.objects.filter(row_q(user), kind="service", merged=False)
        return _between(found, "slug", low, high, "name")
    if what == "account":
        return _between(_spoken_of(user), "handle", low, high, "handle")
    model: Any = {"label": Label, "milestone": Milestone, "version": Version}[what]
    there = EntityNow.objects.filter(row_q(user), entity_id=OuterRef("scope_id"))
    known = model.objects.filter(Q(scope_id=None) | Exists(there))
    if what == "label":
        return _between(known.filter(retired=False), "slug", low, high, "description")
    names: QuerySet[Any, Any] = known.order_by("name").values_list("name", "name").distinct()
    return names.filter(name__gte=low, name__lt=high)[:MOST]


def _spoken_of(user: Any) -> QuerySet[Any, Any]:
    """The people that issues name which this reader may see: not everybody who has an account."""
    there = Issue.objects.filter(visible_q(user, scope="scope_id"))
    named = [Q(Exists(there.filter(**{column: OuterRef("pk")}))) for column in _PEOPLE]
    return User.objects.filter(named[0] | named[1] | named[2], is_active=True, kind="person")


def _between(rows: Any, column: str, low: str, high: str, note: str) -> QuerySet[Any, Any]:
    found: QuerySet[Any, Any] = rows.filter(**{f"{column}__gte": low, f"{column}__lt": high})
    return found.order_by(column).values_list(column, note)[:MOST]
