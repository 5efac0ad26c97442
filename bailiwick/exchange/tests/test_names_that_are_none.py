"""A line break, a control character or a mark of direction is in no new name, on any door; what is stored stays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.catalog.actions.entities import create_entity
from bailiwick.catalog.models import Alias, Change, Claim, Entity
from bailiwick.catalog.tests.asking import Api
from bailiwick.catalog.tests.cast import entity, person, system
from bailiwick.catalog.tests.test_review_supply import document
from bailiwick.catalog.when import NEVER

from .plain_pages import plain_pages
from .plain_pages import take as take_page
from .test_import_table import take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_pages")]

__all__ = ["plain_pages"]

#: One of each sort, and the two ends of each range.
STRAYS = ("\n", "\r", "\x01", "\x1f", "\x7f", "\x85", "\x9f", "\u061c", "\u200e", "\u200f", "\u2028", "\u2029")
STRAYS += ("\u202a", "\u202e", "\u2066", "\u2069")
#: Turned round from its third letter on.
TURNED = "Lo\u202eom"
WHY = "“Lo\ufffdom” cannot be a name: character 3 (U+202E)"


@pytest.fixture
def keeper(client: Client) -> User:
    """Somebody who may do all of this, signed in."""
    user = person("keeper", "Coordinator")
    client.force_login(user)
    return user


def mistake_at(answer: Any, field: str) -> str:
    """What a form says at one of its fields."""
    found = re.search(rf'id="[^"]*{field}_error">(.*?)</ul>', answer.content.decode(), re.DOTALL)
    return found[1] if found else ""


def nothing_is_called_so() -> bool:
    return not Alias.objects.filter(value__contains="\u202e").exists()


@pytest.mark.parametrize("stray", STRAYS, ids=[f"U+{ord(stray):04X}" for stray in STRAYS])
def test_each_of_them_is_refused(stray: str, keeper: User) -> None:
    with pytest.raises(ValueError, match=rf"character 3 \(U\+{ord(stray):04X}\)"):
        create_entity("service", "loom", f"Lo{stray}om", by=keeper)
    assert not Entity.objects.exists()


def test_what_joins_letters_or_keeps_them_apart_is_part_of_a_name(client: Client, keeper: User) -> None:
    for slug, name in (("a", "می\u200cخواهم"), ("b", "ක්\u200dෂ"), ("c", "עברית ערבית")):
        client.post("/new/", {"kind": "service", "name": name, "slug": slug})
        assert Alias.objects.get(entity__slug=slug).value == name


@pytest.mark.parametrize(
    ("address", "field", "filled"),
    [
        ("/new/", "name", {"kind": "service", "slug": "x"}),
        ("/service/wiki/rename/", "name", {}),
        ("/service/wiki/names/add/", "value", {"scheme": "aka"}),
        ("/service/wiki/split/", "name", {"kind": "service", "slug": "x"}),
        ("/service/wiki/facts/add/?predicate=hosted_by", "what", {"new_kind": "provider", "state": "0"}),
    ],
)
def test_a_page_says_it_at_the_field(
    client: Client, keeper: User, address: str, field: str, filled: dict[str, str]
) -> None:
    entity("service/wiki", "The wiki")
    answer = client.post(address, {field: TURNED, **filled})
    assert answer.status_code == 422
    assert WHY in mistake_at(answer, field)
    assert nothing_is_called_so()


def test_a_reviewer_is_told_at_the_name_that_it_is_about(client: Client, keeper: User) -> None:
    change = document()
    new = {"new_subject": "service", "new_kind": "person", "state": "0"}
    for field, filled in (
        ("subject", {"subject": TURNED, "what": "Ada"}),
        ("what", {"subject": "Wiki", "what": TURNED}),
    ):
        answer = client.post(f"/changes/{change.pk}/review/lines/2/?predicate=contact", new | filled)
        assert WHY in mistake_at(answer, field)
    assert nothing_is_called_so()


EDITS: list[tuple[str, dict[str, Any]]] = [
    ("name", {"op": "create", "kind": "service", "slug": "x", "name": TURNED}),
    ("name", {"op": "rename", "entity": "service/wiki", "name": TURNED}),
    ("value", {"op": "alias", "entity": "service/wiki", "value": TURNED}),
    ("name", {"op": "split", "entity": "service/wiki", "kind": "service", "slug": "x", "name": TURNED, "claims": [1]}),
]


@pytest.mark.parametrize(("field", "edit"), EDITS, ids=[edit["op"] for _field, edit in EDITS])
def test_a_program_is_told_the_field(keeper: User, field: str, edit: dict[str, Any]) -> None:
    entity("service/wiki")
    answer = Api(keeper).send("/changes", {"edits": [edit]})
    error = answer.json()["error"]
    assert (answer.status_code, error["field"], WHY in error["message"]) == (422, field, True)
    assert nothing_is_called_so()


def test_what_a_program_says_of_a_line_is_refused_with_its_field(keeper: User) -> None:
    change = document()
    said = {"line": 2, "subject": "service/wiki", "predicate": "contact", "object": {"kind": "person", "name": TURNED}}
    answer = Api(keeper).send(f"/changes/{change.pk}/say", said)
    error = answer.json()["error"]
    assert (answer.status_code, error["field"], WHY in error["message"]) == (422, "object", True)


def test_the_terminal_names_the_line() -> None:
    change = document()
    with pytest.raises(CommandError, match=r"^line 2: “Lo\ufffdom” cannot be a name: character 3 \(U\+202E\)"):
        call_command("review", str(change.pk), "--say", "2", "service/wiki", "contact", f"new:person/{TURNED}")
    hosted = str(Claim.objects.get(predicate="hosted_by").origin)
    with pytest.raises(CommandError, match=r"“Lo\ufffdom” cannot be a name"):
        call_command("review", str(change.pk), "--reword", hosted, f"new:service/{TURNED}", "hosted_by", "provider/red")
    assert nothing_is_called_so()


def test_a_table_lists_the_row_and_takes_the_others(tmp_path: Path) -> None:
    path = tmp_path / "machines.csv"
    path.write_text(f"Host,Contact\n{TURNED},ada\nheron,bert\n", newline="")
    report = take(path, "--dated", "2024-05-28")
    assert report["new"] == 1
    [(place, _text, why)] = report["places"]
    assert (place, why.startswith(WHY)) == ("line 2", True)


def test_a_page_of_prose_lists_the_line_and_takes_the_others(tmp_path: Path) -> None:
    path = tmp_path / "overview.txt"
    path.write_text("wiki hosted_by provider/red\nfor\u202eum hosted_by provider/red\n")
    report = take_page(path, "--dated", "2014-10-01")
    assert report["new"] == 1
    [(place, _text, why)] = report["places"]
    assert (place, "character 4 (U+202E)" in why) == ("line 2", True)


def test_what_is_called_so_already_is_read_shown_and_attested_as_before(
    client: Client, keeper: User, tmp_path: Path
) -> None:
    machine = entity("host/loom", "Loom")
    Alias.objects.filter(entity=machine).update(value=TURNED)
    path = tmp_path / "machines.csv"
    path.write_text(f"Host,Purpose\n{TURNED},Mail\n", newline="")
    report = take(path, "--dated", "2024-05-28", "--apply")
    assert (report["new"], report["places"]) == (1, [])
    assert Claim.objects.get(recorded_at__lt=NEVER, predicate="purpose").subject == machine
    assert client.get("/host/loom/").status_code == 200
    assert Change.objects.filter(via="import", status="applied").count() == 1
    assert create_entity("service", "other", "Other", by=system())
