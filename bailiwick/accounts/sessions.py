"""Sessions in the database, each with its user's number in a column of its own."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from .models import Session


class SessionStore(DatabaseStore):
    """Django's store over our table."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table it writes."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """One row; anonymous sessions have no user."""
        row = cast("Session", super().create_model_instance(data))
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row
