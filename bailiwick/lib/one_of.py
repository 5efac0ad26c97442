"""`column IN (many numbers)` as one parameter.

Django sends one parameter for each number, which costs more than the query as soon as
there are a hundred, and SQLite refuses a statement with too many of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Func


class Numbers(tuple[int, ...]):
    """Many numbers that are one value of a query."""

    def written(self, vendor: str) -> str:
        """As the parameter that stands for them: JSON for SQLite, an array for PostgreSQL."""
        inside = ",".join(map(str, self))
        return f"{{{inside}}}" if vendor == "postgresql" else f"[{inside}]"


class OneOf(Func):
    """Whether a column holds one of these numbers.

    With `leads` an index may begin at the column; without, there may be so many that none should.
    """

    output_field = BooleanField()

    def __init__(self, column: Any, numbers: Iterable[int], *, leads: bool = False) -> None:
        super().__init__(column)
        self.numbers, self.leads = Numbers(sorted(numbers)), leads

    @property
    def identity(self) -> tuple[Any, ...]:
        return (*super().identity, self.numbers, self.leads)

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = compiler.compile(self.source_expressions[0])
        sql = sql if self.leads else f"+{sql}"
        return f"{sql} IN (SELECT value FROM json_each(%s))", (*params, self.numbers.written("sqlite"))  # noqa: S608 - Django's own SQL

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[Any, ...]]:
        sql, params = compiler.compile(self.source_expressions[0])
        # Inside a subselect, for else the planner looks each of them up in its statistics.
        return sql + " = ANY(ARRAY(SELECT unnest(%s::bigint[])))", (*params, self.numbers.written("postgresql"))
