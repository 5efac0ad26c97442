"""A page through time: a folder of revisions, or a file's history in a repository, one document for each state."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError

from bailiwick.adapters.revisions import git
from bailiwick.catalog.models import Change, Claim, Source
from bailiwick.catalog.when import NEVER
from bailiwick.lib.statements import BadInput

from .plain_pages import Repo, folder_of, plain_pages, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_pages")]

__all__ = ["plain_pages"]

RED, BLUE, NOBODY = "wiki hosted_by provider/red\n", "wiki hosted_by provider/blue\n", "It needs love.\n"
COMPLETE = ("--complete-for", "hosted_by")


def life(provider: str) -> list[str]:
    """Began in (a, b], ended in (c, d]."""
    claim = Claim.objects.get(object__slug=provider, recorded_at__lt=NEVER, superseded_at=NEVER)
    return [str(day) for day in (claim.from_earliest, claim.from_latest, claim.to_earliest, claim.to_latest)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = [
        ("2014-10-11T001038Z", RED),
        ("2014-10-11T00:13:07Z", RED + NOBODY),
        ("2016-06-02T23:30:00-02:00", RED + NOBODY + "More.\n"),
        ("2019-07-02", BLUE + NOBODY),
    ]
    return folder_of(tmp_path, *pages)


def test_each_revision_is_a_document_and_facts_begin_and_end_between_them(folder: Path) -> None:
    report = take(folder, "--lineage", "list", "--apply", *COMPLETE)
    assert [row[:6] for row in report["revisions"]] == [
        ["rev1", "2014-10-11", 1, 0, 0, 0],
        ["rev2", "2014-10-11", 0, 1, 0, 0],
        ["rev3", "2016-06-03", 0, 1, 0, 0],
        ["rev4", "2019-07-02", 0, 0, 1, 0],
    ]
    assert (report["seen"], report["new"], report["attested"], report["changed"]) == (4, 1, 2, 1)
    assert life("red") == ["0001-01-01", "2014-10-11", "2016-06-03", "2019-07-02"]
    assert life("blue") == ["2016-06-03", "2019-07-02", "9999-12-31", "9999-12-31"]
    assert list(Source.objects.order_by("order").values_list("slug", "revision", "order"))[:2] == [
        ("list-2014-10-11-rev1", "rev1", 1),
        ("list-2014-10-11-rev2", "rev2", 2),
    ]


def test_a_sentence_that_nobody_understands_is_told_once(folder: Path) -> None:
    report = take(folder, "--lineage", "list")
    assert (report["not_understood"], [place[0] for place in report["places"]]) == (2, ["rev2 line 2", "rev3 line 3"])


def test_read_again_whole_or_in_part_it_brings_nothing(folder: Path) -> None:
    take(folder, "--lineage", "list", "--apply", *COMPLETE)
    before = [list(model.objects.order_by("pk").values()) for model in (Claim, Source, Change)]
    again = take(folder, "--lineage", "list", "--apply")
    assert (again["nothing_new"], again["new"], again["attested"], again["changed"]) == (True, 0, 4, 0)
    one = take(folder / "03.txt", "--lineage", "list", "--dated", "2016-06-03", "--apply")
    assert (one["nothing_new"], one["new"]) == (True, 0)
    assert [list(model.objects.order_by("pk").values()) for model in (Claim, Source, Change)] == before


def test_proposed_it_is_a_change_for_each_revision(folder: Path) -> None:
    report = take(folder, "--lineage", "list")
    assert Change.objects.filter(status=Change.Status.PROPOSED).count() == 4
    assert (report["applied"], report["nothing_new"]) == (False, False)
    assert take(folder, "--lineage", "list")["nothing_new"]
    assert Change.objects.count() == 4


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("order\tcommitted\tfile", "1: there is no column “revision”"),
        ("x\t2014-10-11\tr\t01.txt", "6: “x” is not a place in an order"),
        ("9\t2014-02-30\tr\t01.txt", "6: “2014-02-30” is not a date and time"),
        ("9\t2014-02-03\tr\t../01.txt", "6: there is no file “../01.txt” in this folder"),
        ("9\t2014-02-03\tr\t09.txt", "6: there is no file “09.txt” in this folder"),
        ("2\t2014-02-03\tr\t01.txt", "6: the order 2 stands in line 3 as well"),
        ("9\t0001-01-01T00:00:00+14:00\tr\t01.txt", "6: “0001-01-01T00:00:00+14:00” is not a date and time"),
        ("9\t2014-02-03\tr\tround", "6: there is no file “round” in this folder"),
        ("9\t2014-02-03\tr\t" + 300 * "x", "6: there is no file “xxx"),
        ("9\t2014-02-03\tr\r\t01.txt", "6: is no line of a table"),
        ("9\t2014-02-03\t" + 200_000 * "r" + "\t01.txt", "6: is no line of a table"),
        ("2\t2014-02-03", "6: has 2 cells, the heading has 4"),
    ],
)
def test_a_manifest_that_is_wrong_is_refused_before_anything_is_read(folder: Path, row: str, why: str) -> None:
    (folder / "round").symlink_to("round")
    manifest = folder / "manifest.tsv"
    manifest.write_text(row if row.startswith("order") else manifest.read_text() + row)
    with pytest.raises(CommandError) as refused:
        take(folder, "--apply")
    assert str(refused.value).startswith(f"{manifest}:{why}")
    assert refused.value.returncode == 2
    assert not Change.objects.exists()


def test_a_folder_without_a_manifest_and_a_date_for_a_history_are_refused(tmp_path: Path, folder: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(CommandError, match=r"there is no manifest\.tsv"):
        take(empty)
    with pytest.raises(CommandError, match="a history says its own dates"):
        take(folder, "--dated", "2014")


def test_one_revision_that_cannot_be_read_is_told_and_the_others_come_in(folder: Path) -> None:
    (folder / "02.txt").write_bytes(b"Ren\xe9e\n")
    report = take(folder, "--lineage", "list", "--apply")
    assert [row[0] for row in report["revisions"]] == ["rev1", "rev3", "rev4"]
    assert report["places"][0] == ["02.txt@rev2", "", "02.txt@rev2:1: not UTF-8 (byte 0xe9 at column 4)"]


def test_a_history_of_which_nothing_can_be_read_is_refused(folder: Path) -> None:
    for path in folder.glob("*.txt"):
        path.write_bytes(b"\0")
    with pytest.raises(CommandError, match="this is a binary, not a text"):
        take(folder)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def take_git(repo: Repo, path: str = "page.txt", *words: str) -> dict[str, Any]:
    return take(path, "--git", str(repo.folder), "--lineage", "list", "--apply", *COMPLETE, *words)


def test_a_file_is_read_along_the_main_line_and_across_its_renames(repo: Repo) -> None:
    first = repo.commit(RED, "2014-10-11T00:10:38Z")
    repo.git("checkout", "--quiet", "-b", "side")
    repo.commit(RED + "Half of it.\n", "2015-01-01T00:00:00Z")
    repo.commit(RED + "All of it.\n", "2015-02-01T00:00:00Z")
    repo.git("checkout", "--quiet", "main")
    repo.commit("something else", "2015-02-02T00:00:00Z", "other.txt")
    repo.git("merge", "--quiet", "--no-ff", "--message", "merge", "side", day="2016-03-01T23:30:00-0200")
    repo.git("mv", "page.txt", "übersicht.txt")
    repo.git("commit", "--quiet", "--message", "rename", day="2017-01-01T00:00:00Z")
    last = repo.commit(BLUE, "2019-07-02T00:00:00Z", "übersicht.txt")
    report = take_git(repo, "übersicht.txt")
    assert [row[1] for row in report["revisions"]] == ["2014-10-11", "2016-03-02", "2019-07-02"]
    assert (report["revisions"][0][0], report["revisions"][-1][0]) == (first, last)
    assert "1 revision says to the byte" in report["notes"][0]
    assert [place[1] for place in report["places"]] == ["All of it."]
    assert life("red") == ["0001-01-01", "2014-10-11", "2016-03-02", "2019-07-02"]
    assert Source.objects.get(dated="2019-07-02").revision == last


def test_commits_of_one_day_keep_their_order_and_new_ones_are_added(repo: Repo) -> None:
    for text in (RED, BLUE, RED + NOBODY):
        repo.commit(text, "2014-10-11T00:10:00Z")
    take_git(repo)
    assert list(Source.objects.order_by("dated", "order").values_list("order", flat=True)) == [1, 2, 3]
    repo.commit(BLUE + NOBODY, "2015-01-01T00:00:00Z")
    report = take_git(repo)
    assert [row[2:6] for row in report["revisions"]][:3] == [[0, 1, 0, 0]] * 3
    assert Source.objects.latest("dated").order == 4


def taken_away(repo: Repo) -> str:
    repo.git("rm", "--quiet", "page.txt")
    repo.git("commit", "--quiet", "--message", "away", day="2016-01-01T00:00:00Z")
    return "page.txt"


def test_a_page_that_was_taken_away_is_read_until_then(repo: Repo) -> None:
    repo.commit(RED, "2014-10-11T00:10:00Z")
    assert [row[1] for row in take_git(repo, taken_away(repo))["revisions"]] == ["2014-10-11"]


def folder_in(repo: Repo) -> str:
    (repo.folder / "docs").mkdir()
    repo.commit(RED, "2014-10-11T00:10:00Z", "docs/page.txt")
    return "docs"


@pytest.mark.parametrize(
    ("path_of", "why"),
    [
        (lambda repo: "nowhere.txt", "nowhere.txt: the main line never had such a file"),
        (lambda repo: "--output=/tmp/x", "--output=/tmp/x: the main line never had such a file"),
        (lambda repo: "../page.txt", "is outside repository"),
        (folder_in, "docs: this is a folder, not a file"),
    ],
)
def test_a_path_without_a_history_is_refused(repo: Repo, path_of: Callable[[Repo], str], why: str) -> None:
    repo.commit(RED, "2014-10-11T00:10:00Z")
    path = path_of(repo)
    with pytest.raises(CommandError) as refused:
        take(f"--git={repo.folder}", "--", path)
    assert why in str(refused.value)
    assert refused.value.returncode == 2


def test_what_is_no_repository_and_an_empty_one_are_refused(tmp_path: Path, repo: Repo) -> None:
    with pytest.raises(CommandError, match="not a git repository"):
        take("page.txt", "--git", str(tmp_path))
    with pytest.raises(CommandError, match="does not have any commits yet"):
        take("page.txt", "--git", str(repo.folder))


def test_without_git_it_is_said_that_it_is_needed(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo.folder))
    with pytest.raises(CommandError, match="the program git is needed to read a repository"):
        take("page.txt", "--git", str(repo.folder))


def test_a_repository_cannot_have_anything_run(repo: Repo, tmp_path: Path) -> None:
    trap, sprung = tmp_path / "trap", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\n")
    trap.chmod(0o755)
    repo.commit(RED, "2014-10-11T00:10:00Z")
    (repo.folder / ".gitattributes").write_text("* diff=trap\n")
    for name in ("core.fsmonitor", "core.pager", "pager.log", "diff.external", "diff.trap.textconv", "gpg.program"):
        repo.git("config", name, str(trap))
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "core.hooksPath", str(tmp_path))
    repo.git("config", "remote.origin.promisor", "true")
    repo.git("config", "remote.origin.url", f"ext::{trap}")
    os.utime(repo.folder)
    assert take_git(repo)["new"] == 1
    assert not sprung.exists()


def test_a_repository_cannot_have_its_history_told_otherwise(repo: Repo) -> None:
    repo.commit(RED, "2014-10-11T00:10:00Z")
    repo.commit(BLUE, "2015-10-11T00:10:00Z")
    repo.git("config", "log.showRoot", "false")
    repo.git("config", "i18n.logOutputEncoding", "UTF-16")
    for endless in ("mailmap.file", "core.attributesFile", "diff.orderFile"):
        repo.git("config", endless, "/dev/zero")
    assert [row[1] for row in take_git(repo)["revisions"]] == ["2014-10-11", "2015-10-11"]


def test_a_revision_of_no_day_is_told_and_left_out(repo: Repo) -> None:
    repo.commit(RED, "2014-10-11T00:10:00Z")
    nowhen = repo.commit(BLUE, "@253402300800 +0000")
    repo.commit(RED + NOBODY, "2016-01-01T00:00:00Z")
    report = take_git(repo)
    assert [row[1] for row in report["revisions"]] == ["2014-10-11", "2016-01-01"]
    where = f"page.txt@{nowhen[:12]}"
    assert report["places"][0] == [where, "", f"{where}: this revision has no date in the calendar"]
    assert list(Source.objects.order_by("order").values_list("order", flat=True)) == [1, 3]


def test_a_name_with_a_colon_is_told_whole(repo: Repo) -> None:
    name = "page: the first.txt"
    repo.commit(RED, "2014-10-11T00:10:00Z", name)
    nowhen = repo.commit(BLUE, "@253402300800 +0000", name)
    assert take_git(repo, name)["places"][0][0] == f"{name}@{nowhen[:12]}"


def test_a_history_without_any_day_is_refused(repo: Repo) -> None:
    repo.commit(RED, "@253402300800 +0000")
    with pytest.raises(CommandError, match="this revision has no date in the calendar"):
        take_git(repo)


def test_a_name_with_a_long_ending_is_read(repo: Repo) -> None:
    name = "page." + 250 * "x"
    repo.commit(RED, "2014-10-11T00:10:00Z", name)
    assert take_git(repo, name)["new"] == 1


def test_a_repository_that_has_git_read_for_ever_is_given_up(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git, "PATIENCE", 0.2)
    repo.commit(RED, "2014-10-11T00:10:00Z")
    os.mkfifo(tmp_path / "endless")
    repo.git("config", "include.path", str(tmp_path / "endless"))
    with pytest.raises(CommandError, match=r"git did not answer within 0\.2 seconds"):
        take_git(repo)


def test_git_that_stops_answering_midway_is_given_up(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit(RED, "2014-10-11T00:10:00Z")
    history = git.Repository(repo.folder, "page.txt")
    monkeypatch.setattr(git, "PATIENCE", 0.2)
    os.mkfifo(tmp_path / "endless")
    repo.git("config", "include.path", str(tmp_path / "endless"))
    with pytest.raises(BadInput, match=r"git did not answer within 0\.2 seconds"):
        list(history)
