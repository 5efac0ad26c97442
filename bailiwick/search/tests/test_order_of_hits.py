"""What stands first, and how the rest is reached."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from ..documents import Doc, index
from ..marking import snippet
from ..queries import CAP, find
from .desk import refs, thing

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def test_exact_name_then_beginning_then_part_then_text() -> None:
    thing("service/notes", "Notes", "Somewhere in it the wiki is mentioned")
    thing("service/old-wiki", "Old wiki")
    thing("service/wikimania", "Wikimania")
    thing("service/often", "Often", "wiki wiki wiki wiki")
    thing("service/wiki", "Wiki")
    assert refs(find(NOBODY, "wiki")) == [
        "service/wiki",
        "service/wikimania",
        "service/old-wiki",
        "service/often",
        "service/notes",
    ]


def test_of_two_equals_the_heavier_stands_first() -> None:
    thing("host/speed", "speed", weight=1)
    thing("service/speed", "speed", weight=5)
    assert refs(find(NOBODY, "speed")) == ["service/speed", "host/speed"]


def test_a_whole_name_among_other_words_counts() -> None:
    thing("host/pypi-1", "pypi-1", "index", weight=2)
    thing("service/pypi", "PyPI", "One may find the Python Package Index in it", names=["pypi.org", "Shop"], weight=5)
    assert refs(find(NOBODY, "pypi index")) == ["service/pypi", "host/pypi-1"]


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    index("catalog", {n: [Doc("host", f"host/web{n:03}", f"web{n:03}", body="nginx")] for n in range(1, 46)})
    seen: list[str] = []
    after, more = None, True
    while more:
        page = find(NOBODY, "nginx", limit=20, after=after)
        assert page.total_capped == 45
        seen, after, more = seen + refs(page), page.after, page.more
    assert seen == [f"host/web{n:03}" for n in range(1, 46)]
    assert refs(find(NOBODY, "nginx", after="nonsense\x00")) == seen[:20]


def test_many_hits_are_counted_up_to_the_cap() -> None:
    index("catalog", {n: [Doc("host", f"host/{n}", f"node {n}", body="nginx")] for n in range(1, CAP + 50)})
    page = find(NOBODY, "nginx")
    assert page.total_capped == CAP
    assert page.capped
    assert page.kinds == {"host": CAP}


def test_marks_show_why_and_the_rest_is_escaped() -> None:
    thing("service/a", "<b>Alarm</b> & co", "It is <i>monitored</i>")
    (hit,) = find(NOBODY, "monitoring alarm").hits
    assert hit.marked_title == "&lt;b&gt;<mark>Alarm</mark>&lt;/b&gt; &amp; co"
    assert hit.text == "It is &lt;i&gt;<mark>monitored</mark>&lt;/i&gt;"


def test_a_long_text_is_shown_around_the_first_mark() -> None:
    thing("service/a", "A", "word " * 100 + "needle " + "word " * 100)
    (hit,) = find(NOBODY, "needle").hits
    assert "<mark>needle</mark>" in hit.text
    assert hit.text.startswith("… ")
    assert hit.text.endswith(" …")
    assert len(hit.text) < 260


def test_a_search_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    thing("service/wiki", "Wiki", "a wiki")
    with django_assert_max_num_queries(5):
        find(NOBODY, "wiki")


def test_signs_of_markdown_are_not_shown_and_accents_are_no_matter() -> None:
    text = "## What happened\n\n> `pip` fails, see [a log](https://x.example/) and <https://x.example/>\n* **upload**"
    shown = "What happened · pip fails, see a log and https://x.example/ · <mark>upload</mark>"
    assert snippet(text, ("upload",)) == shown
    assert snippet("Übersicht: Zürich zürnt", ("zurich",)) == "Übersicht: <mark>Zürich</mark> zürnt"


def test_words_in_the_middle_of_others_are_none() -> None:
    assert snippet("reupload, uploading", ("upload",)) == "reupload, <mark>uploading</mark>"
