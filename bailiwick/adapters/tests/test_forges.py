"""What code hosts send, as it comes: who may say so, and which issues it means."""

from __future__ import annotations

import hashlib
import hmac
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.adapters import adapter
from bailiwick.lib.forges import Told, issues_meant

NAMES = ("github", "gitlab", "gitea")
COMMIT = {
    "id": "1f2e", "message": "Mend the loom\n\nFixes #12", "url": "https://git.example.org/a/b/commit/1f2e",
    "timestamp": "2026-11-26T10:00:00+01:00", "added": ["new.py"], "modified": ["loom.py"], "removed": ["old.py"],
}  # fmt: skip
PUSH: dict[str, Any] = {
    "object_kind": "push", "ref": "refs/heads/12-mend", "after": "1f2e", "commits": [COMMIT],
    "repository": {"html_url": "https://git.example.org/a/b"}, "project": {"web_url": "https://git.example.org/a/b"},
}  # fmt: skip
EVENTS = {"X-GitHub-Event": "push", "X-Gitea-Event": "push"}


def forge(name: str) -> ModuleType:
    return adapter("forge", name)


@pytest.mark.parametrize("name", NAMES)
def test_a_push_tells_its_commits_with_their_files_and_its_branch(name: str) -> None:
    commit, branch = forge(name).read(EVENTS, PUSH)
    assert (commit.kind, commit.title, commit.state) == ("commit", "Mend the loom", "pushed")
    assert commit.files == ("new.py", "loom.py", "old.py")
    assert (branch.kind, branch.branch, branch.files) == ("branch", "12-mend", commit.files)
    assert issues_meant(commit) == {12: True}
    assert issues_meant(branch) == {12: False}


@pytest.mark.parametrize(
    ("name", "headers", "payload"),
    [
        ("github", {"X-GitHub-Event": "pull_request"},
         {"pull_request": {"html_url": "https://github.com/a/b/pull/3", "title": "Mend", "body": "fixes #12",
                           "state": "closed", "merged": True, "head": {"ref": "x"},
                           "updated_at": "2026-11-26T10:00:00Z"}}),
        ("gitea", {"X-Gitea-Event": "pull_request"},
         {"pull_request": {"html_url": "https://codeberg.org/a/b/pulls/3", "title": "Mend", "body": "fixes #12",
                           "state": "closed", "merged": True, "head": {"ref": "x"},
                           "updated_at": "2026-11-26T10:00:00Z"}}),
        ("gitlab", {},
         {"object_kind": "merge_request",
          "object_attributes": {"url": "https://gitlab.com/a/b/-/merge_requests/3", "title": "Mend",
                                "description": "fixes #12", "state": "merged", "source_branch": "x",
                                "updated_at": "2026-11-26 10:00:00 UTC"}}),
    ],
)  # fmt: skip
def test_a_pull_request_tells_its_state(name: str, headers: dict[str, str], payload: dict[str, Any]) -> None:
    (told,) = forge(name).read(headers, payload)
    assert (told.kind, told.title, told.state, told.branch) == ("pull-request", "Mend", "merged", "x")
    assert told.at is not None
    assert issues_meant(told) == {12: True}


def signature(body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def test_only_whoever_knows_the_secret_is_heard() -> None:
    body = b'{"a": 1}'
    good = {
        "github": {"X-Hub-Signature-256": f"sha256={signature(body, 's')}"},
        "gitea": {"X-Gitea-Signature": signature(body, "s")},
        "gitlab": {"X-Gitlab-Token": "s"},
    }
    for name, headers in good.items():
        assert forge(name).delivered(headers, body, "s")
        assert not forge(name).delivered({}, body, "s")
        assert not forge(name).delivered(dict.fromkeys(headers, "ü"), body, "s")
        assert not forge(name).delivered(headers, body, "t")
        assert name == "gitlab" or not forge(name).delivered(headers, body + b" ", "s")


@pytest.mark.parametrize(
    ("text", "branch", "meant"),
    [
        ("Fixes #12", "", {12: True}), ("fixed: #12, #13 and #14", "", {12: True, 13: True, 14: True}),
        ("refs #12", "", {12: False}), ("see #12; closes #12", "", {12: True}), ("#12", "", {}),
        ("prefixes #12", "", {}), ("fixes https://desk.example.org/issues/12/", "", {12: True}),
        ("like https://desk.example.org/issues/12", "", {12: False}), ("https://other.org/issues/12", "", {}),
        ("", "12-mend", {12: False}), ("", "issue-12", {12: False}), ("", "fix/issue-12-mend", {12: False}),
        ("", "ada/12_mend", {12: False}), ("", "3.12", {}), ("", "release/3", {}), ("", "2026-11-26", {}),
        ("", "issues", {}),
    ],
)  # fmt: skip
def test_which_issues_are_meant(text: str, branch: str, meant: dict[int, bool]) -> None:
    told = Told("commit", "https://x.org", "x", text, branch)
    assert issues_meant(told, "https://desk.example.org") == meant


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["ref", "commits", "repository", "html_url", "pull_request", "head", "url", "title",
                         "object_kind", "object_attributes", "message", "added", "timestamp", "state", "after"]),
        inner, max_size=6,
    ),
    max_leaves=25,
)  # fmt: skip


@given(payload=JSON, event=st.sampled_from(["push", "pull_request", "x"]), name=st.sampled_from(NAMES))
def test_whatever_stands_in_it_nothing_breaks(payload: Any, event: str, name: str) -> None:
    kind = {"object_kind": "merge_request" if event == "pull_request" else event}
    asked = payload | kind if isinstance(payload, dict) else payload
    for told in forge(name).read({"X-GitHub-Event": event, "X-Gitea-Event": event}, asked):
        assert told.url
        issues_meant(told)
    forge(name).answer(payload)
    forge(name).files(payload)


@pytest.mark.parametrize(
    ("name", "url", "question"),
    [
        ("github", "https://github.com/a/b/pull/3", "https://api.github.com/repos/a/b/pulls/3"),
        ("github", "https://github.com/a/b/issues/3#x", "https://api.github.com/repos/a/b/issues/3"),
        ("github", "https://git.org/a/b/issues/3", "https://git.org/api/v3/repos/a/b/issues/3"),
        ("github", "https://github.com/a/b/wiki", ""),
        ("gitea", "https://codeberg.org/a/b/pulls/3", "https://codeberg.org/api/v1/repos/a/b/pulls/3"),
        ("gitlab", "https://gitlab.com/a/c/b/-/merge_requests/3",
         "https://gitlab.com/api/v4/projects/a%2Fc%2Fb/merge_requests/3"),
    ],
)  # fmt: skip
def test_where_its_state_is_asked(name: str, url: str, question: str) -> None:
    assert forge(name).question(urlsplit(url)) == question
