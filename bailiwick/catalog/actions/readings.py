"""From readings of a list to intervals: rule 2 of the design, over rows.

The usual case, a document newer than all before it, costs one query for what it no
longer says. A document that arrives late makes the whole list's intervals be derived
again from its references, so the order of arrival does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet

from bailiwick.lib.batches import batches

from .. import versions
from ..lines import figures, lines_of, rejected
from ..models import Change, Claim, Edit, Lineage, Reference, Ruling, Source
from ..vocabulary import PREDICATES
from ..when import BEGINNING, FOREVER, NEVER, Reading, Span, episodes

ONE_VALUED = [name for name, predicate in PREDICATES.items() if predicate.one]
BATCH = 500


def root_of(lineage: Lineage) -> Lineage:
    """The witness: a retelling counts as a later look at the list it retells."""
    return lineage.derived_from or lineage


def witness_of(change: Change) -> Lineage:
    """Whose statements a document's change brings."""
    return root_of(Source.objects.select_related("lineage__derived_from").get(pk=change.report["source"]).lineage)


def statements(change: Change, witness: int, keys: Iterable[int]) -> dict[int, Claim]:
    """For each key the version that matters: the current one, else one pending in this change, else the last."""
    rows = (
        Claim.objects.filter(key__in=list(keys), witness_id=witness)
        .filter(Q(recorded_at__lt=NEVER) | Q(change=change))
        .order_by("superseded_at", "to_latest", "pk")
    )
    return {claim.key: claim for claim in rows}


def date_before(witness: int, source: Source) -> date:
    """The day of the document before this one in its list; BEGINNING when it is the first."""
    earlier = _family(witness).filter(Q(dated__lt=source.dated) | Q(dated=source.dated, order__lt=source.order))
    return earlier.exclude(pk=source.pk).order_by("-dated").values_list("dated", flat=True).first() or BEGINNING


def is_newest(witness: int, source: Source) -> bool:
    """Whether no document of the list is younger."""
    later = Q(dated__gt=source.dated) | Q(dated=source.dated, order__gt=source.order)
    return not _family(witness).filter(later).exclude(pk=source.pk).exists()


def _family(witness: int) -> QuerySet[Source]:
    return Source.objects.filter(Q(lineage_id=witness) | Q(lineage__derived_from_id=witness), recorded_at__lt=NEVER)


def _complete(lineage: Lineage) -> set[str]:
    return {PREDICATES[name].identity for name in lineage.complete_for if name in PREDICATES}


def stage_silence(change: Change) -> int:
    """Pending ends for what the newest document of its list no longer says; returns how many."""
    source = Source.objects.select_related("lineage__derived_from").get(pk=change.report["source"])
    root = root_of(source.lineage)
    if not is_newest(root.pk, source):
        return 0
    gone = 0
    for claims in batches(_silent(change, root, source).iterator(chunk_size=BATCH), BATCH):
        ends = [(c, {"to_earliest": c.attested_on or c.from_latest, "to_latest": source.dated}) for c in claims]
        versions.succeed(ends, change.pk)
        gone += len(claims)
    return gone


def _silent(change: Change, root: Lineage, source: Source) -> QuerySet[Claim]:
    complete = _complete(source.lineage)
    names = [name for name, predicate in PREDICATES.items() if predicate.identity in complete]
    said = Reference.objects.filter(source=source, origin=OuterRef("origin"))
    other = Claim.objects.filter(
        witness=root, subject=OuterRef("subject"), predicate=OuterRef("predicate"), superseded_at=NEVER
    ).filter(Exists(said))
    other = other.filter(Q(recorded_at__lt=NEVER) | Q(change=change)).exclude(key__in=rejected(root))
    replaced = Q(predicate__in=ONE_VALUED) & Exists(other)
    return (
        Claim.objects.filter(witness=root, superseded_at=NEVER, recorded_at__lt=NEVER, to_latest=FOREVER, pinned=False)
        .filter(Q(predicate__in=names) | replaced)
        .exclude(Exists(said))
        .order_by("pk")
    )


def settle(change: Change, subjects: Collection[int] = ()) -> None:
    """What was staged still fits, or is derived again; of `subjects` in any case, for a verdict changed what is said.

    Calling it twice is harmless; who reviews a document is shown what applying it would do.
    """
    source = Source.objects.select_related("lineage__derived_from").get(pk=change.report["source"])
    root = root_of(source.lineage)
    fits = root.revision == change.base and (change.report.get("settled") or is_newest(root.pk, source))
    if fits and not subjects:
        return
    only = subjects if fits else None
    more = _drop_derived(change, only)
    _adopt(change, root)
    derive(change, root, only)
    _say_more(change, more)
    change.base, change.report["settled"] = root.revision, True
    change.report |= figures(lines_of(change), rejected(root))
    change.save(update_fields=["base", "report"])


def _drop_derived(change: Change, subjects: Collection[int] | None) -> dict[int, Claim]:
    """Take away pending successors; returns those in which the document says more, by statement."""
    rows = Claim.objects.filter(change=change, recorded_at=NEVER, replaces__isnull=False)
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    more = {claim.origin: claim for claim in rows.select_related("replaces") if _says_more(claim)}
    rows.delete()
    return more


def _say_more(change: Change, more: dict[int, Claim]) -> None:
    """Details and days that the document gives, on the version that stands by now."""
    for origins in batches(more, BATCH):
        for claim in Claim.objects.filter(origin__in=origins, superseded_at=NEVER, recorded_at__lt=NEVER):
            pending = more[claim.origin]
            dates = vars(pending.span) | {"pinned": True} if pending.pinned else {}
            revise(change, claim, {"qualifiers": pending.qualifiers | claim.qualifiers, **dates})


def _says_more(claim: Claim) -> bool:
    """It gives details, or the days themselves, that the version before it does not have."""
    before = claim.replaces
    return before is not None and (claim.qualifiers != before.qualifiers or claim.pinned != before.pinned)


def _adopt(change: Change, root: Lineage) -> None:
    """What was new when it was staged may be known by now: its references go to the claim that is there."""
    pending = _unruled(Claim.objects.filter(change=change, recorded_at=NEVER, replaces=None), root)
    for claims in batches(pending, BATCH):
        known = dict(
            Claim.objects.filter(witness=root, key__in=[c.key for c in claims], recorded_at__lt=NEVER)
            .order_by("-superseded_at")
            .values_list("key", "origin")
        )
        for claim in claims:
            if origin := known.get(claim.key):
                move_references(claim.origin, origin)
                claim.delete()


def _unruled(claims: Iterable[Claim], root: Lineage) -> list[Claim]:
    """Without the pending statements that a reviewer rejected: nothing is to follow from them."""
    ruled = rejected(root)
    return [claim for claim in claims if claim.recorded_at < NEVER or claim.key not in ruled]


def move_references(origin: int, into: int) -> None:
    """What one statement rests on, and what is to be read as it, supports another from now on."""
    have = set(Reference.objects.filter(origin=into).values_list("source", "locator"))
    rows = Reference.objects.filter(origin=origin)
    double = [row.pk for row in rows if (row.source_id, row.locator) in have]
    rows.filter(pk__in=double).delete()
    rows.update(origin=into)
    Ruling.objects.filter(instead=origin).update(instead=into)


@dataclass
class _Looks:
    """The documents of a list in order, and what each is complete for."""

    sources: list[Source]
    complete: dict[int, set[str]]

    def readings(self, identity: str, stated: set[int], group: set[int]) -> list[Reading]:
        """`stated`: the sources that say it; `group`: those that give any value, for one-valued predicates."""
        return [
            Reading(s.dated, index, s.pk in stated, identity in self.complete[s.lineage_id] or s.pk in group)
            for index, s in enumerate(self.sources)
            if s.pk in stated
            or identity in self.complete[s.lineage_id]
            or s.pk in group
            or s.lineage.derived_from_id is None
        ]


def derive(change: Change, root: Lineage, subjects: Collection[int] | None = None) -> int:
    """Derive the intervals of the witness from its references anew; returns how many statements changed."""
    family = Source.objects.filter(Q(lineage=root) | Q(lineage__derived_from=root))
    known = family.filter(Q(recorded_at__lt=NEVER) | Q(pk=change.report["source"]))
    sources = list(known.select_related("lineage").order_by("dated", "order", "slug"))
    looks = _Looks(sources, {s.lineage_id: _complete(s.lineage) for s in sources})
    changed = 0
    for group in _groups(change, root, subjects):
        changed += _derive_group(change, looks, group)
    return changed


def _groups(change: Change, root: Lineage, subjects: Collection[int] | None) -> Iterator[list[Claim]]:
    claims = Claim.objects.filter(witness=root, superseded_at=NEVER).filter(
        Q(recorded_at__lt=NEVER) | Q(change=change, replaces=None)
    )
    if subjects is not None:
        claims = claims.filter(subject__in=subjects)
    ordered = claims.order_by("subject_id", "predicate", "key", "from_latest", "origin")
    for _, group in groupby(_unruled(ordered, root), key=lambda c: (c.subject_id, c.predicate)):
        yield list(group)


def _derive_group(change: Change, looks: _Looks, group: list[Claim]) -> int:
    stated: dict[int, set[int]] = defaultdict(set)
    order = {s.pk: index for index, s in enumerate(looks.sources)}
    for origin, source in Reference.objects.filter(origin__in=[c.origin for c in group]).values_list(
        "origin", "source_id"
    ):
        if source in order:
            stated[origin].add(source)
    anything = set().union(*stated.values()) if PREDICATES[group[0].predicate].one else set()
    changed = 0
    for _, same in groupby(group, key=lambda c: c.key):
        claims = list(same)
        if not any(claim.pinned for claim in claims):
            changed += _derive_statement(change, looks, claims, stated, anything)
    return changed


def _derive_statement(
    change: Change, looks: _Looks, claims: list[Claim], stated: dict[int, set[int]], anything: set[int]
) -> int:
    every = set().union(*(stated[c.origin] for c in claims))
    found = episodes(looks.readings(PREDICATES[claims[0].predicate].identity, every, anything))
    homes = sorted(claims, key=lambda c: (c.recorded_at, c.origin))
    changed = 0
    for span, orders in found:
        says = {looks.sources[index].pk for index in orders}
        home = next((c for c in homes if stated[c.origin] & says), homes[0] if homes else None)
        if home is None:
            home = _another(change, claims[0], span)
        else:
            homes.remove(home)
        changed += _set_span(change, home, span)
        Reference.objects.filter(origin__in=[c.origin for c in claims], source_id__in=says).update(origin=home.origin)
        _attest(home, max(looks.sources[index].dated for index in orders))
    for claim in homes:
        Edit.objects.create(change=change, op=Edit.Op.CORRECT, claim=claim, entity_id=claim.subject_id)
        Claim.objects.filter(change=change, replaces=claim, recorded_at=NEVER).delete()
    return changed


def _another(change: Change, like: Claim, span: Span) -> Claim:
    row = versions.row_of(like) | versions.PENDING | {"replaces_id": None, "change_id": change.pk, **vars(span)}
    return Claim.objects.get(pk=versions.add([row])[0])


def _set_span(change: Change, claim: Claim, span: Span) -> bool:
    if claim.span == span:
        return False
    revise(change, claim, dict(vars(span)))
    return True


def revise(change: Change, claim: Claim, differs: versions.Row) -> None:
    """Say a statement differently: in place while it is pending, else as a new version."""
    pending = Claim.objects.filter(Q(pk=claim.pk) | Q(replaces=claim), change=change, recorded_at=NEVER)
    if not pending.update(**differs):
        versions.succeed([(claim, differs)], change.pk)


def _attest(claim: Claim, day: date) -> None:
    Claim.objects.filter(origin=claim.origin, superseded_at=NEVER).update(attested_on=day)
