"""The form with which a reviewer says what a line of a document really says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from bailiwick.lib.statements import Statement, Thing

from . import resolve
from .fields import MISSING, NameField, ThingField
from .forms import StatementForm, kinds_of, new_kind_field
from .models import Entity, State
from .plain import STATES
from .vocabulary import Predicate

#: What a document brings with it counts as there, though the catalog has it only once that is applied.
NOT_NEW = gettext_lazy("no, the catalog has it, or this document brings it")


class BroughtField(ThingField):
    """Something of the catalog, or something that the document under review brings with it."""

    def clean(self, value: Any) -> Thing | None:  # type: ignore[override]  # what does not exist yet is no entity
        text = forms.CharField.clean(self, value)
        if not text:
            return None
        try:
            found = super().clean(text)
        except ValidationError:
            if thing := resolve.pending(self.user, text, self.kinds):
                return thing
            raise
        return Thing(found.kind, found.slug, found.slug) if found else None


class WordingForm(StatementForm):
    """Of whom, what, and in which detail. What the catalog does not have can be named as new."""

    def __init__(self, *args: Any, user: Any, predicate: Predicate, **more: Any):
        super().__init__(*args, user=user, entity=Entity(), predicate=predicate, **more)
        for name in ("message", "since", "until", "visibility"):
            self.fields.pop(name, None)
        self._take_subject(user, kinds_of(predicate.subject_kinds))
        if predicate.is_relation:
            self._take_things(user, predicate)
        self.order_fields(["subject", "new_subject", "what", "new_kind"])

    def _take_subject(self, user: Any, kinds: Sequence[str]) -> None:
        label = gettext_lazy("About")
        new = self.data.get("new_subject") in kinds
        self.fields["subject"] = NameField(label=label) if new else BroughtField(user, kinds, label=label)
        self.fields["new_subject"] = new_kind_field(kinds, NOT_NEW)
        # Two questions of one form need two names, for whoever hears it read out.
        self.fields["new_subject"].label = gettext_lazy("Is what it is about new?")

    def _take_things(self, user: Any, predicate: Predicate) -> None:
        what, kinds = self.fields["what"], predicate.object_kinds
        self.fields["what"] = BroughtField(
            user, kinds, label=what.label, required=what.required, help_text=what.help_text
        )
        named = kinds_of(kinds)
        self.fields["new_kind"] = new_kind_field(named, NOT_NEW)
        if self.data.get("new_kind") in named:
            self.fields["what"] = NameField(label=what.label, required=what.required)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = forms.Form.clean(self) or {}
        if self.has_error("subject", MISSING):
            self._point_to_new("subject", "new_subject", self.predicate.subject_kinds)
        if self.has_error("what", MISSING):
            self._point_to_new("what", "new_kind", self.predicate.object_kinds)
        if data.get("state") not in (None, "", "0"):
            data["what"] = None
        elif data.get("new_kind") and data.get("what"):
            data["what"] = Thing(data["new_kind"], data["what"])
        elif isinstance(data.get("what"), str):
            data["what"] = self._value(data["what"])
        if data.get("new_subject") and data.get("subject"):
            data["subject"] = Thing(data["new_subject"], data["subject"].strip())
        return data

    @property
    def statement(self) -> Statement:
        """What was filled in, as a document would say it."""
        data = self.cleaned_data
        said = data["what"]
        thing, value = (said, None) if self.predicate.is_relation else (None, said)
        details = {name: data[name] for name in self.predicate.qualifiers if data.get(name)}
        state = STATES[State(int(data.get("state") or 0))]
        return Statement(data["subject"], self.predicate.name, thing, value, state, details)
