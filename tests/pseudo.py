"""A language in which every translated text is ⟦ṡẗṙäṅġë⟧, to find text that nobody wrapped for translation."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from bs4 import BeautifulSoup, Comment, Doctype, NavigableString, Tag
from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

#: A language that Django has texts for and we have not; ours stand in front.
CODE = "eo"
STRANGE = str.maketrans("aeiouycnsztldrAEIOUYCNSZTLDR", "äëïöüÿçñšžťľďřÄËÏÖÜŸÇÑŠŽŤĽĎŘ")
#: What must stay as it is: placeholders, markup, addresses of characters.
KEEP = re.compile(r"(%\(\w+\)[sd]|%%|%[sd]|\{\w*\}|<[^>]+>|&\w+;)")
ATTRIBUTES = ("title", "placeholder", "aria-label", "alt")
UNSEEN = {"script", "style", "title", "desc", "svg", "code", "kbd", "textarea"}


def pseudo(text: str) -> str:
    """The text as it would look in that language."""
    parts = KEEP.split(text)
    return "⟦" + "".join(part if KEEP.fullmatch(part) else part.translate(STRANGE) for part in parts) + "⟧"


@contextmanager
def pseudo_locale(folder: Path) -> Iterator[str]:
    """While it lasts, `Accept-Language: <the code it gives>` is answered in the strange language."""
    _write(folder / CODE / "LC_MESSAGES" / "django.mo")
    with override_settings(LOCALE_PATHS=[str(folder)], LANGUAGES=[("en", "English"), (CODE, "Pseudo")]):
        with translation.override(CODE):
            assert translation.gettext("Sign in").startswith("⟦")
        yield CODE


def _write(path: Path) -> None:
    path.parent.mkdir(parents=True)
    catalog = Catalog(locale="eo", charset="utf-8")
    for message in _extracted():
        text = message.id
        if isinstance(text, (list, tuple)):
            catalog.add(text, tuple(pseudo(each) for each in text), context=message.context)
        elif text:
            catalog.add(text, pseudo(text), context=message.context)
    with path.open("wb") as file:
        write_mo(file, catalog)


@cache
def _extracted() -> Catalog:
    sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
    try:
        from messages import extracted
    finally:
        sys.path.pop(0)
    return extracted()


def known() -> set[str]:
    """What Django and its packages say in that language: those texts had translators of their own."""
    with translation.override(CODE):
        return {text for catalog in trans_real.catalog()._catalog._catalogs for text in catalog.values()}


def unwrapped(html: str, data: set[str] = frozenset()) -> list[str]:  # type: ignore[assignment]  # an empty set
    """The words a reader sees that no translator saw, except `data`: names and values of the page's own things.

    Elements with `translate="no"` are left alone, as translating programs leave them.
    """
    page = BeautifulSoup(html, "html.parser")
    theirs = data | known()
    found = [each for each in _texts(page) if re.search(r"[^\W\d_]{2,}", each)]
    return [each for each in found if each not in theirs]


def _texts(page: BeautifulSoup) -> Iterator[str]:
    depth = 0
    for node in page.descendants:
        if isinstance(node, Tag):
            yield from (
                _outside(str(node[name]), 0)[0] for name in ATTRIBUTES if name in node.attrs and not _left_alone(node)
            )
        elif isinstance(node, NavigableString) and not isinstance(node, (Comment, Doctype)) and not _left_alone(node):
            text, depth = _outside(str(node), depth)
            yield text


def _outside(text: str, depth: int) -> tuple[str, int]:
    """What stands outside of the brackets, and how deep the text ends."""
    kept = []
    for sign in text:
        depth += {"⟦": 1, "⟧": -1}.get(sign, 0)
        if depth <= 0 and sign != "⟧":
            kept.append(sign)
    return " ".join("".join(kept).split()), depth


def _left_alone(node: Tag | NavigableString) -> bool:
    around = [node, *node.parents] if isinstance(node, Tag) else list(node.parents)
    return any(each.name in UNSEEN or each.get("translate") == "no" for each in around if isinstance(each, Tag))
