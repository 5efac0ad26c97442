"""The template environment: what every page of ours can use besides its own context."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup

from bailiwick import __version__

from . import filters
from .here import filtered, here, kept, sort_column
from .marks import MARKS, known, mark, saying, shape
from .navigation import OWN_PLACES, PLACES, is_current
from .preferences import theme_of
from .texts import counted, once, once_large, translated


def environment(**options: Any) -> Environment:
    """The Jinja2 environment that settings name for Django's engine."""
    options.setdefault("bytecode_cache", bytecode_cache())
    env = Environment(  # noqa: S701  (Django's engine passes autoescape=True; a test shows it)
        **options | {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True},
        finalize=settled,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]  # put there by the i18n extension
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals |= GLOBALS | {"_": translated, "ngettext": counted, "static": cache(static)}
    env.filters.update(filters.FILTERS)
    return env


def settled(value: Any) -> Any:
    """A lazy text as what it is: Django's help texts are safe markup behind a proxy that hides it."""
    return str(value) if isinstance(value, Promise) else value


def bytecode_cache() -> FileSystemBytecodeCache | None:
    """Compiled templates rest beside the data, so a restart does not compile them again."""
    folder = Path(settings.DATA) / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a view, as `{% url %}` would say it."""
    return _address(settings.ROOT_URLCONF, name, *args, **kwargs)


def maybe_url(name: str, *args: Any) -> str:
    """The address of a view that this desk may not have (sign-up can be closed), or nothing."""
    try:
        return _address(settings.ROOT_URLCONF, name, *args)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=500)
def _address(urlconf: str, name: str, *args: Any, **kwargs: Any) -> str:
    """Django puts an address together anew each time: 40 µs, eight times on a page."""
    return reverse(name, urlconf, args=args or None, kwargs=kwargs or None)


@pass_context
def csrf(context: Context) -> Markup:
    """The hidden field that every POST form carries; forms of one page share it (masking it anew costs 60 µs)."""
    request = context["request"]
    if not hasattr(request, "_csrf_field"):
        request._csrf_field = Markup(context["csrf_input"])  # noqa: S704  (made by Django, already escaped)
    return request._csrf_field  # type: ignore[no-any-return]  # put there one line above


def languages() -> list[tuple[str, str]]:
    """(code, its own name) of the languages offered."""
    return [(code, translation.get_language_info(code)["name_local"].capitalize()) for code, _ in settings.LANGUAGES]


GLOBALS: dict[str, Any] = {
    "csrf": csrf,
    "file_megabytes": settings.FILE_MAX // 1024**2,
    "filtered": filtered,
    "get_messages": get_messages,
    "here": here,
    "is_current": is_current,
    "kept": kept,
    "language": translation.get_language,
    "languages": languages,
    "make_known": known,
    "make_mark": mark,
    "make_saying": saying,
    "make_shape": shape,
    "marks": MARKS,
    "maybe_url": maybe_url,
    "once": once,
    "once_large": once_large,
    "own_places": OWN_PLACES,
    "places": PLACES,
    "sort_column": sort_column,
    "theme_of": theme_of,
    "today": timezone.localdate,
    "url": url,
    "version": __version__,
}
