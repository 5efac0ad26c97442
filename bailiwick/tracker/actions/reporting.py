"""Reports of people without an account: filed at once, shown to nobody until their address is confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import Level, require
from bailiwick.accounts.models import User
from bailiwick.events.journal import record
from bailiwick.outbox.actions import queue_mail
from bailiwick.outbox.models import Address, fold

from ..documents import index_issues
from ..errors import Refused
from ..holding import class_of
from ..models import Comment, File, Issue, Reference
from .issues import change_issue, create_issue
from .talk import create_comment

#: The state of a reference to a tracker elsewhere, until its reporter says where it was filed there.
HANDED_OVER = "handed over"
#: The class of a report whose address nobody confirmed yet.
UNCONFIRMED = int(Level.SELF)


def desk() -> User:
    """Who files what people without an account report."""
    return User.objects.system("reports")


@transaction.atomic
def report_problem(said: Mapping[str, Any], mail: str, *, by: Any, language: str = "", once: str = "") -> Issue:
    """File a report for this mail address. A link goes there; until it is opened nobody sees the report.

    Mails to it are in this `language`, unless its owner confirmed it before: anybody can write here with any address.
    """
    require(by, "issue.create")
    address, _made = Address.objects.get_or_create(address=fold(mail))
    Address.objects.filter(pk=address.pk, confirmed_at=None).update(language=language)
    issue = create_issue(said, by=by, address_id=address.pk, once=once)
    if address.confirmed_at is None:
        Issue.objects.filter(pk=issue.pk).update(visibility=UNCONFIRMED, held=True)
        issue.visibility, issue.held = UNCONFIRMED, True
        index_issues([issue.pk])
    queue_mail("report.filed", to=address.address, about=("issue", issue.pk), topic="report")
    return issue


@transaction.atomic
def confirm_report(issue: Issue, *, by: Any) -> None:
    """The address is its owner's: from now on staff sees the report. Twice is once."""
    require(by, "issue.create")
    now = timezone.now()
    if not Address.objects.filter(pk=issue.address_id or 0, confirmed_at=None).update(confirmed_at=now):
        return
    waiting = list(Issue.objects.filter(address_id=issue.address_id, visibility=UNCONFIRMED))
    for each in waiting:
        seen = class_of(True, each.wanted_visibility)
        Issue.objects.filter(pk=each.pk).update(visibility=seen)
        File.objects.filter(issue=each, visibility=UNCONFIRMED).update(visibility=seen)
    index_issues([each.pk for each in waiting])
    for each in waiting:
        about = ("issue", each.pk)
        record("report.confirmed", by=by, scope_id=each.scope_id, about=about, visibility=int(Level.STAFF))
    issue.refresh_from_db()


def answer_report(issue: Issue, body: str, *, by: Any) -> Comment:
    """What the reporter answers through their link, once they confirmed it; raises Refused before."""
    require(by, "comment.create", issue)
    if issue.visibility >= UNCONFIRMED:
        raise Refused(_("Confirm your report first; then you can answer here."), "body")
    return create_comment(issue, body, by=by, via="link", address_id=issue.address_id)


@transaction.atomic
def hand_over(issue: Issue, url: str, title: str, *, by: Any) -> Reference:
    """It belongs to somebody else's tracker: keep where it was begun there."""
    require(by, "issue.read", issue)
    kind = Reference.Kind.ISSUE
    fresh = {"kind": kind, "title": title[:300], "state": HANDED_OVER, "by_id": by.pk, "at": timezone.now()}
    reference, new = Reference.objects.get_or_create(issue=issue, url=url[:1000], defaults=fresh)
    if new:
        data = {"reference": reference.pk}
        about, seen = ("issue", issue.pk), issue.visibility
        record("issue.handed_over", by=by, scope_id=issue.scope_id, about=about, visibility=seen, data=data)
    return reference


def handed_over(issue: Issue) -> Reference | None:
    """The tracker that its reporter was sent to, until they say where it was filed there."""
    return issue.references.filter(by_id=issue.reporter_id, state=HANDED_OVER).order_by("pk").first()


@transaction.atomic
def filed_elsewhere(issue: Issue, reference: Reference, url: str, *, by: Any) -> None:
    """Where it stands over there; here it is closed, because somebody else mends it."""
    require(by, "issue.close", issue)
    if issue.references.filter(url=url[:1000]).exclude(pk=reference.pk).exists():
        raise Refused(_("This address stands here already."), "url")
    Reference.objects.filter(pk=reference.pk, issue=issue).update(url=url[:1000], state="open", state_at=timezone.now())
    if not issue.closed:
        change_issue(issue, {"status": "closed", "resolution": "third-party"}, by=by)
