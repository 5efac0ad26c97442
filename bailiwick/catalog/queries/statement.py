"""One statement as readers see it: the claims that say it alike, and their stories."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from bailiwick.access import visible_q
from bailiwick.accounts.models import User

from ..models import Claim, Entity
from ..vocabulary import PREDICATES, Predicate
from ..when import NEVER
from .history import Story, stories
from .quotes import quoted, spoken_of


@dataclass(slots=True)
class Statement:
    """What was said of an entity, by whoever said it."""

    origin: int
    predicate: Predicate
    #: The versions that stand in the book now, the one that was asked for first.
    current: list[Claim]
    stories: list[Story]
    #: Accounts that confirmed or changed it, by id.
    handles: dict[int, str]

    @property
    def lead(self) -> Claim:
        """The version to speak of: the current one, or the last there was."""
        return self.current[0] if self.current else self.stories[0].latest


def statement(user: Any, entity: Entity, origin: int) -> Statement | None:
    """The statement with this origin about the entity, with all that say the same, if the reader may see it."""
    seen: QuerySet[Claim] = Claim.objects.filter(visible_q(user), subject=entity, recorded_at__lt=NEVER)
    asked = seen.filter(origin=origin).order_by("-recorded_at", "-pk").first()
    if asked is None:
        return None
    same = [p.name for p in PREDICATES.values() if p.identity == PREDICATES[asked.predicate].identity]
    alike = seen.filter(predicate__in=same, object=asked.object_id, value=asked.value, state=asked.state)
    told = stories(user, alike)
    told.sort(key=lambda story: story.origin != origin)
    for story in told:
        names = spoken_of(story.subject, story.object, story.latest.value)
        story.quotes = quoted(user, entity, [(quote, names) for quote in story.quotes])
    if not told:
        return None
    current = [story.latest for story in told if story.standing]
    return Statement(origin, PREDICATES[asked.predicate], current, told, handles_in(told))


def handles_in(told: Iterable[Story]) -> dict[int, str]:
    """The handles of everybody who changed or confirmed one of these."""
    ids = {version.change.author_id for story in told for version in story.versions if version.change}
    ids |= {seen.by_id for story in told for seen in story.observations}
    return dict(User.objects.filter(pk__in=[pk for pk in ids if pk]).values_list("pk", "handle"))


def claims_by_id(user: Any, entity: Entity, ids: Iterable[str]) -> list[Claim]:
    """Current claims about the entity among these ids, as far as the reader may see them."""
    wanted = [int(pk) for pk in ids]
    current = Claim.objects.filter(visible_q(user), subject=entity, recorded_at__lt=NEVER, superseded_at=NEVER)
    return list(current.filter(pk__in=wanted))
