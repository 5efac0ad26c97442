"""What a line says can be said by a program and at the terminal: the same rests on the line, or stays refused."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from bailiwick.catalog.models import Claim, Entity, Reference
from bailiwick.catalog.when import NEVER

from .asking import Api
from .cast import entity, person, says
from .reviewing import lines
from .test_review_supply import HOSTED, READ, SAID, document

pytestmark = pytest.mark.django_db

CONTACT = {"line": 2, "subject": "service/wiki", "predicate": "contact", "object": "person/ada"}
BLUE = {"kind": "provider", "name": "Blue & Sons"}
MEANT = "service/wiki hosted_by provider/blue-sons"


def origin() -> int:
    return Claim.objects.get(predicate="hosted_by").origin


def bailiwick(*words: Any) -> str:
    out = StringIO()
    call_command("review", *map(str, words), stdout=out)
    return out.getvalue()


def test_a_program_says_what_a_line_says() -> None:
    entity("person/ada")
    change, api = document(), Api(person("dev", "Developer"))
    said = api.post(f"/changes/{change.pk}/say", CONTACT)
    [item] = said["items"]
    assert (item["statement"], item["verdict"], item["inferred_by"]) == (said["statement"], "accepted", "review")
    assert lines(change) == [(READ, ""), (SAID, "accepted")]
    assert Reference.objects.get(origin=said["statement"]).locator == "line 2"


def test_what_is_new_has_a_kind_and_a_name_and_what_the_document_brings_an_address() -> None:
    change, api = document(), Api(person("dev", "Developer"))
    api.post(f"/changes/{change.pk}/say", CONTACT | {"object": {"kind": "person", "name": "Ada Loom"}})
    assert Entity.objects.get(slug="ada-loom").recorded_at == NEVER
    api.post(f"/changes/{change.pk}/say", {
        "line": 1, "subject": "person/ada-loom", "predicate": "responsibilities", "value": "Answers when it is slow",
    })  # fmt: skip
    assert len(lines(change)) == 3


def test_a_program_says_what_a_line_really_says() -> None:
    change, api = document(), Api(person("dev", "Developer"))
    meant = {"statement": origin(), "subject": "service/wiki", "predicate": "hosted_by", "object": BLUE}
    api.post(f"/changes/{change.pk}/say", meant | {"qualifiers": {"form": "vm"}})
    assert lines(change) == [(READ, "rejected"), (MEANT, "accepted")]
    assert Claim.objects.get(object__slug="blue-sons").qualifiers == {"form": "vm"}


@pytest.mark.parametrize(
    ("otherwise", "field", "why"),
    [
        ({"line": 9}, None, "no line 9"),
        ({"line": None}, "line", "either which line"),
        ({"statement": 1}, "line", "either which line"),
        ({"line": None, "statement": 999}, "statement", "no statement 999"),
        ({"object": "person/nobody"}, "object", "no person/nobody"),
        ({"object": {"kind": "person", "name": "…"}}, None, "a name is text"),
        ({"object": {"kind": "planet", "name": "Mars"}}, None, "not a kind of thing"),
        ({"predicate": "is_red"}, None, "not a word of the catalog"),
        ({"object": None, "value": "Ada"}, None, "needs something from the catalog"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_field(otherwise: dict[str, Any], field: str | None, why: str) -> None:
    entity("person/ada")
    change = document()
    answer = Api(person("dev", "Developer")).send(f"/changes/{change.pk}/say", CONTACT | otherwise)
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert why in error["message"]
    assert error.get("field") == field
    assert lines(change) == [(READ, "")]


def test_a_line_from_which_something_hidden_was_read_is_none_for_who_may_not_see_that() -> None:
    entity("person/ada")
    hidden = says("service/wiki", "uses_software", "software/vault", locator="line 2", visibility=3)
    change = document(rules_read=[HOSTED, hidden])
    refused = Api(person("dev", "Developer")).send(f"/changes/{change.pk}/say", CONTACT)
    assert (refused.status_code, "no line 2" in refused.content.decode()) == (422, True)
    Api(person("boss", "Coordinator")).post(f"/changes/{change.pk}/say", CONTACT)


def test_who_answers_for_a_part_says_what_its_lines_really_say_and_nothing_of_others() -> None:
    keeper = Api(person("keeper", "Developer", entity("service/wiki")))
    entity("person/ada")
    change = document()
    assert keeper.send(f"/changes/{change.pk}/say", CONTACT).status_code == 403
    meant = {"statement": origin(), "subject": "service/wiki", "predicate": "hosted_by", "object": BLUE}
    keeper.post(f"/changes/{change.pk}/say", meant)
    assert (MEANT, "accepted") in lines(change)


def test_at_the_terminal_a_line_is_said_and_another_said_otherwise() -> None:
    entity("person/ada")
    change = document()
    assert "worded here" in bailiwick(change.pk, "--say", 2, "service/wiki", "contact", "person/ada")
    bailiwick(change.pk, "--reword", origin(), "service/wiki", "hosted_by", "new:provider/Blue & Sons",
              "--detail", "form=vm")  # fmt: skip
    bailiwick(change.pk, "--say", 1, "service/wiki", "monitored_by", "--state", "none")
    assert set(lines(change)) == {
        (READ, "rejected"), (MEANT, "accepted"), (SAID, "accepted"), ("service/wiki monitored_by None", "accepted"),
    }  # fmt: skip
    assert Claim.objects.get(object__slug="blue-sons").qualifiers == {"form": "vm"}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["two", "service/wiki", "contact", "person/ada"], "say it as: NUMBER"),
        ([2, "service/wiki"], "say it as: NUMBER"),
        ([2, "service/wiki", "contact", "person/nobody"], "what is new is written new:person/nobody"),
        ([2, "service/wiki", "contact"], "needs something from the catalog"),
        ([9, "service/wiki", "purpose", "Notes"], "no line 9"),
    ],
)
def test_the_terminal_says_what_is_missing(words: list[Any], why: str) -> None:
    change = document()
    with pytest.raises(CommandError, match=why):
        bailiwick(change.pk, "--say", *words)
    assert lines(change) == [(READ, "")]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--say", 2, "service/wiki", "purpose", "Notes"], "--say needs the number"),
        (["--accept", 1], "--accept needs the number"),
        (["--accept-all"], "--accept-all needs the number"),
        (["--apply"], "--apply needs the number"),
    ],
)
def test_nothing_is_decided_without_a_document(words: list[Any], why: str) -> None:
    with pytest.raises(CommandError, match=why) as refused:
        bailiwick(*words)
    assert refused.value.returncode == 2


@pytest.mark.parametrize("words", [["--state", "none"], ["--detail", "form=vm"], ["--state", "known", "--apply"]])
def test_details_of_nothing_said_are_refused(words: list[str]) -> None:
    change = document()
    with pytest.raises(CommandError, match="go with --say or --reword") as refused:
        bailiwick(change.pk, *words)
    assert refused.value.returncode == 2


def test_what_fails_half_way_has_done_nothing() -> None:
    change = document()
    with pytest.raises(CommandError, match="NAME=VALUE, not form"):
        bailiwick(change.pk, "--accept", origin(), "--say", 1, "service/wiki", "hosted_by", "provider/red",
                  "--detail", "form")  # fmt: skip
    assert lines(change) == [(READ, "")]
