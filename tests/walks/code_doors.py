"""The doors of references and code hosts: what to send, how to tell that it was done, who gets through."""

from __future__ import annotations

from typing import Any

from bailiwick.accounts.models import User
from bailiwick.catalog.tests.cast import system
from bailiwick.tracker.actions.hooks import create_hook
from bailiwick.tracker.actions.references import add_reference
from bailiwick.tracker.models import Hook, Reference

from .desk import Desk
from .file_doors import issue_here, once_known
from .who import LEADS, LEADS_PART, PART, SIGNED_IN, Ready, count

API = "/api/v1/"
URL = "https://code.example.org/loom/pull/3"


def _referred(path: str) -> Ready:
    return lambda desk, user: (path.format(issue_here(desk).pk), {"url": URL}, count(Reference))


def _unreferred(path: str) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        reference = add_reference(issue_here(desk), URL, by=system())
        return path.format(reference.pk), {}, lambda: not Reference.objects.filter(pk=reference.pk).exists()

    return ready


def _made(path: str, **said: str) -> Ready:
    return lambda desk, user: (path, {"forge": "gitea", "name": "loom", **said}, count(Hook))


def _deleted(path: str) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        hook, _secret = create_hook(desk.entities["service/lighthouse"].pk, "gitea", "loom", by=system())
        return path.format(hook.pk), {}, lambda: not Hook.objects.filter(pk=hook.pk).exists()

    return ready


_HERE = {"service": "service/lighthouse"}
ANSWER = LEADS_PART | {"owner"}
WHO: dict[str, tuple[Ready, set[str]]] = {
    "reference": (once_known(_referred("/issues/{}/references/")), SIGNED_IN),
    "reference removed": (_unreferred("/issues/references/{}/remove/"), PART),
    "hook": (_made("/issues/hooks/", **_HERE), ANSWER),
    "hook for everything": (_made("/issues/hooks/"), LEADS),
    "hook deleted": (_deleted("/issues/hooks/{}/delete/"), ANSWER),
    "api reference": (once_known(_referred(API + "issues/{}/references")), SIGNED_IN),
    "api reference removed": (_unreferred(f"DELETE {API}references/{{}}"), PART),
    "api hook": (_made(API + "hooks", **_HERE), ANSWER),
    "api hook deleted": (_deleted(f"DELETE {API}hooks/{{}}"), ANSWER),
}
_A = API.lstrip("/")
POSTED = {
    "issues/<id:pk>/references/": "reference", "issues/references/<id:pk>/remove/": "reference removed",
    "issues/hooks/": "hook", "issues/hooks/<id:pk>/delete/": "hook deleted",
    _A + "issues/<number>/references": "api reference", _A + "references/<reference_id>": "api reference removed",
    _A + "hooks": "api hook", _A + "hooks/<hook_id>": "api hook deleted",
}  # fmt: skip
