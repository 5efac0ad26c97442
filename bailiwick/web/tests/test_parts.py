"""Each part of the design system, rendered; the style guide shows them all."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from jinja2 import UndefinedError

from .pages import request


def shown(source: str, **context: Any) -> str:
    template = engines["jinja2"].from_string('{% import "web/_parts.html" as parts %}' + source)  # type: ignore[attr-defined]  # an engine
    return str(template.render(context, request("/service/?q=loom&after=3")))


def test_the_style_guide_shows_every_part(db: None, client: Client) -> None:
    answer = client.get("/style/")
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


def test_a_missing_name_is_a_mistake_not_an_empty_place() -> None:
    with pytest.raises(UndefinedError):
        shown("{{ nothing_of_the_kind }}")


def test_text_is_escaped() -> None:
    assert "&lt;b&gt;" in shown("{{ parts.badge(text) }}", text="<b>")


def test_a_lazy_text_of_safe_markup_stays_markup() -> None:
    lazy_markup = lazy(lambda: format_html("<ul><li>{}</li></ul>", "<b>"), str)
    assert shown("{{ text }}", text=lazy_markup()) == "<ul><li>&lt;b&gt;</li></ul>"
    assert shown("{{ text }}", text=gettext_lazy("<b>")) == "&lt;b&gt;"


def test_a_fact_without_evidence_has_nothing_to_open() -> None:
    assert "<details" not in shown('{{ parts.fact("Hosted by Cloudberry", "since 2016", "never") }}')
    opened = shown('{% call parts.fact("Hosted by Cloudberry", "", "due") %}Machine list{% endcall %}')
    assert "<details" in opened
    assert "Machine list" in opened


def test_a_field_tells_readers_its_help_and_its_mistake() -> None:
    html = shown('{{ parts.field("site", "Address", help="With https", errors=["Not an address"], required=true) }}')
    assert 'aria-describedby="f-site-help f-site-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="f-site-error"' in html
    assert "required" in html


def test_as_of_keeps_the_query_but_not_the_page() -> None:
    html = shown("{{ parts.as_of(request, day) }}", day=date(2019, 3, 1))
    assert "As of: 1 March 2019" in html
    assert 'name="q" value="loom"' in html
    assert 'name="after"' not in html
    assert "Back to today" in html


def test_the_banner_is_silent_today() -> None:
    assert shown("{{ parts.as_of_banner(request) }}").strip() == ""
    assert "1 March 2019" in shown("{{ parts.as_of_banner(request, day) }}", day=date(2019, 3, 1))


def test_a_timeline_says_in_words_what_it_draws() -> None:
    points = [{"day": date(2014, 10, 1), "label": "moved"}, {"day": date(2016, 3, 9), "label": "owner changed"}]
    html = shown('{{ parts.timeline(points, "Changes") }}', points=points)
    assert "<title>Changes</title>" in html
    assert "1 October 2014: moved." in html
    assert "2 entries" in html


def test_a_dot_of_a_timeline_stands_behind_the_year_that_it_is_of() -> None:
    points = [{"day": date(2024, 1, 1), "label": "moved"}, {"day": date(2025, 10, 1), "label": "moved on"}]
    drawn = {"points": points, "start": date(2022, 1, 1), "end": date(2026, 11, 27)}
    html = shown('{{ parts.timeline(points, "Changes", start, end) }}', **drawn)
    years = {year: float(x) for x, year in re.findall(r'<text class="\w+" x="([\d.]+)%" y="38">(\d+)<', html)}
    moved, moved_on = (float(x) for x in re.findall(r'cx="([\d.]+)%"', html))
    assert list(years) == ["2022", "2023", "2024", "2025", "2026"]
    assert moved == years["2024"]
    # Three quarters of the way from one year to the next.
    assert moved_on == pytest.approx(0.25 * years["2025"] + 0.75 * years["2026"], abs=0.1)


def test_a_timeline_of_many_years_marks_a_few_of_them() -> None:
    points = [{"day": date(2007, 5, 1), "label": "moved"}, {"day": date(2026, 3, 9), "label": "moved on"}]
    html = shown('{{ parts.timeline(points, "Changes") }}', points=points)
    assert re.findall(r'y="38">(\d+)<', html) == ["2007", "2012", "2017", "2022"]


def test_long_work_asks_again_until_it_is_done() -> None:
    assert "hx-get" in shown('{{ parts.progress("running", 1, 4, "reading", "/jobs/7/") }}')
    assert "hx-get" not in shown('{{ parts.progress("done", 4, 4, "", "/jobs/7/") }}')


def test_nothing_is_paged_that_has_one_page() -> None:
    assert shown("{{ parts.pager() }}").strip() == ""
    assert 'rel="next"' in shown('{{ parts.pager(next="?after=3") }}')
