"""Nothing is passed over in silence: a sentence of which nothing was said is listed as not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.tree import Block, Listing, Paragraph, Text
from bailiwick.lib.statements import NotUnderstood, Statement

#: As a reader sees them: up to a full stop before a capital.
_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s+[A-Z])|$)")


def list_the_silent(blocks: Iterable[Block], here: Here, why: str) -> None:
    """List each sentence of which no line is spoken of."""
    spoken = {_line(one) for one in here.said}
    for text in _texts(blocks):
        for sentence in _SENTENCE.finditer(text.text):
            first, last = text.line_at(sentence.start()), text.line_at(sentence.end() - 1)
            if spoken.isdisjoint(range(first, last + 1)):
                here.not_understood(first, sentence[0], why)


def _line(one: Statement | NotUnderstood) -> int:
    number = one.locator.removeprefix("line ")
    return int(number) if number.isdigit() else 0


def _texts(blocks: Iterable[Block]) -> Iterator[Text]:
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Listing):
            for item in block.items:
                if item.text.text:
                    yield item.text
                waiting += item.blocks
