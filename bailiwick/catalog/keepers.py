"""Who answers for a thing: whoever is named in a word of that family, except who is asked while nobody keeps it."""

from __future__ import annotations

from collections.abc import Iterable

from .models import Rank, State
from .vocabulary import KEEPING, RESPONSIBLE


def answering(said: Iterable[tuple[str, int, int]]) -> tuple[str, ...]:
    """Of a thing of which this is said (word, state and rank): the words under which somebody answers for it.

    "Nobody maintains it; ask Ada" names Ada to ask about a vacancy, which makes her no keeper. It takes no rights from
    her: those rest on what names her alone, so that nothing hidden can be told by them.
    """
    states = {state for word, state, rank in said if word in KEEPING and rank >= Rank.NORMAL}
    vacant = State.NONE in states and State.KNOWN not in states
    return KEEPING if vacant else RESPONSIBLE
