"""The letters this desk writes: rooms name theirs through the table in `panels.py`.

A contributor for the purpose `letters` returns {name: Letter}. The template is plain
text; its first line is `Subject: …`, then an empty line, then the mail.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.utils import get_app_template_dirs
from django.utils import timezone, translation
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..lib.panels import contributors
from .models import Address, Delivery, fold


@dataclass(frozen=True)
class Letter:
    """A kind of mail. `context` makes what the template shows (links with secrets too) when it is sent.

    `allowed` asks once more, just before sending, whether the recipient may see it.
    """

    template: str
    context: Callable[[Delivery], dict[str, Any]] | None = None
    allowed: Callable[[Delivery], bool] | None = None
    expires_in: timedelta = timedelta(days=3)


@cache
def letters() -> dict[str, Letter]:
    """Every letter, by name."""
    return {name: letter for contribute in contributors("letters") for name, letter in contribute().items()}


def compose(delivery: Delivery, letter: Letter) -> tuple[str, str]:
    """(subject, text), in the recipient's language and zone."""
    user = recipient(delivery)
    with (
        translation.override(_language(user, delivery)),
        timezone.override(getattr(user, "timezone", "") or settings.TIME_ZONE),
    ):
        context = letter.context(delivery) if letter.context else delivery.context
        text = (
            _texts()
            .get_template(letter.template)
            .render({"site": settings.SITE_URL, "user": user, "delivery": delivery} | context)
        )
    head, _blank, body = text.partition("\n\n")
    return " ".join(head.removeprefix("Subject:").split()), body.strip("\n") + "\n"


def _language(user: Any, delivery: Delivery) -> str:
    """What the account says, else what whoever has the address wrote in, else the language of the desk."""
    if user is None:
        said = Address.objects.filter(address=fold(delivery.to)).values_list("language", flat=True).first()
    else:
        said = user.language
    return said or settings.LANGUAGE_CODE


def recipient(delivery: Delivery) -> Any:
    """The account it goes to, if it goes to one."""
    return get_user_model()._default_manager.filter(pk=delivery.user_id).first() if delivery.user_id else None


@cache
def _texts() -> Environment:
    """Text templates: nothing is escaped, because nothing is HTML."""
    env = Environment(  # noqa: S701 - plain text mail
        loader=FileSystemLoader([str(folder) for folder in get_app_template_dirs("jinja2")]),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]  # put there by the i18n extension
    return env
