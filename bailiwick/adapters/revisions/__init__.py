"""A file through time: its states, oldest first, each with the day and the name it has where it comes from.

| where it comes from                  | module   |
|--------------------------------------|----------|
| a folder with a `manifest.tsv`       | `folder` |
| the main line of a git repository    | `git`    |

A history has a `total` and yields `Revision`s; `left_out` says which it cannot yield, and why. The file behind
one may be gone when the next is asked for, so that a thousand of them take the room of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a file. `order` is its place in the history, `name` what the history calls it."""

    order: int
    dated: date
    name: str
    path: Path
    file_name: str
