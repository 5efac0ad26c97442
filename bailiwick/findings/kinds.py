"""The table of findings: for each kind, who looks for it, what it asks, and how it may be settled.

To add one: a function from the ground to what it found, a line here, and a word in `Finding.Kind`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .conflicts import conflicts
from .dead import dead_lists
from .duplicates import duplicates
from .found import Found
from .gaps import dangling, uncovered
from .ground import Ground
from .models import Finding
from .part import Part

Verdict = Finding.Verdict


@dataclass(frozen=True)
class Kind:
    """One kind of finding."""

    look: Callable[[Ground], Iterator[Found]]
    label: str | Promise
    plural: str | Promise
    #: What somebody who meets it is asked.
    question: str | Promise
    verdicts: tuple[str, ...]
    #: Of the rows, those that a look at a part covers; None: such a look, too, is at everything.
    within: Callable[[Part], Q] | None = None


KINDS: dict[str, Kind] = {
    Finding.Kind.CONFLICT: Kind(
        conflicts,
        _("conflict"),
        _("Lists disagree"),
        _("Which of them is right?"),
        (Verdict.RANKED, Verdict.CORRECTED, Verdict.BOTH_RIGHT),
        Part.conflicts,
    ),
    Finding.Kind.DANGLING: Kind(
        dangling,
        _("dangling"),
        _("Named, but on no list"),
        _("Is it missing on the list, or misspelt?"),
        (Verdict.CORRECTED, Verdict.MERGED, Verdict.AS_IT_SHOULD),
        Part.gaps,
    ),
    Finding.Kind.UNCOVERED: Kind(
        uncovered,
        _("uncovered"),
        _("Missing on a list"),
        _("Should the list have it?"),
        (Verdict.CORRECTED, Verdict.MERGED, Verdict.AS_IT_SHOULD),
        Part.gaps,
    ),
    Finding.Kind.DUPLICATE: Kind(
        duplicates,
        _("duplicate"),
        _("Merge suggestions"),
        _("Are they one?"),
        (Verdict.MERGED, Verdict.NOT_THE_SAME),
        Part.duplicates,
    ),
    Finding.Kind.DEAD_LIST: Kind(
        dead_lists,
        _("dead list"),
        _("Dead lists"),
        _("Is the list closed, or has nobody read it?"),
        (Verdict.CLOSED, Verdict.AS_IT_SHOULD),
        Part.dead,
    ),
}

#: Verdicts that say nothing without a reason.
REASONED = frozenset({Verdict.BOTH_RIGHT, Verdict.AS_IT_SHOULD})
