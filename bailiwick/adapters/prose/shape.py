"""What a page has to look like to be read at all: clean text, lines that end, lists that are not bottomless.

Refusals are `Unreadable`: the line and what is wrong there.
"""

from __future__ import annotations

import re

from bailiwick.lib.statements import BadInput

#: A line or a paragraph longer than this was not written by a person.
LONGEST = 20_000
#: A page of more lines than this is a database.
MOST_LINES = 20_000
#: Lists in lists, quotes in quotes: nobody writes this deep, and parsers that recurse would break.
DEEPEST = 20

# Line ends that some libraries see and others do not would shift every line number after them.
_LINE_END = re.compile(r"\r\n?")
_ODD_SPACE = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029\u205f]")
# What is no character; dialects use the last two for notes to themselves.
_NOT_TEXT = re.compile(r"[\x00\ufdd0\ufdd1]")
#: “* * * * *” is a line to look at, not a list in a list.
_RULE = re.compile(r"\s*(?:(?:- *)+|(?:\* *)+)")
_MARKER = re.compile(r"\s*(?:[>*+-]|[0-9]{1,9}[.)])(?=[\s>]|$)")


class Unreadable(BadInput):
    """A page that cannot be read; whoever knows the file puts its name before the line."""

    def __init__(self, trouble: str, line: int) -> None:
        super().__init__(f"line {line}: {trouble}")
        self.trouble = trouble
        self.line = line


def clean(text: str) -> str:
    """The text with one kind of line end and no character that a library may take for another."""
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    return _NOT_TEXT.sub("\ufffd", _ODD_SPACE.sub(" ", text))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a clean text; an empty text has none."""
    return tuple(text.removesuffix("\n").split("\n")) if text else ()


def check_length(text: str) -> None:
    """Refuse a page of more lines than anybody reads."""
    if text.count("\n") > MOST_LINES:
        raise Unreadable(f"more than the {MOST_LINES:,} lines that are read of a page", MOST_LINES + 1)


def check_shape(text: str) -> None:
    """Refuse endless lines, and lists or quotes nested so deep that nobody can have meant it."""
    check_length(text)
    depths: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST:
            raise Unreadable(f"longer than the {LONGEST:,} characters that are read of a line", number)
        if not line or line.isspace():
            continue
        indent = len(line) - len(line.lstrip())
        while depths and depths[-1] >= indent:
            depths.pop()
        depths.append(indent)
        if len(depths) - 1 + _markers(line) > DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", number)


def _markers(line: str) -> int:
    """How many lists and quotes begin on this line."""
    count, at = 0, 0
    while count <= DEEPEST and (found := _MARKER.match(line, at)):
        count, at = count + 1, found.end()
    return 0 if _RULE.fullmatch(line) else count
