"""Whatever is handed in: one clear line with file and line number, exit 2, and nothing has changed."""

from __future__ import annotations

import resource
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from bailiwick import cli
from bailiwick.catalog.models import Alias, Change, Claim, Entity, Lineage, Reference, Source
from bailiwick.catalog.tests.cast import read, says

from .desks import empty_the_desk, export

pytestmark = pytest.mark.django_db
ROWS = (Lineage, Source, Change, Entity, Alias, Claim, Reference)


def refusal(kind: str, path: Path, *words: str) -> str:
    """The one line that is said; the desk is as it was."""
    before = [list(model.objects.order_by("pk").values()) for model in ROWS]
    with pytest.raises(CommandError) as caught:
        call_command("import", kind, str(path), "--apply", *words)
    assert caught.value.returncode == 2
    after = [list(model.objects.order_by("pk").values()) for model in ROWS]
    assert [sorted(map(str, rows)) for rows in after[1:]] == [sorted(map(str, rows)) for rows in before[1:]]
    line = str(caught.value)
    assert "\n" not in line
    return line.replace(str(path), "FILE")


TABLES: dict[str, tuple[bytes, str]] = {
    "not UTF-8": (b"Host,Contact\nred,Ren\xe9e\n", "FILE:2: not UTF-8 (byte 0xe9 at column 8)"),
    "cut short": (b'Host,Contact\nred,"Ren', "FILE:2: cut short: a quoted cell that begins in this row never ends"),
    "a binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "FILE:1: not UTF-8 (byte 0x89 at column 1)"),
    "another binary": (b"PK\x03\x04\n\0\0", "FILE:2: this is a binary, not a text"),
    "an impossible date": (
        b"Host,Ends on\nred,2024-05-01\nblue,2024-02-30\n",
        "FILE:3: “2024-02-30” is not a date in the calendar",
    ),
    "nonsense": (b"lorem ipsum\n" * 1000, "FILE:1: no column says what a row is about"),
    "nothing": (b"", "FILE: the file is empty"),
    "deep nesting": (b"<table><tr><td>" * 50, "FILE:1: more than 20 tables inside each other"),
}


@pytest.mark.parametrize(("body", "message"), TABLES.values(), ids=TABLES)
def test_a_table_that_is_none(tmp_path: Path, body: bytes, message: str) -> None:
    (tmp_path / "list").write_bytes(body)
    # An ending that only a domain may have: the date column is for domains.
    words = ("--kind", "domain") if b"Ends on" in body else ()
    assert refusal("table", tmp_path / "list", *words).startswith(message)


def test_a_hundred_megabytes_of_nonsense_are_refused_in_little_memory(tmp_path: Path) -> None:
    with (tmp_path / "list").open("wb") as file:
        for _block in range(100):
            file.write(b"x;y" * 333_333 + b"\n")
    before = most_memory()
    assert refusal("table", tmp_path / "list") == "FILE: 100 MB is more than the 50 MB that are read"
    assert refusal("table", tmp_path / "list", "--limit-mb", "200").startswith("FILE:1: no column says")
    assert most_memory() - before < 50


def most_memory() -> int:
    """Megabytes that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An export of a small desk; the desk is empty again."""
    read("list", "2014-01-01", says("service/wiki", "hosted_by", "provider/red"), complete_for=["hosted_by"])
    read("list", "2016-01-01", says("service/wiki", "hosted_by", "provider/blue"))
    export(tmp_path / "export")
    empty_the_desk()
    return tmp_path / "export"


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(body: bytes) -> bytes:
        assert old.encode() in body
        return body.replace(old.encode(), new.encode(), 1)

    return change


FILES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "not UTF-8": (
        lambda body: body.replace(b"value: wiki", b"value: w\xefki"),
        "7: not UTF-8 (byte 0xef at column 11)",
    ),
    "cut short": (lambda body: body[: len(body) // 2], "cut short: the last line of a whole file is “...”"),
    "a bomb": (
        lambda body: b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n" + body,
        "1: anchors (&name) are not read here",
    ),
    "deep nesting": (lambda body: b"x: " + b"[" * 100_000 + b"\n" + body, "1: nested deeper than 20 levels"),
    "a binary": (lambda body: b"\x7fELF\x01\0\0\0" + body, "1: this is a binary, not a text"),
    "an impossible date": (swap("2016-01-01]", "2016-02-30]"), "is not a day of the calendar: 2016-02-30"),
    "dates out of order": (
        swap("ended: [2014-01-01, 2016-01-01]", "ended: [2016-01-01, 2014-01-01]"),
        "has its dates out of order",
    ),
    "an end before its beginning": (
        swap("ended: [2014-01-01, 2016-01-01]", "ended: [null, 2013-01-01]"),
        "it ended before it began",
    ),
    "an unknown field": (swap("kind: service", "colour: red\nkind: service"), "1: “colour” is no field of a entity"),
    "a tag": (swap("slug: wiki", "slug: !!python/name:os.system wiki"), "2: tags (!name) are not read here"),
    "an unknown word": (swap("predicate: hosted_by", "predicate: hosts"), "12: “hosts” is no word of the catalog"),
    "a thing that is not there": (swap("provider/red", "provider/green"), "15: there is no entity provider/green"),
    "a change that is not there": (swap("change: 1", "change: 9"), "there is no change 9"),
}


@pytest.mark.parametrize(("spoil", "message"), FILES.values(), ids=FILES)
def test_a_catalog_that_is_spoilt(folder: Path, spoil: Callable[[bytes], bytes], message: str) -> None:
    path = folder / "service" / "wiki.yaml"
    path.write_bytes(spoil(path.read_bytes()))
    line = refusal("catalog", folder)
    assert line.startswith("FILE/service/wiki.yaml:")
    assert message in line


@pytest.mark.parametrize("seen", ["many", "true", "1.5", "-1", "9223372036854775808", "[1]"])
def test_a_change_that_read_no_number_of_statements(folder: Path, seen: str) -> None:
    path = folder / "changes" / "0000" / "0000001.yaml"
    path.write_bytes(swap("seen: 1", f"seen: {seen}")(path.read_bytes()))
    line = refusal("catalog", folder)
    assert line.startswith("FILE/changes/0000/0000001.yaml:")
    assert "how many statements were read is a number" in line


def test_a_catalog_of_which_a_file_is_missing(folder: Path) -> None:
    (folder / "service" / "wiki.yaml").unlink()
    assert refusal("catalog", folder) == "FILE/catalog.yaml:1: not whole: it speaks of 3 entities, 2 are there"


def test_a_file_where_a_folder_should_be_and_the_other_way_round(folder: Path) -> None:
    assert refusal("catalog", folder / "catalog.yaml") == "FILE: a catalog is a folder with a file catalog.yaml"
    assert refusal("table", folder) == "FILE: this is not a file"


def test_a_used_desk_is_as_careful(folder: Path) -> None:
    read("other", "2014-01-01", says("service/wiki", "contact", "person/ada"))
    path = folder / "service" / "wiki.yaml"
    path.write_bytes(path.read_bytes().replace(b"2016-01-01]", b"2016-02-30]"))
    assert "is not a day of the calendar" in refusal("catalog", folder)


def test_the_command_ends_with_two_and_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bailiwick.lib.priority.NICE", 0)
    with pytest.raises(SystemExit) as caught:
        cli.main(["import", "table", str(tmp_path / "nothing")])
    assert caught.value.code == 2
    assert capsys.readouterr().err == f"bailiwick: {tmp_path}/nothing: there is no such file\n"
