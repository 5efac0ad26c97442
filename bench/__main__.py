"""`make bench`: every figure on a small desk in a few minutes; BENCH_FULL=1 for the large one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .ground import FULL, ROOT, Figure, note

PARTS = ("memory", "pages", "desk", "imports", "reading", "issues", "issue_export")


def main() -> None:
    """One part after the other, each in a process of its own; the table comes last."""
    asked = sys.argv[1:] or PARTS
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "figures"
        for part in asked:
            note(f"\n{part}; load {os.getloadavg()[0]:.1f}")
            subprocess.run(
                [sys.executable, "-m", f"bench.{part}"],
                env=os.environ | {"BENCH_KEPT": str(kept)},
                cwd=ROOT,
                check=False,
            )
        figures = [Figure(**json.loads(line)) for line in kept.read_text().splitlines()] if kept.exists() else []
    print(f"\n{'':11} {'figure':<55} {'target':>14} {'measured':>14}")
    for figure in figures:
        print(figure.line)
    missed = [figure for figure in figures if figure.verdict]
    print(f"\n{len(figures)} figures, {len(missed)} missed{'' if FULL else '; BENCH_FULL=1 takes the large desk'}")


if __name__ == "__main__":
    main()
