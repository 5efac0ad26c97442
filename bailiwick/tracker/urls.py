"""Addresses of this room, below `/issues/`."""

from __future__ import annotations

from django.urls import URLPattern

from bailiwick.catalog import urls as _converters  # noqa: F401 - ids that a database can hold

urlpatterns: list[URLPattern] = []
