"""Rows of bytes; `blobs.py` keeps the bytes themselves and knows no table."""

from __future__ import annotations

from typing import Any

from bailiwick.jobs import enqueue

from .file_types import is_picture
from .models import Blob


def keep_blob(digest: str, size: int, kind: str, by: Any) -> Blob:
    """The row of bytes that are in their place."""
    blob, new = Blob.objects.get_or_create(digest=digest, defaults={"size": size})
    if new and is_picture(kind):
        enqueue("tracker.make_thumbnail", {"digest": blob.digest}, by)
    return blob
