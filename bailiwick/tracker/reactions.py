"""What follows here from what happened."""

from __future__ import annotations

from bailiwick.accounts.models import User
from bailiwick.events.models import Event
from bailiwick.outbox.actions import queue_mail
from bailiwick.outbox.models import Address

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


def tell_reporter(event: Event) -> None:
    """Somebody answered a report that came without an account: its reporter gets a mail with the link."""
    comment = Comment.objects.select_related("issue").filter(pk=event.about_id or 0, held=False).first()
    if comment is None or comment.address_id is not None or comment.issue.address_id is None:
        return
    address = Address.objects.filter(pk=comment.issue.address_id, confirmed_at__isnull=False).first()
    if address is not None and not comment.note:
        about = ("issue", comment.issue_id)
        queue_mail("report.answered", to=address.address, about=about, topic="report", context={"comment": comment.pk})
