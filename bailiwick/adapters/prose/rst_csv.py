"""Where the rows of a csv-table stand; docutils says where the table begins and no more."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.raw import Raw

_CSV = re.compile(r"\s*\.\. +csv-table::")
_OPTION = re.compile(r"\s+:([\w-]+):\s*(.*)")


def csv_rows(lines: Sequence[str], line: int) -> Iterator[Raw]:
    """The raw lines of each row of the table on `line`, its header first; nothing for another kind of table."""
    if not _CSV.match(lines[line - 1]):
        return
    at = line
    while at < len(lines) and (found := _OPTION.fullmatch(lines[at])):
        at += 1
        if found[1] == "header":
            yield Raw(found[2], at)
    yield from _rows(lines, at)


def _rows(lines: Sequence[str], first: int) -> Iterator[Raw]:
    """Each row that is indented; one that cannot be read ends them."""
    reader = csv.reader((line + "\n" for line in lines[first:]), skipinitialspace=True)
    before = first
    try:
        for cells in reader:
            end = first + reader.line_num
            if any(cell.strip() for cell in cells):
                if not lines[before].startswith(" "):
                    return
                yield Raw("\n".join(lines[before:end]), before + 1)
            before = end
    except csv.Error:
        return
