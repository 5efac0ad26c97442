"""Lines of a dump as rows of this desk: what each value is here, and who the people are."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings

from bailiwick.accounts.models import HANDLE, User
from bailiwick.catalog.former_names import redact
from bailiwick.catalog.plain import level_of
from bailiwick.catalog.queries.names import present_names
from bailiwick.subscriptions.topics import issue_topic

from ..api.values import name_inside
from ..fields import body
from ..linking import FIELD as LINKS
from ..models import Origin
from ..words import Vocabulary
from .kinds import KINDS, Field, Kind, referred
from .reading import Line, Reading

#: Kinds of which each batch knows only those that it speaks of; of the others there are few.
MANY = ("issues", "comments")


def origin_key(source: str, kind: str, key: str) -> str:
    """How `Origin` keeps what the source calls a line: an issue's id as it is, else a digest that names nobody."""
    if kind == "issues":
        return key
    return hmac.digest(settings.NAMES_KEY.encode(), f"{source}\0{kind}\0{key}".encode(), "sha256").hex()


class Here:
    """What the ids of a source are on this desk."""

    def __init__(self, source: str, reading: Reading) -> None:
        self.source, self.reading, self.words = source, reading, Vocabulary()
        self._present = present_names()
        self._rows: dict[str, dict[str, int]] = {name: {} for name in KINDS}

    def look_up(self, kind: Kind, lines: Iterable[Line]) -> None:
        """Find at once all that these lines refer to; words may have come since the last ones."""
        self.words = Vocabulary()
        asked: dict[str, set[str]] = {}
        for line in lines:
            for other, key in referred(kind, line):
                asked.setdefault(other, set()).add(key)
        for other, keys in asked.items():
            if other in MANY:
                self._rows[other] = {}
            self._rows[other] |= self.known(other, keys - self._rows[other].keys())

    def known(self, kind: str, keys: Iterable[str]) -> dict[str, int]:
        """key → row, of those that were loaded before."""
        kept = {origin_key(self.source, kind, key): key for key in keys}
        rows = Origin.objects.filter(source=self.source, kind=kind, key__in=list(kept)) if kept else ()
        return {kept[row.key]: row.row_id for row in rows}

    def columns(self, kind: Kind, line: Line) -> dict[str, Any] | None:
        """The columns of the row that a line becomes; None if it needs what the catalog here does not know."""
        found: dict[str, Any] = {}
        for field in kind.fields:
            value = line.get(field.name)
            if field.name == "id" or field.type in ("services", "labels", "versions") or value is None:
                continue
            found[field.on] = self._value(field, line, value)
            if found[field.on] is None and field.needed:
                return None
        return found

    def _value(self, field: Field, line: Line, value: Any) -> Any:
        if field.type == "said":
            return self.said(line["field"], value)
        if field.type == "rank":
            return self.words.rank(field.name, value)
        return self._plain(field.type, value)

    def _plain(self, type: str, value: Any) -> Any:
        simple = _SIMPLE.get(type)
        if simple is not None:
            return simple(value)
        if type == "topic":
            return issue_topic(self._rows["issues"][str(value)])
        if type == "scope":
            return self.reading.scope(value)
        if type == "prose":
            return redact(body(value), self._present)
        kind = {"person": "people", "issue": "issues", "comment": "comments", "milestone": "milestones"}.get(type)
        return self._rows[kind][str(value)] if kind else value

    def row(self, kind: str, key: Any) -> int | None:
        """The row of a line; None where it could not be taken in."""
        return self._rows[kind].get(str(key))

    def said(self, field: str, value: Any) -> Any:
        """A value of the history as `fields.py` writes it: by number."""
        if field == LINKS:
            return {**value, "issue": self._rows["issues"][str(value["issue"])]}
        if field == "services":
            return {str(pk): state for ref, state in value.items() if (pk := self.reading.scope(ref))}
        if field in ("labels", "versions"):
            return [pk for key in value if (pk := self.row(field, key))]
        types = {"assignee": "person", "reviewer": "person", "milestone": "milestone", "belongs_to": "scope"}
        return self._plain(types.get(field, "level" if field == "visibility" else "prose"), value)


_SIMPLE: Mapping[str, Callable[[Any], Any]] = {
    "time": datetime.fromisoformat, "day": date.fromisoformat, "level": level_of, "edited": name_inside,
}  # fmt: skip


# --- people


def account_of(source: str, line: Line, *, match_people: bool) -> int:
    """The account that stands for somebody: theirs if handles are trusted, else one that nobody can sign in to."""
    handle = str(line["id"]).lower()
    if line.get("system") and re.fullmatch(HANDLE, handle) and not _taken(handle, kind=User.Kind.PERSON):
        return User.objects.system(handle).pk
    if match_people:
        theirs = User.objects.filter(handle=handle, kind=User.Kind.PERSON, is_active=True).first()
        if theirs is not None:
            return theirs.pk
    return _placeholder(source, str(line["id"])).pk


def _taken(handle: str, **more: Any) -> bool:
    return User.objects.filter(handle=handle, **more).exists()


def _placeholder(source: str, key: str) -> User:
    """As an account is left when somebody is erased: others' history can point to it."""
    name = origin_key(source, "people", key)[:24]
    return User.objects.create(
        email=f"{name}@invalid", handle=_free_handle(key), is_active=False,
        password="!loaded",  # noqa: S106  (no hash starts with "!": nobody signs in with it)
    )  # fmt: skip


def _free_handle(key: str) -> str:
    wanted = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:34].strip("-") or "somebody"
    handle, number = key if re.fullmatch(HANDLE, key) else wanted, 1
    while _taken(handle):
        number += 1
        handle = f"{wanted}-{number}"
    return handle
