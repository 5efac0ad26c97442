"""People: an account is linked to its person; a person is erased; a former name stops being shown."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bailiwick.access import Level, can, require
from bailiwick.accounts import actions as accounts
from bailiwick.accounts.models import User
from bailiwick.events.journal import record
from bailiwick.jobs import enqueue
from bailiwick.lib.locks import one_at_a_time
from bailiwick.lib.panels import contributors
from bailiwick.lib.text import fold_name

from .. import closure, former_names, projection, search_documents
from ..errors import Refused
from ..models import Alias, Change, Claim, Entity, EntityNow, Evidence, Observation, Reference, Ruling
from ..when import NEVER
from . import forgetting


@transaction.atomic
def link_account(user: User, person: Entity | None, *, by: Any) -> User:
    """`user` is the person of this page (None cuts the link). One account a person."""
    require(by, "account.link", person)
    if person is not None and person.kind != "person":
        raise Refused(_("an account belongs to a person"))
    if person is not None and User.objects.filter(person_id=person.pk).exclude(pk=user.pk).exists():
        raise Refused(_("another account is linked to that person already"))
    accounts.link_account(user, person.pk if person else None, by=by)
    return user


@transaction.atomic
def retire_name(person: Entity, name: str, *, by: Any) -> None:
    """A name this person no longer goes by: kept as a digest, gone from their page at once, from all else by a job."""
    require(by, "person.erase", _owned(person))
    if not can(by, "person.erase"):
        _require_own_name(person, name)
    one_at_a_time("book")
    present = EntityNow.objects.filter(entity=person).values_list("name", flat=True).first() or person.slug
    digest = former_names.digest(name)
    _keep_digest(person, digest)
    forgetting.forget_on_page(person, {digest: present})
    enqueue("catalog.forget_name", {"person": person.pk}, User.objects.system("keeper"))
    record("name.retired", by=by, scope_id=person.pk, visibility=Level.SELF)


def _require_own_name(person: Entity, name: str) -> None:
    """Such a name is replaced wherever it stands; so it has to be one that the catalog has for this person."""
    if not Alias.objects.filter(entity=person, folded=fold_name(name)[:300], recorded_at__lt=NEVER).exists():
        raise Refused(_("the catalog does not know this name as theirs; ask a coordinator"))


@transaction.atomic
def erase_person(person: Entity | None, *, by: Any, user: User | None = None) -> dict[str, Any]:
    """Remove a person from every room; what stays is a page called “erased person” without a personal value.

    Reaches other rooms through `panels.py`. Returns what each room did.
    """
    require(by, "person.erase", _owned(person, user))
    if person is not None and person.kind != "person":
        raise Refused(_("only a person can be erased"))
    if person is not None and user is not None and user.person_id != person.pk:
        raise Refused(_("that account is not this person's"))
    user = user or (User.objects.filter(person_id=person.pk).first() if person else None)
    done: dict[str, Any] = {}
    for contributor in contributors("erase"):
        done |= contributor(user.pk if user else None, person.pk if person else None)
    record("person.erased", by=by, scope_id=person.pk if person else None, about=("user", user.pk) if user else None)
    return done


def erase_from_catalog(user_id: int | None, person_id: int | None) -> dict[str, Any]:
    """The catalog's own part of an erasure (see `panels.py`): every value said of the person, in every version.

    Messages of others may name the person too: a job goes through them.
    """
    if user_id is not None:
        Change.objects.filter(author_id=user_id).update(message="")
        Observation.objects.filter(by_id=user_id).update(by_id=None)
        Ruling.objects.filter(by_id=user_id).update(by_id=None)
    person = Entity.objects.filter(pk=person_id).first() if person_id else None
    if person is None:
        return {"catalog": 0}
    one_at_a_time("book")
    pages = _pages_of(person)
    _forget_names(pages)
    related = set(Claim.objects.filter(object__in=pages).values_list("subject_id", flat=True))
    for page in pages:
        _empty(page)
    claims = Claim.objects.filter(subject__in=pages)
    said = Claim.objects.filter(object__in=pages).values("origin") | claims.values("origin")
    Reference.objects.filter(origin__in=said).update(word="", digest="")
    claims.update(qualifiers={})
    count = claims.exclude(value=None).update(value="", visibility=Level.SELF)
    touched = related | {page.pk for page in pages}
    projection.project(touched)
    closure.update({page.pk for page in pages})
    search_documents.update(touched)
    enqueue("catalog.forget_in_messages", {"person": person.pk}, User.objects.system("keeper"))
    return {"catalog": count}


def _pages_of(person: Entity) -> list[Entity]:
    """The person's page, and those that were merged into it."""
    pages, fresh = [person], [person]
    while fresh := list(Entity.objects.filter(merged_into__in=fresh)):
        pages += fresh
    return pages


def _empty(page: Entity) -> None:
    """No name and no address that says who it was."""
    gone = f"erased-{page.pk}"
    Alias.objects.filter(entity=page).exclude(scheme=former_names.SCHEME).delete()
    Alias.objects.create(
        entity=page, scheme="name", value=_("erased person"), folded=gone, recorded_at=page.recorded_at
    )
    Entity.objects.filter(pk=page.pk).update(slug=gone)


def _forget_names(pages: Sequence[Entity]) -> None:
    """What the person was called: out of the documents that were kept, and from now on a keyed digest only.

    The digest lets a list that still has the name be read again without bringing the person back.
    """
    called = Alias.objects.filter(entity__in=pages, scheme__in=("name", "aka", "mail")).values_list("value", flat=True)
    addresses = Claim.objects.filter(subject__in=pages, predicate="mail").values_list("value", flat=True)
    digests = {former_names.digest(name) for name in {*called, *addresses} if name}
    for digest in digests:
        _keep_digest(pages[0], digest)
    present = dict.fromkeys(digests, str(_("erased person")))
    for kept in Evidence.objects.iterator(chunk_size=20):
        text = bytes(kept.body).decode("utf-8", "replace")
        if (clean := former_names.redact(text, present)) != text:
            Evidence.objects.filter(pk=kept.pk).update(body=clean.encode())


def _keep_digest(person: Entity, digest: str) -> None:
    Alias.objects.get_or_create(
        entity=person,
        scheme=former_names.SCHEME,
        value=digest,
        defaults={"folded": digest, "visibility": 4, "recorded_at": person.recorded_at},
    )


def _owned(person: Entity | None, user: User | None = None) -> SimpleNamespace:
    """The relation Own: the account linked to this person asks for itself."""
    owner = user or (User.objects.filter(person_id=person.pk).first() if person else None)
    return SimpleNamespace(scope_id=person.pk if person else None, author_id=owner.pk if owner else None)
