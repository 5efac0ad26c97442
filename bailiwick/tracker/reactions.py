"""What follows here from what happened."""

from __future__ import annotations

from bailiwick.accounts.models import User
from bailiwick.events.models import Event

from .actions.issues import change_issue
from .models import Comment

#: The status of an issue whose reporter was asked something, and the one an answer gives it.
ASKED, ANSWERED = "needs-information", "new"


def answer_given(event: Event) -> None:
    """The reporter answered what they were asked: somebody should look again."""
    comment = Comment.objects.select_related("issue").filter(pk=event.about_id or 0, held=False).first()
    if comment is None or comment.issue.status != ASKED:
        return
    if comment.author_id == comment.issue.reporter_id and comment.address_id == comment.issue.address_id:
        change_issue(comment.issue, {"status": ANSWERED}, by=User.objects.system("tracker"))
