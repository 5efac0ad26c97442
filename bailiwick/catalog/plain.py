"""The catalog's answers as plain values, for programs: the API and the terminal's `--json` give the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from bailiwick.access import LEVELS, Level

from .drawing import Window, pieces
from .models import Change, Claim, EntityNow, Lineage, Observation, Source, State
from .queries.card import Card, Fact, Said
from .queries.compare import CLASSES, Compared, Comparison
from .queries.diff import Difference
from .queries.history import Quote, Story, Version
from .queries.lists import Row
from .queries.lists_then import Then
from .queries.names import Named
from .queries.steps import Step
from .queries.timeline import Row as Strands
from .queries.timeline import Strand
from .queries.year import Year
from .vocabulary import FAMILIES, INTENTS, KINDS, PREDICATES, Kind, Predicate
from .when import BEGINNING, FOREVER, NEVER, Span

STATES = {State.KNOWN: "known", State.UNKNOWN: "unknown", State.NONE: "none"}
RANKS = {-1: "deprecated", 0: "normal", 1: "preferred"}
LEVEL_WORDS = {level.value: level.name.lower() for level in Level}

Plain = dict[str, Any]


def level_of(word: str) -> int:
    """The number of a class of visibility; raises KeyError for another word."""
    return {name: level for level, name in LEVEL_WORDS.items()}[word]


def link(named: Named | None) -> Plain | None:
    """Another entity: how it is written, what it is, what it is called."""
    return {"ref": named.ref, "kind": named.kind, "name": named.name} if named else None


def day(value: date | None) -> str | None:
    """A day, or null for “since before anybody looked” and “it lasts”."""
    return None if value is None or value in (BEGINNING, FOREVER) else value.isoformat()


def span(row: Said | Claim | Span) -> Plain:
    """When it held: began in (from_earliest, from_latest], ended in (to_earliest, to_latest]."""
    ends = ("from_earliest", "from_latest", "to_earliest", "to_latest")
    return {name: day(getattr(row, name)) for name in ends}


def fact(found: Fact, lineages: Mapping[int, str]) -> Plain:
    """What one or several witnesses say alike."""
    lead = found.lead
    return {
        "predicate": found.predicate.name,
        "label": str(found.predicate.label),
        "family": found.predicate.family,
        "object": link(found.object),
        "subject": link(found.subject),
        "value": found.value,
        "state": STATES[State(found.state)],
        "answer": str(found.answer),
        "disputed": found.disputed,
        "freshness": str(found.mark),
        "confirmed_at": max((said.confirmed_at for said in found.said if said.confirmed_at), default=None),
        "attested_on": max((said.attested_on for said in found.said if said.attested_on), default=None),
        "qualifiers": lead.qualifiers,
        "visibility": LEVEL_WORDS[lead.visibility],
        **span(lead),
        "claims": [_witness(said, lineages) for said in found.said],
    }


def _witness(said: Said, lineages: Mapping[int, str]) -> Plain:
    return {
        "id": said.id,
        "statement": said.origin,
        "lineage": lineages.get(said.witness_id, ""),
        "rank": RANKS[said.rank],
        "inferred_by": said.inferred_by or None,
        **span(said),
    }


def card(
    row: EntityNow,
    shown: Card,
    lineages: Mapping[int, str],
    known_at: datetime | None,
    into: Named | None,
    incoming: Mapping[str, int] | None,
) -> Plain:
    """One entity with all that is said of it on a day."""
    return {
        "ref": f"{row.kind}/{row.slug}",
        "kind": row.kind,
        "slug": row.slug,
        "name": row.name,
        "url": f"/{row.kind}/{row.slug}/",
        "visibility": LEVEL_WORDS[shown.entity.visibility],
        "merged_into": link(into),
        "as_of": shown.day.isoformat(),
        "known_at": known_at,
        "facts": [fact(found, lineages) for found in shown.facts],
        "incoming": None if incoming is None else dict(sorted(incoming.items())),
    }


def row(found: Row) -> Plain:
    """One entity in a list."""
    return {
        "ref": found.ref,
        "kind": found.kind,
        "slug": found.slug,
        "name": found.name,
        "url": found.url,
        "title": found.title,
        "lifecycle": found.lifecycle or None,
        "standing": found.standing or None,
        "group": found.group or None,
        "responsible": [link(named) for named in found.responsible],
        "people": found.people,
        "hosts": [link(named) for named in found.hosts],
        "contacts": [link(named) for named in found.contacts],
        "addresses": list(found.addresses),
        "incoming": dict(found.incoming),
        "facts": found.facts,
        "freshness": str(found.mark),
        "confirmed_at": found.confirmed_at,
        "attested_on": found.attested_on,
        "changed_at": found.changed_at,
    }


def then(found: Then, on: date, known_at: datetime | None) -> Plain:
    """One entity in a list as of a day."""
    named = {"ref": found.named.ref, "kind": found.named.kind, "slug": found.named.slug, "name": found.named.name}
    facts = [fact(each, {}) for each in found.facts]
    return named | {"url": found.named.url, "as_of": on, "known_at": known_at, "facts": facts}


def difference(found: Difference) -> Plain:
    """One statement that is not the same on both days."""
    return {
        "subject": link(found.subject),
        "predicate": found.predicate.name,
        "label": str(found.predicate.label),
        "object": link(found.object),
        "value": found.value,
        "state": STATES[State(found.said.state)],
        "kind": found.kind,
        "before": str(found.before),
        "after": str(found.after),
        "claim": found.said.id,
        **span(found.said),
    }


def comparison(found: Comparison) -> Plain:
    """What is not the same on two days, statement by statement, and what the book took back about them."""
    items = [item for line in found.lines if line.shown != "corrected" for item in _compared(line)]
    taken_back = [_correction(line) for line in found.lines if line.shown == "corrected"]
    days = {"from": found.a.isoformat(), "to": found.b.isoformat(), "known_at": found.known_at}
    counts = {name: found.counts.get(name, 0) for name in CLASSES} if not found.more else None
    more = {"more": bool(found.more), "next_after": found.more or None}
    return days | {"items": items, "corrections": taken_back, "counts": counts} | more


def _compared(line: Compared) -> list[Plain]:
    """One value that took another's place is two statements that know each other."""
    if line.shown != "changed" or line.before is None:
        return [difference(line.lead) | _about(line) | {"other_claim": None}]
    pair = (line.before, line.lead)
    return [
        difference(one) | _about(line) | {"other_claim": other.said.id}
        for one, other in zip(pair, reversed(pair), strict=True)
    ]


def _about(line: Compared) -> Plain:
    reference, not_in = (found and quote(found) for found in (line.quote, line.not_in))
    return {"class": line.shown, "service": link(line.service), "reference": reference, "not_in": not_in}


def _correction(line: Compared) -> Plain:
    return difference(line.lead) | _about(line) | {"instead": difference(line.after) if line.after else None}


def timeline(rows: Iterable[Strands], window: Window | None, today: date) -> Plain:
    """What was so through time, line by line as in the table beside the chart; of a window what is drawn in it."""
    items = [
        _strand(row, strand)
        for row in rows
        for strand in row.strands
        if window is None or pieces(strand.span, window, today)
    ]
    days = {"from": window.first.isoformat(), "to": window.last.isoformat()} if window else {"from": None, "to": None}
    return days | {"items": items}


def _strand(row: Strands, strand: Strand) -> Plain:
    return {
        "subject": link(row.subject),
        "predicate": strand.predicate.name,
        "label": str(strand.predicate.label),
        "object": link(strand.object),
        "value": strand.said.value,
        "state": STATES[State(strand.said.state)],
        "statement": strand.said.origin,
        **span(strand.span),
    }


def year(found: Year) -> Plain:
    """What a year brought, section by section."""
    days = found.comparison
    sections = {name: [each for line in lines for each in _told(line)] for name, lines in found.sections.items()}
    services = {
        "new_services": [link(each) for each in found.new],
        "gone_services": [link(each) for each in found.gone],
    }
    about = {"year": found.year, "from": days.a.isoformat(), "to": days.b.isoformat(), "known_at": days.known_at}
    return about | {"counts": found.counts, **services, **sections, "more": found.more}


def _told(line: Compared) -> list[Plain]:
    return [_correction(line)] if line.shown == "corrected" else _compared(line)


def quote(found: Quote) -> Plain:
    """Where a statement stands."""
    return {
        "source": found.source,
        "title": found.title,
        "uri": found.uri,
        "dated": found.dated,
        "kind": found.kind,
        "locator": found.locator,
        "word": found.word,
        "digest": found.digest,
        "lineage": found.lineage,
        "retelling": found.retelling,
    }


def story(found: Story, authors: Mapping[int, str]) -> Plain:
    """All versions of a statement, with who changed them and why, and what they rest on."""
    return {
        "statement": found.origin,
        "predicate": found.predicate.name,
        "label": str(found.predicate.label),
        "object": link(found.object),
        "value": found.latest.value,
        "state": STATES[State(found.latest.state)],
        "standing": found.standing,
        "versions": [_version(version, authors) for version in found.versions],
        "references": [quote(each) for each in found.quotes],
        "observations": [observation(each, authors) for each in found.observations],
    }


def _version(found: Version, authors: Mapping[int, str]) -> Plain:
    by = found.change
    return {
        "claim": found.claim.pk,
        "recorded_at": found.recorded_at,
        "superseded_at": found.superseded_at,
        "qualifiers": found.claim.qualifiers,
        "visibility": LEVEL_WORDS[found.claim.visibility],
        **span(found.claim),
        "change": {"id": by.pk, "author": author(by, authors), "message": by.message, "via": by.via} if by else None,
    }


def observation(found: Observation, authors: Mapping[int, str]) -> Plain:
    """What a probe or a person saw, so many times the same."""
    return {
        "probe": found.probe,
        "verdict": found.verdict,
        "value": found.value,
        "by": authors.get(found.by_id or 0),
        "first_seen": found.first_seen,
        "last_seen": found.last_seen,
        "times": found.n,
    }


def author(change: Change, authors: Mapping[int, str]) -> str | None:
    """The handle behind a change; null when the account is gone."""
    return authors.get(change.author_id or 0)


def change(found: Change, authors: Mapping[int, str]) -> Plain:
    """A change without its steps."""
    return {
        "id": found.pk,
        "status": found.status,
        "author": author(found, authors),
        "reviewer": authors.get(found.reviewer_id or 0),
        "via": found.via,
        "message": found.message,
        "visibility": LEVEL_WORDS[found.visibility],
        "reverts": found.reverts_id,
        "created_at": found.created_at,
        "decided_at": found.decided_at,
        "url": f"/changes/{found.pk}/",
    }


def step(found: Step) -> Plain:
    """One thing that a change did."""
    claim = found.claim
    return {
        "op": found.op,
        "entity": link(found.entity),
        "claim": claim.pk if claim else None,
        "statement": claim.origin if claim else None,
        "predicate": claim.predicate if claim else None,
        "object": link(found.object),
        "value": claim.value if claim else None,
        "state": STATES[State(claim.state)] if claim else None,
        "before": span(found.before) if found.before else None,
        "after": span(claim) if claim else None,
        "name": found.text or None,
        "into": link(found.into),
        "refused": found.refused or None,
    }


def kind(found: Kind) -> Plain:
    """A kind of thing."""
    return {"name": found.name, "label": str(found.label), "plural": str(found.plural)}


def predicate(found: Predicate) -> Plain:
    """Something that can be said."""
    return {
        "name": found.name,
        "label": str(found.label),
        "inverse": str(found.inverse) or None,
        "family": found.family,
        "subject_kinds": list(found.subject_kinds),
        "object_kinds": list(found.object_kinds),
        "value_type": found.value_type,
        "choices": list(found.choices),
        "one": found.one,
        "impact": found.impact or None,
        "visibility": LEVEL_WORDS[found.visibility],
        "ttl_days": found.ttl_days,
        "qualifiers": list(found.qualifiers),
    }


def vocabulary() -> Plain:
    """All words of the catalog."""
    return {
        "kinds": [kind(each) for each in KINDS.values()],
        "predicates": [predicate(each) for each in PREDICATES.values()],
        "families": [{"name": name, "label": str(label)} for name, label in FAMILIES.items()],
        "intents": [{"name": name, "label": str(label)} for name, label in INTENTS.items()],
        "visibility": [{"name": level.name.lower(), "label": str(label)} for level, label in LEVELS.items()],
    }


def lineage(found: Lineage) -> Plain:
    """One list through time."""
    return {
        "name": found.name,
        "title": found.title,
        "derived_from": found.derived_from.name if found.derived_from else None,
        "complete_for": found.complete_for,
        "by_hand": found.by_hand,
        "revision": found.revision,
    }


def source(found: Source) -> Plain:
    """One document as it stood on one day."""
    return {
        "slug": found.slug,
        "lineage": found.lineage.name,
        "kind": found.kind,
        "title": found.title,
        "uri": found.uri,
        "revision": found.revision,
        "dated": found.dated,
        "retrieved_at": found.retrieved_at,
        "digest": found.digest,
        "recorded_at": None if found.recorded_at == NEVER else found.recorded_at,
    }
