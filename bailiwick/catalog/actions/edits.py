"""From drafts to pending rows: one small function per kind of edit.

Nothing here is visible to anybody until `apply_change` flips the change. Each stager
checks what it is asked to do and raises `Refused` with one plain sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from bailiwick.access import visible_q
from bailiwick.accounts.models import User
from bailiwick.lib.text import fold_name, slugify

from .. import former_names, versions
from ..drafts import Add, Correct, Create, Draft, End, Merge, New, Rename, SetAlias, SetRank, Show, Split
from ..errors import Refused
from ..models import Alias, Change, Claim, Edit, Entity, Lineage, Reference, Source, State
from ..queries.names import present_names
from ..spelling import name_fault
from ..vocabulary import KINDS, PREDICATES, Predicate
from ..when import BEGINNING, FOREVER, NEVER, last_day
from .naming import draft_now

DESK = "desk"
SLUG = re.compile(r"[\w][\w.@+-]{0,199}")
#: An address without its scheme: a name with a dot, perhaps a port and what stands behind it.
BARE_ADDRESS = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,62})\.){1,10}[a-z]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE
)
SCHEMES = ("aka", "account", "mail", "former-name")
LONGEST_VALUE = 10_000
#: What a statement may say otherwise and still be the same statement.
REWORDED = ("rank", "qualifiers", "visibility", "from_earliest", "from_latest", "to_earliest", "to_latest", "pinned")


def stage(change: Change, drafts: list[Draft], today: date) -> None:
    """Write the pending rows of every draft, in the names that people go by now."""
    present = present_names()
    for draft in drafts:
        STAGERS[type(draft)](change, draft_now(draft, present), today)


def desk() -> Lineage:
    """The witness for what people state here, in their own words and with their own dates."""
    return Lineage.objects.get_or_create(name=DESK, defaults={"title": "Stated at this desk", "by_hand": True})[0]


def check_statement(add: Add) -> Predicate:
    """The predicate, when the statement fits the vocabulary; raises Refused when not."""
    predicate = check_kinds(add)
    if add.object is not None and add.object.pk == add.subject.pk:
        raise Refused(_("nothing can be “%(word)s” itself") % {"word": predicate.label})
    if add.value is not None:
        check_value(predicate, add.value)
    return predicate


def check_kinds(add: Add) -> Predicate:
    """The same without a look at the values: whether such a statement can be made at all."""
    predicate = PREDICATES.get(add.predicate)
    if predicate is None:
        raise Refused(_("“%(word)s” is not a word of the catalog") % {"word": add.predicate})
    if not predicate.accepts_subject(add.subject.kind):
        raise Refused(_("%(kind)s cannot be “%(word)s”") % {"kind": add.subject.kind, "word": predicate.label})
    if add.state == State.KNOWN:
        _check_object(add, predicate)
    elif add.object is not None or add.value is not None:
        raise Refused(_("what is unknown or none has no value"))
    if unknown := set(add.qualifiers) - set(predicate.qualifiers):
        raise Refused(_("“%(word)s” has no detail “%(name)s”") % {"word": predicate.label, "name": sorted(unknown)[0]})
    return predicate


def _check_object(add: Add, predicate: Predicate) -> None:
    if predicate.is_relation and (add.object is None or add.value is not None):
        raise Refused(_("“%(word)s” needs something from the catalog") % {"word": predicate.label})
    if add.object is not None and not predicate.accepts_object(add.object.kind):
        wanted = ", ".join(predicate.object_kinds) or _("a value")
        raise Refused(_("“%(word)s” takes %(kinds)s") % {"word": predicate.label, "kinds": wanted})
    if not predicate.is_relation and add.value is None:
        raise Refused(_("“%(word)s” needs a value") % {"word": predicate.label})


def check_name(name: str) -> None:
    """Raise Refused unless something new can be called so."""
    if fault := name_fault(name.strip()):
        raise Refused(fault)


def completed(predicate: Predicate, value: str) -> str:
    """An address as people write it, “www.example.org”, with what they leave out in front; all else as it is."""
    bare = predicate.value_type == "url" and BARE_ADDRESS.fullmatch(value.strip())
    return f"https://{value.strip()}" if bare else value


def check_value(predicate: Predicate, value: str) -> None:
    """Raise Refused unless `value` is of the predicate's type."""
    if not value.strip() or len(value) > LONGEST_VALUE or "\x00" in value:
        raise Refused(_("a value is text of 1 to %(n)s characters") % {"n": LONGEST_VALUE})
    if predicate.value_type == "choice" and value not in predicate.choices:
        raise Refused(
            _("“%(word)s” is one of %(choices)s") % {"word": predicate.label, "choices": ", ".join(predicate.choices)}
        )
    if predicate.value_type == "url":
        _check_address(value)
    if predicate.value_type == "mail" and not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
        raise Refused(_("“%(value)s” is not a mail address") % {"value": value})
    if predicate.value_type == "number" and not re.fullmatch(r"-?\d+(\.\d+)?", value):
        raise Refused(_("“%(value)s” is not a number") % {"value": value})
    if predicate.value_type == "date":
        try:
            last_day(value)
        except ValueError as error:
            raise Refused(str(error)) from None


def _check_address(value: str) -> None:
    try:
        scheme = urlsplit(value).scheme
    except ValueError:
        raise Refused(_("“%(value)s” is not an address") % {"value": value[:200]}) from None
    if scheme not in {"http", "https"}:
        raise Refused(_("an address starts with http:// or https://"))


def _add(change: Change, draft: Add, today: date) -> None:
    witness = desk()
    row = _row(change, _made(change, draft), witness, today)
    _refuse_twice(row)
    (origin,) = versions.add([row])
    Reference.objects.create(origin=origin, source=_said_here(change, witness, today), change=change)
    Edit.objects.create(change=change, op=Edit.Op.ADD, claim_id=origin, entity=draft.subject)


def _made(change: Change, draft: Add) -> Add:
    """The same of a page that exists, as far as this change goes."""
    if not isinstance(draft.object, New):
        return draft
    check_kinds(draft)
    new, said = draft.object, PREDICATES[draft.predicate].visibility if draft.visibility is None else draft.visibility
    hidden = max(said, draft.subject.visibility)
    entity = new_entity(change, new.kind, slugify(new.name), new.name, hidden)
    Edit.objects.create(change=change, op=Edit.Op.CREATE, entity=entity)
    return replace(draft, object=entity)


def _row(change: Change, draft: Add, witness: Lineage, today: date) -> versions.Row:
    predicate = check_statement(draft)
    return {
        "subject_id": draft.subject.pk,
        "predicate": draft.predicate,
        "object_id": draft.object.pk if draft.object else None,
        "value": draft.value,
        "state": int(draft.state),
        "rank": int(draft.rank),
        "qualifiers": dict(draft.qualifiers),
        "visibility": predicate.visibility if draft.visibility is None else draft.visibility,
        **vars(draft.span),
        "change_id": change.pk,
        "witness_id": witness.pk,
        "pinned": True,
        "attested_on": today,
    }


def _refuse_twice(row: versions.Row) -> None:
    current = Q(recorded_at__lt=NEVER, superseded_at=NEVER, to_latest=FOREVER) | Q(change_id=row["change_id"])
    # What its author may not see is not told to them by a refusal.
    author = User.objects.filter(pk=Change.objects.filter(pk=row["change_id"]).values("author_id")[:1]).first()
    seen = visible_q(author or AnonymousUser())
    same = Claim.objects.filter(current, seen, key=versions.key_of(row), predicate=row["predicate"], to_latest=FOREVER)
    if row["to_latest"] == FOREVER and same.exclude(pk__in=corrected_by(row["change_id"])).exists():
        raise Refused(_("the catalog says so already; confirm it instead"))


def corrected_by(change_id: int) -> QuerySet[Edit, Any]:
    """The claims that a change says were never so, as a subquery."""
    return Edit.objects.filter(change=change_id, op=Edit.Op.CORRECT, claim__isnull=False).values("claim")


def _said_here(change: Change, witness: Lineage, today: date) -> Source:
    return Source.objects.get_or_create(
        slug=f"{DESK}-{change.pk}", defaults={"lineage": witness, "kind": "person", "dated": today, "change": change}
    )[0]


def _end(change: Change, draft: End, today: date) -> None:
    claim = _current(draft.claim)
    if draft.earliest > draft.latest:
        raise Refused(_("an end cannot finish before it starts"))
    if draft.latest < claim.from_latest:
        raise Refused(_("it cannot end before it began (%(day)s)") % {"day": claim.from_latest})
    ends = {"to_earliest": max(draft.earliest, claim.from_earliest), "to_latest": draft.latest, "pinned": True}
    versions.succeed([(claim, ends)], change.pk)
    Edit.objects.create(change=change, op=Edit.Op.END, claim=claim, entity_id=claim.subject_id)


def _correct(change: Change, draft: Correct, today: date) -> None:
    claim = _current(draft.claim)
    Edit.objects.create(change=change, op=Edit.Op.CORRECT, claim=claim, entity_id=claim.subject_id)
    if draft.instead and not _reworded(change, claim, draft.instead, today):
        _add(change, draft.instead, today)


def _reworded(change: Change, claim: Claim, instead: Add, today: date) -> bool:
    """The same statement with other days or details is the next version of it, not a statement of its own."""
    row = _row(change, instead, claim.witness, today)
    if not claim.witness.by_hand or versions.key_of(row) != claim.key or claim.predicate != instead.predicate:
        return False
    versions.succeed([(claim, {name: row[name] for name in REWORDED})], change.pk)
    Reference.objects.create(origin=claim.origin, source=_said_here(change, claim.witness, today), change=change)
    return True


def _current(claim: Claim) -> Claim:
    rows = Claim.objects.select_related("witness")
    current = rows.filter(pk=claim.pk, recorded_at__lt=NEVER, superseded_at=NEVER).first()
    if current is None:
        raise Refused(_("somebody changed this meanwhile; look again"))
    return current


def new_entity(change: Change, kind: str, slug: str, name: str, visibility: int = 0) -> Entity:
    """A pending entity with its name; raises Refused for an unknown kind, a bad address or one that is taken."""
    if kind not in KINDS:
        raise Refused(_("“%(kind)s” is not a kind of thing the catalog knows") % {"kind": kind})
    if not SLUG.fullmatch(slug):
        raise Refused(_("“%(slug)s” cannot be an address: letters, digits, dots and dashes") % {"slug": slug[:50]})
    check_name(name)
    entity, made = Entity.objects.get_or_create(
        kind=kind, slug=slug, defaults={"visibility": visibility, "change": change}
    )
    taken_back = entity.superseded_at < NEVER and entity.merged_into_id is None
    if not made and entity.recorded_at < NEVER and not taken_back:
        raise Refused(_("%(ref)s exists already") % {"ref": entity.ref})
    _alias(change, entity, "name", name.strip())
    return entity


def _create(change: Change, draft: Create, today: date) -> None:
    entity = new_entity(change, draft.kind, draft.slug, draft.name, draft.visibility)
    Edit.objects.create(change=change, op=Edit.Op.CREATE, entity=entity)


def _alias(change: Change, entity: Entity, scheme: str, value: str, visibility: int = 0, **dates: date) -> Alias:
    folded = value if scheme in {"former-name", "slug"} else fold_name(value)[:300]
    return Alias.objects.create(
        entity=entity, scheme=scheme, value=value, folded=folded, visibility=visibility, change=change, **dates
    )


def _rename(change: Change, draft: Rename, today: date) -> None:
    check_name(draft.name)
    old = Alias.objects.filter(entity=draft.entity, scheme="name", recorded_at__lt=NEVER, superseded_at=NEVER).last()
    on = draft.on or BEGINNING
    if old:
        _alias(
            change,
            draft.entity,
            "aka",
            old.value,
            old.visibility,
            valid_from=old.valid_from,
            valid_to=draft.on or FOREVER,
        )
    _alias(change, draft.entity, "name", draft.name.strip(), valid_from=on)
    payload = {"supersedes": [old.pk] if old else []}
    Edit.objects.create(change=change, op=Edit.Op.RENAME, entity=draft.entity, payload=payload)


def _set_alias(change: Change, draft: SetAlias, today: date) -> None:
    if draft.scheme not in SCHEMES or not draft.value.strip():
        raise Refused(_("another name needs a text and one of %(schemes)s") % {"schemes": ", ".join(SCHEMES)})
    check_name(draft.value)
    value, visibility = draft.value.strip(), draft.visibility
    if draft.scheme == former_names.SCHEME:
        # In clear it would be the one thing that the scheme is there to prevent.
        value, visibility = value if former_names.is_digest(value) else former_names.digest(value), 4
    _alias(change, draft.entity, draft.scheme, value, visibility)
    Edit.objects.create(change=change, op=Edit.Op.ALIAS, entity=draft.entity)


def _merge(change: Change, draft: Merge, today: date) -> None:
    entity, into = draft.entity, draft.into
    if entity.pk == into.pk or entity.kind != into.kind:
        raise Refused(_("only two different things of one kind can be merged"))
    _refuse_gone(entity, into)
    _move_claims(change, entity, into)
    aliases = list(Alias.objects.filter(entity=entity, recorded_at__lt=NEVER, superseded_at=NEVER))
    for alias in aliases:
        scheme = "aka" if alias.scheme == "name" else alias.scheme
        hidden = max(alias.visibility, entity.visibility)
        _alias(change, into, scheme, alias.value, hidden, valid_from=alias.valid_from, valid_to=alias.valid_to)
    _alias(change, into, "slug", entity.ref, entity.visibility)
    payload = {"into": into.pk, "supersedes": [alias.pk for alias in aliases]}
    Edit.objects.create(change=change, op=Edit.Op.MERGE, entity=entity, payload=payload)
    Edit.objects.create(change=change, op=Edit.Op.MOVE, entity=into)


def finish_merge(change: Change, edit: Edit) -> None:
    """At the moment of applying: what was said of the page since the merge was proposed moves as well."""
    entity, into = (Entity.objects.get(pk=int(pk or 0)) for pk in (edit.entity_id, edit.payload["into"]))
    _refuse_gone(entity, into)
    _move_claims(change, entity, into)


def _refuse_gone(*entities: Entity) -> None:
    for entity in entities:
        if entity.superseded_at < NEVER:
            raise Refused(_("%(ref)s was merged or taken back meanwhile") % {"ref": entity.ref})


def _move_claims(change: Change, entity: Entity, into: Entity) -> None:
    """Pending moves of everything said of `entity`, as far as this change has none yet."""
    done = set(Claim.objects.filter(change=change, replaces__isnull=False).values_list("replaces_id", flat=True))
    done.update(change.edits.filter(op=Edit.Op.CORRECT).values_list("claim_id", flat=True))
    moved, dropped = _moved(entity, into)
    versions.succeed([pair for pair in moved if pair[0].pk not in done], change.pk)
    for claim, origin in dropped:
        if claim.pk not in done:
            Edit.objects.create(change=change, op=Edit.Op.CORRECT, claim=claim, entity_id=claim.subject_id)
            _share_references(change, claim.origin, origin)


def _moved(entity: Entity, into: Entity) -> tuple[list[tuple[Claim, dict[str, Any]]], list[tuple[Claim, int]]]:
    """The claims that move; and those `into` has already, with their origin (0: it would speak of itself, or tell)."""
    current = Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER)
    has = dict(current.filter(subject=into).values_list("key", "origin"))
    has |= dict(current.filter(object=into).values_list("key", "origin"))
    moved, dropped = [], []
    for claim in [*current.filter(subject=entity), *current.filter(object=entity)]:
        subject = into.pk if claim.subject_id == entity.pk else claim.subject_id
        target = into.pk if claim.object_id == entity.pk else claim.object_id
        # What was hidden with its page stays as hidden as it was.
        hidden = max(claim.visibility, entity.visibility)
        differs = versions.rekeyed(claim, subject, target) | {"visibility": hidden}
        if differs["key"] in has or subject == target:
            told = subject != target and entity.visibility <= into.visibility
            dropped.append((claim, has[differs["key"]] if told else 0))
        else:
            has[differs["key"]] = claim.origin
            moved.append((claim, differs))
    return moved, dropped


def _share_references(change: Change, origin: int, into: int) -> None:
    """What one claim rested on supports its twin as well."""
    if not into:
        return
    for old in Reference.objects.filter(origin=origin, recorded_at__lt=NEVER):
        Reference.objects.get_or_create(
            origin=into,
            source_id=old.source_id,
            locator=old.locator,
            defaults={"word": old.word, "digest": old.digest, "change": change},
        )


def _split(change: Change, draft: Split, today: date) -> None:
    if not draft.claims:
        raise Refused(_("say which facts belong to the new page"))
    entity = new_entity(change, draft.kind, draft.slug, draft.name, draft.entity.visibility)
    pairs = []
    for claim in map(_current, draft.claims):
        if draft.entity.pk not in (claim.subject_id, claim.object_id):
            raise Refused(_("that fact is not about %(ref)s") % {"ref": draft.entity.ref})
        end = "subject_id" if claim.subject_id == draft.entity.pk else "object_id"
        # The key stays: the documents go on calling both by the old name.
        pairs.append((claim, {end: entity.pk}))
    versions.succeed(pairs, change.pk)
    Edit.objects.create(change=change, op=Edit.Op.SPLIT, entity=draft.entity, payload={"into": entity.pk})
    Edit.objects.create(change=change, op=Edit.Op.CREATE, entity=entity)


def _show(change: Change, draft: Show, today: date) -> None:
    if draft.visibility not in range(5):
        raise Refused(_("visibility is one of public, members, staff, coordinators, self"))
    payload = {"from": draft.entity.visibility, "to": draft.visibility}
    Edit.objects.create(change=change, op=Edit.Op.SHOW, entity=draft.entity, payload=payload)


def _set_rank(change: Change, draft: SetRank, today: date) -> None:
    claim, rank = _current(draft.claim), int(draft.rank)
    if claim.rank == rank:
        raise Refused(_("it has this rank already"))
    versions.succeed([(claim, {"rank": rank})], change.pk)
    payload = {"from": claim.rank, "to": rank}
    Edit.objects.create(change=change, op=Edit.Op.RANK, claim=claim, entity_id=claim.subject_id, payload=payload)


STAGERS: dict[type[Draft], Callable[[Change, Any, date], Any]] = {
    Add: _add,
    End: _end,
    Correct: _correct,
    Create: _create,
    Rename: _rename,
    SetAlias: _set_alias,
    Merge: _merge,
    Split: _split,
    Show: _show,
    SetRank: _set_rank,
}
