"""Changes: who changed what and why, step by step; decided and taken back where they are read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from bailiwick.catalog.actions.changes import propose_change
from bailiwick.catalog.actions.claims import add_claim, correct_claim, end_claim
from bailiwick.catalog.actions.entities import merge_entities
from bailiwick.catalog.actions.offers import offer_change
from bailiwick.catalog.drafts import Add, Create, Rename, Show
from bailiwick.catalog.models import Change, Claim, Entity, Source
from bailiwick.catalog.tests.cast import person, read, says, system
from bailiwick.catalog.when import NEVER, Span, last_day

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _list(shared_rows: None) -> None:
    read("list", "2014-10-01", says("service/loom", "hosted_by", "provider/rackhaus"), message="the list of 2014")


@pytest.fixture
def loom() -> Entity:
    return Entity.objects.get(kind="service", slug="loom")


def shown(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def what_i_proposed(client: Client) -> str:
    return shown(client.get("/mine/")).partition("What you proposed")[2]


def test_a_change_says_in_words_what_was_before_and_after(client: Client, loom: Entity) -> None:
    claim = Claim.objects.get(subject=loom)
    change = end_claim(claim, by=person("keeper", "Developer"), on=last_day("2015-06-30"), message="we moved out")
    page = shown(client.get(f"/changes/{change.pk}/"))
    assert "we moved out" in page
    assert "keeper" in page
    assert "<del>since Oct 2014 or earlier</del>" in page
    assert "<ins>since Oct 2014 or earlier, until 30 Jun 2015</ins>" in page
    assert "we moved out" in shown(client.get("/changes/"))


def test_each_kind_of_step_is_told(client: Client, loom: Entity) -> None:
    chief = person("chief", "Coordinator")
    renamed = offer_change([Rename(loom, "Loomery")], by=chief)
    page = shown(client.get(f"/changes/{renamed.pk}/"))
    assert "<del>loom</del>" in page
    assert "<ins>Loomery</ins>" in page
    client.force_login(chief)
    hidden = offer_change([Show(loom, 2)], by=chief)
    page = shown(client.get(f"/changes/{hidden.pk}/"))
    assert "<del>public</del>" in page
    assert "<ins>staff</ins>" in page
    made = propose_change([Create("host", "box", "Big Box")], by=chief)
    assert "Big Box (host/box)" in shown(client.get(f"/changes/{made.pk}/"))


def test_a_proposal_is_seen_by_its_author_and_its_reviewers_only(client: Client, loom: Entity) -> None:
    author = person("author")
    change = propose_change([Add(loom, "url", value="https://x.example.org/")], by=author, message="a suggestion")
    address = f"/changes/{change.pk}/"
    assert client.get(address).status_code == 404
    assert "a suggestion" not in shown(client.get("/changes/"))
    client.force_login(person("stranger"))
    assert client.get(address).status_code == 404
    assert client.post(f"{address}apply/").status_code == 404
    client.force_login(author)
    assert "Withdraw it" in shown(client.get(address))
    assert "Apply it" not in shown(client.get(address))
    assert client.post(f"{address}apply/").status_code == 403
    assert "a suggestion" in shown(client.get("/mine/"))
    client.force_login(person("local", "Developer", scope=loom))
    assert "Apply it" in shown(client.get(address))
    assert "a suggestion" in shown(client.get("/changes/?status=proposed"))
    assert "Applied." in shown(client.post(f"{address}apply/", follow=True))


@pytest.mark.parametrize("verb", ["apply", "reject"])
def test_a_proposer_sees_what_others_decided(client: Client, loom: Entity, verb: str) -> None:
    author, keeper = person("author"), person("keeper", "Developer")
    change = propose_change([Add(loom, "url", value="https://x.example.org/")], by=author, message="a suggestion")
    client.force_login(author)
    assert "proposed</span>" in what_i_proposed(client)
    client.force_login(keeper)
    client.post(f"/changes/{change.pk}/{verb}/", {"message": "as one may see"})
    client.force_login(author)
    assert f"{'applied' if verb == 'apply' else 'rejected'}</span>" in what_i_proposed(client)
    propose_change([Add(loom, "url", value="https://y.example.org/")], by=author, message="to withdraw")
    assert "to withdraw" in what_i_proposed(client)
    client.post(f"/changes/{Change.objects.latest('pk').pk}/reject/")
    assert "to withdraw" not in what_i_proposed(client)


def test_a_rejection_gives_its_reason(client: Client, loom: Entity) -> None:
    change = propose_change([Add(loom, "url", value="https://x.example.org/")], by=person("author"))
    client.force_login(person("keeper", "Developer"))
    page = shown(client.post(f"/changes/{change.pk}/reject/", {"message": "that is another one"}, follow=True))
    assert "that is another one" in page
    assert "rejected" in page


def test_a_change_is_taken_back_where_it_is_read(client: Client, loom: Entity) -> None:
    keeper = person("keeper", "Developer")
    change = add_claim(loom, "url", value="https://loom.example.org/", by=keeper)
    assert "Take it back" not in shown(client.get(f"/changes/{change.pk}/"))
    client.force_login(keeper)
    page = shown(client.post(f"/changes/{change.pk}/revert/", {"message": "a slip"}, follow=True))
    assert f'It takes back <a href="/changes/{change.pk}/">' in page
    assert "loom.example.org" not in shown(client.get("/service/loom/"))
    assert "It was taken back by" in shown(client.get(f"/changes/{change.pk}/"))


def test_a_proposal_that_was_overtaken_says_so(client: Client, loom: Entity) -> None:
    keeper, claim = person("keeper", "Developer"), Claim.objects.get(subject=loom)
    from bailiwick.catalog.drafts import End

    change = propose_change([End(claim, last_day("2016"), last_day("2016"))], by=person("author"))
    end_claim(claim, by=keeper, on=last_day("2015"))
    client.force_login(keeper)
    assert "Overtaken" in shown(client.get(f"/changes/{change.pk}/"))


def test_who_was_erased_is_somebody(client: Client, loom: Entity) -> None:
    change = add_claim(loom, "url", value="https://loom.example.org/", by=person("keeper", "Developer"))
    Change.objects.filter(pk=change.pk).update(author_id=None)
    assert "somebody" in shown(client.get(f"/changes/{change.pk}/"))


def test_the_list_is_narrowed_and_paged(client: Client, loom: Entity, django_assert_num_queries: Any) -> None:
    for n in range(60):
        add_claim(loom, "url", value=f"https://{n}.example.org/", by=system(), message=f"address {n:02}")
    first = shown(client.get("/changes/"))
    assert first.count("data-item") == 50
    more = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "the list of 2014" in shown(client.get(more))
    assert "address 07" in shown(client.get("/changes/?q=address 07"))
    assert "address 07" not in shown(client.get("/changes/?via=import"))
    assert shown(client.get("/changes/?entity=service/loom&by=importer")).count("data-item") == 50
    assert client.get("/changes/?entity=service/none").status_code == 404
    assert client.get("/changes/?after=rubbish").status_code == 404
    with django_assert_num_queries(3):  # the book's revision, changes with authors, names
        client.get("/changes/?status=applied")


@pytest.mark.parametrize("name", ["status", "via", "by", "q", "entity", "after"])
def test_a_list_asked_for_what_is_no_text_is_no_error(client: Client, loom: Entity, name: str) -> None:
    assert client.get("/changes/", {name: "\x00"}).status_code in (200, 404)


def test_a_correction_to_other_days_shows_both(client: Client, loom: Entity) -> None:
    keeper, first, later = person("keeper", "Developer"), last_day("2010"), last_day("2012")
    add_claim(loom, "purpose", value="Cloth", by=keeper, span=Span(first, first))
    claim = Claim.objects.get(predicate="purpose")
    change = correct_claim(claim, by=keeper, instead=Add(loom, "purpose", value="Cloth", span=Span(later, later)))
    page = shown(client.get(f"/changes/{change.pk}/"))
    assert "<del>since 31 Dec 2010</del>" in page
    assert "<ins>since 31 Dec 2012</ins>" in page


def test_an_end_that_is_lifted_is_told_as_before_and_after(client: Client, loom: Entity) -> None:
    keeper = person("keeper", "Developer")
    end_claim(Claim.objects.get(subject=loom), by=keeper, on=last_day("2031"))
    ended = Claim.objects.get(subject=loom, superseded_at=NEVER)
    change = correct_claim(ended, by=keeper, instead=Add(loom, "hosted_by", ended.object))
    page = shown(client.get(f"/changes/{change.pk}/"))
    assert "until 31 Dec 2031</del>" in page
    assert "<ins>still so</ins>" in page
    assert "never so" not in page


def test_a_merge_says_what_moved_and_what_was_said_there_already(client: Client, loom: Entity) -> None:
    says_too = says("service/shuttle", "hosted_by", "provider/rackhaus"), says("service/shuttle", "runs_on", "host/box")
    read("list", "2014-11-01", says("service/loom", "hosted_by", "provider/rackhaus"), *says_too)
    shuttle = Entity.objects.get(kind="service", slug="shuttle")
    change = merge_entities(shuttle, loom, by=person("chief", "Coordinator"))
    page = shown(client.get(f"/changes/{change.pk}/"))
    assert "<h1>shuttle was merged into loom</h1>" in page
    steps = page.partition('<ul class="diff">')[2].partition("</ul>")[0]
    told = [steps.find(words) for words in ("merged into loom", "said there already", "moved here")]
    assert told[0] == min(told) > 0
    assert -1 not in told
    assert "never so" not in steps
    assert "shuttle was merged into loom" in shown(client.get("/changes/"))


def test_a_document_is_named_to_whoever_may_see_what_it_says(client: Client) -> None:
    change = read("outer", "2015-10-01", says("service/heddle", "hosted_by", "provider/rackhaus"))
    read("inner", "2015-11-01", says("service/heddle", "runs_on", "host/secret-box", visibility=2))
    title = Source.objects.get(lineage__name="outer").title
    Source.objects.filter(lineage__name="inner").update(title="The inner list")
    for address in (f"/changes/{change.pk}/", "/changes/", "/changes.atom"):
        page = shown(client.get(address))
        assert f"“{title}” was read" in page
        assert "The inner list" not in page
    client.force_login(person("keeper", "Developer"))
    assert "“The inner list” was read" in shown(client.get("/changes/"))


def test_documents_of_one_name_are_told_apart_by_their_day(client: Client) -> None:
    for day, text in (("2015-10-01", "Weaves"), ("2016-10-01", "Weaves cloth")):
        said = says("service/loom", "purpose", f"={text}")
        change = read("page", day, said, slug=f"page-{day}")
        Source.objects.filter(pk=change.report["source"]).update(title="Overview")
    for address in ("/changes/", "/"):
        page = shown(client.get(address))
        assert page.count("“Overview” was read") == 2
        assert "1 October 2015 · importer" in page
        assert "1 October 2016 · importer" in page
    assert "list of 2014-10-01, 1 October 2014 · importer" in shown(client.get("/changes/"))
