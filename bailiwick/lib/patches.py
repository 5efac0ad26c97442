"""Reading a patch (a unified diff, git's or anybody's): which files it touches, and what each line does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

#: Of a larger patch only so many paths are kept.
MOST_PATHS = 1_000
_GIT = re.compile(r"^diff --git (?:\"?a/)(.*?)\"? (?:\"?b/)(.*?)\"?$")
_SIDE = re.compile(r"^(?:---|\+\+\+) (.*?)(?:\t.*)?$")
_HUNK = re.compile(r"^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")
_ESCAPE = re.compile(r"\\([0-7]{3}|.)")
_NAMED = {"n": "\n", "t": "\t", "r": "\r"}
#: What a test and a text for readers lie in or are called, in the spellings that projects use.
_TEST_FOLDERS, _DOC_FOLDERS = frozenset({"test", "tests", "testing"}), frozenset({"doc", "docs", "documentation"})
_TEST_NAME = re.compile(r"^(?:test_.+|.+_tests?|.+\.(?:test|spec)|tests?|conftest)(?:\.[^.]+)?$")
_DOC_SUFFIXES = frozenset({".rst", ".md", ".adoc", ".texi", ".1"})


@dataclass
class Part:
    """What a patch does to one file: its path, and (what, line) with what one of add, remove, place, plain, about."""

    path: str
    lines: list[tuple[str, str]] = field(default_factory=list)
    added: int = 0
    removed: int = 0


def is_patch(text: str) -> bool:
    """Whether somebody made this with a diff: a pair of file lines and a place."""
    lines = text.splitlines()
    return any(
        lines[at].startswith("--- ") and lines[at + 1].startswith("+++ ") and _HUNK.match(lines[at + 2])
        for at in range(len(lines) - 2)
    ) or any(_GIT.match(line) for line in lines)


def touched(text: str) -> list[str]:
    """The paths of the files that a patch touches, each once, in its order."""
    return list(dict.fromkeys(part.path for part in parts(text) if part.path))[:MOST_PATHS]


def is_test(path: str) -> bool:
    """Whether a file of this path tests: it lies in `tests/` or is called `test_x.py`, `x_test.go`, `x.spec.js`."""
    *folders, name = path.lower().split("/")
    return not _TEST_FOLDERS.isdisjoint(folders) or _TEST_NAME.match(name) is not None


def is_documentation(path: str) -> bool:
    """Whether a file of this path is for readers: it lies in `docs/`, or is a text by its suffix, and tests nothing."""
    *folders, name = path.lower().split("/")
    told = not _DOC_FOLDERS.isdisjoint(folders) or PurePosixPath(name).suffix in _DOC_SUFFIXES
    return told and not is_test(path)


def parts(text: str) -> Iterator[Part]:
    """The patch file by file; what stands before the first file is a part without a path."""
    part, left = Part(""), [0, 0]
    for line in text.splitlines():
        if max(left) > 0:
            _inside(part, line, left)
            continue
        starts, path = _begins(part, line)
        if starts:
            if part.lines:
                yield part
            part = Part(path)
        elif path:
            part.path = path
        hunk = _HUNK.match(line)
        if hunk:
            left = [int(hunk[1] or 1), int(hunk[2] or 1)]
        part.lines.append(("place" if hunk else "about", line))
    if part.lines:
        yield part


def _begins(part: Part, line: str) -> tuple[bool, str]:
    """(a new file begins here, the path it names). `+++` comes second, and says the better name unless it is gone."""
    git = _GIT.match(line)
    if git:
        return True, _path(git[2])
    side = _SIDE.match(line)
    if side is None:
        return False, ""
    path = "" if side[1].strip() == "/dev/null" else _path(side[1], sided=True)
    has_hunks = any(what == "place" for what, _line in part.lines)
    is_first = line.startswith("--- ")
    return is_first and (has_hunks or not part.path), path


def _inside(part: Part, line: str, left: list[int]) -> None:
    """A line within a place, counted off against what its head promised."""
    sign = line[:1]
    if sign == "+":
        what, part.added, left[1] = "add", part.added + 1, left[1] - 1
    elif sign == "-":
        what, part.removed, left[0] = "remove", part.removed + 1, left[0] - 1
    elif sign == "\\":
        what = "about"
    else:
        what, left[0], left[1] = "plain", left[0] - 1, left[1] - 1
    part.lines.append((what, line))


def _path(text: str, sided: bool = False) -> str:
    """A path as it is called: without quotes, escapes and the side it stands for."""
    path = text.strip()
    if path.startswith('"') and path.endswith('"') and len(path) > 1:
        path = path[1:-1]
    if "\\" in path:
        path = _unescaped(path)
    return path[2:] if sided and path[:2] in ("a/", "b/") else path


def _unescaped(path: str) -> str:
    """Git writes bytes beyond ASCII as octal."""
    raw = bytearray()
    at = 0
    for found in _ESCAPE.finditer(path):
        raw += path[at : found.start()].encode()
        word = found[1]
        raw += bytes([int(word, 8) & 255]) if len(word) == 3 else _NAMED.get(word, word).encode()
        at = found.end()
    return (raw + path[at:].encode()).decode(errors="replace")
