"""A page of prose as statements: what it says of itself, its sections, and what its sentences say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bailiwick.adapters.prose import rules
from bailiwick.adapters.prose.dialects import read_page
from bailiwick.adapters.prose.tree import Page
from bailiwick.lib.guarded import LIMIT, digest_of
from bailiwick.lib.statements import NotUnderstood, Statement


@dataclass(frozen=True)
class Overview:
    """A page that was read; `read()` says what its sentences say."""

    path: Path
    digest: str
    page: Page

    @property
    def about(self) -> Mapping[str, str]:
        """What the page says of itself: title, author, date, as far as it does."""
        return self.page.about

    @property
    def sections(self) -> list[tuple[int, str]]:
        """The line of each title, with the titles above it before it."""
        return rules.sections(self.page)

    def read(self) -> Iterator[Statement | NotUnderstood]:
        """What it says, sentence by sentence, and which sentences said nothing to us."""
        return rules.read(self.page)


def open_input(path: Path, options: Mapping[str, Any]) -> Overview:
    """The page at `path`. Options: `dialect` (found out when empty), `limit`."""
    limit = int(options.get("limit") or LIMIT)
    return Overview(path, digest_of(path, limit), read_page(path, options.get("dialect") or "", limit))
