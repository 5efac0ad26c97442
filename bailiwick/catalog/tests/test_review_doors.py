"""A review for programs and at the terminal: the same lines, the same verdicts, the same refusals."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bailiwick.access import Denied
from bailiwick.catalog.models import Change, Claim, Ruling

from .asking import Api
from .cast import entity, person, read, says
from .reviewing import book

pytestmark = pytest.mark.django_db


def overview() -> Change:
    return read(
        "overview", "2020-01-01",
        says("service/wiki", "hosted_by", "provider/red", locator="line 3"),
        says("service/lists", "hosted_by", "provider/blue", locator="line 9", inferred_by="by-heading"),
        apply=False,
    )  # fmt: skip


def origin(slug: str) -> int:
    return Claim.objects.get(subject__slug=slug).origin


def bailiwick(*words: str) -> str:
    out = StringIO()
    call_command("review", *words, stdout=out)
    return out.getvalue()


def test_a_program_reads_judges_and_applies() -> None:
    change, api = overview(), Api(person("boss", "Coordinator"))
    lines = api.get(f"/changes/{change.pk}/statements")
    assert (lines["asked"], lines["decided"], lines["next"]) == (2, 0, None)
    wiki, lists = lines["items"]
    assert (wiki["subject"]["ref"], wiki["object"]["ref"], wiki["new_things"]) == (
        "service/wiki", "provider/red", ["service/wiki", "provider/red"],
    )  # fmt: skip
    assert lists["inferred_by"] == "by-heading"
    judged = api.post(f"/changes/{change.pk}/judge", {"verdict": "rejected", "statements": [lists["statement"]]})
    assert (judged["decided"], judged["items"][1]["by"]) == (1, "boss")
    applied = api.post(f"/changes/{change.pk}/apply-judged", {"everything": True})
    assert applied["status"] == "applied"
    assert book() == {"service/wiki hosted_by provider/red"}


def test_a_program_hears_of_its_part_only_and_judges_nothing_else() -> None:
    api = Api(person("keeper", "Developer", entity("service/wiki")))
    change = overview()
    lines = api.get(f"/changes/{change.pk}/statements")
    assert [each["subject"]["ref"] for each in lines["items"]] == ["service/wiki"]
    answer = api.send(f"/changes/{change.pk}/judge", {"verdict": "accepted", "statements": [origin("lists")]})
    assert (answer.status_code, Ruling.objects.count()) == (422, 0)
    assert Api(person("tim")).ask(f"/changes/{change.pk}/statements").status_code == 404


def test_at_the_terminal_a_document_is_listed_and_decided() -> None:
    change = overview()
    assert f"{change.pk}  " in bailiwick()
    told = bailiwick(str(change.pk))
    assert "0 of 2 decided" in told
    assert "inferred" in told
    bailiwick(str(change.pk), "--reject", str(origin("lists")))
    assert Ruling.objects.get().verdict == "rejected"
    assert "2 of 2 decided" in bailiwick(str(change.pk), "--accept", str(origin("wiki")))
    assert json.loads(bailiwick(str(change.pk), "--apply", "--json"))["items"] == []
    assert book() == {"service/wiki hosted_by provider/red"}
    assert "No document waits" in bailiwick()


def test_at_the_terminal_all_at_once() -> None:
    change = overview()
    bailiwick(str(change.pk), "--accept-all")
    assert len(book()) == 2


def test_the_terminal_says_what_it_cannot_do() -> None:
    with pytest.raises(CommandError, match="no document to review"):
        bailiwick("99")
    change = overview()
    with pytest.raises(CommandError, match="nothing of it is decided"):
        bailiwick(str(change.pk), "--apply")
    ada = person("ada", "Developer")
    with pytest.raises(Denied):
        bailiwick(str(change.pk), "--accept-all", "--as", ada.email)
