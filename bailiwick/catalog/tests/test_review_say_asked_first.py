"""Who may not say what a line says learns nothing by trying: neither what waits for review, nor what was rejected."""

from __future__ import annotations

from typing import Any

import pytest

from bailiwick.catalog.actions.changes import apply_change, reject_change
from bailiwick.catalog.models import Change

from .asking import Api
from .cast import entity, person, read, says, system
from .reviewing import lines
from .test_review_supply import document

pytestmark = pytest.mark.django_db

WAITING = "service/secret-plan"


def waiting() -> Change:
    """Another list's document, not yet reviewed."""
    return read("plans", "2020-01-01", says(WAITING, "hosted_by", "provider/red"), apply=False)


@pytest.mark.parametrize("which", [{"line": 2}, {"statement": 1}])
def test_naming_what_waits_is_answered_like_naming_nothing(which: dict[str, int]) -> None:
    waiting()
    eve, applied = Api(person("eve")), apply_change(document(), by=system())
    answers = [
        eve.refused(f"/changes/{applied.pk}/say", which | {"subject": ref, "predicate": "purpose", "value": "x"})
        for ref in (WAITING, "service/nothing")
    ]
    assert answers[0] == answers[1]


def test_a_decided_document_is_refused_as_such() -> None:
    applied = apply_change(document(), by=system())
    said = {"line": 2, "subject": "service/nothing", "predicate": "purpose", "value": "x"}
    status, _code, why = Api(person("dev", "Developer")).refused(f"/changes/{applied.pk}/say", said)
    assert (status, "this one was decided" in why) == (422, True)


def test_what_was_rejected_is_not_found_any_more() -> None:
    change, other, dev = document(), waiting(), Api(person("dev", "Developer"))
    said: dict[str, Any] = {"line": 2, "subject": WAITING, "predicate": "purpose", "value": "Plans"}
    reject_change(other, by=system())
    assert "there is no service/secret-plan" in dev.refused(f"/changes/{change.pk}/say", said)[2]


def test_what_is_unknown_or_none_has_no_value() -> None:
    entity("service/wiki")
    change, dev = document(), Api(person("dev", "Developer"))
    for state in ("unknown", "none"):
        said = {"line": 2, "subject": "service/wiki", "predicate": "purpose", "value": "Notes", "state": state}
        status, _code, why = dev.refused(f"/changes/{change.pk}/say", said)
        assert (status, why) == (422, "line 2: what is unknown or none has no value")
    assert len(lines(change)) == 1
