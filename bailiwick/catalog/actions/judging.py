"""What reviewers say of a document line by line: accepted, rejected, read otherwise. Each decision is one transaction.

Nothing here touches the book; `apply_judged` does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bailiwick.access import can, require
from bailiwick.events.journal import record
from bailiwick.lib.batches import batches
from bailiwick.lib.statements import Statement

from .. import versions
from ..errors import Refused
from ..keys import SUPPLIED
from ..lines import Line, Sort, lines_of
from ..models import Change, Claim, Lineage, Reference, Ruling
from ..reach import LEVEL
from ..rulings import UNDECIDED, details_of, itself, rule
from ..vocabulary import PREDICATES
from ..when import NEVER, Span
from . import readings, statements

BATCH = 500
VERDICTS = (Ruling.Verdict.ACCEPTED.value, Ruling.Verdict.REJECTED.value, UNDECIDED)
#: In the place of a rule's name: a person read the line so.
BY_REVIEW = "review"
#: What a reviewer may say otherwise of the same statement, beside its days.
WORDED = ("predicate", "qualifiers", "pinned")


@transaction.atomic
def judge_statements(change: Change, origins: Collection[int], verdict: str, *, by: Any) -> int:
    """Accept or reject lines of a proposed document, or leave them undecided again; returns how many there were.

    The last word counts. What is rejected is not proposed again when the list is read again. Who leaves undecided
    what somebody said for a line, or how they worded one, takes that back. Raises Refused when the document is decided
    already or says none of them any more.
    """
    require(by, "statement.judge", _scopes(change, origins))
    change = opened(change)
    if verdict not in VERDICTS:
        raise Refused(_("a verdict is one of %(words)s") % {"words": ", ".join(VERDICTS)})
    taken = _unsay(change, origins, by) if verdict == UNDECIDED else set()
    if taken and taken == set(origins):
        return len(taken)
    root, lines = readings.witness_of(change), _asked(change, set(origins) - taken)
    _forget_wording(change, root, lines)
    if verdict != Ruling.Verdict.ACCEPTED:
        _give_back_details(change, root, lines)
    if verdict == UNDECIDED:
        _take_back(change, root, lines, by)
    rule(root, [line.ruling for line in lines], verdict, by.pk)
    record("statement.judged", by=by, scope_id=_scope(lines), about=("change", change.pk))
    return len(lines) + len(taken)


def _unsay(change: Change, origins: Collection[int], by: Any) -> set[int]:
    """Take away what people said for lines of the document, where the book has it already; returns which.

    The document attests it no more on that account, nor gives it the details that were said; its end may be proposed
    again. Who may not say what lines say leaves a verdict on such details undecided, and the saying as it is.
    """
    asked = {line.origin: line for line in lines_of(change) if line.ruled_by is not None}
    sayable = can(by, "evidence.read")
    judged = {origin for origin, line in asked.items() if not (sayable and line.sort is Sort.DETAILS)}
    said = Reference.objects.filter(change=change, origin__in=set(origins) - judged, digest__startswith=SUPPLIED)
    standing = Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER)
    claims = list(standing.filter(origin__in=said.values("origin")))
    if not claims:
        return set()
    require(by, "evidence.read")
    for claim in claims:
        require(by, "statement.judge", scope_of(claim))
    taken = {claim.origin for claim in claims}
    root, details = readings.witness_of(change), [asked[origin] for origin in taken & asked.keys()]
    _give_back_details(change, root, details)
    rule(root, [line.ruling for line in details], UNDECIDED, by.pk)
    said.filter(origin__in=taken).delete()
    readings.settle(change, {claim.subject_id for claim in claims})
    record("statement.judged", by=by, scope_id=_one(claim.subject_id for claim in claims), about=("change", change.pk))
    return taken


@transaction.atomic
def reword_statement(change: Change, origin: int, statement: Statement, *, by: Any) -> int:
    """Say what a line of the document really says; returns the statement that it is read as from now on.

    The new one rests on the same place of the document and is accepted; what the line was taken for is rejected.
    Raises Refused when the statement does not fit the vocabulary.
    """
    require(by, "statement.judge", _scopes(change, [origin]))
    change = opened(change)
    root, lines = readings.witness_of(change), _asked(change, [origin])
    if lines[0].sort is not Sort.NEW:
        raise Refused(_("only what is new can be worded otherwise; reject it, or correct the fact itself"))
    claim = Claim.objects.get(pk=lines[0].pk)
    row = _row_like(claim, statements.row_for(change, statement), dated=statement.span is not None)
    if row["key"] == claim.key:
        _say_otherwise(change, root, claim, row, by)
    else:
        claim = _read_as(change, root, claim, row, by)
    require(by, "statement.judge", scope_of(claim))
    refuse_what_was_wrong(claim)
    if claim.recorded_at == NEVER:
        rule(root, [itself(claim)], Ruling.Verdict.ACCEPTED, by.pk)
    record("statement.judged", by=by, scope_id=_scope(lines), about=("change", change.pk))
    return claim.origin


def _scopes(change: Change, origins: Collection[int]) -> list[SimpleNamespace]:
    """What permission is asked for: the subject of each line, which one has to see."""
    found: set[tuple[int, int]] = set()
    for some in batches(origins, BATCH):
        rows = Claim.objects.filter(change=change, origin__in=some, recorded_at=NEVER)
        found.update(rows.annotate(level=LEVEL).values_list("subject_id", "level"))
    return [SimpleNamespace(scope_id=pk, author_id=None, visibility=level) for pk, level in sorted(found)]


def scope_of(claim: Claim) -> SimpleNamespace:
    """What permission is asked for: its subject, and to see it, for it may have been there already and be hidden."""
    level = Claim.objects.annotate(level=LEVEL).values_list("level", flat=True).get(pk=claim.pk)
    return SimpleNamespace(scope_id=claim.subject_id, author_id=None, visibility=level)


def refuse_what_was_wrong(claim: Claim) -> None:
    """Raises Refused when a person took the statement out of the book; who may not see it does not hear of that."""
    if claim.superseded_at < NEVER:
        raise Refused(_("somebody said of just this that it was never so"))


def _scope(lines: Sequence[Line]) -> int | None:
    """The one thing that they are about, when it is one."""
    return _one(line.subject_id for line in lines)


def _one(subjects: Iterable[int]) -> int | None:
    found = set(subjects)
    return found.pop() if len(found) == 1 else None


def opened(change: Change) -> Change:
    """The change as it stands: whoever applies it waits, and whoever comes after that is told."""
    change = Change.objects.select_for_update().get(pk=change.pk)
    if change.status != Change.Status.PROPOSED or change.lineage_id is None:
        raise Refused(_("only a proposed document is judged line by line; this one was decided"))
    return change


def _asked(change: Change, origins: Collection[int]) -> list[Line]:
    """The lines that are meant, without those that nobody decides about."""
    wanted = set(origins)
    lines = [line for line in lines_of(change) if line.origin in wanted and line.ruled_by is not None]
    if not lines:
        raise Refused(_("the document says this no longer; look again"))
    return lines


def _forget_wording(change: Change, root: Lineage, lines: Sequence[Line]) -> None:
    """Who judges a line again takes back what it was to be read as."""
    reworded = Ruling.objects.filter(witness=root, instead__isnull=False)
    keys = {line.key for line in lines}
    for ruling in [each for each in reworded if each.key in keys]:
        if not reworded.filter(instead=ruling.instead).exclude(pk=ruling.pk).exists():
            worded = Claim.objects.filter(change=change, recorded_at=NEVER, inferred_by=BY_REVIEW)
            _drop(worded.filter(origin=ruling.instead or 0))


def _take_back(change: Change, root: Lineage, lines: Sequence[Line], by: Any) -> None:
    """What only a reviewer made of this document is gone; what the line was taken for is asked again.

    Who may not say what lines say leaves undecided what was said for one.
    """
    sayable = can(by, "evidence.read")
    accepted = Ruling.objects.filter(witness=root, verdict=Ruling.Verdict.ACCEPTED).values("key")
    claims = Claim.objects.filter(pk__in=[line.pk for line in lines if line.sort is Sort.NEW], key__in=accepted)
    gone = [claim for claim in claims if any([sayable and _said_here(change, claim), _forget_reading(root, claim)])]
    for claim in gone:
        _drop(Claim.objects.filter(pk=claim.pk, inferred_by=BY_REVIEW))
    if gone:
        readings.settle(change, {claim.subject_id for claim in gone})


def _said_here(change: Change, claim: Claim) -> bool:
    """Whether it was said for a line of this document; no longer by then. What an earlier one says is only repeated."""
    said = Reference.objects.filter(origin=claim.origin, change=change, digest__startswith=SUPPLIED)
    digests = list(said.values_list("digest", flat=True))
    alike = Claim.objects.filter(witness=claim.witness_id, key=claim.key).values("origin")
    if Reference.objects.filter(origin__in=alike, digest__in=digests).exclude(change=change).exists():
        return False
    return bool(said.delete()[0])


def _forget_reading(root: Lineage, claim: Claim) -> bool:
    """Whether a line was to be read as this; no longer by then."""
    return bool(Ruling.objects.filter(witness=root, instead=claim.origin).delete()[0])


def _drop(claims: QuerySet[Claim]) -> None:
    """A wording that nobody wants any more."""
    for claim in claims:
        Reference.objects.filter(origin=claim.origin).delete()
        Ruling.objects.filter(witness=claim.witness_id, key=claim.key, verdict=Ruling.Verdict.ACCEPTED).delete()
        claim.delete()


def _row_like(claim: Claim, row: versions.Row, *, dated: bool) -> versions.Row:
    """The new wording with what the place of the document decides: since when, and whether it was hidden."""
    hidden = claim.visibility if claim.visibility > PREDICATES[claim.predicate].visibility else 0
    dates = {} if dated else {**vars(claim.span), "pinned": claim.pinned}
    return {**row, **dates, "visibility": max(row["visibility"], hidden), "inferred_by": BY_REVIEW}


def _say_otherwise(change: Change, root: Lineage, claim: Claim, row: versions.Row, by: Any) -> None:
    """The same statement with other details; those the document gives are not brought up again."""
    again = claim.qualifiers | row["qualifiers"]
    places = Reference.objects.filter(change=change, origin=claim.origin)
    before = {name: getattr(claim, name) for name in WORDED} | {
        name: str(day) for name, day in vars(claim.span).items()
    }
    # Worded twice, the line is given back as the document has it.
    worded = change.report.setdefault("worded", {}).setdefault(
        str(claim.origin), {"said": before, "places": dict(places.values_list("pk", "details")), "ruled": []}
    )
    if again != row["qualifiers"]:
        about = details_of(claim.key, again)
        # What was rejected before stays so when this wording is taken back.
        if not Ruling.objects.filter(witness=root, key=about["key"], verdict=Ruling.Verdict.REJECTED).exists():
            worded["ruled"].append(about["key"])
        rule(root, [about], Ruling.Verdict.REJECTED, by.pk)
    change.save(update_fields=["report"])
    said = {name: row[name] for name in (*WORDED, *vars(claim.span))}
    Claim.objects.filter(pk=claim.pk).update(**said)
    places.update(details=row["qualifiers"])


def _give_back_details(change: Change, root: Lineage, lines: Sequence[Line]) -> None:
    """Whoever takes a verdict back takes back the details that came with it."""
    worded = change.report.get("worded", {})
    given = {line.pk: worded.pop(str(line.origin)) for line in lines if str(line.origin) in worded}
    for pk, before in given.items():
        days = {name: date.fromisoformat(before["said"][name]) for name in vars(Span())}
        Claim.objects.filter(pk=pk).update(**before["said"] | days)
        for place, details in before["places"].items():
            Reference.objects.filter(pk=place).update(details=details)
        Ruling.objects.filter(witness=root, key__in=before["ruled"], verdict=Ruling.Verdict.REJECTED).delete()
    if given:
        change.save(update_fields=["report"])


def _read_as(change: Change, root: Lineage, claim: Claim, row: versions.Row, by: Any) -> Claim:
    """The statement that the line is read as: one that is there, or a new one with the references of the old."""
    other = readings.statements(change, root.pk, [row["key"]]).get(row["key"])
    if other is None or (other.superseded_at == NEVER and other.to_latest < claim.to_latest):
        other = Claim.objects.get(pk=versions.add([row])[0])
    _share_references(change, claim, other.origin, row["qualifiers"])
    if Ruling.objects.filter(witness=root, instead=claim.origin).update(instead=other.origin):
        _drop(Claim.objects.filter(pk=claim.pk))
    else:
        rule(root, [itself(claim)], Ruling.Verdict.REJECTED, by.pk, instead=other.origin)
    return other


def _share_references(change: Change, claim: Claim, into: int, details: dict[str, str]) -> None:
    for row in Reference.objects.filter(change=change, origin=claim.origin):
        said = {"word": row.word, "digest": row.digest, "details": details, "change": change}
        Reference.objects.get_or_create(origin=into, source_id=row.source_id, locator=row.locator, defaults=said)
