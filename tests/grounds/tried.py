"""What is tried more often in `make proof` is marked `tries`, by itself: whoever imports `tries` cannot forget it.

How long drawing an example takes says something of the machine, not of Bailiwick, so nothing fails for that.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.tries import tries

settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("suite")


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test of a file that takes its number of examples from `tests/tries.py`."""
    for item in items:
        if getattr(getattr(item, "module", None), "tries", None) is tries:
            item.add_marker("tries")
