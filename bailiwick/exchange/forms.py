"""The two steps of an import by the web: the file, then what its columns mean."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bailiwick.adapters.columns import Columns
from bailiwick.catalog.vocabulary import FAMILIES, KINDS, PREDICATES
from bailiwick.catalog.when import last_day

from .columns import choices


class FileForm(forms.Form):
    """Which file, and which list it is a revision of."""

    file = forms.FileField(
        label=_("Table"), help_text=_("CSV, reStructuredText csv-table, Markdown or HTML; at most 50 MB.")
    )
    lineage = forms.SlugField(
        label=_("Name of the list"),
        max_length=100,
        help_text=_("The same name as the last time, when this is a newer state of the same list."),
    )
    dated = forms.CharField(
        label=_("It speaks of"),
        required=False,
        max_length=10,
        help_text=_("A day, month or year: 2024-05-28, 2024-05, 2024. Empty: today."),
    )

    def clean_dated(self) -> str:
        """A date a person wrote."""
        text: str = self.cleaned_data["dated"].strip()
        if text:
            try:
                last_day(text)
            except ValueError as error:
                raise forms.ValidationError(str(error)) from None
        return text


class ColumnsForm(forms.Form):
    """One choice per column, filled with the guess."""

    kind = forms.ChoiceField(label=_("Each row is about a"))
    complete_for = forms.MultipleChoiceField(
        label=_("Complete for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is ticked and no longer stands in the list has ended; the rest is only no longer attested."),
    )
    apply = forms.BooleanField(label=_("Make it part of the catalog at once"), required=False)

    def __init__(self, columns: Columns, complete: list[str], data: Any = None) -> None:
        super().__init__(data, initial={"kind": columns.kind, "complete_for": complete})
        self.headers = {f"column-{number}": header for number, header in enumerate(columns.targets)}
        kinds = self.fields["kind"]
        kinds.choices = [(kind.name, kind.label) for kind in KINDS.values()]  # type: ignore[attr-defined]  # a ChoiceField
        stated = {target.partition(":")[0] for target in columns.targets.values()} & set(PREDICATES)
        words = [(name, PREDICATES[name].label) for name in PREDICATES if name in stated | set(complete)]
        self.fields["complete_for"].choices = words  # type: ignore[attr-defined]  # the same
        for name, header in self.headers.items():
            self.fields[name] = forms.ChoiceField(
                label=header, choices=_grouped(columns.kind), initial=columns.targets[header]
            )

    def targets(self) -> dict[str, str]:
        """What each column means, as chosen."""
        return {header: self.cleaned_data[name] for name, header in self.headers.items()}


def _grouped(kind: str) -> list[Any]:
    """The choices by family, so that sixty of them can be looked through."""
    flat = choices(kind)
    groups: dict[str, list[tuple[str, str]]] = {}
    for value, label in flat[2:]:
        groups.setdefault(PREDICATES[value.partition(":")[0]].family, []).append((value, label))
    return [*flat[:2], *((FAMILIES[family], entries) for family, entries in groups.items())]
