"""Each dialect of prose becomes the same tree: sections, paragraphs, lists, tables, with the line of every word."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import DIALECTS, guess_dialect, read_as
from bailiwick.adapters.prose.tree import Grid, Listing, Page, Paragraph, Section, Skipped

MARKDOWN = """\
---
title: Our machines
author: Ada
---
# Machines

**Elm**
Runs [the mail](https://mail.example) and
the lists.

* Ada (lead)
* Ben
"""
MOIN = """\
= Machines =
'''Elm'''
Runs [[https://mail.example|the mail]] and
the lists.

 * Ada (lead)
 * Ben
"""
RST = """\
Machines
========

Elm
   Runs `the mail <https://mail.example>`_ and
   the lists.

   * Ada (lead)
   * Ben
"""
HTML = """\
<title>Our machines</title>
<h1>Machines</h1>
<p><b>Elm</b><br>
Runs <a href="https://mail.example">the mail</a> and
the lists.</p>
<ul><li>Ada (lead)
<li>Ben
</ul>
"""


def sections(page: Page) -> dict[str, Section]:
    """The sections by their titles."""
    return {section.title.text: section for _, section in page.root.walk() if section.title}


@pytest.mark.parametrize(("dialect", "text"), [("markdown", MARKDOWN), ("moin", MOIN), ("rst", RST), ("html", HTML)])
def test_a_line_above_its_text_is_a_title_however_it_is_written(dialect: str, text: str) -> None:
    page = read_as(dialect, text)

    elm = sections(page)["Elm"]
    paragraph, listing = elm.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(listing, Listing)
    assert paragraph.text.text == "Runs the mail and the lists."
    assert [paragraph.text.text[link.start : link.end] for link in paragraph.text.links] == ["the mail"]
    assert [item.text.text for item in listing.items] == ["Ada (lead)", "Ben"]
    for offset, line in paragraph.text.starts:
        first_word = paragraph.text.text[offset:].split()[0]
        assert first_word in page.lines[line - 1]


def test_front_matter_is_about_the_page() -> None:
    page = read_as("markdown", MARKDOWN)

    assert page.about == {"title": "Our machines", "author": "Ada"}
    assert [type(block) for block in page.root.blocks] == [Skipped]


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("markdown", "| Host | Place |\n|---|---|\n| elm | Ulm |\n"),
        ("moin", "|| '''Host''' || '''Place''' ||\n||<style=\"x\"> elm || Ulm ||\n"),
        ("html", "<table><tr><th>Host<th>Place<tr><td>elm<td>Ulm</table>"),
        ("rst", "==== =====\nHost Place\n==== =====\nelm  Ulm\n==== =====\n"),
        ("rst", '.. csv-table::\n   :header: "Host", "Place"\n\n   elm, Ulm\n'),
        ("rst", ".. list-table::\n   :header-rows: 1\n\n   * - Host\n     - Place\n   * - elm\n     - Ulm\n"),
    ],
)
def test_a_table_has_a_header_and_rows(dialect: str, text: str) -> None:
    [grid] = read_as(dialect, text).root.blocks

    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.header] == ["Host", "Place"]
    assert [[cell.text for cell in row] for row in grid.rows] == [["elm", "Ulm"]]
    assert "elm" in text.split("\n")[grid.rows[0][0].line - 1]


@pytest.mark.parametrize("dialect", [dialect for dialect in DIALECTS if dialect != "html"])
def test_bare_addresses_are_links(dialect: str) -> None:
    [paragraph] = read_as(
        dialect, "Ask ops@elm.example (see https://elm.example/a), or <https://b.example>.\n"
    ).root.blocks

    assert isinstance(paragraph, Paragraph)
    assert [link.target for link in paragraph.text.links] == [
        "mailto:ops@elm.example",
        "https://elm.example/a",
        "https://b.example",
    ]


@pytest.mark.parametrize(
    ("name", "head", "dialect"),
    [
        ("page.md", "= Title =", "markdown"),
        ("page.rst", "", "rst"),
        ("page.txt", "= Title =\n * [[http://a.example|a]]\n", "moin"),
        ("page", "# Title\n\nSome **bold** [link](a)\n", "markdown"),
        ("page.txt", "Title\n=====\n\nA `link <http://a.example>`_\n", "rst"),
        ("page.txt", "Nothing but words.\n", "markdown"),
    ],
)
def test_the_dialect_is_told_by_the_ending_or_by_the_marks(name: str, head: str, dialect: str) -> None:
    assert guess_dialect(name, head) == dialect
