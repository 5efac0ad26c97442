"""Of what a document no longer says a reviewer sees the words that said it, and the line that perhaps says it now."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from bailiwick.accounts.models import User
from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.actions.evidence import keep_evidence
from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.actions.statements import stage_statements
from bailiwick.catalog.models import Change, Claim
from bailiwick.catalog.queries.ended import recalled
from bailiwick.lib.statements import Statement

from .asking import Api
from .cast import entity, person, says, system
from .reviewing import lines
from .test_review_page import browser

pytestmark = pytest.mark.django_db

OLD = "Services\nThe wiki runs on a machine of Red.\nLists are kept by Blue.\n"
NEW = "Services\nLists are kept by Blue.\nRed gives the wiki a machine these days.\n"
WIKI = says("service/wiki", "hosted_by", "provider/red", locator="line 2", word="runs on")
LISTS = says("service/lists", "hosted_by", "provider/blue", locator="line 3", word="kept by")


def document(day: str, page: str, *said: Statement, apply: bool = False) -> Change:
    """A state of the page and what was read from it; it is complete for where things run."""
    kept = keep_evidence(page.encode(), media_type="text/plain", by=system())
    info = SourceInfo(f"page-{day}", f"The page of {day[:4]}", date.fromisoformat(day), digest=kept.digest)
    change = open_source(lineage="page", source=info, by=system(), complete_for=["hosted_by"])
    stage_statements(change, said, by=system())
    change = finish_source(change, by=system())
    return apply_change(change, by=system()) if apply else change


def waiting(page: str = NEW, *more: Statement) -> Change:
    """The wiki was there in 2014 and 2019; of 2021 the rules read only where the lists are."""
    document("2014-10-01", f"Old\n{OLD}", WIKI, apply=True)
    document("2019-07-02", OLD, WIKI, LISTS, apply=True)
    return document("2021-01-01", page, says("service/lists", "hosted_by", "provider/blue", locator="line 2"), *more)


def shown(change: Change, reader: User) -> str:
    return browser(reader).get(f"/changes/{change.pk}/review/").content.decode()


def ended(change: Change) -> int:
    return Claim.objects.get(change=change, subject__slug="wiki").origin


def test_the_newest_words_that_said_it_stand_beside_its_end_with_document_and_day() -> None:
    text = shown(waiting(), person("ada", "Developer"))
    assert "<blockquote>The wiki runs on a machine of Red.</blockquote>" in text
    assert 'The page of 2019, <time datetime="2019-07-02">2 July 2019</time> · line 2' in text
    assert "The page of 2014" not in text


def test_the_line_that_perhaps_says_it_now_leads_to_a_form_that_is_filled() -> None:
    change, ada = waiting(), person("ada", "Developer")
    text, at = shown(change, ada), f"/changes/{change.pk}/review/lines/3/?like={ended(change)}"
    assert "Perhaps now: <q>Red gives the wiki a machine these days.</q>" in text
    assert f'href="{at}"' in text
    form = browser(ada).get(at).content.decode()
    assert 'value="service/wiki"' in form
    assert 'value="provider/red"' in form
    assert '<option value="hosted_by" selected>' in form
    assert f'<form method="post" action="{at}"' in form


def test_said_there_it_no_longer_ends() -> None:
    change, ada = waiting(), browser(person("ada", "Developer"))
    said = {"subject": "service/wiki", "what": "provider/red", "state": "0"}
    ada.post(f"/changes/{change.pk}/review/lines/3/?predicate=hosted_by&like={ended(change)}", said)
    assert lines(change) == []


def test_another_word_keeps_what_it_is_about() -> None:
    change, ada = waiting(), browser(person("ada", "Developer"))
    form = ada.get(f"/changes/{change.pk}/review/lines/3/?like={ended(change)}&predicate=uses_software")
    assert 'value="service/wiki"' in form.content.decode()
    assert "provider/red" not in form.content.decode()


def test_where_nothing_is_like_it_nothing_is_offered() -> None:
    text = shown(waiting("Services\nLists are kept by Blue.\n"), person("ada", "Developer"))
    assert "The wiki runs on a machine of Red." in text
    assert "Perhaps now" not in text


def test_a_line_from_which_something_hidden_was_read_is_not_offered() -> None:
    hidden = says("service/wiki", "uses_software", "software/vault", locator="line 3", visibility=3)
    change = waiting(NEW, hidden)
    assert "Perhaps now" not in shown(change, person("ada", "Developer"))
    assert "Perhaps now" in shown(change, person("boss", "Coordinator"))


def test_a_line_before_it_in_one_sentence_with_something_hidden_is_not_offered_either() -> None:
    page = (
        "Services\n\nLists are kept by Blue.\n\nRed gives the wiki a machine these days,\nand keeps it in the vault.\n"
    )
    hidden = says("service/wiki", "uses_software", "software/vault", locator="line 6", visibility=3)
    change = waiting(page, hidden)
    assert "Perhaps now" not in shown(change, person("ada", "Developer"))
    assert "Perhaps now" in shown(change, person("boss", "Coordinator"))


def test_who_answers_for_the_part_sees_the_old_words_and_no_other_line() -> None:
    keeper = person("keeper", "Developer", entity("service/wiki"))
    text = shown(waiting(), keeper)
    assert "The wiki runs on a machine of Red." in text
    assert "these days" not in text


def test_lines_that_stood_together_stand_together_as_what_ended() -> None:
    more = says("service/forum", "hosted_by", "provider/red", locator="line 2", word="machine of")
    document("2019-07-02", OLD, WIKI, more, apply=True)
    text = shown(document("2021-01-01", NEW), person("ada", "Developer"))
    assert text.count("<blockquote>The wiki runs on a machine of Red.</blockquote>") == 1
    assert text.count('<span class="badge watch" title="The document no longer says it.">ends</span>') == 2


def test_a_document_that_was_not_kept_is_named_all_the_same() -> None:
    info = SourceInfo("told", "What was told", date(2019, 7, 2))
    change = open_source(lineage="page", source=info, by=system(), complete_for=["hosted_by"])
    stage_statements(change, [WIKI], by=system())
    apply_change(finish_source(change, by=system()), by=system())
    text = shown(document("2021-01-01", NEW), person("ada", "Developer"))
    assert 'What was told, <time datetime="2019-07-02">2 July 2019</time> · line 2' in text
    assert "Perhaps now: <q>Red gives the wiki a machine these days.</q>" in text


def test_programs_and_a_terminal_are_told_the_same() -> None:
    change = waiting()
    [end] = Api(person("ada", "Developer")).get(f"/changes/{change.pk}/statements")["items"]
    assert end["formerly"] == {
        "source": "page-2019-07-02", "title": "The page of 2019", "dated": "2019-07-02", "locator": "line 2",
        "text": "The wiki runs on a machine of Red.",
    }  # fmt: skip
    assert end["perhaps_now"] == {"line": 3, "text": "Red gives the wiki a machine these days."}
    assert terminal(change, "--json")["items"] == [end | {"at": None}]
    told = terminal(change)
    assert "The page of 2019, 2019-07-02, line 2: The wiki runs on a machine of Red." in told
    assert "Perhaps now, line 3: Red gives the wiki a machine these days." in told


def terminal(change: Change, *words: str) -> Any:
    out = StringIO()
    call_command("review", str(change.pk), *words, stdout=out)
    return json.loads(out.getvalue()) if words else out.getvalue()


@pytest.mark.parametrize("many", [1, 60])
def test_it_costs_the_same_however_much_ends(many: int, django_assert_num_queries: Any) -> None:
    keeper = person("keeper", "Developer", entity("service/s0"))
    page = "".join(f"Service {n} runs on machine {n} of Red.\n" for n in range(many))
    said = [says(f"service/s{n}", "hosted_by", f"provider/p{n}", locator=f"line {n + 1}") for n in range(many)]
    document("2019-07-02", page, *said, apply=True)
    change = document("2021-01-01", page.replace("runs on", "has"))
    for reader, cost in ((person("dora", "Developer"), 17), (keeper, 17)):
        client, address = browser(reader), f"/changes/{change.pk}/review/"
        with django_assert_num_queries(cost):
            client.get(address)


def test_the_form_is_filled_with_nothing_that_its_reader_may_not_see() -> None:
    vault = says("service/vault", "hosted_by", "provider/red", locator="line 2", visibility=3)
    document("2019-07-02", OLD, WIKI, LISTS, vault, apply=True)
    change = document("2021-01-01", NEW, replace(LISTS, locator="line 2"))
    hidden = Claim.objects.get(change=change, subject__slug="vault").origin
    at = f"/changes/{change.pk}/review/lines/3/?like={hidden}"
    assert "service/vault" not in browser(person("ada", "Developer")).get(at).content.decode()
    assert "service/vault" in browser(person("boss", "Coordinator")).get(at).content.decode()


def test_what_is_like_it_is_looked_for_only_where_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    change, ada = waiting(), person("ada", "Developer")
    end = ended(change)
    looked: list[int] = []
    monkeypatch.setattr("bailiwick.catalog.queries.review.recalled", counting(looked))
    browser(ada).post(f"/changes/{change.pk}/judge/", {"accept": end})
    browser(ada).get(f"/changes/{change.pk}/review/lines/3/?like={end}")
    said = {"line": 3, "subject": "service/wiki", "predicate": "purpose", "value": "Notes"}
    Api(ada).post(f"/changes/{change.pk}/say", said)
    assert looked == []
    Api(ada).post(f"/changes/{change.pk}/judge", {"verdict": "accepted", "statements": [end]})
    assert looked == [1]


def counting(looked: list[int]) -> Any:
    """The search itself, which notes for how many it looks."""

    def search(user: Any, source: Any, sought: Any, *more: Any, **options: Any) -> Any:
        looked.extend([len(sought)] if sought else [])
        return recalled(user, source, sought, *more, **options)

    return search


def test_said_one_is_back_among_what_ended_and_told_what_was_said() -> None:
    change, ada = waiting(), browser(person("ada", "Developer"))
    page = f"/changes/{change.pk}/review/"
    at = f"{page}lines/3/?like={ended(change)}&amp;show=undecided&amp;from=0"
    assert f'href="{at}"' in ada.get(f"{page}?show=undecided&from=0").content.decode()
    at = at.replace("&amp;", "&")
    form = ada.get(at).content.decode()
    assert f'<a href="{page}?show=undecided&amp;from=0#s{ended(change)}">Cancel</a>' in form
    assert f"?like={ended(change)}&amp;show=undecided&amp;from=0" in form
    said = {"subject": "service/wiki", "what": "provider/red", "state": "0"}
    answer = ada.post(f"{at}&predicate=hosted_by", said)
    assert answer.headers["Location"] == f"{page}?show=undecided&from=0#section--1"
    assert "Said: wiki: Hosted by red" in ada.get(answer.headers["Location"]).content.decode()


def test_what_is_said_anew_is_told_and_shown() -> None:
    change, ada = waiting(), browser(person("ada", "Developer"))
    said = {"subject": "service/wiki", "what": "Notes", "state": "0"}
    answer = ada.post(f"/changes/{change.pk}/review/lines/3/?predicate=purpose", said)
    new = Claim.objects.get(change=change, predicate="purpose").origin
    assert answer.headers["Location"] == f"/changes/{change.pk}/review/#s{new}"
    assert "Said: wiki: " in ada.get(f"/changes/{change.pk}/review/").content.decode()
