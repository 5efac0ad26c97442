"""The two steps of an import by the web: the file, then what its columns mean, or how the page is to be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bailiwick.adapters.columns import LEAVE_OUT, NAME, Columns
from bailiwick.adapters.prose.dialects import DIALECTS
from bailiwick.catalog.vocabulary import FAMILIES, KINDS, PREDICATES
from bailiwick.catalog.when import last_day

from .columns import choices
from .requests import OVERVIEW, predicates_of


class FileForm(forms.Form):
    """Which file, and which list it is a revision of."""

    format = forms.ChoiceField(
        label=_("It is"),
        required=False,
        choices=[
            ("", _("what it looks like")),
            ("table", _("a table: CSV, reStructuredText csv-table, Markdown or HTML")),
            ("overview", _("a page of prose: MoinMoin, Markdown, reStructuredText or HTML")),
        ],
    )
    file = forms.FileField(label=_("File"), help_text=_("At most 50 MB, and a page of prose 2 MB."))
    lineage = forms.SlugField(
        label=_("Name of the list"),
        max_length=100,
        help_text=_("The same name as the last time, when this is a newer state of the same list."),
    )
    dated = forms.CharField(
        label=_("It speaks of"),
        required=False,
        max_length=40,
        help_text=_("A day, month or year: 2024-05-28, 2024-05, 2024. Empty: as a page says of itself, else today."),
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


class CompleteForm(forms.Form):
    """What the silence of a list means."""

    complete_for = forms.MultipleChoiceField(
        label=_("Complete for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is ticked and no longer stands in the list has ended; the rest is only no longer attested."),
    )

    def offer(self, words: Iterable[str], complete: list[str]) -> None:
        """Let these words be ticked, in the order of the vocabulary; what the list was complete for is."""
        offered = {*words, *complete}
        field = self.fields["complete_for"]
        field.choices = [(name, each.label) for name, each in PREDICATES.items() if name in offered]  # type: ignore[attr-defined]  # a ChoiceField
        field.initial = complete


class PageForm(CompleteForm):
    """How a page of prose is written, and what it says completely."""

    dialect = forms.ChoiceField(label=_("Written in"), required=False)
    everything = forms.BooleanField(
        label=_("All that an overview says"),
        required=False,
        help_text=_("Everything below: where it runs, what is in front, who answers, how to reach them."),
    )
    field_order = ("dialect", "everything", "complete_for")

    def __init__(self, complete: list[str], data: Any = None) -> None:
        super().__init__(data)
        dialects = [(name, name) for name in DIALECTS]
        self.fields["dialect"].choices = [("", _("found out")), *dialects]  # type: ignore[attr-defined]  # the same
        self.offer(predicates_of([OVERVIEW]), complete)

    def complete(self) -> tuple[str, ...]:
        """What its silence says something about."""
        ticked = self.cleaned_data["complete_for"]
        return predicates_of([OVERVIEW, *ticked] if self.cleaned_data["everything"] else ticked)


class ColumnsForm(CompleteForm):
    """One choice per column, filled with the guess."""

    kind = forms.ChoiceField(label=_("Each row is about a"))
    apply = forms.BooleanField(label=_("Make it part of the catalog at once"), required=False)

    def __init__(self, columns: Columns, complete: list[str], data: Any = None) -> None:
        super().__init__(data, initial={"kind": columns.kind})
        self.columns = columns
        self.headers = {f"column-{number}": header for number, header in enumerate(columns.targets)}
        kinds = self.fields["kind"]
        kinds.choices = [(kind.name, kind.label) for kind in KINDS.values()]  # type: ignore[attr-defined]  # a ChoiceField
        self.offer((target.partition(":")[0] for target in columns.targets.values()), complete)
        for name, header in self.headers.items():
            self.fields[name] = forms.ChoiceField(
                label=header, choices=_grouped(columns.kind), initial=columns.targets[header]
            )

    def meanings(self) -> list[tuple[str, str]]:
        """What each column is taken for, in words: what is read first, what is left out together at the end."""
        labels = dict(choices(self.columns.kind))
        read = [(header, labels[target]) for header, target in self._chosen() if target != LEAVE_OUT]
        left = [header for header, target in self._chosen() if target == LEAVE_OUT]
        return [*read, *([(", ".join(left), labels[LEAVE_OUT])] if left else [])]

    @property
    def named(self) -> bool:
        """Whether some column says what a row is about."""
        return NAME in dict(self._chosen()).values()

    def _chosen(self) -> list[tuple[str, str]]:
        known = dict(choices(self.columns.kind))
        chosen = [(header, self[name].value() or LEAVE_OUT) for name, header in self.headers.items()]
        return [(header, target if target in known else LEAVE_OUT) for header, target in chosen]

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
