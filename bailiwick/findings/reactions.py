"""What follows here from what happens elsewhere."""

from __future__ import annotations

from bailiwick.events.models import Event

from . import due


def look_again(event: Event) -> None:
    """The book changed: what did not fit may fit now, and the other way round."""
    due.ask_to_catch_up()
