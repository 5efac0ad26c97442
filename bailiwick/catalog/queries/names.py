"""Names of entities for a reader: what they may not see has none, and whoever asks drops it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from bailiwick.access import row_q, viewer
from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.lib.prepared import ask

from ..former_names import SCHEME
from ..models import Alias, EntityNow
from ..vocabulary import KINDS
from ..when import NEVER


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as a link: always the name it goes by today."""

    id: int
    kind: str
    slug: str
    name: str

    @property
    def ref(self) -> str:
        return f"{self.kind}/{self.slug}"

    @property
    def url(self) -> str:
        return f"/{self.kind}/{self.slug}/"

    @property
    def kind_label(self) -> Any:
        return KINDS[self.kind].label


def names(user: Any, ids: Iterable[int | None]) -> dict[int, Named]:
    """id → Named for those that `user` may see. One query; none when there is nothing to ask."""
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    rows = ask(("names", viewer(user).key), lambda ids: _named(user, ids), Numbers(sorted(wanted)))
    return {row[0]: Named(*row) for row in rows}


def _named(user: Any, ids: Iterable[int]) -> QuerySet[EntityNow, Any]:
    rows = EntityNow.objects.filter(row_q(user), OneOf("entity_id", ids, leads=True))
    return rows.values_list("entity_id", "kind", "slug", "name")


def present_names(person_id: int | None = None) -> dict[str, str]:
    """digest of a former name → the name its bearer goes by now, for `former_names.redact`; of all, or of one."""

    def rows(*person: int) -> QuerySet[Alias, Any]:
        former = Alias.objects.filter(scheme=SCHEME, superseded_at=NEVER, **dict(zip(["entity"], person, strict=False)))
        now = EntityNow.objects.filter(entity=OuterRef("entity")).order_by("class_from").values("name")[:1]
        return former.values_list("value", Subquery(now))

    asked = () if person_id is None else (person_id,)
    return {digest: name for digest, name in ask(("present names", len(asked)), rows, *asked) if name is not None}
