"""What an import tells at its end: the same figures for people, for `--json` and for the row that is kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bailiwick.lib.statements import NotUnderstood

#: So many places are listed one by one; the rest is counted.
LISTED = 1000
SHOWN = 30
COUNTED = ("seen", "new", "attested", "changed", "gone", "disagreeing")


@dataclass
class Report:
    """Figures of one import. `places`: what was not understood, as [place, text, why].

    `revisions`, when a whole history was read: [revision, date, new, attested, changed, gone, change].
    """

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
    revisions: list[list[Any]] = field(default_factory=list)
    #: Of several, the last one.
    change: int | None = None
    applied: bool = False
    nothing_new: bool = False
    notes: list[str] = field(default_factory=list)
    #: Statements of which the adapter did not take the words as they stand: [place, what it did].
    remarks: list[list[str]] = field(default_factory=list)

    def miss(self, item: NotUnderstood) -> None:
        """Note a place that yielded nothing."""
        self.not_understood += 1
        if len(self.places) < LISTED:
            self.places.append([item.locator, item.text, item.why])

    def remark(self, locator: str, what: str) -> None:
        """Note what was done to the words of a place."""
        if [locator, what] not in self.remarks and len(self.remarks) < LISTED:
            self.remarks.append([locator, what])

    def count(self, figures: dict[str, Any]) -> None:
        """Add what staging counted."""
        for name in COUNTED:
            setattr(self, name, getattr(self, name) + int(figures.get(name, 0)))

    def follow(self, one: Report, revision: str) -> None:
        """Add what came of the next revision of a history."""
        self.count({name: getattr(one, name) for name in COUNTED})
        self.source, self.dated, self.applied = one.source, one.dated, one.applied or self.applied
        self.change = one.change or self.change
        made = None if one.nothing_new else one.change
        self.nothing_new = made is None and (self.nothing_new or not self.revisions)
        self.revisions.append([revision, one.dated, one.new, one.attested, one.changed, one.gone, made])

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
    if report.nothing_new and report.change:
        return _("Nothing new: all of this is proposed already, as change %(change)s.") % {"change": report.change}
    if report.nothing_new:
        return _("Nothing new: the catalog says all of this already.")
    if report.revisions:
        return _history(report)
    if report.applied:
        return _("Applied as change %(change)s.") % {"change": report.change} if report.change else _("Applied.")
    words = {"change": report.change}
    return _("Proposed as change %(change)s; nobody sees it until it is applied.") % words


def _history(report: Report) -> str:
    changes = [change for *_figures, change in report.revisions if change]
    words = {"first": changes[0], "last": changes[-1]}
    if report.applied:
        return _("Applied revision by revision, as changes %(first)s to %(last)s.") % words
    return _("Proposed revision by revision, as changes %(first)s to %(last)s; nobody sees them yet.") % words


def as_text(report: Report, site: str = "") -> str:
    """The report for a terminal; `site`: where the desk answers, if anybody knows."""
    lines = [f"{report.file} → {report.lineage}" + (f" ({report.dated})" if report.dated else "")]
    if report.columns:
        lines += ["", _("Each row is about: %(kind)s") % {"kind": report.kind}]
        width = max(map(len, report.columns))
        lines += [f"  {header:<{width}}  {target}" for header, target in report.columns.items()]
    width = max(len(label) for label, _number in figures(report))
    lines += ["", *(f"  {label:<{width}}  {number:>8,}" for label, number in figures(report))]
    if report.empty:
        lines.append("  " + ngettext("(%(n)s empty cell)", "(%(n)s empty cells)", report.empty) % {"n": report.empty})
    if report.revisions:
        lines += ["", *_revisions(report)]
    if report.places:
        lines += ["", _("Not understood:")]
        lines += [f"  {place}: {text[:80]!r}: {why}" for place, text, why in report.places[:SHOWN]]
        if report.not_understood > SHOWN:
            lines.append("  " + _("… and %(n)s more (--json lists them)") % {"n": report.not_understood - SHOWN})
    if report.remarks:
        lines += ["", _("Read with a remark:"), *(f"  {place}: {what}" for place, what in report.remarks[:SHOWN])]
    return "\n".join(
        [*lines, *(["", *report.notes] if report.notes else []), "", headline(report), *_next(report, site)]
    )


def _next(report: Report, site: str) -> list[str]:
    """What is proposed wants to be looked at: how, here and in a browser."""
    if report.applied or report.revisions or not report.change:
        return []
    words = {"n": report.change, "address": f"{site or settings.SITE_URL}/changes/{report.change}/review/"}
    if not site:
        text = _(
            "Review it here with `bailiwick review %(n)s`, or in a browser: start the desk with `bailiwick serve`, "
            "then open %(address)s"
        )
        return [text % words]
    return [_("Review it: `bailiwick review %(n)s` or %(address)s") % words]


def _revisions(report: Report) -> list[str]:
    """What each revision brought; of a long history, those that brought something."""
    telling = [row for row in report.revisions if row[-1]] if len(report.revisions) > SHOWN else report.revisions
    lines = [
        _("%(revision)s  %(day)s  new %(new)s, attested %(attested)s, changed %(changed)s, no longer stated %(gone)s")
        % dict(zip(("revision", "day", "new", "attested", "changed", "gone"), [row[0][:12], *row[1:6]], strict=True))
        for row in telling[:SHOWN]
    ]
    if len(telling) > SHOWN:
        lines.append(_("… and %(n)s more (--json lists them)") % {"n": len(telling) - SHOWN})
    return lines
