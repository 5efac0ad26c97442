"""What time does to the tracker."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from bailiwick.accounts.models import User
from bailiwick.jobs import enqueue
from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job
from bailiwick.lib.locks import one_at_a_time
from bailiwick.outbox.models import Address

from . import blobs, exporting, references
from .actions.reporting import UNCONFIRMED
from .documents import index_issues
from .models import Blob, Comment, File, HookDelivery, Issue, Sent

#: How long a report waits for its address to be confirmed.
UNCONFIRMED_FOR = timedelta(days=7)
#: A file that was taken away by mistake can be brought back by whoever runs the desk for so long.
KEEP_REMOVED = timedelta(days=7)
#: A call that comes again later than this says nothing new: its words are older than what stands.
KEEP_DELIVERIES = timedelta(days=90)
#: No form is kept open for longer.
KEEP_SENT = timedelta(days=7)


@transaction.atomic
def forget_unconfirmed() -> None:
    """Reports whose link nobody opened, and addresses that nothing else came from."""
    late = Issue.objects.filter(visibility=UNCONFIRMED, held=True, address_id__isnull=False)
    late = late.filter(created_at__lt=timezone.now() - UNCONFIRMED_FOR)
    gone = list(late.values_list("pk", "address_id"))
    Issue.objects.filter(pk__in=[pk for pk, _address in gone]).delete()
    index_issues([pk for pk, _address in gone])
    addresses = {address for _pk, address in gone if address}
    for model in (Issue, Comment):
        addresses -= set(model.objects.filter(address_id__in=addresses).values_list("address_id", flat=True))
    Address.objects.filter(pk__in=addresses, confirmed_at=None, bounced_at=None, user_id=None).delete()


def ask_elsewhere() -> None:
    """References whose other side should be asked again."""
    waiting = Job.objects.filter(kind="tracker.refresh_references", state__in=(State.READY, State.RUNNING))
    if references.due().exists() and not waiting.exists():
        enqueue("tracker.refresh_references", {}, User.objects.system("tracker"))


def sweep_files() -> None:
    """Let go of files that were removed, of bytes that no row names, and of lists that were written as files."""
    exporting.sweep()
    HookDelivery.objects.filter(at__lt=timezone.now() - KEEP_DELIVERIES).delete()
    Sent.objects.filter(at__lt=timezone.now() - KEEP_SENT).delete()
    File.objects.filter(removed_at__lt=timezone.now() - KEEP_REMOVED).delete()
    for blob in Blob.objects.filter(files__isnull=True).iterator():
        _let_go(blob)
    known = {digest for pair in Blob.objects.values_list("digest", "thumbnail") for digest in pair}
    for path in blobs.forgotten(known):
        _sweep(path)


@transaction.atomic
def _let_go(blob: Blob) -> None:
    """Row and bytes, unless somebody attached the same meanwhile."""
    one_at_a_time("blobs")
    if File.objects.filter(blob=blob).exists():
        return
    small = blob.thumbnail
    Blob.objects.filter(pk=blob.pk).delete()
    blobs.remove(blob.digest)
    if small and not Blob.objects.filter(thumbnail=small).exists():
        blobs.remove(small)


@transaction.atomic
def _sweep(path: Path) -> None:
    """Bytes that no row names, unless one does by now."""
    one_at_a_time("blobs")
    if not Blob.objects.filter(Q(pk=path.name) | Q(thumbnail=path.name)).exists():
        path.unlink(missing_ok=True)
