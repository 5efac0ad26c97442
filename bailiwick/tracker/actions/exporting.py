"""Asking for a list as a file."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record
from bailiwick.jobs import enqueue
from bailiwick.jobs.models import Job

from ..asking import issues_asked, read_line
from ..errors import Refused
from ..exporting import FORMATS


@transaction.atomic
def export_issues(line: str, form: str, *, by: Any) -> Job:
    """All issues of a line that `by` may see, as `csv` or `json`, by a job. Raises Mistake and Refused."""
    require(by, "query.save")
    if form not in FORMATS:
        raise Refused(_("A list goes out as %(all)s.") % {"all": ", ".join(FORMATS)}, "form")
    asked = read_line(line)
    # Said now and to whoever asks, not in a job that fails.
    issues_asked(by, asked)
    job = enqueue("tracker.export_issues", {"line": str(asked), "form": form}, by)
    record("issues.exported", by=by, about=("job", job.pk), visibility=4)
    return job
