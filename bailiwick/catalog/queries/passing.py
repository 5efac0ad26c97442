"""What began and ended between two days: on neither of them was it so, so no comparison of the two shows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ..models import Claim
from .card import FIELDS, Said, in_book
from .diff import Difference, told
from .whole import whole_q


def passing(
    user: Any, a: date, b: date, *, known_at: datetime | None = None, limit: int
) -> tuple[list[Difference], bool]:
    """What surely began after the end of day `a` and had surely ended at the end of day `b`, oldest first: two queries.

    The second answer is whether there is more. What may as well have begun before, or have ended after, is not in it.
    """
    claims = in_book(Claim.objects.filter(whole_q(user)), known_at)
    # That it began by `b` follows from its end; said again, it is one slice of the index.
    claims = claims.filter(from_latest__gt=a, from_latest__lte=b, from_earliest__gte=a, to_latest__lte=b)
    rows = list(claims.order_by("from_latest", "pk").values_list(*FIELDS)[: limit + 1])
    found = told(user, (Said(*row) for row in rows[:limit]), a, b)
    return [replace(each, kind="began_and_ended") for each in found], len(rows) > limit
