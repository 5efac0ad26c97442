"""Gitea and Forgejo: sign the body with HMAC-SHA256 (`X-Gitea-Signature`), and write it as GitHub does."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult

from bailiwick.lib.forges import Told, part, pushed, text_at

from . import github

#: A host sends fewer than it is asked for if it is set so: only an empty page is surely the last.
FULL = 1
_PLACE = re.compile(r"/([\w.-]+)/([\w.-]+)/(issues|pulls)/(\d{1,12})(?:/.*)?$")


def delivered(headers: Mapping[str, str], body: bytes, secret: str) -> bool:
    """Whether the signature is that of the body."""
    wanted = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    given = headers.get("X-Gitea-Signature") or headers.get("X-Forgejo-Signature", "")
    return hmac.compare_digest(wanted.encode(), given.encode())


def read(headers: Mapping[str, str], payload: Any) -> list[Told]:
    """Pushes and pull requests; anything else says nothing here."""
    event = headers.get("X-Gitea-Event") or headers.get("X-Forgejo-Event", "")
    if event == "push":
        where = text_at(payload, "repository", "html_url")
        return pushed(payload, f"{where}/src/branch/" if where else "")
    return github.pull(part(payload, "pull_request")) if event == "pull_request" else []


def question(parts: SplitResult) -> str:
    """The API's address of an issue or a pull request."""
    found = _PLACE.match(parts.path)
    return f"{parts.scheme}://{parts.netloc}/api/v1/repos/{found[1]}/{found[2]}/{found[3]}/{found[4]}" if found else ""


answer, files = github.answer, github.files


def files_question(parts: SplitResult, page: int) -> str:
    """The files of a pull request, a hundred at a time, or as many as the host sends at most."""
    about = question(parts)
    return f"{about}/files?limit=100&page={page}" if "/pulls/" in about else ""
