"""A table becomes statements of a list: columns settled and kept, rows staged, the report told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bailiwick.adapters import adapter
from bailiwick.catalog.actions import staging

from . import columns as table_columns
from .reports import Report
from .requests import ImportRequest
from .taking_in import Beat, finish, keep_document, source_of, stage


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


def take_in_table(request: ImportRequest, *, by: Any, beat: Beat) -> Report:
    """Stage the table as one document of its list; raises BadInput or Refused."""
    table = open_table(request)
    items = table.read()
    report = Report(request.format, request.name, request.list_name, kind=table.columns.kind)
    report.columns = dict(table.columns.targets)
    source = source_of(request, table.digest, "table")
    change = staging.open_source(
        lineage=request.list_name,
        source=source,
        by=by,
        complete_for=request.complete_for,
        derived_from=request.derived_from or None,
    )
    report.source, report.dated = source.slug, str(source.dated)
    try:
        stage(change, items, report, path=request.path, by=by, beat=beat)
    except Exception:
        staging.discard(change)
        raise
    keep_document(Path(request.path), by=by)
    report.rows, report.empty = table.counts["rows"], table.counts["empty"]
    finish(change, report, apply=request.apply, by=by, beat=beat)
    table_columns.keep(request.list_name, table.columns)
    return report
