"""Doors of roles and people: what to send there, how to tell that it was done, and who gets through."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from bailiwick.access.grants import grant_role
from bailiwick.access.models import Grant
from bailiwick.accounts.models import User
from bailiwick.catalog.tests.cast import system

from .desk import Desk
from .doing import API, TOP, web
from .doors import API as API_ROUTE
from .doors import ENTITY
from .who import LEADS, LEADS_PART, Ready, count

ROLE = {"role": "Developer", "holder": "person/sam"}


def held(desk: Desk, scope: bool = True) -> Grant:
    """A role that Sam holds on the lighthouse, or everywhere."""
    top = desk.entities["service/lighthouse"].pk if scope else None
    return grant_role("User", holder=desk.entities["person/sam"].pk, scope=top, by=system())


def _revoked(scope: bool, path: str) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        grant = held(desk, scope)
        return path.format(grant.pk), {}, lambda: Grant.objects.get(pk=grant.pk).revoked_at is not None

    return ready


def _linked(path: str, data: dict[str, Any]) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        pk = desk.entities["person/sam"].pk
        return path, data, lambda: User.objects.filter(handle="expired", person_id=pk).exists()

    return ready


def _erased(path: str, person: str, data: dict[str, Any]) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        entity = desk.entities[person]
        return path, data, lambda: type(entity).objects.get(pk=entity.pk).slug != entity.slug

    return ready


WHO: dict[str, tuple[Ready, set[str]]] = {
    "role_grant": (web("roles/", ROLE, lambda desk: count(Grant)), LEADS_PART),
    "role_revoke": (_revoked(True, TOP + "roles/{}/revoke/"), LEADS_PART),
    "account_link_person": (_linked("/person/sam/account/", {"handle": "expired"}), LEADS),
    "api roles": (
        web(API + "roles", ROLE | {"scope": "service/lighthouse"}, lambda desk: count(Grant)),
        LEADS_PART,
    ),
    "api roles everywhere": (web(API + "roles", ROLE, lambda desk: count(Grant)), LEADS),
    "api role taken back": (_revoked(True, "DELETE " + API + "roles/{}"), LEADS_PART),
    "api role taken back everywhere": (_revoked(False, "DELETE " + API + "roles/{}"), LEADS),
    "api link": (_linked(API + "accounts/expired/person", {"person": "person/sam"}), LEADS),
    "api erase": (_erased(API + "erase", "person/sam", {"person": "person/sam", "confirm": "person/sam"}), LEADS),
    "api erase oneself": (
        _erased(API + "erase", "person/robin", {"person": "person/robin", "confirm": "person/robin"}),
        LEADS | {"robin"},
    ),
    # One's own names only, and this was none of Robin's.
    "api retire": (
        web(API + "names/retire", {"person": "person/robin", "name": "Rob"},
            lambda desk: count(apps.get_model("catalog", "Alias"), scheme="former-name")),
        LEADS,
    ),
}  # fmt: skip

POSTED = {
    ENTITY + "roles/": "role_grant",
    ENTITY + "roles/<id:pk>/revoke/": "role_revoke",
    ENTITY + "account/": "account_link_person",
    API_ROUTE + "roles": "api roles",
    API_ROUTE + "roles/<role_id>": "api role taken back",
    API_ROUTE + "accounts/<handle>/person": "api link",
    API_ROUTE + "names/retire": "api retire",
    API_ROUTE + "erase": "api erase",
}
