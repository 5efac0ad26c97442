"""Small things that several pages share."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from django.template import engines
from markupsafe import Markup

from bailiwick.lib.panels import Panel


def drawn(request: HttpRequest, panels: Iterable[Panel]) -> list[Markup]:
    """Other rooms' panels as HTML, each from a template of its own room."""
    engine = engines["jinja2"]
    return [Markup(engine.get_template(panel.template).render(panel.context, request)) for panel in panels]  # noqa: S704  (made by our own templates, which escape)
