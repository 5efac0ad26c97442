"""Addresses below `/report/`."""

from __future__ import annotations

from django.urls import path

from bailiwick.catalog import urls as _converters  # noqa: F401 - ids that a database can hold

from .views import report

urlpatterns = [
    path("", report.report, name="report"),
    path("elsewhere/<id:pk>/", report.report_elsewhere, name="report_elsewhere"),
    path("mine/<str:token>/", report.report_mine, name="report_mine"),
    path("mine/<str:token>/confirm/", report.report_confirm, name="report_confirm"),
    path("mine/<str:token>/answer/", report.report_answer, name="report_answer"),
    path("mine/<str:token>/elsewhere/", report.report_taken, name="report_taken"),
]
