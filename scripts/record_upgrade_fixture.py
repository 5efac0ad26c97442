"""Record what this version's database looks like, so that every later version proves that it can upgrade it.

    .venv/bin/python scripts/record_upgrade_fixture.py 0.1.0

Makes a desk with the example in a temporary folder and writes its database to
`tests/upgrade/<version>.sqlite3.gz`; then adds the digest of every migration to `tests/upgrade/landed.txt`. A migration
that stands there must never change again: people have run it.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[1]
UPGRADE = ROOT / "tests" / "upgrade"


def main() -> None:
    """One fixture for the version named on the command line."""
    (version,) = sys.argv[1:]
    with tempfile.TemporaryDirectory() as data:
        env = os.environ | {"BAILIWICK_DATA": data, "BAILIWICK_DATABASE_URL": f"sqlite:////{data}/desk.sqlite3"}
        for words in (["migrate"], ["import", "catalog", str(ROOT / "bailiwick" / "example"), "--apply"]):
            subprocess.run([sys.executable, "-m", "bailiwick", *words], env=env, check=True, cwd=ROOT)
        record(Path(data) / "desk.sqlite3", UPGRADE / f"{version}.sqlite3.gz")
    landed = UPGRADE / "landed.txt"
    landed.write_text("".join(f"{digest}  {name}\n" for name, digest in sorted(migrations().items())))


def record(database: Path, target: Path) -> None:
    """The whole database, packed: the file itself, for a virtual table's dump as SQL cannot be read back."""
    packed = database.with_suffix(".packed")
    with closing(sqlite3.connect(database)) as connection:
        # Where this checkout stands is nobody's business.
        connection.execute("UPDATE jobs_job SET args = replace(args, ?, '')", [f"{ROOT}/"])
        connection.commit()
        connection.execute("VACUUM INTO ?", [str(packed)])
    if str(ROOT).encode() in packed.read_bytes():
        sys.exit(f"{ROOT} stands somewhere else in the recorded desk too; take it out before this is committed")
    target.write_bytes(gzip.compress(packed.read_bytes(), mtime=0))
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1000:.0f} kB")


def migrations() -> dict[str, str]:
    """{path: SHA-256} of every migration of the product."""
    files = sorted((ROOT / "bailiwick").glob("**/migrations/[0-9]*.py"))
    return {str(file.relative_to(ROOT)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


if __name__ == "__main__":
    main()
