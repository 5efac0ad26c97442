"""Issues on a terminal: read as anybody, written as an account."""

from __future__ import annotations

import json
import re
import shlex
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from bailiwick.management.commands.issue import Command
from bailiwick.management.issues import VERBS
from bailiwick.tracker.actions.merging import merge_issues
from bailiwick.tracker.models import Comment, Issue
from bailiwick.tracker.tests.cast import entity, issue, known, person

pytestmark = pytest.mark.django_db


def run(*words: str, by: str = "") -> str:
    out = StringIO()
    more = ["--as", f"{by}@example.org"] if by else []
    call_command("issue", *words, *more, stdout=out, stderr=StringIO())
    return out.getvalue()


def refused(*words: str, by: str = "") -> tuple[int, str]:
    with pytest.raises(CommandError) as error:
        run(*words, by=by)
    return error.value.returncode, str(error.value)


def test_from_filing_to_closing(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    entity("service/loom", "Loom")
    known("uli"), person("dora", "Developer")
    run("new", "Slow since noon", "--body", "Very", "--service", "service/loom", by="uli")
    bug = Issue.objects.get(title="Slow since noon")
    (tmp_path / "log.txt").write_text("stuck")
    number = str(bug.pk)
    run("comment", number, "Still", by="uli")
    run("attach", number, str(tmp_path / "log.txt"), by="uli")
    run("set", number, "priority=high", "status=confirmed", by="dora")
    run("take", number, by="dora")
    run("comment", number, "A \x1b[31mnote", "--note", by="dora")
    told = run("show", number, by="dora")
    assert told.startswith(f"Slow since noon  #{number}, bug, confirmed")
    for part in ("service/loom (affected)", "high", "dora", "log.txt, 5 bytes", "(staff)"):
        assert part in told
    assert "\x1b" not in told
    assert "note" not in run("show", number)
    assert f"#{number}" in run("list", "service:loom", "is:open")
    run("close", number, by="dora")
    assert "Nothing fits" in run("list", "service:loom", "is:open")
    assert run("reopen", number, by="dora")
    assert Comment.objects.filter(via="terminal").count() == 2


def test_a_merged_issue_says_where_it_goes_on_and_whether_that_is_closed() -> None:
    twin, first, dora = issue("Slow"), issue("Very slow"), person("dora", "Developer")
    merge_issues(twin, first, by=dora)
    assert f"into #{first.pk}\n" in run("show", str(twin.pk))
    run("close", str(first.pk), by="dora")
    assert f"into #{first.pk}, which is closed" in run("show", str(twin.pk))


def test_for_programs_it_is_what_the_api_answers() -> None:
    bug = issue("Slow")
    assert json.loads(run("show", str(bug.pk), "--json"))["title"] == "Slow"
    assert json.loads(run("list", "--json"))["items"][0]["number"] == bug.pk


def test_without_a_verb_it_lists_them_each_with_an_example_that_can_be_read() -> None:
    told = run()
    parser = Command().create_parser("bailiwick", "issue")
    examples = re.findall(r"^ +bailiwick issue (.+)$", told, re.MULTILINE)
    assert sorted(parser.parse_args(shlex.split(example)).verb for example in examples) == sorted(VERBS)
    assert "set       change fields" in told


def test_what_cannot_be_is_one_line_and_a_code() -> None:
    bug = issue("Slow")
    known("uli")
    assert refused("show", "77") == (1, "there is no issue 77")
    assert refused("set", str(bug.pk), "priority=high", by="uli")[0] == 2
    assert refused("set", str(bug.pk), "priority")[1].endswith("write a field as name=value")
    assert refused("list", "stars:many")[0] == 2
    assert refused("show", str(bug.pk), by="nobody")[0] == 2
    assert refused("assign", str(bug.pk), "nobody-here")[1].startswith("there is no account")
