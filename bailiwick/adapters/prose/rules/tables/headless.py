"""Tables without headings: what a column holds is told by what stands in it, or nothing is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bailiwick.adapters.prose.rules.english.items import items
from bailiwick.adapters.prose.rules.english.words import Word, words_of
from bailiwick.adapters.prose.rules.names.gazetteer import PROVIDERS, SOFTWARE
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name, is_plain_service
from bailiwick.adapters.prose.rules.names.shapes import contact_point, is_url, known, organised
from bailiwick.adapters.prose.rules.sections.evidence import is_person
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.tables.columns import Columns
from bailiwick.adapters.prose.tree import Grid

_LEAST_ROWS, _LEAST_COLUMNS = 2, 3
#: A table of two columns is one of what and who, or it is not understood.
_PAIR = 2


def columns_guessed(grid: Grid, here: Here) -> Columns | None:
    """The columns of a table without headings; None where it is not plain of what kind its rows are."""
    width = len(grid.rows[0]) if grid.rows else 0
    if (
        any(head.text.strip() for head in grid.header)
        or len(grid.rows) < _LEAST_ROWS
        or width < _PAIR
        or here.scope.mood
    ):
        return None
    kind = _kind(_cells(grid, 0), here)
    targets = [_target(_cells(grid, at), kind, here) for at in range(1, width)]
    kept = width >= _LEAST_COLUMNS or targets == ["maintained_by/people"]
    return Columns(0, kind, ("", *targets), strict=width == _PAIR) if kind and kept and any(targets) else None


def _cells(grid: Grid, at: int) -> list[list[Word]]:
    return [list(words_of(row[at].text)) for row in grid.rows if at < len(row) and row[at].text.strip(" -–—")]


def _kind(names: Sequence[Sequence[Word]], here: Here) -> str:
    if _most(names, lambda name: len(name) == 1 and (name[0].text in here.glossary.hosts or is_machine_name(name[0]))):
        return "host"
    return "service" if _most(names, is_plain_service) else ""


def _target(cells: Sequence[Sequence[Word]], kind: str, here: Here) -> str:
    """What most cells of a column are, as a heading would say it."""
    tests: tuple[tuple[str, Callable[[Sequence[Word]], bool]], ...] = (
        ("url/text", lambda cell: is_url(cell[0])),
        ("runs_on/machine", lambda cell: all(word.text in here.glossary.hosts for word in cell if not word.is_mark)),
        ("hosted_by/place", lambda cell: _begins(cell, PROVIDERS)),
        ("uses_software/software", lambda cell: _begins(cell, SOFTWARE)),
        ("contact/contact", lambda cell: contact_point(cell[0]) is not None),
        ("maintained_by/people", lambda cell: all(_is_somebody(item.words, here) for item in items(cell))),
    )
    target = next((target for target, test in tests if _most(cells, test)), "")
    return "distribution/text" if kind == "host" and target == "uses_software/software" else target


def _most(cells: Sequence[Sequence[Word]], test: Callable[[Sequence[Word]], bool]) -> bool:
    """Whether it holds of two cells in three, and of two at least."""
    fitting = sum(bool(cell) and test(cell) for cell in cells)
    return fitting >= _LEAST_ROWS and 3 * fitting >= 2 * len(cells)


def _begins(cell: Sequence[Word], names: dict[str, str]) -> bool:
    found = known(cell[:4], names)
    return found is not None and found[0] == 0


def _is_somebody(words: Sequence[Word], here: Here) -> bool:
    name = " ".join(word.text for word in words)
    team = organised(words) == "team" and len(words) > 1
    return team or here.glossary.person(name) in here.glossary.people or is_person(words)
