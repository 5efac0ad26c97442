"""Tables in four dresses (CSV, RST csv-table, Markdown, HTML) as one stream of rows.

Each reader yields `Row`s, headers first (`head` is true), and a `NotUnderstood` for every
line of prose around a table. Nothing is kept, so a CSV may be as long as it likes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bailiwick.lib.guarded import LIMIT, lines
from bailiwick.lib.statements import BadInput, NotUnderstood

DELIMITERS = ",;\t|"
#: Cells longer than this are taken as they are: no markup is looked for.
LONG = 2000
#: So many rows, and lines around them, tell whether it is a table at all.
LOOKED_AT = 2000
_SEPARATOR = re.compile(r"\|?(?: *:?-+:? *\|)+(?: *:?-+:?)?")
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, the line it begins at, and the text it was read from."""

    line: int
    cells: list[str]
    raw: str
    head: bool = False


Read = Iterator[Row | NotUnderstood]


def rows(path: Path, limit: int = LIMIT) -> Read:
    """Every row of every table in the file."""
    return _READERS[dress(path, limit)](path, limit)


def dress(path: Path, limit: int = LIMIT) -> str:
    """`csv`, `rst`, `markdown` or `html`: by what stands in the file, then by its ending."""
    known = {".csv": "csv", ".tsv": "csv", ".rst": "rst", ".md": "markdown", ".html": "html", ".htm": "html"}
    if found := known.get(path.suffix.lower()):
        return found
    for line in islice(lines(path, limit), 400):
        if ".. csv-table::" in line:
            return "rst"
        if re.search(r"<table|<html|<!doctype", line, re.I):
            return "html"
        if _separates(line):
            return "markdown"
    return "csv"


def is_table(path: Path, limit: int = LIMIT) -> bool:
    """Whether it is a table with some words around it, rather than a page with perhaps a table in it."""
    if path.suffix.lower() in (".csv", ".tsv"):
        return True
    try:
        found = list(islice(rows(path, limit), LOOKED_AT))
    except BadInput:
        return False
    read = [each for each in found if isinstance(each, Row)]
    if dress(path, limit) == "csv":
        # Anything is read as CSV: it is a table where the rows have as many cells as the first one.
        read = [row for row in read if 1 < len(row.cells) == len(read[0].cells)]
    return 2 * len(read) > len(found)


def delimiter_of(line: str) -> str:
    """The sign that most often stands between the cells of the first line, outside quotes."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(DELIMITERS, key=bare.count)


def parse_csv(
    source: Iterable[str], path: Path, delimiter: str = "", offset: int = 0, quote: str = '"'
) -> Iterator[Row]:
    """Rows of CSV lines; `offset` is how many lines of the file stand before them."""
    taken: list[str] = []

    def noted() -> Iterator[str]:
        for line in source:
            taken.append(line)
            yield line

    stream = noted()
    first = next(stream, "")
    reader = csv.reader(
        _chain(first, stream),
        delimiter=delimiter or delimiter_of(first),
        quotechar=quote,
        skipinitialspace=True,
        strict=True,
    )
    before = 0
    try:
        for cells in reader:
            yield Row(offset + before + 1, [cell.strip() for cell in cells], "".join(taken))
            before = reader.line_num
            taken.clear()
    except csv.Error as error:
        raise BadInput(_csv_trouble(error), path=str(path), line=offset + before + 1) from None


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _csv_trouble(error: csv.Error) -> str:
    text = str(error)
    if "unexpected end" in text:
        return "cut short: a quoted cell that begins in this row never ends"
    if "field larger" in text:
        return "a cell that begins in this row is longer than 128 KB; is a quote missing?"
    if "expected after" in text:
        return "text stands after the closing quote of a cell in this row"
    return f"not CSV: {text}"


def _csv_rows(path: Path, limit: int) -> Read:
    header: Row | None = None
    last: Row | None = None
    for row in parse_csv(lines(path, limit), path):
        if not any(row.cells):
            continue
        if header is None:
            header = row
            yield Row(row.line, row.cells, row.raw, head=True)
            continue
        last = row
        yield row
    if header and last and len(last.cells) < len(header.cells) and not last.raw.endswith("\n"):
        raise BadInput("cut short: the last row has fewer cells than the header", path=str(path), line=last.line)


# --- reStructuredText

_DIRECTIVE = re.compile(r"( *)\.\. csv-table::\s*(.*)")
_OPTION = re.compile(r":([a-z-]+):\s*(.*)")
_LINK = re.compile(r"`([^`<>]+?)\s*<[^`<>]*>`__?")
_ROLE = re.compile(r"(?::[\w:.+-]+:)?`([^`]+)`_{0,2}")
_STRESS = re.compile(r"(\*\*|\*|``)(?=\S)(.+?)(?<=\S)\1")


def plain_rst(text: str) -> str:
    """A cell without inline markup: “`text <address>`_” is “text”."""
    if ("`" not in text and "*" not in text) or len(text) > LONG:
        return text
    text = _LINK.sub(r"\1", text)
    text = _STRESS.sub(r"\2", text)
    return _ROLE.sub(r"\1", text)


def _rst_rows(path: Path, limit: int) -> Read:
    number, tables, comment = 0, 0, False
    text = lines(path, limit)
    numbered = _Numbered(text)
    for line in numbered:
        number = numbered.number
        if match := _DIRECTIVE.match(line):
            tables += 1
            yield from _rst_table(numbered, len(match[1]), path)
            comment = False
            continue
        if line.strip():
            comment = line.startswith("..") or (comment and line[0] in " \t")
            if not comment and not re.fullmatch(r"(\W)\1*\s*", line):
                yield NotUnderstood(f"line {number}", line.strip()[:200], "stands outside a table")
    if not tables:
        raise BadInput("there is no csv-table in it", path=str(path), line=number or 1)


class _Numbered:
    """Lines that know their number and can be put back one step."""

    def __init__(self, source: Iterable[str]) -> None:
        self._source = iter(source)
        self._back: str | None = None
        self.number = 0

    def __iter__(self) -> _Numbered:
        return self

    def __next__(self) -> str:
        line, self._back = (self._back, None) if self._back is not None else (next(self._source), None)
        self.number += 1
        return line

    def back(self, line: str) -> None:
        """The next reader gets this line again."""
        self._back = line
        self.number -= 1


def _rst_table(source: _Numbered, indent: int, path: Path) -> Read:
    options, started = _rst_options(source, indent, path)
    quote, delimiter = options.get("quote", '"')[:1] or '"', _rst_sign(options.get("delim", ","))
    if header := options.get("header"):
        first = next(parse_csv([header], path, delimiter, started, quote))
        yield Row(started, [plain_rst(cell) for cell in first.cells], header, head=True)
    body = parse_csv(_indented(source, indent), path, delimiter, source.number, quote)
    for number, row in enumerate(row for row in body if any(row.cells)):
        cells = [plain_rst(cell) for cell in row.cells]
        yield Row(row.line, cells, row.raw, head=number == 0 and not header)


def _rst_sign(word: str) -> str:
    return {"tab": "\t", "space": " "}.get(word.strip(), word.strip()[:1] or ",")


def _rst_options(source: _Numbered, indent: int, path: Path) -> tuple[dict[str, str], int]:
    """The directive's options and the line of its header; reading another file is refused."""
    options: dict[str, str] = {}
    header_line = source.number
    for line in source:
        match = _OPTION.match(line.strip())
        if not match:
            if line.strip():
                source.back(line)
            break
        if match[1] in {"file", "url"}:
            raise BadInput("a table that points to another file is not followed", path=str(path), line=source.number)
        if match[1] == "header":
            header_line = source.number - 1
        options[match[1]] = match[2]
    return options, header_line


def _indented(source: _Numbered, indent: int) -> Iterator[str]:
    """The lines of a directive's content: everything indented deeper than the directive."""
    for line in source:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            source.back(line)
            return
        yield line


# --- Markdown


def _markdown_rows(path: Path, limit: int) -> Read:
    held: tuple[int, str] | None = None
    inside, tables = False, 0
    number = 0
    for number, line in enumerate(lines(path, limit), 1):
        if not inside and held and _separates(line):
            inside, tables = True, tables + 1
            yield Row(held[0], _markdown_cells(held[1]), held[1], head=True)
            held = None
        elif inside and "|" in line:
            yield Row(number, _markdown_cells(line), line)
        else:
            inside = False
            if held and held[1].strip():
                yield NotUnderstood(f"line {held[0]}", held[1].strip()[:200], "stands outside a table")
            held = (number, line)
    if held and held[1].strip():
        yield NotUnderstood(f"line {held[0]}", held[1].strip()[:200], "stands outside a table")
    if not tables:
        raise BadInput("there is no Markdown table in it", path=str(path), line=number or 1)


def _separates(line: str) -> bool:
    return "|" in line and len(line) < LONG and bool(_SEPARATOR.fullmatch(line.strip()))


def _markdown_cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [plain_markdown(cell.replace("\\|", "|").strip()) for cell in _CELL_END.split(inner)]


def plain_markdown(text: str) -> str:
    """A cell without inline markup: “[text](address)” is “text”."""
    if len(text) > LONG:
        return text
    text = re.sub(r"!?\[([^\]\[]*)\]\([^()]*\)", r"\1", text)
    text = re.sub(r"<((?:https?|mailto):[^<>\s]+)>", r"\1", text)
    return re.sub(r"(\*\*|__|`|~~|\*)(?=\S)(.+?)(?<=\S)\1", r"\2", text).strip()


def _html_rows(path: Path, limit: int) -> Read:
    from bailiwick.adapters.html_rows import html_rows

    return html_rows(path, limit)


_READERS = {"csv": _csv_rows, "rst": _rst_rows, "markdown": _markdown_rows, "html": _html_rows}
