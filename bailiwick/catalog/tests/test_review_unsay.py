"""What was said for a line and is in the book already can be taken back: then it ends after all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bailiwick.access import Denied
from bailiwick.accounts.models import User
from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.actions.judging import judge_statements, reword_statement
from bailiwick.catalog.actions.supplying import supply_statement
from bailiwick.catalog.models import Change, Claim, Reference, Ruling
from bailiwick.catalog.when import NEVER

from .asking import Api
from .cast import entity, person, says, system
from .reviewing import book, lines
from .test_review_page import browser
from .test_review_say_doors import bailiwick
from .test_review_supply import ASKED, HOSTED, READ, SAID, document

pytestmark = pytest.mark.django_db

ENDS = [(f"{READ} †", "")]
NOW = "Red houses the wiki.\n"


def said(page: str = NOW) -> tuple[Change, int]:
    """The newer page, of which somebody said that it says what seemed to end."""
    apply_change(document(), by=system())
    later = document("2021-01-01", page, ())
    origin = supply_statement(later, 1, HOSTED, by=system())
    assert lines(later) == []
    return later, origin


def test_undo_below_the_review_proposes_the_end_again() -> None:
    change, origin = said()
    ada = browser(person("ada", "Developer"))
    text = ada.get(f"/changes/{change.pk}/review/").content.decode()
    assert f'<button name="undo" value="{origin}"' in text
    assert ">wiki</a>: Hosted by" in text.split(f'<li id="s{origin}">')[1]
    ada.post(f"/changes/{change.pk}/judge/", {"undo": origin})
    assert lines(change) == ENDS
    assert "is in the catalog already" not in ada.get(f"/changes/{change.pk}/review/").content.decode()


def test_taken_back_no_later_page_says_it() -> None:
    change, origin = said()
    judge_statements(change, [origin], "undecided", by=system())
    apply_change(change, by=system())
    assert lines(document("2022-01-01", NOW, ())) == []
    assert Reference.objects.filter(digest__startswith="said:").count() == 0


def test_a_program_takes_it_back_and_a_terminal() -> None:
    change, origin = said()
    dev = Api(person("dev", "Developer"))
    assert dev.get(f"/changes/{change.pk}/statements")["said_here"] == [origin]
    assert dev.send(f"/changes/{change.pk}/judge", {"verdict": "rejected", "statements": [origin]}).status_code == 422
    judged = dev.post(f"/changes/{change.pk}/judge", {"verdict": "undecided", "statements": [origin]})
    assert (lines(change), judged["said_here"]) == (ENDS, [])
    dev.post(f"/changes/{change.pk}/say", {
        "line": 1, "subject": "service/wiki", "predicate": "hosted_by", "object": "provider/red",
    })  # fmt: skip
    assert "in the catalog already" in bailiwick(change.pk)
    bailiwick(change.pk, "--undo", origin)
    assert lines(change) == ENDS


def test_what_the_rules_read_as_well_is_said_still() -> None:
    apply_change(document(), by=system())
    later = document("2021-01-01", "The wiki runs on a machine of Red.\nRed houses the wiki.\n")
    origin = supply_statement(later, 2, HOSTED, by=system())
    judge_statements(later, [origin], "undecided", by=system())
    assert (lines(later), Reference.objects.filter(change=later).count()) == ([], 1)


def test_a_verdict_and_what_was_said_are_taken_back_together() -> None:
    apply_change(document(), by=system())
    later = document("2021-01-01", NOW, [says("service/forum", "hosted_by", "provider/red", locator="line 1")])
    forum = Claim.objects.get(change=later, subject__slug="forum").origin
    judge_statements(later, [forum], "accepted", by=system())
    wiki = supply_statement(later, 1, HOSTED, by=system())
    assert judge_statements(later, [forum, wiki], "undecided", by=system()) == 2
    assert lines(later) == [("service/forum hosted_by provider/red", ""), *ENDS]


def test_who_may_not_say_what_lines_say_neither_sees_it_nor_takes_it_back() -> None:
    keeper: Any = person("keeper", "Developer", entity("service/wiki"))
    change, origin = said()
    answer = Api(keeper).send(f"/changes/{change.pk}/judge", {"verdict": "undecided", "statements": [origin]})
    assert answer.status_code == 404
    with pytest.raises(Denied):
        judge_statements(change, [origin], "undecided", by=keeper)
    assert lines(change) == []


def test_what_is_hidden_is_not_listed() -> None:
    vault = says("service/vault", "hosted_by", "provider/red", locator="line 1", visibility=3)
    apply_change(document(rules_read=[HOSTED, vault]), by=system())
    later = document("2021-01-01", NOW, [HOSTED])
    supply_statement(later, 1, vault, by=system())
    assert "vault" not in browser(person("ada", "Developer")).get(f"/changes/{later.pk}/review/").content.decode()
    text = browser(person("boss", "Coordinator")).get(f"/changes/{later.pk}/review/").content.decode()
    assert "is in the catalog already" in text


DETAILED = replace(HOSTED, qualifiers={"form": "vm"})


def said_with_details() -> tuple[Change, int]:
    """The newer page, of which somebody said what seemed to end, in more detail than the book has."""
    apply_change(document(), by=system())
    later = document("2021-01-01", NOW, ())
    origin = supply_statement(later, 1, DETAILED, by=system())
    assert lines(later) == [(READ, "accepted")]
    return later, origin


def nothing_was_said(change: Change) -> bool:
    return not (Reference.objects.filter(change=change).exists() or Ruling.objects.exists())


def test_what_was_said_in_more_detail_is_taken_back_whole() -> None:
    change, origin = said_with_details()
    ada = browser(person("ada", "Developer"))
    page = ada.get(f"/changes/{change.pk}/review/").content.decode()
    assert "more detail" in page
    assert f'<button form="judge" name="undo" value="{origin}"' in page
    answer = ada.post(f"/changes/{change.pk}/judge/", {"undo": origin}, headers={"HX-Request": "true"})
    # The end stands in another section than the line that was undone.
    assert answer.headers["HX-Refresh"] == "true"
    assert (lines(change), nothing_was_said(change)) == (ENDS, True)
    apply_change(change, by=system())
    assert lines(document("2022-01-01", NOW, ())) == []


def test_a_program_and_a_terminal_take_details_back_as_well() -> None:
    change, origin = said_with_details()
    Api(person("dev", "Developer")).post(
        f"/changes/{change.pk}/judge", {"verdict": "undecided", "statements": [origin]}
    )
    assert (lines(change), nothing_was_said(change)) == (ENDS, True)
    assert supply_statement(change, 1, DETAILED, by=system()) == origin
    bailiwick(change.pk, "--undo", origin)
    assert (lines(change), nothing_was_said(change)) == (ENDS, True)


def test_what_was_said_in_more_detail_and_is_applied_has_the_details() -> None:
    change, origin = said_with_details()
    apply_change(change, by=system())
    assert Claim.objects.get(origin=origin, superseded_at=NEVER).qualifiers == {"form": "vm"}


def test_details_that_were_rejected_before_can_be_said_all_the_same() -> None:
    apply_change(document(), by=system())
    later = document("2021-01-01", NOW, [replace(DETAILED, locator="line 1")])
    judge_statements(later, [Claim.objects.get(change=later).origin], "rejected", by=system())
    origin = supply_statement(later, 1, DETAILED, by=system())
    assert lines(later) == [(READ, "accepted")]
    judge_statements(later, [origin], "undecided", by=system())
    # What the rules read stays to be decided.
    assert lines(later) == [(READ, "")]


def test_details_that_the_rules_read_as_well_stay_to_be_decided() -> None:
    apply_change(document(), by=system())
    later = document("2021-01-01", "Red has the wiki on a VM.\nRed houses the wiki.\n", [DETAILED])
    origin = supply_statement(later, 2, replace(HOSTED, qualifiers={}), by=system())
    judge_statements(later, [origin], "undecided", by=system())
    assert (lines(later), Reference.objects.filter(change=later).count()) == ([(READ, "")], 1)


def test_who_may_not_say_what_lines_say_leaves_the_details_undecided() -> None:
    keeper = person("keeper", "Developer", entity("service/wiki"))
    change, origin = said_with_details()
    judge_statements(change, [origin], "undecided", by=keeper)
    assert (lines(change), Reference.objects.filter(change=change).count()) == ([(READ, "")], 1)


ALSO = "said for another state of the page: the line stands here too"


def test_what_was_said_for_another_state_of_the_page_is_told_apart() -> None:
    earlier, carried = said()
    apply_change(earlier, by=system())
    later = document("2022-01-01", f"{NOW}As ever, Red houses the wiki.\n", ())
    dev = Api(person("dev", "Developer"))
    told = dev.get(f"/changes/{later.pk}/statements")
    assert (told["said_here"], told["said_elsewhere"]) == ([carried], [carried])
    page = browser(User.objects.get(handle="dev")).get(f"/changes/{later.pk}/review/").content.decode()
    assert f"line 1, {ALSO}" in page
    assert ALSO in " ".join(bailiwick(later.pk).split())
    # Said for a line of this state, it is of this one as well.
    assert supply_statement(later, 2, HOSTED, by=system()) == carried
    told = dev.get(f"/changes/{later.pk}/statements")
    assert (told["said_here"], told["said_elsewhere"]) == ([carried], [])
    assert ALSO not in bailiwick(later.pk)
    bailiwick(later.pk, "--undo", carried)
    assert (dev.get(f"/changes/{later.pk}/statements")["said_here"], lines(later)) == ([], ENDS)


@pytest.mark.parametrize("many", [1, 30])
def test_telling_them_apart_costs_one_query_however_many_were_said(many: int, django_assert_num_queries: Any) -> None:
    text = "".join(f"Red houses service {n}.\n" for n in range(many))
    say = [says(f"service/s{n}", "hosted_by", "provider/red", locator=f"line {n + 1}") for n in range(many)]
    apply_change(document(page=text, rules_read=say), by=system())
    later = document("2021-01-01", text, ())
    for number, statement in enumerate(say, start=1):
        supply_statement(later, number, statement, by=system())
    ada, address = browser(person("ada", "Developer")), f"/changes/{later.pk}/review/"
    ada.get(address)
    with django_assert_num_queries(15):
        ada.get(address)


def test_what_is_new_and_was_only_said_is_gone_when_it_is_taken_back() -> None:
    change = document()
    ada = browser(person("ada", "Developer"))
    origin = supply_statement(change, 2, ASKED, by=system())
    answer = ada.post(f"/changes/{change.pk}/judge/", {"undo": origin}, headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
    assert lines(change) == [(READ, "")]
    apply_change(change, by=system())
    assert book() == {READ}
    assert lines(document("2021-01-01")) == []


def test_a_new_line_that_the_rules_read_as_well_is_only_undecided() -> None:
    change = document()
    origin = supply_statement(change, 2, HOSTED, by=system())
    judge_statements(change, [origin], "undecided", by=system())
    assert (lines(change), Reference.objects.get(origin=origin).locator) == ([(READ, "")], "line 1")


def test_what_was_rejected_and_what_an_earlier_state_says_is_asked_again() -> None:
    first = document()
    origin = supply_statement(first, 2, ASKED, by=system())
    later = document("2021-01-01")
    again = Claim.objects.get(change=later, predicate="contact").origin
    judge_statements(later, [again], "undecided", by=system())
    assert (SAID, "") in lines(later)
    judge_statements(first, [origin], "rejected", by=system())
    judge_statements(first, [origin], "undecided", by=system())
    assert (SAID, "") in lines(first)


def test_a_wording_that_is_taken_back_is_gone_and_the_line_is_asked_as_it_was_read() -> None:
    change = document()
    worded = reword_statement(change, Claim.objects.get().origin, ASKED, by=system())
    assert lines(change) == [(READ, "rejected"), (SAID, "accepted")]
    judge_statements(change, [worded], "undecided", by=system())
    assert lines(change) == [(READ, "")]


def test_what_a_line_is_read_as_and_another_says_too_is_taken_back_whole() -> None:
    change = document()
    worded = reword_statement(change, Claim.objects.get().origin, ASKED, by=system())
    assert supply_statement(change, 2, ASKED, by=system()) == worded
    judge_statements(change, [worded], "undecided", by=system())
    assert (lines(change), Ruling.objects.filter(instead__isnull=False).exists()) == ([(READ, "")], False)
