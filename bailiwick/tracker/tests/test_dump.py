"""The whole tracker goes out as files and comes in again, from another desk or another tracker."""

from __future__ import annotations

import json
import signal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.test import Client

from bailiwick.access import Denied
from bailiwick.accounts.models import User
from bailiwick.catalog.actions.people import erase_person
from bailiwick.catalog.models import Entity
from bailiwick.events.models import Event
from bailiwick.management.demo_issues import ISSUES, add_demo_issues
from bailiwick.outbox.models import Delivery
from bailiwick.search.queries import find
from bailiwick.subscriptions.actions import subscribe
from bailiwick.subscriptions.models import Subscription
from bailiwick.subscriptions.topics import issue_topic
from bailiwick.tracker.actions.files import attach_file
from bailiwick.tracker.actions.issues import change_issue, create_issue
from bailiwick.tracker.actions.judging import report_post
from bailiwick.tracker.actions.links import add_link
from bailiwick.tracker.actions.loading import load_tracker
from bailiwick.tracker.actions.merging import merge_issues
from bailiwick.tracker.actions.references import add_reference
from bailiwick.tracker.actions.stars import add_star
from bailiwick.tracker.actions.talk import create_comment, edit_comment
from bailiwick.tracker.actions.words import save_milestone, save_version
from bailiwick.tracker.dump.writing import dump_tracker
from bailiwick.tracker.models import Blob, Comment, Issue, Label, Milestone, Origin, Reference, Version
from tests.grounds.processes import Starter

from .cast import entity, issue, known, person, system

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()


def quiet(what: str, done: int) -> None:
    """Nobody watches."""


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def dump(folder: Path, **more: Any) -> dict[str, str]:
    dump_tracker(folder, by=system(), beat=quiet, **more)
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def load(folder: Path, **more: Any) -> Any:
    return load_tracker(folder, "elsewhere", by=system(), beat=quiet, **more)


def forget_the_tracker() -> None:
    """The desk as it was before anybody used its tracker."""
    Issue.objects.all().delete()
    for model in (Blob, Version, Milestone, Label, Origin):
        model._default_manager.all().delete()
    Subscription.objects.filter(topic__startswith="issue:").delete()
    User.objects.filter(kind=User.Kind.PERSON).delete()


def everything() -> Issue:
    """The demo, and one issue on which there is something of everything."""
    for slug in {each[0] for each in ISSUES}:
        entity(f"service/{slug}", slug)
    assert add_demo_issues() == len(ISSUES)
    pypi = Entity.objects.get(slug="pypi")
    uli, dora, carla, nora = known("uli"), person("dora", "Developer"), person("carla", "Coordinator"), person("nora")
    bug = issue("Slow", by=uli, service=pypi, body="Since\nnoon: zürich ☃")
    save_version(None, {"scope_id": pypi.pk, "name": "3.12"}, by=carla)
    save_milestone(None, {"name": "Spring", "scope_id": pypi.pk}, by=carla)
    done = {"versions": [Version.objects.get().pk], "milestone": Milestone.objects.get().pk, "reviewer_id": carla.pk}
    change_issue(bug, {**done, "priority": "high", "assignee_id": dora.pk, "assigned_until": "2030-01-01"}, by=dora)
    said = create_comment(bug, "Look", by=uli)
    edit_comment(said, "Look again", by=uli)
    note = create_comment(bug, "Between us", by=dora, note=True)
    attach_file(bug, [b"since noon"], "log.txt", by=uli, comment=said)
    attach_file(bug, [b"secret"], "secret.txt", by=dora, comment=note, note=True)
    other, twin = issue("Looms", by=dora), issue("Slow too", by=dora)
    add_link(bug, "blocks", other, by=dora)
    add_reference(bug, "https://example.org/1", by=dora)
    merge_issues(twin, bug, by=dora)
    for who in (dora, carla):
        add_star(bug, by=who)
    subscribe(issue_topic(bug.pk), by=carla)
    create_issue({"title": "First of Nora"}, by=nora)
    report_post(said, "rude", by=dora)
    return bug


def test_what_goes_out_comes_in_and_goes_out_the_same(tmp_path: Path) -> None:
    bug = everything()
    first = dump(tmp_path / "one")
    stars = {pk: (stars, heat) for pk, stars, heat in Issue.objects.values_list("pk", "stars", "heat")}
    shown = Client().get(bug.url).text.count("Look again")
    forget_the_tracker()
    mails, told = Delivery.objects.count(), load(tmp_path / "one")
    assert told.lost == {}
    assert told.new == told.counts == json.loads(first["dump.json"])["counts"]
    assert min(told.counts.values()) > 0
    second = dump(tmp_path / "two")
    assert second.keys() == first.keys()
    for name, text in first.items():
        assert second[name].splitlines() == text.splitlines(), name
    assert {pk: (stars, heat) for pk, stars, heat in Issue.objects.values_list("pk", "stars", "heat")} == stars
    assert Client().get(bug.url).text.count("Look again") == shown > 0
    assert [len(find(ANYBODY, word).hits) for word in ("looms", "secret")] == [1, 0]
    assert Delivery.objects.count() == mails
    assert list(Event.objects.filter(pk__gt=0, kind="tracker.loaded").values_list("data", flat=True)) == [
        {"source": "elsewhere"}
    ]
    # Nobody is in the way of the next issue, and nobody can sign in as who came along.
    assert issue("Next").pk > max(stars)
    assert not User.objects.filter(kind=User.Kind.PERSON, is_active=True).exists()


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    bug = everything()
    dump(tmp_path / "one")
    forget_the_tracker()
    load(tmp_path / "one")
    change_issue(Issue.objects.get(pk=bug.pk), {"title": "Not so slow"}, by=system())
    before, events = dump(tmp_path / "two"), Event.objects.count()
    told = load(tmp_path / "one")
    assert not any(told.new.values())
    assert dump(tmp_path / "three") == before
    assert (tmp_path / "three").stat().st_mode & 0o777 == 0o700
    assert Event.objects.count() == events


def test_only_who_may_take_out_the_desk_dumps_and_only_who_imports_loads(tmp_path: Path) -> None:
    dora = person("dora", "Developer")
    with pytest.raises(Denied):
        dump_tracker(tmp_path / "one", by=dora, beat=quiet)
    with pytest.raises(Denied):
        load_tracker(tmp_path, "x", by=dora, beat=quiet)


# --- from another tracker


def converted(folder: Path, **files: list[dict[str, Any]]) -> Path:
    """What somebody wrote who converts an old tracker: only what is needed."""
    at = "2009-01-02T03:04:05+00:00"
    usual: dict[str, list[dict[str, Any]]] = {
        "people": [{"id": "Old Tim"}, {"id": "uli"}],
        "issues": [{"id": 4711, "title": "Ancient", "kind": "bug", "status": "closed", "resolution": "fixed",
                    "author": "Old Tim", "created_at": at, "belongs_to": "service/loom"}],
        "comments": [{"id": "msg1", "issue": 4711, "author": "uli", "body": "Yes", "created_at": at}],
    }  # fmt: skip
    folder.mkdir(exist_ok=True)
    (folder / "dump.json").write_text('{"format": "bailiwick-tracker", "version": 1}')
    for name, lines in (usual | files).items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


def test_an_old_number_leads_to_the_issue_and_is_found(tmp_path: Path) -> None:
    here = issue("Here already")
    loom, uli = entity("service/loom", "Loom"), person("uli")
    told = load(converted(tmp_path / "old"))
    assert list(told.lost) == ["issues get new numbers, and #12 in a text means the one of this desk"]
    old = Issue.objects.exclude(pk=here.pk).get()
    assert (old.pk, old.closed, old.scope_id, old.comments, old.created_at.year) == (
        here.pk + 1,
        True,
        loom.pk,
        1,
        2009,
    )
    assert Client().get("/issues/source/elsewhere/4711/").headers["Location"] == old.url
    assert [hit.ref for hit in find(ANYBODY, "elsewhere-4711").hits] == [f"issues/{old.pk}"]
    author, other = User.objects.get(pk=old.reporter_id), User.objects.get(pk=old.thread.get().author_id)
    assert [(each.handle, each.is_active) for each in (author, other)] == [("old-tim", False), ("uli-2", False)]
    assert not Origin.objects.filter(key__icontains="tim").exists()
    Issue.objects.filter(pk=old.pk).update(visibility=2)
    for address in ("elsewhere/4711", "elsewhere/1", "other/4711"):
        assert Client().get(f"/issues/source/{address}/").status_code == 404
    assert other.pk != uli.pk


def test_the_same_handle_is_the_same_person_only_if_one_says_so(tmp_path: Path) -> None:
    uli = person("uli")
    load(converted(tmp_path / "old"), match_people=True)
    assert Comment.objects.get().author_id == uli.pk
    # Who asked to be forgotten does not come back with the next run.
    erase_person(None, user=uli, by=uli)
    people, told = User.objects.count(), load(converted(tmp_path / "old"), match_people=True)
    assert (User.objects.count(), told.new["people"]) == (people, 0)


def test_an_empty_tracker_keeps_the_old_numbers_and_says_what_it_cannot_keep(tmp_path: Path) -> None:
    told = load(converted(tmp_path / "old"), dry_run=True)
    assert told.lost == {"issues speak of service/loom, which the catalog here does not know": 1}
    assert {name: count for name, count in told.counts.items() if count} == {"people": 2, "issues": 1, "comments": 1}
    assert not Issue.objects.exists()
    assert not Origin.objects.exists()
    load(converted(tmp_path / "old"))
    assert Issue.objects.get().pk == 4711
    assert issue("Next").pk > 4711


AT = {"author": "uli", "created_at": "2009-01-02T03:04:05Z"}


@pytest.mark.parametrize(
    ("name", "line", "mistake"),
    [
        ("issues", {"id": 1, "title": "x", "kind": "bug", "status": "new"} | AT | {"author": "zoe"}, "no line “zoe”"),
        ("issues", {"id": 1, "title": "x", "kind": "bug", "status": "lost"} | AT, "no status “lost”"),
        ("issues", {"id": 1, "title": "x" * 301, "kind": "bug", "status": "new"} | AT, "more than 300"),
        ("issues", {"id": 1, "titel": "x"}, "there is no field “titel”"),
        ("issues", {"id": 1, "title": "x", "kind": "bug", "status": "new", "author": "uli"}, "“created_at” is missing"),
        ("comments", {"id": 1, "issue": 4711, "body": "\x00"} | AT, "“body” cannot be"),
        ("comments", {"id": 1, "issue": 4711, "body": "x"} | AT | {"created_at": "2009-01-02"}, "not say its zone"),
        ("comments", {"id": 1, "issue": 4711, "body": "x"} | AT | {"created_at": "9999-01-02T03:04:05Z"}, "to come"),
        ("comments", {"id": 1, "issue": 4711, "body": "x", "visibility": "all"} | AT, "“all” is none of"),
        ("files", {"id": 1, "issue": 4711, "name": "x", "digest": "0" * 64} | AT, "are missing"),
        ("references", {"id": 1, "issue": 4711, "kind": "page", "url": "javascript:x", "by": "uli",
                        "at": "2009-01-02T03:04:05Z"}, "no address of a page"),
        ("labels", {"slug": "a", "colour": "red;x"}, "“colour” cannot be"),
        ("history", {"id": 1, "issue": 4711, "field": "services", "after": [1], "by": "uli",
                     "at": "2009-01-02T03:04:05Z"}, "“after” cannot be"),
    ],
)  # fmt: skip
def test_one_bad_line_is_named_and_nothing_is_written(
    tmp_path: Path, name: str, line: dict[str, Any], mistake: str
) -> None:
    folder = converted(tmp_path / "old")
    with (folder / f"{name}.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")
    number = len((folder / f"{name}.jsonl").read_text().splitlines())
    with pytest.raises(CommandError) as error:
        call_command("issue", "load", str(folder), "--source", "old", stdout=StringIO())
    assert f"{name}.jsonl:{number}: " in str(error.value)
    assert mistake in str(error.value)
    assert not any(model._default_manager.exists() for model in (Issue, Origin, Reference))


def test_a_dump_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    everything()
    dump(tmp_path / "one")
    lines = (tmp_path / "one" / "comments.jsonl").read_text().splitlines(keepends=True)
    (tmp_path / "one" / "comments.jsonl").write_text("".join(lines[:-1]))
    with pytest.raises(Exception, match=f"has {len(lines) - 1} lines"):
        load(tmp_path / "one")
    (tmp_path / "one" / "dump.json").unlink()
    with pytest.raises(Exception, match="no whole dump"):
        load(tmp_path / "one")


def test_what_a_line_says_of_who_sees_it_opens_nothing(tmp_path: Path) -> None:
    said = {"issue": 4711, "body": "x"} | AT
    load(converted(tmp_path / "old", comments=[{"id": 1, "note": True} | said, {"id": 2, "held": True} | said]))
    assert list(Comment.objects.values_list("visibility", flat=True)) == [2, 2]
    assert not Comment.objects.visible_to(ANYBODY).exists()


def test_on_a_terminal(tmp_path: Path) -> None:
    bug, out = everything(), StringIO()
    call_command("issue", "dump", str(tmp_path / "one"), stdout=out)
    assert "@" not in (tmp_path / "one" / "people.jsonl").read_text()
    call_command("issue", "dump", str(tmp_path / "two"), "--with-addresses", stdout=out)
    assert "uli@example.org" in (tmp_path / "two" / "people.jsonl").read_text()
    with pytest.raises(CommandError, match="not empty"):
        call_command("issue", "dump", str(tmp_path / "one"), stdout=out)
    call_command("issue", "load", str(tmp_path / "one"), "--source", "twin", "--dry-run", stdout=out)
    assert "Nothing was written" in out.getvalue()
    assert f"Lost: {Issue.objects.count()} × issues get new numbers" in out.getvalue()
    assert Issue.objects.filter(title=bug.title).count() == 1


# --- stopped in the middle

LOADS = """
import time
from pathlib import Path
from django.conf import settings
from bailiwick.accounts.models import User
from bailiwick.tracker.actions import loading
settings.MEDIA_ROOT = Path({media!r})
loading.BATCH = 10
take, done = loading._Load.take, []
def told(load, kind, lines):
    count = take(load, kind, lines)
    if kind.name == "comments":
        print(count, flush=True)
        done.append(count)
        if len(done) == 3:
            time.sleep(60)
    return count
loading._Load.take = told
loading.load_tracker(Path({folder!r}), "elsewhere", by=User.objects.system("importer"), beat=lambda what, done: None)
"""


@pytest.mark.django_db(transaction=True)
def test_a_run_that_was_killed_goes_on_where_it_ended(start_process: Starter, settings: Any, tmp_path: Path) -> None:
    issues = [{"id": n, "title": f"{n}", "kind": "bug", "status": "new", **AT} for n in range(1, 31)]
    said = [{"id": n, "issue": n % 30 + 1, "body": f"said {n}", **AT} for n in range(1, 61)]
    folder = converted(tmp_path / "old", people=[{"id": "uli"}], issues=issues, comments=said)
    worker = start_process(LOADS.format(media=str(settings.MEDIA_ROOT), folder=str(folder)))
    assert worker.stdout is not None
    assert [worker.stdout.readline() for _batch in range(2)] == ["10\n"] * 2
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    assert 20 <= Comment.objects.count() < 60, "it was finished before it was killed"
    told = load(folder)
    assert 0 < told.new["comments"] < 60
    assert told.new["issues"] == 0
    assert sorted(Issue.objects.values_list("pk", "comments")) == [(n, 2) for n in range(1, 31)]
    assert sorted(Comment.objects.values_list("body", flat=True)) == sorted(f"said {n}" for n in range(1, 61))
    assert len(find(ANYBODY, "said").hits) > 0
