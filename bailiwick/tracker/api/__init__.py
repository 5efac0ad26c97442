"""The tracker for programs, under /api/v1/: everything that its pages show, and every verb.

`docs/api.md` tells it with examples. People are handles, things of the catalog `kind/slug`, words and labels slugs.
"""

from __future__ import annotations

from ninja import NinjaAPI, Router

from bailiwick.search.grammar import Mistake

from ..errors import Crossed, Refused
from . import code, comments, files, issues, joins, refusals, words

router = Router(tags=["issues"])
for part in (issues, comments, joins, files, code, words):
    router.add_router("", part.router)


def add_refusals(api: NinjaAPI) -> None:
    """Teach an API what the tracker says no to."""
    api.add_exception_handler(Refused, refusals.refused)
    api.add_exception_handler(Crossed, refusals.crossed)
    api.add_exception_handler(Mistake, refusals.mistaken)
