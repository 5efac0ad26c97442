"""What somebody fills in who reports a problem with a page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .fields import LONGEST_TITLE
from .forms import ASKS_FOR_SIMILAR
from .uploads import FilesField


class ReportForm(forms.Form):
    """Three questions, files, and for somebody without an account a mail address."""

    title = forms.CharField(
        label=_("In a few words: what is wrong?"),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs=ASKS_FOR_SIMILAR),
        help_text=_("While you type, you see whether somebody said it already."),
    )
    happened = forms.CharField(
        label=_("What happened, and what should have happened?"),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    again = forms.CharField(
        label=_("How can somebody else see it?"),
        max_length=20_000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Steps, the time, the browser: whatever helps."),
    )
    uploads = FilesField()
    mail = forms.EmailField(
        label=_("Your mail address"),
        max_length=254,
        help_text=_("It gets a link that confirms the report, and answers. Nobody sees it."),
    )

    def __init__(self, *args: Any, anonymous: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not anonymous:
            del self.fields["mail"]


class AnswerForm(forms.Form):
    """An answer through the link."""

    body = forms.CharField(
        label=_("Your answer"), max_length=100_000, strip=False, widget=forms.Textarea(attrs={"rows": 6})
    )


class ElsewhereForm(forms.Form):
    """Where the problem was filed over there."""

    url = forms.URLField(label=_("Its address there"), max_length=1000, assume_scheme="https")
