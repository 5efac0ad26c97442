"""Nothing that a person can set, call or meet is missing from the documents."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache

import pytest
from django.core.management import get_commands

from bailiwick.api.errors import CODES
from bailiwick.catalog.vocabulary import KINDS, PREDICATES
from bailiwick.permissions import PERMISSIONS
from bailiwick.reactions import REACTIONS
from tests.source import ROOT, calls, literals, modules


@cache
def documents() -> str:
    """All of `docs/` and the first page."""
    return "\n".join(path.read_text() for path in [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"])


def missing(words: object) -> list[str]:
    """Words that stand nowhere in the documents as code or in a code block."""
    text = documents()
    return [word for word in sorted(words) if not re.search(rf"(?<![\w./-]){re.escape(word)}(?![\w-])", text)]  # type: ignore[call-overload]  # any iterable of words


def test_every_setting_is_documented() -> None:
    (settings,) = (module for module in modules() if module.name == "bailiwick/settings.py")
    names = {
        f"BAILIWICK_{word}"
        for name in ("env", "env_bool")
        for call in calls(settings.tree, name)
        if call.args
        for word in literals(call.args[0])
        if re.fullmatch("[A-Z_]+", word)
    }
    assert len(names) > 15
    assert not missing(names)


def test_settings_are_read_in_one_file() -> None:
    readers = {
        module.name
        for module in modules()
        if re.search(r"environ(\.get\(|\[)\s*[\"']BAILIWICK_", module.path.read_text())
    }
    # The supervisor starts without Django, so it reads the form of its log lines itself.
    assert readers <= {"bailiwick/lib/supervise.py"}


def test_every_event_kind_is_documented() -> None:
    assert not missing(REACTIONS)


def test_every_permission_is_documented() -> None:
    assert not missing(PERMISSIONS)


def test_every_word_of_the_catalog_is_documented() -> None:
    assert not missing([*KINDS, *PREDICATES])


def test_every_command_is_documented() -> None:
    ours = [name for name, app in get_commands().items() if str(app).startswith("bailiwick")]
    assert not missing(f"bailiwick {name.replace('_', '-')}" for name in ours)


@pytest.mark.django_db
def test_every_address_of_the_api_is_documented(client: object) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]  # type: ignore[attr-defined]  # pytest-django's client
    assert paths
    assert not [path for path in paths if path not in documents()]


def test_every_code_of_a_refusal_is_in_the_table_of_the_api() -> None:
    said = {
        word
        for module in modules()
        for name in ("error_response", "ApiError")
        for call in calls(module.tree, name)
        for keyword in call.keywords
        if keyword.arg == "code"
        for word in literals(keyword.value)
    }
    assert {"refused", "crossed", "scope_missing"} <= said
    table = re.findall(r"^\| \d+ \| `(\w+)` \|", (ROOT / "docs/api.md").read_text(), re.MULTILINE)
    assert said - {""} | set(CODES.values()) == set(table)


def test_the_reference_is_up_to_date() -> None:
    checked = subprocess.run(
        [sys.executable, "scripts/reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for document in [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", document.read_text()):
            if not target.startswith("/") and not (document.parent / target).exists():
                broken.append(f"{document.relative_to(ROOT)} → {target}")
    assert not broken


def test_every_test_that_a_document_names_exists() -> None:
    known = {path.name for folder in ("tests", "bailiwick") for path in (ROOT / folder).rglob("test_*.py")}
    named = set(re.findall(r"`(test_\w+\.py)`", documents()))
    assert len(named) > 20
    assert named <= known
