"""What the look itself answers: the choice of appearance and language, and the style guide."""

from __future__ import annotations

from django.urls import URLPattern, path

from . import preferences, views

urlpatterns: list[URLPattern] = [
    path("preferences/", preferences.choose, name="choose"),
    path("style/", views.style, name="style"),
]
