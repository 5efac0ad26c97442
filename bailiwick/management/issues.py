"""What `bailiwick issue` does, verb by verb, and how it is told on paper."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bailiwick.subscriptions.actions import subscribe, unsubscribe
from bailiwick.subscriptions.models import Subscription
from bailiwick.subscriptions.topics import issue_topic
from bailiwick.tracker.actions.files import attach_file
from bailiwick.tracker.actions.issues import assign_issue, change_issue, close_issue, create_issue
from bailiwick.tracker.actions.stars import add_star, remove_star
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.api import plain
from bailiwick.tracker.api.issues import first_open
from bailiwick.tracker.api.values import handle_named, values_of
from bailiwick.tracker.asking import find_issues
from bailiwick.tracker.models import Issue

from . import dumps
from .paper import Paper

Options = dict[str, Any]
Plain = dict[str, Any]
USUAL = "is:open"
#: Fields whose values are written with commas between them.
MANY = ("services", "labels", "versions")


class NoSuchIssue(Exception):
    """There is none of this number for this reader."""


def _list(user: Any, options: Options) -> Plain:
    page = find_issues(user, " ".join(options["line"]) or USUAL, limit=max(1, min(options["limit"], 1_000)))
    return {"items": [plain.row(row) for row in page.rows], "more": bool(page.after)}


def _show(user: Any, options: Options) -> Plain:
    return plain.issue(user, _found(user, options))


def _found(user: Any, options: Options) -> Issue:
    number = options["number"]
    found = Issue.objects.visible_to(user).filter(pk=number).first() if 0 < number < 2**63 else None
    if found is None:
        raise NoSuchIssue(f"there is no issue {number}")
    return found


def _new(user: Any, options: Options) -> Plain:
    said: Plain = {"title": options["title"], "body": _text(options["body"])}
    said |= {"services": [options["service"]]} if options["service"] else {}
    said |= {"kind": options["kind"]} if options["kind"] else {}
    return plain.issue(user, create_issue(values_of(user, said), by=user))


def _text(given: str) -> str:
    return sys.stdin.read() if given == "-" else given


def _comment(user: Any, options: Options) -> Plain:
    issue = _found(user, options)
    create_comment(issue, _text(options["body"]), by=user, note=options["note"], via="terminal")
    return _show(user, options)


def _set(user: Any, options: Options) -> Plain:
    issue, said = _found(user, options), {}
    for pair in options["fields"]:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ValueError(f"{pair}: write a field as name=value")
        said[name] = _value(name, value)
    change_issue(issue, values_of(user, said, issue), by=user)
    return _show(user, options)


def _value(name: str, value: str) -> Any:
    if name in MANY:
        return [part.strip() for part in value.split(",") if part.strip()]
    if name == "milestone" and value:
        return int(value)
    return value or None


def _close(user: Any, options: Options) -> Plain:
    close_issue(_found(user, options), options["resolution"], by=user, override=options["override"])
    return _show(user, options)


def _reopen(user: Any, options: Options) -> Plain:
    issue = _found(user, options)
    if issue.closed:
        change_issue(issue, {"status": first_open(issue)}, by=user)
    return _show(user, options)


def _assign(user: Any, options: Options) -> Plain:
    to = None if options["account"] == "nobody" else handle_named(options["account"], "account")
    change_issue(_found(user, options), {"assignee_id": to}, by=user)
    return _show(user, options)


def _take(user: Any, options: Options) -> Plain:
    assign_issue(_found(user, options), user, by=user)
    return _show(user, options)


def _star(user: Any, options: Options) -> Plain:
    add_star(_found(user, options), by=user)
    return _show(user, options)


def _unstar(user: Any, options: Options) -> Plain:
    remove_star(_found(user, options), by=user)
    return _show(user, options)


def _watch(user: Any, options: Options) -> Plain:
    subscribe(issue_topic(_found(user, options).pk), by=user)
    return _show(user, options)


def _unwatch(user: Any, options: Options) -> Plain:
    for each in Subscription.objects.filter(user_id=user.pk, topic=issue_topic(_found(user, options).pk)):
        unsubscribe(each, by=user)
    return _show(user, options)


def _attach(user: Any, options: Options) -> Plain:
    issue = _found(user, options)
    for path in options["files"]:
        _attach_one(issue, path, user, options["note"])
    return _show(user, options)


def _attach_one(issue: Issue, path: Path, user: Any, note: bool) -> None:
    with path.open("rb") as file:
        attach_file(issue, iter(lambda: file.read(256 * 1024), b""), path.name, by=user, note=note)


VERBS: dict[str, Callable[[Any, Options], Plain]] = {
    "list": _list, "show": _show, "new": _new, "comment": _comment, "set": _set, "close": _close, "reopen": _reopen,
    "assign": _assign, "take": _take, "star": _star, "unstar": _unstar, "watch": _watch, "unwatch": _unwatch,
    "attach": _attach, "dump": dumps.dump, "load": dumps.load,
}  # fmt: skip


# --- told


def told(paper: Paper, answer: Plain) -> str:
    """A list, one issue, or a dump."""
    if "counts" in answer:
        dumps.told(paper, answer)
    elif "items" in answer:
        _told_list(paper, answer)
    else:
        _told_issue(paper, answer)
    return str(paper)


def _told_list(paper: Paper, answer: Plain) -> None:
    for row in answer["items"]:
        marks = [row["resolution"] or row["status"], *row["labels"], *([f"★{row['stars']}"] if row["stars"] else [])]
        paper.entry(f"#{row['number']}", row["title"], f"({row['kind']}, {', '.join(marks)})", 7, style="dim")
    if not answer["items"]:
        paper.text("Nothing fits.")
    elif answer["more"]:
        paper.text("There are more; raise --limit, or ask for less.")


def _told_issue(paper: Paper, found: Plain) -> None:
    paper.title(found["title"], f"#{found['number']}, {found['kind']}, {found['resolution'] or found['status']}")
    for name in ("services", "labels", "versions", "priority", "severity", "assignee", "reviewer", "milestone"):
        if found[name]:
            paper.entry(name, _one_line(found[name]), column=9)
    if found["merged_into"]:
        closed = ", which is closed" if found["merged_into_closed"] else ""
        paper.entry("merged", f"into #{found['merged_into']}{closed}", column=9)
    paper.blank()
    for line in found["body"].splitlines():
        paper.text(line)
    for file in found["files"]:
        paper.entry("file", f"{file['name']}, {file['size']} bytes", column=9)
    for said in found["comments"]:
        paper.heading(f"{said['author'] or 'somebody'}, {said['created_at']:%Y-%m-%d %H:%M}{_class(said)}")
        for line in said["body"].splitlines():
            paper.text(line)


def _class(said: Plain) -> str:
    return "" if said["visibility"] == "public" else f" ({said['visibility']})"


def _one_line(value: Any) -> str:
    if isinstance(value, dict):
        return value["name"] if "name" in value else ", ".join(f"{ref} ({state})" for ref, state in value.items())
    return ", ".join(value) if isinstance(value, list) else str(value)
