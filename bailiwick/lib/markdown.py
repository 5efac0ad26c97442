"""Markdown to HTML that is safe to show: CommonMark with tables, no raw HTML, no pictures, few tags.

Where people talk (`talk_to_html`), bare addresses become links, and so do the numbers of things that a reader may
see: what `#12` is called is asked when the text is shown, so nothing about it is stored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .links import safe_url

TAGS = {
    *("p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "del"),
}
#: `#12` that is no part of a word, an address or an entity.
_NUMBER = r"(?<![\w&#/])#(?P<number>[0-9]{1,15})\b"
_MENTION = re.compile(_NUMBER)
_IN_TALK = re.compile(_NUMBER + r"|(?P<address>\bhttps?://[^\s<>\"]+)")
#: What begins a line and would make it something else: a heading, an item, a quotation, a rule, part of a table.
_BEGINS = re.compile(
    r"^(?P<space>[^\S\n]*)(?P<number>[0-9]{1,9}(?=[.)](?:\s|$)))?"
    r"(?P<sign>\#(?=\#{0,5}(?:\s|$))|[-+](?=\s|$)|[-=](?=[-=|:\s]*$)|:(?=-)|[>|.)])?",
    re.MULTILINE,
)
#: What means something anywhere in a line: emphasis at the edge of a word, code, links, tags, entities, itself.
_MEANS = re.compile(
    r"[*`\[<]|(?<![^\W_])_|_(?![^\W_])|~(?=~)|(?<=~)~|&(?=\#?\w+;)|\\(?=[!-/:-@\[-`{-~]|$)", re.MULTILINE
)
#: Longer texts are not kept: whoever writes them is read less often.
_KEPT_LENGTH = 20_000


def to_html(text: str) -> str:
    """The text as HTML. A page has its own h1 and h2, so headings start at h3."""
    return _clean(_parser().render(text))


def literal(text: str) -> str:
    """Words of somebody who knows nothing of Markdown, so that each line of them is shown as it was typed."""
    return _BEGINS.sub(_begun, _MEANS.sub(r"\\\g<0>", text))


def _begun(found: re.Match[str]) -> str:
    """Spaces before a line do not make it code."""
    space = found["space"].expandtabs(4).replace(" ", "\u00a0")
    number, sign = found["number"] or "", found["sign"] or ""
    if sign in (".", ")") and not number:
        return space + sign
    return f"{space}{number}\\{sign}" if sign else f"{space}{number}"


def mentioned(text: str) -> set[int]:
    """The numbers that a text may name as `#12`; some may stand in code, where they lead nowhere."""
    return {int(found["number"]) for found in _MENTION.finditer(text)}


def talk_to_html(text: str, named: Mapping[int, tuple[str, str]]) -> str:
    """The same for what people say: `named` is number → (address, what it is called) of what the reader may see."""
    here = tuple(sorted((number, named[number]) for number in mentioned(text) & named.keys()))
    return _kept_talk(text, here) if len(text) < _KEPT_LENGTH else _talk(text, here)


def _talk(text: str, named: tuple[tuple[int, tuple[str, str]], ...]) -> str:
    return _clean(_parser().render(text, {"named": dict(named)}))


_kept_talk = lru_cache(maxsize=2_000)(_talk)


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )


@cache
def _parser() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"]).disable("image")
    )
    known = parser.validateLink
    # "//elsewhere.example" looks like a page of ours and leads away.
    parser.validateLink = lambda url: known(url) and not url.startswith("//")  # type: ignore[method-assign]  # its own hook
    parser.add_render_rule("heading_open", _heading)
    parser.add_render_rule("heading_close", _heading)
    parser.core.ruler.push("talk", _link_talk)
    return parser


def _heading(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    level = min(6, int(tokens[index].tag[1]) + 2)
    return f"<h{level}>" if tokens[index].nesting == 1 else f"</h{level}>\n"


def _link_talk(state: StateCore) -> None:
    """Numbers and addresses in plain words become links; those in code and in links stay what they are."""
    if "named" not in state.env:
        return
    for block in state.tokens:
        if block.children:
            block.children = _linked(block.children, state.env["named"])


def _linked(tokens: Sequence[Token], named: Mapping[int, tuple[str, str]]) -> list[Token]:
    found: list[Token] = []
    inside = 0
    for token in tokens:
        inside += token.nesting if token.type in ("link_open", "link_close") else 0
        found += [token] if inside or token.type != "text" else _split(token.content, named)
    return found


def _split(text: str, named: Mapping[int, tuple[str, str]]) -> list[Token]:
    """A run of text as text and links."""
    found, at = [], 0
    for match in _IN_TALK.finditer(text):
        label, address, title = _target(match, named)
        if address:
            found += [_text(text[at : match.start()]), *_link(label, address, title)]
            at = match.start() + len(label)
    return [*found, _text(text[at:])]


def _target(match: re.Match[str], named: Mapping[int, tuple[str, str]]) -> tuple[str, str, str]:
    """(words, address, title) of a link; no address where there is nothing to link to."""
    if match["number"]:
        return (match[0], *named.get(int(match["number"]), ("", "")))
    words = match[0].rstrip(".,;:!?'*_")
    while words.endswith(")") and words.count(")") > words.count("("):
        words = words[:-1].rstrip(".,;:!?'*_")
    return words, safe_url(words), ""


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _link(label: str, address: str, title: str) -> list[Token]:
    attributes: dict[str, str | int | float] = {"href": address}
    if title:
        attributes["title"] = title
    return [Token("link_open", "a", 1, attrs=attributes), _text(label), Token("link_close", "a", -1)]
