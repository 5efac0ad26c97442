"""Tables without headings: what a column holds is told by what stands in it, or nothing is said."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.words import Word
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name, is_plain_service
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.tables.columns import Columns
from bailiwick.adapters.prose.rules.tables.contents import LEAST_ROWS, cells_of, held_in, most
from bailiwick.adapters.prose.tree import Grid

_LEAST_COLUMNS = 3
#: A table of two columns is one of what and who, or it is not understood.
_PAIR = 2


def columns_guessed(grid: Grid, here: Here) -> Columns | None:
    """The columns of a table without headings; None where it is not plain of what kind its rows are."""
    width = len(grid.rows[0]) if grid.rows else 0
    if (
        any(head.text.strip() for head in grid.header)
        or len(grid.rows) < LEAST_ROWS
        or width < _PAIR
        or here.scope.mood
    ):
        return None
    kind = _kind(cells_of(grid, 0), here)
    targets = [held_in(cells_of(grid, at), kind, here) for at in range(1, width)]
    kept = width >= _LEAST_COLUMNS or targets == ["maintained_by/people"]
    return Columns(0, kind, ("", *targets), strict=width == _PAIR) if kind and kept and any(targets) else None


def _kind(names: Sequence[Sequence[Word]], here: Here) -> str:
    if most(names, lambda name: len(name) == 1 and (name[0].text in here.glossary.hosts or is_machine_name(name[0]))):
        return "host"
    return "service" if most(names, is_plain_service) else ""
