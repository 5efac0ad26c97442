"""What follows here from what happened."""

from __future__ import annotations

from bailiwick.access import can
from bailiwick.accounts.models import User
from bailiwick.events.models import Event
from bailiwick.jobs import enqueue
from bailiwick.outbox.actions import queue_mail
from bailiwick.outbox.models import Address
from bailiwick.search.grammar import Mistake
from bailiwick.subscriptions.actions import subscribe
from bailiwick.subscriptions.topics import issue_topic

from .actions.issues import assign_issue
from .actions.merged import something_moved
from .asking import fitting
from .asking.glance import Glance
from .holding import is_held
from .models import Comment, Issue, Rule
from .patience import take_answer, waits_for_answer


def answer_given(event: Event) -> None:
    """The reporter answered what they were asked: somebody should look again."""
    comment = Comment.objects.select_related("issue").filter(pk=event.about_id or 0, held=False).first()
    if comment is None:
        return
    theirs = (comment.author_id, comment.address_id) == (comment.issue.reporter_id, comment.issue.address_id)
    if theirs and waits_for_answer(comment.issue):
        take_answer(comment.issue)


def follow_rules(event: Event) -> None:
    """What people asked to happen by itself happens to this issue, as far as it fits and they may."""
    issue = Issue.objects.filter(pk=event.about_id or 0, held=False).first()
    if issue is None:
        return
    # There may be thousands of rules: what surely does not fit is never asked for.
    seen, every = Glance(issue), Rule.objects.filter(paused=False).order_by("pk")
    rules = [rule for rule in every if seen.may_fit(rule.line, rule.author_id)]
    authors = User.objects.filter(is_active=True).in_bulk({rule.author_id for rule in rules})
    for rule in rules:
        author = authors.get(rule.author_id)
        if author is not None and _fits(rule, author, issue):
            _follow(rule, author, issue)


def _fits(rule: Rule, author: User, issue: Issue) -> bool:
    try:
        return bool(fitting(author, rule.line, [issue.pk]))
    except Mistake:
        # A word of the line is gone; its page says so to its author.
        return False


def _follow(rule: Rule, author: User, issue: Issue) -> None:
    """Watch it; or take it, if nobody has it and nobody gave it back before."""
    if rule.does == Rule.Does.WATCH:
        subscribe(issue_topic(issue.pk), by=author)
    elif issue.assignee_id is None and _may_take(author, issue) and not _was_anybodys(issue):
        assign_issue(issue, author, by=author)


def _may_take(author: User, issue: Issue) -> bool:
    """As of now: whoever made the rule may have lost what it asks for, or never had it."""
    return can(author, "issue.take", issue) and (issue.reporter_id == author.pk or not is_held(author))


def _was_anybodys(issue: Issue) -> bool:
    return issue.history.filter(field="assignee_id").exists()


def tell_reporter(event: Event) -> None:
    """Somebody answered a report that came without an account: its reporter gets a mail with the link."""
    comment = Comment.objects.select_related("issue").filter(pk=event.about_id or 0, held=False).first()
    if comment is None or comment.address_id is not None or comment.issue.address_id is None:
        return
    address = Address.objects.filter(pk=comment.issue.address_id, confirmed_at__isnull=False).first()
    if address is not None and not comment.note:
        about = ("issue", comment.issue_id)
        queue_mail("report.answered", to=address.address, about=about, topic="report", context={"comment": comment.pk})


def let_through(event: Event) -> None:
    """What was held is as if it had been posted now: what would have followed then follows."""
    if event.about_type == "issue":
        follow_rules(event)
    else:
        answer_given(event)
        tell_reporter(event)


def follow_merges(event: Event) -> None:
    """Two entries of the catalog are one now, or are two again: a job takes the issues along."""
    if something_moved():
        enqueue("tracker.follow_merges", {}, User.objects.system("tracker"))
