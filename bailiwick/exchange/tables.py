"""A table becomes statements of a list: columns settled and kept, rows staged, the report told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bailiwick.adapters import adapter, rows

from . import columns as table_columns
from .reports import Report
from .requests import ImportRequest
from .taking_in import Beat, Document, take_in_document


def open_table(request: ImportRequest) -> Any:
    """The table with its columns settled: nothing is written, nothing is read but its head."""
    options = {
        "kind": request.kind,
        "map": request.columns,
        "saved": table_columns.saved(request.list_name),
        "limit": request.limit,
    }
    table = adapter("import", "table").open_input(Path(request.path), options)
    table.columns = table_columns.settled(table.columns)
    return table


def is_table(path: str) -> bool:
    """What a file looks like: a table, or a page of prose, whatever tables stand in that."""
    return rows.is_table(Path(path))


def take_in_table(request: ImportRequest, *, by: Any, beat: Beat) -> Report:
    """Stage the table as one document of its list; raises BadInput or Refused."""
    table = open_table(request)
    document = Document(table.path, table.digest, "table", table.read())
    report = Report(request.format, request.name, request.list_name, kind=table.columns.kind)
    report.columns = dict(table.columns.targets)
    take_in_document(request, document, report, by=by, beat=beat)
    report.rows, report.empty = table.counts["rows"], table.counts["empty"]
    table_columns.keep(request.list_name, table.columns)
    return report
