"""What an import is asked to do, as the command, the web page and the job's row all say it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone as clock
from django.utils.translation import gettext as _

from bailiwick.adapters import ADAPTERS
from bailiwick.catalog.errors import Refused
from bailiwick.catalog.vocabulary import KINDS, PREDICATES
from bailiwick.catalog.when import last_day
from bailiwick.lib.guarded import LIMIT, MEGABYTE
from bailiwick.lib.text import slugify

#: What an overview of services usually says completely: where they run, what is in front, whom to ask and how.
OVERVIEW = "overview"
_MENTIONED_IN_PASSING = ("co_hosted_with", "funded_by")


def predicates_of(words: Iterable[str]) -> tuple[str, ...]:
    """What a list is complete for, as people say it: a predicate, a whole family of them, or `overview`."""
    found: dict[str, None] = {}
    for word in words:
        found |= dict.fromkeys(_family(word) or [word])
    return tuple(found)


def _family(word: str) -> list[str]:
    families = ("where", "front", "responsible", "reach", "people") if word == OVERVIEW else (word,)
    names = [name for name, predicate in PREDICATES.items() if predicate.family in families]
    return [name for name in names if word != OVERVIEW or name not in _MENTIONED_IN_PASSING]


@dataclass(frozen=True)
class ImportRequest:
    """Everything an import needs to know; `kind`, `columns` are for tables, `dialect` and `git` for pages of prose."""

    format: str
    path: str
    lineage: str = ""
    dated: str = ""
    complete_for: tuple[str, ...] | None = None
    derived_from: str = ""
    title: str = ""
    uri: str = ""
    kind: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    #: How a page is written, when it is not to be found out.
    dialect: str = ""
    #: The repository in which `path` is a file with a history.
    git: str = ""
    #: Which state of the list it is, and its place among those of one day.
    revision: str = ""
    order: int | None = None
    apply: bool = False
    limit: int = LIMIT
    #: The name people know the file by, when it is not the path's.
    file_name: str = ""

    def as_json(self) -> dict[str, Any]:
        """For the arguments of a job."""
        return asdict(self)

    @classmethod
    def from_json(cls, args: dict[str, Any]) -> ImportRequest:
        """What `as_json` made."""
        complete = args.get("complete_for")
        return cls(**{**args, "complete_for": None if complete is None else tuple(complete)})

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.file_name or Path(self.path).name

    @property
    def list_name(self) -> str:
        """The lineage: as asked, else after the file."""
        return (self.lineage or slugify(Path(self.name).stem))[:100]

    @property
    def day(self) -> date:
        """The day it speaks of: as asked (a partial date is its last day), else when the file was last changed."""
        today = clock.now().date()
        if not self.dated:
            return min(today, datetime.fromtimestamp(Path(self.path).stat().st_mtime, UTC).date())
        if today.isoformat().startswith(self.dated.strip()):
            return today
        day = last_day(self.dated)
        if day > today:
            raise Refused(_("%(day)s lies in the future") % {"day": day})
        return day

    def check(self) -> None:
        """Raise Refused for what can be seen to be wrong before a file is opened."""
        if self.format not in ADAPTERS["import"]:
            known = ", ".join(sorted(ADAPTERS["import"]))
            raise Refused(_("“%(format)s” is no format; there are %(known)s") % {"format": self.format, "known": known})
        if self.git and self.format != "overview":
            raise Refused(_("only a page of prose is read from a repository"))
        if self.kind and self.kind not in KINDS:
            raise Refused(_("“%(kind)s” is not a kind of thing the catalog knows") % {"kind": self.kind})
        for word in self.complete_for or ():
            if word not in PREDICATES:
                raise Refused(_("“%(word)s” is not a word of the catalog") % {"word": word})
        if self.dated:
            try:
                last_day(self.dated)
            except ValueError as error:
                raise Refused(str(error)) from None
        if not 1 <= self.limit <= 2000 * MEGABYTE:
            raise Refused(_("a limit lies between 1 and 2000 MB"))
