"""Each dialect of prose becomes the same tree: sections, paragraphs, lists, tables, with the line of every word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bailiwick.adapters.prose.dialects import DIALECTS, guess_dialect, read_as, read_page
from bailiwick.adapters.prose.tree import Block, Grid, Listing, Page, Paragraph, Skipped, Text
from bailiwick.adapters.tests.prose_pages import texts_of

PAGES = Path(__file__).parent / "pages"
CLUB = ["club.md", "club.moin", "club.rst", "club.html"]
#: What a page says of itself stands in `about`; only some dialects can.
ABOUT = {"front matter", "about the page", "the page's title", "an instruction to the wiki"}


def told(page: Page) -> str:
    """The tree as text, without lines."""
    parts: list[str] = []
    for above, section in page.root.walk():
        if section.title:
            parts.append(f"{'#' * len(above)} {linked(section.title)}")
        parts += [part for block in section.blocks for part in told_block(block, "")]
    return "\n".join(parts) + "\n"


def told_block(block: Block, indent: str) -> Iterator[str]:
    """A block, line by line."""
    if isinstance(block, Paragraph):
        yield indent + linked(block.text)
    elif isinstance(block, Grid):
        yield "| " + " | ".join(map(linked, block.header))
        yield from (" | ".join(map(linked, row)) for row in block.rows)
    elif isinstance(block, Skipped):
        yield from () if block.why in ABOUT else (f"({block.why}) {block.text}",)
    else:
        for item in block.items:
            yield f"{indent}- {linked(item.text)}"
            yield from (part for below in item.blocks for part in told_block(below, indent + "  "))


def linked(text: Text) -> str:
    """A text with its links as Markdown has them."""
    words, begin = "", 0
    for link in text.links:
        words += f"{text.text[begin : link.start]}[{text.text[link.start : link.end]}]({link.target})"
        begin = link.end
    return words + text.text[begin:]


@pytest.mark.parametrize("name", CLUB)
def test_the_same_page_is_the_same_tree_in_every_dialect(name: str) -> None:
    page = read_page(PAGES / name)

    assert told(page) == (PAGES / "club.tree").read_text()


@pytest.mark.parametrize("name", CLUB)
def test_every_word_stands_on_the_line_that_the_tree_says(name: str) -> None:
    page = read_page(PAGES / name)

    texts = list(texts_of(page))
    assert len(texts) > 20
    for text in texts:
        for offset, line in text.starts:
            assert text.text[offset:].split()[0].strip(".,") in page.lines[line - 1]


@pytest.mark.parametrize(
    ("name", "about"), [("club.md", {"title", "author"}), ("club.html", {"title", "author"}), ("club.rst", {"author"})]
)
def test_what_a_page_says_of_itself(name: str, about: set[str]) -> None:
    said = read_page(PAGES / name).about

    assert set(said) == about
    assert said["author"] == "Ada Vale"


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


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("markdown", "**Elm:**\nA server.\n**Oak**\nAnother.\n"),
        ("moin", "'''Elm:'''\nA server.\n'''Oak'''\nAnother.\n"),
        ("rst", "**Elm:**\nA server.\n**Oak**\nAnother.\n"),
        ("rst", "Elm\n\n   A server.\n\nOak\n\n   Another.\n"),
        ("moin", "Elm\n\n   A server.\n\nOak\n\n   Another.\n"),
        ("html", "<p><b>Elm:</b><br>A server.<p><strong>Oak</strong><p>Another."),
    ],
)
def test_a_line_above_its_text_is_a_title(dialect: str, text: str) -> None:
    assert told(read_as(dialect, text)) == "# Elm\nA server.\n# Oak\nAnother.\n"


def test_a_bold_word_that_begins_a_line_is_no_title() -> None:
    page = read_as("markdown", "The server is\n**elm**\nand nothing else.\n\n**Never reboot it!**\n")

    assert told(page) == "The server is elm and nothing else.\nNever reboot it!\n"


def test_an_item_that_begins_in_bold_stays_an_item() -> None:
    page = read_as("markdown", "* **elm** – a server\n* [oak](https://oak.example): another\n")

    assert told(page) == "- elm – a server\n- [oak](https://oak.example): another\n"


@pytest.mark.parametrize(
    ("dialect", "text", "why"),
    [
        ("markdown", "elm ~~and oak~~\n", "struck out"),
        ("moin", "elm --(and oak)--\n", "struck out"),
        ("html", "<p>elm <del>and oak</del>", "struck out"),
        ("markdown", "elm\n\n<!-- and oak -->\n", "HTML"),
        ("moin", "elm\n## and oak\n", "a comment"),
        ("rst", "elm\n\n.. and oak\n", "a comment"),
        ("moin", "elm\n----\nCategoryBirch CategoryTrees\n", "categories of the page"),
        ("html", "<p>elm<!-- and oak -->", "a comment"),
        ("rst", "elm\n\n.. include:: and oak\n", "a directive"),
        ("html", "<p>elm<script>and oak</script>", "a script"),
        ("html", "<p>elm<nav>and oak</nav>", "navigation"),
    ],
)
def test_what_is_left_out_is_said(dialect: str, text: str, why: str) -> None:
    first, skipped = read_as(dialect, text).root.blocks

    assert isinstance(first, Paragraph)
    assert first.text.text == "elm"
    assert isinstance(skipped, Skipped)
    assert skipped.why == why
    assert "and oak" in skipped.text or "Birch" in skipped.text


def test_a_cell_over_two_rows_stands_in_both() -> None:
    [moin] = read_as("moin", "||<|2> Ulm || elm ||\n|| oak ||\n").root.blocks
    [html] = read_as("html", "<table><tr><td rowspan=2>Ulm<td>elm<tr><td>oak</table>").root.blocks

    for grid in (moin, html):
        assert isinstance(grid, Grid)
        assert [[cell.text for cell in row] for row in grid.rows] == [["Ulm", "elm"], ["Ulm", "oak"]]


def test_a_role_that_only_sphinx_knows_is_text() -> None:
    page = read_as("rst", "Ask :ref:`the admins <admins>` about *.elm.example and |release|.\n")

    assert told(page) == "Ask the admins about *.elm.example and release.\n"


def test_no_directive_reads_a_file() -> None:
    csv, raw = ".. csv-table::\n   :file: /etc/hostname\n\n", ".. raw:: html\n   :file: /etc/hostname\n"
    page = read_as("rst", f".. include:: /etc/hostname\n\n{csv}{raw}")

    assert [block.why for block in page.root.blocks if isinstance(block, Skipped)] == [
        "a directive",
        "could not be read",
        "a directive",
    ]


def test_a_link_of_the_wiki_a_page_came_from_is_a_link() -> None:
    page = read_as("rst", "On [[https://chat.example|the chat]].\n")

    assert told(page) == "On [the chat](https://chat.example).\n"


def test_twelve_years_of_a_page_are_read_with_every_word_on_its_line(shared: Path) -> None:
    revisions = sorted((shared / "data" / "overview-history").glob("*.rst"))
    assert len(revisions) == 24
    for revision in revisions:
        page = read_page(revision)
        titles = {section.title.text for _, section in page.root.walk() if section.title}
        assert {"XS4ALL", "PyPI"} & titles
        for text in texts_of(page):
            for offset, line in text.starts:
                assert text.text[offset:].split()[0].strip(".,()") in page.lines[line - 1]


def test_what_the_parser_frowns_at_is_no_part_of_a_cell() -> None:
    text = "====  ====\nHost  Who\n====  ====\nkite  --\n====  ====\n"
    (grid,) = read_as("rst", text).root.blocks

    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.rows[0]] == ["kite", "--"]


def test_a_dash_before_an_indented_line_of_a_wiki_is_an_entry() -> None:
    page = read_as("moin", " * operators:\n   - Ada\n   - Bert\n")
    listing = page.root.blocks[0]

    assert isinstance(listing, Listing)
    assert [
        item.text.text for block in listing.items[0].blocks if isinstance(block, Listing) for item in block.items
    ] == [
        "Ada",
        "Bert",
    ]
