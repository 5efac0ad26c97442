"""Addresses of this room, below `/issues/`."""

from __future__ import annotations

from django.urls import URLPattern, path

from bailiwick.catalog import urls as _converters  # noqa: F401 - ids that a database can hold

from .views import (
    bulk,
    dashboards,
    editing,
    files,
    filing,
    held,
    hooks,
    issue,
    kept,
    lists,
    rules,
    statistics,
    talk,
    verbs,
    words,
)

urlpatterns: list[URLPattern] = [
    path("", lists.issue_list, name="issues"),
    path("how-to-ask/", lists.issue_how_to_ask, name="issue_how_to_ask"),
    path("queries/", kept.query_list, name="queries"),
    path("queries/save/", kept.query_save, name="query_save"),
    path("queries/<id:pk>/delete/", kept.query_delete, name="query_delete"),
    path("exports/", kept.issue_export, name="issue_export"),
    path("exports/<id:pk>/", kept.issue_exported, name="issue_exported"),
    path("opensearch.xml", lists.issue_opensearch, name="issue_opensearch"),
    path("complete/", lists.issue_complete, name="issue_complete"),
    # filing
    path("new/", filing.issue_create, name="issue_create"),
    path("similar/", filing.issue_similar, name="issue_similar"),
    path("preview/", filing.issue_preview, name="issue_preview"),
    # one issue
    path("<id:pk>/", issue.issue_show, name="issue"),
    path("source/<slug:source>/<str:key>/", issue.issue_from, name="issue_from"),
    path("<id:pk>/edit/", editing.issue_edit, name="issue_edit"),
    path("<id:pk>/text/", editing.issue_text_history, name="issue_text_history"),
    path("<id:pk>/comment/", talk.comment_create, name="comment_create"),
    path("comments/<id:pk>/edit/", talk.comment_edit, name="comment_edit"),
    path("comments/<id:pk>/history/", talk.comment_history, name="comment_history"),
    # its buttons
    path("<id:pk>/assign/", verbs.issue_assign, name="issue_assign"),
    path("<id:pk>/close/", verbs.issue_close, name="issue_close"),
    path("<id:pk>/reopen/", verbs.issue_reopen, name="issue_reopen"),
    path("<id:pk>/star/", verbs.issue_star, name="issue_star"),
    path("<id:pk>/link/", verbs.issue_link, name="issue_link"),
    path("<id:pk>/unlink/", verbs.issue_unlink, name="issue_unlink"),
    path("<id:pk>/merge/", verbs.issue_merge, name="issue_merge"),
    path("<id:pk>/unmerge/", verbs.issue_unmerge, name="issue_unmerge"),
    # newcomers and complaints
    path("held/", held.held, name="held"),
    path("<id:pk>/judge/", held.issue_judge, name="issue_judge"),
    path("comments/<id:pk>/judge/", held.comment_judge, name="comment_judge"),
    path("<id:pk>/report/", held.issue_report, name="issue_report"),
    path("comments/<id:pk>/report/", held.comment_report, name="comment_report"),
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
    path("week/", statistics.issue_this_week, name="issue_this_week"),
    path("week/<str:day>/", statistics.issue_week, name="issue_week"),
    # what issues are described with
    path("words/", words.word_list, name="issue_words"),
    path("words/ways/", words.word_ways, name="issue_ways"),
    path("labels/", words.label_list, name="issue_labels"),
    path("versions/", words.version_list, name="issue_versions"),
    path("milestones/", words.milestone_list, name="issue_milestones"),
    # code hosts
    path("hooks/", hooks.hook_list, name="hooks"),
    path("hooks/<id:pk>/delete/", hooks.hook_delete, name="hook_delete"),
    path("<id:pk>/references/", hooks.reference_add, name="reference_add"),
    path("references/<id:pk>/remove/", hooks.reference_remove, name="reference_remove"),
    # files
    path("<id:pk>/files/", files.file_attach, name="file_attach"),
    path("files/<id:pk>/", files.file_show, name="file"),
    path("files/<id:pk>/small/", files.file_small, name="file_small"),
    path("files/<id:pk>/remove/", files.file_remove, name="file_remove"),
    path("files/<id:pk>/<str:name>", files.file_bytes, name="file_bytes"),
]
