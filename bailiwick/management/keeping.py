"""Backups: one tar file with the database, the files, the key, and a manifest of digests.

The database is copied while everything runs (SQLite's online backup, or `pg_dump`). Restoring checks every digest
before it touches anything, and puts the database in place as one transaction.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import connection

from bailiwick import __version__
from bailiwick.accounts.models import User
from bailiwick.catalog.models import Change
from bailiwick.management.place import begin, no_desk
from bailiwick.tracker.blobs import INCOMING

FORMAT = 1
DATABASE, FILES, KEY, MANIFEST = "database", "files", "secret-key", "manifest.json"


def back_up(target: Path) -> dict[str, Any]:
    """Write the backup; the file appears under its name only when it is whole. Returns the manifest."""
    if target.exists():
        raise CommandError(f"{target} exists already; choose another name")
    with staging(target.parent) as folder:
        dump_database(folder / DATABASE)
        found = dict(contents(folder))
        manifest = describe(found)
        (folder / MANIFEST).write_text(json.dumps(manifest, indent=2, sort_keys=True))
        unfinished = folder / "backup.tar"
        with tarfile.open(unfinished, "w") as tar:
            tar.add(folder / MANIFEST, MANIFEST)
            for name, path in found.items():
                tar.add(path, name)
        unfinished.chmod(0o600)
        os.replace(unfinished, target)
    return manifest


def restore(source: Path, *, replace: bool) -> dict[str, Any]:
    """Put a backup in place of this desk. Returns its manifest."""
    require_backup(source)
    if not (replace or no_desk() or desk_is_empty()):
        raise CommandError("there is a desk here already; --replace puts the backup in its place")
    data = Path(settings.DATA)
    with staging(next(there for there in (data, *data.parents) if there.is_dir())) as folder:
        manifest = unpack(source, folder)
        begin()
        load_database(folder / DATABASE)
        put_in_place(folder)
    return manifest


@contextmanager
def staging(parent: Path) -> Iterator[Path]:
    """A folder on the same disk, so that the last step is a rename."""
    if not parent.is_dir():
        raise CommandError(f"there is no folder {parent}")
    with tempfile.TemporaryDirectory(prefix=".bailiwick-", dir=parent) as folder:
        yield Path(folder)


def contents(folder: Path) -> Iterator[tuple[str, Path]]:
    """(name in the backup, file) of everything that belongs to it.

    The database was copied before, so every file that it names is there; what is just coming in is left out.
    """
    yield DATABASE, folder / DATABASE
    if (key := settings.DATA / KEY).exists():
        yield KEY, key
    files = Path(settings.MEDIA_ROOT)
    for path in sorted(files.rglob("*")):
        if path.is_file() and path.parent.name != INCOMING:
            yield f"{FILES}/{path.relative_to(files)}", path


def describe(found: Mapping[str, Path]) -> dict[str, Any]:
    """What the backup holds and how to know it again."""
    return {
        "format": FORMAT,
        "version": __version__,
        "database": connection.vendor,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "digests": {name: digest(path) for name, path in found.items()},
    }


def digest(path: Path) -> str:
    """SHA-256 of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def require_backup(source: Path) -> None:
    """The plain mistakes, in plain words: a name mistyped, or another file."""
    if not source.is_file():
        raise CommandError(f"there is no file {source}")
    try:
        known = tarfile.is_tarfile(source)
    except OSError as error:
        raise CommandError(f"{source} cannot be read ({error.strerror})") from error
    if not known:
        raise CommandError(f"{source} is no backup of Bailiwick")


def unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Everything out of the tar and checked; a file that was cut short or changed is refused here."""
    try:
        with tarfile.open(source) as tar:
            tar.extractall(folder, filter="data")
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text())
        expected = dict(manifest["digests"])
    except (OSError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{source} is no backup of Bailiwick, or it is damaged ({error})") from error
    if manifest["format"] != FORMAT:
        raise CommandError(f"{source} has format {manifest['format']}; this version reads {FORMAT}")
    if manifest["database"] != connection.vendor:
        raise CommandError(f"{source} was made on {manifest['database']}, and this desk is on {connection.vendor}")
    found = {str(path.relative_to(folder)): digest(path) for path in folder.rglob("*") if path.is_file()}
    found.pop(MANIFEST)
    if found != expected:
        wrong = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
        raise CommandError(f"{source} is damaged: {wrong[0]} is not what was backed up")
    return manifest


def put_in_place(folder: Path) -> None:
    """The files and the key, each by a rename."""
    files, old = Path(settings.MEDIA_ROOT), folder / "replaced"
    (folder / FILES).mkdir(exist_ok=True)
    # A rename where both are on one disk.
    if files.exists():
        shutil.move(files, old)
    shutil.move(folder / FILES, files)
    if (folder / KEY).exists():
        os.replace(folder / KEY, settings.DATA / KEY)
        (settings.DATA / KEY).chmod(0o600)


def desk_is_empty() -> bool:
    """No table yet, or neither a person's account nor a change in it."""
    if Change._meta.db_table not in connection.introspection.table_names():
        return True
    return not (Change.objects.exists() or User.objects.filter(kind=User.Kind.PERSON).exists())


def dump_database(target: Path) -> None:
    """The state of one moment, while others go on writing."""
    if connection.vendor == "postgresql":
        postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}")
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)


def load_database(source: Path) -> None:
    """All of it or nothing: one transaction on either database."""
    if connection.vendor == "postgresql":
        connection.close()
        words = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        postgres("pg_restore", *words, str(source))
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(source)) as copy:
        copy.backup(connection.connection)
    connection.close()


def postgres(program: str, *words: str) -> None:
    """Run one of PostgreSQL's own programs against our database."""
    if shutil.which(program) is None:
        raise CommandError(f"{program} is missing; it comes with PostgreSQL's client programs")
    given = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    env = os.environ | {variable: str(given[name]) for variable, name in names.items() if given[name]}
    done = subprocess.run(
        [program, f"--dbname={given['NAME']}", *words], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandError(f"{program}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}")
