"""A name of somebody's file is shown and saved; it stays readable and can do nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.lib.filenames import clean_name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("warp log.txt", "warp log.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\loom\\warp.log", "warp.log"),
        ("grün.txt", "grün.txt"),
        ("織機.png", "織機.png"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("a\x00b\nc.txt", "abc.txt"),
        ('what "is" <it>?.txt', "what _is_ _it__.txt"),
        ("..", "file"),
        ("   ", "file"),
        (".bashrc", ".bashrc"),
        ("x" * 500 + ".patch", "x" * 174 + ".patch"),
    ],
)
def test_a_name_made_fit(name: str, kept: str) -> None:
    assert clean_name(name) == kept


@given(st.text(max_size=400))
def test_any_name_is_one_part_of_a_path_of_bounded_length(name: str) -> None:
    kept = clean_name(name)
    assert kept
    assert kept not in (".", "..")
    assert len(kept.encode()) <= 200
    assert not set(kept) & set("/\\\x00\n\r\u202e\u2066")
    assert clean_name(kept) == kept
