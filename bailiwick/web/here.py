"""The address of the page one is on, with some of its query changed: what filters, sorting and pages link to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest


def here(request: HttpRequest, **changes: Any) -> str:
    """This page with `changes` in its query; None or "" takes a parameter away.

    Another view of a list starts at its first page, so `after` goes unless it is given.
    """
    query = request.GET.copy()
    if "after" not in changes:
        query.pop("after", None)
    for name, value in changes.items():
        query.pop(name, None)
        if isinstance(value, (list, tuple)):
            query.setlist(name, [str(each) for each in value])
        elif value not in (None, ""):
            query[name] = str(value)
    text = query.urlencode()
    return f"{request.path}?{text}" if text else request.path


def filtered(request: HttpRequest, names: Iterable[str]) -> bool:
    """Whether the reader narrowed the list by any of these parameters."""
    return any(request.GET.get(name) for name in names)


def kept(request: HttpRequest, but: Iterable[str] = ()) -> tuple[tuple[str, str], ...]:
    """The query as pairs, for a form that keeps it; without these parameters, and from the first page."""
    left_out = {*but, "after"}
    return tuple((name, each) for name, values in request.GET.lists() if name not in left_out for each in values)


def sort_column(request: HttpRequest, key: str, label: str, *, default: str = "", css: str = "") -> dict[str, str]:
    """A column for the `table` macro that sorts by `?sort=key` and, the second time, `?sort=-key`."""
    current = request.GET.get("sort", default)
    found = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    column = {"label": label, "href": here(request, sort=f"-{key}" if current == key else key), "sorted": found}
    return column | ({"class": css} if css else {})
