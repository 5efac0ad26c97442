"""Starting the product's own processes, for the tests that watch them from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")


def bailiwick(*words: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    command = [sys.executable, "-m", "bailiwick", *words]
    return subprocess.run(command, env=environment(data, **more), capture_output=True, text=True, timeout=120)


@contextmanager
def running(*words: str, data: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command that stays; it is stopped at the end whatever happened."""
    log = (data / "log").open("ab")
    process = subprocess.Popen(
        [sys.executable, "-m", "bailiwick", *words], env=environment(data, **more), stdout=log, stderr=log
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)
        log.close()


def environment(data: Path, **more: str) -> dict[str, str]:
    """A desk of its own, on SQLite unless the test says otherwise."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BAILIWICK_", "DJANGO_"))}
    return kept | {"BAILIWICK_DATA": str(data), **{f"BAILIWICK_{name}": value for name, value in more.items()}}


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(look: Callable[[], Found], seconds: float = 30) -> Found:
    """Look again and again until there is something to see."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
    return found


def answers(port: int, path: str = "/readyz") -> bool:
    """Whether the server there says yes."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def children(pid: int) -> dict[str, int]:
    """{what it is: process id} of a supervisor's children."""
    found = {}
    for name, mark in (("web", b"\0granian\0"), ("worker", b"\0worker\0")):
        for child in child_ids(pid):
            if mark in Path(f"/proc/{child}/cmdline").read_bytes():
                found[name] = child
    return found


def child_ids(pid: int) -> list[int]:
    """The direct children."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def alive(pid: int) -> bool:
    """Whether that process still runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
