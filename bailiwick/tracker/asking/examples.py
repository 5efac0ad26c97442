"""Lines to learn from: the page that says how to ask shows them, and the manual; tests ask each."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EXAMPLES: tuple[tuple[str, str | Promise], ...] = (
    ("is:open service:pypi", _("what is open about PyPI, and about what is part of it")),
    ("is:open kind:bug,task", _("open bugs and tasks")),
    ("upload -windows", _("what speaks of uploading, in any form of the word, and not of Windows")),
    ('"exact words" begin*', _("these two words beside each other, and a word that begins so")),
    ("(wheel OR sdist) upload", _("one of the two, and the third")),
    ("is:open is:unassigned label:easy sort:stars", _("what is easy and nobody does, the most wanted first")),
    ("label:easy,docs -label:blocked", _("one of two labels, and not the third")),
    ("severity:>=major is:open", _("open and grave")),
    ("stars:>5 comments:0", _("wanted by more than five, and nobody said a word")),
    ("updated:<2026-01-01 is:open", _("open, and silent since the year began")),
    ("created:>=7d", _("what came in the last seven days")),
    ("created:2025-01..2025-06", _("what came in the first half of a year")),
    ("assignee:nobody priority:high,urgent", _("urgent, and nobody's")),
    ("author:me is:closed", _("what I asked for and is done")),
    ("is:mine sort:priority,-activity", _("mine, the most urgent first, and of these the longest waiting")),
    ("has:patch status:needs-review", _("patches that wait for somebody to read them")),
    ("resolution:wont-fix closed:>=30d", _("refused in the last month")),
    ("milestone:none is:open kind:idea sort:rising", _("ideas without a plan, those first that are wanted now")),
)

#: What fields mean whose words do not say it.
EXPLAINED: dict[str, str | Promise] = {
    "is": _("how it stands; mine: I reported it, do it or review it"),
    "service": _("a service by its address, or kind/address of anything else; what is part of it counts"),
    "label": _("a label by its word"),
    "version": _("a version in which it is seen"),
    "milestone": _("a milestone by its name"),
    "author": _("an account, or me"),
    "assignee": _("an account, me or nobody"),
    "reviewer": _("an account, me or nobody"),
    "has": _("what hangs on it"),
    "stars": _("a number: 5, >5, <=5, 2..5"),
    "comments": _("a number: 5, >5, <=5, 2..5"),
    "created": _("a day: 2026-01-31, 2026-01, 2026, today, 14d (two weeks ago), also 4w, 6m, 1y"),
    "updated": _("a day, as above"),
    "closed": _("a day, as above"),
}
