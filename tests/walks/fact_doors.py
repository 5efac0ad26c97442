"""Doors that write facts and whole pages: what to send there, how to tell that it was done, and who gets through."""

from __future__ import annotations

from typing import Any

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Change, Claim

from .desk import Desk
from .doing import API, TOP, change_applied, edit, note, saying, web
from .doors import API as API_ROUTE
from .doors import ENTITY
from .who import EVERYWHERE, LEADS, LEADS_PART, PART, SIGNED_IN, Ready, count


def _on_note(rest: str, data: dict[str, Any]) -> Ready:
    return lambda desk, user: (f"{TOP}facts/{note(desk).origin}/{rest}", data, change_applied(desk))


def _confirmed(path: str) -> Ready:
    def ready(desk: Desk, user: User | None) -> Any:
        claim = note(desk)
        where = path.format(origin=claim.origin, pk=claim.pk)
        return where, {}, lambda: Claim.objects.get(pk=claim.pk).confirmed_at is not None

    return ready


WHO: dict[str, tuple[Ready, set[str]]] = {
    "claim_add": (web("facts/add/?predicate=status_note", saying("green")), PART),
    "claim_add elsewhere": (
        web("/service/elsewhere/facts/add/?predicate=status_note", saying("green")),
        EVERYWHERE,
    ),
    "claim_add to a part": (web("/service/lamp/facts/add/?predicate=status_note", saying("lit")), PART),
    "claim_add as a proposal": (
        web("facts/add/?predicate=status_note", saying("blue"), lambda desk: count(Change)),
        SIGNED_IN,
    ),
    "claim_end": (_on_note("end/", {"on": "2020-01-01"}), PART),
    "claim_correct": (_on_note("correct/", {"message": "no"}), PART),
    "claim_confirm": (_confirmed(TOP + "facts/{origin}/confirm/"), PART),
    "entity_create": (web("/new/", {"kind": "service", "name": "Pier"}), EVERYWHERE),
    "entity_rename": (web("rename/", {"name": "Beacon"}), PART),
    "entity_alias": (web("names/add/", {"scheme": "aka", "value": "Beacon"}), PART),
    "entity_merge": (web("merge/", {"into": "service/closed"}), LEADS),
    "entity_merge within a part": (web("/service/lamp/merge/", {"into": "service/lighthouse"}), LEADS_PART),
    # A split makes a page, so leading a part is not enough.
    "entity_split": (
        lambda desk, user: (
            TOP + "split/",
            {"name": "Pier", "kind": "service", "facts": [str(note(desk).pk)]},
            change_applied(desk),
        ),
        LEADS,
    ),
    "entity_show_to": (web("show/", {"visibility": "1"}), LEADS_PART),
    "api add": (edit(op="add", subject="service/lighthouse", predicate="status_note", value="seen"), PART),
    "api add elsewhere": (edit(op="add", subject="service/elsewhere", predicate="status_note", value="so"), EVERYWHERE),
    "api create": (edit(op="create", kind="service", slug="pier", name="Pier"), EVERYWHERE),
    "api rename": (edit(op="rename", entity="service/lighthouse", name="Beacon"), PART),
    "api alias": (edit(op="alias", entity="service/lighthouse", value="Beacon"), PART),
    "api merge": (edit(op="merge", entity="service/closed", into="service/lighthouse"), LEADS),
    "api show": (edit(op="show", entity="service/lighthouse", visibility="members"), LEADS_PART),
    "api confirm": (_confirmed(API + "claims/{pk}/confirm"), PART),
}  # fmt: skip

POSTED = {
    "new/": "entity_create",
    ENTITY + "facts/add/": "claim_add",
    ENTITY + "facts/<id:origin>/end/": "claim_end",
    ENTITY + "facts/<id:origin>/correct/": "claim_correct",
    ENTITY + "facts/<id:origin>/confirm/": "claim_confirm",
    ENTITY + "rename/": "entity_rename",
    ENTITY + "names/add/": "entity_alias",
    ENTITY + "merge/": "entity_merge",
    ENTITY + "split/": "entity_split",
    ENTITY + "show/": "entity_show_to",
    API_ROUTE + "claims/<claim_id>/confirm": "api confirm",
}
