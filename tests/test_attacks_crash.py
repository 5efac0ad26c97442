"""Power goes in the middle: what was said to be kept is there, and nothing is half there."""

from __future__ import annotations

import signal
import time
from typing import Any

import pytest

from bailiwick.catalog.models import Alias, Change, Claim, Entity, EntityNow, Reference
from bailiwick.catalog.tests.cast import entity
from bailiwick.catalog.when import NEVER
from bailiwick.events.models import Event
from tests.grounds.processes import Starter

pytestmark = pytest.mark.django_db(transaction=True)

WRITES = """
from bailiwick.catalog.tests.cast import system
from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.models import Entity
top = Entity.objects.get(slug="top")
for n in range(100_000):
    add_claim(top, "status_note", value=f"note {n}", by=system(), message=f"message {n}")
    print(n, flush=True)
"""
READS = """
import time
from bailiwick.catalog.tests import cast
from bailiwick.catalog.actions import staging, changes
from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.actions.statements import stage_statements
from datetime import date
flip = changes.flip
def slow(change, now):
    flip(change, now)
    print("flipped", flush=True)
    time.sleep(60)
if {inside!r} == "flip":
    changes.flip = slow
change = open_source(lineage="big", source=SourceInfo("big-1", "Big", date(2020, 1, 1), digest="d"), by=cast.system())
for n in range(20):
    rows = [cast.says(f"host/h{{n:02}}-{{m:02}}", "distribution", "=Debian") for m in range(20)]
    stage_statements(change, rows, by=cast.system())
    if n == 10 and {inside!r} == "staging":
        print("staging", flush=True)
        time.sleep(60)
change = finish_source(change, by=cast.system())
changes.apply_change(change, by=cast.system())
"""


def kill(process: Any) -> str:
    """As hard as it gets; what it had said by then."""
    process.send_signal(signal.SIGKILL)
    said = str(process.stdout.read())
    process.wait()
    return said


def test_what_was_acknowledged_is_kept_and_nothing_is_half_there(start_process: Starter) -> None:
    entity("service/top", "Top")
    writer = start_process(WRITES)
    acknowledged = [int(writer.stdout.readline())]  # type: ignore[union-attr]  # it has one
    time.sleep(0.5)
    acknowledged += [int(line) for line in kill(writer).split()]
    kept = set(Claim.objects.filter(predicate="status_note", recorded_at__lt=NEVER).values_list("value", flat=True))
    assert {f"note {n}" for n in acknowledged} <= kept
    assert len(kept) <= len(acknowledged) + 1
    applied = Change.objects.filter(message__startswith="message", status="applied")
    assert applied.count() == len(kept) == Change.objects.filter(message__startswith="message").count()
    assert Event.objects.filter(kind="change.applied", about_id__in=applied.values("pk")).count() == len(kept)
    assert EntityNow.objects.get(entity__slug="top", class_from=0).facts == len(kept)


@pytest.mark.parametrize("inside", ["staging", "flip"])
def test_a_document_is_read_whole_or_not_at_all(start_process: Starter, inside: str) -> None:
    reader = start_process(READS.format(inside=inside))
    assert reader.stdout.readline().strip() in ("staging", "flipped")  # type: ignore[union-attr]  # it has one
    kill(reader)
    for model in (Claim, Entity, Alias, Reference):
        assert not model.objects.filter(recorded_at__lt=NEVER).exists(), model
    assert not EntityNow.objects.exists()
    assert not Change.objects.filter(status="applied").exists()
    again = start_process(READS.format(inside=""))
    assert again.wait(60) == 0
    assert Claim.objects.filter(recorded_at__lt=NEVER).count() == 400
    assert EntityNow.objects.filter(kind="host").count() == 400
