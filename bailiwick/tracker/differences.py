"""What changed between two texts, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

#: Longer texts are shown one after the other: comparing them costs more than it tells.
MOST_LINES = 2_000
#: Lines that stay the same around a change.
AROUND = 2


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """(“same”, “gone”, “came” or “more”, line) of what changed, with a little around it."""
    old, new = before.split("\n"), after.split("\n")
    if len(old) + len(new) > MOST_LINES:
        return [("gone", line) for line in old[:MOST_LINES]] + [("came", line) for line in new[:MOST_LINES]]
    found: list[tuple[str, str]] = []
    for number, group in enumerate(SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(AROUND)):
        found += [("more", "…")] if number else []
        for how, *places in group:
            found += _lines(how, old, new, *places)
    return found


def _lines(how: str, old: list[str], new: list[str], a: int, b: int, c: int, d: int) -> Iterator[tuple[str, str]]:
    if how == "equal":
        yield from (("same", line) for line in old[a:b])
        return
    yield from (("gone", line) for line in old[a:b])
    yield from (("came", line) for line in new[c:d])
