"""What time does to issues."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from bailiwick.outbox.models import Address

from .actions.reporting import UNCONFIRMED
from .documents import index_issues
from .models import Comment, Issue

#: How long a report waits for its address to be confirmed.
UNCONFIRMED_FOR = timedelta(days=7)


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
