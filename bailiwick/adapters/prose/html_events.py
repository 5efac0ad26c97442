"""HTML as a stream of tags and texts, by the parser of the standard library, fed with what it reads in linear time.

That parser looks through the whole rest of a page for the end of a comment, a declaration or a tag.
Comments and declarations are taken out first, and a “<” whose “>” is far away is a sign like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

#: A tag longer than this is none.
LONGEST_TAG = 5_000
_TAG = re.compile(r"</?[a-zA-Z]")
_NOT_NEWLINE = re.compile(r"[^\n]+")


def without_comments(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text, of as many lines, with only tags and words in it; and the comments: (line, what it says)."""
    parts: list[str] = []
    comments: list[tuple[int, str]] = []
    line = 1
    for begin, end, kind in _marked(text):
        piece = text[begin:end]
        if kind == "comment":
            comments.append((line, piece.removeprefix("<!--").removesuffix("-->").strip()))
        parts.append({"text": piece, "sign": "&lt;"}.get(kind) or _NOT_NEWLINE.sub(" ", piece))
        line += piece.count("\n")
    return "".join(parts), comments


def _marked(text: str) -> Iterator[tuple[int, int, str]]:
    """What the text consists of: (begin, end, kind), kind being text, comment, declaration or sign."""
    done, at = 0, text.find("<")
    closing = text.find(">")
    while at >= 0:
        if 0 <= closing < at:
            closing = text.find(">", at)
        end, kind = _what_begins(text, at, closing)
        if kind != "text":
            yield done, at, "text"
            yield at, end, kind
            done = end
        at = text.find("<", end)
    yield done, len(text), "text"


def _what_begins(text: str, at: int, closing: int) -> tuple[int, str]:
    """Where what begins with this “<” ends, and what it is."""
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return (end + 3 if end >= 0 else len(text)), "comment"
    if closing < 0 or closing - at > LONGEST_TAG:
        return at + 1, "sign"
    if text.startswith(("<!", "<?"), at):
        return closing + 1, "declaration"
    return (at + 1, "text") if _TAG.match(text, at) else (at + 1, "sign")


class Events(HTMLParser):
    """Tags and whole texts, each with its line; subclasses say what becomes of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.line = 1
        self._text: list[str] = []
        self._text_line = 1

    def opened(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag begins."""

    def closed(self, tag: str) -> None:
        """A tag ends."""

    def said(self, text: str, line: int) -> None:
        """Text between two tags."""

    def read(self, text: str) -> None:
        """Everything, in the order of the page."""
        self.feed(text)
        self.close()
        self._say()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._say()
        self.line = self.getpos()[0]
        self.opened(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._say()
        self.line = self.getpos()[0]
        self.closed(tag)

    def handle_data(self, data: str) -> None:
        if not self._text:
            self._text_line = self.getpos()[0]
        self._text.append(data)

    def handle_charref(self, name: str) -> None:
        # A line end that is spelled out is none in the file.
        self.handle_data(" ".join(unescape(f"&#{name};").split("\n")))

    def handle_entityref(self, name: str) -> None:
        self.handle_data(unescape(f"&{name};").replace("\n", " "))

    def _say(self) -> None:
        if self._text:
            text, self._text = "".join(self._text), []
            self.said(text, self._text_line)
