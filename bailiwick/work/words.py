"""What came of a job, in words: jobs keep figures by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy

_ = gettext_lazy
WORDS = {
    "asked": _("Asked"),
    "changed": _("Changed"),
    "entities": _("Entries"),
    "issues": _("Issues"),
    "left": _("Left as they are, since somebody touched them"),
    "left_alone": _("Left alone"),
    "made": _("A small picture was made"),
    "moved": _("Moved"),
    "restored": _("As they were before"),
    "rows": _("Texts changed"),
    "run": _("Run"),
    "same": _("So already"),
    "seconds": _("Seconds"),
    "total": _("All together"),
}


def figures(result: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """(what it is, how much), in the order of the words; a name without a word stands as words."""
    told = [(str(WORDS.get(name, name.replace("_", " "))), _said(value)) for name, value in result.items()]
    return sorted(told)


def _said(value: Any) -> Any:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return value
