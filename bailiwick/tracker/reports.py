"""A problem with a page in three answers, and the link by which somebody without an account comes back to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from bailiwick.lib.markdown import literal
from bailiwick.outbox.letters import Letter
from bailiwick.outbox.models import Address, Delivery, fold

from .models import Comment, File, Issue

_SALT = "tracker.report"
#: How long a link leads back to a report, in seconds.
LASTS = 365 * 86_400


def text_of(said: Mapping[str, str], url: str) -> str:
    """The three answers as the text of an issue."""
    parts = [
        (_("What happened"), said["happened"]),
        (_("What should have happened"), said.get("expected", "")),
        (_("How to see it again"), said.get("again", "")),
    ]
    # Whoever fills in a form writes no Markdown: “1. foo” is what they saw, not a list.
    told = [f"### {title}\n\n{literal(answer.strip())}" for title, answer in parts if answer.strip()]
    # In angle brackets an address is a link whatever it holds; a space or a bracket would end it.
    where = [_("The page: %(url)s") % {"url": f"<{url}>"}] if url and not set(url) & set("<> ") else []
    return "\n\n".join([*where, *told])


def link_of(issue: Issue) -> str:
    """Where its reporter reads it and answers."""
    token = signing.dumps([issue.pk, issue.address_id], salt=_SALT)
    return f"{settings.SITE_URL}/report/mine/{token}/"


def issue_behind(token: str) -> Issue | None:
    """The report that a link leads to; None when nobody made it, or long ago."""
    try:
        pk, address = signing.loads(token, salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Issue.objects.filter(pk=pk, address_id=address).first() if address else None


def thread_behind(issue: Issue) -> list[tuple[Comment, bool]]:
    """What was said to a report, as far as its reporter may read it, and whether they said it themselves."""
    said = Comment.objects.for_reporter().filter(issue=issue).order_by("pk")
    own = Comment.objects.filter(issue=issue, address_id=issue.address_id, note=False)
    return [(comment, comment.address_id == issue.address_id) for comment in (said | own).distinct()]


def files_behind(issue: Issue) -> list[File]:
    """The files that came with a report."""
    return list(issue.files.filter(author_id=issue.reporter_id, comment=None, removed_at=None).order_by("pk"))


# --- letters


def letters() -> dict[str, Letter]:
    """The two mails about a report: it was filed, and somebody answered."""
    return {
        "report.filed": Letter("tracker/mail/report_filed.txt", _context, _theirs),
        "report.answered": Letter("tracker/mail/report_answered.txt", _context, _may_hear),
    }


def _context(delivery: Delivery) -> dict[str, Any]:
    """With the link, made now."""
    issue = Issue.objects.get(pk=delivery.about_id or 0)
    confirmed = Address.objects.filter(pk=issue.address_id or 0, confirmed_at__isnull=False).exists()
    return {"issue": issue, "link": link_of(issue), "confirmed": confirmed}


def _theirs(delivery: Delivery) -> bool:
    """Whether the address is still the reporter's."""
    return Issue.objects.filter(
        pk=delivery.about_id or 0, address_id__in=Address.objects.filter(address=fold(delivery.to)).values("pk")
    ).exists()


def _may_hear(delivery: Delivery) -> bool:
    """Whether what was said is for the reporter, and not held."""
    said = Comment.objects.filter(pk=delivery.context.get("comment") or 0, held=False).select_related("issue").first()
    return said is not None and not said.note and _theirs(delivery)
