"""The small cast of the tracker's stories: Nora has just come, Uli posts for long, Dora develops, Carla coordinates."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.test import Client
from django.utils import timezone

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Entity
from bailiwick.catalog.tests.cast import entity, person, system
from bailiwick.tracker.actions.issues import create_issue
from bailiwick.tracker.models import Issue

__all__ = ["a_while_ago", "entity", "issue", "known", "person", "sign_in", "system"]


def known(handle: str) -> User:
    """Somebody without a role whose first post was let through long ago."""
    user = person(handle)
    create_issue({"title": f"The first words of {handle}"}, by=user)
    Issue.objects.filter(reporter_id=user.pk).update(held=False, visibility=0)
    return user


def issue(title: str, *, by: Any = None, service: Entity | None = None, **said: Any) -> Issue:
    """An issue by somebody, or by the importer."""
    if service is not None:
        said["services"] = [service.pk]
    return create_issue({"title": title, **said}, by=by or system())


def sign_in(client: Client, user: User) -> None:
    """The browser is theirs from now on."""
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])


def a_while_ago() -> str:
    """What a form carries that was shown a minute ago."""
    signer = signing.TimestampSigner(salt="tracker.form")
    value = f"form:{signing.b62_encode(int(timezone.now().timestamp()) - 60)}"
    return f"{value}:{signer.signature(value)}"
