"""Where the bytes of files lie: in one folder, each once, under the digest of what they hold.

Bytes are written under a name of their own, flushed to the disk, and renamed once they are whole; only then a row
names them. So whenever a process is stopped, no row leads to half a file. What no row names is swept away later.
"""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from .errors import Refused

#: Bytes without a row are let go after so many seconds: by then whoever wrote them has finished or is gone.
OLD = 86_400
#: The folder of what is still being written.
INCOMING = "incoming"


@dataclass
class Incoming:
    """Bytes that are all here, under a name that nobody else knows."""

    path: Path
    digest: str
    size: int

    def settle(self) -> None:
        """Give them their place. The same bytes may be there already."""
        target = place(self.digest)
        if target.exists():
            target.touch()  # younger than what is swept away
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(self.path, target)
        _flush(target.parent)


def folder() -> Path:
    """The folder of all bytes."""
    return Path(settings.MEDIA_ROOT) / "attached"


def place(digest: str) -> Path:
    """Where the bytes with this digest lie, if they do."""
    return folder() / digest[:2] / digest


@contextmanager
def received(chunks: Iterable[bytes]) -> Iterator[Incoming]:
    """Write what comes in, a piece at a time; raises Refused when it is more than a file may be, or nothing."""
    waiting = folder() / INCOMING
    waiting.mkdir(parents=True, exist_ok=True)
    path = waiting / uuid.uuid4().hex
    try:
        yield _written(path, chunks)
    finally:
        path.unlink(missing_ok=True)


def _written(path: Path, chunks: Iterable[bytes]) -> Incoming:
    digest, size = hashlib.sha256(), 0
    with path.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            check_size(size)
            digest.update(chunk)
            file.write(chunk)
        if not size:
            raise Refused(_("This file is empty."), "files")
        file.flush()
        os.fsync(file.fileno())
    return Incoming(path, digest.hexdigest(), size)


def check_size(size: int) -> None:
    """Raises Refused for more bytes than a file may have."""
    if size > settings.FILE_MAX:
        most = f"{settings.FILE_MAX / 1024 / 1024:.0f} MB"
        raise Refused(_("A file may have %(most)s at most; put it elsewhere and link to it.") % {"most": most}, "files")


def _flush(where: Path) -> None:
    """A rename is kept once its folder is."""
    handle = os.open(where, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def beginning(digest: str, size: int) -> bytes:
    """The first bytes; none if they are gone."""
    with suppress(FileNotFoundError), place(digest).open("rb") as file:
        return file.read(size)
    return b""


def remove(digest: str) -> None:
    """Let the bytes go. Twice is once."""
    place(digest).unlink(missing_ok=True)


def forgotten(known: set[str]) -> Iterator[Path]:
    """What no row names, and what a process that was stopped has left; both older than a day."""
    before = time.time() - OLD
    for path in folder().glob("*/*"):
        with suppress(FileNotFoundError):
            if path.name not in known and path.stat().st_mtime < before:
                yield path
