"""How far a change reaches: who may read its message, and on whose part it stands.

What people change here is as private as the most private thing in it. A document says many
things at once; that it was read at all is known to whoever may see one of them.
"""

from __future__ import annotations

from django.db.models import Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from . import projection
from .models import Change, Claim, Edit, Entity

#: The class of a statement: its own, or that of the more hidden of its ends.
LEVEL = Greatest("visibility", "subject__visibility", Coalesce("object__visibility", 0))


def reach(change: Change) -> tuple[int, int | None]:
    """The class of the change, and the one entity it is about (None for several)."""
    if change.lineage_id:
        said = Claim.objects.filter(Q(change=change) | Q(origin__in=change.references.values("origin")))
        return said.aggregate(least=Min(LEVEL))["least"] or 0, None
    claims = Claim.objects.filter(Q(change=change) | Q(pk__in=change.edits.exclude(claim=None).values("claim")))
    levels = claims.aggregate(level=Max(LEVEL))
    aliases = change.aliases.aggregate(own=Max("visibility"), entity=Max("entity__visibility"))
    edited = change.edits.aggregate(entity=Max("entity__visibility"))
    level = max(value or 0 for part in (levels, aliases, edited) for value in part.values())
    # Its message may speak of a hidden thing it names, so whoever reads it must see that one too.
    about = projection.subjects_of(change) | set(_hidden(claims))
    return level, about.pop() if len(about) == 1 else None


def _hidden(claims: QuerySet[Claim]) -> list[int | None]:
    return list(claims.filter(object__visibility__gt=0).values_list("object_id", flat=True))


def most_hidden(change: Change) -> int:
    """The class of the most private statement of a document: its figures count that one too."""
    return Claim.objects.filter(change=change).aggregate(most=Max(LEVEL))["most"] or 0


def follow(entity: Entity) -> None:
    """The entity was hidden: what was changed about it, or names it, is hidden with it, and does not come back."""
    said = Claim.objects.filter(Q(subject=entity) | Q(object=entity)).values("change")
    edited = Edit.objects.filter(Q(entity=entity) | Q(claim__object=entity)).values("change")
    touching = Change.objects.filter(Q(scope_id=entity.pk) | Q(pk__in=said) | Q(pk__in=edited))
    level = entity.visibility
    by_hand = touching.filter(lineage=None).values_list("pk", flat=True)
    named = Q(pk__in=list(by_hand))
    Change.objects.filter(named, visibility__lt=level).update(visibility=level)
    Change.objects.filter(named).exclude(scope_id=entity.pk).update(scope_id=None)
    for change in touching.exclude(lineage=None).iterator(chunk_size=500):
        least, _none = reach(change)
        report = change.report | {"most": max(level, change.report.get("most", 0))}
        Change.objects.filter(pk=change.pk).update(visibility=max(least, change.visibility), report=report)
