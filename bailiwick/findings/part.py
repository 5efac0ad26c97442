"""What changes touched: a look at that part finds what a look at everything would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bailiwick.catalog.models import Alias, Change, Claim, Edit, Entity
from bailiwick.catalog.projection import entities_of
from bailiwick.catalog.queries.taken_back import document_change
from bailiwick.catalog.when import NEVER

#: What contains something: the same answer, said more or less exactly.
CONTAINED_IN = ("part_of", "provided_by")
#: So many steps up.
HIGHEST = 4
#: With more things than this, a look at everything costs little more.
MOST = 2_000
#: Steps that alter what a page is called, or that it is there and for whom.
NAMING = (Edit.Op.CREATE, Edit.Op.RENAME, Edit.Op.ALIAS, Edit.Op.MERGE, Edit.Op.SHOW, Edit.Op.REVERT)


@dataclass(frozen=True)
class Part:
    """The part of the catalog that a look is about."""

    #: Pages of which something is said, or no longer said, or who may see them.
    things: frozenset[int]
    #: Those of which lists may agree or disagree now: also where what contains an answer has changed.
    subjects: frozenset[int]
    #: The lists that speak of these things.
    lists: frozenset[int]
    #: Whether something is called otherwise.
    names: bool

    def conflicts(self) -> Q:
        """Of the findings that there are, those that a look at this part meets, or that are gone."""
        return Q(scope_id__in=self.subjects)

    def gaps(self) -> Q:
        """The same of what is missing."""
        return Q(scope_id__in=self.things)

    def dead(self) -> Q:
        """The same of dead lists."""
        return Q(said_by__in=self.lists)

    def duplicates(self) -> Q:
        """The same of merge suggestions: all or none, for any name may meet any other."""
        return Q() if self.names else Q(pk__in=[])


def part_of(changes: Sequence[Change]) -> Part | None:
    """What these touched; None when that is too much to be worth it."""
    things: set[int] = set()
    for change in changes:
        things |= entities_of(change)
        if len(things) > MOST:
            return None
    subjects = things | _inside(changes)
    if len(subjects) > MOST:
        return None
    return Part(frozenset(things), frozenset(subjects), frozenset(_lists(changes, things)), _named(changes))


def _inside(changes: Iterable[Change]) -> set[int]:
    """Things that are somewhere of which it is said otherwise now where that is."""
    shown = Edit.objects.filter(change__in=changes, op__in=NAMING).values("entity")
    said = Q(change__in=changes) | Q(pk__in=_replaced(changes)) | Q(subject__in=shown) | Q(object__in=shown)
    moved = set(Claim.objects.filter(said, predicate__in=CONTAINED_IN).values_list("subject_id", flat=True))
    below, fresh = set(moved), set(moved)
    for _step in range(HIGHEST - 1):
        if not fresh or len(below) > MOST:
            break
        inside = _pointing(fresh).filter(predicate__in=CONTAINED_IN)
        fresh = set(inside.values_list("subject_id", flat=True)) - below
        below |= fresh
    # One more than is worth it is enough to know.
    return set(_pointing(below).values_list("subject_id", flat=True).distinct()[: MOST + 1])


def _replaced(changes: Iterable[Change]) -> QuerySet[Claim, int]:
    """What these changes ended, corrected or said otherwise."""
    edited = Edit.objects.filter(change__in=changes, claim__isnull=False).values("claim")
    after = Claim.objects.filter(change__in=changes, replaces__isnull=False).values("replaces")
    return Claim.objects.filter(Q(pk__in=edited) | Q(pk__in=after)).values_list("pk", flat=True)


def _pointing(things: Iterable[int]) -> QuerySet[Claim]:
    return Claim.objects.filter(object__in=list(things), superseded_at=NEVER, recorded_at__lt=NEVER)


def _lists(changes: Iterable[Change], things: Iterable[int]) -> set[int]:
    """Whatever speaks of these things, or was read or taken back."""
    found: set[int] = set()
    for change in changes:
        document = document_change(change)
        if document is not None and document.lineage is not None:
            found |= {document.lineage.pk, document.lineage.derived_from_id or document.lineage.pk}
    ends = Q(subject__in=list(things)) | Q(object__in=list(things))
    return found | set(Claim.objects.filter(ends).values_list("witness_id", flat=True).distinct())


def _named(changes: Iterable[Change]) -> bool:
    """Whether any page has another name, handle or mail address now, or is there anew, or for others."""
    mail = Q(change__in=changes) | Q(pk__in=_replaced(changes))
    return (
        Alias.objects.filter(change__in=changes).exists()
        or Entity.objects.filter(change__in=changes).exists()
        or Edit.objects.filter(change__in=changes, op__in=NAMING).exists()
        or Claim.objects.filter(mail, predicate="mail").exists()
    )
