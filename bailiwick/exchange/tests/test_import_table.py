"""A table comes in: staged, reported, applied; a second time nothing changes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.actions.supplying import supply_statement
from bailiwick.catalog.models import Change, Claim, Entity, EntityNow, Source
from bailiwick.catalog.tests.cast import says, system
from bailiwick.catalog.when import NEVER
from bailiwick.exchange.models import ImportRun, TableMapping
from bailiwick.jobs.models import Job

pytestmark = pytest.mark.django_db

LIST = "Host,Purpose,Contact,Distro\nred.example,Mail,ada,Debian-12\nblue.example,Lists,Desk Staff,Debian-11\n"


def take(path: Path, *words: str, **options: Any) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import", "table", str(path), *words, json=True, stdout=out, **options)
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


@pytest.fixture
def machines(tmp_path: Path) -> Path:
    path = tmp_path / "machines.csv"
    path.write_text(LIST)
    return path


def current() -> Any:
    return Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER)


def test_without_apply_it_is_a_proposal_that_nobody_sees(machines: Path) -> None:
    report = take(machines, "--dated", "2024-05")
    assert (report["seen"], report["new"], report["applied"], report["dated"]) == (6, 6, False, "2024-05-31")
    assert Change.objects.get().status == Change.Status.PROPOSED
    assert not current().exists()
    assert not EntityNow.objects.exists()


def test_what_a_person_read_from_a_row_is_said_while_the_row_stands(machines: Path) -> None:
    take(machines, "--dated", "2024-05-28")
    change = Change.objects.get()
    supply_statement(change, 3, says("host/blue.example", "status_note", "=slow"), by=system())
    apply_change(change, by=system())
    machines.write_text(LIST.replace("red.example,Mail", "red.example,Post"))
    take(machines, "--dated", "2024-06-28", "--apply")
    assert str(current().get(predicate="status_note").attested_on) == "2024-06-28"


def test_applied_it_is_in_the_book_with_its_places(machines: Path) -> None:
    take(machines, "--dated", "2024-05-28", "--apply")
    claim = current().get(subject__slug="red.example", predicate="contact")
    assert (claim.object.ref, str(claim.from_latest)) == ("person/ada", "2024-05-28")
    assert current().get(subject__slug="blue.example", predicate="contact").object.kind == "team"
    source = Source.objects.get()
    assert (source.slug, source.lineage.name, source.references.get(origin=claim.origin).locator) == (
        "machines-2024-05-28",
        "machines",
        "line 2",
    )
    assert EntityNow.objects.filter(kind="host").count() == 2
    assert ImportRun.objects.get().status == ImportRun.Status.DONE


def test_the_second_run_changes_nothing_and_says_so(machines: Path) -> None:
    take(machines, "--dated", "2024", "--apply")
    before = list(Claim.objects.order_by("pk").values())
    again = take(machines, "--dated", "2024", "--apply")
    assert (again["nothing_new"], again["new"], again["attested"]) == (True, 0, 6)
    assert list(Claim.objects.order_by("pk").values()) == before
    assert Change.objects.count() == 1


def test_a_later_list_attests_changes_and_ends(machines: Path) -> None:
    take(machines, "--dated", "2024-01-01", "--apply", "--complete-for", "contact")
    machines.write_text(LIST.replace("ada", "bert").replace("Debian-12", "Debian-13"))
    report = take(machines, "--dated", "2025-01-01", "--apply")
    # The contact changes because the list is complete for contacts, the system because a host has one.
    assert (report["new"], report["attested"], report["changed"], report["gone"]) == (0, 4, 2, 0)
    ended = current().get(object__slug="ada")
    assert (str(ended.to_earliest), str(ended.to_latest)) == ("2024-01-01", "2025-01-01")


def test_what_is_only_gone_and_what_is_only_new_are_not_changes(machines: Path) -> None:
    take(machines, "--dated", "2024-01-01", "--apply", "--complete-for", "contact")
    machines.write_text(LIST.replace("ada", "").replace("Desk Staff", '"Desk Staff, bert"'))
    report = take(machines, "--dated", "2025-01-01", "--apply")
    assert (report["new"], report["changed"], report["gone"]) == (1, 0, 1)


def test_two_lists_of_one_day_are_told_apart(machines: Path) -> None:
    take(machines, "--dated", "2024-01-01", "--apply")
    machines.write_text(LIST.replace("ada", "bert"))
    report = take(machines, "--dated", "2024-01-01", "--apply")
    assert report["source"] == "machines-2024-01-01-2"
    assert take(machines, "--dated", "2024-01-01", "--apply")["nothing_new"]


def test_a_mapping_is_kept_for_the_next_time(machines: Path) -> None:
    report = take(machines, "--map", "Contact=maintained_by:person", "--map", "Distro=-")
    assert report["columns"]["Contact"] == "maintained_by:person"
    assert TableMapping.objects.get(lineage="machines").mapping["kind"] == "host"
    assert take(machines)["columns"] == report["columns"]


def test_a_cell_that_makes_no_sense_is_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Service,URL,Lifecycle\nwiki,ask ada,active\ndocs,https://docs.example.org,old\nlists,http://[x,\n")
    report = take(path, "--apply")
    assert (report["new"], report["not_understood"]) == (2, 3)
    assert report["places"] == [
        ["line 2", "wiki: url ask ada", "an address starts with http:// or https://"],
        ["line 3", "docs: lifecycle old", "“life” is one of planned, active, legacy, retired"],
        ["line 4", "lists: url http://[x", "“http://[x” is not an address"],
    ]


def test_the_report_is_a_plain_table(machines: Path) -> None:
    out = io.StringIO()
    call_command("import", "table", str(machines), "--dated", "2024", "--apply", stdout=out)
    text = out.getvalue()
    assert "Contact  contact:person" in text
    assert "seen                     6" in text
    assert "Applied as change" in text


def test_a_killed_import_leaves_nothing_to_see_and_runs_again(machines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bailiwick.exchange import taking_in

    def killed(*args: Any, **kwargs: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(taking_in, "finish", killed)
        with pytest.raises(KeyboardInterrupt):
            take(machines, "--dated", "2024", "--apply")
    assert Claim.objects.exists()
    assert not current().exists()
    assert not EntityNow.objects.exists()
    report = take(machines, "--dated", "2024", "--apply")
    assert (report["new"], current().count(), Change.objects.count()) == (6, 6, 1)
    assert Entity.objects.filter(recorded_at=NEVER).count() == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--dated", "2024-02-30"], "“2024-02-30” is not a date in the calendar"),
        (["--dated", "2999"], "2999-12-31 lies in the future"),
        (["--complete-for", "hosted_on"], "“hosted_on” is not a word of the catalog"),
        (["--kind", "thing"], "“thing” is not a kind of thing the catalog knows"),
        (["--map", "Contact=minds"], "column “Contact”: “minds” is not a word of the catalog"),
        (["--map", "Contact=region"], "column “Contact”: nothing of the kind host has a “region”"),
        (["--map", "Owner"], "“Owner” is no column mapping"),
        (["--map", "Contact=hosted_by:person"], "column “Contact”: “hosted_by:person” is not one of provider"),
    ],
)
def test_a_wrong_wish_is_one_line_and_changes_nothing(machines: Path, words: list[str], message: str) -> None:
    with pytest.raises(CommandError) as caught:
        take(machines, *words)
    assert message in str(caught.value)
    assert caught.value.returncode == 2
    assert not Claim.objects.exists()


def test_somebody_without_the_right_is_refused(machines: Path) -> None:
    from bailiwick.accounts.models import User

    User.objects.create_user("ada@example.org", "ada")
    with pytest.raises(Exception, match="may"):
        take(machines, "--as", "ada@example.org")
    assert not Job.objects.exists()


def test_the_machine_list_comes_in_completely(shared: Path) -> None:
    report = take(
        shared / "data" / "salt-server-list.rst", "--dated", "2026-01", "--apply", "--complete-for", "contact"
    )
    assert (report["rows"], report["seen"], report["new"], report["not_understood"], report["empty"]) == (
        20,
        101,
        101,
        0,
        1,
    )
    staff = Entity.objects.filter(kind="team", slug__startswith="infrastructure")
    assert [team.slug for team in staff] == ["infrastructure-staff"]


def test_two_proposals_may_name_the_same_new_thing(machines: Path) -> None:
    take(machines, "--dated", "2024")
    take(machines, "--dated", "2025", "--lineage", "another", "--apply")
    ada = Entity.objects.get(kind="person", slug="ada")
    assert ada.recorded_at < NEVER
    assert EntityNow.objects.get(entity__slug="desk-staff").name == "Desk Staff"


def test_names_that_differ_by_a_sign_are_different_things(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Host,Software\nred,C++\nblue,C#\ngreen,C\npink,???!\n")
    report = take(path, "--apply", "--map", "Software=uses_software:software")
    assert (report["new"], report["not_understood"]) == (3, 1)
    assert sorted(Entity.objects.filter(kind="software").values_list("slug", flat=True)) == [
        "c",
        "c-plus-plus",
        "c-sharp",
    ]


def test_an_address_without_its_scheme_is_taken_for_one_and_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Service,URL\nwiki,www.example.org/start\ndocs,http://docs.example.org\n")
    report = take(path, "--apply")
    assert (report["new"], report["not_understood"]) == (2, 0)
    addresses = set(Claim.objects.filter(predicate="url").values_list("value", flat=True))
    assert addresses == {"https://www.example.org/start", "http://docs.example.org"}
    remarks = Change.objects.get(pk=report["change"]).report["remarks"]
    assert remarks == [["line 2", "“www.example.org/start” is taken for https://www.example.org/start"]]
