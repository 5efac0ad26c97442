"""Fields of the catalog's forms: dates as people write them, things by name or address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import resolve
from .models import Entity
from .spelling import LONGEST_NAME, name_fault
from .vocabulary import ANY, KINDS
from .when import blur_of

#: The code of the mistake that the catalog has no such thing.
MISSING = "missing"


@dataclass(frozen=True)
class Blur:
    """A date as somebody knows it: it lies in (earliest, latest]."""

    earliest: date
    latest: date


class NameField(forms.CharField):
    """What something new is to be called."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, **more)

    def clean(self, value: Any) -> str:
        name = str(super().clean(value)).strip()
        if name and (fault := name_fault(name)):
            raise ValidationError(fault)
        return name


class BlurField(forms.CharField):
    """`2014`, `2014-10` or `2014-10-01`: exactly as much as is known."""

    def __init__(self, **more: Any) -> None:
        more.setdefault("help_text", gettext_lazy("As exactly as you know it: 2014, 2014-10 or 2014-10-01."))
        super().__init__(max_length=10, **more)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "placeholder": "2014-10-01"}

    def clean(self, value: Any) -> Blur | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return Blur(*blur_of(text))
        except ValueError as error:
            raise ValidationError(str(error)) from None


class DayField(BlurField):
    """The same, as the one day that it stands for: its last."""

    def clean(self, value: Any) -> date | None:  # type: ignore[override]  # a day is what is left of a blur
        blur = super().clean(value)
        return blur.latest if blur else None


class ThingField(forms.CharField):
    """Something of the catalog, by its name or as `kind/address`. The reader finds only what they may see."""

    def __init__(self, user: Any, kinds: Sequence[str], **more: Any) -> None:
        self.user, self.kinds = user, kinds
        super().__init__(max_length=300, **more)
        self.widget.attrs |= {"data-things": " ".join(kinds), "autocomplete": "off"}

    def clean(self, value: Any) -> Entity | None:
        text = super().clean(value)
        if not text:
            return None
        found = [row for row in resolve.candidates(self.user, text) if ANY in self.kinds or row.kind in self.kinds]
        if not found:
            raise ValidationError(
                _("The catalog has no %(kinds)s called “%(name)s”. Add it first, or choose another.")
                % {"kinds": kind_words(self.kinds), "name": text},
                code=MISSING,
            )
        if len(found) > 1:
            several = ", ".join(f"{row.kind}/{row.slug}" for row in found[:5])
            raise ValidationError(
                _("“%(name)s” can be several things; write one of %(several)s.") % {"name": text, "several": several}
            )
        entity = resolve.visible(self.user, f"{found[0].kind}/{found[0].slug}")
        if entity is None:
            raise ValidationError(_("Somebody changed this meanwhile; look again."))
        return entity


def kind_words(kinds: Sequence[str]) -> str:
    """Which kinds of thing, in words."""
    if ANY in kinds:
        return _("entry")
    labels = [str(KINDS[kind].label) for kind in kinds]
    return (
        labels[0]
        if len(labels) == 1
        else _("%(first)s or %(last)s") % {"first": ", ".join(labels[:-1]), "last": labels[-1]}
    )
