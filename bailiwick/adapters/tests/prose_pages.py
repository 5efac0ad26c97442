"""What tests of prose ask of a page."""

from __future__ import annotations

from collections.abc import Iterator

from bailiwick.adapters.prose.tree import Block, Grid, Listing, Page, Paragraph, Text


def texts_of(page: Page) -> Iterator[Text]:
    """Every text that is not empty: titles, paragraphs, items, cells."""
    for _, section in page.root.walk():
        if section.title and section.title.text:
            yield section.title
        for block in section.blocks:
            yield from (text for text in _texts(block) if text.text)


def _texts(block: Block) -> Iterator[Text]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Listing):
        for item in block.items:
            yield item.text
            for below in item.blocks:
                yield from _texts(below)
    elif isinstance(block, Grid):
        for row in (block.header, *block.rows):
            yield from row
