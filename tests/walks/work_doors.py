"""Doors of what runs, and of one's own tokens and watching."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps

from bailiwick.accounts.models import Token, User
from bailiwick.accounts.tokens import create_token
from bailiwick.jobs import enqueue

from .desk import Desk
from .doing import web
from .who import LEADS, SIGNED_IN, Ready, count


def job(desk: Desk) -> Any:
    return enqueue("exchange.run_import", {}, desk.accounts["expired"])


def ended_job(desk: Desk) -> Any:
    found = job(desk)
    type(found).objects.filter(pk=found.pk).update(state="failed")
    return found


def _worked(verb: str, make: Callable[[Desk], Any], gone: Callable[[Any], bool]) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        found = make(desk)
        return f"/jobs/{found.pk}/{verb}/", {}, lambda: gone(type(found).objects.get(pk=found.pk))

    return ready


def _token_revoked(desk: Desk, user: User | None) -> Any:
    token, _secret = create_token(desk.accounts["user"], "mine", ["read"], 5)
    return f"/account/tokens/{token.pk}/revoke/", {}, lambda: Token.objects.get(pk=token.pk).revoked_at is not None


WHO: dict[str, tuple[Ready, set[str]]] = {
    "job_cancel": (_worked("cancel", job, lambda j: j.state == "cancelled" or j.cancel_requested), LEADS | {"expired"}),
    "job_retry": (_worked("retry", ended_job, lambda j: j.state == "ready"), LEADS),
    "account_token_revoke": (_token_revoked, {"user"}),
    "account_tokens": (
        web("/account/tokens/", {"name": "t", "scopes": ["read"], "days": "30"}, lambda desk: count(Token)),
        SIGNED_IN,
    ),
    "watch": (
        web("/watch/", {"topic": "entity:1"}, lambda desk: count(apps.get_model("subscriptions", "Subscription"))),
        SIGNED_IN,
    ),
}  # fmt: skip

POSTED = {
    "watch/": "watch",
    "account/tokens/": "account_tokens",
    "account/tokens/<int:token_id>/revoke/": "account_token_revoke",
    "jobs/<int:pk>/cancel/": "job_cancel",
    "jobs/<int:pk>/retry/": "job_retry",
}
