"""Lists through time and their documents, as far as they are in the book and say something the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from bailiwick.lib.one_of import OneOf

from ..models import Claim, Lineage, Reference, Source
from ..when import NEVER
from .whole import whole_q


def lineages(user: Any) -> QuerySet[Lineage]:
    """Lists of which this reader may see at least one document; and what people state here, which is no secret."""
    read = _seen(user, Source.objects.filter(lineage=OuterRef("pk"), recorded_at__lt=NEVER))
    seen = Lineage.objects.filter(Exists(read))
    # The list that is retold is named only where it may be seen itself; else the reader hears of none.
    return seen.prefetch_related(Prefetch("derived_from", seen))


def lineage_named(user: Any, name: str) -> Lineage | None:
    """One list."""
    return lineages(user).filter(name=name).first()


def sources(user: Any, lineage: str = "") -> QuerySet[Source]:
    """Documents in the book; those of one list. What people state at this desk is in its changes."""
    found = Source.objects.filter(recorded_at__lt=NEVER, lineage__by_hand=False).select_related("lineage")
    return _seen(user, found.filter(lineage__name=lineage) if lineage else found)


def titled(user: Any, ids: Iterable[int]) -> QuerySet[Source]:
    """These documents, also when they are only proposed, as far as the reader may know what they are called."""
    return _seen(user, Source.objects.filter(OneOf("pk", ids, leads=True)))


def source_named(user: Any, slug: str) -> Source | None:
    """One document."""
    return sources(user).filter(slug=slug).first()


def _seen(user: Any, found: QuerySet[Source]) -> QuerySet[Source]:
    """Title and name of a document may tell what it is about, so it is as hidden as all that it says."""
    said = Claim.objects.filter(whole_q(user), origin=OuterRef("origin"))
    any_ = Reference.objects.filter(source=OuterRef("pk"))
    return found.filter(Exists(any_.filter(Exists(said))) | ~Exists(any_))


def withheld(user: Any) -> set[int]:
    """Documents in which everything is hidden from this reader."""
    shown = _seen(user, Source.objects.all()).values("pk")
    return set(Source.objects.exclude(pk__in=shown).values_list("pk", flat=True))
