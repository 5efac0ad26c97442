"""Titles that stand in the line they are titles of: “**Wiki** (wiki.example.org). MediaWiki, on heron.”

What a paragraph begins with in bold is what it is about, and so are those behind it, up to the next that begins so:
a section of its own. Lines below each other that each begin with an address, or are nothing but somebody's name, are
a list, though nothing marks them as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import words_of
from bailiwick.adapters.prose.tree import Block, Item, Listing, Page, Paragraph, Section, Skipped, Text
from bailiwick.adapters.prose.words import Words, cut, may_be_title

_LONGEST_TITLE = 6
#: “(wiki.example.org)”, “, wiki.example.org” behind a title.
_NOTE = re.compile(r"(?: ?\([^()]{1,80}\)|, (?=[\w-]+(?:\.[\w-]+)+\.?(?: |$))[\w.-]{4,80}?(?=[.:]?(?: |$)))?")
#: What divides a title from what is said of it.
_BEHIND = re.compile(r"\s*[.:]\s+|\s+[–—-]{1,2}\s+|,\s+")
_ADDRESSED = re.compile(
    r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?(?: (?:&|and) [\w-]+(?:\.[\w-]+)+)?(?::| [–—-]| \()"
)
_PERSON = re.compile(r"[^\W\d_][\w’'.-]+(?: [\w’'.-]+){0,2} [^\W\d_][\w’'.-]+ \((?:@|[^()]{1,40}@)?[\w.@+-]{2,40}\)")
_FEWEST = 2


def with_titles(page: Page) -> Page:
    """The page with a section for each title that stands in a line, and lists for lines that are one."""
    root = _copied(page.root)
    for _, section in root.walk():
        blocks = [one for block in section.blocks for one in _with_lists(block)]
        section.blocks, titled = _divided(blocks, section)
        section.parts = [*titled, *(_copied(part) for part in section.parts)]
    return replace(page, root=root)


def _copied(section: Section) -> Section:
    return replace(section, blocks=list(section.blocks), parts=list(section.parts))


def _divided(blocks: Sequence[Block], section: Section) -> tuple[list[Block], list[Section]]:
    """The blocks before the first title, and the sections of those that have one."""
    titles = [_titled(block.text) if isinstance(block, Paragraph) else None for block in blocks]
    several = sum(title is not None for title in titles) >= _FEWEST
    kept: list[Block] = []
    found: list[Section] = []
    for block, titled in zip(blocks, titles, strict=True):
        if titled is not None:
            title, rest = titled
            found.append(Section(title, section.level + 1, [Paragraph(rest)]))
        elif found and several:
            found[-1].blocks.append(block)
        else:
            kept.append(block)
    return kept, found


def _titled(text: Text) -> tuple[Text, Text] | None:
    """The title that a paragraph begins with, with the note behind it, and what is said below it."""
    lead = text.text[: text.lead].rstrip()
    name = lead.rstrip(".:;, –—-")
    words = [word for word in words_of(name) if not word.is_mark]
    if not words or len(words) > _LONGEST_TITLE or not may_be_title(name) or text.lead >= len(text.text.rstrip()):
        return None
    ended = lead[len(name) :]
    colon = ":" in ended or (not ended and text.text[len(lead) :].lstrip().startswith(":"))
    if colon and (key_of(name) or name[0].islower()):
        return None  # A key, and what it is.
    noted = _NOTE.match(text.text, len(name)) if not ended else None
    end = noted.end() if noted is not None else len(lead)
    behind = _BEHIND.match(text.text, end) if not ended else None
    title = cut(text, 0, end if not ended else len(name))
    if not ended and behind is None:
        return None  # “**Bugs** are on heron”: a sentence, which says by itself what it is about.
    return title, cut(text, behind.end() if behind is not None else len(lead), len(text.text))


def _with_lists(block: Block) -> Iterator[Block]:
    """A paragraph, with the lines in it that are a list as one; so are those that only were to be kept apart."""
    apart = list(_kept_apart(block)) if isinstance(block, Skipped) and block.why == "code" else []
    if apart:
        yield Listing(tuple(apart))
        return
    lines = list(_lines(block.text)) if isinstance(block, Paragraph) and len(block.text.starts) > 1 else []
    for is_entry in (_is_addressed, _is_somebody):
        entries = next((at for at, line in enumerate(lines) if not is_entry(line.text)), len(lines))
        if entries >= _FEWEST:
            yield Listing(tuple(Item(line) for line in lines[:entries]))
            rest = lines[entries:]
            if rest and isinstance(block, Paragraph):
                start = block.text.starts[entries][0]
                yield Paragraph(cut(block.text, start, len(block.text.text)))
            return
    yield block


def _kept_apart(block: Skipped) -> Iterator[Item]:
    """“wiki.example.org - MoinMoin” in a block of code, each line so, but for those that go on with one."""
    lines = [(at, line) for at, line in enumerate(block.text.split("\n"), block.line) if line.strip()]
    begun = [bool(_is_addressed(line)) for _, line in lines]
    whole = all(first or line[0].isspace() for first, (_, line) in zip(begun, lines, strict=True))
    if not whole or sum(begun) < _FEWEST or not begun[0]:
        return
    words: Words | None = None
    for first, (at, line) in zip(begun, lines, strict=True):
        if first and words is not None:
            yield Item(words.text())
        words = Words(at) if first or words is None else words
        words.add(line + "\n", at)
    if words is not None:
        yield Item(words.text())


def _lines(text: Text) -> Iterator[Text]:
    bounds = [start for start, _ in text.starts] + [len(text.text)]
    for start, end in pairwise(bounds):
        yield cut(text, start, end)


def _is_addressed(line: str) -> bool:
    return bool(_ADDRESSED.match(line))


def _is_somebody(line: str) -> bool:
    return bool(_PERSON.fullmatch(line)) and line[0].isupper()
