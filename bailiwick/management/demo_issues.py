"""A handful of issues for a first look, on services of the example. Written for it; nobody reported them."""

from __future__ import annotations

from typing import Any

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Entity
from bailiwick.tracker.actions.issues import change_issue, create_issue
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.models import Issue, Label

#: slug → (colour, what it means)
LABELS = {
    "easy": ("#1d6b3a", "Small and explained: good to begin with"),
    "docs": ("#1b4f94", "About texts"),
    "blocked": ("#b0231b", "Waits for somebody else"),
    "security": ("#6b3fa0", "Somebody could be harmed"),
}
#: (service, kind, title, text, labels, what is changed afterwards, what was said)
ISSUES: tuple[tuple[str, str, str, str, tuple[str, ...], dict[str, Any], tuple[str, ...]], ...] = (
    ("pypi", "bug", "Uploads of large wheels end with a time-out",
     "Wheels of more than 80 MB: the progress bar reaches the end, then `504`.\n\nSince Monday, from two networks.",
     (), {"severity": "major", "status": "confirmed", "priority": "high"},
     ("The same from here with 96 MB; 70 MB go through.", "The proxy gives up after 60 seconds. We can raise that.")),
    ("pypi", "idea", "Say on a project's page who answers for it",
     "People write to the list because they do not find whom to ask.", (), {"status": "confirmed"},
     ("Yes please. The catalog knows it already.",)),
    ("wiki.python.org", "bug", "Search finds no page with an umlaut in its title",
     "`Zürich`: nothing. `Zurich` finds it.", ("easy",), {"severity": "minor", "status": "confirmed"}, ()),
    ("wiki.python.org", "task", "Renew the list of people who may edit",
     "Half of the names have not been here for five years.", ("docs",), {}, ()),
    ("docs.python.org", "bug", "The page “What's new” is blank when printed",
     "Black on black in Firefox; the screen is fine.", ("easy", "docs"), {"severity": "minor"},
     ("The style for print sets the colour of text and not of what is behind it.",)),
    ("docs.python.org", "user-story", "Read the manual without a network",
     "As somebody on a train I want the manual of my version as one file, to go on working.", ("docs",), {}, ()),
    ("mail.python.org", "request", "A list for the speed centre",
     "Five people talk in private mail; others would like to read it.", ("blocked",),
     {"status": "needs-information"}, ("Who looks after it? Two names, please.",)),
    ("speed.python.org", "bug", "No figures since the machine moved",
     "The last point of every curve is three weeks old.", (), {"severity": "major", "status": "in-progress"},
     ("The key of the old machine is refused. A new one is on its way.",)),
    ("bugs.python.org", "proposal", "Answer with a link to where an old issue went",
     "Old links are in a thousand mails. One line of redirects would keep them alive.", (), {}, ()),
    ("www.python.org", "bug", "The calendar shows yesterday's events first", "Since the clocks went back.", ("easy",),
     {"severity": "minor", "status": "closed", "resolution": "fixed"}, ("Thank you, it does not any more.",)),
)  # fmt: skip


def add_demo_issues() -> int:
    """File them, as far as their services are there; nothing on a desk that has issues. Returns how many."""
    if Issue.objects.exists():
        return 0
    by, labels = User.objects.system("example"), _labels()
    services = dict(Entity.objects.filter(kind="service", merged_into=None).values_list("slug", "pk"))
    filed = [each for each in ISSUES if each[0] in services]
    for slug, kind, title, text, words, then, said in filed:
        told = {"kind": kind, "title": title, "body": text, "services": [services[slug]]}
        issue = create_issue(told | {"labels": [labels[word] for word in words]}, by=by)
        for each in said:
            create_comment(issue, each, by=by)
        change_issue(issue, then, by=by)
    return len(filed)


def _labels() -> dict[str, int]:
    return {
        slug: Label.objects.get_or_create(slug=slug, defaults={"colour": colour, "description": text})[0].pk
        for slug, (colour, text) in LABELS.items()
    }
