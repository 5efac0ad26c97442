"""A desk of every earlier version can be brought to this one.

`scripts/record_upgrade_fixture.py` records a version's database when it is released. SQLite only: the migrations are
the same on PostgreSQL, where the suite runs all of them from nothing.
"""

from __future__ import annotations

import gzip
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.processes import bailiwick
from tests.source import ROOT

UPGRADE = ROOT / "tests" / "upgrade"
RECORDED = sorted(UPGRADE.glob("*.sqlite3.gz"))


@pytest.mark.parametrize("fixture", RECORDED, ids=lambda path: path.name.removesuffix(".sqlite3.gz"))
def test_a_recorded_desk_migrates_and_keeps_its_claims(fixture: Path, tmp_path: Path) -> None:
    (tmp_path / "bailiwick.sqlite3").write_bytes(gzip.decompress(fixture.read_bytes()))
    with closing(sqlite3.connect(tmp_path / "bailiwick.sqlite3")) as old:
        claims = old.execute("SELECT count(*) FROM catalog_claim").fetchone()
    migrated = bailiwick("migrate", "--verbosity", "0", data=tmp_path)
    assert migrated.returncode == 0, migrated.stderr
    assert bailiwick("rebuild", data=tmp_path).returncode == 0
    with closing(sqlite3.connect(tmp_path / "bailiwick.sqlite3")) as new:
        assert new.execute("SELECT count(*) FROM catalog_claim").fetchone() == claims
        assert new.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_migration_that_people_have_run_never_changes() -> None:
    changed = []
    for line in (UPGRADE / "landed.txt").read_text().splitlines():
        digest, name = line.split()
        if not (ROOT / name).is_file() or hashlib.sha256((ROOT / name).read_bytes()).hexdigest() != digest:
            changed.append(name)
    assert not changed


@pytest.mark.django_db
def test_the_migrations_say_all_that_the_models_say() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
