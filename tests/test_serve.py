"""`bailiwick serve` keeps web and worker alive, and takes them along when it ends."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.grounds.databases import migrated_file
from tests.processes import alive, answers, bailiwick, child_ids, children, free_port, running, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="watches processes through /proc")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated desk."""
    data = tmp_path_factory.mktemp("desk")
    shutil.copy(migrated_file(), data / "bailiwick.sqlite3")
    return data


def test_a_killed_web_server_comes_back_and_a_signal_ends_everything(desk: Path) -> None:
    port = free_port()
    with running("serve", "--bind", f"127.0.0.1:{port}", data=desk) as supervisor:
        until(lambda: answers(port))
        first = until(lambda: both(supervisor.pid))
        old_workers = child_ids(first["web"])

        os.kill(first["web"], signal.SIGKILL)
        second = until(lambda: different(children(supervisor.pid), first, "web"))
        until(lambda: answers(port))
        assert second["worker"] == first["worker"], "the worker was left alone"
        assert not any(alive(pid) for pid in old_workers), "no worker of the old generation is left"

        everybody = [*second.values(), *child_ids(second["web"])]
        supervisor.terminate()
        assert supervisor.wait(25) == 0
        assert not any(alive(pid) for pid in everybody)
        assert not answers(port)


def test_links_carry_the_address_that_is_served(desk: Path) -> None:
    port = free_port()
    with running("serve", "--bind", f"0.0.0.0:{port}", data=desk):
        until(lambda: answers(port))
        assert f'href="http://127.0.0.1:{port}/changes.atom"' in feed(port)
        assert f" or http://127.0.0.1:{port}/changes/" in proposed(desk)
        until(lambda: f"Bailiwick answers at http://127.0.0.1:{port}\n" in (desk / "log").read_text())
        assert f"links in mails and feeds begin with http://127.0.0.1:{port}," in bailiwick("doctor", data=desk).stdout
    assert "start the desk with `bailiwick serve`, then open http://127.0.0.1:8000/changes/" in proposed(desk)
    port = free_port()
    with running("web", "--bind", f"127.0.0.1:{port}", data=desk, URL="http://desk.example.org"):
        until(lambda: answers(port))
        assert 'href="http://desk.example.org/changes.atom"' in feed(port)


def test_children_end_when_the_supervisor_is_killed(desk: Path) -> None:
    port = free_port()
    with running("serve", "--bind", f"127.0.0.1:{port}", data=desk) as supervisor:
        until(lambda: answers(port))
        everybody = until(lambda: both(supervisor.pid))
        supervisor.kill()
        until(lambda: not any(alive(pid) for pid in everybody.values()))


def test_a_killed_web_worker_is_replaced(desk: Path) -> None:
    port = free_port()
    before = started(desk)
    with running("web", "--bind", f"127.0.0.1:{port}", data=desk) as web:
        until(lambda: started(desk) == before + 2)
        (first, *_) = child_ids(web.pid)
        os.kill(first, signal.SIGKILL)
        until(lambda: started(desk) == before + 3)
        assert first not in child_ids(web.pid)
        until(lambda: answers(port))


def test_the_worker_runs_alone_and_leaves_its_heartbeat(desk: Path) -> None:
    with sqlite3.connect(desk / "bailiwick.sqlite3") as database:
        database.execute("DELETE FROM bailiwick_tick")
    with running("worker", data=desk) as worker:
        until(lambda: heartbeats(desk))
        worker.terminate()
        assert worker.wait(20) == 0


@pytest.mark.parametrize("words", [("serve",), ("web",), ("demo", "--serve")])
def test_nothing_starts_where_another_program_listens(desk: Path, words: tuple[str, ...]) -> None:
    with closing(socket.socket()) as other:
        # As our own server does, which would let a second one in.
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = bailiwick(*words, "--bind", f"127.0.0.1:{port}", data=desk)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"bailiwick: 127.0.0.1:{port} is taken by another program; "
        f"choose another with --bind or `make run ADDRESS=127.0.0.1:{port + 1}`\n"
    )


def test_nothing_starts_on_a_database_without_its_tables(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "bailiwick.sqlite3")) as begun:
        begun.execute("CREATE TABLE django_migrations (id INTEGER, app TEXT, name TEXT, applied TEXT)")
    for command in ("serve", "web", "worker"):
        refused = bailiwick(command, data=tmp_path)
        assert refused.returncode == 2
        assert refused.stderr.startswith("bailiwick: migrations are missing; run `bailiwick migrate` first")
        assert refused.stderr.count("\n") == 1


def proposed(desk: Path) -> str:
    """What an import tells at another terminal."""
    page = desk / "services.md"
    page.write_text("# Services\n\nThe wiki is hosted by Lumen.\n")
    return bailiwick("import", "overview", str(page), "--dated", "2024", data=desk).stdout


def feed(port: int) -> str:
    """The feed of changes as it is read there."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/changes.atom") as response:
        return str(response.read().decode())


def started(desk: Path) -> int:
    """How many web workers have said that they are ready."""
    log = desk / "log"
    return log.read_bytes().count(b"Started worker-") if log.exists() else 0


def both(supervisor: int) -> dict[str, int]:
    """Web and worker, once both are there."""
    found = children(supervisor)
    return found if len(found) == 2 else {}


def different(now: dict[str, int], before: dict[str, int], name: str) -> dict[str, int]:
    """The children once that one has another process id."""
    return now if now.get(name) not in (None, before[name]) and len(now) == 2 else {}


def heartbeats(desk: Path) -> int:
    """How often the clock's first duty has run at all."""
    with sqlite3.connect(desk / "bailiwick.sqlite3") as database:
        query = "SELECT count(*) FROM bailiwick_tick WHERE name = 'heartbeat' AND ran_at IS NOT NULL"
        return int(database.execute(query).fetchone()[0])
