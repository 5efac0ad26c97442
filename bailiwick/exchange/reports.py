"""What an import tells at its end: the same figures for people, for `--json` and for the row that is kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bailiwick.lib.statements import NotUnderstood

#: So many places are listed one by one; the rest is counted.
LISTED = 1000
SHOWN = 30


@dataclass
class Report:
    """Figures of one import. `understood_not` is a list of [place, text, why]."""

    format: str = ""
    file: str = ""
    lineage: str = ""
    source: str = ""
    dated: str = ""
    seen: int = 0
    new: int = 0
    attested: int = 0
    changed: int = 0
    gone: int = 0
    disagreeing: int = 0
    rows: int = 0
    empty: int = 0
    not_understood: int = 0
    places: list[list[str]] = field(default_factory=list)
    kind: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    change: int | None = None
    applied: bool = False
    nothing_new: bool = False
    notes: list[str] = field(default_factory=list)

    def miss(self, item: NotUnderstood) -> None:
        """Note a place that yielded nothing."""
        self.not_understood += 1
        if len(self.places) < LISTED:
            self.places.append([item.locator, item.text, item.why])

    def count(self, figures: dict[str, Any]) -> None:
        """Add what staging counted."""
        for name in ("seen", "new", "attested", "changed", "gone", "disagreeing"):
            setattr(self, name, getattr(self, name) + int(figures.get(name, 0)))

    def as_json(self) -> dict[str, Any]:
        """For rows and for `--json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, figures: dict[str, Any]) -> Report:
        """What `as_json` made; a row from another release may know more or less."""
        return cls(**{name: value for name, value in figures.items() if name in cls.__dataclass_fields__})


def figures(report: Report) -> list[tuple[str, int]]:
    """The table's lines: label and number."""
    return [
        (_("seen"), report.seen),
        (_("new"), report.new),
        (_("attested again"), report.attested),
        (_("changed"), report.changed),
        (_("no longer stated"), report.gone),
        (_("disagreeing"), report.disagreeing),
        (_("not understood"), report.not_understood),
    ]


def headline(report: Report) -> str:
    """What came of it, in one line."""
    if report.nothing_new:
        return _("Nothing new: the catalog says all of this already.")
    if report.applied:
        return _("Applied as change %(change)s.") % {"change": report.change} if report.change else _("Applied.")
    words = {"change": report.change}
    return _("Proposed as change %(change)s; nobody sees it until it is applied.") % words


def as_text(report: Report) -> str:
    """The report for a terminal."""
    lines = [f"{report.file} → {report.lineage}" + (f" ({report.dated})" if report.dated else "")]
    if report.columns:
        lines += ["", _("Each row is about: %(kind)s") % {"kind": report.kind}]
        width = max(map(len, report.columns))
        lines += [f"  {header:<{width}}  {target}" for header, target in report.columns.items()]
    width = max(len(label) for label, _number in figures(report))
    lines += ["", *(f"  {label:<{width}}  {number:>8,}" for label, number in figures(report))]
    if report.empty:
        lines.append("  " + ngettext("(%(n)s empty cell)", "(%(n)s empty cells)", report.empty) % {"n": report.empty})
    if report.places:
        lines += ["", _("Not understood:")]
        lines += [f"  {place}: {text[:80]!r}: {why}" for place, text, why in report.places[:SHOWN]]
        if report.not_understood > SHOWN:
            lines.append("  " + _("… and %(n)s more (--json lists them)") % {"n": report.not_understood - SHOWN})
    return "\n".join([*lines, *(["", *report.notes] if report.notes else []), "", headline(report)])
