"""`bailiwick <command>`: what a person sees who calls it well, and wrongly."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError

from bailiwick import __version__, cli
from bailiwick.lib.priority import NICE


@pytest.fixture(autouse=True)
def _some_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said where none is, `test_where_the_desk_is.py` tells."""
    monkeypatch.setattr("bailiwick.management.place.no_desk", lambda: "")


def called(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """(exit code, output, errors) of one call."""
    try:
        cli.main(words)
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_the_version_and_the_list_of_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert called(capsys, "--version")[1].strip() == __version__
    for words in ((), ("help",), ("--help",)):
        assert "serve          Run web and worker" in called(capsys, *words)[1]


def test_the_help_of_one_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert "--bind HOST:PORT" in called(capsys, "help", "serve")[1]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("bakcup", "x"), "there is no command 'bakcup'; did you mean 'backup'?"),
        (("qqq",), "there is no command 'qqq'; `bailiwick help` lists them"),
        (("serve", "--nope"), "unrecognized arguments: --nope"),
        (("web", "--bind", "nowhere"), "--bind wants host:port, not 'nowhere'"),
        (("backup",), "the following arguments are required: FILE"),
    ],
)
def test_a_wrong_call_is_one_line_and_code_two(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], line: str
) -> None:
    assert called(capsys, *words) == (2, "", f"bailiwick: {line}\n")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (PermissionDenied("only a coordinator may do that"), "only a coordinator may do that"),
        (ValidationError(["no such day", "no such month"]), "no such day; no such month"),
        (OperationalError("connection refused"), "the database: connection refused (`bailiwick doctor` says more)"),
    ],
)
def test_a_refusal_is_one_line_and_code_two(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, error: Exception, line: str
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(BaseCommand, "execute", refuse)
    assert called(capsys, "check") == (2, "", f"bailiwick: {line}\n")


def test_a_reader_who_has_gone_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(BaseCommand, "execute", gone)
    with pytest.raises(SystemExit) as stop:
        cli.main(["check"])
    assert stop.value.code == 130


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere only whole processes have a priority")
def test_an_import_gives_way_to_people_only_as_a_process_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lowered: list[int] = []
    monkeypatch.setattr("os.setpriority", lambda which, who, priority: lowered.append(priority))
    monkeypatch.setattr(BaseCommand, "execute", lambda self, *args, **options: None)
    call_command("import", "table", str(tmp_path / "machines.csv"))
    assert not lowered
    cli.main(["import", "table", str(tmp_path / "machines.csv")])
    assert lowered == [max(NICE, os.getpriority(os.PRIO_PROCESS, 0))]
