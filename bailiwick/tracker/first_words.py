"""The words a desk begins with. They are data afterwards; this file is what the first migration writes, no more."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

#: (field, slug, name, description, rank, closes)
WORDS: tuple[tuple[str, str, str, str, int, bool], ...] = (
    ("kind", "bug", _("Bug"), _("Something does not work as it should."), 10, False),
    ("kind", "idea", _("Idea"), _("Something that would be good to have."), 20, False),
    ("kind", "task", _("Task"), _("Something that has to be done."), 30, False),
    ("kind", "proposal", _("Proposal"), _("A change that wants a decision."), 40, False),
    ("kind", "user-story", _("User story"), _("What somebody wants to achieve, and why."), 50, False),
    ("kind", "request", _("Request"), _("Something a team is asked to do."), 60, False),
    ("status", "new", _("New"), _("Nobody has looked at it yet."), 10, False),
    ("status", "needs-information", _("Needs information"), _("The reporter was asked something."), 20, False),
    ("status", "confirmed", _("Confirmed"), _("Somebody else saw it too, or agrees."), 30, False),
    ("status", "in-progress", _("In progress"), _("Somebody works on it."), 40, False),
    ("status", "needs-review", _("Needs review"), _("It is done and waits for a second look."), 50, False),
    ("status", "closed", _("Closed"), _("Nothing more is to be done."), 90, True),
    ("resolution", "fixed", _("Fixed"), _("It was done."), 10, False),
    ("resolution", "wont-fix", _("Won't fix"), _("It is so, and stays so."), 20, False),
    ("resolution", "duplicate", _("Duplicate"), _("Another issue says the same."), 30, False),
    ("resolution", "not-a-bug", _("Not a bug"), _("It works as it should."), 40, False),
    ("resolution", "out-of-date", _("Out of date"), _("It no longer matters."), 50, False),
    ("resolution", "third-party", _("Third party"), _("Somebody else has to mend it."), 60, False),
    ("priority", "low", _("Low"), "", 10, False),
    ("priority", "normal", _("Normal"), "", 20, False),
    ("priority", "high", _("High"), "", 30, False),
    ("priority", "urgent", _("Urgent"), "", 40, False),
    ("severity", "minor", _("Minor"), _("A blemish."), 10, False),
    ("severity", "normal", _("Normal"), "", 20, False),
    ("severity", "major", _("Major"), _("Something important does not work."), 30, False),
    ("severity", "critical", _("Critical"), _("It is down, or loses what people entrusted to it."), 40, False),
)

#: status → where it may go from there
TRANSITIONS: dict[str, tuple[str, ...]] = {
    "new": ("needs-information", "confirmed", "in-progress", "needs-review", "closed"),
    "needs-information": ("new", "confirmed", "in-progress", "closed"),
    "confirmed": ("needs-information", "in-progress", "needs-review", "closed"),
    "in-progress": ("needs-information", "confirmed", "needs-review", "closed"),
    "needs-review": ("needs-information", "confirmed", "in-progress", "closed"),
    "closed": ("new", "confirmed"),
}
