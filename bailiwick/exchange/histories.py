"""A page through time: every revision is one document of its list, taken in oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bailiwick.adapters.revisions import Revision
from bailiwick.adapters.revisions.folder import Folder
from bailiwick.adapters.revisions.git import Repository
from bailiwick.catalog.errors import Refused
from bailiwick.lib.guarded import digest_of
from bailiwick.lib.statements import BadInput, NotUnderstood

from .reports import Report
from .requests import ImportRequest
from .taking_in import Beat


class TakeIn(Protocol):
    """How one state of the page is taken in."""

    def __call__(self, request: ImportRequest, report: Report, *, by: Any, beat: Beat) -> None: ...


def is_history(request: ImportRequest) -> bool:
    """Whether a whole history was asked for: a file in a repository, or a folder of revisions."""
    return bool(request.git) or Path(request.path).is_dir()


def take_in_history(request: ImportRequest, report: Report, take_in: TakeIn, *, by: Any, beat: Beat) -> None:
    """Take in each revision as a change of its own. What was taken in stays when a later one cannot be read."""
    if request.dated:
        raise Refused(_("a history says its own dates"))
    replay = _Replay(request, report, take_in, by, beat)
    replay.run(_revisions(request))


def _revisions(request: ImportRequest) -> Folder | Repository:
    if request.git:
        return Repository(Path(request.git), request.path, request.limit)
    return Folder(Path(request.path))


class _Replay:
    """One run through a history, with what it has to remember from one revision to the next."""

    def __init__(self, request: ImportRequest, report: Report, take_in: TakeIn, by: Any, beat: Beat) -> None:
        self.request, self.report, self.take_in, self.by, self.beat = request, report, take_in, by, beat
        self.last_digest = ""
        self.same = 0
        self.unreadable: list[BadInput] = []
        self.missed: set[int] = set()

    def run(self, revisions: Folder | Repository) -> None:
        for error in revisions.left_out:
            self._leave_out(error)
        for number, revision in enumerate(revisions, 1):
            self._step(revision, number, revisions.total)
        if self.unreadable and not self.report.revisions:
            raise self.unreadable[0]
        if self.same:
            left_out = ngettext(
                "%(n)s revision says to the byte what the one before said, and was left out.",
                "%(n)s revisions say to the byte what the one before said, and were left out.",
                self.same,
            )
            self.report.notes.append(left_out % {"n": self.same})

    def _step(self, revision: Revision, number: int, total: int) -> None:
        def beat(_done: int, _total: int, _message: str) -> None:
            self.beat(number - 1, total, f"{number} of {total}: {revision.dated}")

        label = f"{Path(revision.file_name).name}@{revision.name[:12]}"
        try:
            digest = digest_of(revision.path, self.request.limit)
            if digest == self.last_digest:
                self.same += 1
            else:
                self._take_in(revision, label, beat)
            self.last_digest = digest
        except BadInput as error:
            self._leave_out(BadInput(str(error).replace(str(revision.path), label)), label)
        beat(0, 0, "")

    def _leave_out(self, error: BadInput, label: str = "") -> None:
        """A revision that cannot be read is told with the places that nobody understood."""
        self.unreadable.append(error)
        self._miss([[label or error.place, "", str(error)]], "")

    def _take_in(self, revision: Revision, label: str, beat: Beat) -> None:
        one = Report()
        asked = replace(
            self.request,
            path=str(revision.path),
            git="",
            lineage=self.request.list_name,
            dated=str(revision.dated),
            revision=revision.name,
            order=revision.order,
            title=self.request.title,
            file_name=self.request.name,
        )
        self.take_in(asked, one, by=self.by, beat=beat)
        self._miss(one.places, f"{revision.name[:12]} ")
        for place, what in one.remarks:
            if what not in {told for _place, told in self.report.remarks}:
                self.report.remark(f"{revision.name[:12]} {place}", what)
        self.report.follow(one, revision.name)

    def _miss(self, places: Iterable[list[str]], where: str) -> None:
        """A sentence that stands in a hundred revisions is told once, where it was met first."""
        for place, text, why in places:
            if (known := hash((text, why))) not in self.missed:
                self.missed.add(known)
                self.report.miss(NotUnderstood(where + place, text, why))
