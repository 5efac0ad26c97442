"""The forms around an account."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..api.scopes import SCOPES
from .models import User, handle_validator
from .preferences import time_zones

TOKEN_DAYS = (30, 90, 366)
PASSWORD_HELP = _("At least 10 characters; nothing common, and nothing like your address.")
SCOPE_WORDS = {
    "read": _("read: see what I see"),
    "propose": _("propose: also propose changes"),
    "write": _("write: also change what I may change"),
    "admin": _("admin: also give roles, merge, erase and import, if I may"),
}


class Plain(forms.BaseForm):
    """allauth's forms without its placeholders (a label says it already) and with our one sentence about passwords."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = PASSWORD_HELP if name == "password1" else field.help_text if name == "handle" else ""


class LoginForm(Plain, allauth_forms.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Address and password; the page itself links to the reset."""


class SignupForm(Plain, allauth_forms.SignupForm):  # type: ignore[misc]  # allauth ships no types
    """With the handle that others will see, so that nobody's address becomes their name."""

    field_order = ("email", "handle", "password1")

    handle = forms.CharField(
        label=_("Handle"),
        max_length=40,
        validators=[handle_validator],
        help_text=_("What others see: 1 to 40 lower-case letters, digits and dashes."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )

    def clean_handle(self) -> str:
        """Free, whatever its case."""
        handle = str(self.cleaned_data["handle"])
        if User.objects.filter(handle=handle).exists():
            raise forms.ValidationError(_("This handle is taken."))
        return handle


class ResetForm(Plain, allauth_forms.ResetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The address."""


class ResetKeyForm(Plain, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    """The new password, twice."""


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The old password, and the new one twice."""


class SetPasswordForm(Plain, allauth_forms.SetPasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The first password, twice."""


class AddEmailForm(Plain, allauth_forms.AddEmailForm):  # type: ignore[misc]  # allauth ships no types
    """The new address."""


class PreferencesForm(forms.Form):
    """What the owner of an account chooses."""

    handle = forms.CharField(label=_("Handle"), max_length=40, validators=[handle_validator])
    timezone = forms.CharField(
        label=_("Time zone"),
        max_length=64,
        help_text=_("A name like Europe/Berlin."),
        widget=forms.TextInput(attrs={"list": "time-zones", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [("", _("As my browser says")), *settings.LANGUAGES]
        self.fields["language"] = forms.ChoiceField(label=_("Language"), required=False, choices=languages)

    def clean_timezone(self) -> str:
        """A zone that exists."""
        name = str(self.cleaned_data["timezone"])
        if name not in time_zones():
            raise forms.ValidationError(_("This is no time zone that we know."))
        return name


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(label=_("What it is for"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope, SCOPE_WORDS[scope]) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
        initial=["read"],
    )
    days = forms.TypedChoiceField(
        label=_("Until"),
        coerce=int,
        # Called for each form: the language is that of the reader.
        choices=lambda: [(days, _("%(days)d days") % {"days": days}) for days in TOKEN_DAYS],
        initial=90,
    )


class EraseForm(forms.Form):
    """Typing one's handle is the second thought."""

    handle = forms.CharField(
        label=_("Type your handle to confirm"), widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    with_person = forms.BooleanField(label=_("Also erase what the catalog says about me as a person"), required=False)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if user.person_id is None:
            del self.fields["with_person"]

    def clean_handle(self) -> str:
        """It must be the right one."""
        if self.cleaned_data["handle"] != self.user.handle:
            raise forms.ValidationError(_("This is not your handle."))
        return self.user.handle
