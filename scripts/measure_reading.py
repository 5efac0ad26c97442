"""How well pages of prose are read: what the reader proposes, compared with what a careful person found.

    python scripts/measure_reading.py [--show] [PAGE …]

A page has its expected reading beside it, or in `tests/pages` under the name of its seed; the format is told in
`tests/pages/README.md`. Without pages, all of them are measured. `--show` lists what was missed and what
was wrong; for pages that whoever writes rules must not know it prints figures only, whatever is asked.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bailiwick.adapters.prose.dialects import read_page  # noqa: E402 - the checkout's own reader
from bailiwick.adapters.prose.tree import Block, Grid, Listing, Page, Paragraph, Text  # noqa: E402 - the same
from bailiwick.catalog.vocabulary import PREDICATES  # noqa: E402 - the same
from bailiwick.lib.statements import NotUnderstood, Statement, Thing  # noqa: E402 - the same
from bailiwick.lib.text import fold, fold_name  # noqa: E402 - the same

PAGES = ROOT / "tests" / "pages"
SEEDS = {"seed-001": "001_33313b692117a142.txt", "seed-003": "003_03b2c722be3ac7a0.txt"}
#: Who writes rules measures on these, but does not read them.
UNSEEN = PAGES / "unseen"
NAMES_KEY = b"bailiwick-former-names-v1"
_DIGEST = re.compile(r"digest:?([0-9a-f]{64})")
_NUMBER = re.compile(r"\d+")
_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s+[A-Z])|$)")
COLUMNS = ("subject_kind", "subject", "family", "object_kind", "object", "said", "note")


#: A thing as an expected reading allows it: kinds and names.
End = tuple[tuple[str, ...], tuple[str, ...]]


class Unit(NamedTuple):
    """A relation as it was proposed: two things and a family."""

    subject: Thing
    family: str
    object: Thing


@dataclass(frozen=True)
class Expected:
    """A relation, or an entity alone, as a careful reader found it; each part may name several that are right."""

    subject_kinds: tuple[str, ...]
    subjects: tuple[str, ...]
    families: tuple[str, ...]
    object_kinds: tuple[str, ...]
    objects: tuple[str, ...]
    said: str
    group: str

    def allows(self, unit: Unit) -> bool:
        """Whether this is the relation proposed; sharing a machine holds both ways."""
        if unit.family not in self.families:
            return False
        turned = unit.family == "where" and unit.subject.kind == unit.object.kind
        return self._are(unit.subject, unit.object) or (turned and self._are(unit.object, unit.subject))

    def _are(self, subject: Thing, object: Thing) -> bool:
        return _is(subject, self.subject_kinds, self.subjects) and _is(object, self.object_kinds, self.objects)

    def ends(self) -> Iterator[End]:
        """The things it is about: (kinds, names)."""
        yield self.subject_kinds, self.subjects
        if self.objects:
            yield self.object_kinds, self.objects


@dataclass
class Score:
    """What was proposed, what of it is right, what was there to find, what of it was found."""

    proposed: int = 0
    right: int = 0
    there: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list, repr=False)
    missed: list[str] = field(default_factory=list, repr=False)

    @property
    def precision(self) -> float:
        """Right of what was proposed."""
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """Found of what a careful reader found."""
        return self.found / self.there if self.there else 1.0


@dataclass
class Reading:
    """A page's figures."""

    name: str
    relations: Score
    entities: Score
    inferred: int
    attributes: int
    not_understood: int
    silent: list[str]


def measure(page: Path, expected: Path) -> Reading:
    """Read a page and compare."""
    from bailiwick.adapters.prose.rules import read

    tree = read_page(page)
    said = list(read(tree))
    statements = [item for item in said if isinstance(item, Statement)]
    lost = [item for item in said if isinstance(item, NotUnderstood)]
    rows = list(expected_of(expected))
    explicit = [statement for statement in statements if not statement.inferred_by]
    return Reading(
        expected.stem,
        _relations(units(explicit), rows),
        _entities(things(explicit), rows),
        inferred=len(units(statements)) - len(units(explicit)),
        attributes=sum(statement.object is None for statement in explicit),
        not_understood=len(lost),
        silent=list(silent(tree, said)),
    )


def expected_of(path: Path) -> Iterator[Expected]:
    """The rows of an expected reading."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            parts = [tuple(filter(None, (row[name] or "").split("|"))) for name in COLUMNS[:5]]
            note = row["note"] or ""
            group = note[1:].partition("]")[0] if note.startswith("[") else ""
            yield Expected(parts[0], parts[1], parts[2], parts[3], parts[4], row["said"], group)


def units(statements: Iterable[Statement]) -> set[Unit]:
    """The relations proposed, each once however often it is said."""
    found = {
        (_key(statement.subject), PREDICATES[statement.predicate].family, _key(statement.object)): Unit(
            statement.subject, PREDICATES[statement.predicate].family, statement.object
        )
        for statement in statements
        if statement.object is not None
    }
    return set(found.values())


def things(statements: Iterable[Statement]) -> list[Thing]:
    """The entities proposed, each once."""
    found: dict[tuple[str, str], Thing] = {}
    for statement in statements:
        for thing in (statement.subject, statement.object):
            if thing is not None:
                found.setdefault(_key(thing), thing)
    return list(found.values())


def silent(page: Page, said: Iterable[Statement | NotUnderstood]) -> Iterator[str]:
    """Sentences, and rows of tables, that yielded neither a statement nor a “not understood”: no line is spoken of."""
    spoken = {int(number) for item in said for number in _NUMBER.findall(item.locator)}
    for _, section in page.root.walk():
        for text in (text for block in section.blocks for text in _texts(block)):
            for sentence in _SENTENCE.finditer(text.text):
                lines = range(text.line_at(sentence.start()), text.line_at(sentence.end() - 1) + 1)
                if not spoken.intersection(lines):
                    yield f"line {lines[0]}"
        for row in (row for block in section.blocks if isinstance(block, Grid) for row in block.rows):
            if row and not spoken.intersection(cell.line for cell in row):
                yield f"line {row[0].line}"


def _texts(block: Block) -> Iterator[Text]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Listing):
        for item in block.items:
            yield item.text
            yield from (text for below in item.blocks for text in _texts(below))


def _relations(proposed: set[Unit], rows: list[Expected]) -> Score:
    score, taken = Score(), set[int]()
    relations = [row for row in rows if row.families != ("entity",)]
    for unit in sorted(proposed, key=str):
        allowed = [at for at, row in enumerate(relations) if row.said != "inferred" and row.allows(unit)]
        taken.update(allowed)
        if allowed and all(relations[at].said == "optional" for at in allowed):
            continue
        score.proposed += 1
        score.right += bool(allowed)
        if not allowed:
            score.wrong.append(f"{unit.subject.kind} {unit.subject.name} {unit.family} {unit.object}")
    for at, row in enumerate(relations):
        same = [other for other, peer in enumerate(relations) if row.group and peer.group == row.group] or [at]
        if row.said == "explicit" and at == same[0]:
            score.there += 1
            score.found += any(other in taken for other in same)
            if not any(other in taken for other in same):
                score.missed.append(f"{row.subjects[0]} {row.families[0]} {row.objects[0]}")
    return score


def _entities(proposed: list[Thing], rows: list[Expected]) -> Score:
    score = Score()
    wanted = {end for row in rows if row.said == "explicit" and not row.group for end in row.ends()}
    welcome = {end for row in rows for end in row.ends()}
    for thing in proposed:
        if any(_is(thing, *end) for end in wanted):
            score.proposed += 1
            score.right += 1
        elif not any(_is(thing, *end) for end in welcome):
            score.proposed += 1
            score.wrong.append(f"{thing.kind} {thing.name}")
    for kinds, names in _merged(wanted):
        score.there += 1
        score.found += any(_is(thing, kinds, names) for thing in proposed)
        if not any(_is(thing, kinds, names) for thing in proposed):
            score.missed.append(f"{kinds[0]} {names[0]}")
    return score


def _merged(ends: Iterable[End]) -> list[End]:
    """Each entity once: ends that share a kind and a name are about the same."""
    merged: list[tuple[set[str], set[str]]] = []
    for kinds, names in sorted(ends):
        both = set(kinds), {fold_name(name) for name in names}
        same = [other for other in merged if other[0] & both[0] and other[1] & both[1]]
        for other in same:
            merged.remove(other)
            both[0].update(other[0])
            both[1].update(other[1])
        merged.append(both)
    return sorted((tuple(sorted(kinds)), tuple(sorted(names))) for kinds, names in merged)


def _is(thing: Thing, kinds: tuple[str, ...], names: tuple[str, ...]) -> bool:
    return thing.kind in kinds and any(_same(thing.name, name) for name in names)


@cache
def _same(said: str, name: str) -> bool:
    if digest := _DIGEST.fullmatch(name):
        return hmac.new(NAMES_KEY, fold(said).encode(), hashlib.sha256).hexdigest() == digest[1]
    return fold_name(said) == fold_name(name)


def _key(thing: Thing | None) -> tuple[str, str]:
    return (thing.kind, fold_name(thing.name)) if thing else ("", "")


def page_of(expected: Path) -> Path:
    """The page that an expected reading is about."""
    if expected.stem in SEEDS:
        return ROOT.parent / "shared" / "seeds" / SEEDS[expected.stem]
    return next(page for page in sorted(expected.parent.glob(f"{expected.stem}.*")) if page != expected)


def measured(names: Iterable[str] = ()) -> Iterator[tuple[Path, Path]]:
    """The pages and their expected readings; seeds only where they are."""
    for expected in [*sorted(PAGES.glob("*.tsv")), *sorted(PAGES.glob("*/*.tsv"))]:
        page = page_of(expected)
        if page.exists() and (not names or any(name in str(expected) for name in names)):
            yield page, expected


def main(arguments: list[str]) -> None:
    """Print a line per page."""
    show = "--show" in arguments
    names = [word for word in arguments if not word.startswith("--")]
    print(f"{'page':28} {'relations':>27} {'entities':>27}  inferred attributes lost silent")
    for page, expected in measured(names):
        reading = measure(page, expected)
        print(
            f"{reading.name:28} {_figures(reading.relations)} {_figures(reading.entities)}"
            f"  {reading.inferred:8} {reading.attributes:10} {reading.not_understood:4} {len(reading.silent):6}"
        )
        if show and UNSEEN not in expected.parents:
            for title, score in (("relation", reading.relations), ("entity", reading.entities)):
                print(*(f"    missed {title}: {said}" for said in score.missed), sep="\n")
                print(*(f"    wrong {title}: {said}" for said in score.wrong), sep="\n")


def _figures(score: Score) -> str:
    return (
        f"P {score.precision:4.0%} R {score.recall:4.0%} ({score.right}/{score.proposed}, {score.found}/{score.there})"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
