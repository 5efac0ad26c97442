"""What sentences of a section are about when they do not say; `scoping` decides it from the titles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bailiwick.adapters.prose.rules.clauses.mood import PAST, PAST_TITLE, PASTS, PLANNED, PLANNING_TITLE, PLANS, TO_DO
from bailiwick.adapters.prose.rules.english.words import words_of, wordset
from bailiwick.lib.statements import Thing

_COPIES = wordset("backup backups backed copies snapshots")


@dataclass(frozen=True)
class Scope:
    """What sentences of a section are about when they do not say.

    `category` is the kind of thing that the section describes, or `team`, `aspect`, `category` (it announces
    others) and `page`; `things` what its title names; `above` the things of the section around it;
    `community` whose page this is.
    """

    category: str
    things: tuple[Thing, ...] = ()
    above: tuple[Thing, ...] = ()
    community: Thing | None = None
    #: The team that the page says it is by.
    crew: Thing | None = None
    titles: tuple[str, ...] = ()

    @property
    def mood(self) -> str:
        """Why nothing in a section holds now: its title, or one above, announces plans or the past."""
        return mood_of_titles(self.titles)

    @property
    def is_of_one_service(self) -> bool:
        """Whether a section is about a service and no other: what nobody is named for is said of it."""
        return self.category == "service" and len(self.things) == 1

    @property
    def is_of_copies(self) -> bool:
        """Whether its title says that it is about backups: what stands in it is said of the copies."""
        return bool(self.titles) and bool(_COPIES & set(self.titles[-1].lower().strip(" :?").replace(",", "").split()))


@lru_cache(maxsize=100)
def mood_of_titles(titles: tuple[str, ...]) -> str:
    """Kept, because each sentence of a section asks."""
    lows = {word.low for title in titles for word in words_of(title)}
    todo = any(title.lower().strip(" :!") in TO_DO for title in titles)
    plain = [title.lower().strip(" :!?") for title in titles]
    todo = todo or any(PLANNING_TITLE.search(title) for title in plain)
    past = bool(lows & PASTS) or any(PAST_TITLE.search(title) for title in plain)
    return PLANNED if lows & PLANS or todo else PAST if past else ""
