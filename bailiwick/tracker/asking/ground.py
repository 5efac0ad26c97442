"""What a line is read against: who asks, which words there are, and what the names in it mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from bailiwick.access import row_q, viewer
from bailiwick.accounts.models import User
from bailiwick.catalog.models import EntityNow
from bailiwick.lib.prepared import ask
from bailiwick.search.grammar import Mistake
from bailiwick.search.lines import Line, Test, leaves

from ..models import Label, Milestone, Version
from ..words import Vocabulary

#: Fields whose values are names of rows.
NAMED = {
    "service": "service",
    "label": "label",
    "milestone": "milestone",
    "version": "version",
    "author": "account",
    "assignee": "account",
    "reviewer": "account",
}
#: Words that stand for something else in these fields.
ME, NONE = "me", ("none", "nobody")

Names = dict[tuple[str, str], tuple[int, ...]]


@dataclass
class Ground:
    """The reader, the words of this desk, today, and name → ids for the names that stand in the line."""

    user: Any
    words: Vocabulary
    today: date
    names: Names = field(default_factory=dict)
    #: The account that `me` stands for.
    me: int | None = None
    #: The list begins with few issues, so that no index should lead it through all of them.
    led: bool = False

    def ids(self, test: Test) -> tuple[int, ...]:
        """The rows that a field names; what nobody has heard of is a mistake."""
        found: tuple[int, ...] = ()
        for index, value in enumerate(test.values):
            if value.lower() in NONE:
                continue
            found += self.myself(test, index) if _is_me(test, value) else self._named(test, index, value)
        return found

    def myself(self, test: Test, index: int = 0) -> tuple[int]:
        """The reader's account; nobody has one who is not signed in."""
        if self.me is None:
            raise Mistake(_("This asks who you are; sign in first."), test.place(index))
        return (self.me,)

    def _named(self, test: Test, index: int, value: str) -> tuple[int, ...]:
        found = self.names.get(_asked(NAMED[test.field], value))
        if not found:
            message = _("There is no %(field)s “%(value)s” that you may see.")
            raise Mistake(message % {"field": test.field, "value": value[:80]}, test.place(index))
        return found


def ground_of(user: Any, line: Line, today: date) -> Ground:
    """For this reader and line: two small queries at most."""
    wanted = {
        _asked(NAMED[test.field], value)
        for test in leaves(line.where)
        if isinstance(test, Test) and test.field in NAMED
        for value in test.values
        if value.lower() not in NONE and not _is_me(test, value)
    }
    me = viewer(user).user_id
    return Ground(user, Vocabulary(), today, _resolved(user, sorted(wanted)) if wanted else {}, me)


def _is_me(test: Test, value: str) -> bool:
    return NAMED[test.field] == "account" and value.lower() == ME


def _asked(what: str, value: str) -> tuple[str, str]:
    """What is looked up: services by kind and slug, accounts and labels in lower case."""
    value = value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if what == "service":
        return what, value.lower() if "/" in value else f"service/{value.lower()}"
    return what, value.lower().removeprefix("@") if what in ("account", "label") else value


def _resolved(user: Any, wanted: list[tuple[str, str]]) -> Names:
    found: Names = {}
    shape = ("names in a line", viewer(user).key, *(what for what, _value in wanted))

    def build(*values: str) -> QuerySet[Any, Any]:
        asked: dict[str, list[str]] = {}
        for (what, _value), value in zip(wanted, values, strict=True):
            asked.setdefault(what, []).append(value)
        parts = [_rows(user, what, names) for what, names in asked.items()]
        return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]

    for what, name, pk in ask(shape, build, *(value for _what, value in wanted)):
        found[(what, name)] = (*found.get((what, name), ()), pk)
    return found


def _rows(user: Any, what: str, names: Iterable[str]) -> QuerySet[Any, Any]:
    """(what, name, id) of the rows with these names that the reader may know of."""
    if what == "service":
        ref = Concat("kind", Value("/"), "slug")
        slugs = EntityNow.objects.filter(row_q(user)).annotate(asked=ref).filter(asked__in=names)
        return slugs.values_list(Value(what), "asked", "entity_id")
    if what == "account":
        return User.objects.filter(handle__in=names).values_list(Value(what), "handle", "pk")
    if what == "label":
        return _known(user, Label).filter(slug__in=names).values_list(Value(what), "slug", "pk")
    model: Any = Milestone if what == "milestone" else Version
    return _known(user, model).filter(name__in=names).values_list(Value(what), "name", "pk")


def label_groups(user: Any) -> list[str]:
    """The groups of the labels that the reader may know of."""
    rows = ask(("groups of labels", viewer(user).key), lambda: _grouped(user))
    return [row[0] for row in rows]


def _grouped(user: Any) -> QuerySet[Any, Any]:
    return _known(user, Label).exclude(group="").order_by("group").values_list("group").distinct()


def _known(user: Any, model: Any) -> QuerySet[Any, Any]:
    """Those of everybody, and those of pages that the reader may see."""
    there = EntityNow.objects.filter(row_q(user), entity_id=OuterRef("scope_id"))
    rows: QuerySet[Any, Any] = model.objects.filter(Q(scope_id=None) | Exists(there))
    return rows
