"""Filter controls: every field of the line beside it, and the line that a form full of them makes.

A control shows what the line says at its top, and changes only that; brackets, negations and whatever a control cannot
show stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bailiwick.search.lines import Line, Term, Test, all_of

from ..words import Vocabulary
from .fields import ASKED, Asked
from .order import KEYS

#: The smallest number, the first day: what these controls ask for.
NUMBERS, DAYS = ("stars", "comments"), ("created", "updated", "closed")
SORTS = ("sort1", "sort2")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: What the boxes of `is:` and `has:` are called.
BOXES: dict[str, str | Promise] = {
    "open": pgettext_lazy("state", "open"),
    "closed": gettext_lazy("closed"),
    "held": gettext_lazy("held"),
    "unassigned": gettext_lazy("unassigned"),
    "blocked": gettext_lazy("blocked"),
    "mine": gettext_lazy("mine"),
    "starred": gettext_lazy("starred"),
    "watched": gettext_lazy("watched"),
    "file": gettext_lazy("file"),
    "patch": gettext_lazy("patch"),
    "reference": gettext_lazy("reference"),
    "pr": gettext_lazy("pull request"),
}


@dataclass(frozen=True)
class Control:
    """One control. `kind`: boxes (of which several may be ticked), select, text, number or date."""

    name: str
    label: str
    kind: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    help: str = ""

    @property
    def ticked(self) -> tuple[str, ...]:
        """Of boxes."""
        return tuple(self.value.split())


def controls(line: Line, words: Vocabulary) -> tuple[Control, ...]:
    """All of them, in the order of the fields, then the two keys of the order."""
    fields = tuple(_control(asked, line, words) for asked in ASKED.values())
    options = (("", _("as usual")), *_orders())
    chosen = (*line.sort, "", "")
    labels = (_("Sorted by"), _("then by"))
    sorts = (
        Control(name, label, "select", chosen[at], options)
        for at, (name, label) in enumerate(zip(SORTS, labels, strict=True))
    )
    return (*fields, *sorts)


def _orders() -> list[tuple[str, str]]:
    return [
        *((name, str(key.label)) for name, key in KEYS.items()),
        *((f"-{name}", _("%(key)s, turned around") % {"key": key.label}) for name, key in KEYS.items()),
    ]


def _control(asked: Asked, line: Line, words: Vocabulary) -> Control:
    name, label, value = asked.name, str(asked.label), _shown(asked, line)
    if asked.values:
        return Control(name, label, "boxes", value, tuple((each, str(BOXES[each])) for each in asked.values))
    if asked.words:
        options = tuple((word.slug, word.label) for word in words.offered(name))
        if value and value not in dict(options):
            options = ((value, value), *options)
        return Control(name, label, "select", value, (("", _("any")), *options))
    if name in NUMBERS:
        return Control(name, label, "number", value, help=_("at least"))
    if name in DAYS:
        return Control(name, label, "date", value, help=_("since"))
    return Control(name, label, "text", value)


def _shown(asked: Asked, line: Line) -> str:
    """What a control shows of the line."""
    tests = [each for each in line.terms if _is_shown(asked, each)]
    if asked.values:
        return " ".join(each.values[0].lower() for each in tests if isinstance(each, Test))
    first = tests[0] if tests else None
    return ",".join(first.values) if isinstance(first, Test) else ""


def _is_shown(asked: Asked, term: Term) -> bool:
    """Whether this term is what the control stands for."""
    if not isinstance(term, Test) or term.field != asked.name:
        return False
    if asked.name in DAYS and not _DAY.fullmatch(term.values[0]):
        # "7d" and "2026-01" are no days of a calendar; they stay in the line as they are written.
        return False
    if asked.name in (*NUMBERS, *DAYS):
        return term.how == ">="
    return not term.how and (not (asked.values or asked.words) or len(term.values) == 1)


def rewritten(line: Line, asked: Mapping[str, Sequence[str]]) -> Line:
    """The line with what the controls ask for now: name → values as a form sends them."""
    kept = [each for each in line.terms if not any(_is_shown(ASKED[name], each) for name in ASKED if name in asked)]
    added = [test for name, values in asked.items() if name in ASKED for test in _tests(ASKED[name], values)]
    sort = [value for name in SORTS for value in asked.get(name, ()) if value.removeprefix("-") in KEYS]
    return Line(all_of([*added, *kept]), tuple(dict.fromkeys(sort)) if SORTS[0] in asked else line.sort)


def _tests(asked: Asked, values: Sequence[str]) -> list[Test]:
    given = [value.replace('"', "").strip() for value in values if value.strip()]
    if asked.values:
        return [Test(asked.name, (value,)) for value in dict.fromkeys(given)]
    if not given or not given[0]:
        return []
    if asked.name in (*NUMBERS, *DAYS):
        return [Test(asked.name, (given[0],), ">=")]
    parts = tuple(part.strip() for part in given[0].split(",") if part.strip())
    return [Test(asked.name, parts)] if parts else []
