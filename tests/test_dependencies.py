"""What we stand on is known: each dependency says what it saves us, each vendored file is the one it claims to be."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.source import PACKAGE, ROOT

PAGE = (ROOT / "docs" / "dependencies.md").read_text()
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
VENDORED = sorted(PACKAGE.rglob("VENDORED.toml"))


def plain(name: str) -> str:
    """A package's name without version and extras, as it is compared."""
    return re.split(r"[\[<>=!~; ]", name)[0].lower().replace("_", "-")


def named_in(file: str) -> set[str]:
    """What a list of requirements asks for by name."""
    lines = (ROOT / "requirements" / file).read_text().splitlines()
    return {plain(line) for line in lines if line and not line.startswith(("-", "#"))}


def test_every_runtime_dependency_says_what_it_saves_us() -> None:
    rows = {plain(row) for row in re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)}
    wanted = {plain(name) for name in PROJECT["project"]["dependencies"]}
    assert wanted <= rows, "each one has a row in docs/dependencies.md"


def test_the_project_and_the_lock_ask_for_the_same() -> None:
    asked = {plain(name) for name in PROJECT["project"]["dependencies"]}
    # setuptools builds the package itself, so the lock holds it too.
    assert named_in("run.in") - {"setuptools"} == asked


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_locked_dependency_has_its_hashes(name: str) -> None:
    lock = (ROOT / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=[a-z0-9])", lock.strip())
    assert len(entries) > 10
    assert not [entry.split()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry]


def test_the_tools_lock_the_same_versions_as_the_runtime() -> None:
    run, dev = (pins((ROOT / "requirements" / f"{name}.txt").read_text()) for name in ("run", "dev"))
    assert run.items() <= dev.items()


def pins(lock: str) -> dict[str, str]:
    """{package: version} of a lock."""
    return dict(re.findall(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^ \\]+)", lock, re.MULTILINE))


@pytest.mark.parametrize("listing", VENDORED, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_vendored_file_is_what_it_claims_to_be(listing: Path) -> None:
    listed = tomllib.loads(listing.read_text())["file"]
    for entry in listed:
        body = (listing.parent / entry["file"]).read_bytes()
        assert hashlib.sha256(body).hexdigest() == entry["sha256"], entry["file"]
        assert entry["version"] in PAGE
        assert f"`{entry['name']}`" in PAGE
        assert entry["licence"] in PAGE
    here = {path.name for path in listing.parent.iterdir()} - {listing.name}
    assert here == {entry["file"] for entry in listed}, "every file of this folder is listed"


def test_vendored_files_are_listed() -> None:
    folders = {path.parent for path in PACKAGE.rglob("vendor/*") if path.is_file()}
    assert folders == {listing.parent for listing in VENDORED}
