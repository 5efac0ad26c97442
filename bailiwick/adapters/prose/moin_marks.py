"""The marks inside a line of wiki markup: links, bold, code, macros. Each pattern looks a bounded distance ahead."""

from __future__ import annotations

import re
from collections.abc import Callable

from bailiwick.adapters.prose.words import Words

_MARK = re.compile(
    r"\[\[(?P<link>[^\[\]]{1,600})\]\]"
    r"|\[(?P<address>(?:https?|mailto|ftp):[^\[\]\s]{1,500}(?:\s[^\[\]]{0,300})?)\]"
    r"|\{\{\{(?P<code>.{0,300}?)\}\}\}"
    r"|`(?P<quoted>[^`]{1,300})`"
    r"|\{\{(?P<picture>[^{}]{0,300})\}\}"
    r"|<<(?P<macro>[^<>]{0,300})>>"
    r"|--\((?P<struck>.{1,300}?)\)--"
    r"|(?P<strong>'''(?:'')?)"
    r"|(?P<line_end></?br\s?/?>)"
    r"|(?P<nothing>''|__|~[-+]|[-+]~|,,|</?(?:code|tt|u|b|i|small|nowiki)>|!(?=[A-Z][a-z]))"
)
_MAIL = re.compile(r"MailTo\(([^,()]{1,200})")


def write(text: str, words: Words, line: int) -> None:
    """Put down what a line says, without its marks."""
    begin = 0
    for found in _MARK.finditer(text):
        words.add(text[begin : found.start()], line)
        kind = found.lastgroup or ""
        _WRITERS[kind](found[kind], words, line)
        begin = found.end()
    words.add(text[begin:], line)


def _link(inner: str, words: Words, line: int) -> None:
    target, _, rest = inner.partition("|")
    if target.startswith(("File:", "Image:", "Category:")):
        words.left_out.append((inner, "a picture or a category"))
        return
    words.open_link(target.strip())
    words.add(rest.partition("|")[0] if rest.strip() else target, line)
    words.close_link()


def _address(inner: str, words: Words, line: int) -> None:
    target, _, text = inner.partition(" ")
    words.open_link(target)
    words.add(text if text.strip() else target.removeprefix("mailto:"), line)
    words.close_link()


def _macro(inner: str, words: Words, line: int) -> None:
    if inner.strip() == "BR":
        words.break_line()
    elif mail := _MAIL.match(inner):
        words.add(mail[1].replace(" AT ", "@").replace(" DOT ", "."), line)
    elif not inner.startswith("Anchor("):
        words.left_out.append((inner, "a macro"))


def _left_out(why: str) -> Callable[[str, Words, int], None]:
    return lambda inner, words, line: words.left_out.append((inner, why))


_WRITERS: dict[str, Callable[[str, Words, int], object]] = {
    "link": _link,
    "address": _address,
    "code": lambda inner, words, line: words.add(inner, line),
    "quoted": lambda inner, words, line: words.add(inner, line),
    "picture": _left_out("a picture"),
    "macro": _macro,
    "struck": _left_out("struck out"),
    "strong": lambda inner, words, line: words.turn_strong(),
    "line_end": lambda inner, words, line: words.break_line(),
    "nothing": lambda inner, words, line: None,
}
