"""Plain layout for a terminal: 80 columns at most, colour only where somebody looks at it."""

from __future__ import annotations

import os
import re
import shutil
import textwrap
from collections.abc import Sequence
from typing import TextIO

WIDEST = 80
NARROWEST = 40
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}
#: What could move the cursor, ring the bell or turn the line round: values come from documents.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(text: object) -> str:
    """One line without anything a terminal would obey."""
    return _UNSAFE.sub("", re.sub(r"\s+", " ", str(text))).strip()


def wants_colour(out: TextIO, *, never: bool = False, always: bool = False) -> bool:
    """On a terminal, unless NO_COLOR is set or the terminal is dumb."""
    if never or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return always or out.isatty()


class Paper:
    """Collects lines; `str()` gives them."""

    def __init__(self, *, colour: bool = False, width: int = 0) -> None:
        self.colour, self.lines = colour, list[str]()
        self.width = width or max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))

    def __str__(self) -> str:
        return "\n".join(self.lines)

    def style(self, text: str, *names: str) -> str:
        """`text` in these styles, where colour is wanted."""
        codes = ";".join(_CODES[name] for name in names if name)
        return f"\x1b[{codes}m{text}\x1b[0m" if self.colour and codes and text else text

    def title(self, text: object, beside: object = "") -> None:
        """The first line: what it is called, and how it is written."""
        first, second = clean(text), clean(beside)
        self.lines.append(f"{self.style(first, 'bold')}  {self.style(second, 'dim')}".rstrip())

    def heading(self, text: object) -> None:
        """A blank line and a heading."""
        self.blank()
        self.lines.append(self.style(clean(text), "bold"))

    def blank(self) -> None:
        """One empty line, never two."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def text(self, text: object, indent: int = 0, *styles: str) -> None:
        """A paragraph."""
        for line in self._wrapped(clean(text), " " * indent, " " * indent):
            self.lines.append(self.style(line, *styles))

    def entry(self, label: str, text: object, note: object = "", column: int = 0, *, style: str = "") -> None:
        """`  label   text (note)` with what does not fit hanging under the text."""
        hang = " " * (2 + column + (2 if column else 0))
        head = f"  {clean(label):<{column}}  " if column else "  "
        if len(head) > len(hang):
            self.lines.append(head.rstrip())
            head = hang
        body, small = clean(text), clean(note)
        lines = self._wrapped(f"{body}  {small}".rstrip(), head, hang) if small else self._wrapped(body, head, hang)
        self.lines += _painted(self, lines, small, style)

    def _wrapped(self, text: str, first: str, then: str) -> list[str]:
        return textwrap.wrap(
            text, self.width, initial_indent=first, subsequent_indent=then, break_on_hyphens=False
        ) or [first.rstrip()]


def _painted(paper: Paper, lines: Sequence[str], note: str, style: str) -> list[str]:
    """The note in its style, when it stands whole at the end of the last line."""
    *before, last = lines
    if note and style and last.endswith(note):
        last = last[: -len(note)] + paper.style(note, style)
    return [*before, last]
