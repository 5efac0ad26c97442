"""Which dialect a page is written in, and the page that it is.

`read_page` is the way in: it reads no more than a limit, guesses the dialect by the file's ending or
else by its marks, and refuses what cannot be read with one line that names the file and the place.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path, PurePath

from bailiwick.adapters.prose.dating import day_said
from bailiwick.adapters.prose.shape import Unreadable
from bailiwick.adapters.prose.tree import Page
from bailiwick.lib.guarded import MEGABYTE, read_text
from bailiwick.lib.statements import BadInput

#: No page that people read is longer.
LIMIT = MEGABYTE

#: Name → the module whose `read` turns a text into a page. A new dialect is a line here and one in ENDINGS.
DIALECTS = {
    "markdown": "bailiwick.adapters.prose.markdown",
    "rst": "bailiwick.adapters.prose.rst",
    "moin": "bailiwick.adapters.prose.moin",
    "html": "bailiwick.adapters.prose.html",
}
ENDINGS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".rst": "rst",
    ".html": "html",
    ".htm": "html",
    ".moin": "moin",
    ".wiki": "moin",
}
#: How each dialect looks where the ending does not tell: each line with such a mark speaks for it.
_MARKS = {
    "html": re.compile(r"\s*</?(?:!doctype|html|head|body|h[1-6]|p|ul|li|ol|dl|dt|dd|table|tr|div|section)\b", re.I),
    "moin": re.compile(r"=+ [^=]+ =+\s*$|.*\[\[[^\[\]|]+\|[^\[\]]+\]\]|\{\{\{|\|\||.*'''|#pragma| +\* "),
    "markdown": re.compile(r"#{1,6} |.*\]\([^()\s]+\)|.*\*\*\S|```|\|?[ :]*---+[ :]*\||---\s*$"),
    "rst": re.compile(r"([=~^\"#*+-])\1{2,}\s*$|\.\. |.*`_|.*``|={3,} ={3,}"),
}
_HEAD = 400


def guess_dialect(name: str, head: str) -> str:
    """The dialect of a file of this name that begins like this: by its ending, else by its marks."""
    if known := ENDINGS.get(PurePath(name).suffix.lower()):
        return known
    lines = [line[:1_000] for line in head.split("\n")[:_HEAD]]
    votes = {dialect: sum(bool(mark.match(line)) for line in lines) for dialect, mark in _MARKS.items()}
    best = max(votes, key=lambda dialect: votes[dialect])
    return best if votes[best] else "markdown"


def read_page(path: Path, dialect: str = "", limit: int = LIMIT) -> Page:
    """The page that a file holds; raises BadInput."""
    text = read_text(path, min(limit, LIMIT))
    return read_as(dialect or guess_dialect(path.name, text), text, str(path))


def read_as(dialect: str, text: str, path: str = "") -> Page:
    """The page that a text in a dialect is; `path` is for the message."""
    if dialect not in DIALECTS:
        raise BadInput(f"“{dialect}” is no dialect that is read ({', '.join(DIALECTS)})", path=path)
    try:
        page: Page = import_module(DIALECTS[dialect]).read(text)
    except Unreadable as error:
        raise BadInput(error.trouble, path=path, line=error.line) from None
    if "date" not in page.about and (day := day_said(page.lines)):
        page.about["date"] = day
    return page
