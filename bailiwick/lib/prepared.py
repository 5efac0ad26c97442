"""Queries compiled once and asked again with other values.

Compiling is most of what a small query costs (0.5 of 0.6 ms for a card), and a page of an
entity asks the same few for every reader of one class. `key` has to name all that shapes
the query besides the values, which are numbers, words and many numbers at once: usually the kind of reader.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import orjson
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import JSONField, QuerySet

from .one_of import Numbers

#: Readers with roles on parts each have queries of their own.
MOST = 1_000
_kept = threading.local()

Value = int | str | Numbers
#: A queryset of columns, or SQL with its parameters.
Built = QuerySet[Any, Any] | tuple[str, Sequence[Any]]


class Prepared:
    """A statement with the places of what is asked for."""

    #: Column → what makes a value of what the database says.
    converters: Sequence[tuple[int, list[Callable[..., Any]], Any]] = ()

    def __init__(self, build: Callable[..., Built], values: Sequence[Value]) -> None:
        self.connection = connections[DEFAULT_DB_ALIAS]
        marks = [self._mark(value, index) for index, value in enumerate(values)]
        built = build(*marks)
        self.sql, self.params = built if isinstance(built, tuple) else self._compile(built)
        known = {self._param(mark): index for index, mark in enumerate(marks)}
        found = [(place, known.get(param)) for place, param in enumerate(self.params) if isinstance(param, int | str)]
        self.places = [(place, index, type(self.params[place])) for place, index in found if index is not None]
        if {index for _, index, _ in self.places} != set(known.values()):
            raise ValueError("each value has to stand in the query as it is")

    def _compile(self, built: QuerySet[Any, Any]) -> tuple[str, Sequence[Any]]:
        compiler = built.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        found = compiler.get_converters([column for column, _, _ in compiler.select])
        self.converters = [(at, [_quicker(one) for one in these], column) for at, (these, column) in found.items()]
        return sql, params

    @staticmethod
    def _mark(value: Value, index: int) -> Value:
        """What stands for a value while the query is compiled, and nowhere else in it."""
        number = -(2**50) - index
        if isinstance(value, Numbers):
            return Numbers([number])
        return number if isinstance(value, int) else f"\ue000{index}"

    def _param(self, value: Value) -> int | str:
        return value.written(self.connection.vendor) if isinstance(value, Numbers) else value

    def rows(self, values: Sequence[Value]) -> list[tuple[Any, ...]]:
        params = list(self.params)
        for place, index, kind in self.places:
            params[place] = kind(self._param(values[index]))
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return [self._converted(row) for row in rows] if self.converters else rows

    def _converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for at, converters, column in self.converters:
            for convert in converters:
                values[at] = convert(values[at], column, self.connection)
        return tuple(values)


def _quicker(convert: Callable[..., Any]) -> Callable[..., Any]:
    """Django's reading of JSON and of SQLite's times, some for each row of a list, in a quarter of the time."""
    if getattr(convert, "__name__", "") == "convert_datetimefield_value":
        return partial(_time, convert)
    return _json if getattr(convert, "__func__", None) is JSONField.from_db_value else convert


def _time(convert: Callable[..., Any], value: Any, column: Any, database: Any) -> datetime | None:
    """Mostly SQLite's driver has read it, and only the zone is missing, which is always this one."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else convert(value, column, database)


def _json(value: str | None, column: Any, database: Any) -> Any:
    return None if value is None else orjson.loads(value)


def ask(key: Hashable, build: Callable[..., Built], *values: Value) -> list[tuple[Any, ...]]:
    """The rows of what `build(*values)` makes; it is called only when this thread has no such query yet."""
    kept: dict[Any, Prepared] = _kept.__dict__
    found = kept.get(key)
    if found is None or found.connection is not connections[DEFAULT_DB_ALIAS]:
        if len(kept) >= MOST:
            kept.clear()
        found = kept[key] = Prepared(build, values)
    return found.rows(values)
