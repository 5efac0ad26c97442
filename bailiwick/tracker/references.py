"""Looking up how things stand elsewhere, where the other side has a public API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import ModuleType
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from bailiwick.adapters import adapter
from bailiwick.lib.fetching import NotFetched, fetch_json
from bailiwick.lib.forges import MOST_FILES

from .actions.references import note_state
from .models import Reference
from .troubles import FILES, FIRST

#: Asked again after so long; what is over once is asked no more often than that.
AGAIN, OVER_AGAIN = timedelta(hours=6), timedelta(days=7)
AT_ONCE = 50
#: Questions about the files of one pull request: 50 of them at a time, and whether there are more.
MOST_PAGES = MOST_FILES // 50 + 1
_KINDS = (Reference.Kind.ISSUE, Reference.Kind.PULL_REQUEST)
_OVER = ("closed", "merged")


def due() -> Any:
    """References to ask about, those never asked first."""
    now = timezone.now()
    late = Q(state_at=None) | Q(state_at__lt=now - OVER_AGAIN) | (Q(state_at__lt=now - AGAIN) & ~Q(state__in=_OVER))
    return Reference.objects.filter(late, kind__in=_KINDS).order_by(F("state_at").asc(nulls_first=True), "pk")


def ask_again(reference: Reference, *, by: Any, beat: Callable[[], None] = lambda: None) -> None:
    """Ask the other side and keep what it says; what is not known there is left to people.

    `beat` is called before each further question: a long list of files takes many.
    """
    parts = urlsplit(reference.url)
    forge = forge_of(parts)
    question = forge.question(parts) if forge else ""
    if forge is None or not question:
        note_state(reference, by=by, state=reference.state, title=reference.title)
        return
    try:
        state, title = forge.answer(_fetch(question))
    except NotFetched as error:
        note_state(reference, by=by, trouble=str(error))
        return
    files, trouble = _files(forge, parts, beat)
    note_state(reference, by=by, state=state, title=title, files=files, trouble=trouble)


def _files(forge: ModuleType, parts: SplitResult, beat: Callable[[], None]) -> tuple[list[str], str]:
    """The files of a pull request, and why these are not all of them (see `troubles.py`)."""
    found = dict[str, None]()
    for page in range(1, MOST_PAGES + 1):
        beat()
        question = forge.files_question(parts, page)
        try:
            listed = forge.files(_fetch(question)) if question else []
        except NotFetched as error:
            return list(found), f"{FILES} {error}"
        fresh = [path for path in listed if path not in found]
        found |= dict.fromkeys(fresh)
        if len(found) > MOST_FILES:
            break
        # A host that knows no pages sends the same one again.
        if not fresh or len(listed) < forge.FULL:
            return list(found), ""
    kept = list(found)[:MOST_FILES]
    return kept, f"{FILES} {FIRST} {len(kept)}"


def forge_of(parts: SplitResult) -> ModuleType | None:
    """The adapter for this host, by the setting that names hosts."""
    name = settings.FORGES.get(parts.netloc.lower())
    return adapter("forge", name) if name else None


def _fetch(url: str) -> Any:
    return fetch_json(url, private=settings.ASK_PRIVATE, agent=f"Bailiwick ({settings.SITE_URL})")
