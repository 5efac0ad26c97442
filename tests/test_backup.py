"""What was backed up comes back: every row, every file, the key; a damaged file changes nothing."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from bailiwick.accounts.actions import create_account
from bailiwick.accounts.models import User
from bailiwick.management import keeping
from tests.grounds.files import need

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(settings: Any, tmp_path: Path) -> Path:
    """A desk with an account and two files."""
    need(connection.vendor == "sqlite" or shutil.which("pg_dump"), "pg_dump")
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    (tmp_path / "files" / "plans").mkdir(parents=True)
    (tmp_path / "files" / "plans" / "rack.txt").write_text("unit 7: a lamp")
    (tmp_path / "secret-key").write_text("k" * 50)
    create_account("ada@example.org", "ada", by=User.objects.system("operator"))
    return tmp_path


def everything() -> dict[str, list[Any]]:
    """Every row of every table."""
    return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in apps.get_models()}


def test_a_restored_desk_is_the_one_that_was_backed_up(desk: Path) -> None:
    before = everything()
    call_command("backup", str(desk / "monday.tar"), stdout=io.StringIO())
    assert (desk / "monday.tar").stat().st_mode & 0o777 == 0o600

    User.objects.filter(handle="ada").update(handle="eve")
    create_account("bob@example.org", "bob", by=User.objects.system("operator"))
    (desk / "files" / "plans" / "rack.txt").write_text("unit 8")
    (desk / "files" / "later.txt").write_text("not there on monday")
    (desk / "secret-key").write_text("other")

    call_command("restore", str(desk / "monday.tar"), "--replace", stdout=io.StringIO())
    assert everything() == before
    assert [path.name for path in sorted((desk / "files").rglob("*.txt"))] == ["rack.txt"]
    assert (desk / "files" / "plans" / "rack.txt").read_text() == "unit 7: a lamp"
    assert (desk / "secret-key").read_text() == "k" * 50
    assert not list(desk.glob(".bailiwick-*")), "nothing is left lying about"


def test_a_desk_in_use_is_not_replaced_unasked(desk: Path) -> None:
    call_command("backup", str(desk / "monday.tar"), stdout=io.StringIO())
    before = everything()
    with pytest.raises(CommandError, match="--replace"):
        keeping.restore(desk / "monday.tar", replace=False)
    assert everything() == before


def test_an_empty_desk_takes_a_backup_without_asking(desk: Path) -> None:
    call_command("backup", str(desk / "monday.tar"), stdout=io.StringIO())
    call_command("flush", interactive=False, verbosity=0)
    keeping.restore(desk / "monday.tar", replace=False)
    assert User.objects.filter(handle="ada").exists()


def test_a_backup_is_never_overwritten(desk: Path) -> None:
    (desk / "monday.tar").write_text("the only one")
    with pytest.raises(CommandError, match="exists already"):
        keeping.back_up(desk / "monday.tar")
    assert (desk / "monday.tar").read_text() == "the only one"


def test_a_mistyped_name_or_another_file_is_said_in_one_line(desk: Path) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(desk / "nofile"))
    assert str(refused.value) == f"there is no file {desk / 'nofile'}"
    (desk / "notes.txt").write_text("buy lamps\n")
    with pytest.raises(CommandError) as refused:
        call_command("restore", str(desk / "notes.txt"), "--replace")
    assert str(refused.value) == f"{desk / 'notes.txt'} is no backup of Bailiwick"


@pytest.mark.parametrize("harm", ["cut", "changed", "nonsense", "other database", "newer format"])
def test_a_damaged_or_foreign_backup_changes_nothing(desk: Path, harm: str) -> None:
    backup = desk / "monday.tar"
    keeping.back_up(backup)
    damage(backup, harm)
    before = everything()
    with pytest.raises(CommandError, match=r"damaged|no backup|was made on|has format"):
        keeping.restore(backup, replace=True)
    assert everything() == before
    assert (desk / "files" / "plans" / "rack.txt").exists()


def damage(backup: Path, harm: str) -> None:
    """What time, disks and people do to files."""
    whole = backup.read_bytes()
    if harm == "cut":
        backup.write_bytes(whole[: len(whole) // 2])
    elif harm == "changed":
        backup.write_bytes(whole.replace(b"unit 7", b"unit 9"))
    elif harm == "nonsense":
        backup.write_bytes(b"\x00\xff" * 5000)
    else:
        manifest = {"format": 1 if harm == "other database" else 99, "database": "oracle", "digests": {}}
        with tarfile.open(backup, "w") as tar:
            member = tarfile.TarInfo("manifest.json")
            member.size = len(text := json.dumps(manifest).encode())
            tar.addfile(member, io.BytesIO(text))
