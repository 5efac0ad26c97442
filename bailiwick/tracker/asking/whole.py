"""All issues of a line in its own order, however many they are.

Which they are, and in which order, is asked once: pages that are asked one after the other would miss what moves
meanwhile, or tell it twice. Eight bytes for each are kept in memory; what stands in the rows is read a batch at a time.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone

from bailiwick.access import viewer
from bailiwick.lib.batches import batches
from bailiwick.search.lines import Line

from ..models import Issue
from ..words import Vocabulary
from .compiling import compiled, sets_of
from .fetching import numbers_of
from .finding import issues_asked
from .fit import weighed
from .ground import ground_of
from .order import ordered, steps
from .rows import Row, columns, dress
from .text import few

BATCH = 500


def every_issue(user: Any, line: Line, beat: Callable[[int, int, str], None]) -> Iterator[Row]:
    """The rows of all that fit now; one that is hidden from `user` meanwhile is left out."""
    words = Vocabulary()
    numbers, told = array("q", _in_order(user, line, words)), 0
    for batch in batches(numbers, BATCH):
        beat(told, len(numbers), "")
        yield from dress(user, _rows(user, batch), words)
        told += len(batch)
    beat(told, len(numbers), "")


def _in_order(user: Any, line: Line, words: Vocabulary) -> Iterable[int]:
    """As the list has them."""
    ground, found = ground_of(user, line, timezone.localdate()), compiled(line)
    sets = sets_of(ground, found)
    if found.stems and not line.sort and sets[found.leading] is not None:
        return [pk for *_weight, pk in weighed(user, numbers_of(ground, found, sets), found.stems)]
    numbers = ordered(issues_asked(user, line), steps(line.sort), words).values_list("pk", flat=True).iterator()
    titles = few(user, found.leading, titles=True) if found.stems and not line.sort else None
    first = frozenset(titles or ())
    return sorted(numbers, key=lambda pk: pk not in first) if first else numbers


def _rows(user: Any, numbers: Sequence[int]) -> list[Sequence[Any]]:
    """Their columns, in the order of the numbers."""
    rows = Issue.objects.visible_to(user).filter(pk__in=numbers).values_list(*columns(viewer(user).user_id))
    found = {row[0]: row for row in rows}
    return [found[number] for number in numbers if number in found]
