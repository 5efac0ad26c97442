"""Dates people can read, links that are safe, text that cannot do harm."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone as zones
from django.utils import translation

from bailiwick.lib.relative import relative
from bailiwick.web.filters import ago, day, md, number, outlink

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "words", "short"),
    [
        (timedelta(seconds=20), "just now", "now"),
        (timedelta(minutes=1), "1 minute ago", "1 min"),
        (timedelta(hours=5), "5 hours ago", "5 h"),
        (timedelta(days=3), "3 days ago", "3 d"),
        (timedelta(days=20), "2 weeks ago", "2 wk"),
        (timedelta(days=200), "6 months ago", "6 mo"),
        (timedelta(days=3700), "10 years ago", "10 y"),
        (timedelta(days=-3), "in 3 days", "3 d"),
    ],
)
def test_a_moment_is_told_by_its_distance(before: timedelta, words: str, short: str) -> None:
    assert relative(NOW - before, now=NOW) == words
    assert relative(NOW - before, now=NOW, short=True) == short


def test_a_day_without_time_is_yesterday_not_twelve_hours_ago() -> None:
    assert [relative(date(2026, 5, each), now=NOW) for each in (3, 4, 5)] == ["yesterday", "today", "tomorrow"]


def test_the_exact_moment_stands_in_the_readers_zone_and_the_machine_reads_utc() -> None:
    with zones.override(ZoneInfo("Europe/Berlin")):
        shown = ago(NOW)
    assert 'datetime="2026-05-04T12:00:00Z"' in shown
    assert 'title="4 May 2026, 14:00 CEST"' in shown
    assert 'tabindex="0"' in shown
    assert "tabindex" not in ago(NOW, focus=False)


def test_a_day_is_written_out_so_that_nobody_mistakes_month_and_day() -> None:
    assert day(date(2019, 3, 1)) == '<time datetime="2019-03-01">1 March 2019</time>'
    with translation.override("de"):
        assert "März 2019" in day(date(2019, 3, 1))


def test_nothing_is_shown_for_nothing() -> None:
    assert (ago(None), day(None), number(None)) == ("", "", "–")


def test_numbers_have_their_separators() -> None:
    assert number(120400) == "120,400"
    with translation.override("de"):
        assert number(120400) == "120.400"


@pytest.mark.parametrize("address", ["https://example.org/a", "http://example.org", "mailto:ada@example.org"])
def test_web_and_mail_addresses_become_links(address: str) -> None:
    assert f'href="{address}"' in outlink(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https:",
        "http://[",
        "vbscript:x",
    ],
)
def test_nothing_else_does(address: str) -> None:
    assert "<a" not in outlink(address)


def test_a_label_cannot_smuggle_markup() -> None:
    assert outlink("https://example.org", "<b>x</b>").count("<b>") == 0


def test_markdown_is_prose_and_its_headings_stay_below_the_pages_own() -> None:
    shown = md("# Title\n\nIt **moved**.\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert "<h3>Title</h3>" in shown
    assert "<strong>moved</strong>" in shown
    assert "<td>2</td>" in shown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        '<p style="color:red">x</p>',
    ],
)
def test_markdown_cannot_do_harm(text: str) -> None:
    shown = md(text)
    assert not any(bad in shown for bad in ("<script", "<img", 'href="javascript', "<p style"))
