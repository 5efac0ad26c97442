"""docutils' tree as sections, paragraphs, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from docutils import nodes

from bailiwick.adapters.prose.grids import GridWriter
from bailiwick.adapters.prose.outline import Outline, item_of
from bailiwick.adapters.prose.raw import Raw
from bailiwick.adapters.prose.rst_csv import csv_rows
from bailiwick.adapters.prose.tree import Block, Listing, Page, Paragraph, Skipped, Text
from bailiwick.adapters.prose.words import Words

_ROLE = re.compile(r":[\w:.+-]{1,60}:`([^`]*)`|`([^`]*)`:[\w:.+-]{1,60}:")
_ROLE_TARGET = re.compile(r"\s*<[^<>]*>\s*$")
_STANDING_IN = str.maketrans({"\ufdd0": "*", "\ufdd1": ":"})
_TOLD = {"title", "author", "date"}
_SKIPPED: dict[type[nodes.Node], str] = {
    nodes.literal_block: "code",
    nodes.doctest_block: "code",
    nodes.math_block: "code",
    nodes.image: "a picture",
    nodes.figure: "a picture",
    nodes.raw: "code",
}


class Reader:
    """Walks the tree; inside a list item blocks are collected for it, elsewhere they go to the section."""

    def __init__(self, document: nodes.document, text: str) -> None:
        self.document = document
        self.text = text
        self.lines = text.split("\n")
        self.outline = Outline()
        self.about: dict[str, str] = {}
        self.into: list[Block] | None = None
        self.line = 1
        self.targets = _targets(document)
        self.anonymous = iter([str(node.get("refuri", "")) for node in _anonymous(document)])

    def read(self) -> Page:
        """The whole page."""
        self._children(self.document)
        return self.outline.page(self.text, self.about)

    def _children(self, node: Any) -> None:
        for child in node.children:
            self._visit(child)

    def _visit(self, node: Any) -> None:
        self.line = getattr(node, "line", None) or self.line
        if why := _SKIPPED.get(type(node)):
            self._skip(self.line, node.astext() or node.rawsource, why)
        elif handler := _HANDLERS.get(type(node)):
            handler(self, node)
        elif isinstance(node, nodes.TextElement):
            self._paragraph(node)
        else:
            self._children(node)

    def _section(self, node: nodes.section) -> None:
        outside = self.outline.here
        title = node.next_node(nodes.title)
        self.outline.open(self._words(title).text(), _depth(node))
        self._children_but(node, title)
        self.outline.back_to(outside)

    def _children_but(self, node: Any, left_out: Any) -> None:
        for child in node.children:
            if child is not left_out:
                self._visit(child)

    def _paragraph(self, node: Any) -> None:
        self._put(self._words(node))

    def _put(self, words: Words) -> None:
        if self.into is None:
            self.outline.paragraph(words)
        elif words:
            self.into.append(Paragraph(words.text()))

    def _list(self, node: Any) -> None:
        items = []
        for child in node.children:
            line = child.line or self.line
            items.append(item_of(self._collect(child), line))
        self._add(Listing(tuple(items)))

    def _collect(self, node: Any) -> list[Block]:
        """The blocks below a node, which belong to a list item."""
        outer, self.into = self.into, []
        self._children(node)
        collected, self.into = self.into, outer
        return collected

    def _definitions(self, node: nodes.definition_list) -> None:
        outside = self.outline.here
        for child in node.children:
            term = child.next_node(nodes.term)
            if self.into is None and term is not None:
                self.outline.back_to(outside)
                self.outline.open(self._words(term).text(), outside.level + 1)
                self._children_but(child, term)
            else:
                self._children(child)
        self.outline.back_to(outside)

    def _quote(self, node: nodes.block_quote) -> None:
        """An indented block; a short line above it is its title."""
        outside = self.outline.here
        if self.into is None:
            self.outline.raise_title(outside.level + 1)
        self._children(node)
        self.outline.back_to(outside)

    def _fields(self, node: nodes.field_list) -> None:
        """“:Name: text” tells of the page at its top, of the section elsewhere."""
        top = not any(section.blocks for _, section in self.outline.root.walk())
        for child in node.children:
            name, body = child.children
            self.line = child.line or self.line
            said = name.astext().lower()
            if top and said in _TOLD:
                self.about[said] = body.astext()
                self._skip(self.line, child.astext(), "about the page")
                continue
            words = self._words(name)
            words.add(": ", self.line)
            for paragraph in body.findall(nodes.paragraph):
                self._words(paragraph, words)
                words.add(" ", self.line)
            self._add(Paragraph(words.text()))

    def _lines(self, node: nodes.line_block) -> None:
        words = Words(self.line)
        for line in node.findall(nodes.line):
            self._words(line, words)
            words.add(" ", self.line)
        self._put(words)

    def _comment(self, node: nodes.comment) -> None:
        said = node.astext()
        why = "a directive" if "\ufdd1" in said.partition("\n")[0] else "a comment"
        self._skip(self.line, said, why)

    def _complaint(self, node: nodes.system_message) -> None:
        """What docutils could not read it quotes; what it only frowns at stands in the text anyway."""
        quoted = node.next_node(nodes.literal_block)
        if quoted is not None:
            self._skip(node.get("line", self.line), quoted.astext(), "could not be read")

    def _table(self, node: nodes.table) -> None:
        rows = list(node.findall(nodes.row))
        raws = list(csv_rows(self.lines, node.line or 1))
        grid = GridWriter()
        for number, row in enumerate(rows):
            raw = raws[number] if len(raws) == len(rows) else None
            if raw:
                self.line = raw.line
            grid.row(self.line)
            for entry in row.findall(nodes.entry):
                text = self._cell(entry, raw)
                grid.cell(text, columns=entry.get("morecols", 0) + 1, rows=entry.get("morerows", 0) + 1)
            grid.end_row(header=isinstance(row.parent, nodes.thead))
        self._add(grid.grid())

    def _cell(self, entry: nodes.entry, raw: Raw | None) -> Text:
        words = Words(self.line)
        for paragraph in entry.findall(lambda node: isinstance(node, nodes.paragraph) and not _is_complaint(node)):
            if words:
                words.add(", " if isinstance(paragraph.parent, nodes.list_item) else " ", self.line)
            self._words(paragraph, words, raw)
        return words.text()

    def _words(self, node: Any, words: Words | None = None, raw: Raw | None = None) -> Words:
        """The words of a paragraph, with their lines and links."""
        self.line = raw.line if raw else self._line_of(node)
        words = Words(self.line) if words is None else words
        self._inline(node, words, raw or Raw(node.rawsource, self.line))
        return words

    def _line_of(self, node: Any) -> int:
        """Where the node's words begin: docutils' line, but for titles that of what underlines them."""
        line = node.line or self.line
        first = node.rawsource.partition("\n")[0].strip().translate(_STANDING_IN)
        near = (line, line - 1, line - 2)
        return next((at for at in near if 0 < at <= len(self.lines) and first in self.lines[at - 1]), line)

    def _inline(self, node: Any, words: Words, raw: Raw) -> None:
        for child in node.children:
            if isinstance(child, nodes.Text):
                self._say(child.astext(), words, raw)
            elif isinstance(child, nodes.problematic):
                self._say(_ROLE.sub(_role_text, child.astext()), words, raw)
            elif isinstance(child, nodes.target) and not child.children:
                continue
            else:
                self._marked(child, words, raw)

    def _marked(self, child: Any, words: Words, raw: Raw) -> None:
        end = raw.enter(child.rawsource)
        if isinstance(child, nodes.reference):
            words.open_link(self._target(child))
        if isinstance(child, nodes.strong):
            words.open_strong()
        self._inline(child, words, raw)
        if isinstance(child, nodes.reference):
            words.close_link()
        if isinstance(child, nodes.strong):
            words.close_strong()
        raw.leave(end)

    def _say(self, text: str, words: Words, raw: Raw) -> None:
        for number, part in enumerate(text.split("\n")):
            if number:
                raw.next_line()
                words.add(" ", raw.line)
            line = raw.find(part) if part.strip() else raw.line
            words.add(part.translate(_STANDING_IN), line)

    def _target(self, node: nodes.reference) -> str:
        if uri := node.get("refuri"):
            return str(uri)
        if node.get("anonymous"):
            return next(self.anonymous, "")
        return self.targets.get(node.get("refname", ""), "")

    def _skip(self, line: int, said: str, why: str) -> None:
        self._add(Skipped(line, said.translate(_STANDING_IN).strip(), why))

    def _add(self, block: Block) -> None:
        if self.into is None:
            self.outline.add(block)
        else:
            self.into.append(block)


_HANDLERS: dict[type[Any], Callable[[Reader, Any], None]] = {
    nodes.section: Reader._section,
    nodes.bullet_list: Reader._list,
    nodes.enumerated_list: Reader._list,
    nodes.definition_list: Reader._definitions,
    nodes.block_quote: Reader._quote,
    nodes.field_list: Reader._fields,
    nodes.line_block: Reader._lines,
    nodes.comment: Reader._comment,
    nodes.system_message: Reader._complaint,
    nodes.table: Reader._table,
    nodes.target: lambda reader, node: None,
    nodes.substitution_definition: lambda reader, node: None,
    nodes.label: lambda reader, node: None,
}


def _targets(document: nodes.document) -> dict[str, str]:
    """Where the names that references use lead to."""
    found: dict[str, str] = {}
    for target in document.findall(nodes.target):
        for name in target["names"]:
            found.setdefault(name, str(target.get("refuri", "")))
    return found


def _anonymous(document: nodes.document) -> Iterator[nodes.target]:
    """Targets without a name; the references without a name take them in the order of the page."""
    return (target for target in document.findall(nodes.target) if target.get("anonymous"))


def _depth(section: nodes.section) -> int:
    depth = 1
    above = section.parent
    while isinstance(above, nodes.section):
        depth, above = depth + 1, above.parent
    return depth


def _role_text(found: re.Match[str]) -> str:
    return _ROLE_TARGET.sub("", found[1] or found[2] or "")


def _is_complaint(node: nodes.Node) -> bool:
    """A paragraph that the parser wrote, not the page."""
    return isinstance(node.parent, nodes.system_message)
