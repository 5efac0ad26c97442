"""What a stranger hands in is refused with one line that names file and line, or read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from bailiwick.lib.guarded import digest_of, lines, read_text
from bailiwick.lib.statements import BadInput


def refusal(path: Path, **options: int) -> str:
    with pytest.raises(BadInput) as caught:
        read_text(path, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_text_is_read_line_by_line_with_its_ends(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfone\r\ntw\xc3\xb6\nthree")
    assert list(lines(tmp_path / "a")) == ["one\r\n", "twö\n", "three"]


def test_a_byte_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"fine\nca\xe9f\n")
    assert refusal(tmp_path / "a") == f"{tmp_path}/a:2: not UTF-8 (byte 0xe9 at column 3)"


def test_a_binary_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\x7fELF\x02\x01\n\x00\x00\n")
    assert refusal(tmp_path / "a") == f"{tmp_path}/a:2: this is a binary, not a text"


def test_a_hundred_megabytes_cost_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(100_000_000)
    opened: list[Path] = []
    monkeypatch.setattr(Path, "open", lambda path, *how: opened.append(path))
    assert refusal(tmp_path / "a") == f"{tmp_path}/a: 100 MB is more than the 50 MB that are read"
    assert not opened


def test_a_line_that_never_ends_is_given_up_early(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 5_000_000)
    assert refusal(tmp_path / "a") == f"{tmp_path}/a:1: this line never ends; is it a text?"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: None, "there is no such file"),
        (lambda path: path.mkdir(), "this is not a file"),
        (lambda path: path.touch(), "the file is empty"),
    ],
)
def test_what_is_no_file_is_said(tmp_path: Path, make: object, why: str) -> None:
    make(tmp_path / "a")  # type: ignore[operator]  # a parametrised callable
    assert refusal(tmp_path / "a") == f"{tmp_path}/a: {why}"


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert digest_of(tmp_path / "a").startswith("ba7816bf")
