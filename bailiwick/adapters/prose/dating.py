"""The day that a page says of itself, as people write it at its top or its foot: “Last updated: 3 March 2025”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

_NAMES = "january february march april may june july august september october november december"
_MONTHS = _NAMES.split()
_MONTH = "|".join([*_MONTHS, *(name[:3] for name in _MONTHS)])
_DAY = rf"(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.? (?P<m>{_MONTH})\.?,? (?P<y>\d{{4}})"
_DAY += rf"|(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
_SAID = re.compile(
    r"\b(?:last|latest|page) (?:updated?|modified|edit(?:ed)?|changed?|reviewed|revised|revision|modification)"
    rf"(?: by [\w.' -]{{1,40}})?[*_:]{{0,4}} ?(?:on |at |in )?(?:{_DAY})",
    re.IGNORECASE,
)
#: Where people write it, in lines from the top and from the foot.
_EDGE = 30


def day_said(lines: Sequence[str]) -> str:
    """The day in ISO form that the first or last lines of a page name as that of its last change; "" when none do."""
    for line in (*lines[:_EDGE], *lines[_EDGE:][-_EDGE:]):
        if day := day_in(line):
            return day
    return ""


def day_in(text: str) -> str:
    """The same of one line or sentence."""
    found = _SAID.search(text[:400])
    if found is None:
        return ""
    if found["iso"]:
        return _checked(*map(int, found["iso"].split("-")))
    month = (found["m"] or found["m2"]).lower()[:3]
    number = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month))
    return _checked(int(found["y"] or found["y2"]), number, int(found["d"] or found["d2"]))


def _checked(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
