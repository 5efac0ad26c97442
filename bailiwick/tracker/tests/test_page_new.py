"""Filing in the browser: three fields are enough, what is like it is shown before, and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bailiwick.accounts.models import User
from bailiwick.tracker.actions.judging import release_post
from bailiwick.tracker.models import File, Issue

from .cast import a_while_ago, entity, issue, known, person

pytestmark = pytest.mark.django_db
TYPED = {"title": "Uploads fail", "body": "Since **noon**", "kind": "bug", "services": "PyPI"}


def signed_in(user: User) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(user)
    return client


def test_title_text_and_service_are_enough() -> None:
    pypi, client = entity("service/pypi", "PyPI"), signed_in(known("uli"))
    answer = client.post("/issues/new/", TYPED)
    filed = Issue.objects.latest("pk")
    assert (answer.status_code, answer.headers["Location"]) == (302, filed.url)
    assert (filed.title, filed.body, filed.scope_id, filed.visibility) == ("Uploads fail", "Since **noon**", pypi.pk, 0)
    assert f'role="status"><p>Filed as #{filed.pk}.' in client.get(filed.url).text


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(client: Client) -> None:
    answer = client.get("/issues/new/?service=pypi&title=Slow")
    assert answer.status_code == 302
    assert "next=/issues/new/%3Fservice%3Dpypi%26title%3DSlow" in answer.headers["Location"]


def test_an_address_fills_the_form_in() -> None:
    page = signed_in(known("uli")).get("/issues/new/?service=pypi&kind=idea&title=Dark+mode&body=Please").text
    for words in ('value="pypi"', 'value="Dark mode"', '<option value="idea" selected>', "Please</textarea>"):
        assert words in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "x" * 301}, "at most 300 characters"),
        ({"services": "Nonsense"}, "The catalog has no entry called “Nonsense”"),
        ({"kind": "wish"}, "not one of the available choices"),
        ({"visibility": "9"}, "not one of the available choices"),
    ],
)
def test_a_mistake_stands_at_its_field_and_nothing_typed_is_lost(wrong: dict[str, str], said: str) -> None:
    entity("service/pypi", "PyPI")
    typed = TYPED | {"body": "Since <noon> & later"} | wrong
    answer = signed_in(known("uli")).post("/issues/new/", typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Since &lt;noon&gt; &amp; later</textarea>" in answer.text
    assert f'value="{typed["title"]}"' in answer.text or not typed["title"]
    assert Issue.objects.count() == 1


def test_files_come_with_it_and_a_mistake_elsewhere_says_which_to_choose_again(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    client = signed_in(known("uli"))

    def files() -> list[SimpleUploadedFile]:
        return [SimpleUploadedFile(name, name.encode()) for name in ("log.txt", "<b>.png")]

    for wrong in ({"title": ""}, {"preview": "1"}):
        page = client.post("/issues/new/", TYPED | wrong | {"services": "", "uploads": files()}).text
        assert "Choose these files again" in page
        assert "<bdi>log.txt</bdi>, <bdi>_b_.png</bdi>" in page
        assert "Since **noon**</textarea>" in page
    settings.FILE_MAX = 6
    answer = client.post("/issues/new/", TYPED | {"services": "", "uploads": files()})
    assert (answer.status_code, Issue.objects.count(), File.objects.count()) == (422, 1, 0)
    assert "log.txt: A file may have" in answer.text
    settings.FILE_MAX = 1000
    answer = client.post("/issues/new/", TYPED | {"services": "", "uploads": files()})
    filed = Issue.objects.latest("pk")
    assert answer.headers["Location"] == filed.url
    assert list(filed.files.order_by("pk").values_list("name", flat=True)) == ["log.txt", "_b_.png"]


def test_the_files_of_a_newcomer_wait_with_the_issue(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    typed = TYPED | {"services": "", "shown": a_while_ago(), "uploads": SimpleUploadedFile("log.txt", b"x")}
    signed_in(person("nora")).post("/issues/new/", typed)
    file, anybody = File.objects.get(), AnonymousUser()
    assert (file.held, File.objects.visible_to(anybody).exists()) == (True, False)
    release_post(file.issue, by=person("carla", "Coordinator"))
    assert list(File.objects.visible_to(anybody)) == [file]


def test_a_preview_shows_the_text_and_files_nothing() -> None:
    client = signed_in(known("uli"))
    page = client.post("/issues/new/", TYPED | {"preview": "1", "title": ""})
    assert page.status_code == 200
    assert "<strong>noon</strong>" in page.text
    assert "This field is required" not in page.text
    assert client.post("/issues/preview/", {"body": "a <b>b</b>"}).text.count("&lt;b&gt;") == 1
    assert Issue.objects.count() == 1


def test_issues_like_it_are_shown_before_it_is_filed() -> None:
    uli = known("uli")
    twin = issue("Uploads of large files fail at noon")
    hidden = issue("Uploads fail because of a hole", visibility=2)
    client = signed_in(uli)
    for address in ("/issues/similar/?q=uploads+fail", "/issues/new/?title=Uploads+fail+today"):
        page = client.get(address).text
        assert twin.url in page
        assert hidden.url not in page
    assert "Is it one of these?" not in client.get("/issues/similar/?q=zzz").text
    assert client.get('/issues/similar/?q="((:*').status_code == 200


def test_a_newcomer_is_told_that_it_waits() -> None:
    client = signed_in(person("nora"))
    answer = client.post("/issues/new/", TYPED | {"services": "", "shown": a_while_ago()}, follow=True)
    assert "It waits for somebody to look at it" in answer.text
    assert Client().get(answer.redirect_chain[-1][0]).status_code == 404
