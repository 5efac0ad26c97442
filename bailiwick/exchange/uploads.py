"""A file that somebody handed in by the web, until its import has run."""

from __future__ import annotations

import time
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.catalog.errors import Refused
from bailiwick.lib.guarded import LIMIT, MEGABYTE

#: Files that nobody went on with are removed after a day.
FORGOTTEN = 24 * 3600
SALT = "exchange.upload"


def folder() -> Path:
    """Where they lie; shared between the machines of one desk, as all its files are."""
    path = Path(settings.MEDIA_ROOT) / "imports"
    path.mkdir(parents=True, exist_ok=True)
    return path


def keep_upload(upload: Any, *, by: Any) -> str:
    """Store the file; returns a signed word that leads back to it. Raises Refused for one that is too large."""
    require(by, "import.run")
    if upload.size > LIMIT:
        raise Refused(_("at most %(mb)s MB are read") % {"mb": LIMIT // MEGABYTE})
    _sweep()
    path = folder() / f"{uuid.uuid4().hex}{Path(upload.name).suffix.lower()[:8]}"
    with path.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return signing.dumps({"file": path.name, "name": Path(upload.name).name[:200], "by": by.pk}, salt=SALT)


def open_upload(word: str, *, by: Any) -> tuple[str, str]:
    """Path and name of a file this person handed in; raises Refused when it is gone."""
    require(by, "import.run")
    try:
        kept = signing.loads(word, salt=SALT, max_age=FORGOTTEN)
    except signing.BadSignature:
        kept = {}
    path = folder() / str(kept.get("file", "-"))
    if kept.get("by") != by.pk or not path.is_file():
        raise Refused(_("the file is not here any more; choose it again"))
    return str(path), kept["name"]


def forget(path: str) -> None:
    """Remove a file that lies here; others are left alone."""
    if Path(path).parent == folder():
        Path(path).unlink(missing_ok=True)


def _sweep() -> None:
    for path in folder().iterdir():
        if path.stat().st_mtime < time.time() - FORGOTTEN:
            path.unlink(missing_ok=True)
