"""The sections of a page while a dialect is read: opened, filled, closed."""

from __future__ import annotations

from bailiwick.adapters.prose.shape import DEEPEST, Unreadable, lines_of
from bailiwick.adapters.prose.tree import Block, Item, Page, Paragraph, Section, Skipped, Text
from bailiwick.adapters.prose.words import Words, may_be_title


class Outline:
    """The sections of a page, opened one after the other."""

    #: Below every heading: a line in bold above its text.
    BOLD = 90

    def __init__(self) -> None:
        self.root = Section(None, 0)
        self._open = [self.root]

    @property
    def here(self) -> Section:
        """The section that blocks go to now."""
        return self._open[-1]

    def open(self, title: Text, level: int) -> Section:
        """A new section below the innermost one of a smaller level."""
        while self.here.level >= level:
            self._open.pop()
        if len(self._open) > DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", title.line)
        section = Section(title, level)
        self.here.parts.append(section)
        self._open.append(section)
        return section

    def back_to(self, section: Section) -> None:
        """Close whatever was opened inside `section`."""
        while self.here is not section and len(self._open) > 1:
            self._open.pop()

    def add(self, block: Block) -> None:
        """A block of the section that is open."""
        self.here.blocks.append(block)

    def skip(self, line: int, text: str, why: str) -> None:
        """Something that is no prose."""
        self.add(Skipped(line, text.strip(), why))

    def raise_title(self, level: int) -> bool:
        """Make a title of the short paragraph that was written last: an indented block follows it."""
        last = self.here.blocks[-1] if self.here.blocks else None
        if not isinstance(last, Paragraph) or len(last.text.starts) > 1 or not may_be_title(last.text.text):
            return False
        self.here.blocks.pop()
        self.open(last.text, level)
        return True

    def paragraph(self, words: Words) -> None:
        """A paragraph; a line of its own in bold opens a section instead."""
        for is_title, text in words.pieces():
            if is_title:
                self.open(text, max(self.BOLD, _heading_level(self._open) + 1))
            elif text.text:
                self.add(Paragraph(text))
        self.leave_out(words)

    def leave_out(self, words: Words) -> None:
        """Say what was left out of a text."""
        for said, why in words.left_out:
            self.skip(words.text().line, said, why)

    def page(self, text: str, about: dict[str, str] | None = None) -> Page:
        """The finished page."""
        return Page(self.root, lines_of(text), about or {})


def _heading_level(open_sections: list[Section]) -> int:
    """The level of the innermost section that is not itself a line in bold."""
    return next((section.level for section in reversed(open_sections) if section.level != Outline.BOLD), 0)


def item_of(blocks: list[Block], line: int) -> Item:
    """A list item: its first paragraph is its text, the rest stands below it."""
    if blocks and isinstance(blocks[0], Paragraph):
        return Item(blocks[0].text, tuple(blocks[1:]))
    return Item(Text("", ((0, line),)), tuple(blocks))
