"""Pages in a language of three words, for stories in which it does not matter how a sentence is understood.

= Title                                the title of a section
date: 2014-05-01                       what the page says of itself
wiki hosted_by provider/red form=vm    a statement about a service
anything else                          not understood
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from bailiwick.exchange import overviews
from bailiwick.lib.guarded import digest_of, read_text
from bailiwick.lib.statements import NotUnderstood, Statement, Thing


@dataclass
class PlainPage:
    """Stands where `adapters.overview.Overview` stands."""

    path: Path
    digest: str
    lines: list[str]

    @property
    def about(self) -> dict[str, str]:
        return dict(line.split(": ", 1) for line in self.lines if line.startswith(("date: ", "title: ", "author: ")))

    @property
    def sections(self) -> list[tuple[int, str]]:
        return [(number, line[2:]) for number, line in enumerate(self.lines, 1) if line.startswith("= ")]

    def read(self) -> Iterator[Statement | NotUnderstood]:
        for number, line in enumerate(self.lines, 1):
            if line and not line.startswith("= ") and line.partition(": ")[0] not in self.about:
                yield said(line, number)


def said(line: str, number: int) -> Statement | NotUnderstood:
    """What one line says."""
    words, locator = line.split(), f"line {number}"
    if len(words) < 3 or ("_" not in words[1] and words[1] not in ("contact", "purpose")):
        return NotUnderstood(locator, line, "no rule knows this sentence")
    target, details = words[2], dict(word.split("=") for word in words[3:])
    kind, slash, name = target.partition("/")
    return Statement(
        Thing("service", words[0]),
        words[1],
        Thing(kind, name.replace("+", " ")) if slash else None,
        None if slash else target,
        qualifiers=details,
        word=words[1],
        locator=locator,
        digest=hashlib.sha256(line.encode()).hexdigest(),
    )


def open_input(path: Path, options: Mapping[str, Any]) -> PlainPage:
    """The page at `path`."""
    return PlainPage(path, digest_of(path, options["limit"]), read_text(path, options["limit"]).splitlines())


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the importer of overviews read such pages."""
    monkeypatch.setattr(overviews, "open_page", open_input)


def take(*words: object) -> dict[str, Any]:
    """Import an overview and look at the report."""
    out = io.StringIO()
    call_command("import", "overview", *map(str, words), json=True, stdout=out)
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


def folder_of(folder: Path, *pages: tuple[str, str], ending: str = ".txt") -> Path:
    """A folder of dated revisions: (moment, text), in this order."""
    rows = ["order\tcommitted (UTC)\trevision\tfile"]
    for number, (moment, text) in enumerate(pages, 1):
        (folder / f"{number:02}{ending}").write_text(text)
        rows.append(f"{number}\t{moment}\trev{number}\t{number:02}{ending}")
    (folder / "manifest.tsv").write_text("\n".join(rows) + "\n")
    return folder


class Repo:
    """A repository in which a page changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch=main", str(folder))

    def git(self, *words: str, day: str = "2020-01-01T00:00:00Z") -> str:
        who = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "ada")
        who |= {"GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_EMAIL": "ada@example.org"}
        env = {"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day}
        done = subprocess.run(
            ["git", "-C", str(self.folder.parent if words[0] == "init" else self.folder), *words],
            env=env | who,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self, text: str, day: str, path: str = "page.txt") -> str:
        """The page says something else from this moment on; returns the commit's name."""
        (self.folder / path).write_text(text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "change", day=day)
        return self.git("rev-parse", "HEAD")
