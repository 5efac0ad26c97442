"""The living style guide: every part of the look on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from .pages import render
from .specimens import specimens


def style(request: HttpRequest) -> HttpResponse:
    """Not in the navigation; developers and the accessibility test read it."""
    return render(request, "web/style.html", specimens())
