"""What `bailiwick issue dump` and `bailiwick issue load` do, and how it is told on paper."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any

from bailiwick.tracker.actions.loading import load_tracker
from bailiwick.tracker.dump.writing import dump_tracker

from .paper import Paper

Plain = dict[str, Any]


def dump(user: Any, options: Plain) -> Plain:
    """All of the tracker into a folder."""
    counts = dump_tracker(options["folder"], by=user, addresses=options["with_addresses"], beat=_beat)
    _beat("", 0)
    return {"dumped": str(options["folder"]), "counts": counts}


def load(user: Any, options: Plain) -> Plain:
    """A folder of that form into this desk; with --dry-run only what would come of it."""
    found = load_tracker(
        options["folder"], options["source"], by=user, match_people=options["match_people"],
        dry_run=options["dry_run"], beat=_beat,
    )  # fmt: skip
    _beat("", 0)
    return {"loaded": None if options["dry_run"] else options["source"], **asdict(found)}


def _beat(what: str, done: int) -> None:
    """Progress on one line of a terminal; nothing where nobody watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{what} {done}" if what else "\r\x1b[K")
        sys.stderr.flush()


def told(paper: Paper, answer: Plain) -> None:
    """How many of each kind, and what is lost."""
    if "dumped" in answer:
        paper.title(answer["dumped"], "holds the whole tracker: notes and what is held too")
    else:
        paper.title("Loaded" if answer["loaded"] else "Nothing was written", "" if answer["loaded"] else "a dry run")
    for name, count in answer["counts"].items():
        new = f", {answer['new'][name]:,} new" if answer.get("new") else ""
        paper.entry(name, f"{count:,}{new}", column=12)
    for what, count in answer.get("lost", {}).items():
        paper.text(f"Lost: {count:,} × {what}.")
