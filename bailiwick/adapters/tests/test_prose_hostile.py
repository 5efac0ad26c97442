"""Pages that want to hurt: each is read in the time its size takes, or refused with one line that names the place."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.adapters.prose import rules
from bailiwick.adapters.prose.dialects import DIALECTS, read_as, read_page
from bailiwick.adapters.prose.rules.names.bylines import handles_in
from bailiwick.adapters.prose.rules.names.named_machines import machines_in
from bailiwick.adapters.prose.tree import Grid, Page, Section, Text
from bailiwick.adapters.tests.prose_pages import texts_of
from bailiwick.lib.statements import BadInput
from tests.tries import tries

SIZE = 50_000
#: Seconds of CPU after which a page is called endless. None needs more than a few; this is no measure of speed.
ENDLESS = 60


def full_of(piece: str, end: str = "") -> str:
    """A page that says the same until it is full."""
    return piece * (SIZE // len(piece)) + end


ANYWHERE = {
    "quotes in quotes": ">" * SIZE,
    "lists in lists on a line": full_of("* "),
    "lists in lists": "".join(f"{' ' * 2 * depth}* x\n" for depth in range(300)),
    "brackets": full_of("[" * 15_000 + "\n\n"),
    "links that never close": full_of("[a](b " * 2_000 + "\n\n"),
    "wiki links that never close": full_of("[[a|" * 4_000 + "\n\n"),
    "links in links": full_of("[" * 400 + "a" + "](b)" * 400 + "\n\n"),
    "stars": full_of("*a " * 5_000 + "\n\n"),
    "ticks of every length": full_of("".join("`" * length + " " for length in range(1, 150)) + "\n\n"),
    "waves": full_of("~~a" * 5_000 + "\n\n"),
    "definitions of links": full_of("[a]: b\n"),
    "titles": full_of("= a =\n# a\n\n"),
    "underlined titles": full_of("ab\n==\n\n"),
    "a line without an end": "x" * SIZE,
    "a paragraph without an end": full_of("word word\n"),
    "a wide table": "|" + "a|" * 9_000 + "\n|" + "-|" * 9_000 + "\n",
    "a long table": "| a | b |\n|---|---|\n" + full_of("| a | b |\n"),
    "cells over many rows": full_of("||<|999> a ||<-99> b ||\n"),
    "code without an end": full_of("{{{\n"),
    "terms": full_of(" a:: b\n"),
    "definitions": full_of("a\n  b\n"),
    "references": full_of("|a|_ `b`_ c_ " * 500 + "\n\n"),
    "references without an end": full_of("`a <b " * 1_000 + "\n\n"),
    "grid tables": full_of("+---+---+\n| a | b |\n"),
    "quoted cells without an end": ".. csv-table::\n\n" + full_of('   "a,b\n'),
    "footnotes": full_of(".. [#] a\n\n[#]_\n\n"),
    "lines in lines": "".join(f"| {' ' * depth}a\n" for depth in range(400)),
    "kinds of underlines": "".join(f"{sign * 3}\nab\n{sign * 3}\n\n" for sign in "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"),
    "tags": full_of("<div>"),
    "tag lists": full_of("<ul><li>"),
    "tag definitions": full_of("<dl><dt>a<dd>"),
    "tables in tables": full_of("<table><tr><td>"),
    "cells that stretch": "<table>" + full_of("<tr><td colspan=999 rowspan=999>a"),
    "comments without an end": full_of("<!--"),
    "tags without an end": full_of("<a "),
    "attributes without an end": full_of("<a b='"),
    "scripts without an end": full_of("<script>"),
    "declarations without an end": full_of("<![CDATA["),
    "entities": full_of("&#x"),
    "mail addresses that are none": full_of("a@" * 9_000 + "\n\n"),
    "addresses": full_of("http://a.b " * 1_500 + "\n\n"),
    "front matter without an end": "---\n" + full_of("a: b\n"),
    "odd line ends": full_of("\r\x0b\x0c\x1c\u2028a"),
    "zeros": full_of("\0"),
}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("page", ANYWHERE)
@pytest.mark.usefixtures("_not_for_ever")
def test_a_hostile_page_costs_what_its_size_costs(dialect: str, page: str) -> None:
    text = ANYWHERE[page]
    half, whole = (calls(lambda part=text[:size]: read_or_refusal(dialect, part)) for size in (SIZE // 8, SIZE // 4))
    assert whole < 2.2 * half + 200

    read = read_or_refusal(dialect, text)
    if isinstance(read, Page):
        holds_together(read)
    else:
        assert "\n" not in read


@pytest.mark.parametrize(
    "line",
    [
        "The code of the wiki is https://[forge.example.org/crew/wiki",
        "The code of the wiki is [here](https://[forge.example.org/crew/wiki).",
        "The forum is hosted at [Hill](http://[x]/y).",
        "The wiki runs on heron; its [tracker](http://[x/crew/wiki/issues).",
        "| Service | URL | Repository |\n|---|---|---|\n| wiki | http://[x | [crew/wiki](http://[x/crew/wiki) |",
    ],
)
def test_an_address_that_is_none_is_read_as_words(line: str) -> None:
    assert list(rules.read(read_as("markdown", f"# Services\n\n{line}\n")))


#: What the rules have to read: (how it begins, what it says again and again, how often at first).
SAID = {
    "titles and nothing below them": ("", "# Wiki\n\n", 300),
    "a sentence of commas": ("# Wiki\n\nThe wiki ", ", ", 1_000),
    "a list of machines without a verb": ("# Wiki\n\nThe wiki ", "web1, ", 500),
    "a list of people without an end": ("# Wiki\n\nThe wiki is run by ", "Ada Byron and ", 300),
    "a domain and who answers for it, again and again": ("# Wiki\n\nThe wiki ", "DNS of example.org is by Gandi ", 100),
    "parentheses in parentheses": ("# Wiki\n\nThe wiki ", "(by Ada ", 500),
    "which is, which is": ("# Wiki\n\nThe wiki is on heron", ", which is good", 300),
    "that is, that is": ("# Wiki\n\nX is a b", " that is a b", 300),
    "because, because": ("# Wiki\n\nX is b", ", because c is d", 300),
    "a box which is a box": ("# Wiki\n\nThe wiki is a box", ", and a box, which is a box", 200),
    "commas, and verbs of which none is behind one": ("# Wiki\n\nheron, which is b", ", c c is c is", 300),
}


@pytest.mark.parametrize("page", SAID)
@pytest.mark.usefixtures("_not_for_ever")
def test_twice_as_much_to_read_is_twice_the_work(page: str) -> None:
    begin, again, times = SAID[page]
    pages = [read_as("markdown", begin + again * (times * more)) for more in (1, 2)]
    half, whole = (calls(lambda read=read: list(rules.read(read))) for read in pages)

    assert whole < 2.2 * half + 200


@pytest.mark.usefixtures("_not_for_ever")
def test_as_many_names_of_machines_as_a_page_can_have_are_found_in_one_go() -> None:
    assert list(machines_in(["a box, abcd, " * 75_000]))


def test_a_wide_table_is_not_filled_to_look_for_handles() -> None:
    header = tuple(Text(name, ((0, 1),)) for name in ("Nick", *("a" * at for at in range(1, 500))))
    rows = tuple((Text("moss", ((0, line),)),) for line in range(2, 1_000))
    page = Page(Section(None, 0, [Grid(header, rows)]), ())

    assert calls(lambda: handles_in(page)) < 10 * (len(header) + len(rows))


@pytest.fixture
def _not_for_ever() -> Iterator[None]:
    """What stays in one regular expression makes no calls to count; it is stopped, and the test has failed."""

    def stop(*_: object) -> None:
        raise AssertionError("it seems to have no end")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, ENDLESS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls and leaves: a measure that does not depend on the machine."""
    count = 0

    def tell(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(tell)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def read_or_refusal(dialect: str, text: str) -> Page | str:
    """The page, or the line that refuses it."""
    try:
        return read_as(dialect, text)
    except BadInput as refusal:
        return str(refusal)


@pytest.mark.parametrize(
    ("dialect", "text", "refusal"),
    [
        ("markdown", "a\n\n" + "> " * 30 + "b\n", "page:3: nested more than 20 deep"),
        ("moin", "".join(f"{' ' * depth}* x\n" for depth in range(1, 30)), "page:21: nested more than 20 deep"),
        ("rst", "".join(f"{'  ' * depth}* x\n\n" for depth in range(30)), "page:41: nested more than 20 deep"),
        ("rst", "".join(f"| {' ' * depth}a\n" for depth in range(400)), "page:80: nested more than 20 deep"),
        ("html", "<p>a\n" + "<ul><li>" * 30, "page:2: nested more than 20 deep"),
        ("markdown", "a\n" + "b" * 30_000, "page:2: longer than the 20,000 characters that are read of a line"),
        ("markdown", "word\n" * 5_000, "page:1: a paragraph of more than 20,000 characters"),
        ("html", "\n" * 20_001, "page:20001: more than the 20,000 lines that are read of a page"),
        ("latex", "a", "page: “latex” is no dialect that is read (markdown, rst, moin, html)"),
    ],
)
def test_the_refusal_names_the_place(dialect: str, text: str, refusal: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_as(dialect, text, "page")

    assert str(refused.value) == refusal


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", "the file is empty"),
        (b"a\nb\0c\n", "page.md:2: this is a binary, not a text"),
        (b"caf\xc3\xa9\ncaf\xe9\n", "page.md:2: not UTF-8 (byte 0xe9 at column 4)"),
        (b"# a\n" * 300_000, "page.md: 1 MB is more than the 1 MB that are read"),
    ],
)
def test_a_file_that_is_no_page_is_refused(tmp_path: Path, content: bytes, refusal: str) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(content)

    with pytest.raises(BadInput) as refused:
        read_page(page)

    assert str(refused.value).endswith(refusal)


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    with page.open("wb") as file:
        file.truncate(50_000_000)

    with pytest.raises(BadInput, match="50 MB is more than the 1 MB that are read"):
        read_page(page)


def holds_together(page: Page) -> None:
    """Every text begins at 0, its lines are lines of the file, its links lie in it and do not overlap."""
    for text in texts_of(page):
        offsets = [offset for offset, _ in text.starts]
        assert offsets[0] == 0
        assert offsets == sorted(set(offsets))
        assert offsets[-1] < len(text.text)
        assert all(1 <= line <= len(page.lines) for _, line in text.starts)
        assert " ".join(text.text.split()) == text.text
        assert all(0 <= link.start < link.end <= len(text.text) for link in text.links)


PIECES = (
    "\n•\n\n•  •   •* •1. •> •# •== • ==•=•-•~•**•*•`•``•'''•[[•]]•|•||•](•[•]•<•>•&•&amp;•&#10;•_•`_•__•.. •.. a::"
    "•.. csv-table::\n\n   •:a: •::•:: •{{{•}}}•~~•--(•)--•<<•>>•+--+\n•== ==\n•---\n•|--|\n"
    "•\\•\t•\r•\0•\u205f•\ufdd0•\u2028"
    "•<p>•</p>•<b>•<li>•<ul>•</ul>•<td>•<tr>•<table>•</table>•<dl>•<dt>•<dd>•<a href=x>•</a>•<h2>•</h2>"
    "•<!--•-->•<nav>•</nav>"
    "•http://a.b/c•a@b.c•elm•oak •Ulm.•é•x"
)
MARKS = st.sampled_from(PIECES.split("•"))
SNIPPETS = st.lists(MARKS | st.text(max_size=3), max_size=40).map("".join)


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=tries(60), deadline=None)
@given(text=SNIPPETS)
def test_any_text_is_a_page_that_holds_together(dialect: str, text: str) -> None:
    read = read_or_refusal(dialect, text)

    if isinstance(read, Page):
        holds_together(read)


BOLD: dict[str, Callable[[str], str]] = {
    "markdown": lambda words: f"**{words}**",
    "rst": lambda words: f"**{words}**",
    "moin": lambda words: f"'''{words}'''",
    "html": lambda words: f"<b>{words}</b>",
}
CODE = {
    "markdown": lambda words: f"`{words}`",
    "rst": lambda words: f"``{words}``",
    "moin": lambda words: words,
    "html": lambda words: f"<code>{words}</code>",
}
LINK = {
    "markdown": lambda words: f"[{words}](https://x.example)",
    "rst": lambda words: f"`{words} <https://x.example>`_",
    "moin": lambda words: f"[[https://x.example|{words.replace(chr(10), ' ')}]]",
    "html": lambda words: f'<a href="https://x.example">{words}</a>',
}


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=tries(40), deadline=None)
@given(
    runs=st.lists(
        st.tuples(
            st.sampled_from([None, BOLD, CODE, LINK]), st.lists(st.sampled_from([" ", "\n"]), min_size=1, max_size=4)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_every_word_of_a_folded_paragraph_is_on_its_line(dialect: str, runs: list) -> None:
    number, pieces = 0, []
    for mark, spaces in runs:
        run = ""
        for space in spaces:
            number += 1
            run += (space if run else "") + f"word{number:03}"
        pieces.append(mark[dialect](run) if mark else run)
    text = f"begins{chr(10)}".join(["", "", ""]) + "\n".join(pieces) + " ends\n"

    page = read_as(dialect, text)

    [paragraph] = list(texts_of(page))
    for word in (f"word{at:03}" for at in range(1, number + 1)):
        line = paragraph.line_at(paragraph.text.index(word))
        assert word in page.lines[line - 1]
