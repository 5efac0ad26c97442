"""Whose page it is, where no title says so: the name in most of its own addresses, if the text has it too."""

from __future__ import annotations

import re
from collections import Counter

from bailiwick.adapters.prose.rules.names.gazetteer import FORGES, WELL_KNOWN
from bailiwick.adapters.prose.tree import Page
from bailiwick.lib.text import fold_name

_ADDRESS = re.compile(r"(?<![\w/])(?:[a-z0-9-]{1,40}[.@]){0,4}([a-z0-9-]{2,40})\.([a-z]{2,12})(?![\w])", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w-]+")
_FEWEST = 3


def owner_by_addresses(page: Page) -> str:
    """“Ostler”, where the page speaks of git.ostler.example, lists.ostler.example … and of Ostler."""
    text = "\n".join(page.lines)
    named = Counter(_NAME.findall(text))
    for label in common_labels(text):
        spelled = next((name for name in named if name.lower() == label), "")
        if spelled:
            return spelled
    return ""


def common_labels(text: str) -> list[str]:
    """The names in most addresses of a text that are nobody else's, the most frequent first."""
    labels = Counter(label.lower() for label, _ in _ADDRESS.findall(text))
    return [label for label, count in labels.most_common(3) if count >= _FEWEST and not _is_anothers(label)]


def _is_anothers(label: str) -> bool:
    return fold_name(label) in WELL_KNOWN or any(label in forge for forge in FORGES)
