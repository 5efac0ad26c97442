"""`bailiwick doctor` says in plain words what is wrong."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError

from bailiwick.accounts.models import User
from bailiwick.clock import Duty
from bailiwick.duties import enrol, heartbeat, run_due
from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job
from bailiwick.management import examining
from bailiwick.models import Tick

pytestmark = pytest.mark.django_db

BEAT = (Duty("heartbeat", 20, "bailiwick.duties.heartbeat"),)


@pytest.fixture(autouse=True)
def healthy(settings: Any, tmp_path: Path) -> Path:
    """A desk where everything is well."""
    settings.DATA = tmp_path
    enrol(BEAT)
    run_due(BEAT)
    return tmp_path


def wrong() -> str:
    """The sentences that complain."""
    return "\n".join(finding.sentence for finding in examining.examine() if not finding.well)


def test_a_healthy_desk_has_nothing_to_complain_of() -> None:
    assert heartbeat() is None
    told = io.StringIO()
    call_command("doctor", stdout=told)
    assert "WRONG" not in told.getvalue()
    assert "a worker was seen" in told.getvalue()
    # On one's own machine the address is right, and not yet what others need.
    assert re.search(r"^note   links in mails and feeds begin with http://(127.0.0.1|localhost)", told.getvalue(), re.M)


def test_a_complaint_makes_the_exit_code_one(settings: Any) -> None:
    settings.SECRET_KEY = "short"
    told = io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("doctor", stdout=told)
    assert stop.value.code == 1
    assert "WRONG  BAILIWICK_SECRET_KEY is shorter" in told.getvalue()


def test_a_silent_worker_is_missed() -> None:
    Tick.objects.update(ran_at=datetime.now(UTC) - timedelta(minutes=10))
    assert "no worker runs (the last was seen at" in wrong()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=io.StringIO())


def test_before_the_first_start_nobody_misses_a_worker() -> None:
    Tick.objects.update(ran_at=None)
    told = io.StringIO()
    call_command("doctor", stdout=told)
    assert "note   no worker has been seen; start `bailiwick serve`\n" in told.getvalue()
    assert "WRONG" not in told.getvalue()


def test_a_job_that_was_given_up_wants_a_person() -> None:
    Job.objects.create(kind="catalog.nothing", by_id=User.objects.system("operator").pk, state=State.DEAD)
    assert "1 jobs were given up" in wrong()


def test_a_database_that_does_not_answer_or_does_not_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> list[str]:
        raise OperationalError("connection\nrefused")

    monkeypatch.setattr(examining, "pending_migrations", refuse)
    assert "the database does not answer (connection refused)" in wrong()
    monkeypatch.setattr(examining, "pending_migrations", lambda: ["catalog.0002_more"])
    assert "1 migrations are missing (catalog.0002_more …); run `bailiwick migrate`" in wrong()


@pytest.mark.parametrize(
    ("url", "tls", "proxy", "sentence"),
    [
        ("desk.example.org", False, False, "it should look like https://desk.example.org"),
        ("http://desk.example.org", False, False, "is not HTTPS"),
        ("https://desk.example.org", True, False, "would redirect to itself"),
        ("http://127.0.0.1:8000", False, False, "set BAILIWICK_URL to what people type"),
        ("https://desk.example.org", True, True, ""),
    ],
)
def test_the_address_has_to_be_safe(settings: Any, url: str, tls: bool, proxy: bool, sentence: str) -> None:
    settings.SITE_URL, settings.TLS, settings.BEHIND_PROXY = url, tls, proxy
    assert sentence in wrong() if sentence else not wrong()


def test_a_mail_server_that_does_not_answer(settings: Any) -> None:
    settings.SMTP_URL = "smtp://127.0.0.1:9"
    assert "the mail server of BAILIWICK_SMTP_URL does not answer" in wrong()


def test_a_key_that_others_can_read(healthy: Path) -> None:
    (healthy / "secret-key").write_text("k" * 60)
    (healthy / "secret-key").chmod(0o644)
    assert "others can read" in wrong()


def test_a_folder_that_is_not_there(settings: Any, healthy: Path) -> None:
    settings.DATA = healthy / "nowhere"
    assert "cannot be written" in wrong()
