"""A patch says which files it touches, however it was made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.lib.patches import is_documentation, is_patch, is_test, parts, touched

GIT = r"""From 1f2e
Subject: [PATCH] Mend the loom

diff --git a/loom/warp.py b/loom/warp.py
index 1..2 100644
--- a/loom/warp.py
+++ b/loom/warp.py
@@ -1,3 +1,3 @@
 first
--- old
++++ new
 last
diff --git a/pic.png b/pic.png
Binary files differ
diff --git a/old.txt b/new.txt
similarity index 100%
rename from old.txt
rename to new.txt
diff --git "a/gr\303\274n.txt" "b/gr\303\274n.txt"
--- "a/gr\303\274n.txt"
+++ "b/gr\303\274n.txt"
@@ -0,0 +1 @@
+x
diff --git a/gone.py b/gone.py
deleted file mode 100644
--- a/gone.py
+++ /dev/null
@@ -1 +0,0 @@
-x
"""

PLAIN = """--- warp.py.orig\t2001-01-01
+++ warp.py\t2001-01-02
@@ -1 +1,2 @@
 a
+b
--- b.py
+++ b.py
@@ -1 +1 @@
-a
+b
"""


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (GIT, ["loom/warp.py", "pic.png", "new.txt", "grün.txt", "gone.py"]),
        (PLAIN, ["warp.py", "b.py"]),
        (GIT.replace("\n", "\r\n"), ["loom/warp.py", "pic.png", "new.txt", "grün.txt", "gone.py"]),
    ],
    ids=["git", "diff -u", "line ends"],
)
def test_the_files_that_a_patch_touches(text: str, paths: list[str]) -> None:
    assert is_patch(text)
    assert touched(text) == paths


def test_lines_that_look_like_heads_are_lines_where_the_place_says_so() -> None:
    loom = next(part for part in parts(GIT) if part.path == "loom/warp.py")
    assert (loom.added, loom.removed) == (1, 1)
    assert ("remove", "--- old") in loom.lines
    assert ("add", "++++ new") in loom.lines


@pytest.mark.parametrize(
    ("path", "test", "told"),
    [
        ("tests/data/warp.txt", True, False), ("Lib/test/support.py", True, False), ("test_warp.py", True, False),
        ("pkg/warp_test.go", True, False), ("web/warp.spec.js", True, False), ("conftest.py", True, False),
        ("docs/index.html", False, True), ("Doc/library/warp.rst", False, True), ("README.md", False, True),
        ("tests/README.md", True, False), ("loom/latest.py", False, False), ("contest/docker.py", False, False),
        ("loom/attest_it.py", False, False),
    ],
)  # fmt: skip
def test_what_a_path_brings(path: str, test: bool, told: bool) -> None:
    assert (is_test(path), is_documentation(path)) == (test, told)


@given(st.text(st.sampled_from('-+@ a/b\n,1\\"d'), max_size=200))
def test_whatever_it_is_nothing_is_lost(text: str) -> None:
    assert [line for part in parts(text) for _what, line in part.lines] == text.splitlines()


def test_prose_is_no_patch() -> None:
    assert not is_patch("--- a heading\n+++ and another\nand words")
