"""`bailiwick erase`: a person leaves every room, when somebody really means it."""

from __future__ import annotations

import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bailiwick.accounts.models import User
from bailiwick.catalog.actions.people import link_account
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import person, read, says, system

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    """Ada owns PyPI, has a mail address here and an account."""
    owns, mail = says("service/pypi", "owned_by", "person/ada"), says("person/ada", "mail", "=ada@example.org")
    read("overview", "2014-10-01", owns, mail)
    return link_account(person("ada"), Entity.objects.get(slug="ada"), by=system())


def erase(*words: str) -> str:
    out = StringIO()
    call_command("erase", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.mark.parametrize("whom", ["ADA@example.org", "person/ada"])
def test_account_and_person_go_together(ada: User, whom: str) -> None:
    told = erase(whom, "--yes")
    assert "erased the account ada and person/ada" in told
    assert not Entity.objects.filter(slug="ada").exists()
    assert not User.objects.filter(email="ada@example.org").exists()


def test_without_anybody_to_ask_nothing_happens(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    with pytest.raises(CommandError, match="--yes") as refused:
        erase("person/ada")
    assert refused.value.returncode == 2
    assert Entity.objects.filter(slug="ada").exists()


def test_whoever_is_asked_types_the_word(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: "yes")
    with pytest.raises(CommandError, match="nothing was erased"):
        erase("person/ada")
    monkeypatch.setattr("builtins.input", lambda question: "erase")
    assert "erased" in erase("person/ada")


@pytest.mark.parametrize("whom", ["nobody@example.org", "person/nobody", "service/pypi", "importer@system.invalid"])
def test_nobody_of_that_name(ada: User, whom: str) -> None:
    with pytest.raises(SystemExit) as ended:
        erase(whom, "--yes")
    assert ended.value.code == 1
