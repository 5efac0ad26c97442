"""What code has to do with issues: which files were changed to fix one, and which hosts speak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bailiwick.access import can
from bailiwick.catalog.queries.names import Named, names

from ..models import Hook, Reference

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


def hooks_of(user: Any) -> list[tuple[Hook, Named | None]]:
    """The hooks that this reader may edit, each with the part that it speaks for if they may see it."""
    mine = [hook for hook in Hook.objects.order_by("pk") if can(user, "hook.edit", hook)]
    return with_parts(user, mine)


def with_parts(user: Any, hooks: Iterable[Hook]) -> list[tuple[Hook, Named | None]]:
    """Each hook with the part that it speaks for, if this reader may see it."""
    found = list(hooks)
    named = names(user, (hook.scope_id for hook in found))
    return [(hook, named.get(hook.scope_id or 0)) for hook in found]
