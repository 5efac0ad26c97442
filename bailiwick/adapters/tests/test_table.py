"""Any table becomes statements: four dresses, one meaning."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from bailiwick.adapters.table import Table, open_input
from bailiwick.lib.statements import BadInput, NotUnderstood, Statement, Thing

CSV = 'Host,Purpose,Contact\nred.example,"Mail, lists","ada, Bert Berg"\nblue.example,-,Desk Staff\n'
RST = """..
    made by a tool

.. csv-table::
   :header: "Host", "Purpose", "Contact"

   "red.example", "Mail, lists", "ada, Bert Berg"
   "blue.example", "", "`Desk Staff <https://example.org>`_"
"""
MARKDOWN = """
| Host | Purpose | Contact |
|:-----|---------|--------:|
| red.example | Mail, lists | ada, Bert Berg |
| `blue.example` | – | [Desk Staff](https://example.org) |
"""
HTML = """<html><head><title>x</title></head><script>var a = "<table>";</script>
<table><tr><th>Host<th>Purpose<th>Contact
<tr><td><a href="/red">red.example</a></td><td>Mail, lists</td><td>ada<br>Bert Berg</td></tr>
<tr><td>blue.example<td>n/a<td><b>Desk</b> Staff
</table>
"""


def table(tmp_path: Path, text: str, name: str = "list.txt", **options: object) -> Table:
    (tmp_path / name).write_text(text)
    return open_input(tmp_path / name, options)


def said(source: Table) -> list[tuple[str, str, object]]:
    return [(s.subject.name, s.predicate, s.object or s.value) for s in source.read() if isinstance(s, Statement)]


@pytest.mark.parametrize("text", [CSV, RST, MARKDOWN, HTML], ids=["csv", "rst", "markdown", "html"])
def test_every_dress_says_the_same(tmp_path: Path, text: str) -> None:
    source = table(tmp_path, text)
    assert said(source) == [
        ("red.example", "purpose", "Mail, lists"),
        ("red.example", "contact", Thing("person", "ada")),
        ("red.example", "contact", Thing("person", "Bert Berg")),
        ("blue.example", "contact", Thing("team", "Desk Staff")),
    ]
    assert source.columns.kind == "host"
    assert source.counts == {"rows": 2, "empty": 1}


def test_a_statement_carries_its_line_its_word_and_the_digest_of_the_row(tmp_path: Path) -> None:
    (first, second, *_rest) = table(tmp_path, CSV).read()
    assert isinstance(first, Statement)
    assert isinstance(second, Statement)
    assert (first.locator, first.word, first.digest == second.digest) == ("line 2", "Purpose", True)
    assert len(first.digest) == 64


def test_a_wish_changes_the_guess_and_a_saved_mapping_wins_over_it(tmp_path: Path) -> None:
    wished = table(tmp_path, CSV, map={"contact": "maintained_by:person", "Purpose": "-"}, kind="service")
    assert wished.columns.targets == {"Host": "name", "Purpose": "-", "Contact": "maintained_by:person"}
    assert wished.columns.kind == "service"
    saved = table(tmp_path, CSV, saved={"kind": "software", "columns": {"Contact": "run_by:person"}})
    assert (saved.columns.kind, saved.columns.targets["Contact"]) == ("software", "run_by:person")


def test_none_unknown_and_silence_are_three_things(tmp_path: Path) -> None:
    source = table(tmp_path, "Host,Owner\na,none\nb,?\nc,\nd,Nobody\n")
    assert [(s.subject.name, s.state) for s in source.read() if isinstance(s, Statement)] == [
        ("a", "none"),
        ("b", "unknown"),
        ("d", "none"),
    ]


def test_what_yields_nothing_is_listed_with_its_place(tmp_path: Path) -> None:
    text = "A word before.\n\n| Host | Purpose |\n|---|---|\n| a | b |\n| c |\n| - | d |\n\nA word after.\n"
    found = [item for item in table(tmp_path, text).read() if isinstance(item, NotUnderstood)]
    assert [(item.locator, item.why) for item in found] == [
        ("line 1", "stands outside a table"),
        ("line 6", "has 1 cells, the header has 2"),
        ("line 7", "the row does not say what it is about"),
        ("line 9", "stands outside a table"),
    ]


def test_other_signs_between_cells_are_recognised(tmp_path: Path) -> None:
    assert said(table(tmp_path, 'Host;Purpose\na;"b, c"\n')) == [("a", "purpose", "b, c")]
    assert said(table(tmp_path, "Host\tPurpose\na\tb\n", "list.tsv")) == [("a", "purpose", "b")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('Host,Purpose\na,b\nc,"d\n', ":3: cut short: a quoted cell that begins in this row never ends"),
        ("Host,Purpose\na,b\nc", ":3: cut short: the last row has fewer cells than the header"),
        ('Host,Purpose\na,"b"c\n', ":2: text stands after the closing quote of a cell in this row"),
        ("<table><tr><td>a", ":1: cut short: a table that begins here never ends"),
        ("red\ngreen\n", ":1: no column says what a row is about; name it with --map 'Header=name' (columns: red)"),
        (".. csv-table::\n   :file: /etc/passwd\n", ":2: a table that points to another file is not followed"),
        ("<table>" * 30, ":1: more than 20 tables inside each other"),
        (
            'Host,Purpose\na,"' + "x" * 200_000,
            ":2: a cell that begins in this row is longer than 128 KB; is a quote missing?",
        ),
    ],
)
def test_bad_tables_are_one_line_with_the_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadInput) as caught:
        list(table(tmp_path, text).read())
    assert str(caught.value) == f"{tmp_path}/list.txt{message}"


def test_a_column_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no column “Owner”; the columns are Host, Purpose, Contact"):
        table(tmp_path, CSV, map={"Owner": "owned_by:person"})


def test_a_long_list_is_read_in_flat_memory(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        text = "Host,Purpose\n" + "".join(f"h{n}.example,does {n}\n" for n in range(count))
        source = table(tmp_path, text)
        del text
        tracemalloc.start()
        assert sum(1 for _ in source.read()) == count
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    assert peak(60_000) < peak(30_000) + 500_000


def test_the_machine_list_is_understood_completely(shared: Path) -> None:
    source = open_input(shared / "data" / "salt-server-list.rst", {})
    items = list(source.read())
    assert not [item for item in items if isinstance(item, NotUnderstood)]
    statements = [item for item in items if isinstance(item, Statement)]
    assert (source.counts["rows"], source.counts["empty"], len(statements)) == (20, 1, 101)
    assert {s.object.kind for s in statements if s.object and s.predicate == "contact"} == {"person", "team"}
    assert {s.value for s in statements if s.value and "Consul" in s.value} == {"Runs Consul discovery service"}
    assert [s.locator for s in statements if s.subject.name.startswith("backup")] == ["line 11"] * 5
