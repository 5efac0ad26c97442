"""The documented production settings leave nothing to warn of, and a browser is told to be careful."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.test import Client

from tests.processes import bailiwick
from tests.source import ROOT


def documented_settings() -> dict[str, str]:
    """The block of `docs/run.md` that a person copies."""
    block = re.search(r"```ini\n# production\n(.*?)```", (ROOT / "docs" / "run.md").read_text(), re.DOTALL)
    assert block
    pairs = (line.split("=", 1) for line in block[1].splitlines() if line.startswith("BAILIWICK_"))
    return {name.removeprefix("BAILIWICK_"): value for name, value in pairs}


def test_the_documented_production_settings_pass_the_deployment_check(tmp_path: Path) -> None:
    given = documented_settings() | {"SECRET_KEY": "p" * 60 + "roduction", "DATABASE_URL": ""}
    given["DATABASE_URL"] = f"sqlite:////{tmp_path}/desk.sqlite3"
    given.pop("DATA", None)
    checked = bailiwick("check", "--deploy", "--fail-level", "WARNING", data=tmp_path, **given)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_wrong_setting_is_one_line(tmp_path: Path) -> None:
    refused = bailiwick("check", data=tmp_path, DATABASE_URL="mysql://nope")
    assert refused.returncode == 2
    assert refused.stderr == "bailiwick: settings: BAILIWICK_DATABASE_URL must start with sqlite:/// or postgresql://\n"


def test_the_browser_may_load_only_what_is_ours(client: Client) -> None:
    policy = client.get("/healthz")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert re.search(r"script-src 'self'(;|$)", policy)
    assert re.search(r"style-src 'self'(;|$)", policy)


def test_pages_may_not_be_framed_or_sniffed(client: Client) -> None:
    headers = client.get("/healthz").headers
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert headers["Referrer-Policy"] == "same-origin"


def test_passwords_are_hashed_with_argon2() -> None:
    hashers = [name for name in settings.PASSWORD_HASHERS if "MD5" not in name]
    assert hashers[0] == "bailiwick.lib.hashers.Argon2"


def test_sqlite_is_opened_so_that_what_was_accepted_survives_a_power_cut() -> None:
    from bailiwick.settings import database

    options = database("sqlite:////srv/desk.sqlite3")["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]
