"""Sessions in the database, each with its user's number in a column of its own."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.utils.timezone import now

from bailiwick.lib.prepared import ask

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

    def _get_session_from_db(self) -> Session | None:
        """Asked for by every page of somebody signed in, so its query is compiled once."""
        key = self.session_key or ""
        for data, expires in ask("session", _contents, key):
            if expires > now():
                return Session(session_key=key, session_data=data, expire_date=expires)
        self._session_key = None
        return None


def _contents(session_key: str) -> QuerySet[Session, Any]:
    return Session.objects.filter(session_key=session_key).values_list("session_data", "expire_date")
