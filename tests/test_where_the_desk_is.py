"""A command finds its desk or says where it looked, and makes nothing there; its links lead to where the desk runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bailiwick.management import place


def called(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, without any setting."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("BAILIWICK_", "DJANGO_"))}
    command = [sys.executable, "-m", "bailiwick", *words]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


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


def test_a_desk_begins_where_it_is_asked_to(tmp_path: Path) -> None:
    begun = called(tmp_path, "migrate", "--plan")
    assert begun.returncode == 0, begun.stderr
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert len((tmp_path / "var" / "secret-key").read_text()) >= 50


def test_links_lead_to_where_the_desk_runs_or_to_where_people_are_told_it_is(settings: Any, tmp_path: Path) -> None:
    settings.DATA, settings.SITE_URL_GIVEN = tmp_path, False
    assert place.address() == ""
    place.announce("0.0.0.0:8017")
    assert place.address() == "http://127.0.0.1:8017"
    settings.SITE_URL, settings.SITE_URL_GIVEN = "https://desk.example.org", True
    assert place.address() == "https://desk.example.org"


@pytest.mark.parametrize("left", ["", "nonsense", "many words of it"])
def test_what_an_ended_desk_left_leads_nowhere(settings: Any, tmp_path: Path, left: str) -> None:
    settings.DATA, settings.SITE_URL_GIVEN = tmp_path, False
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    (tmp_path / place.SERVED).write_text(left or f"{ended.pid} http://127.0.0.1:8017\n")
    assert place.address() == ""
