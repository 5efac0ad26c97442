"""What code hosts tell, in words that none of them owns, and which issues it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

#: A call that tells more than this is cut: nobody reads it all.
MOST_TOLD, MOST_FILES = 500, 3_000
_VERB = (
    r"(?P<fixes>fix(?:e[sd])?|clos(?:e[sd]?|ing)|resolv(?:e[sd]?|ing)|implement(?:s|ed)?)"
    r"|refs?|references|see|part of|addresses"
)
_SAID = re.compile(rf"\b(?:{_VERB})\b:?\s+(?P<numbers>#\d{{1,18}}(?:\s*(?:,|and|&)\s*#\d{{1,18}})*)", re.IGNORECASE)
_BRANCH = re.compile(r"(?:^|/)(?:issue[-_]?(\d{1,18})(?=$|[-_/])|(\d{1,18})[-_](?=[^\W\d]))", re.IGNORECASE)


@dataclass(frozen=True)
class Told:
    """One thing that a code host speaks of. `text` and `branch` say which issues it is about."""

    kind: str
    url: str
    title: str
    text: str = ""
    branch: str = ""
    state: str = ""
    at: datetime | None = None
    files: tuple[str, ...] = ()


def issues_meant(told: Told, site: str = "") -> dict[int, bool]:
    """issue → whether it is said to be fixed: “fixes #12, #13”, “refs #12”, our own addresses, a branch `12-title`.

    A bare “#12” is the host's own number, so it means nothing here.
    """
    meant: dict[int, bool] = {}
    for found in _SAID.finditer(told.text):
        for number in re.findall(r"\d+", found["numbers"]):
            meant[int(number)] = meant.get(int(number), False) or found["fixes"] is not None
    if site:
        address = re.compile(rf"(?:({_VERB})\b:?\s+)?{re.escape(site)}/issues/(\d{{1,18}})\b", re.IGNORECASE)
        for found in address.finditer(told.text):
            number = int(found.group(3))
            meant[number] = meant.get(number, False) or found["fixes"] is not None
    for plain, dashed in _BRANCH.findall(told.branch):
        meant.setdefault(int(plain or dashed), False)
    return meant


# --- reading what strangers send


def part(value: Any, *path: str) -> Any:
    """What stands at this path of nested objects; None where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text_at(value: Any, *path: str, longest: int = 1_000) -> str:
    """The text there, cut to a length and without what a database refuses."""
    found = part(value, *path)
    return found.replace("\x00", "")[:longest] if isinstance(found, str) else ""


def list_at(value: Any, *path: str) -> list[Any]:
    """The list there, or none."""
    found = part(value, *path)
    return found[:MOST_TOLD] if isinstance(found, list) else []


def moment_at(value: Any, *path: str) -> datetime | None:
    """The moment there, if it has a zone."""
    try:
        found = parse_datetime(text_at(value, *path, longest=40).replace(" UTC", "+00:00").replace(" +", "+"))
    except ValueError:
        return None
    return found if found is not None and found.tzinfo else None


def paths_in(*lists: Iterable[Any]) -> tuple[str, ...]:
    """The paths of several lists, each once, in order."""
    found = dict.fromkeys(
        path.replace("\x00", "")[:500] for paths in lists for path in paths if isinstance(path, str) and path
    )
    return tuple(list(found)[:MOST_FILES])


def first_line(text: str) -> str:
    """What a commit is called."""
    return text.strip().split("\n", 1)[0][:300]


def all_files(told: Sequence[Told]) -> tuple[str, ...]:
    """The files of several."""
    return paths_in(*(each.files for each in told))


def pushed(payload: Any, where: str) -> list[Told]:
    """The commits of a push and its branch; GitHub, GitLab and Gitea write them alike. `where`: the repository."""
    ref = text_at(payload, "ref")
    branch = ref.removeprefix("refs/heads/") if ref.startswith("refs/heads/") else ""
    commits = [_commit(each) for each in list_at(payload, "commits")]
    told = [each for each in commits if each.url]
    if branch and where:
        gone = text_at(payload, "after").strip("0") == "" and bool(text_at(payload, "after"))
        last = max((each.at for each in told if each.at), default=None)
        state = "deleted" if gone else "open"
        told.append(Told("branch", f"{where}{branch}", branch, "", branch, state, last, all_files(told)))
    return told


def _commit(commit: Any) -> Told:
    message = text_at(commit, "message", longest=20_000)
    changed = (list_at(commit, name) for name in ("added", "modified", "removed"))
    at = moment_at(commit, "timestamp")
    return Told("commit", text_at(commit, "url"), first_line(message), message, "", "pushed", at, paths_in(*changed))
