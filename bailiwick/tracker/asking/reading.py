"""Reading a line with the tracker's fields, and the number that jumps."""

from __future__ import annotations

from bailiwick.lib.text import number
from bailiwick.search.lines import Line, parse_line

from .fields import ASKED, ORDERED
from .order import check_order


def read_line(text: str) -> Line:
    """What a line asks for. Raises Mistake with its place."""
    line = parse_line(text, ASKED, ORDERED)
    check_order(line, text)
    return line


def number_asked(text: str) -> int | None:
    """12 for `#12` and for `12` alone: a number jumps to its issue."""
    return number(text.strip().removeprefix("#"))
