"""A command finds its desk or says where it looked, and makes nothing there; its links lead to where the desk runs."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from bailiwick import settings as kept_settings
from bailiwick.management import place


def called(folder: Path, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, without any setting but what is given."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BAILIWICK_", "DJANGO_"))}
    command = [sys.executable, "-m", "bailiwick", *words]
    return subprocess.run(
        command, cwd=folder, env=env | given, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("words", [("import", "table", "machines.csv"), ("who", "pypi"), ("serve",)])
def test_where_no_desk_is_a_command_says_so_and_makes_none(tmp_path: Path, words: tuple[str, ...]) -> None:
    refused = called(tmp_path, *words)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"bailiwick: there is no desk in {tmp_path}/var; set BAILIWICK_DATA to the folder of yours, "
        "or begin a new one there with `bailiwick migrate`\n"
    )
    assert not list(tmp_path.iterdir())


def test_help_and_the_doctor_make_nothing_either(tmp_path: Path) -> None:
    assert called(tmp_path, "help", "import").returncode == 0
    told = called(tmp_path, "doctor")
    assert told.returncode == 1
    assert f"WRONG  there is no desk in {tmp_path}/var; set BAILIWICK_DATA" in told.stdout
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_somebody_elses_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    assert called(tmp_path, "review").returncode == 2
    assert not list((tmp_path / "var").iterdir())


def test_an_empty_file_is_no_desk(tmp_path: Path) -> None:
    (tmp_path / "var").mkdir()
    kept = tmp_path / "var" / "bailiwick.sqlite3"
    kept.touch()
    assert "there is no desk in" in called(tmp_path, "review").stderr
    with sqlite3.connect(kept) as empty:
        empty.execute("CREATE TABLE other (id INTEGER)")
    empty.close()
    assert "there is no desk in" in called(tmp_path, "review").stderr
    assert [path.name for path in (tmp_path / "var").iterdir()] == [kept.name]


def test_a_database_that_is_named_and_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    missing = tmp_path / "elsewhere.sqlite3"
    refused = called(tmp_path, "review", BAILIWICK_DATABASE_URL=f"sqlite:///{missing}")
    assert refused.stderr == (
        f"bailiwick: there is no desk in {missing}; set BAILIWICK_DATABASE_URL to the database of yours, "
        "or begin a new one there with `bailiwick migrate`\n"
    )
    assert not list(tmp_path.iterdir())


def test_a_damaged_backup_leaves_nothing_where_no_desk_is(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "monday.tar", "w"):
        pass
    assert "is no backup of Bailiwick, or it is damaged" in called(tmp_path, "restore", "monday.tar").stderr
    assert [path.name for path in tmp_path.iterdir()] == ["monday.tar"]


def test_a_desk_begins_where_it_is_asked_to(tmp_path: Path) -> None:
    begun = called(tmp_path, "migrate", "--plan")
    assert begun.returncode == 0, begun.stderr
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert len((tmp_path / "var" / "secret-key").read_text()) >= 50


def test_links_lead_to_where_the_desk_runs_or_to_where_people_are_told_it_is(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.SITE_URL_GIVEN = tmp_path, False
    assert place.address() == ""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        place.announce(f"0.0.0.0:{port}")
        assert place.address() == f"http://127.0.0.1:{port}"
    settings.SITE_URL, settings.SITE_URL_GIVEN = "https://desk.example.org", True
    assert place.address() == "https://desk.example.org"


@pytest.mark.parametrize("left", ["", "nonsense", "many words of it"])
def test_what_an_ended_desk_left_leads_nowhere(settings: Any, tmp_path: Path, left: str) -> None:
    settings.DATA, settings.SITE_URL_GIVEN = tmp_path, False
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    (tmp_path / place.SERVED).write_text(left or f"{ended.pid} http://127.0.0.1:8017\n")
    assert place.address() == ""


def test_a_process_that_lives_but_is_another_leads_nowhere(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.SITE_URL_GIVEN = tmp_path, False
    with socket.create_server(("127.0.0.1", 0)) as server:
        place.announce(f"127.0.0.1:{server.getsockname()[1]}")
    assert place.address() == ""


def test_where_a_desk_runs_may_be_for_others_to_read(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA, settings.SITE_URL_GIVEN = tmp_path, False

    def refused(_path: Path) -> str:
        raise PermissionError

    monkeypatch.setattr(Path, "read_text", refused)
    assert place.address() == ""


def test_a_desk_that_runs_for_somebody_else_is_found(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA, settings.SITE_URL_GIVEN = tmp_path, False

    def refused(_pid: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refused)
    with socket.create_server(("127.0.0.1", 0)) as server:
        place.announce(f"127.0.0.1:{server.getsockname()[1]}")
        assert place.address() == f"http://127.0.0.1:{server.getsockname()[1]}"


def test_of_two_that_begin_at_once_both_have_the_key_that_was_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_settings, "DATA", tmp_path)
    monkeypatch.delenv("BAILIWICK_SECRET_KEY", raising=False)
    assert kept_settings.keep_key("first") == "first"
    # It looked before the first one wrote.
    monkeypatch.setattr(kept_settings, "kept_key", lambda: "")
    assert kept_settings.keep_key("second") == "first"
    assert (tmp_path / "secret-key").read_text() == "first"


def test_a_key_that_was_not_written_to_its_end_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_settings, "DATA", tmp_path)
    monkeypatch.delenv("BAILIWICK_SECRET_KEY", raising=False)
    (tmp_path / "secret-key").touch()
    assert kept_settings.keep_key("anew") == "anew" == kept_settings.secret_key()
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
