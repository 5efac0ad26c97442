"""Addresses of this room, below `/issues/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from bailiwick.catalog import urls as _converters  # noqa: F401 - ids that a database can hold

from .views import bulk, dashboards, files, filing, issue, lists, rules, statistics, talk

urlpatterns: list[URLPattern] = [
    path("", lists.issue_list, name="issues"),
    path("how-to-ask/", lists.issue_how_to_ask, name="issue_how_to_ask"),
    path("complete/", lists.issue_complete, name="issue_complete"),
    # filing
    path("new/", filing.issue_create, name="issue_create"),
    path("similar/", filing.issue_similar, name="issue_similar"),
    path("preview/", filing.issue_preview, name="issue_preview"),
    # one issue
    path("<id:pk>/", issue.issue_show, name="issue"),
    path("<id:pk>/comment/", talk.comment_create, name="comment_create"),
    # dashboards
    path("mine/", dashboards.issue_mine, name="issue_mine"),
    path("newcomers/", dashboards.issue_newcomers, name="issue_newcomers"),
    path("triage/", dashboards.issue_triage, name="issue_triage"),
    path("glance/", dashboards.issue_glance, name="issue_glance"),
    # many at once
    path("bulk/", bulk.bulk_edit, name="bulk_edit"),
    path("bulk/<id:pk>/", bulk.bulk_show, name="bulk_show"),
    path("bulk/<id:pk>/undo/", bulk.bulk_undo, name="bulk_undo"),
    # what happens by itself
    path("rules/", rules.rules, name="issue_rules"),
    path("rules/<id:pk>/pause/", rules.rule_pause, name="rule_pause"),
    path("rules/<id:pk>/delete/", rules.rule_delete, name="rule_delete"),
    # figures
    path("statistics/", statistics.issue_statistics, name="issue_statistics"),
    path("week/<str:day>/", statistics.issue_week, name="issue_week"),
    # files
    path("<id:pk>/files/", files.file_attach, name="file_attach"),
    path("files/<id:pk>/", files.file_show, name="file"),
    path("files/<id:pk>/small/", files.file_small, name="file_small"),
    path("files/<id:pk>/remove/", files.file_remove, name="file_remove"),
    path("files/<id:pk>/<str:name>", files.file_bytes, name="file_bytes"),
]
