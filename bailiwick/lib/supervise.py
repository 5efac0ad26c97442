"""Keeps the processes of one machine alive: `python -m bailiwick.lib.supervise --bind 127.0.0.1:8000 COMMAND`.

It imports neither Django nor the rooms, so it is small and starts before they do. Each child leads a process group
of its own; when the child has gone, what is left of the group is killed before the next start, so two generations
never run side by side. Where Linux has it, a child is told when this process dies.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

LONGEST_PAUSE = 30.0
#: Who lived this long has recovered: the next pause is short again.
STEADY = 60.0
#: Between "please stop" and "stop": longer than a request, shorter than systemd's patience.
GRACE = 20.0
TICK = 0.2
PR_SET_PDEATHSIG = 1
GREETING = "_BAILIWICK_GREETING"


class Child:
    """One process that has to run."""

    def __init__(self, name: str, command: list[str]) -> None:
        self.name, self.command = name, command
        self.process: subprocess.Popen[bytes] | None = None
        self.started = self.due = 0.0
        self.failures = 0

    def start(self) -> None:
        """Start it as the leader of a new process group."""
        self.process = subprocess.Popen(self.command, process_group=0, preexec_fn=die_with(os.getpid()))
        self.started = time.monotonic()
        say("started", child=self.name, pid=self.process.pid)

    def watch(self) -> None:
        """Start it when it is due; notice when it has gone."""
        if self.process is None:
            if time.monotonic() >= self.due:
                self.start()
        elif (code := self.process.poll()) is not None:
            self._gone(code)

    def _gone(self, code: int) -> None:
        self.kill()
        self.failures = 1 if time.monotonic() - self.started > STEADY else self.failures + 1
        pause = min(LONGEST_PAUSE, 0.25 * 2**self.failures)
        self.process, self.due = None, time.monotonic() + pause
        say("ended", child=self.name, code=code, again_in=pause)

    def ask_to_stop(self) -> None:
        """SIGTERM to the leader, which stops its own workers."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                self.process.terminate()

    def kill(self) -> None:
        """Whatever is left of the group."""
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def has_ended(self) -> bool:
        """Nothing of it runs."""
        return self.process is None or self.process.poll() is not None


def die_with(parent: int) -> Any:
    """For the child, before it becomes its program: SIGTERM when the parent dies (Linux; elsewhere nothing)."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def prepare() -> None:
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


class Stop:
    """Whether somebody asked us to end."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, *_: object) -> None:
        self.asked = True


def supervise(children: list[Child], bind: str, greeting: str = "") -> None:
    """Keep them alive until we are asked to stop; then stop them all. Greets once, when somebody answers."""
    stop = Stop()
    while not stop.asked:
        for child in children:
            child.watch()
        if greeting and listens(bind):
            sys.stdout.write(f"\n{greeting}\n\n")
            sys.stdout.flush()
            greeting = ""
        time.sleep(TICK)
    end(children)


def listens(bind: str) -> bool:
    """Whether a connection is accepted there."""
    host, _, port = bind.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=1).close()
    except OSError:
        return False
    return True


def end(children: list[Child]) -> None:
    """Ask, wait, then insist."""
    say("stopping")
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + GRACE
    while time.monotonic() < deadline and not all(child.has_ended() for child in children):
        time.sleep(TICK / 4)
    for child in children:
        child.kill()
        if child.process is not None:
            child.process.wait()
    say("stopped")


def say(message: str, **more: object) -> None:
    """One line of the log, in the form of all others."""
    if os.environ.get("BAILIWICK_LOG_LEVEL", "INFO").upper() not in {"DEBUG", "INFO"}:
        return
    if os.environ.get("BAILIWICK_LOG_FORMAT") == "plain":
        line = " ".join([f"serve: {message}", *(f"{name}={value}" for name, value in more.items())])
    else:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"at": at, "level": "info", "logger": "bailiwick.serve", "message": message, **more})
    sys.stderr.write(f"{line}\n")


def main() -> None:
    """Web and worker: the server as we were told to start it, the worker as the command that also runs alone."""
    parser = argparse.ArgumentParser(prog="bailiwick serve")
    parser.add_argument("--bind", required=True)
    parser.add_argument("web", nargs=argparse.REMAINDER, metavar="COMMAND", help="what starts the server")
    given = parser.parse_args()
    # By the environment, not as an argument: a greeting may hold a link that signs its reader in, and `ps` shows
    # arguments to everybody.
    greeting = os.environ.pop(GREETING, "")
    children = [Child("web", given.web), Child("worker", [sys.executable, "-m", "bailiwick", "worker"])]
    supervise(children, given.bind, greeting)


if __name__ == "__main__":
    main()
