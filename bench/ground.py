"""What every measurement stands on: figures, generated desks, processes and their cost."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
FULL = os.environ.get("BENCH_FULL", "") not in ("", "0")
#: Where generated desks are kept between runs.
PLACE = Path(os.environ.get("BENCH_DATA", ROOT / "var" / "bench")).resolve()
SERVER = os.environ.get("BAILIWICK_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
#: Figures as JSON lines are added to this file, for the table at the end.
KEPT = os.environ.get("BENCH_KEPT", "")


@dataclass(frozen=True)
class Figure:
    """One line of the table. `target` is the most it may be (or the least, when `at_least`)."""

    part: str
    what: str
    target: float | None
    measured: float
    unit: str = "ms"
    at_least: bool = False
    how: str = ""

    @property
    def line(self) -> str:
        sign = "≥" if self.at_least else "≤"
        target = "" if self.target is None else f"{sign} {self.target:g} {self.unit}"
        return f"{self.part:<11} {self.what:<55} {target:>14} {self.amount:>14}  {self.verdict:<6} {self.how}"

    @property
    def amount(self) -> str:
        return f"{self.measured:,.{2 if self.measured < 20 else 0}f} {self.unit}"

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        return "" if (self.measured >= self.target) is self.at_least or self.measured == self.target else "MISSED"


def tell(figures: Iterable[Figure]) -> None:
    """Print each figure as it comes, and keep it for the table."""
    for figure in figures:
        print(figure.line, flush=True)
        if KEPT:
            with Path(KEPT).open("a") as file:
                file.write(json.dumps(asdict(figure)) + "\n")


def note(text: str) -> None:
    """Something to watch while it runs."""
    print(text, file=sys.stderr, flush=True)


# --- Desks ------------------------------------------------------------------------------------------------------------
def version() -> str:
    """Changes when tables or the generator do, so that an old desk is never measured."""
    told = hashlib.sha256()
    for path in sorted([*ROOT.glob("bailiwick/*/migrations/0*.py"), ROOT / "bench" / "generate.py"]):
        told.update(path.read_bytes())
    return told.hexdigest()[:8]


def postgres_answers() -> bool:
    """Whether there is a server to measure on."""
    import psycopg

    try:
        psycopg.connect(SERVER, connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True


def desks(entities: int) -> Iterator[tuple[str, dict[str, str]]]:
    """(database, environment) of a generated desk of this size, on each database that answers."""
    place = PLACE / f"desk-{entities}-{version()}"
    yield "SQLite", sqlite_desk(place, entities)
    if postgres_answers():
        yield "PostgreSQL", postgres_desk(place, entities)


def sqlite_desk(place: Path, entities: int) -> dict[str, str]:
    """Made beside its place and moved there whole, so that a run cut short leaves nothing half."""
    if given := os.environ.get("BENCH_SQLITE"):
        return environment(Path(given).parent, f"sqlite:////{given.lstrip('/')}")
    if not place.exists():
        making = place.with_suffix(".making")
        subprocess.run(["rm", "-rf", str(making)], check=True)
        making.mkdir(parents=True)
        generate(environment(making), entities)
        making.rename(place)
    return environment(place)


def postgres_desk(place: Path, entities: int) -> dict[str, str]:
    if given := os.environ.get("BENCH_POSTGRES"):
        return environment(Path(os.environ.get("BENCH_POSTGRES_DATA", place)), given)
    import psycopg

    name = f"bailiwick_{place.name}".replace("-", "_")
    with psycopg.connect(SERVER, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(f"DROP DATABASE IF EXISTS {name}_making")
            server.execute(f"CREATE DATABASE {name}_making")
            generate(environment(place, beside(SERVER, f"{name}_making")), entities)
            server.execute(f"ALTER DATABASE {name}_making RENAME TO {name}")
    return environment(place, beside(SERVER, name))


def beside(url: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def environment(data: Path, url: str = "") -> dict[str, str]:
    """This process's, without settings of a desk of its own, pointing at the desk."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("BAILIWICK_")}
    env |= {
        "BAILIWICK_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "bailiwick.settings",
        "BAILIWICK_RATE_ANONYMOUS": "0",
    }
    env |= {"BAILIWICK_LOG_LEVEL": "WARNING", "BAILIWICK_LOG_FORMAT": "plain", "BENCH_KEPT": KEPT}
    return env | ({"BAILIWICK_DATABASE_URL": url} if url else {})


def generate(env: dict[str, str], entities: int) -> None:
    note(f"Generating {entities:,} entities")
    bailiwick("migrate", "-v", "0", env=env)
    subprocess.run(
        [sys.executable, "-m", "bench.generate"], env=env | {"BENCH_ENTITIES": str(entities)}, check=True, cwd=ROOT
    )


def example_desk() -> dict[str, str]:
    """A desk with the shipped example, made once."""
    told = hashlib.sha256(version().encode())
    for path in sorted((ROOT / "bailiwick" / "example").rglob("*.yaml")):
        told.update(path.read_bytes())
    place = PLACE / f"example-{told.hexdigest()[:8]}"
    if not place.exists():
        making = place.with_suffix(".making")
        subprocess.run(["rm", "-rf", str(making)], check=True)
        making.mkdir(parents=True)
        env = environment(making)
        bailiwick("migrate", "-v", "0", env=env)
        bailiwick("import", "catalog", str(ROOT / "bailiwick" / "example"), "--apply", "--json", env=env)
        making.rename(place)
    return environment(place)


# --- Processes --------------------------------------------------------------------------------------------------------
def bailiwick(*words: str, env: dict[str, str]) -> None:
    """A command of ours; what it says is shown only when it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "bailiwick", *words], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"bailiwick {' '.join(words)}: {done.stderr or done.stdout}")


def again(module: str, env: dict[str, str], *words: str) -> None:
    """A part of the measurement in a process of its own, on the desk of `env`."""
    subprocess.run([sys.executable, "-m", module, *words], env=env, cwd=ROOT, check=True)


@contextmanager
def running(words: list[str], env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A process with children, and none of them left at the end."""
    process = subprocess.Popen(words, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def cpu_seconds(pid: int) -> float:
    """What a process and its children have used so far."""
    ticks = 0
    for each in family(pid):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def pss_megabytes(pid: int) -> float:
    """Memory of one process, what it shares with others counted by its share."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
