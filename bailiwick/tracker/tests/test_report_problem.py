"""Somebody reports a problem by the address of a page: with an account, without one, and for another's tracker."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from bailiwick.catalog.actions.claims import add_claim
from bailiwick.catalog.models import Entity
from bailiwick.events.processing import process_events
from bailiwick.outbox.letters import compose, letters
from bailiwick.outbox.models import Address, Delivery
from bailiwick.reactions import REACTIONS
from bailiwick.tracker.actions.issues import create_issue
from bailiwick.tracker.actions.judging import release_post
from bailiwick.tracker.actions.merging import merge_issues
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.due import forget_unconfirmed
from bailiwick.tracker.models import File, Issue
from bailiwick.tracker.traps import SHOWN

from .cast import entity, known, person, sign_in, system

pytestmark = pytest.mark.django_db
PAGE = "/report/?url=https://wiki.example.org/FrontPage"
SAID = {"title": "The front page is empty", "happened": "White all over", "again": "Open it"}


@pytest.fixture
def wiki(db: None) -> Entity:
    made = entity("service/wiki", "Wiki")
    add_claim(made, "url", value="https://wiki.example.org/", by=system())
    add_claim(made, "owned_by", object=entity("person/una", "Una Keeper"), by=system())
    return made


def a_while_ago() -> str:
    """A form that was shown an hour ago."""
    signer = signing.TimestampSigner(salt="tracker.form")
    value = f"form:{signing.b62_encode(int(timezone.now().timestamp()) - 3600)}"
    return f"{value}:{signer.signature(value)}"


def stranger(**more: str) -> dict[str, str]:
    return SAID | {"mail": "Sam@Example.org", SHOWN: a_while_ago()} | more


def link_in(delivery: Delivery) -> str:
    """The path of the link in a mail."""
    _subject, text = compose(delivery, letters()[delivery.template])
    found = re.search(r"/report/mine/\S+", text)
    assert found
    return found[0]


def test_the_page_says_who_looks_after_it_before_anything_is_sent(wiki: Entity, client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert 'It belongs to <a href="/service/wiki/">Wiki</a>' in page
    assert "Una Keeper" in page
    assert not Issue.objects.exists()
    assert "Una Keeper" in client.get("/report/?place=service/wiki").content.decode()
    assert client.get("/report/?place=nothing/at\x00all").status_code == 200
    unknown = client.get("/report/?url=https://elsewhere.test/").content.decode()
    assert "The catalog knows nothing at this address" in unknown


def test_an_unknown_address_leaves_the_choice_of_a_service(wiki: Entity, client: Client) -> None:
    entity("service/attic", "Attic", visibility=2)
    unknown = client.get("/report/", {"url": "https://elsewhere.test/"}).text
    assert '<option value="service/wiki">Wiki</option>' in unknown
    assert "Attic" not in unknown
    sign_in(client, known("uli"))
    chosen = "/report/?url=https://elsewhere.test/&place=service/wiki"
    assert 'It belongs to <a href="/service/wiki/">Wiki</a>' in client.get(chosen).text
    client.post(chosen, SAID)
    issue = Issue.objects.get(title=SAID["title"])
    assert (issue.scope_id, "<https://elsewhere.test/>" in issue.body) == (wiki.pk, True)


def test_somebody_with_an_account_files_it_with_the_service(wiki: Entity, client: Client) -> None:
    sign_in(client, known("uli"))
    answer = client.post(PAGE, SAID)
    issue = Issue.objects.get(title=SAID["title"])
    assert answer["Location"] == issue.url
    assert issue.scope_id == wiki.pk
    assert "<https://wiki.example.org/FrontPage>" in issue.body
    assert "### What happened" in issue.body


def test_answers_are_shown_as_they_were_typed(wiki: Entity, client: Client) -> None:
    sign_in(client, known("uli"))
    steps = "1. Open it\n# as root\n- wait\n    then *look* at https://wiki.example.org/~uli/"
    client.post(PAGE, SAID | {"again": steps})
    page = client.get(Issue.objects.get(title=SAID["title"]).url).text
    shown = page.partition("How to see it again</h5>")[2].partition("</div>")[0]
    assert "1. Open it<br>\n# as root<br>\n- wait<br>\n" in shown
    assert "then *look* at <a" in shown
    assert not set(re.findall(r"<(\w+)", shown)) - {"p", "br", "a"}


def test_without_an_account_nobody_sees_it_before_the_link_was_opened(wiki: Entity, client: Client) -> None:
    assert "sam@example.org" in client.post(PAGE, stranger(mail="sam@example.org")).content.decode()
    issue, dora = Issue.objects.get(), person("dora", "Coordinator")
    assert issue not in Issue.objects.visible_to(dora)
    mine = link_in(Delivery.objects.get())
    assert "Nobody sees this report yet." in client.get(mine).content.decode()
    assert issue not in Issue.objects.visible_to(dora)
    client.post(f"{mine}confirm/")
    assert issue in Issue.objects.visible_to(dora)
    assert issue not in Issue.objects.visible_to(AnonymousUser())
    assert Address.objects.get().confirmed_at


def test_the_reporter_is_asked_by_mail_and_answers_through_the_link(wiki: Entity, client: Client) -> None:
    client.post(PAGE, stranger())
    issue, dora = Issue.objects.get(), person("dora", "Developer")
    mine = link_in(Delivery.objects.get())
    # Nobody was shown that form yet; what it brought would be lost.
    assert client.post(f"{mine}answer/", {"body": "Too early"}).status_code == 422
    client.post(f"{mine}confirm/")
    issue.refresh_from_db()
    assert not issue.thread.exists()
    create_comment(issue, "A note among us", by=dora, note=True)
    create_comment(issue, "Which browser?", by=dora)
    process_events(REACTIONS)
    question = Delivery.objects.get(template="report.answered")
    assert letters()["report.answered"].allowed(question)  # type: ignore[misc]  # it has such a function
    page = client.get(link_in(question)).content.decode()
    assert "Which browser?" in page
    assert "A note among us" not in page
    client.post(f"{mine}answer/", {"body": "Lynx"})
    assert issue.thread.get(body="Lynx").address_id == issue.address_id
    assert client.post(f"{mine}answer/", {"body": " "}).status_code == 422


def test_of_many_answers_in_a_minute_the_last_ones_wait_and_are_not_lost(wiki: Entity, client: Client) -> None:
    client.post(PAGE, stranger())
    issue, mine = Issue.objects.get(), link_in(Delivery.objects.get())
    client.post(f"{mine}confirm/")
    answers = [client.post(f"{mine}answer/", {"body": f"Lynx & {n}"}) for n in range(6)]
    assert [answer.status_code for answer in answers][-2:] == [302, 429] or answers[-1].status_code == 429
    assert "That was a lot at once" in answers[-1].text
    assert "Lynx &amp; 5</textarea>" in answers[-1].text
    assert issue.thread.count() < 6


def test_files_of_a_report_without_an_account_wait_with_it(
    wiki: Entity, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path

    def sent(**more: str) -> Any:
        return client.post(PAGE, stranger(**more) | {"uploads": SimpleUploadedFile("screen.txt", b"white")})  # type: ignore[operator]  # a file among texts

    assert "<bdi>screen.txt</bdi>" in sent(title="").content.decode()
    sent()
    file, carla = File.objects.select_related("issue").get(), person("carla", "Coordinator")
    mine = link_in(Delivery.objects.get())
    assert "screen.txt" in client.get(mine).content.decode()
    assert not File.objects.visible_to(carla).exists()
    client.post(f"{mine}confirm/")
    assert [list(File.objects.visible_to(who)) for who in (carla, AnonymousUser())] == [[file], []]
    release_post(Issue.objects.get(), by=carla)
    assert list(File.objects.visible_to(AnonymousUser())) == [file]


def test_mails_to_the_reporter_are_in_the_language_of_the_report(wiki: Entity, client: Client) -> None:
    client.post(PAGE, stranger(), HTTP_ACCEPT_LANGUAGE="de")
    client.post(f"{link_in(Delivery.objects.get())}confirm/", HTTP_ACCEPT_LANGUAGE="en")
    create_comment(Issue.objects.get(), "Which browser?", by=person("dora", "Developer"))
    process_events(REACTIONS)

    def subjects() -> list[str]:
        return [compose(mail, letters()[mail.template])[0] for mail in Delivery.objects.order_by("pk")]

    assert [subject.partition(" #")[0] for subject in subjects()] == ["Deine Meldung", "Re: deine Meldung"]
    # Somebody else who writes with the same address changes nothing for its owner.
    client.post(PAGE, stranger(), HTTP_ACCEPT_LANGUAGE="en")
    assert subjects()[0].startswith("Deine Meldung")
    Delivery.objects.order_by("-pk")[0].delete()
    # Whoever reported before languages were kept reads English.
    Address.objects.update(language="")
    assert [subject.partition(" #")[0] for subject in subjects()] == ["Your report", "Re: your report"]


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ({"website": "https://spam.test"}, "has to stay empty"),
        ({SHOWN: "nonsense"}, "open for very long"),
        ({"happened": "https://a.test " * 6}, "more than 5 links"),
        ({"mail": "no address"}, "valid email"),
        ({"title": ""}, "required"),
    ],
)
def test_a_program_is_told_why_and_a_person_loses_nothing(
    wiki: Entity, client: Client, what: dict[str, str], why: str
) -> None:
    answer = client.post(PAGE, stranger(**what))
    page = answer.content.decode()
    assert (answer.status_code, Issue.objects.count()) == (422, 0)
    assert why in page
    assert "Open it" in page


def test_what_belongs_to_anothers_tracker_is_handed_over_and_kept(wiki: Entity, client: Client) -> None:
    tracker = entity("tracker/moin", "Moin issues")
    add_claim(wiki, "tracker", object=tracker, by=system())
    add_claim(tracker, "url", value="https://github.com/moin/moin/issues", by=system())
    link = '<a href="https://github.com/moin/moin/issues" rel="noopener nofollow">Moin issues</a>'
    assert f"Its problems are tracked in {link}: you get" in client.get(PAGE).text
    sign_in(client, known("uli"))
    answer = client.post(PAGE, SAID)
    page = client.get(answer["Location"]).content.decode()
    assert "https://github.com/moin/moin/issues/new?title=The%20front%20page%20is%20empty" in page
    client.post(answer["Location"], {"url": "https://github.com/moin/moin/issues/7"})
    issue = Issue.objects.get(title=SAID["title"])
    assert (issue.status, issue.resolution) == ("closed", "third-party")
    assert issue.references.get().url == "https://github.com/moin/moin/issues/7"
    sign_in(client, known("vera"))
    assert client.get(answer["Location"]).status_code == 404
    # Without an account the same stands on the page behind the link, once it is confirmed.
    sam = Client(HTTP_ACCEPT_LANGUAGE="en")
    assert "the text to take to Moin issues" in sam.post(PAGE, stranger(title="It is slow")).text
    mine, there = link_in(Delivery.objects.get()), {"url": "https://github.com/moin/moin/issues/8"}
    assert "Take it to" not in sam.get(mine).text
    assert sam.post(f"{mine}elsewhere/", there).status_code == 404
    page = sam.post(f"{mine}confirm/", follow=True).text
    assert "https://github.com/moin/moin/issues/new?title=It%20is%20slow" in page
    assert sam.post(f"{mine}elsewhere/", {"url": "nowhere at all"}).status_code == 422
    page = sam.post(f"{mine}elsewhere/", there, follow=True).text
    assert "Here it is closed" in page
    assert "Take it to" not in page
    assert Issue.objects.get(title="It is slow").references.get().url == there["url"]


def test_the_page_of_a_report_says_why_it_is_closed_and_where_it_goes_on(wiki: Entity, client: Client) -> None:
    client.post(PAGE, stranger())
    report, mine, carla = Issue.objects.get(), link_in(Delivery.objects.get()), person("carla", "Coordinator")
    client.post(f"{mine}confirm/")
    assert f'href="{report.url}"' not in client.get(mine).text
    release_post(Issue.objects.get(), by=carla)
    assert f'href="{report.url}"' in client.get(mine).text
    first = create_issue({"title": "All pages are empty"}, by=carla)
    hole = create_issue({"title": "A hole", "visibility": 3}, by=carla)
    merge_issues(Issue.objects.get(pk=report.pk), first, by=carla)
    page = client.get(mine).text
    assert f'It goes on in <a href="{first.url}">#{first.pk} All pages are empty</a>' in page
    assert "Duplicate" in page
    Issue.objects.filter(pk=report.pk).update(merged_into=hole)
    page = client.get(mine).text
    assert "in another issue, which not everybody may see" in page
    assert hole.url not in page
    assert hole.title not in page


def test_whoever_has_no_account_is_led_here(client: Client) -> None:
    for page in ("/", "/issues/", "/issues/triage/", "/account/login/?next=/issues/new/"):
        assert client.get(page).text.partition("<footer")[0].count('href="/report/"') == 1, page
    assert 'href="/report/"' in client.get("/search/").text.partition("<footer")[2]


def test_a_made_up_link_leads_nowhere_and_an_unconfirmed_report_is_forgotten(wiki: Entity, client: Client) -> None:
    client.post(PAGE, stranger())
    mine = link_in(Delivery.objects.get())
    for wrong in (mine[:-2] + "x/", "/report/mine/nonsense/", "/report/mine/a:b:c/"):
        assert client.get(wrong).status_code == 404
    forget_unconfirmed()
    assert Issue.objects.exists()
    Issue.objects.update(created_at=timezone.now() - timedelta(days=8))
    forget_unconfirmed()
    assert not Issue.objects.exists()
    assert client.get(mine).status_code == 404
    assert not Address.objects.exists()


def test_the_page_costs_few_queries(wiki: Entity, client: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(10):
        client.get(PAGE)
