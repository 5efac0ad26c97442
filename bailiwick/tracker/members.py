"""Fields of many values: the services an issue is about, its labels and its versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bailiwick.catalog.models import Entity
from bailiwick.lib.text import number

from .errors import Refused
from .models import Affected, Issue, IssueLabel, IssueVersion, Label, Version
from .words import Vocabulary


def services(issue: Issue) -> dict[str, str]:
    """What it is about, and how it stands there."""
    rows = Affected.objects.filter(issue=issue).order_by("scope_id").values_list("scope_id", "state")
    return {str(scope): state for scope, state in rows}


def clean_services(asked: Any, issue: Issue, words: Vocabulary) -> dict[str, str]:
    """What the catalog knows; a list of them means that all are affected."""
    given = asked if isinstance(asked, Mapping) else dict.fromkeys(numbers(asked, "services"), "affected")
    if any(state not in Affected.State.values for state in given.values()):
        raise Refused(
            _("A service is affected, fixed or not affected (%(all)s).") % {"all": ", ".join(Affected.State.values)},
            "services",
        )
    known = known_scopes(given, "services") if given else []
    return {str(pk): state for pk, state in sorted(zip(known, given.values(), strict=True))}


def write_services(issue: Issue, value: dict[str, str], words: Vocabulary) -> None:
    """The rows of what it is about."""
    have = {row.scope_id: row for row in Affected.objects.filter(issue=issue)}
    wanted = {int(pk): state for pk, state in value.items()}
    Affected.objects.filter(issue=issue, scope_id__in=have.keys() - wanted.keys()).delete()
    for scope, state in wanted.items():
        if scope in have and have[scope].state != state:
            Affected.objects.filter(pk=have[scope].pk).update(state=state)
    Affected.objects.bulk_create(
        Affected(issue=issue, scope_id=scope, state=state) for scope, state in wanted.items() if scope not in have
    )


def _through(model: Any, column: str) -> tuple[Callable[[Issue], list[int]], Callable[[Issue, Any, Vocabulary], None]]:
    """How labels and versions are read and written: rows between the issue and them."""

    def read(issue: Issue) -> list[int]:
        return list(model.objects.filter(issue=issue).order_by(column).values_list(column, flat=True))

    def write(issue: Issue, value: list[int], words: Vocabulary) -> None:
        have = set(read(issue))
        model.objects.filter(issue=issue, **{f"{column}__in": have - set(value)}).delete()
        model.objects.bulk_create(model(issue=issue, **{column: pk}) for pk in value if pk not in have)

    return read, write


def clean_labels(asked: Any, issue: Issue, words: Vocabulary) -> list[int]:
    """Known labels, of each group at most one."""
    rows = list(Label.objects.filter(pk__in=numbers(asked, "labels")))
    if len(rows) != len(set(numbers(asked, "labels"))):
        raise unknown("labels")
    groups = [row.group for row in rows if row.group]
    twice = next((group for group in groups if groups.count(group) > 1), "")
    if twice:
        raise Refused(_("Of the labels of “%(group)s” an issue has one at most.") % {"group": twice}, "labels")
    return sorted(row.pk for row in rows)


def clean_versions(asked: Any, issue: Issue, words: Vocabulary) -> list[int]:
    """Known versions."""
    ids = set(numbers(asked, "versions"))
    if Version.objects.filter(pk__in=ids).count() != len(ids):
        raise unknown("versions")
    return sorted(ids)


def unknown(field: str) -> Refused:
    """There is none of these, or none that may stand here; which of the two is not told."""
    told = {
        "labels": _("There is no such label."),
        "milestone": _("There is no such milestone."),
        "versions": _("There is no such version."),
    }
    return Refused(told[field], field)


def known_scopes(ids: Iterable[Any], field: str) -> list[int]:
    """These entities, if the catalog knows them all; raises Refused."""
    asked = numbers(ids, field)
    known = set(Entity.objects.filter(pk__in=asked).values_list("pk", flat=True))
    if len(known) != len(set(asked)) or not asked:
        raise Refused(_("The catalog does not know one of these."), field)
    return asked


def numbers(asked: Any, field: str) -> list[int]:
    """Numbers, or texts of digits, that a database can hold."""
    found = [number(str(pk)) for pk in asked or ()] if isinstance(asked or (), Iterable) else [None]
    if None in found:
        raise Refused(_("This has to be a list of numbers."), field)
    return [pk for pk in found if pk is not None]


labels, write_labels = _through(IssueLabel, "label_id")
versions, write_versions = _through(IssueVersion, "version_id")


def merged(before: Any, after: Any, now: Any) -> Any:
    """What an editor did between `before` and `after`, done to `now`: of a field with many values."""
    if isinstance(now, dict):
        kept = {key: state for key, state in now.items() if key in after or key not in before}
        return kept | {key: state for key, state in after.items() if before.get(key) != state}
    return sorted({*now, *after} - (set(before) - set(after)) - (set(before) - set(now)))
