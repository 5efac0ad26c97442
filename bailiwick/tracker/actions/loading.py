"""Taking in a dump: all of it is checked first, then it is written in batches, each whole or not at all.

What was written is remembered by what its source calls it, so a second run, or one after a run that was killed, goes
on where the first one ended. Nobody is told: people would hear of years at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from bailiwick.access import Level, require
from bailiwick.events.journal import record
from bailiwick.lib.filenames import clean_name
from bailiwick.lib.locks import one_at_a_time
from bailiwick.lib.patches import touched

from .. import blobs
from ..blob_rows import keep_blob
from ..documents import index_issues
from ..dump.kinds import FILES, KINDS, Kind
from ..dump.reading import Beat, Line, Reading
from ..dump.rows import Here, account_of, origin_key
from ..errors import Refused
from ..file_types import LOOKED_AT, PATCH, READ, as_text, media_type
from ..holding import class_of
from ..models import Affected, Comment, File, Issue, IssueLabel, IssueVersion, Origin, Star, Word
from ..models.origins import ISSUES
from ..posts import recount
from .stars import count_stars

#: Not a kind of rows.
FINISHED = "finished"
BATCH, CHUNK = 500, 256 * 1024
_SOURCE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass
class Loaded:
    """What a dump holds, what of it is new here, and what cannot be kept, with how often."""

    counts: dict[str, int]
    lost: dict[str, int]
    new: dict[str, int] = field(default_factory=dict)


def load_tracker(
    folder: Path, source: str, *, by: Any, match_people: bool = False, dry_run: bool = False, beat: Beat
) -> Loaded:
    """Take in the dump under this name of its source. Raises Refused before anything is written. Twice is once."""
    require(by, "import.run")
    if not _SOURCE.fullmatch(source):
        raise Refused(f"“{source}” cannot name a source: lower-case letters, digits and dashes", "source")
    reading = Reading(folder)
    reading.check(beat)
    load = _Load(source, reading, by, match_people)
    found = Loaded({name: reading.counts[name] for name in KINDS}, load.lost())
    if dry_run:
        return found
    for kind in KINDS.values():
        load.begin(kind)
        found.new[kind.name] = sum(load.take(kind, batch) for batch in _batches(reading, kind, beat))
    load.finish(beat)
    return found


def _batches(reading: Reading, kind: Kind, beat: Beat) -> Iterator[list[Line]]:
    batch = list[Line]()
    for number, line in reading.lines(kind):
        batch.append(line)
        if len(batch) == BATCH:
            yield batch
            beat(kind.name, number)
            batch = []
    if batch:
        yield batch


class _Load:
    """One run: where it comes from and what it knows."""

    def __init__(self, source: str, reading: Reading, by: Any, match_people: bool) -> None:
        self.source, self.reading, self.by, self.match_people = source, reading, by, match_people
        self.here = Here(source, reading)
        self._ranks: dict[str, set[int]] = {}
        self._keeps = {kind.name: kind.numbered and self._alone(kind) for kind in KINDS.values()}

    def _alone(self, kind: Kind) -> bool:
        """Whether all that is here of a kind came from this source: then its numbers are free."""
        mine = Origin.objects.filter(source=self.source, kind=kind.name).values("row_id")
        return not kind.model._default_manager.exclude(pk__in=mine).exists()

    def lost(self) -> dict[str, int]:
        """What cannot be as it was, with how often."""
        found = dict(self.reading.lost)
        new = self.reading.counts["issues"] - Origin.objects.filter(source=self.source, kind=ISSUES).count()
        if new > 0 and not self._keeps["issues"]:
            found["issues get new numbers, and #12 in a text means the one of this desk"] = new
        return found

    def begin(self, kind: Kind) -> None:
        """Numbers up to the largest of the file are given to nobody else; SQLite sees to it by itself."""
        if self._keeps[kind.name] and self.reading.largest[kind.name] and connection.vendor == "postgresql":
            asked = [f'"{kind.model._meta.db_table}"'] * 2
            name = "pg_get_serial_sequence(%s, 'id')"
            sql = f"SELECT setval({name}, GREATEST(pg_sequence_last_value({name}::regclass), %s))"
            with connection.cursor() as cursor:
                cursor.execute(sql, [*asked, self.reading.largest[kind.name]])

    def take(self, kind: Kind, lines: Sequence[Line]) -> int:
        """Write those of the lines that are not here yet; how many."""
        if kind.model is File:
            # Before the transaction: nobody waits for large files.
            for line in lines:
                self._bring(line["digest"])
        with transaction.atomic():
            one_at_a_time("tracker.load")
            by_key = {kind.key_of(line): line for line in lines}
            known = self.here.known(kind.name, by_key)
            new = {key: line for key, line in by_key.items() if key not in known}
            if not new:
                return 0
            self.here.look_up(kind, new.values())
            rows = list(self._written(kind, new))
            if rows:
                self._finished.delete()
            Origin.objects.bulk_create(
                Origin(source=self.source, kind=kind.name, key=origin_key(self.source, kind.name, key), row_id=pk)
                for key, pk in rows
            )
            return len(rows)

    def _bring(self, digest: str) -> None:
        """The bytes to their place, whole or not at all."""
        if blobs.place(digest).exists():
            blobs.place(digest).touch()  # younger than what is swept away
            return
        source = self.reading.folder / FILES / digest[:2] / digest
        with source.open("rb") as file, blobs.received(iter(lambda: file.read(CHUNK), b"")) as incoming:
            incoming.settle()

    def _written(self, kind: Kind, new: dict[str, Line]) -> Iterator[tuple[str, int]]:
        """(key, row) of each line that can be kept."""
        if kind.name == "people":
            for key, line in new.items():
                yield key, account_of(self.source, line, match_people=self.match_people)
            return
        made, free = dict[str, Any](), self._free_numbers(kind, new)
        for key, line in new.items():
            columns = self.here.columns(kind, line)
            if columns is None:
                continue
            there = self._there(kind, columns)
            if there is not None:
                yield key, there
                continue
            number = {"pk": line["id"]} if line.get("id") in free else {}
            made[key] = kind.model(**number, **_whole(self, kind, line, columns))
        kind.model._default_manager.bulk_create(made.values())
        if kind.name == "issues":
            self._hang_on([(made[key].pk, new[key]) for key in made])
        yield from ((key, row.pk) for key, row in made.items())

    def _free_numbers(self, kind: Kind, new: dict[str, Line]) -> set[int]:
        """The numbers of these lines that their rows can keep."""
        if not self._keeps[kind.name]:
            return set()
        asked = {line["id"] for line in new.values() if isinstance(line["id"], int)}
        return asked - set(kind.model._default_manager.filter(pk__in=asked).values_list("pk", flat=True))

    def _there(self, kind: Kind, columns: dict[str, Any]) -> int | None:
        """The row that says the same already; what was merged is another issue's from now on."""
        if kind.name == "merges":
            Issue.objects.filter(pk=columns["pk"]).update(merged_into_id=columns["merged_into_id"])
            return int(columns["pk"])
        if not kind.same:
            return None
        alike = {name: columns.get(name, "") for name in kind.same}
        return kind.model._default_manager.filter(**alike).values_list("pk", flat=True).first()

    def rank(self, of: str, wanted: int) -> int:
        """A rank that no other word of the field has; 0 is that of none."""
        taken = self._ranks.setdefault(of, {0, *Word.objects.filter(of=of).values_list("rank", flat=True)})
        free = wanted if wanted not in taken else max(taken) + 1
        taken.add(free)
        return free

    def _hang_on(self, made: Iterable[tuple[int, Line]]) -> None:
        """Services, labels and versions of new issues."""
        affected, labels, versions = list[Affected](), list[IssueLabel](), list[IssueVersion]()
        for pk, line in made:
            services = line.get("services")
            if services is None:
                services = {line["belongs_to"]: "affected"} if line.get("belongs_to") else {}
            found = {scope: state for ref, state in services.items() if (scope := self.reading.scope(ref))}
            affected += [Affected(issue_id=pk, scope_id=scope, state=state) for scope, state in found.items()]
            for key in dict.fromkeys(line.get("labels") or ()):
                labels += [IssueLabel(issue_id=pk, label_id=row) for row in [self.here.row("labels", key)] if row]
            for key in dict.fromkeys(line.get("versions") or ()):
                versions += [
                    IssueVersion(issue_id=pk, version_id=row) for row in [self.here.row("versions", key)] if row
                ]
        Affected.objects.bulk_create(affected)
        IssueLabel.objects.bulk_create(labels)
        IssueVersion.objects.bulk_create(versions)

    @property
    def _finished(self) -> QuerySet[Origin]:
        """The mark that everything was done which follows from what was written."""
        return Origin.objects.filter(source=self.source, kind=FINISHED)

    def finish(self, beat: Beat) -> None:
        """What follows from the rows: counts, heat, the search. Whoever was killed here is made good by the next."""
        if self._finished.exists():
            return
        mine = Origin.objects.filter(source=self.source, kind=ISSUES).order_by("pk")
        last = done = 0
        while batch := list(mine.filter(pk__gt=last).values_list("pk", "row_id")[:BATCH]):
            last, done = batch[-1][0], done + len(batch)
            self._follow([row for _pk, row in batch])
            beat("counting and indexing", done)
        with transaction.atomic():
            Origin.objects.create(source=self.source, kind=FINISHED, row_id=0)
            record("tracker.loaded", by=self.by, visibility=int(Level.COORDINATORS), data={"source": self.source})

    @transaction.atomic
    def _follow(self, ids: Sequence[int]) -> None:
        for issue in Issue.objects.filter(pk__in=Comment.objects.filter(issue__in=ids).values("issue")):
            recount(issue)
        for issue in Issue.objects.filter(pk__in=Star.objects.filter(issue__in=ids).values("issue")):
            count_stars(issue)
        index_issues(ids)


def _whole(load: _Load, kind: Kind, line: Line, columns: dict[str, Any]) -> dict[str, Any]:
    """The columns with those that follow from others."""
    if kind.name == "words":
        return columns | {"rank": load.rank(columns["of"], columns["rank"])}
    if "held" in {each.name for each in kind.fields}:
        columns = _seen(columns)
    if kind.name == "issues":
        at, closed = columns["created_at"], load.here.words.closes(columns["status"])
        usual = {"activity_at": at, "status_at": at} | ({"closed_at": columns.get("status_at", at)} if closed else {})
        return usual | columns | {"closed": closed}
    return _of_file(load, columns) if kind.model is File else columns


def _seen(columns: dict[str, Any]) -> dict[str, Any]:
    """Who sees a post: what is held or a note is for staff at most, whatever the line says."""
    level, held = columns.get("visibility", 0), columns.get("held", False)
    level = max(level, int(Level.STAFF)) if columns.get("note") else level
    return {"wanted_visibility": level} | columns | {"visibility": class_of(held, level)}


def _of_file(load: _Load, columns: dict[str, Any]) -> dict[str, Any]:
    """What the bytes themselves say."""
    path = blobs.place(columns["blob_id"])
    with path.open("rb") as file:
        head = file.read(READ)
    name, size = clean_name(columns["name"]), path.stat().st_size
    type = media_type(name, head[:LOOKED_AT])
    keep_blob(columns["blob_id"], size, type, load.by)
    touches = touched(as_text(head) or "") if type == PATCH else []
    return columns | {"name": name, "size": size, "media_type": type, "touches": touches}
