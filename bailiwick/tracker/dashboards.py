"""Dashboards: a page is a few query lines with a heading each. To change one, change its lines."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """A part of a dashboard: what it is called, the line that fills it, and what it means that it is empty."""

    title: str | Promise
    line: str
    empty: str | Promise
    columns: tuple[str, ...] = ("stars", "service", "updated")


@dataclass(frozen=True)
class Dashboard:
    """A page of such parts. `signed_in`: it is about the reader; `permission`: what it is for, so who sees it."""

    title: str | Promise
    text: str | Promise
    sections: tuple[Section, ...]
    signed_in: bool = False


_WAITS = ("kind", "service", "author", "updated")

DASHBOARDS: dict[str, Dashboard] = {
    "mine": Dashboard(
        _("My issues"),
        _("What is yours to do, to look over, or to follow."),
        (
            Section(_("To do"), "assignee:me is:open sort:priority,activity", _("Nothing is assigned to you.")),
            Section(_("To look over"), "reviewer:me is:open sort:activity", _("Nobody waits for your review.")),
            Section(
                _("You were asked"), "author:me status:needs-information", _("Nobody waits for an answer of yours.")
            ),
            Section(_("You reported"), "author:me is:open sort:activity", _("Nothing that you reported is open.")),
            Section(_("You follow"), "is:watched is:open -author:me sort:activity", _("You follow nothing else.")),
            Section(_("You starred"), "is:starred is:open sort:rising", _("You have no star on anything open.")),
        ),
        signed_in=True,
    ),
    "newcomers": Dashboard(
        _("Where to begin"),
        _("Easy, wanted, or well explained, and nobody works on it yet. Take one: the button stands on its page."),
        (
            Section(
                _("Easy"), "label:easy is:open is:unassigned sort:stars", _("Nothing is marked as easy just now.")
            ),
            Section(_("Wanted"), "stars:>2 is:open is:unassigned sort:rising", _("Nothing has three stars yet.")),
            Section(
                _("Explained"),
                "status:confirmed is:open is:unassigned comments:>1 sort:activity",
                _("Nothing that others have confirmed and discussed waits for somebody."),
            ),
        ),
    ),
    "triage": Dashboard(
        _("Triage"),
        _("What waits for a decision, what has waited too long first."),
        (
            Section(_("Held"), "is:held sort:-created", _("No post of a newcomer waits."), _WAITS),
            Section(_("New"), "status:new is:open -is:held sort:-created", _("Everything was looked at."), _WAITS),
            Section(
                _("Without an answer for a week"),
                "comments:0 is:open created:<7d -is:held sort:-created",
                _("Everybody got an answer within a week."),
                _WAITS,
            ),
            Section(
                _("Asked, and silent for a month"),
                "status:needs-information updated:<30d sort:-activity",
                _("Nobody was asked in vain."),
                _WAITS,
            ),
            Section(
                _("Stuck: in progress, and nothing for two months"),
                "status:in-progress,needs-review updated:<60d sort:-activity",
                _("Everything moves."),
                ("assignee", "service", "updated"),
            ),
            Section(
                _("Urgent and nobody's"),
                "priority:>=high is:open is:unassigned sort:priority,-created",
                _("Whatever is urgent has somebody."),
                ("priority", "service", "updated"),
            ),
        ),
    ),
    "service": Dashboard(
        _("At a glance"),
        _("What is open, wanted and done."),
        (
            Section(
                _("Most wanted"), "is:open sort:stars,activity", _("Nothing is open."), ("stars", "kind", "updated")
            ),
            Section(_("Lately moved"), "is:open sort:activity", _("Nothing is open."), ("kind", "assignee", "updated")),
            Section(
                _("Recently fixed"), "resolution:fixed closed:>90d sort:activity", _("Nothing in three months."),
                ("kind", "closed"),
            ),
        ),
    ),
}  # fmt: skip
