"""People and rights: what I answer for, roles on a part, an account and its person, a former name, erasing."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from bailiwick.access import require
from bailiwick.access.grants import grant_role, revoke_role
from bailiwick.access.models import Grant
from bailiwick.accounts.models import User
from bailiwick.api.toolkit import ApiError, Body, Id, Invalid, json_response, scope

from .. import plain
from ..actions.people import erase_person, link_account, retire_name
from ..models import Entity
from ..queries.names import names
from ..queries.responsible import Held, responsible, roles_on
from .inputs import Ref, entity_named
from .shapes import EntityOut, Link

router = Router(tags=["people"])
HOLDERS = ("person", "team", "organisation")


class RoleOut(Schema):
    """A role on a part."""

    id: int
    role: str
    holder: Link | None
    account: str | None
    granted_at: datetime
    ends_at: datetime | None


class RoleList(Schema):
    """Roles in force."""

    items: list[RoleOut]


class HeldRole(Schema):
    """A role of mine; without a part it counts everywhere."""

    role: str
    scope: Link | None


class MineOut(Schema):
    """What I answer for, through my person and its teams."""

    person: Link | None
    items: list[EntityOut]
    roles: list[HeldRole]


class Linked(Schema):
    """An account and the person it belongs to."""

    account: str
    person: Link | None


class Erased(Schema):
    """What each room did."""

    erased: dict[str, int | str | bool | list[str] | None]


class Part(Schema):
    """Which roles."""

    scope: str = Field("", max_length=240, description="The part: `kind/slug`; empty = everywhere.")


class RoleIn(Body):
    """A role for a person or team (`holder`) or an account, everywhere or on `scope`."""

    role: Literal["User", "Developer", "Coordinator"]
    holder: Ref | None = None
    account: str | None = Field(None, min_length=1, max_length=40, description="A handle.")
    scope: Ref | None = None
    ends_at: AwareDatetime | None = None


class LinkIn(Body):
    """Which person the account belongs to; null cuts the link."""

    person: Ref | None


class NameIn(Body):
    """A name that this person no longer goes by."""

    person: Ref
    name: str = Field(min_length=1, max_length=300)


class EraseIn(Body):
    """Who is erased. `confirm` repeats the person's ref, or the account's handle."""

    person: Ref | None = None
    account: str | None = Field(None, min_length=1, max_length=40)
    confirm: str = Field(max_length=240)


@router.get("/me/responsible", response=MineOut, summary="Where am I responsible", operation_id="mine")
def mine(request: HttpRequest) -> HttpResponse:
    """What you answer for by name or through a team, and the roles you hold."""
    if not request.user.is_authenticated:
        raise ApiError(401, "")
    found = responsible(request.user)
    return json_response(
        request,
        {
            "person": plain.link(found.person),
            "items": [plain.row(row) for row in found.rows],
            "roles": [{"role": role, "scope": plain.link(part)} for role, part in found.roles],
        },
    )


@router.get("/roles", response=RoleList, summary="Who holds which role", operation_id="roles")
@scope("admin")
def role_list(request: HttpRequest, where: Query[Part]) -> HttpResponse:
    """The roles in force on a part (or everywhere), for those who may give them there."""
    part = entity_named(request.user, where.scope, "scope") if where.scope else None
    require(request.user, "role.grant", part)
    held = roles_on(request.user, part.pk if part else None)
    return json_response(request, {"items": [_role(each) for each in held]})


@router.post("/roles", response={201: RoleOut}, summary="Give a role", operation_id="role_grant")
@scope("admin")
def role_grant(request: HttpRequest, body: RoleIn) -> HttpResponse:
    """Give a role to a person, a team or an account. Twice is once."""
    part = entity_named(request.user, body.scope, "scope") if body.scope else None
    require(request.user, "role.grant", part)
    if (body.holder is None) == (body.account is None):
        raise Invalid(_("a role goes to one person, one team or one account"), field="holder")
    if body.ends_at and body.ends_at <= timezone.now():
        raise Invalid(_("that is over already"), field="ends_at")
    holder = _holder(request.user, body.holder) if body.holder else None
    given = grant_role(
        body.role,
        holder=holder.pk if holder else None,
        user=account_named(body.account) if body.account else None,
        scope=part.pk if part else None,
        by=request.user,
        ends_at=_utc(body.ends_at),
    )
    named = names(request.user, [given.holder])
    return json_response(request, _role(Held(given, named.get(given.holder or 0), body.account or "")), status=201)


@router.delete("/roles/{role_id}", response={204: None}, summary="Take a role back", operation_id="role_revoke")
@scope("admin")
def role_revoke(request: HttpRequest, role_id: Id) -> HttpResponse:
    """From now on it does not count. Twice is once."""
    grant = Grant.objects.filter(pk=role_id).first()
    if grant is None:
        require(request.user, "role.revoke")
        raise Http404
    revoke_role(grant, by=request.user)
    return HttpResponse(status=204)


@router.post("/accounts/{handle}/person", response=Linked, summary="Link an account", operation_id="account_link")
@scope("admin")
def account_link(request: HttpRequest, handle: str, body: LinkIn) -> HttpResponse:
    """Say which person of the catalog an account belongs to; that person's rights are the account's from then on."""
    person = entity_named(request.user, body.person, "person") if body.person else None
    require(request.user, "account.link", person)
    user = link_account(account_named(handle), person, by=request.user)
    return json_response(request, {"account": user.handle, "person": _linked(request.user, user.person_id)})


@router.post("/names/retire", response={204: None}, summary="Retire a name", operation_id="name_retire")
@scope("admin")
def name_retire(request: HttpRequest, body: NameIn) -> Any:
    """A name this person no longer goes by leaves their page at once and all others by a job; only a digest stays."""
    retire_name(_person(request.user, body.person), body.name, by=request.user)
    return HttpResponse(status=204)


@router.post("/erase", response=Erased, summary="Erase a person", operation_id="person_erase")
@scope("admin")
def person_erase(request: HttpRequest, body: EraseIn) -> HttpResponse:
    """Remove a person, an account, or both, from every room. It cannot be taken back."""
    if body.confirm not in (body.person, body.account) or not body.confirm:
        raise Invalid(_("repeat whom you mean in “confirm”"), field="confirm")
    person = _person(request.user, body.person) if body.person else None
    user = _own_or_named(request.user, body.account) if body.account else None
    done = erase_person(person, by=request.user, user=user)
    return json_response(request, {"erased": done})


def account_named(handle: str) -> User:
    """The person's account of this name; the desk's own accounts are nobody's."""
    user = User.objects.filter(handle=handle, kind=User.Kind.PERSON).first()
    if user is None:
        raise Invalid(_("there is no account %(handle)s") % {"handle": handle[:40]}, field="account")
    return user


def _own_or_named(by: Any, handle: str) -> User:
    """Somebody who may erase only themselves does not learn which accounts there are."""
    if handle != getattr(by, "handle", None):
        require(by, "person.erase", SimpleNamespace(scope_id=None, author_id=None))
    return account_named(handle)


def _person(user: Any, ref: str) -> Entity:
    person = entity_named(user, ref, "person")
    if person.kind != "person":
        raise Invalid(_("%(ref)s is not a person") % {"ref": person.ref}, field="person")
    return person


def _holder(user: Any, ref: str) -> Entity:
    holder = entity_named(user, ref, "holder")
    if holder.kind not in HOLDERS:
        raise Invalid(_("a role goes to a person or a team"), field="holder")
    return holder


def _utc(moment: datetime | None) -> datetime | None:
    try:
        return moment.astimezone(UTC) if moment else None
    except OverflowError:
        raise Invalid(_("that is out of the calendar"), field="ends_at") from None


def _linked(user: Any, person_id: int | None) -> Any:
    return plain.link(names(user, [person_id]).get(person_id or 0))


def _role(held: Held) -> dict[str, Any]:
    grant = held.grant
    return {
        "id": grant.pk,
        "role": grant.role,
        "holder": plain.link(held.holder),
        "account": held.handle or None,
        "granted_at": grant.granted_at,
        "ends_at": grant.ends_at,
    }
