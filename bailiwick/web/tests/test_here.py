"""Filters, sorting and pages are addresses that can be sent to somebody."""

from __future__ import annotations

from bailiwick.web.here import filtered, here, sort_column

from .pages import request


def test_a_change_keeps_the_rest_of_the_query() -> None:
    assert here(request("/service/?q=loom&sort=name"), sort="-name") == "/service/?q=loom&sort=-name"


def test_another_view_starts_at_its_first_page() -> None:
    assert here(request("/service/?after=41&q=x"), q="y") == "/service/?q=y"
    assert here(request("/service/?after=41&q=x"), after=82) == "/service/?q=x&after=82"


def test_nothing_takes_a_parameter_away() -> None:
    assert here(request("/service/?as_of=2019-03-01"), as_of="") == "/service/"


def test_a_column_sorts_one_way_and_then_the_other() -> None:
    assert sort_column(request("/service/"), "name", "Name", default="name")["sorted"] == "ascending"
    assert sort_column(request("/service/?sort=name"), "name", "Name")["href"] == "/service/?sort=-name"
    assert sort_column(request("/service/?sort=-name"), "name", "Name")["sorted"] == "descending"


def test_a_filter_counts_only_when_it_says_something() -> None:
    assert not filtered(request("/service/?q="), ["q"])
    assert filtered(request("/service/?q=loom"), ["q"])
