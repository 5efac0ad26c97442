"""What the catalog contributes to other rooms' pages."""

from __future__ import annotations

from bailiwick.lib.languages import once_per_language

from .models import EntityNow
from .vocabulary import KINDS


@once_per_language
def search_kinds() -> dict[str, str]:
    """The kinds a query line may name, with their words for people."""
    return {kind.name: str(kind.label) for kind in KINDS.values()}


def person(person_id: int) -> dict[str, str] | None:
    """Who an account's person is, for the account's own page."""
    row = EntityNow.objects.filter(entity_id=person_id).order_by("-class_from").first()
    return {"name": row.name, "url": f"/{row.kind}/{row.slug}/"} if row else None
