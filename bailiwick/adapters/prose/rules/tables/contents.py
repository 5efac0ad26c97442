"""What a column holds, told by what stands in most of its cells: where no heading says it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bailiwick.adapters.prose.rules.english.items import items
from bailiwick.adapters.prose.rules.english.words import Word, words_of
from bailiwick.adapters.prose.rules.names.gazetteer import PROVIDERS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import contact_point, is_url, known, organised
from bailiwick.adapters.prose.rules.sections.evidence import is_person
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.tree import Grid

LEAST_ROWS = 2


def cells_of(grid: Grid, at: int) -> list[list[Word]]:
    return [list(words_of(row[at].text)) for row in grid.rows if at < len(row) and row[at].text.strip(" -–—")]


def held_in(cells: Sequence[Sequence[Word]], kind: str, here: Here) -> str:
    """What most cells of a column are, as a heading would say it."""
    tests: tuple[tuple[str, Callable[[Sequence[Word]], bool]], ...] = (
        ("url/text", lambda cell: is_url(cell[0])),
        ("runs_on/machine", lambda cell: all(word.text in here.glossary.hosts for word in cell if not word.is_mark)),
        ("hosted_by/place", lambda cell: _begins(cell, PROVIDERS)),
        ("uses_software/software", lambda cell: _begins(cell, SOFTWARE)),
        ("contact/contact", lambda cell: contact_point(cell[0]) is not None),
        ("maintained_by/people", lambda cell: all(_is_somebody(item.words, here) for item in items(cell))),
    )
    target = next((target for target, test in tests if most(cells, test)), "")
    return "distribution/text" if kind == "host" and target == "uses_software/software" else target


def most(cells: Sequence[Sequence[Word]], test: Callable[[Sequence[Word]], bool]) -> bool:
    """Whether it holds of two cells in three, and of two at least."""
    fitting = sum(any(not word.is_mark for word in cell) and test(cell) for cell in cells)
    return fitting >= LEAST_ROWS and 3 * fitting >= 2 * len(cells)


def _begins(cell: Sequence[Word], names: dict[str, str]) -> bool:
    found = known(cell[:4], names)
    return found is not None and found[0] == 0


def _is_somebody(words: Sequence[Word], here: Here) -> bool:
    name = " ".join(word.text for word in words)
    team = organised(words) == "team" and len(words) > 1
    return team or here.glossary.person(name) in here.glossary.people or is_person(words)
