"""A reviewer says what a line says of which the rules made nothing; the page says it while the line stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bailiwick.access import Denied
from bailiwick.catalog.actions.changes import apply_change, apply_judged, reject_change, revert_change
from bailiwick.catalog.actions.claims import correct_claim
from bailiwick.catalog.actions.evidence import keep_evidence
from bailiwick.catalog.actions.judging import judge_statements, reword_statement
from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.actions.statements import stage_statements
from bailiwick.catalog.actions.supplying import digest_of, say_again, supply_statement
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Change, Claim, Reference
from bailiwick.catalog.when import NEVER
from bailiwick.lib.statements import Statement

from .cast import entity, person, says, system
from .reviewing import accept, book, lines, reject
from .test_review_page import browser

pytestmark = pytest.mark.django_db

PAGE = "The wiki runs on a machine of Red.\nAsk Ada if it is slow.\n"
HOSTED = says("service/wiki", "hosted_by", "provider/red", locator="line 1", word="runs on", digest="abc")
ASKED = says("service/wiki", "contact", "person/ada")
SAID = "service/wiki contact person/ada"
READ = "service/wiki hosted_by provider/red"


def document(day: str = "2020-01-01", page: str = PAGE, rules_read: Sequence[Statement] = (HOSTED,)) -> Change:
    """The page as it was on a day; the rules read its first line only."""
    kept = keep_evidence(page.encode(), media_type="text/plain", by=system())
    info = SourceInfo(f"page-{day}", "The page", date.fromisoformat(day), digest=kept.digest)
    change = open_source(lineage="page", source=info, by=system(), complete_for=["hosted_by", "contact"])
    stage_statements(change, rules_read, by=system())
    say_again(change, page.encode(), by=system())
    return finish_source(change, by=system())


def supplied(by: Any = None) -> Change:
    change = document()
    supply_statement(change, 2, ASKED, by=by or system())
    return change


def test_what_a_line_says_stands_beside_it_accepted_and_worded_by_a_person() -> None:
    change = supplied()
    assert (SAID, "accepted") in lines(change)
    claim = Claim.objects.get(predicate="contact")
    place = Reference.objects.get(origin=claim.origin)
    assert (claim.inferred_by, place.locator, place.digest) == ("review", "line 2", digest_of("Ask Ada if it is slow."))
    apply_judged(change, by=system())
    assert SAID in book()


def test_a_later_page_says_it_while_the_line_stands_wherever_that_is() -> None:
    apply_change(supplied(), by=system())
    later = document("2021-01-01", "A new first line.\n\n  Ask Ada if it is slow.  \n")
    assert (later.report["new"], later.report["attested"], later.report["gone"]) == (0, 2, 0)
    apply_change(later, by=system())
    assert Claim.objects.get(predicate="contact", superseded_at=NEVER).attested_on.year == 2021
    assert Reference.objects.filter(locator="line 3").count() == 1


def test_a_line_that_was_changed_no_longer_says_it() -> None:
    apply_change(supplied(), by=system())
    later = document("2021-01-01", PAGE.replace("Ada", "Bert"))
    assert later.report["gone"] == 1
    apply_change(later, by=system())
    assert f"{SAID} †" in book()


def test_read_again_before_anybody_applied_it_nothing_is_lost() -> None:
    change = supplied()
    assert document().pk == change.pk
    assert (SAID, "accepted") in lines(change)


def test_what_the_catalog_has_already_gains_a_place() -> None:
    apply_change(supplied(), by=system())
    later = document("2021-01-01", f"{PAGE}And once more: Ada.\n")
    origin = supply_statement(later, 3, ASKED, by=system())
    places = Reference.objects.filter(origin=origin).order_by("pk").values_list("locator", flat=True)
    assert list(places) == ["line 2", "line 2", "line 3"]
    assert all(said != SAID for said, _ in lines(later))


def test_it_lasts_though_the_rules_once_said_the_same_of_another_line() -> None:
    change = document()
    supply_statement(change, 2, HOSTED, by=system())
    apply_change(change, by=system())
    assert document("2021-01-01", "Ask Ada if it is slow.\n", ()).report["gone"] == 0


def test_worded_otherwise_it_is_said_again_in_the_new_words() -> None:
    change = supplied()
    origin = Claim.objects.get(predicate="contact").origin
    reword_statement(change, origin, says("service/wiki", "contact", "person/bert"), by=system())
    apply_change(change, by=system())
    later = document("2021-01-01", f"{PAGE}And more.\n")
    assert (later.report["attested"], later.report["gone"]) == (2, 0)


def test_what_the_page_seemed_to_say_no_longer_does_not_end() -> None:
    apply_change(document(), by=system())
    later = document("2021-01-01", "Red houses the wiki.\n", ())
    assert lines(later) == [(f"{READ} †", "")]
    reject(later)
    supply_statement(later, 1, HOSTED, by=system())
    assert lines(later) == []
    apply_change(later, by=system())
    assert READ in book()
    assert lines(document("2022-01-01", "Nothing.\n", ())) == [(f"{READ} †", "")]


def test_what_another_line_was_not_to_be_read_as_can_be_said_of_this_one() -> None:
    change = document()
    reword_statement(
        change, Claim.objects.get().origin, says("service/wiki", "hosted_by", "provider/blue"), by=system()
    )
    apply_judged(change, by=system())
    later = document("2021-01-01", f"{PAGE}And it has a machine of Red.\n")
    supply_statement(later, 3, HOSTED, by=system())
    assert lines(later) == [(READ, "accepted")]


def test_what_waits_after_the_rest_was_applied_can_be_added_to() -> None:
    change = document(rules_read=[HOSTED, says("service/wiki", "url", "=https://wiki.example.org", locator="line 1")])
    accept(change, READ)
    apply_judged(change, by=system())
    rest = Change.objects.get(status=Change.Status.PROPOSED)
    supply_statement(rest, 2, ASKED, by=system())
    assert lines(rest) == [("service/wiki url https://wiki.example.org", ""), (SAID, "accepted")]
    apply_judged(rest, by=system())
    assert book() == {READ, SAID}


def test_lines_are_counted_as_the_reader_of_pages_counts_them() -> None:
    change = document(page="One\u2028two\x0bthree.\rAsk Ada if it is slow.\r\n")
    supply_statement(change, 2, ASKED, by=system())
    assert Reference.objects.get(locator="line 2").digest == digest_of("Ask Ada if it is slow.")


def test_rejected_after_all_it_is_not_said_again() -> None:
    change = supplied()
    judge_statements(change, [Claim.objects.get(predicate="contact").origin], "rejected", by=system())
    apply_judged(change, by=system())
    later = document("2021-01-01")
    assert all(said != SAID for said, _ in lines(later))


def test_rejected_whole_and_read_again_it_is_asked_as_what_the_rules_read() -> None:
    change = supplied()
    accept(change, READ)
    reject_change(change, by=system())
    assert lines(document()) == [(READ, ""), (SAID, "")]


def test_rejected_whole_what_another_state_that_waits_says_as_well_stays_accepted() -> None:
    change = supplied()
    later = document("2021-01-01", "Ask Ada if it is slow.\n", ())
    accept(change, READ)
    reject_change(change, by=system())
    assert lines(later) == [(SAID, "accepted")]


def test_taken_back_and_read_again_it_is_asked_as_what_the_rules_read() -> None:
    change = supplied()
    apply_change(change, by=system())
    revert_change(change, by=system())
    for again in (document("2021-01-01"), document()):
        assert lines(again) == [(READ, ""), (SAID, "")]
        assert Claim.objects.get(change=again, predicate="contact").inferred_by == "review"
    apply_change(again, by=system())
    assert book() == {READ, SAID}


def test_what_a_person_called_wrong_is_not_said_again_when_its_document_was_taken_back() -> None:
    change = supplied()
    apply_change(change, by=system())
    correct_claim(Claim.objects.get(predicate="contact", superseded_at=NEVER), by=system())
    revert_change(change, by=system())
    assert lines(document()) == [(READ, "")]


@pytest.mark.parametrize(
    ("number", "statement", "why"),
    [
        (9, ASKED, "no line 9"),
        (2, says("service/wiki", "contact", "host/heron"), "line 2"),
        (2, says("service/wiki", "is_red", "host/heron"), "not a word of the catalog"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(number: int, statement: Any, why: str) -> None:
    change = document()
    with pytest.raises(Refused, match=why):
        supply_statement(change, number, statement, by=system())
    assert len(lines(change)) == 1


def test_who_may_not_judge_or_not_read_the_document_is_refused() -> None:
    change = document()
    for who in (person("una"), person("dev", "Developer", entity("service/forum"))):
        with pytest.raises(Denied):
            supply_statement(change, 2, ASKED, by=who)


def test_what_is_hidden_from_somebody_they_do_not_accept_by_saying_it() -> None:
    change = document(page=PAGE.replace("\n", "\n\n"), rules_read=[replace(ASKED, visibility=3, locator="line 1")])
    with pytest.raises(Denied):
        supply_statement(change, 3, ASKED, by=person("dev", "Developer"))
    assert lines(change) == [(SAID, "")]


def test_the_page_offers_it_beside_each_sentence_and_takes_something_new() -> None:
    change, ada = document(), browser(person("ada", "Developer"))
    at = f"/changes/{change.pk}/review/lines/2/"
    assert f'href="/changes/{change.pk}/review/lines/1/"' in ada.get(f"/changes/{change.pk}/review/").content.decode()
    assert "Ask Ada if it is slow." in ada.get(at).content.decode()
    said = {"subject": "The forum", "new_subject": "service", "what": "Blue", "new_kind": "provider", "state": "0"}
    answer = ada.post(f"{at}?predicate=hosted_by", said)
    origin = Claim.objects.get(subject__slug="the-forum").origin
    assert answer["Location"] == f"/changes/{change.pk}/review/#s{origin}"
    assert "worded here" in ada.get(f"/changes/{change.pk}/review/").content.decode()


def test_on_a_page_of_its_own_the_form_leads_back_to_the_review() -> None:
    at, ada = f"/changes/{document().pk}/review/lines/2/", browser(person("ada", "Developer"))
    sent_by_htmx = "<form[^>]* hx-post"
    assert not re.search(sent_by_htmx, ada.get(at).content.decode())
    followed = ada.post(at, {"predicate": "purpose", "take": "page"}, headers={"HX-Request": "true"}).content.decode()
    assert not re.search(sent_by_htmx, followed)
    assert re.search(sent_by_htmx, ada.get(at, headers={"HX-Request": "true"}).content.decode())


def test_the_word_that_is_chosen_decides_though_the_fields_are_those_of_another() -> None:
    change, ada = document(page="Nobody maintains the wiki.\n"), browser(person("ada", "Developer"))
    at = f"/changes/{change.pk}/review/lines/1/"
    form = ada.get(at).content.decode()
    assert '<option value="hosted_by" selected>' in form
    chosen = {"predicate": "maintained_by", "subject": "service/wiki", "what": "", "state": "2"}
    told = ada.post(at, chosen, follow=True).content.decode()
    assert "Said: wiki: Maintained by: none" in told
    assert [claim.predicate for claim in Claim.objects.filter(inferred_by="review")] == ["maintained_by"]


def test_another_word_brings_its_own_fields_and_keeps_what_was_typed() -> None:
    change, ada = document(), browser(person("ada", "Developer"))
    at = f"/changes/{change.pk}/review/lines/2/"
    chosen = {"predicate": "contact", "take": "page", "subject": "service/forum", "what": "Ada", "state": "1"}
    form = ada.post(at, chosen).content.decode()
    assert '<option value="contact" selected>' in form
    assert '<label for="l2-what">Ask' in form
    for typed in ('value="service/forum"', 'value="Ada"', '<option value="1" selected>'):
        assert typed in form, typed
    assert not Claim.objects.filter(inferred_by="review").exists()


def about(change: Change, line: int, who: Any) -> str:
    """What the form for a line begins with."""
    form = browser(who).get(f"/changes/{change.pk}/review/lines/{line}/").content.decode()
    found = re.search(r'<input[^>]*name="subject"[^>]*>', form)
    value = found and re.search(r'value="(.*?)"', found[0])
    return value[1] if value else ""


def test_the_form_begins_with_what_is_spoken_of_there() -> None:
    page = "Wiki\nThe wiki runs on a machine of Red.\nAsk Ada.\nOr Bert.\nLists\nAsk Cora.\n"
    change = document(page=page, rules_read=[replace(HOSTED, locator="line 2")])
    change.report["sections"] = [[1, "Wiki"], [5, "Lists"]]
    change.save()
    ada = person("ada", "Developer")
    assert [about(change, line, ada) for line in (2, 3, 4)] == ["service/wiki"] * 3
    assert [about(change, line, ada) for line in (1, 5, 6)] == [""] * 3
    supply_statement(change, 3, says("service/forum", "contact", "person/ada"), by=system())
    assert [about(change, line, ada) for line in (2, 3, 4)] == ["service/wiki", "service/forum", "service/forum"]


def test_what_somebody_rejected_or_may_not_see_is_not_filled_in() -> None:
    hidden = says("service/vault", "contact", "person/ada", locator="line 1", visibility=3)
    change, ada = document(page=PAGE.replace("\n", "\n\n"), rules_read=[HOSTED, hidden]), person("ada", "Developer")
    assert about(change, 3, ada) == "service/wiki"
    assert about(change, 3, person("boss", "Coordinator")) == "service/vault"
    reject(change, READ)
    assert about(change, 3, ada) == ""


def test_no_half_of_a_sentence_is_shown_from_which_something_hidden_was_read() -> None:
    hidden = says("service/vault", "contact", "person/ada", locator="line 2", visibility=3)
    page = "The key of Ada\nopens the vault.\n\nThe wiki runs on a machine of Red.\n"
    change, ada = (
        document(page=page, rules_read=[hidden, replace(HOSTED, locator="line 4")]),
        person("ada", "Developer"),
    )
    for number, told in ((1, 404), (2, 404), (4, 200)):
        assert browser(ada).get(f"/changes/{change.pk}/review/lines/{number}/").status_code == told
    assert browser(person("boss", "Coordinator")).get(f"/changes/{change.pk}/review/lines/1/").status_code == 200


def test_what_does_not_fit_is_said_in_the_form_and_nothing_typed_is_lost() -> None:
    change, ada = document(), browser(person("ada", "Developer"))
    answer = ada.post(
        f"/changes/{change.pk}/review/lines/2/?predicate=hosted_by", {"subject": "Nobody knows", "state": "0"}
    )
    assert answer.status_code == 422
    assert "Nobody knows" in answer.content.decode()


def test_it_is_not_there_for_who_may_not_read_the_page_nor_when_it_was_decided() -> None:
    change, at = document(), "/changes/{}/review/lines/{}/"
    assert browser(person("una")).get(at.format(change.pk, 2)).status_code == 404
    ada = browser(person("ada", "Developer"))
    for nowhere in (0, 9, 10**17):
        assert ada.get(at.format(change.pk, nowhere)).status_code == 404
    apply_change(change, by=system())
    assert ada.get(at.format(change.pk, 2)).status_code == 404


def test_it_is_not_there_when_the_document_was_not_kept() -> None:
    info = SourceInfo("told-1", "Told", date(2020, 1, 1))
    told = finish_source(open_source(lineage="told", source=info, by=system()), by=system())
    assert browser(person("ada", "Developer")).get(f"/changes/{told.pk}/review/lines/1/").status_code == 404
