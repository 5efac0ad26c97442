"""The small cast of the catalog's stories, and short ways to let a list say something."""

from __future__ import annotations

from datetime import date
from typing import Any

from bailiwick.access.grants import grant_role
from bailiwick.accounts.models import User
from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.actions.entities import create_entity
from bailiwick.catalog.actions.staging import SourceInfo, finish_source, open_source
from bailiwick.catalog.actions.statements import stage_statements
from bailiwick.catalog.models import Change, Entity
from bailiwick.lib.statements import Statement, Thing


def system() -> User:
    """The importer: a system user, who may do what a coordinator may."""
    return User.objects.system("importer")


def person(handle: str, role: str = "", scope: Entity | None = None) -> User:
    """Somebody with an account, and with a role everywhere or on a part."""
    user = User.objects.create_user(f"{handle}@example.org", handle, "correct horse")
    if role:
        grant_role(role, user=user, scope=scope.pk if scope else None, by=system())
    return user


def entity(ref: str, name: str = "", visibility: int = 0) -> Entity:
    """A page that exists."""
    kind, slug = ref.split("/")
    return create_entity(kind, slug, name or slug, by=system(), visibility=visibility)


def thing(ref: str, name: str = "") -> Thing:
    kind, slug = ref.split("/")
    return Thing(kind, name or slug, slug)


def says(subject: str, predicate: str, what: str, **more: Any) -> Statement:
    """`says("service/pypi", "hosted_by", "provider/rackspace")`, or a value after `=`."""
    if what.startswith("="):
        return Statement(thing(subject), predicate, value=what[1:], **more)
    return Statement(thing(subject), predicate, thing(what), **more)


def read(lineage: str, day: str, *statements: Statement, slug: str = "", apply: bool = True, **options: Any) -> Change:
    """Let a list say something on a day, and put it into the book."""
    info = SourceInfo(
        slug or f"{lineage}-{day}", f"{lineage} of {day}", date.fromisoformat(day), digest=f"{lineage}{day}"
    )
    change = open_source(lineage=lineage, source=info, by=system(), **options)
    stage_statements(change, statements, by=system())
    change = finish_source(change, by=system())
    return apply_change(change, by=system()) if apply else change
