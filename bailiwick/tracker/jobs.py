"""The tracker's long work."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bailiwick.access import viewer
from bailiwick.accounts.models import User
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import Beat
from bailiwick.lib import thumbnail

from . import exporting, references
from .actions.bulk import run_bulk
from .actions.merged import follow
from .actions.undoing import run_undo
from .asking import read_line
from .asking.whole import every_issue
from .blobs import place, received
from .models import Blob, Operation

#: That no small picture can be made of a file.
NONE = "-"


def bulk_edit(job: Job, beat: Beat) -> dict[str, Any]:
    """What an operation asks for."""
    return _figures(run_bulk(Operation.objects.get(pk=job.args["operation"]), by=_by(job), beat=beat))


def bulk_undo(job: Job, beat: Beat) -> dict[str, Any]:
    """An operation taken back."""
    return _figures(run_undo(Operation.objects.get(pk=job.args["operation"]), by=_by(job), beat=beat))


def make_thumbnail(job: Job, beat: Beat) -> dict[str, Any]:
    """A small picture of the picture with this digest, or the note that there is none."""
    digest, made = str(job.args["digest"]), NONE
    with TemporaryDirectory(prefix="bailiwick-") as folder:
        small = Path(folder) / "small"
        if place(digest).exists() and thumbnail.make(place(digest), small):
            with received([small.read_bytes()]) as incoming:
                incoming.settle()
                made = incoming.digest
    Blob.objects.filter(pk=digest).update(thumbnail=made)
    return {"made": made != NONE}


def refresh_references(job: Job, beat: Beat) -> dict[str, Any]:
    """Ask the other sides of some references how things stand there."""
    waiting = list(references.due().select_related("issue")[: references.AT_ONCE])
    for done, reference in enumerate(waiting):
        beat(done, len(waiting))
        references.ask_again(reference, by=_by(job), beat=partial(beat, done, len(waiting)))
    return {"asked": len(waiting)}


def export_issues(job: Job, beat: Beat) -> dict[str, Any]:
    """A whole list as a file, which its reader fetches while they see as much as now."""
    line, form, by = read_line(str(job.args["line"])), str(job.args["form"]), _by(job)
    Job.objects.filter(pk=job.pk).update(args=job.args | {"sight": viewer(by).sight})
    exporting.sweep()
    return {"issues": exporting.write(exporting.place(job.pk, form), form, every_issue(by, line, beat))}


def _by(job: Job) -> User:
    return User.objects.get(pk=job.by_id)


def _figures(told: dict[str, Any]) -> dict[str, Any]:
    """What a job shows; which issues they are stands with the operation."""
    return {name: value for name, value in told.items() if isinstance(value, int)}


def follow_merges(job: Job, beat: Beat) -> dict[str, Any]:
    """Issues of entries that were merged into others belong to those, for as long as the entries are one."""
    return {"moved": follow(by=_by(job), beat=beat)}
