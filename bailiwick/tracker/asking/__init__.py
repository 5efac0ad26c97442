"""Asking for issues with a line such as `service:pypi is:open label:easy stars:>5 sort:stars`.

Whoever lists issues (pages, the API, feeds, jobs, rules) comes here:

    find_issues(user, line, sort=, after=, limit=) -> Page    rows ready to show, and where the next page begins
    issues_asked(user, line) -> IssueQuerySet                 all of them, for bulk edits and exports
    fitting(user, line, ids) -> set[int]                      which of these fit, for rules and subscriptions

All raise `bailiwick.search.grammar.Mistake`, which says what is wrong in one sentence (`message`) and where in the
line (`position`, from 1); `find_issues` raises ValueError for a damaged `after`. Nobody finds what they may not see.
"""

from .finding import Page, find_issues, fitting, issues_asked
from .reading import number_asked, read_line
from .rows import Row

__all__ = ["Page", "Row", "find_issues", "fitting", "issues_asked", "number_asked", "read_line"]
