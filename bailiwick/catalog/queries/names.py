"""Names of entities for a reader: what they may not see has none, and whoever asks drops it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

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
    former = Alias.objects.filter(scheme=SCHEME, superseded_at=NEVER)
    former = former if person_id is None else former.filter(entity=person_id)
    digests = dict(former.values_list("value", "entity_id"))
    named = dict(EntityNow.objects.filter(entity_id__in=digests.values()).values_list("entity_id", "name"))
    return {digest: named[pk] for digest, pk in digests.items() if pk in named}
