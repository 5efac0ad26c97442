"""A document that waits says something hidden: who may not see that line hears of nothing that it alone says."""

from __future__ import annotations

import pytest
from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Change

from .asking import Api
from .cast import person, read, says

pytestmark = pytest.mark.django_db


def waiting() -> Change:
    """Everybody could know of the first line, coordinators of the second, which alone names the vault."""
    return read(
        "page", "2020-01-01", says("service/wiki", "hosted_by", "provider/red"),
        says("service/wiki", "uses_software", "software/vault", visibility=3), apply=False,
    )  # fmt: skip


def page(change: Change, reader: User) -> str:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(reader)
    return client.get(f"/changes/{change.pk}/").text


def new_pages(change: Change, reader: User) -> list[str]:
    return [each["ref"] for each in Api(reader).get(f"/changes/{change.pk}")["new_pages"]]


def test_a_page_that_only_a_hidden_line_would_make_is_not_named() -> None:
    change, ada, boss = waiting(), person("ada", "Developer"), person("boss", "Coordinator")
    assert "provider/red" in page(change, ada)
    assert "vault" not in page(change, ada)
    assert new_pages(change, ada) == ["service/wiki", "provider/red"]
    assert "software/vault" in page(change, boss)
    assert new_pages(change, boss) == ["service/wiki", "provider/red", "software/vault"]


def test_with_and_without_the_hidden_line_the_page_counts_the_same() -> None:
    ada = person("ada", "Developer")
    plain = read("other", "2020-01-01", says("service/wiki", "hosted_by", "provider/red"), apply=False)
    for change in (waiting(), plain):
        assert "<dt>New</dt><dd>1</dd>" in page(change, ada)
