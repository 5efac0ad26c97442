"""The words of each field as they stand, read with one small query."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from bailiwick.lib.languages import once_per_language
from bailiwick.lib.prepared import ask

from .models import NOT_SET, Transition, Word

_COLUMNS = ("of", "slug", "name", "description", "rank", "closes", "retired")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of a field; `label` is its name in the reader's language."""

    of: str
    slug: str
    name: str
    description: str
    rank: int
    closes: bool
    retired: bool

    @property
    def label(self) -> str:
        return _said(self.name)

    @property
    def text(self) -> str:
        """What it means, in the reader's language."""
        return _said(self.description) if self.description else ""


@once_per_language
def _said(text: str) -> str:
    return gettext(text)


class Vocabulary:
    """All words, by field and slug, in the order of their ranks."""

    def __init__(self) -> None:
        self._of = _by_field(tuple(ask("tracker words", _words)))
        #: The same for as long as no word changes: what was made with these words can be used again.
        self.version = id(self._of)

    def of(self, field: str) -> dict[str, Entry]:
        """slug → word, retired ones too."""
        return self._of.get(field, {})

    def offered(self, field: str) -> Iterator[Entry]:
        """Those that can be chosen."""
        return (word for word in self.of(field).values() if not word.retired)

    def label(self, field: str, slug: str) -> str:
        """What a word is called; a slug that is not there stays as it is."""
        word = self.of(field).get(slug)
        return word.label if word else slug

    def slug(self, field: str, rank: int) -> str:
        """The word of this rank, or "" where nothing was chosen."""
        return next((word.slug for word in self.of(field).values() if word.rank == rank), "")

    def rank(self, field: str, slug: str) -> int:
        """The rank of a word; `NOT_SET` for none."""
        word = self.of(field).get(slug)
        return word.rank if word else NOT_SET

    def closes(self, status: str) -> bool:
        """Whether nothing is to be done any more in this status."""
        word = self.of("status").get(status)
        return bool(word and word.closes)


@cache
def _by_field(rows: tuple[tuple[Any, ...], ...]) -> dict[str, dict[str, Entry]]:
    """Kept for good, for words change seldom and `version` must mean one of these."""
    found: dict[str, dict[str, Entry]] = {}
    for row in rows:
        found.setdefault(row[0], {})[row[1]] = Entry(*row)
    return found


def _words() -> QuerySet[Word, Any]:
    return Word.objects.order_by("of", "rank").values_list(*_COLUMNS)


def ways_on(kind: str, status: str) -> list[str]:
    """The statuses an issue may take from here: the rows of its kind if it has any, else those of every kind."""
    rows = Transition.objects.filter(kind__in=("", kind)).values_list("kind", "before", "after")
    of_kind = [row for row in rows if row[0] == kind and kind] or [row for row in rows if not row[0]]
    return [after for _kind, before, after in of_kind if before == status]
