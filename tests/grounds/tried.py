"""What is tried more often in `make proof` is marked `tries`, by itself: whoever imports `tries` cannot forget it."""

from __future__ import annotations

import pytest

from tests.tries import tries


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test of a file that takes its number of examples from `tests/tries.py`."""
    for item in items:
        if getattr(getattr(item, "module", None), "tries", None) is tries:
            item.add_marker("tries")
