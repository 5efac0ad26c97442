"""The least a page can cost: sqlite3, one query for the rows, one for the names, HTML by hand.

`granian --interface wsgi bench.bare:application` with BARE_DATABASE; `/card/<kind>/<slug>/`, `/list/<kind>/`.
It serves the rows of our pages, without anything around them: no sign-in, no rights, no time, no look. `/same/` asks
what one of our pages asked (BARE_QUERIES: a file of `[[sql, parameters], …]`) and writes the longest answer.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

NEVER = "9999-12-31 00:00:00"
database = sqlite3.connect(os.environ.get("BARE_DATABASE", ":memory:"), check_same_thread=False)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    what, _, rest = environ["PATH_INFO"].strip("/").partition("/")
    kind, _, slug = rest.partition("/")
    body = (PAGES[what](kind, slug) if what in PAGES else "").encode()
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    return [body]


def card(kind: str, slug: str) -> str:
    [(pk, name)] = database.execute(
        "SELECT entity_id, name FROM catalog_entitynow WHERE kind = ? AND slug = ? AND class_from = 0", [kind, slug]
    )
    sql = "SELECT predicate, {end}, value, from_latest, attested_on FROM catalog_claim"
    sql += " WHERE {key} = ? AND superseded_at = ?"
    said = database.execute(sql.format(end="object_id", key="subject_id"), [pk, NEVER]).fetchall()
    said += database.execute(sql.format(end="subject_id", key="object_id"), [pk, NEVER]).fetchall()
    named = names({row[1] for row in said if row[1]})
    lines = [
        f"<dt>{predicate}</dt><dd>{named.get(end) or escape(value or '')} since {began}, stated {stated}</dd>"
        for predicate, end, value, began, stated in said
    ]
    return page(name, f"<dl>{''.join(lines)}</dl>")


def rows(kind: str, _slug: str) -> str:
    found = database.execute(
        "SELECT slug, name, responsible, hosts, attested_on FROM catalog_entitynow"
        " WHERE kind = ? AND class_from = 0 ORDER BY sort LIMIT 50",
        [kind],
    ).fetchall()
    ends = [(json.loads(row[2]), json.loads(row[3])) for row in found]
    named = names({pk for pair in ends for part in pair for pk in part})
    lines = [
        f"<tr><td><a href=/{kind}/{slug}/>{escape(name)}</a>"
        f"<td>{told(who, named)}<td>{told(where, named)}<td>{attested}"
        for (slug, name, _, _, attested), (who, where) in zip(found, ends, strict=True)
    ]
    return page(kind, f"<table>{''.join(lines)}</table>")


def told(ids: list[int], named: dict[int, str]) -> str:
    return ", ".join(named[pk] for pk in ids if pk in named)


def names(ids: set[int]) -> dict[int, str]:
    marks = ",".join("?" * len(ids))
    sql = f"SELECT entity_id, kind, slug, name FROM catalog_entitynow WHERE class_from = 0 AND entity_id IN ({marks})"
    return {pk: f"<a href=/{kind}/{slug}/>{escape(name)}</a>" for pk, kind, slug, name in database.execute(sql, [*ids])}


def page(title: str, body: str) -> str:
    return f"<!doctype html><title>{escape(title)}</title><h1>{escape(title)}</h1>{body}"


def issues(status: str, _slug: str) -> str:
    """The list of 50: the issues of this status that moved last, with service, people and labels."""
    found = database.execute(
        "SELECT i.id, i.title, i.kind, i.stars, i.comments, i.activity_at, i.scope_id, u.handle,"
        " (SELECT group_concat(l.slug) FROM tracker_issuelabel il JOIN tracker_label l ON l.id = il.label_id"
        "  WHERE il.issue_id = i.id)"
        " FROM tracker_issue i LEFT JOIN accounts_user u ON u.id = i.assignee_id"
        " WHERE i.closed = 0 AND i.status = ? AND i.visibility <= 1 ORDER BY i.activity_at DESC, i.id DESC LIMIT 50",
        [status],
    ).fetchall()
    named = names({row[6] for row in found if row[6]})
    lines = [
        f"<tr><td><a href=/issues/{pk}/>#{pk} {escape(title)}</a><td>{kind}<td>{stars}<td>{comments}<td>{at}"
        f"<td>{named.get(scope, '')}<td>{who or ''}<td>{labels or ''}"
        for pk, title, kind, stars, comments, at, scope, who, labels in found
    ]
    return page(status, f"<table>{''.join(lines)}</table>")


def issue(number: str, _slug: str) -> str:
    """One issue with its comments."""
    [(title, body, at)] = database.execute("SELECT title, body, created_at FROM tracker_issue WHERE id = ?", [number])
    said = database.execute(
        "SELECT c.body, c.created_at, u.handle FROM tracker_comment c JOIN accounts_user u ON u.id = c.author_id"
        " WHERE c.issue_id = ? AND c.visibility <= 1 ORDER BY c.id",
        [number],
    ).fetchall()
    lines = [f"<article><p>{who}, {when}</p><p>{escape(text)}</p></article>" for text, when, who in said]
    return page(title, f"<p>{at}</p><p>{escape(body)}</p>{''.join(lines)}")


def same(_kind: str, _slug: str) -> str:
    """The queries of one of our pages, word for word, and the rows of its list."""
    answers = [database.execute(sql, parameters).fetchall() for sql, parameters in QUERIES]
    lines = ["<tr>" + "".join(f"<td>{escape(str(cell))}" for cell in row) for row in max(answers, key=len)]
    return page("the same", f"<table>{''.join(lines)}</table>")


QUERIES = json.loads(Path(os.environ["BARE_QUERIES"]).read_text()) if "BARE_QUERIES" in os.environ else []
PAGES = {"card": card, "list": rows, "issues": issues, "issue": issue, "same": same}
