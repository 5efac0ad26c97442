"""The desk on a terminal: show, who, diff and search, read as anybody, on any day."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from bailiwick.catalog.actions.claims import add_claim, confirm_claim
from bailiwick.catalog.actions.entities import merge_entities
from bailiwick.catalog.models import Claim, Entity
from bailiwick.catalog.tests.cast import entity, person, read, says, system

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _desk(shared_rows: None) -> None:
    """PyPI moves from Rackspace to AWS; a host and a service are both called speed.example.org."""
    read(
        "overview",
        "2014-10-01",
        says("service/pypi", "hosted_by", "provider/rackspace"),
        says("service/pypi", "title", "=The package index"),
        says("service/pypi", "owned_by", "person/ada", word="owns"),
        says("service/pypi", "contact_point", "contact-point/hotline", qualifiers={"intent": "urgent"}),
        says("service/pypi", "contact_point", "contact-point/list", qualifiers={"intent": "discussion"}),
        says("contact-point/hotline", "mail", "=hotline@example.org"),
        says("host/speed.example.org", "distribution", "=Debian"),
        says("service/speed.example.org", "title", "=Benchmarks through time"),
        complete_for=["hosted_by"],
    )
    read("overview", "2024-05-28", says("service/pypi", "hosted_by", "provider/aws"))


def run(*words: str, **options: Any) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def refused(*words: str) -> tuple[int, str]:
    """Exit code and the one line."""
    err = StringIO()
    try:
        call_command(*words, stdout=StringIO(), stderr=err)
    except SystemExit as end:
        return int(str(end.code)), err.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, ""


def test_show_tells_where_it_runs_and_who_answers() -> None:
    told = run("show", "service/pypi")
    assert told.startswith("pypi  service/pypi\nThe package index\n")
    assert "Hosted by" in told
    assert "aws [provider/aws]" in told
    assert "rackspace" not in told
    assert "ada [person/ada]" in told


def test_on_a_day_in_between_both_hosts_are_uncertain_in_words() -> None:
    told = run("show", "pypi", "--as-of", "2019")
    assert "as of 31 December 2019" in told
    for host in ("rackspace", "aws"):
        line = next(line for line in told.splitlines() if host in line)
        assert "(uncertain: " in line


def test_as_the_book_stood_before_anything_was_read() -> None:
    assert "Nothing is known of it" in run("show", "pypi", "--known-at", "2001")


def test_every_line_fits_80_columns_and_is_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    pypi = Entity.objects.get(slug="pypi", kind="service")
    add_claim(pypi, "status_note", value="a long story " * 40 + "\x1b[2J\x07 \u202e done", by=system())
    told = run("show", "pypi")
    assert max(map(len, told.splitlines())) <= 80
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_colour_only_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[1m" in run("show", "pypi", force_color=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("show", "pypi", force_color=True)


def test_a_name_that_is_two_things_lists_both_and_a_kind_decides() -> None:
    told = run("show", "speed.example.org")
    assert "2 things are called speed.example.org" in told
    assert "host/speed.example.org" in told
    assert "service/speed.example.org" in told
    assert run("show", "host:speed.example.org").startswith("speed.example.org  host/speed.example.org")
    both = json.loads(run("show", "speed.example.org", "--json"))["candidates"]
    assert {each["kind"] for each in both} == {"host", "service"}


def test_what_is_not_there_ends_with_1_and_one_line() -> None:
    code, line = refused("show", "pypo")
    assert code == 1
    assert line.count("\n") == 1
    assert "nothing here is called pypo" in line


@pytest.mark.parametrize(
    "words",
    [
        ("show", "pypi", "--as-of", "yesterday"),
        ("show", "pypi", "--as-of", "2014-13"),
        ("show", "pypi", "--known-at", "2014-10-01Tx"),
        ("show", "pypi", "--as", "nobody@example.org"),
        ("show", " "),
        ("diff", "then"),
        ("diff", "2014", "2015", "--as-of", "2016"),
        ("search", "kind:nonsense"),
        ("search", "x", "--limit", "0"),
    ],
)
def test_what_makes_no_sense_ends_with_2_and_one_line(words: tuple[str, ...]) -> None:
    code, line = refused(*words)
    assert code == 2
    assert line
    assert "\n" not in line.strip()


def test_who_gives_contacts_by_intent_then_the_people() -> None:
    told = run("who", "pypi")
    lines = told.splitlines()
    urgent = next(index for index, line in enumerate(lines) if line.strip().startswith("urgent"))
    discussion = next(index for index, line in enumerate(lines) if line.strip().startswith("discussion"))
    assert urgent < discussion < lines.index("Who answers for it")
    assert "hotline@example.org" in lines[urgent]
    assert "It wants a second maintainer." in told
    assert "never" in told
    assert "last stated by a document of 28 May 2024" in told


def test_who_tells_that_somebody_confirmed_it() -> None:
    claim = Claim.objects.get(predicate="owned_by")
    confirm_claim(claim, by=person("ida", "Developer"))
    assert "last confirmed by somebody on" in run("who", "pypi")
    found = json.loads(run("who", "pypi", "--json"))
    assert found["freshness"]["confirmed"] == 1
    assert [each["intent"] for each in found["contacts"]] == ["urgent", "discussion"]


def test_diff_of_two_days() -> None:
    told = run("diff", "2014-10-01", "2024-05-28")
    assert "1 difference" in told
    assert "~  hosted by rackspace [provider/rackspace] -> aws [provider/aws]" in told
    assert "overview of 2024-05-28, 28 May 2024" in told
    assert run("diff", "2014-10-01", "2024-05-28", "--class", "began").endswith("no difference\n")
    assert run("diff", "2014-10-01", "2024-05-28", "host/speed.example.org").endswith("no difference\n")
    assert "was so, then uncertain" in run("diff", "2014-10-01", "service/pypi", "--as-of", "2019")
    assert len(json.loads(run("diff", "2014-10", "2024-05-28", "pypi", "--json"))["items"]) == 2


def test_search_by_name_and_text() -> None:
    assert "service/pypi" in run("search", "package", "index")
    assert refused("search", "zeppelin")[0] == 1
    assert json.loads(run("search", "kind:host", "speed", "--json"))["items"][0]["ref"] == "host/speed.example.org"


def test_search_as_of_a_day_tells_what_was_so_then() -> None:
    told = run("search", "pypi", "--as-of", "2014-10-01")
    assert "hosted by rackspace" in told


def test_anybody_sees_what_is_public_and_an_account_what_it_may() -> None:
    host = Entity.objects.get(kind="host")
    add_claim(host, "network_address", value="192.0.2.7", by=system())
    entity("service/hidden", visibility=2)
    person("ida", "Developer")
    assert "192.0.2.7" not in run("show", "host:speed.example.org")
    assert "192.0.2.7" in run("show", "host:speed.example.org", "--as", "ida@example.org")
    assert refused("show", "service/hidden")[0] == 1
    assert "hidden" not in refused("show", "hidde")[1].replace("hidde;", "")
    assert run("show", "service/hidden", "--as", "IDA@example.org")


def test_json_is_what_the_api_answers(client: Any) -> None:
    shown = json.loads(run("show", "pypi", "--json", "--as-of", "2019-03-01"))
    assert shown == client.get("/api/v1/entities/service/pypi?as_of=2019-03-01").json()


def test_a_former_address_leads_to_where_it_went() -> None:
    merge_entities(entity("provider/amazon"), Entity.objects.get(slug="aws"), by=system())
    assert run("show", "provider/amazon").startswith("aws  provider/aws")
