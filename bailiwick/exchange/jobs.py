"""The import as a job: progress while it runs, one plain line when it cannot."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bailiwick.access import Denied
from bailiwick.accounts.models import User
from bailiwick.catalog.errors import Refused
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import Beat, Cancelled, Failed
from bailiwick.lib.statements import BadInput

from .models import ImportRun
from .overviews import take_in_overview
from .reports import Report, figures
from .requests import ImportRequest
from .tables import take_in_table
from .uploads import forget


def run_import(job: Job, beat: Beat) -> dict[str, Any]:
    """Read, stage, and apply if asked. The report stays with the run; the job keeps its figures, which quote nobody."""
    run = ImportRun.objects.get(pk=job.args["run"])
    request = ImportRequest.from_json({key: value for key, value in job.args.items() if key != "run"})
    by = User.objects.get(pk=job.by_id)
    try:
        report = READERS[request.format](request, by=by, beat=beat)
    except (BadInput, Refused, Denied) as error:
        why = str(error).replace(request.path, request.file_name) if request.file_name else str(error)
        ImportRun.objects.filter(pk=run.pk).update(status=ImportRun.Status.REFUSED, report={"why": why})
        forget(request.path)
        raise Failed(why) from error
    except Cancelled:
        why = _("It was cancelled.")
        ImportRun.objects.filter(pk=run.pk).update(status=ImportRun.Status.REFUSED, report={"why": why})
        forget(request.path)
        raise
    ImportRun.objects.filter(pk=run.pk).update(status=ImportRun.Status.DONE, report=report.as_json())
    forget(request.path)
    return {"run": run.pk, **dict(figures(report))}


def _catalog(request: ImportRequest, *, by: Any, beat: Beat) -> Report:
    from .catalog_files import take_in_catalog

    report: Report = take_in_catalog(request, by=by, beat=beat)
    return report


READERS = {"table": take_in_table, "overview": take_in_overview, "catalog": _catalog}
