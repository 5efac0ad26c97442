"""A query is compiled once and asked again with other values, also with many numbers at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import read, says
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.prepared import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def ids() -> list[int]:
    read("list", "2024-05-28", *(says(f"service/s{n}", "hosted_by", "provider/cloudberry") for n in range(5)))
    return list(Entity.objects.filter(kind="service").order_by("slug").values_list("pk", flat=True))


def slugs(kind: Any, pks: Any) -> QuerySet[Entity, Any]:
    return Entity.objects.filter(OneOf("pk", pks, leads=True), kind=kind).order_by("slug").values_list("slug")


def test_lists_of_any_length_share_one_query(ids: list[int]) -> None:
    made: list[int] = []

    def build(kind: Any, pks: Any) -> QuerySet[Entity, Any]:
        made.append(1)
        return slugs(kind, pks)

    for asked in ([ids[0]], ids, [], ids[1:4]):
        found = ask("slugs in a test", build, "service", Numbers(asked))
        assert [pk for pk in ids if (f"s{ids.index(pk)}",) in found] == asked
    assert len(made) == 1


def test_the_words_of_one_call_are_not_those_of_the_next(ids: list[int]) -> None:
    assert ask("slugs by kind", slugs, "service", Numbers(ids[:1])) == [("s0",)]
    assert ask("slugs by kind", slugs, "provider", Numbers(ids[:1])) == []


def test_an_index_begins_at_the_numbers(ids: list[int]) -> None:
    asked = Entity.objects.filter(OneOf("pk", ids, leads=True))
    if connection.vendor == "sqlite":
        assert "USING INTEGER PRIMARY KEY" in asked.explain()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "Index Cond: (id = ANY" in asked.explain()


def test_a_value_that_does_not_stand_in_the_query_is_a_mistake_of_ours(ids: list[int]) -> None:
    with pytest.raises(ValueError, match="has to stand in the query"):
        ask("no place", lambda pks: slugs("service", ids), Numbers(ids))
