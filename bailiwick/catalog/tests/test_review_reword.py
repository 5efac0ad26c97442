"""A reviewer says what a line really says; the page is read so from then on."""

from __future__ import annotations

import pytest

from bailiwick.access import Denied
from bailiwick.catalog.actions.changes import apply_change, apply_judged
from bailiwick.catalog.actions.judging import judge_statements, reword_statement
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Change, Claim, Entity, Reference, Ruling
from bailiwick.catalog.when import NEVER
from bailiwick.lib.statements import Statement, Thing

from .cast import entity, person, read, says, system, thing
from .reviewing import accept, book, lines

pytestmark = pytest.mark.django_db

WRONG = says("service/wiki", "hosted_by", "provider/osl-machines", locator="line 3", word="runs on", digest="abc")
MEANT = Statement(thing("service/wiki"), "hosted_by", Thing("provider", "The Open Lab"))
SAID = "service/wiki hosted_by provider/the-open-lab"


def change(day: str = "2020-01-01") -> Change:
    return read("overview", day, WRONG, apply=False, complete_for=["hosted_by"])


def reworded(by: object = None) -> Change:
    found = change()
    reword_statement(found, found.claims.get().origin, MEANT, by=by or system())
    return found


def test_the_new_wording_rests_on_the_same_place_and_is_accepted() -> None:
    found = reworded()
    assert dict(lines(found)) == {"service/wiki hosted_by provider/osl-machines": "rejected", SAID: "accepted"}
    apply_judged(found, by=system())
    assert book() == {SAID}
    reference = Reference.objects.get(origin=Claim.objects.get(recorded_at__lt=NEVER).origin)
    assert (reference.locator, reference.word, reference.digest) == ("line 3", "runs on", "abc")
    assert not Entity.objects.filter(slug="osl-machines", recorded_at__lt=NEVER).exists()


def test_read_again_the_line_attests_what_it_was_said_to_mean() -> None:
    apply_judged(reworded(), by=system())
    again = change("2021-01-01")
    assert (again.report["new"], again.report["attested"], again.report["gone"]) == (0, 1, 0)
    apply_change(again, by=system())
    assert Claim.objects.get(recorded_at__lt=NEVER, superseded_at=NEVER).attested_on.year == 2021
    assert book() == {SAID}


def test_a_document_read_before_the_wording_is_in_the_book_is_read_so_as_well() -> None:
    reworded()
    second = change("2021-01-01")
    assert lines(second) == [(SAID, "accepted")]


def test_undone_the_line_is_as_it_was() -> None:
    found = reworded()
    judge_statements(found, [found.claims.get(object__slug="osl-machines").origin], "undecided", by=system())
    assert lines(found) == [("service/wiki hosted_by provider/osl-machines", "")]
    assert not Ruling.objects.exists()


def test_worded_twice_the_last_one_counts() -> None:
    found = reworded()
    first = found.claims.get(object__slug="the-open-lab")
    better = Statement(thing("service/wiki"), "hosted_by", Thing("provider", "Open Source Lab"))
    reword_statement(found, first.origin, better, by=system())
    assert dict(lines(found)) == {
        "service/wiki hosted_by provider/osl-machines": "rejected",
        "service/wiki hosted_by provider/open-source-lab": "accepted",
    }


def test_other_details_are_the_same_statement() -> None:
    found = read("overview", "2020-01-01", says("service/wiki", "hosted_by", "provider/red", qualifiers={"form": "vm"}),
                 apply=False)  # fmt: skip
    meant = Statement(thing("service/wiki"), "hosted_by", thing("provider/red"))
    reword_statement(found, found.claims.get().origin, meant, by=system())
    apply_judged(found, by=system())
    claim = Claim.objects.get(recorded_at__lt=NEVER)
    assert claim.qualifiers == {}
    again = read("overview", "2021-01-01", says("service/wiki", "hosted_by", "provider/red",
                 qualifiers={"form": "vm"}), apply=False)  # fmt: skip
    assert lines(again) == []


def virtual(day: str = "2020-01-01") -> Change:
    """A document that says on what kind of machine the wiki is."""
    said = says("service/wiki", "hosted_by", "provider/red", qualifiers={"form": "vm"}, locator="line 3")
    return read("overview", day, said, apply=False)


def bare(day: str = "2020-01-01") -> Change:
    """A document that does not."""
    return read("overview", day, says("service/wiki", "hosted_by", "provider/red", locator="line 3"), apply=False)


@pytest.mark.parametrize("details", [{}, {"form": "rack"}])
def test_undone_the_details_are_those_of_the_document_again(details: dict[str, str]) -> None:
    found, untouched = virtual(), Claim.objects.values("qualifiers", "predicate", "pinned", "from_latest", "to_latest")
    origin, before = found.claims.get().origin, list(untouched.order_by("pk"))
    for form in (details, {"form": "cloud"}):
        meant = Statement(thing("service/wiki"), "hosted_by", thing("provider/red"), qualifiers=form)
        reword_statement(found, origin, meant, by=system())
    judge_statements(found, [origin], "undecided", by=system())
    assert list(untouched.order_by("pk")) == before
    assert Reference.objects.get(origin=origin).details == {"form": "vm"}
    assert not Ruling.objects.exists()
    found.refresh_from_db()
    apply_change(found, by=system())
    assert Claim.objects.get(recorded_at__lt=NEVER).qualifiers == {"form": "vm"}


def test_undone_only_what_came_with_the_wording_is_no_longer_rejected() -> None:
    plain = Statement(thing("service/wiki"), "hosted_by", thing("provider/red"))
    first, second = virtual(), virtual("2021-01-01")
    for found in (first, second):
        reword_statement(found, found.claims.get().origin, plain, by=system())
    [details] = Ruling.objects.filter(verdict=Ruling.Verdict.REJECTED)
    second.refresh_from_db()
    judge_statements(second, [second.claims.get().origin], "undecided", by=system())
    assert list(Ruling.objects.all()) == [details]


def test_once_it_is_in_the_book_the_wording_is_not_kept_beside_it() -> None:
    found, other = bare(), bare("2021-01-01")
    meant = Statement(thing("service/wiki"), "hosted_by", thing("provider/red"), qualifiers={"form": "vm"})
    reword_statement(found, found.claims.get().origin, meant, by=system())
    apply_change(other, by=system())
    assert not Ruling.objects.exists()
    found.refresh_from_db()
    assert "worded" in found.report
    apply_change(found, by=system())
    found.refresh_from_db()
    assert "worded" not in found.report


def test_what_does_not_fit_the_vocabulary_is_refused_and_nothing_changes() -> None:
    found = change()
    with pytest.raises(Refused):
        reword_statement(found, found.claims.get().origin, says("service/wiki", "hosted_by", "person/ada"), by=system())
    assert lines(found) == [("service/wiki hosted_by provider/osl-machines", "")]


def test_what_is_hidden_from_somebody_no_line_is_read_as_by_them() -> None:
    hidden = says("service/wiki", "hosted_by", "provider/the-open-lab", visibility=3, locator="line 4")
    found = read("overview", "2020-01-01", WRONG, hidden, apply=False)
    origin = found.claims.get(object__slug="osl-machines").origin
    with pytest.raises(Denied):
        reword_statement(found, origin, MEANT, by=person("dev", "Developer"))
    assert dict(lines(found)) == {"service/wiki hosted_by provider/osl-machines": "", SAID: ""}
    reword_statement(found, origin, MEANT, by=person("boss", "Coordinator"))
    assert dict(lines(found))[SAID] == "accepted"


def test_a_thing_that_is_hidden_from_somebody_is_named_by_no_wording_of_theirs() -> None:
    entity("provider/vault", "The Vault", visibility=3)
    found = change()
    vault = Statement(thing("service/wiki"), "hosted_by", Thing("provider", "The Vault"))
    with pytest.raises(Denied):
        reword_statement(found, found.claims.get().origin, vault, by=person("dev", "Developer"))
    assert lines(found) == [("service/wiki hosted_by provider/osl-machines", "")]


def test_nobody_words_a_line_into_a_part_that_is_not_theirs() -> None:
    keeper = person("keeper", "Developer", entity("service/wiki"))
    entity("service/lists")
    found = change()
    origin = found.claims.get().origin
    with pytest.raises(Denied):
        reword_statement(found, origin, says("service/lists", "hosted_by", "provider/red"), by=keeper)
    reword_statement(found, origin, MEANT, by=keeper)
    accept(found, SAID, by=keeper)
