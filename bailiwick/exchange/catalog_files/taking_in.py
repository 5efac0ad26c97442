"""An export comes in: whole into an empty desk, as documents' statements into one that has a life of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connection, transaction

from bailiwick.access import require
from bailiwick.adapters import adapter
from bailiwick.adapters.catalog_yaml import Input
from bailiwick.catalog import due
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.models import Change, Claim, Entity
from bailiwick.events.journal import record

from ..reports import Report
from ..requests import ImportRequest
from .merge import merge_catalog
from .restore import Restore


def take_in_catalog(request: ImportRequest, *, by: Any, beat: Any) -> Report:
    """Restore or merge; raises BadInput or Refused, and then nothing has changed."""
    folder: Input = adapter("import", "catalog").open_input(Path(request.path), {"limit": request.limit})
    report = Report(request.format, request.name, f"catalog for {folder.header.visible_to}")
    if is_empty():
        return restore_catalog(folder, report, apply=request.apply, by=by, beat=beat)
    return merge_catalog(folder, request, report, by=by, beat=beat)


def is_empty() -> bool:
    """Nobody has put anything into the catalog yet."""
    return not Entity.objects.exists() and not Change.objects.exists()


def restore_catalog(folder: Input, report: Report, *, apply: bool, by: Any, beat: Any) -> Report:
    """Everything as it was, book times and all."""
    require(by, "import.run")
    if not apply:
        raise Refused("an empty desk takes in a catalog as it is, at once: say --apply")
    with transaction.atomic():
        restore = Restore(folder, lambda done, total, message: None)
        restore.run()
        _check_constraints()
        if not is_whole(restore):
            raise Refused("somebody else began to fill the catalog meanwhile")
        record("import.restored", by=by)
    due.refresh(set(restore.entities.values()), beat=lambda done, total: beat(done, total, "lists and search"))
    report.new = report.seen = len(restore.claims)
    report.applied = True
    entities, changes, lists = len(restore.entities), len(restore.changes), len(restore.lineages)
    report.notes.append(f"{entities:,} entities, {changes:,} changes and {lists:,} lists restored.")
    return report


def _check_constraints() -> None:
    """What the database would say at the commit, while it can still be undone."""
    connection.check_constraints()


def is_whole(restore: Restore) -> bool:
    """What is there is what was restored."""
    return Entity.objects.count() == len(restore.entities) and Claim.objects.count() == len(restore.claims)
