"""Log lines as JSON, each with the id of the request or event it belongs to."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

import orjson

_request_id: ContextVar[str] = ContextVar("request_id", default="")
_event_id: ContextVar[int | None] = ContextVar("event_id", default=None)

#: What every LogRecord carries; anything else came in through `extra=` and is worth a field.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName"}


def new_id() -> str:
    """An id for a request or a run of the worker: short enough to read over the telephone."""
    return secrets.token_hex(8)


def request_id() -> str:
    """The id of what is being done now; empty outside a request."""
    return _request_id.get()


@contextmanager
def doing(*, request: str | None = None, event: int | None = None) -> Iterator[None]:
    """Everything logged inside carries these ids."""
    request_token = _request_id.set(request if request is not None else _request_id.get())
    event_token = _event_id.set(event if event is not None else _event_id.get())
    try:
        yield
    finally:
        _request_id.reset(request_token)
        _event_id.reset(event_token)


class JsonFormatter(logging.Formatter):
    """One line of JSON per record: at, level, logger, message, ids, and whatever `extra=` brought."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := _request_id.get():
            line["request_id"] = request
        if (event := _event_id.get()) is not None:
            line["event_id"] = event
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()
