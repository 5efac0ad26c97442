"""The words of a desk: kinds, statuses and the ways between them, labels, versions, milestones. They are data."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.lib.locks import one_at_a_time

from ..errors import Refused
from ..fields import in_present_names
from ..models import Label, Milestone, Transition, Version, Word

#: Who looks whether a word is there, and then makes it, does so alone.
_WRITERS = "tracker words"
_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*\Z")
_COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
#: What actions and reactions name; without them nothing could be opened or closed.
NEEDED = {("status", "new"), ("status", "closed"), ("status", "needs-information"), ("kind", "bug")} | {
    ("resolution", slug) for slug in ("fixed", "duplicate")
}


@transaction.atomic
def save_label(label: Label | None, said: Mapping[str, Any], *, by: Any) -> Label:
    """Make a label, or change one: slug, colour, description, group, scope_id, retired. Its slug stays."""
    require(by, "label.edit", _at(label, said))
    one_at_a_time(_WRITERS)
    row = label or Label(slug=slug_of(said.get("slug", ""), 50), scope_id=said.get("scope_id"))
    if label is None and Label.objects.filter(slug=row.slug).exists():
        raise Refused(_("There is a label “%(slug)s” already.") % {"slug": row.slug}, "slug")
    row.colour = _colour(said.get("colour", row.colour))
    row.description = _line(said.get("description", row.description), 300)
    row.group = _line(said.get("group", row.group), 50)
    row.retired = bool(said.get("retired", row.retired))
    row.save()
    record("label.changed", by=by, scope_id=row.scope_id, about=("label", row.pk))
    return row


def _at(row: Any, said: Mapping[str, Any]) -> Any:
    """Where a word belongs, or will; rights come from there."""
    return SimpleNamespace(scope_id=row.scope_id if row else said.get("scope_id"), author_id=None)


def slug_of(text: Any, longest: int) -> str:
    """A word as it is typed in a query line: letters, digits, single dashes. Raises Refused."""
    slug = str(text).strip().lower()
    if not _SLUG.match(slug) or len(slug) > longest:
        raise Refused(_("Use letters, digits and dashes between them, %(n)s at most.") % {"n": longest}, "slug")
    return slug


def _colour(text: Any) -> str:
    colour = str(text or "").strip().lower()
    if colour and not _COLOUR.match(colour):
        raise Refused(_("A colour is written as #1b4f94."), "colour")
    return colour


def _line(text: Any, longest: int) -> str:
    return in_present_names(" ".join(str(text or "").replace("\x00", "").split()))[:longest]


def _name(text: Any, longest: int) -> str:
    name = _line(text, longest)
    if not name:
        raise Refused(_("It needs a name."), "name")
    return name


@transaction.atomic
def save_word(word: Word | None, said: Mapping[str, Any], *, by: Any) -> Word:
    """Make a word of a field, or change one: of, slug, name, description, closes, rank; retired. What it means for
    the issues that have it (its slug, its rank, whether it closes) is said once and stays."""
    require(by, "word.edit")
    one_at_a_time(_WRITERS)
    row = word or _new_word(said)
    row.name = _name(said.get("name", row.name), 80)
    row.description = _line(said.get("description", row.description), 300)
    row.retired = bool(said.get("retired", row.retired))
    if row.retired and (row.of, row.slug) in NEEDED:
        raise Refused(_("“%(name)s” is needed here; give it another name instead.") % {"name": row.name}, "retired")
    row.save()
    record("word.changed", by=by, about=("word", row.pk))
    return row


def _new_word(said: Mapping[str, Any]) -> Word:
    of, slug = str(said.get("of", "")), slug_of(said.get("slug", ""), 32)
    there = Word.objects.filter(of=of)
    if of not in Word.Of.values:
        raise Refused(_("There are words of these: %(all)s.") % {"all": ", ".join(Word.Of.values)}, "of")
    if there.filter(slug=slug).exists():
        raise Refused(_("There is a word “%(slug)s” already.") % {"slug": slug}, "slug")
    last = there.aggregate(last=Max("rank"))["last"] or 0
    rank = int(said.get("rank") or last + 10)
    if not 0 < rank <= 32_000 or there.filter(rank=rank).exists():
        raise Refused(_("Another word stands at this place, or it is none; choose a number up to 32000."), "rank")
    return Word(of=of, slug=slug, rank=rank, closes=of == "status" and bool(said.get("closes")))


@transaction.atomic
def save_ways(kind: str, before: str, after: Collection[str], *, by: Any) -> None:
    """Where an issue of this kind ("" any) may go from the status `before`. Twice is once."""
    require(by, "word.edit")
    one_at_a_time(_WRITERS)
    known = set(Word.objects.filter(of="status").values_list("slug", flat=True))
    if unknown := sorted({before, *after} - known):
        raise Refused(_("There is no status “%(name)s”.") % {"name": unknown[0]}, "after")
    if kind and not Word.objects.filter(of="kind", slug=kind).exists():
        raise Refused(_("There is no kind “%(name)s”.") % {"name": kind}, "kind")
    there = Transition.objects.filter(kind=kind, before=before)
    there.exclude(after__in=after).delete()
    missing = set(after) - {before} - set(there.values_list("after", flat=True))
    Transition.objects.bulk_create(Transition(kind=kind, before=before, after=each) for each in sorted(missing))
    record("word.changed", by=by)


@transaction.atomic
def save_version(version: Version | None, said: Mapping[str, Any], *, by: Any) -> Version:
    """Make a version of something, or change one: scope_id, name, released_on, retired."""
    require(by, "version.edit", _at(version, said))
    one_at_a_time(_WRITERS)
    row = version or Version(scope_id=said["scope_id"])
    row.name = _name(said.get("name", row.name), 80)
    if "@" in row.name:
        raise Refused(_("A version has no “@” in its name."), "name")
    if Version.objects.filter(scope_id=row.scope_id, name=row.name).exclude(pk=row.pk).exists():
        raise Refused(_("There is a version “%(name)s” already.") % {"name": row.name}, "name")
    row.released_on = _day(said.get("released_on", row.released_on), "released_on")
    row.retired = bool(said.get("retired", row.retired))
    row.save()
    record("version.changed", by=by, scope_id=row.scope_id, about=("version", row.pk))
    return row


@transaction.atomic
def save_milestone(milestone: Milestone | None, said: Mapping[str, Any], *, by: Any) -> Milestone:
    """Make a milestone, or change one: scope_id, name, description, due_on, closed."""
    require(by, "milestone.edit", _at(milestone, said))
    row = milestone or Milestone(scope_id=said.get("scope_id"))
    row.name = _name(said.get("name", row.name), 120)
    described = str(said.get("description", row.description) or "").replace("\x00", "")
    row.description = in_present_names(described)[:10_000]
    row.due_on = _day(said.get("due_on", row.due_on), "due_on")
    if "closed" in said:
        row.closed_at = (row.closed_at or timezone.now()) if said["closed"] else None
    row.save()
    record("milestone.changed", by=by, scope_id=row.scope_id, about=("milestone", row.pk))
    return row


def _day(value: Any, field: str) -> date | None:
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Refused(_("“%(value)s” is no day; write it as 2026-11-30.") % {"value": value}, field) from None
