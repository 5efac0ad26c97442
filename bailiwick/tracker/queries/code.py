"""What code has to do with an issue: which files were changed to fix it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..models import Reference

#: A commit is there once it is pushed, a pull request once it is merged.
DONE = ("pushed", "merged")


@dataclass
class Changed:
    """A file, and the references that changed it."""

    path: str
    by: list[Reference] = field(default_factory=list)


def references_of(issue_id: int) -> list[Reference]:
    """All there are, in their order."""
    return list(Reference.objects.filter(issue_id=issue_id).order_by("pk"))


def changed_files(references: Iterable[Reference]) -> list[Changed]:
    """By path: of what fixes it and is done; without that, of what means to fix it; else of whatever there is."""
    telling = [each for each in references if each.changes]
    fixing = [each for each in telling if each.fixes and each.state in DONE]
    found: dict[str, Changed] = {}
    for each in fixing or [each for each in telling if each.fixes] or telling:
        for path in each.changes:
            found.setdefault(path, Changed(path)).by.append(each)
    return [found[path] for path in sorted(found)]


@dataclass
class Code:
    """What a page shows of it."""

    references: list[Reference] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)


def code_of(issue_id: int) -> Code:
    """References and changed files of an issue; one query."""
    references = references_of(issue_id)
    return Code(references, changed_files(references))
