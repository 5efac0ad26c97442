"""The pages: what disagrees, by kind; both sides of it; the queue of suggestions; what other pages say of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from bailiwick.catalog.actions.evidence import keep_evidence
from bailiwick.catalog.actions.people import retire_name
from bailiwick.catalog.models import Claim, Entity, Source
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.findings import queries
from bailiwick.findings.actions import assign_finding, settle_finding
from bailiwick.findings.models import Finding
from bailiwick.findings.tests.asking import HOME, disagree, look

pytestmark = pytest.mark.django_db


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return " ".join(answer.content.decode().split())


def twins() -> Finding:
    entity("person/ada-weaver", "Ada Weaver")
    entity("person/weaver-ada", "Weaver, Ada")
    look()
    return Finding.objects.get(kind="duplicate")


def test_an_empty_list_says_what_belongs_there(client: Client) -> None:
    assert "Nothing disagrees" in body(client, "/findings/")
    assert "Nothing fits" in body(client, "/findings/?kind=conflict")


def test_findings_stand_by_kind_with_how_many_there_are(client: Client) -> None:
    finding = disagree()
    page = body(client, "/findings/")
    assert 'Lists disagree <span class="count">1</span>' in page
    assert f'<a href="/findings/{finding.pk}/">loom – hosted by: overview and machines disagree</a>' in page


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("kind=conflict", True), ("kind=dangling", False), ("predicate=hosted_by", True), ("predicate=runs_on", False),
        ("lineage=overview", True), ("lineage=machines", True), ("lineage=nothing", False), ("whose=nobody", True),
        ("whose=me", False), ("status=settled", False), ("status=all", True),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_by_its_address(client: Client, query: str, there: bool) -> None:
    finding = disagree()
    client.force_login(person("anna"))
    assert (f"/findings/{finding.pk}/" in body(client, f"/findings/?{query}")) is there


@pytest.mark.parametrize("query", ["kind=x", "status=x", "whose=x", "kind=conflict&after=x", "kind=conflict&after=-1"])
def test_an_address_that_makes_no_sense_is_not_there(client: Client, query: str) -> None:
    body(client, f"/findings/?{query}", 404)


def test_a_long_list_goes_on_by_key(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "OF_A_KIND", 2)
    for name, home in (("overview", "hill"), ("machines", "cloudberry")):
        read(
            name,
            "2026-06-01",
            *(says(f"service/s{n}", "hosted_by", f"provider/{home}") for n in range(60)),
            complete_for=HOME,
        )
    look()
    assert "all of them" in body(client, "/findings/")
    seen: set[int] = set()
    address, pages = "/findings/?kind=conflict", 0
    while address:
        page, pages = client.get(address).content.decode(), pages + 1
        seen |= {pk for pk in Finding.objects.values_list("pk", flat=True) if f"/findings/{pk}/" in page}
        rest = page.partition('rel="next"')
        address = rest[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&") if rest[1] else ""
    assert (len(seen), pages) == (60, 2)


def test_both_sides_stand_beside_each_other_with_their_dates(client: Client) -> None:
    page = body(client, f"/findings/{disagree().pk}/")
    first, second = page.index("Hosted by hill"), page.index("Hosted by cloudberry")
    assert page.index("last stated 1 May 2026") < first < page.index("last stated 1 June 2026") < second
    assert "line 3" in page


def test_quotes_are_for_those_who_may_read_them_and_know_no_former_name(client: Client) -> None:
    finding = disagree()
    cy = entity("person/cy", "Cy Newname")
    retire_name(cy, "Cy Oldname", by=system())
    kept = keep_evidence(b"one\ntwo\nLoom is at Hill, says Cy Oldname\n", media_type="text/plain", by=system())
    Source.objects.filter(lineage__name="overview").update(digest=kept.digest)
    assert "says Cy" not in body(client, f"/findings/{finding.pk}/")
    client.force_login(person("dev", "Developer"))
    page = body(client, f"/findings/{finding.pk}/")
    assert "Loom is at Hill, says Cy Newname" in page
    assert "Oldname" not in page


def test_it_can_be_corrected_with_what_the_other_side_says(client: Client) -> None:
    finding = disagree()
    client.force_login(person("dev", "Developer"))
    claim = Claim.objects.get(object__slug="hill")
    link = f"/service/loom/facts/{claim.origin}/correct/?instead=1&amp;what=provider/cloudberry"
    assert link in body(client, f"/findings/{finding.pk}/")
    assert 'value="provider/cloudberry"' in body(client, link.replace("&amp;", "&"))


def test_settling_by_a_button_and_opening_again(client: Client) -> None:
    finding = disagree()
    client.force_login(person("dev", "Developer"))
    here = f"/findings/{finding.pk}/"
    refused = client.post(f"{here}settle/", {"verdict": "both-right", "reason": ""})
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "Say why" in text.split('name="reason"')[1].split("</form>")[0]
    assert "It was not settled" not in text
    kept = client.post(f"{here}settle/", {"verdict": "merged", "reason": "I typed this"}).content.decode()
    assert 'value="I typed this"' in kept
    answer = client.post(f"{here}settle/", {"verdict": "both-right", "reason": "two halves"}, follow=True)
    assert "both are right, dev" in " ".join(answer.content.decode().split())
    assert "two halves" in answer.content.decode()
    client.post(f"{here}reopen/")
    assert Finding.objects.get(pk=finding.pk).status == "open"
    client.post(f"{here}settle/", {"lead": str(finding.against_id)})
    assert "machines" in body(client, here)
    assert "leads" in body(client, here)


@pytest.mark.parametrize("lead", ["²", "٣", 5_000 * "9", "-1"])
def test_a_list_that_is_no_side_cannot_lead(client: Client, lead: str) -> None:
    finding = disagree()
    client.force_login(person("dev", "Developer"))
    answer = client.post(f"/findings/{finding.pk}/settle/", {"lead": lead})
    assert answer.status_code == 422
    assert "this list is no side of it" in answer.content.decode()


def test_assigning_by_handle_by_team_and_to_oneself(client: Client) -> None:
    finding = disagree()
    person("anna"), entity("team/keepers", "Keepers")
    client.force_login(person("dev", "Developer"))
    here = f"/findings/{finding.pk}/assign/"
    for data, whose in (({"to": "Anna"}, "anna"), ({"to": "Keepers"}, "Keepers"), ({"me": "1"}, "dev")):
        assert client.post(here, data).status_code == 302
        assert f"assigned to {whose}" in body(client, f"/findings/{finding.pk}/")
    wrong = client.post(here, {"to": "nobody-here"})
    assert wrong.status_code == 422
    assert "no account and no team called “nobody-here”" in wrong.content.decode()
    entity("person/cora", "Cora Cobb")
    for known in ("person/cora", "Cora Cobb"):
        assert f"“{known}” is a person of the catalog" in client.post(here, {"to": known}).content.decode()
    assert client.post(here, {"to": "team/keepers"}).status_code == 302
    text = body(client, f"/findings/{finding.pk}/")
    assert 'data-things="team"' in text
    assert 'id="things"' in text
    assert "catalog/things" in text
    client.post(here, {"to": ""})
    assert "assigned to" not in body(client, "/findings/?kind=conflict")


def test_suggestions_are_a_queue_of_pairs_that_one_goes_through(client: Client) -> None:
    finding = twins()
    assert "Nothing fits" in body(client, "/findings/?kind=duplicate")
    client.force_login(person("chief", "Coordinator"))
    page = body(client, "/findings/?kind=duplicate")
    assert "Ada Weaver" in page
    assert "The same name, spelled differently" in page
    assert "/merge/?into=person/" in page
    answer = client.post(
        f"/findings/{finding.pk}/settle/", {"verdict": "not-the-same", "next": "/findings/?kind=duplicate"}
    )
    assert answer["Location"] == "/findings/?kind=duplicate"
    assert "Ada Weaver" not in body(client, "/findings/?kind=duplicate")
    elsewhere = client.post(f"/findings/{finding.pk}/reopen/", {"next": "https://elsewhere.example/"})
    assert elsewhere["Location"] == f"/findings/{finding.pk}/"


def test_a_suggestion_says_what_names_each_of_the_two(client: Client) -> None:
    finding = twins()
    read("page", "2026-05-01", says("service/wiki", "maintained_by", "person/weaver-ada"))
    client.force_login(person("chief", "Coordinator"))
    assert '<a href="/service/wiki/">wiki</a> <span class="muted">(maintained by)</span>' in body(
        client, f"/findings/{finding.pk}/"
    )


def test_what_names_one_of_the_two_from_a_page_that_the_reader_may_not_see_is_not_counted(client: Client) -> None:
    finding = twins()
    read("page", "2026-05-01", *(says(f"service/{slug}", "maintained_by", "person/weaver-ada") for slug in ("a", "b")))
    Entity.objects.filter(slug="b").update(visibility=4)
    client.force_login(person("chief", "Coordinator"))
    page = body(client, f"/findings/{finding.pk}/")
    assert "Named by 1 fact." in page
    assert 'href="/service/b/"' not in page


def test_the_form_that_merges_knows_already_which_page_stays(client: Client) -> None:
    twins()
    client.force_login(person("chief", "Coordinator"))
    page = body(client, "/findings/?kind=duplicate")
    link = page.partition('data-do="m"')[0].rpartition('href="')[2].partition('"')[0]
    assert 'value="person/' in body(client, link)
    into = link.partition("into=")[2]
    assert "1 finding" in body(client, f"/{into}/")
    assert client.post(link, {"into": into, "message": "the same name"}).status_code == 302
    assert "1 finding" not in body(client, f"/{into}/")
    assert ": the same name" in body(client, "/changes/")
    assert "was merged into" in body(client, "/changes/")
    look()
    assert Finding.objects.get(kind="duplicate").status == "gone"


def test_the_page_it_is_about_says_so_and_no_day_but_today(client: Client) -> None:
    finding = disagree()
    assert f'<a href="/findings/{finding.pk}/">1 finding</a>' in body(client, "/service/loom/")
    assert "findings/" not in body(client, "/service/loom/?as_of=2026-06-10").replace('href="/findings/"', "")
    settle_finding(finding, "corrected", by=system())
    assert "1 finding" not in body(client, "/service/loom/")


def test_what_lists_disagree_about_is_disputed_on_the_page_and_wants_doing(client: Client) -> None:
    finding = disagree()
    page = body(client, "/service/loom/")
    assert page.count("disputed") >= 2
    todo = page.partition("What needs doing")[2].partition("</section>")[0]
    assert "Sources disagree about 1 fact." in todo
    assert f"/findings/{finding.pk}/" in todo
    settle_finding(finding, "both-right", by=system(), reason="two halves")
    assert "disputed" not in body(client, "/service/loom/")


def test_a_conflict_that_is_hidden_disputes_nothing_for_who_may_not_see_it(client: Client) -> None:
    read("overview", "2026-05-01", says("service/loom", "hosted_by", "provider/hill"), complete_for=HOME)
    hidden = says("service/loom", "hosted_by", "provider/cloudberry", visibility=2)
    read("machines", "2026-06-01", hidden, complete_for=HOME)
    look()
    assert "disputed" not in body(client, "/service/loom/")
    client.force_login(person("dev", "Developer"))
    assert "disputed" in body(client, "/service/loom/")


def test_home_tells_those_who_may_settle_and_one_s_own_page_what_is_theirs(client: Client) -> None:
    finding = disagree()
    assert "where lists disagree" not in body(client, "/")
    anna, keeper = person("anna"), person("keeper", "Developer", scope=Entity.objects.get(slug="loom"))
    client.force_login(person("dev", "Developer"))
    assert "1 place where lists disagree" in body(client, "/")
    client.force_login(keeper)
    assert "Findings for you" in body(client, "/mine/")
    client.force_login(anna)
    assert "Findings for you" not in body(client, "/mine/")
    assign_finding(finding, by=system(), account=anna)
    assert "loom – hosted by" in body(client, "/mine/")


def test_the_list_costs_the_same_whatever_stands_on_it(client: Client, django_assert_num_queries: Any) -> None:
    # One for each of five kinds, their rows, names, and the lists to choose from.
    for n in range(8):
        for name, home in (("overview", "hill"), ("machines", "cloudberry")):
            said = (says(f"service/s{k}", "hosted_by", f"provider/{home}") for k in range(n + 1))
            read(name, f"2026-06-0{n + 1}", *said, complete_for=HOME)
        look()
        with django_assert_num_queries(8):
            client.get("/findings/")
        with django_assert_num_queries(3):
            client.get("/findings/?kind=conflict")


def test_a_reason_is_asked_for_by_the_buttons_that_need_it_and_by_no_other(client: Client) -> None:
    finding = disagree()
    client.force_login(person("dev", "Developer"))
    form = body(client, f"/findings/{finding.pk}/").split('class="stack decision"')[1].split("</form>")[0]
    assert "(optional)" not in form
    assert re.search(r'name="reason"[^>]* required', form)
    buttons = dict(re.findall(r'<button name="(?:verdict|lead)" value="([^"]*)"([^>]*)>', form))
    asking = {name for name, rest in buttons.items() if "formnovalidate" not in rest}
    assert asking == {"both-right"}
