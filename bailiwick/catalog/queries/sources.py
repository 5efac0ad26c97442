"""Lists through time and their documents, as far as they are in the book."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from ..models import Lineage, Source
from ..when import NEVER


def lineages() -> QuerySet[Lineage]:
    """Lists of which at least one document is in the book."""
    read = Source.objects.filter(lineage=OuterRef("pk"), recorded_at__lt=NEVER)
    return Lineage.objects.filter(Exists(read)).select_related("derived_from")


def lineage_named(name: str) -> Lineage | None:
    """One list."""
    return lineages().filter(name=name).first()


def sources(lineage: str = "") -> QuerySet[Source]:
    """Documents in the book; those of one list. What people state at this desk is in its changes."""
    found = Source.objects.filter(recorded_at__lt=NEVER, lineage__by_hand=False).select_related("lineage")
    return found.filter(lineage__name=lineage) if lineage else found


def source_named(slug: str) -> Source | None:
    """One document."""
    return sources().filter(slug=slug).first()
