"""GitHub: signs the body with HMAC-SHA256 (`X-Hub-Signature-256`)."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult

from bailiwick.lib.forges import Told, moment_at, part, paths_in, pushed, text_at

#: Files of a page.
FULL = 100
_PLACE = re.compile(r"/([\w.-]+)/([\w.-]+)/(issues|pull)/(\d{1,12})(?:/.*)?$")


def delivered(headers: Mapping[str, str], body: bytes, secret: str) -> bool:
    """Whether the signature is that of the body."""
    wanted = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(wanted.encode(), headers.get("X-Hub-Signature-256", "").encode())


def read(headers: Mapping[str, str], payload: Any) -> list[Told]:
    """Pushes and pull requests; anything else says nothing here."""
    event = headers.get("X-GitHub-Event", "")
    if event == "push":
        where = text_at(payload, "repository", "html_url")
        return pushed(payload, f"{where}/tree/" if where else "")
    return pull(part(payload, "pull_request")) if event == "pull_request" else []


def pull(found: Any) -> list[Told]:
    """A pull request as GitHub and Gitea write it."""
    url, title = text_at(found, "html_url"), text_at(found, "title", longest=300)
    state = "merged" if part(found, "merged") is True else text_at(found, "state", longest=32)
    text = f"{title}\n{text_at(found, 'body', longest=100_000)}"
    branch, at = text_at(found, "head", "ref", longest=300), moment_at(found, "updated_at")
    return [Told("pull-request", url, title, text, branch, state, at)] if url else []


def question(parts: SplitResult) -> str:
    """The API's address of an issue or a pull request."""
    found = _PLACE.match(parts.path)
    kind = {"issues": "issues", "pull": "pulls"}
    return f"{_api(parts)}/repos/{found[1]}/{found[2]}/{kind[found[3]]}/{found[4]}" if found else ""


def _api(parts: SplitResult) -> str:
    """GitHub's own, or that of an installation."""
    return "https://api.github.com" if parts.hostname == "github.com" else f"{parts.scheme}://{parts.netloc}/api/v3"


def answer(payload: Any) -> tuple[str, str]:
    """(state, title)."""
    merged = part(payload, "merged") is True or bool(part(payload, "pull_request", "merged_at"))
    return "merged" if merged else text_at(payload, "state", longest=32), text_at(payload, "title", longest=300)


def files_question(parts: SplitResult, page: int) -> str:
    """The files of a pull request, a hundred at a time."""
    about = question(parts)
    return f"{about}/files?per_page={FULL}&page={page}" if "/pulls/" in about else ""


def files(payload: Any) -> list[str]:
    """Their paths."""
    return list(paths_in(text_at(each, "filename") for each in payload)) if isinstance(payload, list) else []
