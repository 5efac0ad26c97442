"""What people fill in about an issue. Fields are named as in `fields.py`, so that mistakes find their place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bailiwick.access import LEVELS, Level
from bailiwick.catalog.fields import ThingField
from bailiwick.catalog.vocabulary import ANY

from .fields import LONGEST_TITLE
from .uploads import FilesField
from .words import Vocabulary

#: What is like it is asked for while one types.
ASKS_FOR_SIMILAR = {
    "hx-get": "/issues/similar/", "hx-trigger": "input changed delay:400ms", "hx-target": "#similar",
    "hx-sync": "this:replace", "autocomplete": "off",
}  # fmt: skip
Choices = list[tuple[Any, Any]]


class ThingsField(ThingField):
    """Several things of the catalog, one on a line or with commas between them."""

    def clean(self, value: Any) -> list[Any]:  # type: ignore[override]  # several of what its parent gives
        names = [name.strip() for name in str(value or "").replace("\n", ",").split(",") if name.strip()]
        if self.required and not names:
            raise ValidationError(self.error_messages["required"])
        found = [super(ThingsField, self).clean(name) for name in names]
        return list(dict.fromkeys(entity for entity in found if entity is not None))


def choices(words: Vocabulary, of: str, kept: str = "", *, empty: str | Promise = "") -> Choices:
    """The words of a field that can be chosen, and the one that an issue has already."""
    first: Choices = [("", empty)] if empty else []
    return first + [(word.slug, word.label) for word in words.of(of).values() if not word.retired or word.slug == kept]


class IssueForm(forms.Form):
    """Filing: what it is about, what happens, where; the rest can be said later."""

    title = forms.CharField(
        label=_("What is it about?"),
        max_length=LONGEST_TITLE,
        help_text=_("A few words that others would search for."),
        widget=forms.TextInput(attrs=ASKS_FOR_SIMILAR),
    )
    body = forms.CharField(
        label=_("What happens, or what would be better?"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("What did you do, what did you expect, what came instead? Markdown works; #12 leads to issue 12."),
    )
    kind = forms.ChoiceField(label=_("What sort of thing is it?"))
    severity = forms.ChoiceField(label=_("How bad is it?"), required=False)
    visibility = forms.TypedChoiceField(label=_("Who may see it"), coerce=int, required=False)

    #: Behind “More”.
    MORE = ("kind", "severity", "visibility")

    def __init__(self, *args: Any, user: Any, words: Vocabulary, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["services"] = ThingsField(
            user, [ANY], label=_("Which service?"), required=False,
            help_text=_("Its name as in the catalog; several with commas. Empty if you do not know."),
        )  # fmt: skip
        self.fields["uploads"] = FilesField()
        self.order_fields(["title", "body", "services", "uploads", *self.MORE])
        self.fields["kind"].choices = choices(words, "kind")  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["severity"].choices = choices(words, "severity", empty=_("not said"))  # type: ignore[attr-defined]  # the same
        self.fields["visibility"].choices = [(int(level), LEVELS[level]) for level in Level if level < Level.SELF]  # type: ignore[attr-defined]  # the same

    def said(self) -> dict[str, Any]:
        """What `create_issue` takes; a form without the fields behind “More” says nothing of them."""
        data = self.cleaned_data
        found = {"title": data["title"], "body": data["body"], "kind": data["kind"]}
        found["services"] = [entity.pk for entity in data["services"]]
        return found | {name: data[name] for name in ("severity", "visibility") if data[name]}
