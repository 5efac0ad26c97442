"""The fields of an issue: one table that forms, the API, histories, bulk edits and the query line read.

A field's *value* is plain JSON, as the history keeps it: words by their slug, people, labels and versions by their
id, services as {"id": state}. `clean` makes a value of what somebody asked for or raises `Refused` naming the
field; `read` and `write` move it from and to the row. Fields of many values merge when two people edit at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bailiwick.access import Level, viewer
from bailiwick.accounts.models import User
from bailiwick.catalog.former_names import redact
from bailiwick.catalog.queries.names import present_names
from bailiwick.lib.text import is_blank

from . import members
from .errors import Refused
from .holding import class_of
from .members import known_scopes, numbers, unknown
from .models import Issue, Milestone
from .words import Vocabulary

LONGEST_TITLE, LONGEST_BODY = 300, 10_000_000
Value = Any


@dataclass(frozen=True)
class Field:
    """One field. `permission` is what changing it asks for; `columns` are what it writes on the issue's row."""

    name: str
    label: str | Promise
    permission: str
    read: Callable[[Issue], Value]
    clean: Callable[[Any, Issue, Vocabulary], Value]
    write: Callable[[Issue, Value, Vocabulary], None]
    columns: tuple[str, ...] = ()
    #: Its value is a list or a mapping, whose members merge.
    many: bool = False


# --- text and words


def line(text: Any) -> str:
    """A title: one line that is not empty."""
    found = " ".join(_text(text, "title").split())
    if is_blank(found):
        raise Refused(_("A title is needed: say in a few words what it is about."), "title")
    if len(found) > LONGEST_TITLE:
        raise Refused(_("This title is longer than %(n)s characters.") % {"n": LONGEST_TITLE}, "title")
    return found


def body(text: Any, field: str = "body") -> str:
    """A text as it is kept: with plain line ends and nothing a database refuses."""
    found = _text(text, field).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if len(found) > LONGEST_BODY:
        raise Refused(_("This text is longer than %(n)s characters; attach it as a file.") % {"n": LONGEST_BODY}, field)
    return found


def _text(text: Any, field: str) -> str:
    """What a database keeps, with the names people go by now."""
    if not isinstance(text, str):
        raise Refused(_("This has to be text."), field)
    found = text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return in_present_names(found)


def in_present_names(text: str) -> str:
    """What somebody wrote, without names that nobody goes by any more; whatever is kept of it passes through here."""
    return redact(text, present_names()) if text else text


def _word(of: str, needed: bool) -> Callable[[Any, Issue, Vocabulary], str]:
    def clean(slug: Any, issue: Issue, words: Vocabulary) -> str:
        if not slug and not needed:
            return ""
        word = words.of(of).get(slug) if isinstance(slug, str) else None
        kept = word is not None and word.retired and FIELDS[of].read(issue) == slug
        if word is None or (word.retired and not kept):
            offered = ", ".join(each.slug for each in words.offered(of))
            raise Refused(_("“%(word)s” is not offered here; there are %(all)s.") % {"word": slug, "all": offered}, of)
        return word.slug

    return clean


def _ranked(name: str, label: Promise, permission: str) -> Field:
    """A priority or a severity: a word outside, its rank on the row."""

    def read(issue: Issue) -> str:
        return Vocabulary().slug(name, getattr(issue, name))

    def write(issue: Issue, slug: str, words: Vocabulary) -> None:
        setattr(issue, name, words.rank(name, slug))

    return Field(name, label, permission, read, _word(name, needed=False), write, (name,))


def _plain(name: str, label: Promise, permission: str, clean: Callable[[Any, Issue, Vocabulary], Value]) -> Field:
    """A column of the row, kept as it is."""
    return Field(
        name,
        label,
        permission,
        lambda issue: getattr(issue, name),
        clean,
        lambda issue, value, words: setattr(issue, name, value),
        (name,),
    )


# --- people, days, places


def _account(name: str) -> Callable[[Any, Issue, Vocabulary], int | None]:
    def clean(pk: Any, issue: Issue, words: Vocabulary) -> int | None:
        if pk in (None, ""):
            return None
        account = User.objects.filter(pk=pk, is_active=True).first() if isinstance(pk, int) else None
        if account is None:
            raise Refused(_("There is no such account."), name)
        if issue.pk and not Issue.objects.visible_to(account).filter(pk=issue.pk).exists():
            raise Refused(_("%(who)s may not see this issue.") % {"who": account.handle}, name)
        return account.pk

    return clean


def _day(value: Any, issue: Issue, words: Vocabulary) -> str | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise Refused(
            _("“%(value)s” is no day; write it as 2026-11-30.") % {"value": value}, "assigned_until"
        ) from None


def _scope(pk: Any, issue: Issue, words: Vocabulary) -> int | None:
    if pk in (None, ""):
        return None
    return known_scopes([pk], "scope")[0]


def _milestone(pk: Any, issue: Issue, words: Vocabulary) -> int | None:
    if pk in (None, ""):
        return None
    (asked,) = numbers([pk], "milestone")
    if not Milestone.objects.filter(pk=asked).exists():
        raise unknown("milestone")
    return asked


def _level(value: Any, issue: Issue, words: Vocabulary) -> int:
    if not isinstance(value, int) or not Level.PUBLIC <= value <= Level.COORDINATORS:
        raise Refused(_("Nobody could see that; choose public, members, staff or coordinators."), "visibility")
    return value


def _write_day(issue: Issue, value: str | None, words: Vocabulary) -> None:
    issue.assigned_until = date.fromisoformat(value) if value else None


def _read_day(issue: Issue) -> str | None:
    return issue.assigned_until.isoformat() if issue.assigned_until else None


def _write_milestone(issue: Issue, value: int | None, words: Vocabulary) -> None:
    issue.milestone_id = value


def _read_level(issue: Issue) -> int:
    return issue.wanted_visibility if issue.held else issue.visibility


def _write_level(issue: Issue, value: int, words: Vocabulary) -> None:
    """Of a post that waits, what it will have: nobody lets it through in passing."""
    issue.wanted_visibility, issue.visibility = value, class_of(issue.held, value)


def _write_status(issue: Issue, value: str, words: Vocabulary) -> None:
    issue.status, issue.closed = value, words.closes(value)


_T = gettext_lazy
FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        _plain("title", _T("Title"), "issue.update", lambda text, issue, words: line(text)),
        _plain("body", _T("Text"), "issue.rewrite", lambda text, issue, words: body(text)),
        _plain("kind", _T("Kind"), "issue.update", _word("kind", needed=True)),
        Field(
            "services", _T("Services"), "issue.update", members.services, members.clean_services,
            members.write_services, many=True,
        ),
        Field(
            "versions", _T("Versions"), "issue.update", members.versions, members.clean_versions,
            members.write_versions, many=True,
        ),
        _ranked("severity", _T("Severity"), "issue.update"),
        Field(
            "status", _T("Status"), "issue.triage", lambda issue: issue.status, _word("status", needed=True),
            _write_status, ("status", "closed"),
        ),
        _plain("resolution", _T("Resolution"), "issue.triage", _word("resolution", needed=False)),
        _ranked("priority", _T("Priority"), "issue.triage"),
        Field(
            "labels", _T("Labels"), "issue.triage", members.labels, members.clean_labels, members.write_labels,
            many=True,
        ),
        _plain("assignee_id", _T("Assigned to"), "issue.triage", _account("assignee_id")),
        Field(
            "assigned_until", _T("Assigned until"), "issue.triage", _read_day, _day, _write_day, ("assigned_until",)
        ),
        _plain("reviewer_id", _T("Reviewer"), "issue.triage", _account("reviewer_id")),
        Field(
            "milestone", _T("Milestone"), "issue.triage", lambda issue: issue.milestone_id, _milestone,
            _write_milestone, ("milestone",),
        ),
        _plain("scope_id", _T("Belongs to"), "issue.triage", _scope),
        Field(
            "visibility", _T("Who sees it"), "issue.hide", _read_level, _level, _write_level,
            ("visibility", "wanted_visibility"),
        ),
    )
}  # fmt: skip


def values(issue: Issue, names: Iterable[str]) -> dict[str, Value]:
    """The values of these fields, for a form, a history or a comparison."""
    return {name: FIELDS[name].read(issue) for name in names}


def may_change(user: Any, issue: Issue, name: str, value: Value) -> str:
    """The permission that this change asks for: taking an issue, closing and opening it have their own."""
    me = viewer(user).user_id
    if name == "assignee_id" and me is not None and {value, issue.assignee_id} <= {me, None}:
        return "issue.take"
    if name == "assigned_until" and issue.assignee_id in (me, None):
        return "issue.take"
    if name in ("status", "resolution") and _closes_or_opens(issue, name, value):
        return "issue.close"
    return FIELDS[name].permission


def _closes_or_opens(issue: Issue, name: str, value: Value) -> bool:
    words = Vocabulary()
    if name == "resolution":
        return issue.closed or bool(value)
    return words.closes(value) or (issue.closed and not words.closes(value))
