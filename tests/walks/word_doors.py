"""The doors of words, labels, versions and milestones: what to send, how to tell, who gets through."""

from __future__ import annotations

from typing import Any

from bailiwick.accounts.models import User
from bailiwick.tracker.models import Label, Milestone, Transition, Version, Word

from .desk import Desk
from .who import EVERYWHERE, LEADS, LEADS_PART, PART, Ready, count

API = "/api/v1/"
HERE = {"service": "service/lighthouse"}


def sends(path: str, data: dict[str, Any], model: Any, **done: Any) -> Ready:
    """What is sent there makes one more of these."""
    return lambda desk, user: (path, data, count(model, **done))


def _changed(path: str, data: dict[str, Any], model: Any, **said: Any) -> Ready:
    """A word that is there is retired, or a milestone reached."""

    def ready(desk: Desk, user: User | None) -> Any:
        row = model.objects.create(scope_id=desk.entities["service/lighthouse"].pk, **said)
        over = {"closed_at__isnull": False} if model is Milestone else {"retired": True}
        return f"PATCH {API}{path.format(row)}", data, lambda: model.objects.filter(pk=row.pk, **over).exists()

    return ready


_WORD = {"of": "kind", "slug": "art", "name": "Art"}
WHO: dict[str, tuple[Ready, set[str]]] = {
    "word": (sends("/issues/words/", _WORD, Word), LEADS),
    "ways": (sends("/issues/words/ways/", {"before": "closed", "after": ["in-progress"]}, Transition,
                   after="in-progress", before="closed"), LEADS),
    "label": (sends("/issues/labels/", {"slug": "dim"}, Label), EVERYWHERE),
    "label here": (sends("/issues/labels/", {"slug": "dim"} | HERE, Label), PART),
    "version": (sends("/issues/versions/", {"name": "2"} | HERE, Version), LEADS_PART | {"owner"}),
    "milestone": (sends("/issues/milestones/", {"name": "Dusk"} | HERE, Milestone), LEADS_PART | {"owner"}),
    "api word": (sends(API + "tracker/words", _WORD, Word), LEADS),
    "api word change": (
        lambda desk, user: (f"PATCH {API}tracker/words/kind/task", {"retired": True}, count(Word, retired=True)), LEADS,
    ),
    "api ways": (sends(f"PUT {API}tracker/transitions", {"before": "closed", "after": ["in-progress"]}, Transition,
                       after="in-progress", before="closed"), LEADS),
    "api label": (sends(API + "labels", {"slug": "dim"} | HERE, Label), PART),
    "api label change": (_changed("labels/dim", {"retired": True}, Label, slug="dim"), PART),
    "api version": (sends(API + "versions", {"name": "2"} | HERE, Version), LEADS_PART | {"owner"}),
    "api version change": (_changed("versions/{0.pk}", {"retired": True}, Version, name="2"), LEADS_PART | {"owner"}),
    "api milestone": (sends(API + "milestones", {"name": "Dusk"} | HERE, Milestone), LEADS_PART | {"owner"}),
    "api milestone change": (
        _changed("milestones/{0.pk}", {"closed": True}, Milestone, name="Dusk"), LEADS_PART | {"owner"},
    ),
}  # fmt: skip

_A = API.lstrip("/")
POSTED = {
    "issues/words/": "word", "issues/words/ways/": "ways", "issues/labels/": "label", "issues/versions/": "version",
    "issues/milestones/": "milestone", _A + "tracker/words": "api word",
    _A + "tracker/words/<of>/<slug>": "api word change", _A + "tracker/transitions": "api ways",
    _A + "labels": "api label", _A + "labels/<slug>": "api label change", _A + "versions": "api version",
    _A + "versions/<version_id>": "api version change", _A + "milestones": "api milestone",
    _A + "milestones/<milestone_id>": "api milestone change",
}  # fmt: skip
