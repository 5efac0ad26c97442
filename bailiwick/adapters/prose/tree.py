"""What a page of prose is made of, whatever dialect it was written in.

A page is a tree of *sections*. What stands above the text it names is a section's title, however the
dialect writes it: a heading, the term of a definition list, a line of its own in bold, a line above an
indented block. Below it stand paragraphs, lists and tables. Marks are gone; links are kept beside the
text they are made of.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """`target` stands behind `text[start:end]` of the `Text` that holds it."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Text:
    """Running text without marks: white space folded to single spaces, line ends too.

    `starts` pairs an offset in `text` with the line of the file (from 1) whose words begin there;
    the first is always (0, line). So many of its first characters as `lead` says were written in bold.
    """

    text: str
    starts: tuple[tuple[int, int], ...]
    links: tuple[Link, ...] = ()
    lead: int = field(default=0, compare=False)

    @property
    def line(self) -> int:
        """Where it begins in the file."""
        return self.starts[0][1]

    def line_at(self, offset: int) -> int:
        """The line of the file on which the character at `offset` stands."""
        at = bisect_right(self.starts, offset, key=lambda start: start[0])
        return self.starts[max(at - 1, 0)][1]

    def links_in(self, start: int, end: int) -> tuple[Link, ...]:
        """The links that begin between two offsets."""
        return tuple(link for link in self.links if start <= link.start < end)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences that belong together."""

    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: its text, and what stands below it."""

    text: Text
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered or not."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `header` is empty when no row is marked as one. A missing cell is an empty text."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """What is no prose (code, front matter, a directive, a comment) or could not be read; `why` says which."""

    line: int
    text: str
    why: str


Block = Paragraph | Listing | Grid | Skipped


@dataclass(slots=True)
class Section:
    """A title (None only for what stands before the first one), its blocks, and the sections below it.

    `level` is 0 for the page itself and grows downwards; how deep a dialect nests says nothing beyond order.
    """

    title: Text | None
    level: int
    blocks: list[Block] = field(default_factory=list)
    parts: list[Section] = field(default_factory=list)

    def walk(self) -> Iterator[tuple[tuple[Section, ...], Section]]:
        """Each section, in the order of the page, with the sections it stands in (outermost first)."""
        waiting: list[tuple[tuple[Section, ...], Section]] = [((), self)]
        while waiting:
            above, section = waiting.pop()
            yield above, section
            waiting += [((*above, section), part) for part in reversed(section.parts)]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read: its sections below a root without a title, and its lines for digests and quotes."""

    root: Section
    lines: tuple[str, ...]
    #: What the page says of itself (front matter, docinfo): title, author, date, as far as it says so.
    about: dict[str, str] = field(default_factory=dict)
