"""The catalog goes out as files and comes back: into an empty desk to the byte, into a used one as documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError

from bailiwick.access.grants import grant_role
from bailiwick.accounts.models import User
from bailiwick.catalog.actions.changes import apply_change, apply_judged, revert_change
from bailiwick.catalog.actions.claims import add_claim, confirm_claim
from bailiwick.catalog.actions.judging import judge_statements, reword_statement
from bailiwick.catalog.models import (
    Alias,
    Change,
    Claim,
    Edit,
    Entity,
    EntityNow,
    Observation,
    Reference,
    Ruling,
    Source,
)
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.catalog.tests.reviewing import accept, reject
from bailiwick.catalog.tests.reviewing import lines as lines_of
from bailiwick.catalog.when import NEVER

from .desks import desk_with_a_past, empty_the_desk, export, files, one, take_in

pytestmark = pytest.mark.django_db
ROWS = (Claim, Reference, Observation, Entity, Alias, Source, Change, Edit)


@pytest.fixture(autouse=True, scope="module")
def _past(shared_rows: None) -> None:
    desk_with_a_past()


def lists() -> list[Any]:
    rows = EntityNow.objects.order_by("kind", "slug", "class_from")
    return list(
        rows.values("kind", "slug", "class_from", "class_to", "name", "merged", "people", "facts", "changed_at")
    )


def test_export_import_export_is_identical_to_the_byte(tmp_path: Path) -> None:
    first, shown = export(tmp_path / "one"), lists()
    # The step that noted a former name is nobody's to read; the digest itself travels.
    Edit.objects.filter(change__visibility=4).delete()
    counts = [model.objects.count() for model in ROWS]
    empty_the_desk()
    report = take_in(tmp_path / "one", "--apply")
    assert report["applied"]
    assert export(tmp_path / "two") == first
    assert [model.objects.count() for model in ROWS] == counts
    assert lists() == shown


def test_so_it_is_where_nobody_has_an_account(tmp_path: Path) -> None:
    first = export(tmp_path / "one")
    empty_the_desk()
    User.objects.filter(kind=User.Kind.PERSON).delete()
    take_in(tmp_path / "one", "--apply")
    assert not Change.objects.filter(author_id__isnull=False).exclude(author_id=system().pk).exists()
    assert export(tmp_path / "two") == first


def test_a_restored_desk_goes_on_working(tmp_path: Path) -> None:
    export(tmp_path / "one")
    empty_the_desk()
    take_in(tmp_path / "one", "--apply")
    confirm_claim(one("pi", "purpose"), by=system())
    add_claim(Entity.objects.get(slug="docs"), "terms", value="own", by=system())
    read("list", "2017-01-01", says("service/wiki", "hosted_by", "provider/blue"))
    blue = Claim.objects.get(object__slug="blue", superseded_at=NEVER)
    assert (blue.subject.slug, str(blue.attested_on)) == ("wiki2", "2017-01-01")


def test_no_number_of_the_database_stands_in_the_files(tmp_path: Path) -> None:
    first = export(tmp_path / "one")
    empty_the_desk()
    # Numbers move on: rows made and dropped in between.
    entity("service/passing")
    read("passing", "2014-01-01", says("service/passing", "contact", "person/bert"))
    empty_the_desk()
    take_in(tmp_path / "one", "--apply")
    assert export(tmp_path / "two") == first


def test_an_export_holds_what_its_reader_may_see(tmp_path: Path) -> None:
    empty_the_desk()
    docs = entity("service/docs")
    entity("service/vault", visibility=3)
    add_claim(docs, "purpose", value="for everybody", by=system())
    add_claim(docs, "status_note", value="canary for staff", by=system(), visibility=2)
    add_claim(docs, "status_note", value="canary for one", by=system(), visibility=4, message="canary message")
    text = "".join(export(tmp_path / "all").values())
    assert "visible_to: coordinators" in text
    assert ("canary for staff" in text, "canary for one" in text, "canary message" in text) == (True, False, False)
    empty_the_desk()
    take_in(tmp_path / "all", "--apply")
    assert export(tmp_path / "again") == files(tmp_path / "all")


def test_only_a_coordinator_exports(tmp_path: Path) -> None:
    person("dora", "Developer")
    with pytest.raises(Exception, match="may"):
        export(tmp_path / "out", "--as", "dora@example.org")
    assert not (tmp_path / "out").exists()


def test_exporting_again_touches_only_what_differs(tmp_path: Path) -> None:
    export(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.yaml")}
    add_claim(Entity.objects.get(slug="docs"), "terms", value="own", by=system())
    export(tmp_path)
    changed = {path.name for path in tmp_path.rglob("*.yaml") if before.get(path) != path.stat().st_mtime_ns}
    # The new change is decided before the proposal that waits, so that one's number moves.
    assert {"docs.yaml", "catalog.yaml", "desk.yaml"} <= changed
    assert "wiki.yaml" not in changed


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(CommandError, match="neither an empty folder nor an earlier export"):
        export(tmp_path)


def test_an_empty_desk_wants_to_hear_apply(tmp_path: Path) -> None:
    export(tmp_path)
    empty_the_desk()
    with pytest.raises(CommandError, match="say --apply"):
        take_in(tmp_path)


def test_a_used_desk_takes_in_what_the_documents_say(tmp_path: Path) -> None:
    export(tmp_path / "one")
    empty_the_desk()
    entity("service/elsewhere")
    report = take_in(tmp_path / "one", "--apply")
    assert report["applied"]
    red = Claim.objects.get(subject__slug="wiki2", object__slug="red", superseded_at=NEVER)
    assert (str(red.to_earliest), str(red.to_latest)) == ("2015-01-01", "2016-01-01")
    assert (
        Claim.objects.get(predicate="purpose", subject__slug="docs", superseded_at=NEVER).witness.name
        == "stated-elsewhere"
    )
    before = [list(model.objects.order_by("pk").values()) for model in ROWS]
    again = take_in(tmp_path / "one", "--apply")
    assert again["nothing_new"]
    assert [list(model.objects.order_by("pk").values()) for model in ROWS] == before


def test_a_second_import_of_what_was_restored_changes_nothing(tmp_path: Path) -> None:
    export(tmp_path / "one")
    empty_the_desk()
    take_in(tmp_path / "one", "--apply")
    report = take_in(tmp_path / "one", "--apply")
    assert report["nothing_new"]
    assert export(tmp_path / "two") == files(tmp_path / "one")


def test_a_coordinator_by_name_may_do_all_of_it(tmp_path: Path) -> None:
    grant_role("Coordinator", user=User.objects.get(handle="ada"), by=system())
    assert export(tmp_path / "one", "--as", "ada@example.org")


def test_what_reviewers_said_travels_and_holds_on_the_other_desk(tmp_path: Path) -> None:
    empty_the_desk()
    right = says("service/wiki", "hosted_by", "provider/red", locator="line 3")
    wrong = says("service/wiki", "hosted_by", "provider/shortly", locator="line 4")
    vague = says("service/wiki", "purpose", "=something", locator="line 5")
    old = says("service/lists", "hosted_by", "provider/blue", locator="line 9")
    read("overview", "2019-01-01", old, complete_for=["hosted_by"])
    change = read("overview", "2020-01-01", right, wrong, vague, apply=False)
    reject(change, "service/wiki hosted_by provider/shortly", "service/lists hosted_by provider/blue †")
    meant = says("service/wiki", "purpose", "=Pages that anybody edits")
    reword_statement(change, change.claims.get(value="something").origin, meant, by=system())
    first = export(tmp_path / "one")
    rulings = list(Ruling.objects.order_by("key").values("verdict", "details", "at"))
    assert len(rulings) == 4
    empty_the_desk()
    take_in(tmp_path / "one", "--apply")
    assert export(tmp_path / "two") == first
    assert sorted(r["at"] for r in Ruling.objects.values("at")) == sorted(r["at"] for r in rulings)
    again = Change.objects.get(status="proposed")
    assert dict(lines_of(again))["service/wiki hosted_by provider/shortly"] == "rejected"
    assert dict(lines_of(again))["service/lists hosted_by provider/blue †"] == "rejected"
    newer = read("overview", "2021-01-01", right, wrong, vague, apply=False)
    assert dict(lines_of(newer))["service/wiki purpose Pages that anybody edits"] == "accepted"


def there_and_back(folder: Path) -> None:
    """The desk goes out as files, and what comes back from them is the same."""
    first = export(folder / "one")
    empty_the_desk()
    take_in(folder / "one", "--apply")
    assert export(folder / "two") == first


@pytest.mark.parametrize("form", ["rack", None], ids=["other details", "no details"])
def test_a_wording_is_taken_back_on_the_other_desk_as_on_the_first(tmp_path: Path, form: str | None) -> None:
    empty_the_desk()
    said = says("service/wiki", "hosted_by", "provider/red", qualifiers={"form": "vm"}, locator="line 3")
    change = read("overview", "2020-01-01", said, apply=False)
    meant = says("service/wiki", "hosted_by", "provider/red", qualifiers={"form": form} if form else {})
    reword_statement(change, change.claims.get().origin, meant, by=system())
    there_and_back(tmp_path)
    again = Change.objects.get(status="proposed")
    judge_statements(again, [again.claims.get().origin], "undecided", by=system())
    assert again.claims.get().qualifiers == {"form": "vm"}
    assert Reference.objects.get().details == {"form": "vm"}
    assert not Ruling.objects.exists()
    again.refresh_from_db()
    apply_change(again, by=system())
    assert Claim.objects.get(recorded_at__lt=NEVER).qualifiers == {"form": "vm"}


def test_a_wording_that_is_none_is_said_with_its_place(tmp_path: Path) -> None:
    empty_the_desk()
    change = read("overview", "2020-01-01", says("service/wiki", "hosted_by", "provider/red"), apply=False)
    meant = says("service/wiki", "hosted_by", "provider/red", qualifiers={"form": "vm"})
    reword_statement(change, change.claims.get().origin, meant, by=system())
    export(tmp_path / "one")
    empty_the_desk()
    (file,) = (path for path in (tmp_path / "one").rglob("*.yaml") if "worded:" in path.read_text())
    file.write_text(file.read_text().replace("from_earliest", "recorded_at"))
    with pytest.raises(CommandError, match="worded from cannot be read"):
        take_in(tmp_path / "one", "--apply")


@pytest.mark.parametrize(("part", "left"), [(0, {"Notes"}), (1, {"red"})])
def test_either_part_of_a_document_is_taken_back_on_the_other_desk(tmp_path: Path, part: int, left: set[str]) -> None:
    empty_the_desk()
    red = says("service/wiki", "hosted_by", "provider/red", locator="line 1")
    first = read("page", "2020-01-01", red, says("service/wiki", "purpose", "=Notes", locator="line 2"),
                 apply=False, complete_for=["hosted_by"])  # fmt: skip
    accept(first, "service/wiki hosted_by provider/red")
    apply_judged(first, by=system())
    apply_change(Change.objects.get(status="proposed"), by=system())
    there_and_back(tmp_path)
    revert_change(Change.objects.filter(status="applied").order_by("decided_at")[part], by=system())
    current = Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER)
    assert {claim.object.slug if claim.object else claim.value for claim in current} == left
