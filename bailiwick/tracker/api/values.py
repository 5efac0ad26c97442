"""Values of fields as programs write them, from and to those of `fields.py`.

People are handles there, services `kind/slug`, labels slugs, versions `kind/slug@name`; inside they are numbers.
What a reader may not see has no name: it is left out, and stays as it is when they write the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bailiwick.accounts.models import User
from bailiwick.api.toolkit import Invalid
from bailiwick.catalog.api.inputs import entity_named
from bailiwick.catalog.plain import LEVEL_WORDS, level_of
from bailiwick.catalog.queries.names import names

from ..belonging import labels_called, require_known
from ..fields import FIELDS
from ..models import Issue, Label, Milestone, Version

#: The fields whose names inside say how they are kept.
_OUTSIDE = {"assignee_id": "assignee", "reviewer_id": "reviewer", "scope_id": "belongs_to"}
_INSIDE = {outside: inside for inside, outside in _OUTSIDE.items()}
Plain = dict[str, Any]


def name_outside(field: str) -> str:
    """What programs call this field."""
    return _OUTSIDE.get(field, field)


def name_inside(field: str) -> str:
    """What `fields.py` calls what programs call so."""
    return _INSIDE.get(field, field)


# --- out


def plain_values(user: Any, values: Mapping[str, Any]) -> Plain:
    """Values of fields for programs; a few queries however many there are."""
    return Words(user, [values]).plain(values)


class Words:
    """The names of all that some values speak of, asked for at once."""

    def __init__(self, user: Any, many: Iterable[Mapping[str, Any]]) -> None:
        rows = list(many)
        versions = {pk for row in rows for pk in row.get("versions") or ()}
        self.versions = {row.pk: row for row in Version.objects.filter(pk__in=versions)} if versions else {}
        self.names = names(user, _scopes(rows, self.versions.values()))
        self.people = _by_pk(User, "handle", [row.get(name) for row in rows for name in ("assignee_id", "reviewer_id")])
        self.labels = _by_pk(Label, "slug", [pk for row in rows for pk in row.get("labels") or ()])
        self.milestones = _by_pk(Milestone, "name", [row.get("milestone") for row in rows])

    def plain(self, values: Mapping[str, Any]) -> Plain:
        """These values, named."""
        return {name_outside(name): self._one(name, value) for name, value in values.items()}

    def _one(self, field: str, value: Any) -> Any:
        if field in ("assignee_id", "reviewer_id"):
            return self.people.get(value)
        if field == "scope_id":
            return self.names[value].ref if value in self.names else None
        if field == "services":
            return {self.names[int(pk)].ref: state for pk, state in (value or {}).items() if int(pk) in self.names}
        if field == "labels":
            return sorted(self.labels[pk] for pk in value or () if pk in self.labels)
        if field == "versions":
            return sorted(filter(None, map(self._version, value or ())))
        if field == "milestone":
            return {"id": value, "name": self.milestones[value]} if value in self.milestones else None
        return LEVEL_WORDS.get(value) if field == "visibility" else value

    def _version(self, pk: int) -> str:
        row = self.versions.get(pk)
        return f"{self.names[row.scope_id].ref}@{row.name}" if row and row.scope_id in self.names else ""


def _scopes(rows: list[Mapping[str, Any]], versions: Iterable[Version]) -> list[int]:
    found = [row["scope_id"] for row in rows if row.get("scope_id")]
    found += [int(pk) for row in rows for pk in row.get("services") or {}]
    return found + [version.scope_id for version in versions]


def _by_pk(model: Any, column: str, ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {pk for pk in ids if pk}
    return dict(model.objects.filter(pk__in=wanted).values_list("pk", column)) if wanted else {}


# --- in


def values_of(user: Any, said: Mapping[str, Any], issue: Issue | None = None) -> dict[str, Any]:
    """What a program said, as `fields.py` takes it; Invalid names what there is not."""
    return {_INSIDE.get(name, name): _read(user, name, value, issue) for name, value in said.items()}


def _read(user: Any, field: str, value: Any, issue: Issue | None) -> Any:
    if value is None:
        return [] if field in ("services", "labels", "versions") else "" if field in _WORDS else None
    if field in ("assignee", "reviewer"):
        return handle_named(value, field)
    if field == "belongs_to":
        return entity_named(user, value, field).pk
    if field == "services":
        return _hidden_services(user, issue) | _services(user, value)
    if field == "labels":
        return _labels(user, value, issue)
    if field == "versions":
        return [*_hidden_versions(user, issue), *(_version(user, each) for each in value)]
    if field == "milestone":
        return _milestone(user, value["id"] if isinstance(value, dict) else value, issue)
    return level_of(value) if field == "visibility" else value


_WORDS = ("severity", "priority", "resolution")


def handle_named(handle: str, field: str) -> int:
    """The account of this handle."""
    pk = User.objects.filter(handle=handle, kind=User.Kind.PERSON).values_list("pk", flat=True).first()
    if pk is None:
        raise Invalid(_("there is no account %(handle)s") % {"handle": handle[:40]}, field=field, where="body")
    return int(pk)


def _services(user: Any, value: Any) -> dict[str, str]:
    states = value if isinstance(value, dict) else dict.fromkeys(value, "affected")
    return {str(entity_named(user, ref, "services").pk): state for ref, state in states.items()}


def _labels(user: Any, slugs: Iterable[str], issue: Issue | None) -> list[int]:
    wanted = list(dict.fromkeys(slugs))
    standing = Label.objects.filter(labelled__issue=issue, slug__in=wanted) if issue else Label.objects.none()
    known = labels_called(user, wanted) | dict(standing.values_list("slug", "pk"))
    missing = next((slug for slug in wanted if slug not in known), None)
    if missing is not None:
        raise Invalid(_("there is no label %(slug)s") % {"slug": missing[:50]}, field="labels", where="body")
    return [known[slug] for slug in wanted]


def _milestone(user: Any, pk: int, issue: Issue | None) -> int:
    if issue is None or issue.milestone_id != pk:
        require_known(user, pk)
    return pk


def _version(user: Any, text: str) -> int:
    ref, _at, name = text.partition("@")
    scope = entity_named(user, ref, "versions")
    pk = Version.objects.filter(scope_id=scope.pk, name=name).values_list("pk", flat=True).first()
    if pk is None:
        raise Invalid(_("there is no version %(name)s") % {"name": text[:200]}, field="versions", where="body")
    return int(pk)


def _hidden_services(user: Any, issue: Issue | None) -> dict[str, str]:
    """Those on the issue that this reader does not know of."""
    if issue is None:
        return {}
    there: dict[str, str] = FIELDS["services"].read(issue)
    seen = names(user, map(int, there))
    return {pk: state for pk, state in there.items() if int(pk) not in seen}


def _hidden_versions(user: Any, issue: Issue | None) -> list[int]:
    there = FIELDS["versions"].read(issue) if issue else []
    rows = dict(Version.objects.filter(pk__in=there).values_list("pk", "scope_id")) if there else {}
    seen = names(user, rows.values())
    return [pk for pk, scope in rows.items() if scope not in seen]
