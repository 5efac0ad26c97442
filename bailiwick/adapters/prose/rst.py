"""reStructuredText, by docutils: only its tree is used, no transform, no writer, no directive but tables and notes.

docutils would read files and the network for some directives and stop at roles that only Sphinx
knows. So directives that are not on the list below are comments before it sees them, and what it
complains about is kept as it stands in the page.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, states
from docutils.utils import new_document

from bailiwick.adapters.prose.rst_blocks import Reader
from bailiwick.adapters.prose.shape import DEEPEST, LONGEST, Unreadable, check_shape, clean
from bailiwick.adapters.prose.tree import Page

#: Directives that hold prose or a table and touch nothing outside the page.
READ = frozenset(
    ["csv-table", "list-table", "table", "container", "compound", "topic", "sidebar", "epigraph", "highlights"]
).union(["note", "warning", "tip", "hint", "important", "attention", "caution", "danger", "error", "admonition"])
#: A text with more mistakes than this is no reStructuredText; docutils looks through a paragraph for each.
MISTAKES = 500
#: Each link, each word in bold is an object of docutils.
MOST_MARKS = 50_000
#: Stand in for a star and a colon that docutils must not take for marks; `clean` leaves neither in a page.
STAR, COLON = "\ufdd0", "\ufdd1"

_DIRECTIVE = re.compile(r"(?<!\S)(\.\. +(?:\|[^|\n]{1,100}\| +)?)([a-zA-Z][\w.+:-]{0,60}?)( ?:):(?=\s|$)", re.M)
_STAR = re.compile(r"(?<![\w*])\*(?=\.\w)")
_RULE = re.compile(r"^ *([-*+])(?: +\1){3,} *$", re.M)
_UNDERLINE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*")


def read(text: str) -> Page:
    """The page that a text in reStructuredText is."""
    text = clean(text)
    check_shape(text)
    _check_depth(text)
    document = _document()
    try:
        Parser(inliner=_Inliner()).parse(_harmless(text), document)
    except RecursionError:
        raise Unreadable("nested deeper than can be read", 1) from None
    return Reader(document, text).read()


def _check_depth(text: str) -> None:
    """docutils goes down one level for each kind of underline, and for each step to the right in a block of lines."""
    kinds: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        if found := _UNDERLINE.fullmatch(line):
            kinds.add(found[1])
            if len(kinds) > DEEPEST:
                raise Unreadable(f"more than {DEEPEST} kinds of underlined titles", number)
        in_block = line.startswith("| ") and not line.endswith("|")
        if in_block and len(line) - len(line[1:].lstrip()) > 4 * DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", number)


def _harmless(text: str) -> str:
    """The text, of the same lines, without directives that are not read and without marks nobody meant."""
    text = _DIRECTIVE.sub(
        lambda found: found[0] if found[2] in READ else f"{found[1]}{found[2]}{found[3]}{COLON}", text
    )
    return _STAR.sub(STAR, _RULE.sub("", text))


def _document() -> nodes.document:
    settings: Any = get_default_settings(Parser)
    settings.report_level = settings.halt_level = 5
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.warning_stream = False
    settings.line_length_limit = LONGEST
    settings.syntax_highlight = "none"
    document = new_document("page", settings)
    document.reporter.attach_observer(_Mistakes().count)
    return document


class _Mistakes:
    """Stops a reading that has become a list of complaints."""

    def __init__(self) -> None:
        self._left = MISTAKES

    def count(self, message: Any) -> None:
        """One more complaint of docutils."""
        self._left -= int(message["level"]) > 1
        if self._left < 0:
            raise Unreadable(f"more than {MISTAKES} mistakes; is this reStructuredText?", int(message.get("line", 1)))


class _Inliner(states.Inliner):
    """docutils' reader of marks, for paragraphs that a person may have written."""

    def init_customizations(self, settings: Any) -> None:
        """The patterns are built from names of the class itself, so that class builds them."""
        plain = states.Inliner()
        plain.init_customizations(settings)
        vars(self).update(vars(plain))

    def parse(self, text: str, lineno: int, memo: Any, parent: Any) -> Any:
        """The nodes of a paragraph."""
        if len(text) > LONGEST:
            raise Unreadable(f"a paragraph of more than {LONGEST:,} characters", lineno)
        found, messages = super().parse(text, lineno, memo, parent)
        self._marks = getattr(self, "_marks", 0) + len(found)
        if self._marks > MOST_MARKS:
            raise Unreadable(f"more than {MOST_MARKS:,} links and marks so far", lineno)
        return found, messages

    def implicit_inline(self, text: str, lineno: int) -> list[Any]:
        """Bare addresses become links later, for all dialects alike."""
        return [nodes.Text(text)] if text else []
