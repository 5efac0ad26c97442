"""Editing in the browser: all fields in one form, and two people who edit at once never lose one."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.tracker.actions.issues import change_issue
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.fields import values
from bailiwick.tracker.models import Issue, Label, Milestone, Version
from bailiwick.tracker.views import found

from .cast import entity, issue, known, person, system

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user)
    return client


class Filled(HTMLParser):
    """What a browser would send of the form that holds `seen`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.forms: list[dict[str, list[str]]] = []
        self.select = self.area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name = told.get("name") or ""
        if tag == "form":
            self.sent = {}
            self.forms.append(self.sent)
        elif tag == "input" and name and (told.get("type") not in ("checkbox", "radio") or "checked" in told):
            self.sent.setdefault(name, []).append(told.get("value") or "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in told:
            self.sent[self.select] = [told.get("value") or ""]
        elif tag == "textarea":
            self.area = name
            self.sent[name] = [""]

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area][0] += unescape(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area:
            self.sent[self.area] = [self.sent[self.area][0].removeprefix("\r").removeprefix("\n")]
            self.area = ""


def opened(client: Client, address: str) -> dict[str, Any]:
    """The form as it opens."""
    return next(form for form in Filled(client.get(address).text).forms if "seen" in form)


def test_a_form_that_is_saved_as_it_opened_changes_nothing() -> None:
    pypi, dora, uli = entity("service/pypi", "PyPI"), person("dora", "Developer"), known("uli")
    bug = issue("Slow", by=uli, service=pypi, body="\nTwo\n\nlines <b>& more", severity="minor")
    Version.objects.create(scope_id=pypi.pk, name="1.0")
    easy = Label.objects.create(slug="easy").pk
    asked = {"labels": [easy], "assignee_id": uli.pk, "assigned_until": "2026-12-24", "priority": "high"}
    change_issue(bug, asked, by=dora)
    before = values(bug, ("title", "body", *asked, "services", "visibility", "scope_id"))
    client = signed_in(dora)
    answer = client.post(f"{bug.url}edit/", opened(client, f"{bug.url}edit/"))
    assert (answer.status_code, answer.headers.get("Location")) == (302, bug.url)
    assert values(Issue.objects.get(pk=bug.pk), before) == before
    assert bug.history.count() == len(asked)


def test_everything_is_changed_in_one_form() -> None:
    pypi, docs, dora = entity("service/pypi", "PyPI"), entity("service/docs", "Docs"), person("dora", "Developer")
    bug, uli = issue("Slow", service=pypi), known("uli")
    easy, goal = Label.objects.create(slug="easy").pk, Milestone.objects.create(name="Spring").pk
    client = signed_in(dora)
    form = opened(client, f"{bug.url}edit/") | {
        "title": "Slower", "status": "confirmed", "labels": [str(easy)], "assignee_id": "@uli", "milestone": str(goal),
        f"service-{pypi.pk}": "fixed", "services": "Docs", "scope_id": "service/docs", "visibility": "1",
    }  # fmt: skip
    assert client.post(f"{bug.url}edit/", form).status_code == 302
    wanted = {
        "title": "Slower", "status": "confirmed", "labels": [easy], "assignee_id": uli.pk, "milestone": goal,
        "services": {str(pypi.pk): "fixed", str(docs.pk): "affected"}, "scope_id": docs.pk, "visibility": 1,
    }  # fmt: skip
    assert values(Issue.objects.get(pk=bug.pk), wanted) == wanted


def test_one_sees_only_the_fields_that_one_may_change() -> None:
    client = signed_in(known("uli"))
    form = opened(client, f"{issue('Slow').url}edit/")
    assert {"title", "kind", "severity", "services"} <= form.keys()
    assert not {"body", "status", "priority", "assignee_id", "visibility"} & form.keys()


def test_a_mistake_stands_at_its_field_and_nothing_typed_is_lost() -> None:
    bug, client = issue("Slow"), signed_in(person("dora", "Developer"))
    wrong = {"title": "Slow & sad", "assignee_id": "nobody-here", "services": "Nonsense", "assigned_until": "soon"}
    answer = client.post(f"{bug.url}edit/", opened(client, f"{bug.url}edit/") | wrong)
    assert answer.status_code == 422
    said = ("no account called “nobody-here”", "no entry called “Nonsense”", "Enter a valid date", "Slow &amp; sad")
    for words in said:
        assert words in answer.text
    damaged = client.post(f"{bug.url}edit/", opened(client, f"{bug.url}edit/") | {"seen": "[1]", "title": "Kept"})
    assert damaged.status_code == 422
    assert 'value="Kept"' in damaged.text


def test_two_who_change_different_fields_both_keep_theirs() -> None:
    bug, one, two = issue("Slow"), signed_in(person("dora", "Developer")), signed_in(known("uli"))
    first, second = opened(one, f"{bug.url}edit/"), opened(two, f"{bug.url}edit/")
    one.post(f"{bug.url}edit/", first | {"priority": "high"})
    assert two.post(f"{bug.url}edit/", second | {"title": "Slow at noon"}).status_code == 302
    assert values(Issue.objects.get(pk=bug.pk), ("title", "priority")) == {"title": "Slow at noon", "priority": "high"}


@pytest.mark.parametrize(("chosen", "title"), [("mine", "Slow in the evening"), ("theirs", "Slow at noon")])
def test_two_who_change_the_same_field_see_both_and_choose(chosen: str, title: str) -> None:
    bug, one, two = issue("Slow"), signed_in(person("dora", "Developer")), signed_in(known("uli"))
    first, second = opened(one, f"{bug.url}edit/"), opened(two, f"{bug.url}edit/")
    one.post(f"{bug.url}edit/", first | {"title": "Slow at noon"})
    answer = two.post(f"{bug.url}edit/", second | {"title": "Slow in the evening", "severity": "minor"})
    assert answer.status_code == 422
    assert "two of you changed it" in answer.text
    assert "Slow at noon" in answer.text
    again = next(form for form in Filled(answer.text).forms if "seen" in form)
    assert two.post(f"{bug.url}edit/", again | {"choose-title": chosen}).status_code == 302
    assert values(Issue.objects.get(pk=bug.pk), ("title", "severity")) == {"title": title, "severity": "minor"}


def test_a_crossed_text_is_shown_line_by_line_and_its_history_too() -> None:
    uli, dora = known("uli"), person("dora", "Developer")
    bug = issue("Slow", by=uli, body="one\ntwo\nthree")
    one, two = signed_in(uli), signed_in(dora)
    first, second = opened(one, f"{bug.url}edit/"), opened(two, f"{bug.url}edit/")
    one.post(f"{bug.url}edit/", first | {"body": "one\n2\nthree"})
    answer = two.post(f"{bug.url}edit/", second | {"body": "one\nTWO\nthree"}).text
    assert '<del dir="auto">2</del>' in answer
    assert '<ins dir="auto">TWO</ins>' in answer
    assert '<del dir="auto">two</del>' in Client().get(f"{bug.url}text/").text


def test_a_comment_is_edited_with_its_history_and_crossing_edits_are_shown() -> None:
    uli, dora, bug = known("uli"), person("dora", "Developer"), issue("Slow")
    said = create_comment(bug, "Since noon", by=uli)
    address = f"/issues/comments/{said.pk}/edit/"
    one, two = signed_in(uli), signed_in(dora)
    first, second = opened(one, address), opened(two, address)
    assert one.post(address, first | {"body": "Since one"}).headers["Location"] == said.url
    crossed = two.post(address, second | {"body": "Since two"})
    assert crossed.status_code == 422
    assert '<del dir="auto">Since one</del>' in crossed.text
    again = next(form for form in Filled(crossed.text).forms if "seen" in form)
    assert two.post(address, again).status_code == 302
    history = Client().get(f"/issues/comments/{said.pk}/history/").text
    assert '<del dir="auto">Since noon</del>' in history
    assert '<ins dir="auto">Since two</ins>' in history
    assert signed_in(known("vera")).get(address).status_code == 403
    assert one.post(address, {"body": " ", "seen": "Since two"}).status_code == 422


def test_the_history_of_a_note_is_for_staff() -> None:
    dora, bug = person("dora", "Developer"), issue("Slow")
    note = create_comment(bug, "The attic", by=dora, note=True)
    assert Client().get(f"/issues/comments/{note.pk}/history/").status_code == 404
    assert signed_in(dora).get(f"/issues/comments/{note.pk}/history/").status_code == 200


def test_buttons_do_what_they_say() -> None:
    uli, dora = known("uli"), person("dora", "Developer")
    bug, other = issue("Slow", by=uli), issue("Slow, too")
    mine, staff = signed_in(uli), signed_in(dora)
    for client, verb, said, left, words in (
        (mine, "assign", {"me": "1"}, {"assignee_id": uli.pk}, "Assigned to uli."),
        (staff, "assign", {"to": "@dora"}, {"assignee_id": dora.pk}, "Assigned to dora."),
        (mine, "star", {}, {"stars": 1}, "Your star counts."),
        (mine, "close", {"resolution": "fixed"}, {"status": "closed", "resolution": "fixed"}, "Closed."),
        (mine, "reopen", {}, {"status": "new", "resolution": ""}, "It is open again."),
        (staff, "link", {"how": "in-blocks", "other": f"#{other.pk}"}, {"links_in__source": other.pk}, "Linked with #"),
        (staff, "merge", {"into": f"http://x/issues/{other.pk}/"}, {"merged_into": other.pk}, "Merged. Its stars"),
        (staff, "unmerge", {}, {"merged_into": None, "status": "new"}, "everything is as it was"),
        (mine, "star", {"stop": "1"}, {"stars": 0}, "Your star is taken away."),
        (mine, "edit", {"title": "Slower", "kind": "bug"}, {"title": "Slower"}, "Kept."),
        (mine, "edit", {"title": "Slower", "kind": "bug"}, {"title": "Slower"}, "Nothing was changed."),
        (mine, "comment", {"body": "Since noon"}, {"comments": 1}, "Your comment is kept."),
    ):
        if verb == "edit":
            said = opened(client, f"{bug.url}edit/") | said
        answer = client.post(f"{bug.url}{verb}/", said, follow=True)
        assert answer.redirect_chain, verb
        assert Issue.objects.filter(pk=bug.pk, **left).exists(), verb
        assert re.search(f'role="status"><p>[^/]*{words}', answer.text), verb
    for verb, wrong, words in (
        ("close", {"resolution": ""}, "Say why it is closed"),
        ("close", {"resolution": "fixed"}, "still stands in its way"),
        ("assign", {"to": "nobody-here"}, "no account called"),
        ("merge", {"into": "#99999"}, "There is no issue"),
        ("link", {"how": "out-hates", "other": f"{other.pk}"}, "no link like that"),
    ):
        answer = staff.post(f"{bug.url}{verb}/", wrong)
        assert answer.status_code == 422, verb
        assert words in answer.text, verb
        # Whoever changes the language of that page asks for its address.
        assert staff.get(f"{bug.url}{verb}/")["Location"] == bug.url
    assert [staff.get(f"/issues/{door}/")["Location"] for door in ("bulk", "exports")] == ["/issues/"] * 2
    part = mine.post(f"{bug.url}star/", {}, HTTP_HX_REQUEST="true").text
    assert 'aria-pressed="true"' in part
    # The button is swapped; what is said goes into a region that stays, or nobody hears it.
    assert '<span hx-swap-oob="innerHTML:#star-said">Your star counts.</span>' in part
    assert 'role="status" id="star-said"' in mine.get(bug.url).text
    assert "<html" not in part


def test_a_refused_comment_stands_in_its_box_again() -> None:
    bug, client = issue("Slow"), signed_in(person("nora"))
    answer = client.post(f"{bug.url}comment/", {"body": "Buy <watches>", "website": "x"})
    assert answer.status_code == 422
    assert "A field that has to stay empty was filled in" in answer.text
    assert "Buy &lt;watches&gt;</textarea>" in answer.text
    quick = client.post(f"{bug.url}comment/", {"body": "Buy", "shown": "x"})
    assert "This form was open for very long" in quick.text
    shown = signed_in(known("uli")).post(f"{bug.url}comment/", {"body": "a **b**", "preview": "1"}).text
    assert "<strong>b</strong>" in shown
    assert bug.thread.count() == 0


def test_the_same_page_is_not_sent_again_to_somebody_signed_in() -> None:
    bug, client = issue("Slow"), signed_in(known("uli"))
    client.get(bug.url)
    tag = client.get(bug.url).headers["ETag"]
    assert client.get(bug.url, HTTP_IF_NONE_MATCH=tag).status_code == 304
    client.post(f"{bug.url}star/", {})
    assert client.get(bug.url, HTTP_IF_NONE_MATCH=tag).status_code == 200
    other = signed_in(person("dora", "Developer"))
    other.get(bug.url)
    assert other.get(bug.url, HTTP_IF_NONE_MATCH=client.get(bug.url).headers["ETag"]).status_code == 200


def test_nobody_hurries_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    bug, client = issue("Slow"), signed_in(known("uli"))
    assert client.post(f"{bug.url}comment/", {"body": "One"}).status_code == 302
    monkeypatch.setattr(found, "MOST_A_MINUTE", 0)
    refused = client.post(f"{bug.url}comment/", {"body": "Two"})
    assert refused.status_code == 422
    assert "Wait a minute" in refused.text
    assert "Two</textarea>" in refused.text


def test_services_that_an_editor_may_not_see_stay() -> None:
    secret, bug = entity("service/secret", visibility=2), issue("Slow")
    change_issue(bug, {"services": [secret.pk]}, by=system())
    client = signed_in(known("uli"))
    form = opened(client, f"{bug.url}edit/")
    assert "secret" not in str(form)
    assert client.post(f"{bug.url}edit/", form | {"title": "Slower"}).status_code == 302
    assert values(Issue.objects.get(pk=bug.pk), ["services"]) == {"services": {str(secret.pk): "affected"}}
