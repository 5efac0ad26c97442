"""Reading prose: `python -m bench.reading`.

One page of 200 lines (parsing and rules, without a database); the 24 revisions of a real page, applied one after the
other; a long history from a folder and from a repository, with memory on the way. BENCH_FULL=1: 1,000 revisions.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from .ground import FULL, ROOT, Figure, bailiwick, environment, note, tell
from .imports import Clock, memory, say

REVISIONS = int(os.environ.get("BENCH_REVISIONS", "1000" if FULL else "200"))
MARKS = (REVISIONS // 10, REVISIONS // 2, REVISIONS)
REAL = ROOT.parent / "shared" / "data" / "overview-history"
LINES = 200
PROVIDERS = ("DigitalOcean", "Rackspace", "Hetzner", "Heroku", "Linode", "OVH")
PEOPLE = ("Ada Byron", "Grace Hopper", "Alan Turing", "Barbara Liskov", "Edsger Dijkstra")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        one_page(Path(folder))
        if REAL.is_dir():
            done = history(Path(folder) / "real", str(REAL))
            tell([Figure("Reading", "24 revisions of a real page, applied", 10, done["seconds"], "s", how=cpu(done))])
        else:
            note(f"{REAL} is not there; the 24 revisions are left out")
        for name, make in (("folder", write_folder), ("repository", write_repository)):
            long_history(Path(folder) / name, name, make)


def one_page(folder: Path) -> None:
    """A page of 200 lines, read again and again by one process."""
    path = folder / "page.md"
    path.write_text(page(0, LINES // 4))
    words = [sys.executable, "-m", "bench.reading", "page", str(path)]
    done = json.loads(subprocess.check_output(words, cwd=ROOT, env=environment(folder), text=True))
    tell(
        [
            Figure("Reading", f"a page of {LINES} lines, CPU", 300, done["later"], how=f"{done['found']} statements"),
            Figure("Reading", "the first page of a process, CPU", None, done["first"]),
        ]
    )


def long_history(folder: Path, name: str, make: Callable[[Path], list[str]]) -> None:
    folder.mkdir()
    done = history(folder / "desk", *make(folder / "pages"))
    pace = REVISIONS / done["seconds"]
    marks = (("a tenth", "0"), ("half", "1"), ("all", "2"))
    tell(
        [
            *(
                Figure("Reading", f"{name}: memory after {what} of {REVISIONS:,}", None, done[at], "MB")
                for what, at in marks
            ),
            Figure("Reading", f"{name}: memory at its highest", None, done["peak"], "MB"),
            Figure("Reading", f"{name}: revisions applied a second", None, pace, "", how=cpu(done)),
        ]
    )


def history(data: Path, path: str, repository: str = "") -> dict[str, float]:
    """Import a history into a fresh desk, in a process of its own."""
    env = environment(data)
    bailiwick("migrate", "-v", "0", env=env)
    words = [sys.executable, "-m", "bench.reading", "history", path, repository]
    done: dict[str, float] = json.loads(subprocess.check_output(words, cwd=ROOT, env=env, text=True))
    return done


def cpu(done: dict[str, float]) -> str:
    return f"CPU {done['cpu']:.1f} s"


# --- A page that changes ----------------------------------------------------------------------------------------------
def page(number: int, services: int = 40) -> str:
    """The list at its revision of that number: with each, one service moves and another gets a new keeper."""
    text = ["# Services of a made-up community", ""]
    for n in range(services):
        moved, kept = (number + services - n) // services, (number + services - n // 2) // services
        provider, keeper = PROVIDERS[(n + moved) % len(PROVIDERS)], PEOPLE[(n + kept) % len(PEOPLE)]
        text += [f"## s{n}.example.org", "", f"It is hosted on a {provider} VM and maintained by {keeper}.", ""]
    return "\n".join(text) + "\n"


def days() -> Iterator[tuple[int, date]]:
    for number in range(REVISIONS):
        yield number, date(2015, 1, 1) + timedelta(days=number)


def write_folder(folder: Path) -> list[str]:
    """The history as files with a manifest."""
    folder.mkdir()
    rows = ["order\tcommitted\trevision\tfile"]
    for number, day in days():
        (folder / f"{number}.md").write_text(page(number))
        rows.append(f"{number}\t{day}\tr{number}\t{number}.md")
    (folder / "manifest.tsv").write_text("\n".join(rows) + "\n")
    return [str(folder)]


def write_repository(folder: Path) -> list[str]:
    """The history as commits."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
    stream = "".join(commit(number, day) for number, day in days())
    subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], input=stream, text=True, check=True)
    return ["page.md", str(folder)]


def commit(number: int, day: date) -> str:
    seconds, text = int(time.mktime(day.timetuple())), page(number)
    who = f"Ada Byron <ada@example.org> {seconds} +0000"
    return (
        f"commit refs/heads/main\ncommitter {who}\ndata 6\nchange\n"
        f"M 100644 inline page.md\ndata {len(text.encode())}\n{text}\n"
    )


# --- The processes that are measured ----------------------------------------------------------------------------------
def read_one(path: str) -> None:
    """CPU of parsing and rules: the first time, and the median of ten more."""
    from bailiwick.adapters.overview import open_input
    from bailiwick.lib.statements import Statement

    times, found = [], 0
    for _ in range(11):
        clock = Clock()
        found = sum(isinstance(item, Statement) for item in open_input(Path(path), {}).read())
        times.append(clock.so_far()[1] * 1000)
    say(first=times[0], later=median(times[1:]), found=found)


def read_history(path: str, repository: str) -> None:
    """The whole job without its row; memory at the marks."""
    import django

    django.setup()
    from bailiwick.accounts.models import User
    from bailiwick.exchange.overviews import take_in_overview
    from bailiwick.exchange.requests import OVERVIEW, ImportRequest, predicates_of

    by, clock, marks, seen = User.objects.system("importer"), Clock(), list(MARKS), dict[str, float]()

    def beat(done: int, total: int, message: str) -> None:
        while marks and done >= marks[0] - 1:
            seen[str(len(MARKS) - len(marks))] = memory("VmRSS")
            marks.pop(0)

    complete = predicates_of([OVERVIEW])
    request = ImportRequest("overview", path, "bench-page", complete_for=complete, git=repository, apply=True)
    report = take_in_overview(request, by=by, beat=beat)
    if not report.applied:
        sys.exit(f"nothing was applied: {report.as_json()}")
    seconds, cpu = clock.so_far()
    say(seconds=seconds, cpu=cpu, peak=memory("VmHWM"), **seen)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        {"page": read_one, "history": read_history}[sys.argv[1]](*sys.argv[2:])
    else:
        main()
