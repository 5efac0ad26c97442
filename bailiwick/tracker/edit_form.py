"""All fields of an issue in one form: those that its reader may change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bailiwick.access import LEVELS, Level, can
from bailiwick.accounts.models import User
from bailiwick.catalog.fields import ThingField
from bailiwick.catalog.queries.names import Named, names
from bailiwick.catalog.vocabulary import ANY

from .belonging import places
from .fields import FIELDS, LONGEST_TITLE, Value
from .forms import ThingsField, choices
from .models import Affected, Issue, Label, Milestone, Version
from .queries.people import account_called
from .words import Vocabulary, ways_on

STATES = [*Affected.State.choices, ("", gettext_lazy("take it off"))]


class AccountField(forms.CharField):
    """An account by its handle; its value is a number."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=41, required=False, help_text=gettext_lazy("A handle. Empty: nobody."), **more)

    def prepare_value(self, value: Any) -> Any:
        return User.objects.filter(pk=value).values_list("handle", flat=True).first() if type(value) is int else value

    def clean(self, value: Any) -> int | None:
        handle = str(super().clean(value) or "")
        if not handle:
            return None
        found = account_called(handle)
        if found is None:
            raise ValidationError(_("There is no account called “%(name)s”.") % {"name": handle})
        return found.pk


class Boxes(forms.TypedMultipleChoiceField):
    """Several of what is offered, with a box for each; its value is a list of numbers."""

    def __init__(self, **more: Any) -> None:
        super().__init__(coerce=int, required=False, empty_value=[], widget=forms.CheckboxSelectMultiple, **more)


class EditForm(forms.Form):
    """The fields of one issue as they are now. `asked` is what `change_issue` takes."""

    def __init__(self, data: Any, *, issue: Issue, user: Any, now: Mapping[str, Value]) -> None:
        self.issue, self.user, self.now, self.words = issue, user, now, Vocabulary()
        self.affected: dict[int, Named] = names(user, map(int, now["services"]))
        #: Of these there may be labels, milestones and versions on it.
        self.places: dict[int, Named] = names(user, places(issue))
        super().__init__(data, initial=self._initial())
        for name, field in self._offered():
            if can(user, FIELDS[name].permission, issue):
                self.fields[name] = field
        if "services" in self.fields:
            for pk, named in self.affected.items():
                self.fields[f"service-{pk}"] = forms.ChoiceField(
                    label=_("On %(name)s") % {"name": named.name}, choices=STATES, required=False
                )
        if not self.fields.get("versions", Boxes()).choices:  # type: ignore[attr-defined]  # has choices
            self.fields.pop("versions", None)

    def _initial(self) -> dict[str, Any]:
        found = {name: value for name, value in self.now.items() if name not in ("services", "scope_id")}
        scope = names(self.user, [self.issue.scope_id]).get(self.issue.scope_id or 0)
        found["scope_id"] = scope.ref if scope else ""
        return found | {f"service-{pk}": self.now["services"][str(pk)] for pk in self.affected}

    def _offered(self) -> list[tuple[str, forms.Field]]:
        """Each field as it is filled in, in the order of the form."""
        label: dict[str, Any] = {name: field.label for name, field in FIELDS.items()}
        not_said = _("not said")
        return [
            ("title", forms.CharField(label=label["title"], max_length=LONGEST_TITLE)),
            ("body", forms.CharField(label=label["body"], required=False, strip=False, widget=forms.Textarea)),
            ("kind", self._word("kind")),
            ("status", forms.ChoiceField(label=label["status"], choices=self._ways())),
            ("resolution", self._word("resolution", empty=_("none: it is open"))),
            ("priority", self._word("priority", empty=not_said)),
            ("severity", self._word("severity", empty=not_said)),
            ("labels", Boxes(label=label["labels"], choices=self._labels())),
            ("assignee_id", AccountField(label=label["assignee_id"])),
            ("assigned_until", forms.DateField(label=label["assigned_until"], required=False, widget=DAY)),
            ("reviewer_id", AccountField(label=label["reviewer_id"])),
            ("milestone", forms.TypedChoiceField(label=label["milestone"], coerce=int, required=False, empty_value=None,
                                                 choices=self._milestones())),
            ("services", ThingsField(self.user, [ANY], label=_("More services"), required=False)),
            ("versions", Boxes(label=label["versions"], choices=self._versions())),
            ("scope_id", ThingField(self.user, [ANY], label=label["scope_id"], required=False)),
            ("visibility", forms.TypedChoiceField(label=label["visibility"], coerce=int, choices=[
                (int(level), LEVELS[level]) for level in Level if level < Level.SELF])),
        ]  # fmt: skip

    def _word(self, of: str, empty: str = "") -> forms.ChoiceField:
        offered = choices(self.words, of, str(self.now[of]), empty=empty)
        label: Any = FIELDS[of].label
        return forms.ChoiceField(label=label, choices=offered, required=not empty)

    def _ways(self) -> list[tuple[str, str]]:
        """Where it may go from here, and where it is."""
        known = self.words.of("status")
        ways = [self.issue.status, *ways_on(self.issue.kind, self.issue.status)]
        return [(slug, known[slug].label) for slug in dict.fromkeys(ways) if slug in known] or [("", "")]

    def _labels(self) -> list[tuple[int, str]]:
        """Those of everybody and of its places; groups stand together."""
        fit = Q(scope_id=None) | Q(scope_id__in=self.places)
        rows = Label.objects.filter(fit, retired=False) | Label.objects.filter(pk__in=self.now["labels"])
        return [(row.pk, row.slug) for row in rows.distinct().order_by("group", "slug")]

    def _milestones(self) -> list[tuple[Any, str]]:
        fit = Q(scope_id=None) | Q(scope_id__in=self.places)
        rows = Milestone.objects.filter(fit, closed_at=None) | Milestone.objects.filter(pk=self.now["milestone"])
        return [("", _("none")), *((row.pk, row.name) for row in rows.distinct().order_by("due_on", "name"))]

    def _versions(self) -> list[tuple[int, str]]:
        rows = Version.objects.filter(scope_id__in=self.places, retired=False)
        rows |= Version.objects.filter(pk__in=self.now["versions"])
        return [
            (row.pk, f"{self.places[row.scope_id].name} {row.name}" if row.scope_id in self.places else row.name)
            for row in rows.distinct().order_by("scope_id", "name")
        ]

    def asked(self) -> dict[str, Value]:
        """Field → value, as `fields.py` takes them."""
        data = self.cleaned_data
        found = {name: data[name] for name in FIELDS if name in self.fields}
        if "services" in found:
            found["services"] = self._services(data)
        if "scope_id" in found:
            found["scope_id"] = data["scope_id"].pk if data["scope_id"] else None
        if found.get("assigned_until"):
            found["assigned_until"] = found["assigned_until"].isoformat()
        return found

    def _services(self, data: Mapping[str, Any]) -> dict[str, str]:
        """What is there with its state, what its editor may not see as it is, and what was added."""
        kept = {pk: state for pk, state in self.now["services"].items() if int(pk) not in self.affected}
        told = {str(pk): data[f"service-{pk}"] for pk in self.affected if data.get(f"service-{pk}")}
        return kept | {str(entity.pk): "affected" for entity in data["services"]} | told


DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
