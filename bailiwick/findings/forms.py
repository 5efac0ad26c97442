"""What people fill in about a finding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bailiwick.accounts.models import User
from bailiwick.catalog.fields import ThingField
from bailiwick.catalog.models import Entity


class AssignForm(forms.Form):
    """Whose it is from now on: the handle of an account, or a team; empty: nobody's."""

    to = forms.CharField(
        label=gettext_lazy("Assign to"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("The handle of an account, or a team by its name or as team/address. Empty: nobody."),
        widget=forms.TextInput(attrs={"data-things": "team", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user

    def clean_to(self) -> User | Entity | None:
        text = str(self.cleaned_data["to"]).strip()
        if not text:
            return None
        account = User.objects.filter(handle=text.lower(), kind=User.Kind.PERSON, is_active=True).first()
        if account is not None:
            return account
        try:
            return ThingField(self.user, ["team"]).clean(text)
        except ValidationError:
            raise ValidationError(self._nobody(text)) from None

    def _nobody(self, text: str) -> str:
        """Who is somebody of the catalog need not have an account, and which it is, not everybody may know."""
        try:
            ThingField(self.user, ["person"]).clean(text)
        except ValidationError:
            return _("There is no account and no team called “%(name)s”.") % {"name": text}
        return _("“%(name)s” is a person of the catalog. Write the handle of their account.") % {"name": text}
