"""How often something is tried: a few times in `make test`, ten times as often in `make proof`.

A file that imports `tries` has all its tests marked `tries` (`tests/grounds/tried.py`); `make proof` runs those.
"""

from __future__ import annotations

import os

FACTOR = int(os.environ.get("BAILIWICK_TEST_TRIES", "1"))


def tries(few: int) -> int:
    """The number of examples of a property that `few` of them already try well."""
    return few * FACTOR
