"""Addresses of this room, below `/issues/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from bailiwick.catalog import urls as _converters  # noqa: F401 - ids that a database can hold

from .views import lists, statistics

urlpatterns: list[URLPattern] = [
    path("", lists.issue_list, name="issues"),
    # figures
    path("statistics/", statistics.issue_statistics, name="issue_statistics"),
    path("week/<str:day>/", statistics.issue_week, name="issue_week"),
]
