"""Addresses of this room, below `/issues/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from bailiwick.catalog import urls as _converters  # noqa: F401 - ids that a database can hold

from .views import filing, issue, lists, statistics, talk

urlpatterns: list[URLPattern] = [
    path("", lists.issue_list, name="issues"),
    # filing
    path("new/", filing.issue_create, name="issue_create"),
    path("similar/", filing.issue_similar, name="issue_similar"),
    path("preview/", filing.issue_preview, name="issue_preview"),
    # one issue
    path("<id:pk>/", issue.issue_show, name="issue"),
    path("<id:pk>/comment/", talk.comment_create, name="comment_create"),
    # figures
    path("statistics/", statistics.issue_statistics, name="issue_statistics"),
    path("week/<str:day>/", statistics.issue_week, name="issue_week"),
]
