"""Many issues at once: looked at before, done by a job, taken back as far as nobody touched it since."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from bailiwick.access import Denied
from bailiwick.jobs.lease import State
from bailiwick.jobs.models import Job
from bailiwick.jobs.queue import Cancelled, run_next
from bailiwick.tracker.actions.bulk import preview_bulk, run_bulk, start_bulk
from bailiwick.tracker.actions.issues import change_issue, close_issue
from bailiwick.tracker.actions.undoing import run_undo, undo_bulk
from bailiwick.tracker.errors import Refused
from bailiwick.tracker.fields import values
from bailiwick.tracker.models import Edit, Issue, IssueLink, Label, Operation

from .cast import entity, issue, known, person, sign_in, system

pytestmark = pytest.mark.django_db


def labels(*slugs: str) -> list[int]:
    return [Label.objects.create(slug=slug).pk for slug in slugs]


def test_a_preview_says_what_would_change_and_what_not_and_writes_nothing() -> None:
    easy, old = labels("easy", "old")
    one, two, three = (issue(name) for name in ("one", "two", "three"))
    change_issue(two, {"labels": [easy]}, by=system())
    IssueLink.objects.create(kind="blocks", source=one, target=three, by_id=1, at=one.created_at)
    dora, everything = person("dora", "Developer"), [one.pk, two.pk, three.pk, 4711]
    found = preview_bulk(everything, {"labels": {"add": [easy], "remove": [old]}}, by=dora)
    assert (found.total, found.changed, found.same, found.refused) == (3, 2, 1, [])
    found = preview_bulk(everything, {"status": "closed", "resolution": "fixed"}, by=dora)
    assert (found.changed, [pk for pk, _why in found.refused]) == (2, [three.pk])
    assert Edit.objects.count() == 1


def test_a_job_changes_them_and_lists_what_it_left_alone() -> None:
    pypi = entity("service/pypi")
    mine, other = issue("mine", service=pypi), issue("other")
    dora = person("dora", "Developer", scope=pypi)
    operation = start_bulk([mine.pk, other.pk], {"priority": "high"}, by=dora)
    run_next()
    told = Operation.objects.get(pk=operation.pk).outcome
    assert (told["changed"], told["left_alone"], told["named"][0][0]) == (1, 1, other.pk)
    assert values(Issue.objects.get(pk=mine.pk), ["priority"]) == {"priority": "high"}
    assert Edit.objects.get().operation == operation


def test_taking_it_back_restores_what_nobody_touched_since() -> None:
    one, two, dora = issue("one"), issue("two"), person("dora", "Developer")
    operation = start_bulk(
        [one.pk, two.pk], {"status": "closed", "resolution": "out-of-date", "priority": "low"}, by=dora
    )
    run_next()
    change_issue(two, {"priority": "high"}, by=dora)
    undo_bulk(operation, by=dora)
    run_next()
    one.refresh_from_db(), two.refresh_from_db()
    assert values(one, ["status", "resolution", "priority"]) == {"status": "new", "resolution": "", "priority": ""}
    assert values(two, ["status", "resolution", "priority"]) == {"status": "new", "resolution": "", "priority": "high"}
    told = Operation.objects.get(pk=operation.pk).outcome["undone"]
    assert told == {"restored": 1, "left": 1, "left_alone": [[two.pk, ["priority"]]]}


class Stopping:
    """What keeps a job's lease, until somebody stops the job after so many steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def __call__(self, *told: object) -> None:
        self.left -= 1
        if self.left == 0:
            raise Cancelled


def test_what_was_stopped_on_the_way_can_be_taken_back_and_so_can_the_rest(client: Client) -> None:
    many, dora = [issue(f"{n}") for n in range(4)], person("dora", "Developer")
    operation = start_bulk([each.pk for each in many], {"priority": "high"}, by=dora)
    with pytest.raises(Cancelled):
        run_bulk(operation, by=dora, beat=Stopping(3))
    Job.objects.update(state=State.CANCELLED)
    sign_in(client, dora)
    where = f"/issues/bulk/{operation.pk}/"
    page = client.get(where).text
    assert "Take it back" in page
    assert "<dt>Changed</dt><dd>3</dd>" in page
    undo_bulk(operation, by=dora)
    with pytest.raises(Cancelled):
        run_undo(Operation.objects.get(), by=dora, beat=Stopping(1))
    Job.objects.update(state=State.CANCELLED)
    page = client.get(where).text
    assert "taken back" not in page
    assert "Take it back" in page
    client.post(f"{where}undo/")
    assert run_next()
    page = client.get(where).text
    assert "3 issues are as they were" in page
    assert "Take it back" not in page
    assert not Issue.objects.exclude(priority=0).exists()


def test_one_that_kept_no_figures_shows_its_page(client: Client) -> None:
    one, dora = issue("one"), person("dora", "Developer")
    operation = start_bulk([one.pk], {"priority": "high"}, by=dora)
    run_next()
    Operation.objects.update(outcome={})
    undo_bulk(operation, by=dora)
    run_next()
    sign_in(client, dora)
    assert "1 issue is as it was" in client.get(f"/issues/bulk/{operation.pk}/").text


def test_nobody_changes_many_whose_issues_they_may_not_decide_on() -> None:
    uli, one = known("uli"), issue("one")
    assert preview_bulk([one.pk], {"severity": "minor"}, by=uli).changed == 0
    with pytest.raises(Refused, match="one at a time"):
        start_bulk([one.pk], {"title": "All the same"}, by=uli)
    with pytest.raises(Refused, match="between one"):
        start_bulk([], {"severity": "minor"}, by=uli)
    operation = start_bulk([one.pk], {"severity": "minor"}, by=uli)
    with pytest.raises(Denied):
        undo_bulk(operation, by=known("vera"))


STEPS = st.lists(st.sampled_from(["priority", "severity", "kind", "status", "labels"]), max_size=4)


@settings(max_examples=12)
@given(asked=st.sets(st.sampled_from(["priority", "severity", "kind", "labels"]), min_size=1), after=STEPS)
def test_undo_gives_back_every_field_that_nobody_touched_and_no_other(asked: set[str], after: list[str]) -> None:
    one, dora = issue("one"), system()
    mine, theirs = Label.objects.get_or_create(slug="mine")[0].pk, Label.objects.get_or_create(slug="theirs")[0].pk
    wanted = {"priority": "low", "severity": "minor", "kind": "task", "labels": [mine]}
    later = {"priority": "high", "severity": "major", "kind": "idea", "labels": [theirs]}
    before = values(one, wanted)
    operation = start_bulk([one.pk], {name: wanted[name] for name in asked}, by=dora)
    run_next()
    for name in after:
        close_issue(one, "fixed", by=dora) if name == "status" else change_issue(one, {name: later[name]}, by=dora)
    touched = set(after)
    undo_bulk(operation, by=dora)
    run_next()
    one.refresh_from_db()
    assert values(one, wanted) == {name: later[name] if name in touched else before[name] for name in wanted}


def test_on_the_web_one_looks_before_and_can_take_it_back(client: Client) -> None:
    one, dora = issue("one"), person("dora", "Developer")
    Label.objects.create(slug="easy")
    sign_in(client, dora)
    said = {"issue": [one.pk], "priority": "high", "add_labels": "easy", "assignee": "dora"}
    page = client.post("/issues/bulk/", said).content.decode()
    assert "1 issue would change" in page
    assert not Edit.objects.exists()
    where = client.post("/issues/bulk/", said | {"go": "1"})["Location"]
    assert 'role="status"><p>It has begun.' in client.get(where).text
    work = f"/jobs/{Operation.objects.get().job_id}/"
    # What moves is asked for again until it is over, and then holds the way back.
    moving = client.get(where, headers={"HX-Request": "true"}).text
    assert f'hx-get="{where}"' in moving
    assert "Take it back" not in moving
    run_next()
    moving = client.get(where, headers={"HX-Request": "true"}).text
    assert "Take it back" in moving
    assert "hx-get" not in moving
    assert "<h1>" not in moving
    for page in (work, one.url):
        assert f'href="{where}"' in client.get(page).text, page
    page = client.get(work).text
    assert "<dt>Left alone</dt><dd>0</dd>" in page
    assert "left_alone" not in page
    assert 'role="status"><p>It is being taken back.' in client.post(f"{where}undo/", follow=True).text
    run_next()
    assert "1 issue is as it was" in client.get(where).content.decode()
    for wrong in ({"add_labels": "nothing"}, {"assignee": "nobody-at-all"}, {"q": "kind:nonsense", "whole": "1"}):
        answer = client.post("/issues/bulk/", said | wrong)
        assert answer.status_code == 422
        # What was chosen and filled in is still there.
        assert "whole" in wrong or f'name="issue" value="{one.pk}"' in answer.content.decode()
    sign_in(client, known("uli"))
    assert client.get(where).status_code == 404
    assert where not in client.get(one.url).text


def test_the_preview_names_the_issues_and_what_becomes_of_each_field(client: Client) -> None:
    many = [issue(f"Slow on day {day}") for day in range(22)]
    blocker, done, dora = issue("Blocker"), issue("Urgent already"), person("dora", "Developer")
    IssueLink.objects.create(kind="blocks", source=blocker, target=many[0], by_id=1, at=blocker.created_at)
    (easy,) = labels("easy")
    change_issue(done, {"priority": "urgent", "labels": [easy], "assignee_id": dora.pk}, by=system())
    sign_in(client, dora)
    ids = [each.pk for each in (*many, done)]
    said = {"issue": ids, "priority": "urgent", "add_labels": "easy", "assignee": "dora"}
    page = client.post("/issues/bulk/", said).text
    assert "22 issues would change" in page
    assert "Slow on day 19" in page
    assert "Slow on day 20" not in page
    assert "and 2 more" in page
    for words in ("Priority: nothing → Urgent", "Labels: + easy", "Assigned to: nothing → dora"):
        assert page.count(words) == 20, words
    assert "1 issue is so already" in page
    assert f'<span class="number">#{done.pk}</span> Urgent already' in page
    closing = {"issue": [many[0].pk], "status": "closed", "resolution": "fixed"}
    page = client.post("/issues/bulk/", closing).text
    assert "Nothing would change." in page
    assert f'Slow on day 0</a><br><span class="muted" dir="auto">#{blocker.pk} still stands in its way.' in page


def test_whoever_decides_ticks_issues_in_a_list(client: Client) -> None:
    one, two = issue("one"), issue("two")
    sign_in(client, known("uli"))
    assert 'form="bulk"' not in client.get("/issues/").content.decode()
    sign_in(client, person("dora", "Developer"))
    page = client.get("/issues/").content.decode()
    assert f'name="issue" value="{one.pk}" form="bulk"' in page
    assert "Change 1 issue" in client.post("/issues/bulk/", {"issue": [one.pk]}).content.decode()
    whole = client.post("/issues/bulk/", {"q": "is:open", "whole": "1"}).content.decode()
    assert "Change 3 issues" in whole
    assert str(two.pk) in whole or 'name="whole"' in whole
    # Whoever decides on a part ticks what belongs there.
    pypi = entity("service/pypi")
    here = issue("here", service=pypi)
    sign_in(client, person("paula", "Developer", scope=pypi))
    page = client.get("/issues/").content.decode()
    assert f'name="issue" value="{here.pk}" form="bulk"' in page
    assert f'name="issue" value="{one.pk}" form="bulk"' not in page
