"""Files of others that we ship are the ones we say they are."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "static/web/vendor"


def test_every_vendored_file_is_listed_and_unchanged() -> None:
    listed = tomllib.loads((VENDOR / "VENDORED.toml").read_text())["file"]
    digests = {each["file"]: each["sha256"] for each in listed}
    files = [path for path in VENDOR.iterdir() if path.suffix != ".toml"]
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    assert found == digests
    assert all(each["name"] and each["version"] and each["licence"] for each in listed)
