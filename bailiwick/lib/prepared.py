"""Queries compiled once and asked again with other values.

Compiling is most of what a small query costs (0.5 of 0.6 ms for a card), and a page of an
entity asks the same few for every reader of one class. `key` has to name all that shapes
the query besides the values, which are numbers and words: usually the kind of reader.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet

#: Readers with roles on parts each have queries of their own.
MOST = 300
_kept = threading.local()

Value = int | str


class Prepared:
    """The statement of a queryset of values, with the places of what is asked for."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], values: Sequence[Value]) -> None:
        marks = {self._mark(value, index): index for index, value in enumerate(values)}
        self.compiler = build(*marks).query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self.params = self.compiler.as_sql()
        self.converters = self.compiler.get_converters([column for column, _, _ in self.compiler.select])
        found = [(place, marks.get(param)) for place, param in enumerate(self.params) if isinstance(param, int | str)]
        self.places = [(place, index, type(self.params[place])) for place, index in found if index is not None]
        if {index for _, index, _ in self.places} != set(marks.values()):
            raise ValueError("each value has to stand in the query as it is")

    @staticmethod
    def _mark(value: Value, index: int) -> Value:
        """What stands for a value while the query is compiled, and nowhere else in it."""
        return -(2**50) - index if isinstance(value, int) else f"\ue000{index}"

    def rows(self, values: Sequence[Value]) -> list[tuple[Any, ...]]:
        params = list(self.params)
        for place, index, kind in self.places:
            params[place] = kind(values[index])
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found: Iterable[Any] = cursor.fetchall()
        return [tuple(row) for row in self.compiler.apply_converters(found, self.converters)]


def ask(key: Hashable, build: Callable[..., QuerySet[Any, Any]], *values: Value) -> list[tuple[Any, ...]]:
    """The rows of `build(*values)`, a queryset of columns; it is called only when this thread has no such query yet."""
    kept: dict[Any, Prepared] = _kept.__dict__
    found = kept.get(key)
    if found is None or found.compiler.connection is not connections[DEFAULT_DB_ALIAS]:
        if len(kept) >= MOST:
            kept.clear()
        found = kept[key] = Prepared(build, values)
    return found.rows(values)


def padded(numbers: Sequence[int]) -> Sequence[int]:
    """The same numbers, the last one repeated up to a power of two, so that lists of many lengths share a query."""
    return [*numbers, *[numbers[-1]] * ((1 << (len(numbers) - 1).bit_length()) - len(numbers))]
