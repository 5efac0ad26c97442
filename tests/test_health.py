"""Whoever watches the process asks two addresses."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from bailiwick import health
from bailiwick.lib.logs import JsonFormatter, doing


def test_a_living_process_says_ok_without_touching_the_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_a_migrated_database_makes_it_ready(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_missing_migration_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "pending_migrations", lambda: ["catalog.0002_more"])
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migrations are missing\n")


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_said(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> list[str]:
        raise DatabaseError

    monkeypatch.setattr(health, "pending_migrations", refuse)
    assert b"does not answer" in client.get("/readyz").content


def test_every_answer_carries_an_id_and_keeps_a_well_formed_one(client: Client) -> None:
    assert len(client.get("/healthz")["X-Request-ID"]) == 16
    assert client.get("/healthz", headers={"X-Request-ID": "from-the-proxy-1"})["X-Request-ID"] == "from-the-proxy-1"
    assert "\n" not in client.get("/healthz", headers={"X-Request-ID": "forged\nline-of-log"})["X-Request-ID"]


def test_a_log_line_is_json_with_the_ids_of_its_cause() -> None:
    record = logging.makeLogRecord({"name": "bailiwick.worker", "levelname": "INFO", "msg": "done", "job": 7})
    with doing(request="abc", event=42):
        line: dict[str, Any] = json.loads(JsonFormatter().format(record))
    assert (line["message"], line["request_id"], line["event_id"], line["job"]) == ("done", "abc", 42, 7)


def test_a_request_is_logged_without_its_query(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "bailiwick.request"):
        client.get("/healthz?secret=1")
    (line,) = [record for record in caplog.records if record.name == "bailiwick.request"]
    assert line.path == "/healthz"  # type: ignore[attr-defined]  # set through `extra=`
