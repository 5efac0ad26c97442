"""A file of every issue, made while somebody reads lists: `python -m bench.issue_export`; BENCH_FULL=1: 100,000."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from statistics import median, quantiles

from .ground import ROOT, Figure, tell
from .imports import memory, reading, say, warm
from .issues import ISSUES, issue_desk
from .pages import server

#: What is read meanwhile: a list that no cache has.
LIST = "/issues/?q=is:open+status:confirmed&n="


def main() -> None:
    env = issue_desk()
    with server(env) as port, tempfile.TemporaryDirectory() as folder:
        warm(port)
        still = list(reading(port, LIST, seconds=3))
        words = [sys.executable, "-m", "bench.issue_export", str(Path(folder) / "issues.csv")]
        with subprocess.Popen(words, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True) as exporting:
            waits = list(reading(port, LIST + "meanwhile", until=exporting))
            told = json.loads(exporting.communicate()[0])
    part = f"Issues {ISSUES // 1000}k"
    tell(
        [
            Figure(part, "issues written to a file, a second", None, told["rows"] / told["seconds"], "",
                   how=f"{told['rows']:,} issues, {told['bytes'] / 1e6:.1f} MB, RSS {told['peak']:.0f} MB"),
            Figure(part, "another's list meanwhile, 99 %", 100, quantiles(waits, n=100)[98], "ms",
                   how=f"median {median(waits):.0f}, worst {max(waits):.0f}, {len(waits)} lists; "
                       f"without it median {median(still):.0f}, worst {max(still):.0f}"),
        ]
    )  # fmt: skip


def write(path: Path) -> None:
    """What the job does; one JSON line at the end."""
    import django

    django.setup()
    from bailiwick.accounts.models import User
    from bailiwick.lib.priority import give_way
    from bailiwick.tracker.asking import read_line
    from bailiwick.tracker.asking.whole import every_issue
    from bailiwick.tracker.exporting import write as write_file

    give_way()
    began, beats = time.monotonic(), count()
    rows = write_file(path, "csv", every_issue(User.objects.get(handle="bench"), read_line(""), lambda *_: next(beats)))
    say(rows=rows, seconds=time.monotonic() - began, bytes=os.path.getsize(path), peak=memory("VmHWM"))


if __name__ == "__main__":
    if sys.argv[1:]:
        write(Path(sys.argv[1]))
    else:
        main()
