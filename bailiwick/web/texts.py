"""The texts of templates: `_("…")` looks each up once per language and keeps it ready as markup.

Jinja's own passes through the context three times and looks up anew: 13 µs for each of the sixty texts of a page.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup

from bailiwick.lib.languages import once_per_language


def translated(text: str, /, **values: Any) -> Markup:
    """`_("… %(name)s …", name=…)` in a template: the text is ours, so it is markup; the values are escaped."""
    return _with_places(text) % values if values else _whole(text)


@once_per_language
def _with_places(text: str) -> Markup:
    return Markup(gettext(text))  # noqa: S704  (templates and translations are ours)


@once_per_language
def _whole(text: str) -> Markup:
    """As Jinja has it, `%%` is a per cent sign also where nothing is filled in."""
    return _with_places(text) % {}
