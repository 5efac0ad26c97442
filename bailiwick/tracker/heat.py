"""How wanted an issue is just now: stars weighed by how recent they are.

A star weighs 2^(t / HALF_LIFE), t being the seconds since EPOCH at which it was given; the heat of an issue is the
logarithm of the sum. Later stars weigh more instead of earlier ones less, so the order of issues never changes by
itself and nothing has to be worked out again as time passes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from math import log2

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
#: Seconds after which a star weighs half of a new one: four weeks.
HALF_LIFE = 28 * 86_400
#: The heat of what nobody wants.
COLD = 0.0


def weight(at: datetime) -> float:
    """The logarithm of what a star given then weighs; more than COLD for every star."""
    return max(1.0, (at - EPOCH).total_seconds() / HALF_LIFE)


def warmer(heat: float, at: datetime) -> float:
    """The heat with one more star."""
    low, high = sorted((heat, weight(at)))
    return high + log2(1 + 2 ** (low - high)) if low > COLD else high


def heat_of(moments: Iterable[datetime]) -> float:
    """The heat of these stars."""
    heat = COLD
    for at in sorted(moments):
        heat = warmer(heat, at)
    return heat
