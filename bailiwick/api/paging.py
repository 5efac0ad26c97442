"""Long lists in pages: a page says where it ended, the next one starts after that (never OFFSET).

page = paginate(queryset, ("-applied_at", "-pk"), paging)
return json_response(request, envelope(request, page, [row_out(row) for row in page.items]))
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Schema

from .errors import Invalid

DEFAULT_LIMIT = 50
MAX_LIMIT = 200
BIGGEST = 2**63 - 1


class Paging(Schema):
    """The two parameters of every list; write `paging: Query[Paging]` in the view."""

    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MAX_LIMIT, description="How many at most.")
    after: str = Field("", max_length=512, description="Where the page before ended: its `next_after`.")


@dataclass(frozen=True)
class Page:
    """Some rows, and the cursor of what follows (empty at the end)."""

    items: list[Any]
    next_after: str


def encode(values: Iterable[Any]) -> str:
    """A cursor: the last row's sort values, opaque to readers."""
    plain = [value.isoformat() if isinstance(value, (date, datetime)) else value for value in values]
    return base64.urlsafe_b64encode(orjson.dumps(plain)).rstrip(b"=").decode()


def decode(cursor: str, count: int) -> list[Any]:
    """The values of a cursor; Invalid if it is none of ours. Nothing in it is trusted."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        values = orjson.loads(raw)
    except (binascii.Error, ValueError) as error:
        raise _bad_cursor() from error
    if not isinstance(values, list) or len(values) != count or not all(map(_is_plain, values)):
        raise _bad_cursor()
    return values


def paginate(queryset: QuerySet[Any, Any], order: Sequence[str], paging: Paging) -> Page:
    """One page of the queryset in this order. The last name must make the order unique (usually `pk`)."""
    ordered = queryset.order_by(*order)
    if paging.after:
        ordered = ordered.filter(_beyond(queryset.model, order, decode(paging.after, len(order))))
    rows = list(ordered[: paging.limit + 1])
    items = rows[: paging.limit]
    more = len(rows) > paging.limit
    return Page(items, encode(_value(items[-1], name.lstrip("-")) for name in order) if more else "")


def envelope(request: HttpRequest, page: Page, items: Sequence[Any]) -> dict[str, Any]:
    """The body of a list: `items`, `next` (an address, or null) and `next_after`."""
    return {"items": list(items), "next": following(request, page.next_after), "next_after": page.next_after or None}


def following(request: HttpRequest, after: str | None) -> str | None:
    """The address of the page that begins there."""
    if not after:
        return None
    query = request.GET.copy()
    query["after"] = after
    return f"{request.path}?{query.urlencode()}"


def _beyond(model: type[Model], order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows after `values` in a mixed order: a > x, or a = x and b > y, and so on."""
    beyond, same = Q(pk__in=[]), Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        known = _typed(model, field, value)
        beyond |= same & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": known})
        same &= Q(**{field: known})
    return beyond


def _typed(model: type[Model], name: str, value: Any) -> Any:
    """The value as its column knows it. Sorting by an annotation takes it as it stands."""
    try:
        field = model._meta.pk if name == "pk" else model._meta.get_field(name)
        return field.to_python(value) if field is not None and hasattr(field, "to_python") else value
    except FieldDoesNotExist:
        return value
    except (ValidationError, ValueError, OverflowError, TypeError) as error:
        raise _bad_cursor() from error


def _value(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" not in value
    return isinstance(value, (int, float)) and abs(value) <= BIGGEST


def _bad_cursor() -> Invalid:
    return Invalid(_("This cursor is not one of ours; start without `after`."), field="after", where="query")
