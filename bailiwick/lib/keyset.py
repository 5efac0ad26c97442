"""Where a page that runs from the latest backwards ended: a moment, and a row's number among those of one moment."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from .text import number


def cursor(at: datetime, pk: int) -> str:
    """As it stands in the address of the next page."""
    return f"{at.isoformat()}~{pk}"


def before(after: str, column: str) -> Q:
    """What comes after that row, the latest first. Raises ValueError for a damaged address."""
    at, _, pk = after.replace(" ", "+").partition("~")
    moment, row = parse_datetime(at), number(pk)
    if moment is None or moment.tzinfo is None or row is None:
        raise ValueError("the address of this page is damaged; start from the first one")
    return Q(**{f"{column}__lt": moment}) | Q(**{column: moment, "pk__lt": row})
