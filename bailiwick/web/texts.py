"""What templates say again and again: texts, and small parts of pages, put into words once per language.

Jinja's own `_("…")` passes through the context three times and looks up anew: 13 µs for each of a page's sixty texts.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.utils.translation import gettext, ngettext
from jinja2.runtime import Macro
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


def counted(singular: str, plural: str, number: int, /, **values: Any) -> Markup:
    """`ngettext("%(num)s list", "%(num)s lists", n)` in a template."""
    return _counted(singular, plural, number) % {"num": number, **values}


@once_per_language
def _counted(singular: str, plural: str, number: int) -> Markup:
    return Markup(ngettext(singular, plural, number))  # noqa: S704  (as above)


def _made(macro: Macro, *values: Hashable) -> Markup:
    """`once(line, row)` in a template: what the macro makes of these values, remembered.

    For macros that look at nothing but their values. A line of a list takes 60 µs to make and 4 to remember.
    """
    return Markup(macro(*values))  # noqa: S704  (the macro escapes)


once = once_per_language(_made)
#: The same for parts of pages that are large, or seldom the same: fewer are remembered.
once_large = once_per_language(_made, most=200)
