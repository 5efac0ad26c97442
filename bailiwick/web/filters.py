"""Template filters: dates people can read, text that is safe, numbers with their separators."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from bailiwick.lib.languages import once_per_language
from bailiwick.lib.links import safe_url
from bailiwick.lib.markdown import to_html
from bailiwick.lib.relative import relative


def ago(time: date | datetime | None, *, short: bool = False, focus: bool = True) -> Markup:
    """A <time>: relative in words, exact on hover and focus.

    `focus=False` inside a link, a button or a summary, which have the focus themselves.
    """
    return _ago(time, *moment(), get_language(), short, focus) if time is not None else Markup("")


def moment() -> tuple[int, str]:
    """What a relative time depends on besides itself: the minute and the reader's zone."""
    return int(timezone.now().timestamp()) // 60, timezone.get_current_timezone_name()


@lru_cache(maxsize=10_000)
def _ago(moment: date | datetime, minute: int, zone: str, language: str | None, short: bool, focus: bool) -> Markup:
    """The same for everybody who looks within a minute: a list has fifty, 0.1 ms each."""
    words, title, tab = escape(relative(moment, short=short)), escape(exact(moment)), ' tabindex="0"' if focus else ""
    # Words and title are escaped above; the rest is ours.
    return Markup(f'<time class="ago" datetime="{machine(moment)}" title="{title}"{tab}>{words}</time>')  # noqa: S704 - ours


def day(moment: date | datetime | None, *, short: bool = False) -> Markup:
    """A <time> with the day written out: 1 March 2019."""
    if moment is None:
        return Markup("")
    return Markup('<time datetime="%s">%s</time>') % (machine(moment), written(moment, short=short))


def written(moment: date | datetime, *, short: bool = False) -> str:
    """The day in the reader's language and zone, never 3/4/2019."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    return _written(moment, short)


@once_per_language
def _written(moment: date, short: bool) -> str:
    # Translators: Django's date format of a day, as in “1 March 2019”, and short, as in “1 Mar 2019”.
    return date_format(moment, _("j M Y") if short else _("j F Y"))


def exact(moment: date | datetime) -> str:
    """The day, with time and zone where there is one."""
    if not isinstance(moment, datetime):
        return written(moment)
    local = timezone.localtime(moment)
    return f"{_written(local.date(), False)}, {local:%H:%M} {local.tzname()}"


def month(moment: date) -> str:
    """The month by its short name, and January with its year."""
    return date_format(moment, "M Y" if moment.month == 1 else "M")


def lasting(span: timedelta | None) -> str:
    """How long something takes, in its largest unit: 3 hours, 12 days; a dash for nothing."""
    if span is None:
        return "–"
    seconds = span.total_seconds()
    if seconds < 60:
        return _("less than a minute")
    if seconds < 2 * 3600:
        return ngettext("%(num)s minute", "%(num)s minutes", round(seconds / 60)) % {"num": round(seconds / 60)}
    if seconds < 2 * 86400:
        return ngettext("%(num)s hour", "%(num)s hours", round(seconds / 3600)) % {"num": round(seconds / 3600)}
    return ngettext("%(num)s day", "%(num)s days", round(seconds / 86400)) % {"num": round(seconds / 86400)}


def machine(moment: date | datetime) -> str:
    """The `datetime` attribute: ISO, in UTC."""
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return moment.isoformat()


def md(text: str | None) -> Markup:
    """Markdown as safe HTML, in the measure of prose."""
    return Markup('<div class="prose">{}</div>').format(Markup(to_html(text or "")))  # noqa: S704  (cleaned by nh3)


def number(value: Any, places: int | None = None) -> str:
    """With the separators of the reader's language; a dash for nothing."""
    if isinstance(value, int) and -1000 < value < 1000:
        return str(value)
    return "–" if value is None else number_format(value, places, force_grouping=True)


def linked(things: Sequence[Any], most: int | None = None) -> Markup:
    """The names of the first of these as links to their pages, with commas."""
    return Markup(", ".join([_link(each.url, each.name) for each in things[:most]]))  # noqa: S704  (each is escaped)


@lru_cache(maxsize=4096)
def _link(url: str, name: str) -> Markup:
    return Markup('<a href="%s">%s</a>') % (url, name)


def named(things: Sequence[Any], most: int | None = None) -> str:
    """The names of the first of these, with commas."""
    return ", ".join(each.name for each in things[:most])


def outlink(address: str, label: str = "") -> Markup:
    """A link if it leads to http, https or mailto; otherwise the text alone."""
    text = label or address.removeprefix("https://").removeprefix("mailto:").rstrip("/")
    target = safe_url(address)
    if not target:
        return escape(label or address)
    return Markup('<a href="%s" rel="noopener nofollow">%s</a>') % (target, text)


FILTERS: dict[str, Callable[..., Any]] = {
    "ago": ago,
    "day": day,
    "lasting": lasting,
    "linked": linked,
    "md": md,
    "month": month,
    "named": named,
    "number": number,
    "outlink": outlink,
    "relative": relative,
    "safe_url": safe_url,
    "written": written,
}
