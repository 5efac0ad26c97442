"""The catalog for programs, under /api/v1/: everything a page shows, and every verb.

`docs/api.md` tells it with examples. A view finds what the reader may see, calls one
query or one action, and answers; what the catalog refuses is a 422 with one sentence.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from bailiwick.api.toolkit import error_response

from . import changes, entities, finding, people, review, timeline, words

router = Router()
for part in (entities, timeline, changes, review, finding, people, words):
    router.add_router("", part.router)


def refused(request: HttpRequest, exc: Any) -> HttpResponse:
    """What the catalog says no to (`errors.Refused`), in the one shape."""
    return error_response(request, 422, str(exc), code="refused")
