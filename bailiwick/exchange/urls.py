"""Addresses of imports."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.import_new, name="import_new"),
    path("start/", views.import_start, name="import_start"),
    path("page/", views.import_page, name="import_page"),
    path("<int:pk>/", views.import_show, name="import_show"),
]
