"""What every way of asking for a timeline takes: a window of days, and what is drawn of which things."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from .drawing import EARLIEST, LATEST, Window
from .queries.timeline import Asked, meant
from .vocabulary import KINDS
from .when import first_day, last_day

#: Which family or predicate is drawn of a kind when none is asked for.
USUAL = {"service": "where", "host": "where", "domain": "registrar", "person": "member_of"}


def window_of(first: str, last: str) -> Window | None:
    """The first day of what `first` names, the last one of `last`; None when neither is said.

    Raises ValueError with a plain sentence.
    """
    if not (first or last):
        return None
    to = last_day(last) if last else timezone.now().date()
    since = first_day(first) if first else date(max(to.year - 12, 2), 1, 1)
    if not EARLIEST <= since < to <= LATEST:
        raise ValueError(_("a window begins before it ends"))
    return Window(since, to)


def asked_of(kind: str, word: str, group: str) -> Asked:
    """Things of a kind; what is no such word means the usual one."""
    kind = kind if kind in KINDS else "service"
    return Asked(kind, word if meant(word) else USUAL.get(kind, "responsible"), group.replace("\x00", "")[:100])
