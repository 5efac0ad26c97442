"""What people fill in about the words of a desk; fields are named as the actions take them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bailiwick.catalog.fields import ThingField
from bailiwick.catalog.vocabulary import ANY

from .models import Hook, Word
from .words import Vocabulary


class HookForm(forms.Form):
    """A code host."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("The repository, so that others know it."))
    forge = forms.ChoiceField(label=_("Host"), choices=Hook.Forge.choices)

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["service"] = ThingField(user, [ANY], required=False, label=_("Speaks for the service"))
        self.fields["service"].help_text = _("Empty: for every issue, which only coordinators of everything may allow.")


class WordForm(forms.Form):
    """A word of a field; what issues rest on is asked for once."""

    of = forms.ChoiceField(label=_("A word for"), choices=Word.Of.choices)
    slug = forms.CharField(label=_("Short name"), max_length=32, help_text=_("As it is typed in a query line."))
    name = forms.CharField(label=_("Name"), max_length=80)
    description = forms.CharField(label=_("What it means"), max_length=300, required=False)
    closes = forms.BooleanField(label=_("Of a status: nothing more is to be done in it"), required=False)
    retired = forms.BooleanField(label=_("No longer offered"), required=False)
    ONCE = ("of", "slug", "closes")


class WaysForm(forms.Form):
    """Where an issue may go from a status."""

    kind = forms.ChoiceField(label=_("Issues of the kind"), required=False)
    before = forms.ChoiceField(label=_("From"))
    after = forms.MultipleChoiceField(label=_("To"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, words: Vocabulary, **more: Any) -> None:
        super().__init__(*args, **more)
        status = [(slug, word.label) for slug, word in words.of("status").items()]
        kinds = [(slug, word.label) for slug, word in words.of("kind").items()]
        self.fields["before"].choices = self.fields["after"].choices = status  # type: ignore[attr-defined]  # ChoiceFields
        self.fields["kind"].choices = [("", _("any")), *kinds]  # type: ignore[attr-defined]  # a field of choices


class Placed(forms.Form):
    """Something that may belong to a service."""

    ONCE: tuple[str, ...] = ("service",)

    def __init__(self, *args: Any, user: Any, needed: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["service"] = ThingField(user, [ANY], required=needed, label=_("Of the service"))
        if not needed:
            self.fields["service"].help_text = _("Empty: for the whole desk.")


class LabelForm(Placed):
    """A label."""

    ONCE = ("service", "slug")
    slug = forms.CharField(label=_("Label"), max_length=50)
    description = forms.CharField(label=_("What it means"), max_length=300, required=False)
    colour = forms.CharField(
        label=_("Colour"), max_length=7, required=False, widget=forms.TextInput(attrs={"type": "color"})
    )
    group = forms.CharField(
        label=_("Group"), max_length=50, required=False, help_text=_("Of one group an issue has one label at most.")
    )
    retired = forms.BooleanField(label=_("No longer offered"), required=False)


class VersionForm(Placed):
    """A version."""

    name = forms.CharField(label=_("Version"), max_length=80)
    released_on = forms.DateField(
        label=_("Released on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    retired = forms.BooleanField(label=_("No longer offered"), required=False)


class MilestoneForm(Placed):
    """A milestone."""

    name = forms.CharField(label=_("Milestone"), max_length=120)
    description = forms.CharField(label=_("What it is about"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    due_on = forms.DateField(
        label=pgettext_lazy("a day", "By"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    closed = forms.BooleanField(label=_("Reached"), required=False)
