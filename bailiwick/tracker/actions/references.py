"""Where else an issue is spoken of: said by hand, told by a code host, and looked up again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.access.models import ScopePath
from bailiwick.events.journal import record
from bailiwick.lib.forges import MOST_FILES, Told, issues_meant
from bailiwick.lib.links import safe_url
from bailiwick.lib.locks import one_at_a_time

from ..errors import Refused
from ..holding import refuse_newcomer
from ..models import Affected, Hook, HookDelivery, Issue, Reference

#: An issue has so many at most; a host that tells more is no longer listened to about it.
MOST = 500
#: Nothing happened at a code host before; a moment that says so is made up.
EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
_WRITERS = "issue references"
Kind = Reference.Kind


@transaction.atomic
def add_reference(
    issue: Issue, url: str, *, by: Any, kind: str = "", title: str = "", state: str = "", fixes: bool = False
) -> Reference:
    """Say that it is spoken of there too. Any address that can be a link. Twice is once."""
    require(by, "reference.add", issue)
    if not issue.held:
        refuse_newcomer(by, _("refer to other pages"))
    address = safe_url(url)
    if not address.startswith(("http://", "https://")) or len(address) > 1_000:
        raise Refused(_("This is no address; it begins with https://."), "url")
    if kind and kind not in Kind.values:
        raise Refused(_("There is nothing like that; there are %(all)s.") % {"all": ", ".join(Kind.values)}, "kind")
    one_at_a_time(_WRITERS)
    standing = Reference.objects.filter(issue=issue, url=address).first()
    if standing is not None:
        return standing
    if Reference.objects.filter(issue=issue).count() >= MOST:
        raise Refused(_("There are %(n)s of them already.") % {"n": MOST}, "url")
    now = timezone.now()
    reference = Reference.objects.create(
        issue=issue, url=address, kind=kind or kind_of(address), title=_line(title, 300), state=_line(state, 32),
        state_at=now if state else None, fixes=fixes, by_id=by.pk, at=now,
    )  # fmt: skip
    _tell(reference, by, new=True)
    return reference


def _line(text: str, longest: int) -> str:
    return " ".join(text.replace("\x00", "").split())[:longest]


def kind_of(url: str) -> str:
    """What an address leads to, as far as it shows."""
    marks = {"/pull/": Kind.PULL_REQUEST, "/pulls/": Kind.PULL_REQUEST, "/merge_requests/": Kind.PULL_REQUEST,
             "/commit/": Kind.COMMIT, "/issues/": Kind.ISSUE, "/tree/": Kind.BRANCH}  # fmt: skip
    return next((kind for mark, kind in marks.items() if mark in url), Kind.PAGE)


def _tell(reference: Reference, by: Any, *, new: bool) -> None:
    issue, about = reference.issue, ("reference", reference.pk)
    record(
        "reference.added" if new else "reference.changed", by=by, scope_id=issue.scope_id, about=about,
        visibility=issue.visibility, data={"issue": issue.pk},
    )  # fmt: skip


@transaction.atomic
def remove_reference(reference: Reference, *, by: Any) -> None:
    """It has nothing to do with it. Twice is once."""
    require(by, "reference.remove", reference)
    gone, _each = Reference.objects.filter(pk=reference.pk).delete()
    if gone:
        issue, data = reference.issue, {"issue": reference.issue_id}
        about = ("reference", reference.pk)
        record("reference.removed", by=by, scope_id=issue.scope_id, about=about, visibility=issue.visibility, data=data)


@transaction.atomic
def take_told(hook: Hook, told: Sequence[Told], key: str, *, by: Any) -> int:
    """What a code host says becomes references on the issues that it names, of this hook's part; how many changed.

    The same call again does nothing, and an older word never stands over a newer one.
    """
    require(by, "reference.add")
    one_at_a_time(_WRITERS)
    now = timezone.now()
    _delivery, new = HookDelivery.objects.get_or_create(hook=hook, key=key, defaults={"at": now})
    Hook.objects.filter(pk=hook.pk).update(heard_at=now)
    if not new:
        return 0
    meant = [
        (each, issues_meant(each, settings.SITE_URL)) for each in told if safe_url(each.url) and len(each.url) <= 1_000
    ]
    here = _issues(hook, {number for _each, numbers in meant for number in numbers})
    pairs = [(here[n], each, fixes) for each, numbers in meant for n, fixes in numbers.items() if n in here]
    return sum(_keep(issue, each, fixes, by) for issue, each, fixes in pairs)


def _issues(hook: Hook, numbers: Iterable[int]) -> dict[int, Issue]:
    """Those of these issues that belong to the hook's part, or affect it."""
    found = Issue.objects.filter(pk__in=[number for number in numbers if number < 2**63])
    if hook.scope_id is not None:
        inside = ScopePath.objects.filter(ancestor=hook.scope_id).values("descendant")
        affected = Affected.objects.filter(scope_id__in=inside).values("issue")
        found = found.filter(scope_id__in=inside) | found.filter(pk__in=affected)
    return {issue.pk: issue for issue in found.distinct()}


def _keep(issue: Issue, told: Told, fixes: bool, by: Any) -> bool:
    """Whether something changed."""
    at = _moment(told.at)
    row = Reference.objects.select_for_update().filter(issue=issue, url=told.url).first()
    if row is None:
        if Reference.objects.filter(issue=issue).count() >= MOST:
            return False
        row = Reference(issue=issue, url=told.url, kind=told.kind, by_id=by.pk, at=timezone.now())
    elif row.state_at is not None and row.state_at > at:
        return False
    new = row.pk is None
    before = (row.title, row.state, row.fixes, row.changes)
    row.title, row.state, row.state_at, row.trouble = told.title or row.title, told.state, at, ""
    row.fixes = row.fixes or fixes
    row.changes = sorted({*row.changes, *told.files})[:MOST_FILES]
    row.save()
    changed = new or before != (row.title, row.state, row.fixes, row.changes)
    if changed:
        _tell(row, by, new=new)
    return changed


def _moment(told: datetime | None) -> datetime:
    """When it happened, as the host says; else now. A time to come would stand over every later word about it, and
    not every one can be kept in a database.
    """
    now = timezone.now()
    return told if told is not None and EARLIEST <= told <= now else now


@transaction.atomic
def note_state(
    reference: Reference, *, by: Any, state: str = "", title: str = "", files: Sequence[str] = (), trouble: str = "",
    at: datetime | None = None,
) -> None:  # fmt: skip
    """How it stands there now, or why nobody knows; with a state, `trouble` is about the files only."""
    require(by, "reference.add", reference.issue)
    row = Reference.objects.select_for_update().select_related("issue").filter(pk=reference.pk).first()
    if row is None:
        return
    before = (row.state, row.title, row.changes)
    row.trouble, row.state_at = _line(trouble, 300), at or timezone.now()
    if state or not trouble:
        row.state, row.title = _line(state, 32), _line(title, 300) or row.title
        row.changes = sorted(files) or row.changes
    row.save(update_fields=["trouble", "state_at", "state", "title", "changes"])
    if before != (row.state, row.title, row.changes):
        _tell(row, by, new=False)
