"""What may be missing on a developer's machine and must not be where `CI` is set."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def need(there: object, what: str) -> None:
    """Skip the test without its ground; fail where everything has to be there."""
    if there:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI is set")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real input that stands beside the checkout."""
    folder = ROOT.parent / "shared"
    need(folder.is_dir(), "the folder `shared` beside the checkout")
    return folder


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top of the checkout."""
    return ROOT
