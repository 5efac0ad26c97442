"""How a view answers with a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The template as a response. Only our own engine is asked, so a page of another's never slips in unstyled."""
    page = engines["jinja2"].get_template(template)
    return HttpResponse(page.render(dict(context or {}), request), status=status)
