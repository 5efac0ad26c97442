"""Columns of a table against the catalog's vocabulary: what a target may be, and how it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from bailiwick.adapters.columns import LEAVE_OUT, NAME, Columns
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.vocabulary import KINDS, PREDICATES

from .models import TableMapping


def settled(columns: Columns) -> Columns:
    """The mapping with every relation's kind filled in; raises Refused for a word the catalog does not know."""
    if columns.kind not in KINDS:
        raise Refused(_("“%(kind)s” is not a kind of thing the catalog knows") % {"kind": columns.kind})
    return Columns(
        columns.kind, {header: _target(header, target, columns.kind) for header, target in columns.targets.items()}
    )


def _target(header: str, target: str, subject: str) -> str:
    if target in {NAME, LEAVE_OUT}:
        return target
    name, _colon, kind = target.partition(":")
    predicate = PREDICATES.get(name)
    if predicate is None:
        raise Refused(
            _("column “%(header)s”: “%(word)s” is not a word of the catalog") % {"header": header, "word": name}
        )
    if not predicate.accepts_subject(subject):
        words = {"header": header, "kind": subject, "word": name}
        raise Refused(_("column “%(header)s”: nothing of the kind %(kind)s has a “%(word)s”") % words)
    if not predicate.is_relation:
        return name
    kind = kind or predicate.object_kinds[0]
    if kind not in KINDS or not predicate.accepts_object(kind):
        words = {"header": header, "word": target, "kinds": ", ".join(predicate.object_kinds)}
        raise Refused(_("column “%(header)s”: “%(word)s” is not one of %(kinds)s") % words)
    return f"{name}:{kind}"


def choices(kind: str) -> list[tuple[str, str]]:
    """Every target a column may have for rows about `kind`, with its label."""
    found = [(LEAVE_OUT, _("leave out")), (NAME, _("the name"))]
    for name, predicate in PREDICATES.items():
        if predicate.accepts_subject(kind):
            kinds: Iterable[str] = predicate.object_kinds if "*" not in predicate.object_kinds else KINDS
            ends = [f"{name}:{end}" for end in kinds] if predicate.is_relation else [name]
            found += [
                (
                    end,
                    f"{predicate.label} ({KINDS[end.partition(':')[2]].label})" if ":" in end else str(predicate.label),
                )
                for end in ends
            ]
    return found


def saved(lineage: str) -> Mapping[str, Any]:
    """How the columns of this lineage were read the last time."""
    row = TableMapping.objects.filter(lineage=lineage).first()
    return row.mapping if row else {}


def keep(lineage: str, columns: Columns) -> None:
    """Read them this way the next time."""
    before = saved(lineage).get("columns", {})
    mapping = {"kind": columns.kind, "columns": {**before, **columns.targets}}
    TableMapping.objects.update_or_create(lineage=lineage, defaults={"mapping": mapping})
