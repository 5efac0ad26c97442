"""Asking for an import. The work itself is a job; see `jobs.py`."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.jobs import enqueue

from .models import ImportRun
from .requests import ImportRequest


@transaction.atomic
def start_import(request: ImportRequest, *, by: Any) -> ImportRun:
    """Enqueue the import. Raises Refused for what is plainly wrong with the request."""
    require(by, "import.run")
    request.check()
    run = ImportRun.objects.create(
        format=request.format, lineage=request.list_name, file_name=request.name[:255], by_id=by.pk
    )
    job = enqueue("exchange.run_import", {"run": run.pk, **request.as_json()}, by)
    run.job_id = job.pk
    run.save(update_fields=["job_id"])
    record("import.started", by=by, about=("import_run", run.pk))
    return run
