"""From readings of a list to intervals: rule 2 of the design, over rows.

The usual case, a document newer than all before it, costs one query for what it no
longer says. A document that arrives late makes the whole list's intervals be derived
again from its references, so the order of arrival does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet

from bailiwick.lib.batches import batches

from .. import versions
from ..keys import details_key
from ..lines import figures, lines_of, rejected
from ..models import Change, Claim, Edit, Lineage, Reference, Ruling, Source
from ..queries.taken_back import gone_with_document, taken_back, unsaid
from ..vocabulary import PREDICATES
from ..when import BEGINNING, FOREVER, NEVER, Reading, Span, episodes

ONE_VALUED = [name for name, predicate in PREDICATES.items() if predicate.one]
BATCH = 500
#: What a statement says, beside whose it is and who may see it: of these a merge changes nothing.
SAID = ("rank", "qualifiers", "from_earliest", "from_latest", "to_earliest", "to_latest", "pinned")


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
    return _that_count(rows)


def _that_count(rows: Iterable[Claim]) -> dict[int, Claim]:
    """The last of each key, without those whose document was taken back."""
    last = {claim.key: claim for claim in rows}
    gone = gone_with_document(claim for claim in last.values() if claim.superseded_at < NEVER)
    return {key: claim for key, claim in last.items() if claim.pk not in gone}


def documents_before(witness: int, source: Source) -> list[Source]:
    """The list's own document before this one, last, and the retellings of it since."""
    earlier = _family(witness).filter(Q(dated__lt=source.dated) | Q(dated=source.dated, order__lt=source.order))
    found: list[Source] = []
    for before in earlier.exclude(pk=source.pk).select_related("lineage").order_by("-dated", "-order", "-slug"):
        found.append(before)
        if before.lineage_id == witness:
            break
    return found


def date_before(documents: list[Source], witness: int, subject: int, predicate: str) -> date:
    """The day of the latest document whose silence meant something; BEGINNING when there is none."""
    for before in documents:
        complete = before.lineage_id == witness or PREDICATES[predicate].identity in _complete(before.lineage)
        if complete or (PREDICATES[predicate].one and _gives_any(before, witness, subject, predicate)):
            return before.dated
    return BEGINNING


def _gives_any(source: Source, witness: int, subject: int, predicate: str) -> bool:
    claims = Claim.objects.filter(witness=witness, subject=subject, predicate=predicate)
    return Reference.objects.filter(source=source, origin__in=claims.values("origin")).exists()


def is_newest(witness: int, source: Source) -> bool:
    """Whether no document of the list is younger."""
    later = Q(dated__gt=source.dated) | Q(dated=source.dated, order__gt=source.order)
    return not _family(witness).filter(later).exclude(pk=source.pk).exists()


def _family(witness: int) -> QuerySet[Source]:
    """The documents of a list and its retellings that were read, and not taken back."""
    family = Q(lineage_id=witness) | Q(lineage__derived_from_id=witness)
    return Source.objects.filter(family, recorded_at__lt=NEVER).exclude(pk__in=taken_back(witness))


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


def settle(change: Change, subjects: Collection[int] = (), *, entering: bool = False) -> None:
    """What was staged still fits, or is derived again; of `subjects` in any case, for a verdict changed what is said.

    Calling it twice is harmless; who reviews a document is shown what applying it would do. Only when it is `entering`
    the book do references of other documents move to where they belong from then on.
    """
    source = Source.objects.select_related("lineage__derived_from").get(pk=change.report["source"])
    root = root_of(source.lineage)
    shown = bool(change.report.get("settled")) and not entering
    fits = root.revision == change.base and (shown or is_newest(root.pk, source))
    if fits and not subjects:
        return
    only = subjects if fits else None
    dated = _drop_derived(change, only)
    _revive(change, root, only)
    _adopt(change, root, only)
    derive(change, root, only, entering=entering)
    _say_days(change, dated)
    change.base, change.report["settled"] = root.revision, True
    change.report |= figures(lines_of(change), rejected(root))
    change.save(update_fields=["base", "report"])


def _drop_derived(change: Change, subjects: Collection[int] | None) -> dict[int, Claim]:
    """Take away what was derived; returns the rows in which the document states the days itself, by statement."""
    rows = Claim.objects.filter(change=change, recorded_at=NEVER, replaces__isnull=False)
    corrected = change.edits.filter(op=Edit.Op.CORRECT)
    if subjects is not None:
        rows, corrected = rows.filter(subject__in=subjects), corrected.filter(entity__in=subjects)
    dated = {claim.origin: claim for claim in rows.filter(pinned=True, replaces__pinned=False)}
    rows.delete()
    corrected.delete()
    return dated


def _say_days(change: Change, dated: dict[int, Claim]) -> None:
    """Days that the document states, on the version that stands by now."""
    for origins in batches(dated, BATCH):
        for claim in Claim.objects.filter(origin__in=origins, superseded_at=NEVER, recorded_at__lt=NEVER):
            revise(change, claim, vars(dated[claim.origin].span) | {"pinned": True})


def _revive(change: Change, root: Lineage, subjects: Collection[int] | None) -> None:
    """What was known when it was staged, and went with the document that had said it, is new by now."""
    recorded = Claim.objects.filter(witness=root, recorded_at__lt=NEVER)
    said = _about(recorded, subjects).filter(origin__in=change.references.filter(recorded_at=NEVER).values("origin"))
    last = {claim.origin: claim for claim in said.order_by("superseded_at", "pk")}
    gone = gone_with_document(claim for claim in last.values() if claim.superseded_at < NEVER)
    pending = set(change.claims.filter(recorded_at=NEVER).values_list("origin", flat=True))
    back = [claim for claim in last.values() if claim.pk in gone and claim.origin not in pending]
    versions.succeed([(claim, {"replaces_id": None}) for claim in back], change.pk)


def _adopt(change: Change, root: Lineage, subjects: Collection[int] | None) -> None:
    """What was new when it was staged may be known by now: its references go to the claim that is there.

    Only of what is derived afterwards: what ended and is said again would have no claim of its own any more.
    """
    new = Claim.objects.filter(change=change, recorded_at=NEVER, replaces=None)
    pending = _unruled(_about(new, subjects), root)
    for claims in batches(pending, BATCH):
        rows = Claim.objects.filter(witness=root, key__in=[c.key for c in claims], recorded_at__lt=NEVER)
        known = _that_count(rows.order_by("superseded_at", "to_latest", "pk"))
        for claim in claims:
            if there := known.get(claim.key):
                move_references(claim.origin, there.origin)
                claim.delete()


def _about(claims: QuerySet[Claim], subjects: Collection[int] | None) -> QuerySet[Claim]:
    return claims if subjects is None else claims.filter(subject__in=subjects)


def _unruled(claims: Iterable[Claim], root: Lineage) -> list[Claim]:
    """Without the pending statements that a reviewer rejected: nothing is to follow from them."""
    ruled = rejected(root)
    return [claim for claim in claims if claim.recorded_at < NEVER or claim.key not in ruled]


def move_references(origin: int, into: int) -> None:
    """What one statement rests on, and what is to be read as it, supports another from now on."""
    if origin == into:
        return
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
    ruled: set[int]
    entering: bool
    #: Changes of which nothing counts any more, though their documents do (`unsaid`).
    unsaid: set[int]

    def readings(self, identity: str, stated: set[int], group: set[int], unread: set[int]) -> list[Reading]:
        """`stated`: the documents that say it; `group`: those that give any value, for one-valued predicates.

        `unread`: those that said it, which was taken back; so they neither say nor deny it.
        """
        return [
            Reading(s.dated, at, at in stated, identity in self.complete[s.lineage_id] or at in group)
            for at, s in enumerate(self.sources)
            if at in stated or (at not in unread and self._tells(s, at, identity, group))
        ]

    def _tells(self, s: Source, at: int, identity: str, group: set[int]) -> bool:
        """Its silence means something."""
        return identity in self.complete[s.lineage_id] or at in group or s.lineage.derived_from_id is None

    def places(self, group: list[Claim]) -> dict[int, list[_Place]]:
        """Where each statement stands, by its origin: the document's place in the list, and the details it gives."""
        order = self._order()
        found: dict[int, list[_Place]] = defaultdict(list)
        rows = Reference.objects.filter(origin__in=[c.origin for c in group]).exclude(change__in=self.unsaid)
        for origin, source, details in rows.order_by("pk").values_list("origin", "source_id", "details"):
            if source in order:
                found[origin].append((order[source], details))
        return found

    def unread(self, claims: list[Claim]) -> set[int]:
        """The documents that said this by a change that was taken back."""
        if not self.unsaid:
            return set()
        order = self._order()
        rows = Reference.objects.filter(origin__in=[c.origin for c in claims], change__in=self.unsaid)
        return {order[pk] for pk in rows.values_list("source_id", flat=True) if pk in order}

    def _order(self) -> dict[int, int]:
        return {s.pk: at for at, s in enumerate(self.sources)}


#: A document's place in the list, and the details it gives of a statement.
_Place = tuple[int, Mapping[str, str] | None]


def derive(change: Change, root: Lineage, subjects: Collection[int] | None = None, *, entering: bool = False) -> int:
    """Derive what the witness says from its references anew; returns how many statements changed."""
    known = _family(root.pk) | Source.objects.filter(pk=change.report.get("source"))
    sources = list(known.select_related("lineage").order_by("dated", "order", "slug"))
    complete = {s.lineage_id: _complete(s.lineage) for s in sources}
    looks = _Looks(sources, complete, rejected(root), entering, unsaid(root))
    return sum(_derive_group(change, looks, group) for group in _groups(change, root, subjects))


def _groups(change: Change, root: Lineage, subjects: Collection[int] | None) -> Iterator[list[Claim]]:
    """What is said of one thing in one sense: role words of a family are one."""
    claims = Claim.objects.filter(witness=root, superseded_at=NEVER).filter(
        Q(recorded_at__lt=NEVER) | Q(change=change, replaces=None)
    )
    ordered = sorted(
        _unruled(_about(claims, subjects), root), key=lambda c: (*_sense(c), c.key, c.from_latest, c.origin)
    )
    for _, group in groupby(ordered, key=_sense):
        yield list(group)


def _sense(claim: Claim) -> tuple[int, str]:
    return claim.subject_id, PREDICATES[claim.predicate].identity


def _derive_group(change: Change, looks: _Looks, group: list[Claim]) -> int:
    places = looks.places(group)
    one = PREDICATES[group[0].predicate].one
    anything = {at for rows in places.values() for at, _ in rows} if one else set()
    changed = 0
    for _, same in groupby(group, key=lambda c: c.key):
        claims = list(same)
        if any(claim.pinned for claim in claims):
            changed += sum(_put(change, looks, c, c.span, places[c.origin]) for c in claims)
        else:
            changed += _derive_statement(change, looks, claims, places, anything)
    return changed


def _derive_statement(
    change: Change, looks: _Looks, claims: list[Claim], places: dict[int, list[_Place]], anything: set[int]
) -> int:
    every = [place for c in claims for place in places[c.origin]]
    stated = {at for at, _ in every}
    identity = PREDICATES[claims[0].predicate].identity
    found = episodes(looks.readings(identity, stated, anything, looks.unread(claims)))
    homes = sorted(claims, key=lambda c: (c.recorded_at, c.origin))
    changed = 0
    for span, orders in found:
        says = set(orders)
        home = next((c for c in homes if says & {at for at, _ in places[c.origin]}), homes[0] if homes else None)
        if home is None:
            home = _another(change, claims[0], span)
        else:
            homes.remove(home)
        changed += _put(change, looks, home, span, [place for place in every if place[0] in says])
        _gather(change, looks, claims, home, says)
    for claim in homes:
        if claim.recorded_at == NEVER:
            claim.delete()
            continue
        if not found and edited_by_hand([claim]):
            continue
        Edit.objects.create(change=change, op=Edit.Op.CORRECT, claim=claim, entity_id=claim.subject_id)
        Claim.objects.filter(change=change, replaces=claim, recorded_at=NEVER).delete()
    return changed


def edited_by_hand(claims: Iterable[Claim]) -> int:
    """Of how many a person has made something: that stays when their documents are taken back. Two queries.

    A merge decides which page a statement stands on, and nothing about the statement.
    """
    now = {claim.origin: claim.pk for claim in claims}
    rows = {c.pk: c for c in Claim.objects.filter(origin__in=now).select_related("change")} if now else {}
    changes = {claim.change_id for claim in rows.values()}
    merges = set(Edit.objects.filter(change__in=changes, op=Edit.Op.MERGE).values_list("change_id", flat=True))

    def by_hand(claim: Claim) -> bool:
        before = rows.get(claim.replaces_id or 0)
        if before and claim.change_id in merges and _moved_alone(before, claim):
            return by_hand(before)
        return claim.change.lineage_id is None and claim.change.reverts_id is None

    return sum(by_hand(rows[pk]) for pk in now.values())


def _moved_alone(before: Claim, after: Claim) -> bool:
    """The same is said in the same words, of another page."""
    return all(getattr(before, name) == getattr(after, name) for name in SAID)


def _gather(change: Change, looks: _Looks, claims: list[Claim], home: Claim, says: set[int]) -> None:
    """What documents of one episode say stands by its claim; what others say moves when it enters the book."""
    elsewhere = [c.origin for c in claims if c.origin != home.origin]
    rows = Reference.objects.filter(origin__in=elsewhere, source_id__in={looks.sources[at].pk for at in says})
    (rows if looks.entering else rows.filter(change=change)).update(origin=home.origin)


def _put(change: Change, looks: _Looks, claim: Claim, span: Span, places: list[_Place]) -> bool:
    """Give the claim this span, and the details of the last of these documents; whether that is anything new."""
    last = max((at for at, _ in places), default=None)
    details = details_of([given for at, given in places if at == last] or [None], claim.qualifiers)
    if details_key(claim.key, details) in looks.ruled:
        details = claim.qualifiers
    if (span, details) == (claim.span, claim.qualifiers):
        return False
    revise(change, claim, {**vars(span), "qualifiers": details})
    return True


def details_of(places: Iterable[Mapping[str, str] | None], said: Mapping[str, str]) -> dict[str, str]:
    """The details that the places of one document give together, whoever gives one first; `said` if we never knew."""
    details: dict[str, str] = {}
    for given in places:
        details = {**(said if given is None else given), **details}
    return details


def _another(change: Change, like: Claim, span: Span) -> Claim:
    row = versions.row_of(like) | versions.PENDING | {"replaces_id": None, "change_id": change.pk, **vars(span)}
    return Claim.objects.get(pk=versions.add([row])[0])


def revise(change: Change, claim: Claim, differs: versions.Row) -> None:
    """Say a statement differently: in place while it is pending, else as a new version."""
    pending = Claim.objects.filter(Q(pk=claim.pk) | Q(replaces=claim), change=change, recorded_at=NEVER)
    if not pending.update(**differs):
        versions.succeed([(claim, differs)], change.pk)
