"""Keeping what was read, so that a quote can be shown beside the fact it became."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction

from bailiwick.access import Level, require
from bailiwick.events.journal import record

from ..models import Evidence

#: Larger documents are known by their digest alone: nobody reads a machine list of 100 MB line by line.
LARGEST = 1_000_000


@transaction.atomic
def keep_evidence(body: bytes, *, media_type: str, by: Any, visibility: int = Level.STAFF) -> Evidence | None:
    """Keep a document once, by content; None when it is larger than a megabyte."""
    require(by, "import.run")
    if len(body) > LARGEST:
        return None
    digest = hashlib.sha256(body).hexdigest()
    kept, made = Evidence.objects.get_or_create(
        digest=digest, defaults={"media_type": media_type, "body": body, "visibility": int(visibility)}
    )
    if made:
        record("evidence.kept", by=by, about=("evidence", kept.pk))
    return kept
