"""`column IN (many numbers)` as one parameter.

Django sends one parameter for each number, which costs more than the query as soon as
there are a hundred, and SQLite refuses a statement with too many of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson
from django.db.models import BooleanField, Func


class OneOf(Func):
    """Whether a column holds one of these numbers; a filter that no index begins at, for there may be many."""

    output_field = BooleanField()

    def __init__(self, column: Any, numbers: Iterable[int]) -> None:
        super().__init__(column)
        self.numbers = sorted(numbers)

    @property
    def identity(self) -> tuple[Any, ...]:
        return (*super().identity, tuple(self.numbers))

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = compiler.compile(self.source_expressions[0])
        numbers = orjson.dumps(self.numbers).decode()
        return f"+{sql} IN (SELECT value FROM json_each(%s))", (*params, numbers)  # noqa: S608 - Django's own SQL

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = compiler.compile(self.source_expressions[0])
        # Inside a subselect, for else the planner looks each of them up in its statistics.
        return sql + " = ANY(ARRAY(SELECT unnest(%s::bigint[])))", (*params, self.numbers)
