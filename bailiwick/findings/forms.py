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
        help_text=gettext_lazy("The handle of an account, or a team. Empty: nobody."),
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
            raise ValidationError(_("There is no account and no team called “%(name)s”.") % {"name": text}) from None
