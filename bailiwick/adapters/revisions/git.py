"""A file's history in a git repository, along its main line: each commit that changed it, merges as one step.

The `git` program reads the repository. Nothing of the repository's own configuration may run a program or
reach the network: no hooks, no pager, no external diff, no fetching of what a partial clone lacks. It can still
name a file that git reads for ever, so git gets its time and no more.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from threading import Timer
from typing import IO

from bailiwick.lib.guarded import BLOCK, LIMIT
from bailiwick.lib.statements import BadInput

from . import Revision

SURROUNDINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
#: Of a longer one no name can be made here.
ENDING = 20
#: So many seconds git may take to tell a history, or to hand out one revision.
PATIENCE = 300
SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    f"diff.orderFile={os.devnull}",
    "i18n.logOutputEncoding=UTF-8",
    "log.mailmap=false",
    "log.showRoot=true",
    "log.showSignature=false",
    "safe.directory=*",
)
#: One line for each commit, then the file before and after, its fate and its name; a merge against its first parent.
HISTORY = (
    "log",
    "--first-parent",
    "--diff-merges=first-parent",
    "--follow",
    "--raw",
    "-z",
    "--no-abbrev",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--format=tformat:%H %ct",
)


@dataclass(frozen=True, slots=True)
class _Commit:
    """`blob` is empty where the file was taken away, or became a link; `dated` None where it names no day."""

    name: str
    dated: date | None
    blob: str
    file_name: str


class Repository:
    """The history of one file; what is read of it lies in a folder that is thrown away."""

    def __init__(self, repository: Path, path: str, limit: int = LIMIT) -> None:
        self.repository, self.path, self.limit = repository, _plain(path), limit
        self.commits = [commit for commit in self._commits() if commit.blob]
        if not self.commits:
            raise BadInput("the main line never had such a file", path=f"{repository}: {self.path}")
        self.left_out = [_undated(commit) for commit in self.commits if commit.dated is None]
        self.total = len(self.commits) - len(self.left_out)

    def __iter__(self) -> Iterator[Revision]:
        with TemporaryDirectory(prefix="bailiwick-git-") as folder, self._contents() as (git, ask, answer):
            for order, commit in enumerate(self.commits, 1):
                if commit.dated is None:
                    continue
                path = Path(folder) / f"page{PurePosixPath(commit.file_name).suffix[:ENDING]}"
                with path.open("wb") as file, self._watched(git):
                    self._copy(commit, ask, answer, file)
                yield Revision(order, commit.dated, commit.name, path, commit.file_name)
                path.unlink(missing_ok=True)

    def _commits(self) -> list[_Commit]:
        """Oldest first."""
        words = iter(self._run([*HISTORY, "--", self.path]).split("\0"))
        found = [self._commit(head, words) for head in words if head]
        if found and not f"/{found[0].file_name}".endswith(f"/{self.path}"):
            raise self._no_file()
        return found[::-1]

    def _commit(self, head: str, words: Iterator[str]) -> _Commit:
        if head.startswith("\n:"):
            raise self._no_file()
        name, _space, seconds = head.partition(" ")
        _old_mode, mode, _old, blob, fate = next(words).split()
        # What was renamed or copied has two names, the newer one last.
        file_name = [next(words) for _name in range(2 if fate[0] in "RC" else 1)][-1]
        return _Commit(name, _day(seconds), blob if mode.startswith("100") else "", file_name)

    def _too_slow(self) -> BadInput:
        return BadInput(f"git did not answer within {PATIENCE} seconds", path=str(self.repository))

    def _no_file(self) -> BadInput:
        return BadInput("this is a folder, not a file", path=f"{self.repository}: {self.path}")

    def _run(self, words: Sequence[str]) -> str:
        try:
            done = subprocess.run(
                self._command(words),
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=PATIENCE,
            )
        except subprocess.TimeoutExpired:
            raise self._too_slow() from None
        except FileNotFoundError:
            raise BadInput("the program git is needed to read a repository, and it is not installed") from None
        if done.returncode:
            told = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
            raise BadInput(told[-1].removeprefix("fatal: "), path=str(self.repository))
        return done.stdout.decode("utf-8", "surrogateescape")

    def _command(self, words: Sequence[str]) -> list[str]:
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        return ["git", "--literal-pathspecs", "--no-replace-objects", "-C", str(self.repository), *settings, *words]

    @contextmanager
    def _contents(self) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]]:
        """One process that answers with the contents of whatever is asked for."""
        words = self._command(["cat-file", "--batch"])
        pipe = subprocess.PIPE
        with subprocess.Popen(words, env=_environment(), stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as git:
            if git.stdin and git.stdout:
                yield git, git.stdin, git.stdout

    @contextmanager
    def _watched(self, git: subprocess.Popen[bytes]) -> Iterator[None]:
        """Git hands out a revision in time, or is stopped."""
        late: list[bool] = []

        def stop() -> None:
            late.append(True)
            git.kill()

        timer = Timer(PATIENCE, stop)
        timer.start()
        try:
            yield
        except (BadInput, OSError):
            if late:
                raise self._too_slow() from None
            raise
        finally:
            timer.cancel()

    def _copy(self, commit: _Commit, ask: IO[bytes], answer: IO[bytes], file: IO[bytes]) -> None:
        """Write the contents down; of what is too large, one byte too much, so that whoever reads it says so."""
        ask.write(f"{commit.blob}\n".encode())
        ask.flush()
        head = answer.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            raise BadInput("the repository lacks this revision", path=f"{commit.file_name}@{commit.name[:12]}")
        left, room = int(head[2]), self.limit + 1
        while left:
            block = answer.read(min(left, BLOCK))
            if not block:
                raise BadInput("git stopped answering", path=str(self.repository))
            file.write(block[:room])
            left, room = left - len(block), max(room - len(block), 0)
        answer.readline()


def _day(seconds: str) -> date | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError):
        return None


def _undated(commit: _Commit) -> BadInput:
    return BadInput("this revision has no date in the calendar", path=f"{commit.file_name}@{commit.name[:12]}")


def _plain(path: str) -> str:
    """`./docs//page.rst` is `docs/page.rst`."""
    return str(PurePosixPath(path))


def _environment() -> dict[str, str]:
    """Ours without what would lead git elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | SURROUNDINGS
