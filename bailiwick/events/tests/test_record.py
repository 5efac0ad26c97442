"""The journal: what is noted, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction

from bailiwick.accounts.models import User
from bailiwick.events import record
from bailiwick.events.journal import UnknownKind
from bailiwick.events.models import Event
from bailiwick.jobs.lease import State
from bailiwick.lib.logs import doing

pytestmark = pytest.mark.django_db


def test_an_event_says_who_what_where_and_in_which_request() -> None:
    by = User.objects.system("importer")
    with doing(request="abc"):
        event = record("role.granted", by=by, scope_id=7, about=("grant", 3), data={"n": 1})
    event.refresh_from_db()
    assert (event.actor_id, event.scope_id, event.about, event.data) == (by.pk, 7, ("grant", 3), {"n": 1})
    assert (event.request_id, event.state, event.processed_at) == ("abc", State.READY, None)


def test_a_kind_without_a_line_in_the_table_is_refused() -> None:
    with pytest.raises(UnknownKind, match="reactions"):
        record("role.imagined", by=User.objects.system("importer"))


def test_an_event_stands_or_falls_with_the_transaction_it_belongs_to() -> None:
    by = User.objects.system("importer")
    with transaction.atomic():
        record("role.granted", by=by)
        transaction.set_rollback(True)
    assert not Event.objects.exists()


def test_recording_is_one_statement(django_assert_num_queries: Any) -> None:
    by = User.objects.system("importer")
    with django_assert_num_queries(1):
        record("role.granted", by=by)
    assert connection.in_atomic_block
