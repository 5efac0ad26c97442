"""The fields of the query line: one table that the compiler, the filter controls, completion and the manual read."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import conditions
from .conditions import HAS, STANDS, Condition


@dataclass(frozen=True)
class Asked:
    """One field. `ordered`: it can be compared; `values`: what it takes, when that is known beforehand."""

    name: str
    label: str | Promise
    condition: Condition
    ordered: bool = False
    values: tuple[str, ...] = ()
    #: A field of the vocabulary, whose words are its values.
    words: bool = False


ASKED: dict[str, Asked] = {
    each.name: each
    for each in (
        Asked("is", _("Is"), conditions.is_, values=STANDS),
        Asked("service", _("Service"), conditions.service),
        Asked("kind", _("Kind"), conditions.word, words=True),
        Asked("status", _("Status"), conditions.word, words=True),
        Asked("resolution", _("Resolution"), conditions.word, words=True),
        Asked("priority", _("Priority"), conditions.rank, ordered=True, words=True),
        Asked("severity", _("Severity"), conditions.rank, ordered=True, words=True),
        Asked("label", _("Label"), conditions.label),
        Asked("version", _("Version"), conditions.version),
        Asked("milestone", _("Milestone"), conditions.column("milestone_id")),
        Asked("author", _("Author"), conditions.column("reporter_id")),
        Asked("assignee", _("Assigned to"), conditions.column("assignee_id")),
        Asked("reviewer", _("Reviewer"), conditions.column("reviewer_id")),
        Asked("has", _("Has"), conditions.has, values=tuple(HAS)),
        Asked("stars", _("Stars"), conditions.count, ordered=True),
        Asked("comments", _("Comments"), conditions.count, ordered=True),
        Asked("created", _("Created"), conditions.day("created_at"), ordered=True),
        Asked("updated", _("Updated"), conditions.day("activity_at"), ordered=True),
        Asked("closed", _("Closed"), conditions.day("closed_at"), ordered=True),
    )
}
ORDERED = tuple(name for name, each in ASKED.items() if each.ordered)
