"""What this room's tests share."""

from __future__ import annotations

import pytest

from bailiwick.lib import panels
from bailiwick.search import queries

from .desk import kinds


@pytest.fixture(autouse=True)
def _our_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kinds of the invented desk, whatever the roof's table says."""

    def contributors(purpose: str) -> tuple[object, ...]:
        return (kinds,) if purpose == "search_kinds" else panels.contributors(purpose)

    monkeypatch.setattr(queries, "contributors", contributors)
