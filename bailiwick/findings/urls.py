"""Addresses of this room."""

from django.urls import path

from bailiwick.catalog import urls as _converters  # noqa: F401 - ids that a database can hold

from . import views

urlpatterns = [
    path("", views.finding_list, name="findings"),
    path("<id:pk>/", views.finding_show, name="finding"),
    path("<id:pk>/settle/", views.finding_settle, name="finding_settle"),
    path("<id:pk>/reopen/", views.finding_reopen, name="finding_reopen"),
    path("<id:pk>/assign/", views.finding_assign, name="finding_assign"),
]
