"""What people fill in. A form checks shapes and finds things; what may be done is the action's to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bailiwick.access import LEVELS, viewer
from bailiwick.accounts.models import User

from .actions.edits import SLUG, check_value, completed
from .drafts import Add, New
from .errors import Refused
from .fields import MISSING, Blur, BlurField, NameField, ThingField, kind_words
from .models import Entity, State
from .vocabulary import ANY, FORMS, INTENTS, KINDS, Predicate
from .when import BEGINNING, FOREVER, Span
from .words import choice, first_up


class MessageForm(forms.Form):
    """Every change can say why."""

    message = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=2_000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("One sentence for whoever reads the history, and where you know it from."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.order_fields([name for name in self.fields if name != "message"] + ["message"])

    @property
    def why(self) -> str:
        """The reason, once the form is clean."""
        return str(self.cleaned_data.get("message", ""))


def _levels(user: Any, entity: Entity | None) -> list[tuple[int, Any]]:
    """The classes somebody may choose: those they can read themselves."""
    most = viewer(user).level(entity.pk if entity else None)
    return [(int(level), label) for level, label in LEVELS.items() if level <= min(int(most), 3)]


class StatementForm(MessageForm):
    """The right side of a statement: a thing or a value, or that it is not known or none, and the details."""

    def __init__(self, *args: Any, user: Any, entity: Entity, predicate: Predicate, **more: Any) -> None:
        self.user, self.entity, self.predicate = user, entity, predicate
        super().__init__(*args, **more)
        self.fields["what"] = _what_field(user, predicate)
        if predicate.is_relation and self.data.get("new_kind") in kinds_of(predicate.object_kinds):
            self.fields["what"] = NameField(label=first_up(predicate.label))
            self._offer_new_page()
        # What is not known, or none, has no value.
        self.fields["what"].required = self.data.get("state", "0") in ("", "0")
        self.fields["state"] = _state_field()
        for name in predicate.qualifiers:
            self.fields[name] = _qualifier_field(name)
        self.fields["since"] = BlurField(label=gettext_lazy("Since"), required=False)
        self.fields["until"] = BlurField(
            label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Only if it is over.")
        )
        levels = _levels(user, entity)
        if len(levels) > 2:
            self.fields["visibility"] = forms.TypedChoiceField(
                label=gettext_lazy("Who may see it"),
                choices=levels,
                coerce=int,
                initial=predicate.visibility,
            )
        self.order_fields([*(name for name in self.fields if name != "message"), "message"])

    def _offer_new_page(self) -> None:
        """What the catalog does not have is made by the same form."""
        kinds = kinds_of(self.predicate.object_kinds)
        self.fields["new_kind"] = new_kind_field(kinds, gettext_lazy("no, I meant another name"))
        self.order_fields(["subject", "what", "new_kind"])

    def _point_to_new(self, name: str, question: str, kinds: Sequence[str]) -> None:
        """What the catalog does not have is not to be added elsewhere first: a question of this form makes a page."""
        del self.errors[name]
        text = _("The catalog has no %(kinds)s called “%(name)s”. If it is new, say so below: “%(question)s”")
        said = {"kinds": kind_words(kinds), "name": self.data.get(name, "").strip()}
        self.add_error(name, text % (said | {"question": self.fields[question].label}))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.has_error("what", MISSING):
            self._offer_new_page()
            self._point_to_new("what", "new_kind", self.predicate.object_kinds)
        if data.get("state") != "0":
            data["what"] = None
        elif data.get("new_kind") and data.get("what"):
            data["what"] = New(data["new_kind"], data["what"].strip())
        elif isinstance(data.get("what"), str):
            data["what"] = self._value(data["what"])
        since, until = data.get("since"), data.get("until")
        if since and until and since.latest > until.latest:
            self.add_error("until", _("It cannot end before it began."))
        return data

    def _value(self, typed: str) -> str:
        value = completed(self.predicate, typed)
        try:
            check_value(self.predicate, value)
        except Refused as error:
            self.add_error("what", str(error))
        return value

    @property
    def draft(self) -> Add:
        """What was filled in, as an edit."""
        data = self.cleaned_data
        said = data["what"]
        thing, value = (said, None) if self.predicate.is_relation else (None, said)
        details = {name: data[name] for name in self.predicate.qualifiers if data.get(name)}
        state = State(int(data.get("state") or 0))
        return Add(
            self.entity, self.predicate.name, thing, value, state, details,
            visibility=data.get("visibility"), span=span_of(data.get("since"), data.get("until")),
        )  # fmt: skip


def kinds_of(kinds: Sequence[str]) -> list[str]:
    """Names of the kinds that a predicate takes; all of them where it takes any."""
    return sorted(KINDS) if ANY in kinds else list(kinds)


def new_kind_field(kinds: Sequence[str], no: Any) -> forms.ChoiceField:
    """Whether a page is to be made, and of which kind."""
    return forms.ChoiceField(
        label=gettext_lazy("Is it new?"), required=False,
        choices=[("", no), *((kind, KINDS[kind].label) for kind in kinds)],
        help_text=gettext_lazy("Choose what it is, and a page is made for the name above."),
    )  # fmt: skip


def span_of(since: Blur | None, until: Blur | None) -> Span:
    """When it held, by what somebody knows."""
    first = (since.earliest, since.latest) if since else (BEGINNING, BEGINNING)
    last = (max(until.earliest, first[0]), until.latest) if until else (FOREVER, FOREVER)
    return Span(*first, *last)


def _what_field(user: Any, predicate: Predicate) -> forms.Field:
    label = first_up(predicate.label)
    if predicate.is_relation:
        help_text = _("Its name, or its address as kind/name.")
        return ThingField(user, predicate.object_kinds, label=label, required=False, help_text=help_text)
    if predicate.value_type == "choice":
        return forms.ChoiceField(
            label=label, required=False, choices=[("", "–"), *((each, choice(each)) for each in predicate.choices)]
        )
    if predicate.name in ("purpose", "responsibilities", "status_note", "provides"):
        return forms.CharField(label=label, required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}))
    help_text = {"url": _("www.example.org or https://www.example.org"), "date": _("2014, 2014-10 or 2014-10-01")}.get(
        predicate.value_type or "", ""
    )
    return forms.CharField(label=label, required=False, max_length=10_000, help_text=help_text)


def _state_field() -> forms.Field:
    states = [("0", _("it is this")), ("1", _("it is not known")), ("2", _("there is none"))]
    return forms.ChoiceField(label=gettext_lazy("Or rather"), choices=states, initial="0")


def _qualifier_field(name: str) -> forms.Field:
    choices: dict[str, list[tuple[str, Any]]] = {
        "intent": [(key, label) for key, label in INTENTS.items()],
        "form": [(key, choice(key)) for key in FORMS],
    }
    labels = {
        "intent": gettext_lazy("For what"),
        "form": gettext_lazy("In which form"),
        "role": gettext_lazy("As what"),
    }
    if name in choices:
        return forms.ChoiceField(label=labels[name], choices=[("", "–"), *choices[name]], required=False)
    return forms.CharField(label=labels.get(name, name), required=False, max_length=100)


class EndForm(MessageForm):
    """It was so, and is no longer."""

    on = BlurField(label=gettext_lazy("Until"))
    not_before = BlurField(
        label=gettext_lazy("Surely still so on"), required=False,
        help_text=gettext_lazy("If you know only between which days it ended: the last day on which it was surely so."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        on, before = data.get("on"), data.get("not_before")
        if on and before and before.latest > on.latest:
            self.add_error("not_before", _("This is after the day it ended."))
        return data


class EntityForm(MessageForm):
    """A page for something new."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"), choices=[(kind.name, kind.label) for kind in KINDS.values()]
    )
    name = NameField(label=gettext_lazy("Name"), help_text=gettext_lazy("As people say it."))
    slug = forms.CharField(
        label=gettext_lazy("Address"), max_length=200, required=False,
        help_text=gettext_lazy("The last part of its address here; made from the name if you leave it empty."),
    )  # fmt: skip

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).strip()
        if slug and not SLUG.fullmatch(slug):
            raise ValidationError(_("An address has letters, digits, dots and dashes only."))
        return slug


class RenameForm(MessageForm):
    """What it is called."""

    name = NameField(label=gettext_lazy("Name"))
    on = BlurField(
        label=gettext_lazy("Since"), required=False, help_text=gettext_lazy("Empty: it was always called so.")
    )


class AliasForm(MessageForm):
    """What else it is called."""

    scheme = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[
            ("aka", gettext_lazy("another name or spelling")),
            ("account", gettext_lazy("a handle elsewhere")),
            ("mail", gettext_lazy("a mail address")),
        ],
    )
    value = NameField(label=gettext_lazy("Also known as"))


class MergeForm(MessageForm):
    """Which page stays."""

    def __init__(self, *args: Any, user: Any, entity: Entity, **more: Any) -> None:
        super().__init__(*args, **more)
        label = gettext_lazy("The page that stays")
        self.fields["into"] = ThingField(
            user,
            [entity.kind],
            label=label,
            help_text=_("Everything said here is said there then, and this address leads there."),
        )
        self.order_fields(["into", "message"])


class SplitForm(MessageForm):
    """What belongs to the other thing."""

    name = NameField(label=gettext_lazy("Name of the new page"))
    slug = forms.CharField(
        label=gettext_lazy("Its address"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Made from the name if you leave it empty."),
    )

    def __init__(self, *args: Any, entity: Entity, facts: list[tuple[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        kinds = [(kind.name, kind.label) for kind in KINDS.values()]
        self.fields["kind"] = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=kinds, initial=entity.kind)
        self.fields["facts"] = forms.MultipleChoiceField(
            label=gettext_lazy("What belongs to it"), choices=facts, widget=forms.CheckboxSelectMultiple
        )
        self.order_fields(["name", "kind", "slug", "facts", "message"])


class VisibilityForm(MessageForm):
    """Who may see the page at all."""

    def __init__(self, *args: Any, user: Any, entity: Entity, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["visibility"] = forms.TypedChoiceField(
            label=gettext_lazy("Who may see it"), choices=_levels(user, entity), coerce=int
        )
        self.order_fields(["visibility", "message"])


class RoleForm(forms.Form):
    """A role on a part, for a person or a team."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[
            ("Developer", gettext_lazy("Developer: may change what is said here")),
            ("Coordinator", gettext_lazy("Coordinator: may also give roles here")),
        ],
    )
    ends = BlurField(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Empty: until somebody takes it back.")
    )

    def __init__(self, *args: Any, user: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["holder"] = ThingField(user, ["person", "team"], label=gettext_lazy("Person or team"))
        self.order_fields(["holder", "role", "ends"])

    def clean_ends(self) -> Blur | None:
        ends: Blur | None = self.cleaned_data["ends"]
        if ends is not None and ends.latest < timezone.now().date():
            raise ValidationError(_("This day has passed already."))
        return ends


class AccountForm(forms.Form):
    """Whose account it is."""

    handle = forms.CharField(
        label=gettext_lazy("Handle of the account"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Empty: no account is theirs."),
    )

    def clean_handle(self) -> User | None:
        handle = str(self.cleaned_data["handle"]).strip().lower()
        found = User.objects.filter(handle=handle, kind=User.Kind.PERSON).first() if handle else None
        if handle and found is None:
            raise ValidationError(_("There is no account “%(handle)s”.") % {"handle": handle})
        return found
