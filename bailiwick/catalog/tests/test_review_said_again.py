"""Who left and is named again by a later page is a line to decide, whatever else is decided or said meanwhile."""

from __future__ import annotations

import pytest

from bailiwick.catalog.actions.changes import apply_change, apply_judged
from bailiwick.catalog.actions.supplying import supply_statement
from bailiwick.catalog.models import Change

from .cast import entity, says, system
from .reviewing import accept, book, lines, reject
from .test_review_supply import ASKED, PAGE, document

pytestmark = pytest.mark.django_db

CHAT = says("service/chat", "hosted_by", "provider/red")
WIKI = says("service/wiki", "hosted_by", "provider/red")
KEEPS = "service/chat maintained_by person/bea"


def bea_is_back() -> Change:
    """She was to be asked about the chat, then nobody was; now she maintains it. Other lines are about the wiki."""
    entity("person/ada")
    apply_change(document("2024-01-01", PAGE, [CHAT, says("service/chat", "contact", "person/bea")]), by=system())
    apply_change(document("2024-06-01", PAGE, [CHAT]), by=system())
    return document("2025-01-01", PAGE, [CHAT, says("service/chat", "maintained_by", "person/bea"), WIKI])


def test_what_somebody_says_of_another_line_leaves_it_to_be_decided() -> None:
    change = bea_is_back()
    supply_statement(change, 2, ASKED, by=system())
    assert (KEEPS, "") in lines(change)


def test_accepted_beside_a_line_that_is_rejected_it_is_in_the_book() -> None:
    change = bea_is_back()
    reject(change, "service/wiki hosted_by provider/red")
    accept(change, KEEPS)
    apply_judged(change, by=system())
    assert KEEPS in book()
