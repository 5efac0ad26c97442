"""Letting a code host speak here, and letting it no more."""

from __future__ import annotations

import secrets
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bailiwick.access import require
from bailiwick.events.journal import record

from ..errors import Refused
from ..models import Hook


@transaction.atomic
def create_hook(scope_id: int | None, forge: str, name: str, *, by: Any) -> tuple[Hook, str]:
    """A door for this host, and the secret that it signs with: shown once. Without a scope it may name any issue."""
    require(by, "hook.edit", SimpleNamespace(scope_id=scope_id, author_id=None))
    called = " ".join(name.replace("\x00", "").split())[:120]
    if forge not in Hook.Forge.values:
        raise Refused(_("Choose one of these: %(all)s.") % {"all": ", ".join(Hook.Forge.values)}, "forge")
    if not called:
        raise Refused(_("It needs a name; that of the repository is a good one."), "name")
    secret = secrets.token_urlsafe(32)
    hook = Hook.objects.create(
        scope_id=scope_id, forge=forge, name=called, secret=secret, created_at=timezone.now(), by_id=by.pk
    )
    record("hook.created", by=by, scope_id=scope_id, about=("hook", hook.pk), visibility=3)
    return hook, secret


@transaction.atomic
def delete_hook(hook: Hook, *, by: Any) -> None:
    """It is heard no more; what it told stays. Twice is once."""
    require(by, "hook.edit", SimpleNamespace(scope_id=hook.scope_id, author_id=None))
    gone, _each = Hook.objects.filter(pk=hook.pk).delete()
    if gone:
        record("hook.deleted", by=by, scope_id=hook.scope_id, about=("hook", hook.pk), visibility=3)
