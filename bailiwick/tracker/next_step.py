"""What an issue needs next, in one line; and the way it has gone, as stages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .patience import ASKED
from .words import Entry


@dataclass(frozen=True)
class Standing:
    """All that the next step depends on; people by what they are called, "" for nobody."""

    status: str
    closed: bool = False
    held: bool = False
    resolution: str = ""
    #: What it is a duplicate of, or what stands in its way: "#12".
    merged_into: str = ""
    blockers: tuple[str, ...] = ()
    answered: bool = False
    assignee: str = ""
    reviewer: str = ""
    #: A pull request that is open, or a patch, waits for somebody to read it.
    has_patch: bool = False


def next_step(standing: Standing) -> str:
    """One sentence without jargon; "" when nothing is to be done."""
    if standing.held:
        return _("somebody of the staff to let it through")
    if standing.closed:
        return ""
    if standing.blockers:
        return _("%(issues)s to be solved first") % {"issues": ", ".join(standing.blockers)}
    if standing.status == ASKED:
        return _("an answer by whoever reported it")
    if standing.status == "new":
        return _("a decision: is it so, and what becomes of it?") if standing.answered else _("somebody to look at it")
    return _work(standing)


def _work(standing: Standing) -> str:
    """It is agreed on: who does what?"""
    if standing.status == "needs-review" or standing.has_patch:
        if standing.reviewer:
            return _("a review by %(who)s") % {"who": standing.reviewer}
        return _("somebody to review it")
    if not standing.assignee:
        return _("somebody to take it")
    if standing.status == "in-progress":
        return _("a solution by %(who)s") % {"who": standing.assignee}
    return _("%(who)s to begin") % {"who": standing.assignee}


@dataclass(frozen=True)
class Stage:
    """One step of the bar. `place`: "done", "now" or "ahead"."""

    label: str
    text: str
    place: str


def stages(statuses: Iterable[Entry], status: str, had: Collection[str] = ()) -> list[Stage]:
    """The statuses in their order; of those before the present one, only what the issue `had`.

    Waiting for an answer is a detour, shown only to whoever is on it.
    """
    on_the_way = [each for each in statuses if each.slug == status or not (each.retired or each.slug == ASKED)]
    at = next((place for place, each in enumerate(on_the_way) if each.slug == status), 0)
    return [
        Stage(each.label, each.text, "now" if place == at else "done" if place < at else "ahead")
        for place, each in enumerate(on_the_way)
        if place >= at or each.slug in had
    ]
