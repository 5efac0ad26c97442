"""GitLab: sends the secret itself (`X-Gitlab-Token`), so its hooks want HTTPS."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, quote

from bailiwick.lib.forges import Told, moment_at, part, paths_in, pushed, text_at

#: Files of a page.
FULL = 50
_PLACE = re.compile(r"/(.+?)/-/(issues|merge_requests)/(\d{1,12})(?:/.*)?$")
_STATES = {"opened": "open", "reopened": "open", "closed": "closed", "merged": "merged", "locked": "closed"}


def delivered(headers: Mapping[str, str], body: bytes, secret: str) -> bool:
    """Whether the secret came along."""
    return hmac.compare_digest(secret.encode(), headers.get("X-Gitlab-Token", "").encode())


def read(headers: Mapping[str, str], payload: Any) -> list[Told]:
    """Pushes and merge requests; anything else says nothing here."""
    kind = text_at(payload, "object_kind")
    if kind == "push":
        where = text_at(payload, "project", "web_url")
        return pushed(payload, f"{where}/-/tree/" if where else "")
    return _merge_request(part(payload, "object_attributes")) if kind == "merge_request" else []


def _merge_request(found: Any) -> list[Told]:
    url, title = text_at(found, "url"), text_at(found, "title", longest=300)
    text = f"{title}\n{text_at(found, 'description', longest=100_000)}"
    state = text_at(found, "state", longest=32)
    branch, at = text_at(found, "source_branch", longest=300), moment_at(found, "updated_at")
    return [Told("pull-request", url, title, text, branch, _STATES.get(state, state), at)] if url else []


def question(parts: SplitResult) -> str:
    """The API's address of an issue or a merge request."""
    found = _PLACE.match(parts.path)
    if found is None:
        return ""
    return f"{parts.scheme}://{parts.netloc}/api/v4/projects/{quote(found[1], safe='')}/{found[2]}/{found[3]}"


def answer(payload: Any) -> tuple[str, str]:
    """(state, title)."""
    state = text_at(payload, "state", longest=32)
    return _STATES.get(state, state), text_at(payload, "title", longest=300)


def files_question(parts: SplitResult, page: int) -> str:
    """The files of a merge request, with what changes in each, so not too many at a time."""
    about = question(parts)
    return f"{about}/diffs?per_page={FULL}&page={page}" if "/merge_requests/" in about else ""


def files(payload: Any) -> list[str]:
    """Their paths."""
    return list(paths_in(text_at(each, "new_path") for each in payload)) if isinstance(payload, list) else []
