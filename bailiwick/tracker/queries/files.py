"""Files as pages and programs show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from bailiwick.access import can
from bailiwick.lib.patches import Part, parts

from ..blobs import beginning
from ..file_types import PATCH, SHOWN, as_text, is_picture, is_text
from ..models import File

#: A page shows so many lines; the rest is in the file.
MOST_LINES = 3_000


@dataclass
class Shown:
    """What a page can show of a file: a text, or a patch by files; `cut` says that there is more."""

    text: str = ""
    patch: list[Part] = field(default_factory=list)
    cut: bool = False

    @property
    def added(self) -> int:
        return sum(part.added for part in self.patch)

    @property
    def removed(self) -> int:
        return sum(part.removed for part in self.patch)


def shown(file: File) -> Shown:
    """The beginning of a text; nothing of what is none."""
    if not is_text(file.media_type):
        return Shown()
    lines = (as_text(beginning(file.blob_id, SHOWN)) or "").splitlines(keepends=True)
    text = "".join(islice(lines, MOST_LINES))
    cut = len(lines) > MOST_LINES or file.size > SHOWN
    if file.media_type == PATCH:
        return Shown(patch=list(parts(text)), cut=cut)
    return Shown(text, cut=cut)


@dataclass(frozen=True)
class Attached:
    """A file in a list."""

    file: File
    #: Whether this reader may take it away.
    removable: bool = False

    @property
    def url(self) -> str:
        """Its page."""
        return f"/issues/files/{self.file.pk}/"

    @property
    def bytes_url(self) -> str:
        """Where its bytes are."""
        return f"{self.url}{quote(self.file.name, safe='')}"

    @property
    def small_url(self) -> str:
        """A small picture of it, or ""."""
        return f"{self.url}small/" if len(self.file.blob.thumbnail) > 1 else ""

    @property
    def warning(self) -> str:
        """What makes a file hard to use for others, or ""."""
        if is_text(self.file.media_type) or is_picture(self.file.media_type):
            return ""
        return _("Nobody can look into this without saving it; text, a patch or a screenshot is easier for others.")

    @property
    def brings(self) -> list[str]:
        """Of a patch, in words: with or without tests, with or without documentation."""
        if not self.file.touches:
            return []
        tests = _("with tests") if self.file.with_tests else _("without tests")
        return [tests, _("with documentation") if self.file.with_docs else _("without documentation")]


def files_of(user: Any, issue_id: int) -> list[File]:
    """The files on an issue that this reader may see, in their order; one query."""
    seen = File.objects.visible_to(user).filter(issue_id=issue_id)
    return list(seen.select_related("blob", "issue").order_by("id"))


def attached(user: Any, issue: Any) -> list[Attached]:
    """The same for a page."""
    return [Attached(file, can(user, "file.remove", file)) for file in files_of(user, issue.pk)]


def by_comment(files: Sequence[Attached]) -> dict[int | None, list[Attached]]:
    """comment → its files; those that came by themselves under None."""
    found: dict[int | None, list[Attached]] = {}
    for each in files:
        found.setdefault(each.file.comment_id, []).append(each)
    return found
