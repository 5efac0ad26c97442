"""Whatever small past a desk has: export, import into an empty one, export: the same bytes."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from bailiwick.catalog.actions.claims import add_claim, confirm_claim, correct_claim, end_claim
from bailiwick.catalog.actions.entities import alias_entity, merge_entities, rename_entity, show_entity
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Claim, Entity
from bailiwick.catalog.tests.cast import read, says, system
from bailiwick.catalog.when import FOREVER, NEVER
from bailiwick.exchange.catalog_files import export_catalog, take_in_catalog
from bailiwick.exchange.requests import ImportRequest
from tests.tries import tries

from .desks import empty_the_desk, files

THINGS = ("service/wiki", "service/docs", "host/pi", "provider/red", "person/ada", "team/desk")
texts = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=20
)
values = texts.filter(str.strip).map(lambda text: f"={text}")
said = st.one_of(
    st.tuples(st.sampled_from(THINGS[:3]), st.just("hosted_by"), st.sampled_from(["provider/red", "provider/blue"])),
    st.tuples(
        st.sampled_from(THINGS), st.sampled_from(["contact", "owned_by"]), st.sampled_from(["person/ada", "team/desk"])
    ),
    st.tuples(st.sampled_from(THINGS), st.sampled_from(["purpose", "status_note", "title"]), values),
)
lists = st.tuples(
    st.just("list"),
    st.sampled_from(["one", "two"]),
    st.integers(0, 6),
    st.lists(said, max_size=4, unique=True),
    st.sampled_from([None, ["hosted_by"], ["contact", "purpose"]]),
)
verbs = st.tuples(
    st.sampled_from(["end", "correct", "confirm", "rename", "alias", "merge", "show", "add"]),
    st.integers(0, 20),
    st.integers(0, 20),
    texts.filter(str.strip),
)


def do(step: Any) -> None:
    """One step of the desk's life; what the desk refuses has not happened."""
    if step[0] == "list":
        _, name, month, statements, complete = step
        day = date(2014, 1, 1) + timedelta(days=30 * month)
        statements = [one for one in statements if one[0] != one[2]]
        read(name, str(day), *(says(*one) for one in statements), slug=f"{name}-{day}", complete_for=complete)
        return
    verb, first, second, text = step
    by, entities = system(), list(Entity.objects.filter(recorded_at__lt=NEVER).order_by("kind", "slug"))
    claims = list(Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER, to_latest=FOREVER).order_by("pk"))
    if not entities or not claims:
        return
    one, other, claim = entities[first % len(entities)], entities[second % len(entities)], claims[first % len(claims)]
    acts: dict[str, Any] = {
        "end": lambda: end_claim(claim, on=date(2020, 1, 1), by=by),
        "correct": lambda: correct_claim(claim, by=by, message=text),
        "confirm": lambda: confirm_claim(claim, by=by),
        "rename": lambda: rename_entity(one, text, by=by),
        "alias": lambda: alias_entity(one, "aka", text, by=by),
        "merge": lambda: merge_entities(one, other, by=by),
        "show": lambda: show_entity(one, second % 4, by=by),
        "add": lambda: add_claim(one, "status_note", value=text, by=by, visibility=second % 4),
    }
    acts[verb]()


class Property(TestCase):
    @settings(max_examples=tries(8), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.one_of(lists, verbs), min_size=1, max_size=7))
    def test_export_import_is_identity(self, life: list[Any]) -> None:
        for step in life:
            try:
                do(step)
            except Refused:
                continue
        with tempfile.TemporaryDirectory() as folder:
            first, second = Path(folder) / "one", Path(folder) / "two"
            export_catalog(first, by=system())
            empty_the_desk()
            request = ImportRequest("catalog", str(first), apply=True)
            take_in_catalog(request, by=system(), beat=lambda *progress: None)
            export_catalog(second, by=system())
            assert files(first) == files(second)


pytestmark = pytest.mark.django_db
