"""Several people do the same in the same moment: it is done once, and the others are told as if they had come later."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from bailiwick.events.models import Event
from bailiwick.lib.forges import Told
from bailiwick.tracker.actions.issues import create_issue
from bailiwick.tracker.actions.judging import reject_post, release_post, report_post
from bailiwick.tracker.actions.references import add_reference, take_told
from bailiwick.tracker.actions.rules import create_rule
from bailiwick.tracker.actions.talk import create_comment
from bailiwick.tracker.actions.words import save_label, save_version, save_word
from bailiwick.tracker.errors import Refused, SentBefore
from bailiwick.tracker.models import Complaint, Hook, Issue, Reference, Rule, Word

from .cast import entity, issue, known, person, system

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    """What each of these gives, or the refusal that it meets; each has a connection of its own."""
    together = Barrier(len(steps))

    def run(step: Callable[[], Any]) -> Any:
        together.wait()
        try:
            return step()
        except Refused as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


def refused(outcomes: list[Any]) -> int:
    return sum(isinstance(each, Refused) for each in outcomes)


def test_a_word_is_made_once_and_the_others_hear_that_it_is_there() -> None:
    pypi, by = entity("service/pypi"), system()
    label = at_once(*[lambda: save_label(None, {"slug": "easy"}, by=by)] * 4)
    version = at_once(*[lambda: save_version(None, {"scope_id": pypi.pk, "name": "2.0"}, by=by)] * 4)
    word = at_once(*[lambda: save_word(None, {"of": "kind", "slug": "chore", "name": "Chore"}, by=by)] * 4)
    assert [refused(each) for each in (label, version, word)] == [3, 3, 3]


def test_words_that_are_made_at_once_stand_one_after_another() -> None:
    def step(slug: str) -> Callable[[], Word]:
        return lambda: save_word(None, {"of": "priority", "slug": slug, "name": slug}, by=system())

    made = at_once(*(step(f"p{n}") for n in range(4)))
    assert refused(made) == 0
    assert len({word.rank for word in made}) == 4


def test_a_reference_and_a_rule_stand_once() -> None:
    bug, uli = issue("Slow"), known("uli")
    url = "https://github.com/loom/loom/pull/7"
    rows = at_once(*[lambda: add_reference(bug, url, by=uli)] * 4)
    assert {row.pk for row in rows} == {Reference.objects.get().pk}
    at_once(*[lambda: create_rule("kind:bug is:open", "watch", by=uli)] * 4)
    assert Rule.objects.count() == 1


def test_a_code_host_that_calls_twice_at_once_is_heard_once() -> None:
    bug, by = issue("Slow"), system()
    hook = Hook.objects.create(forge="gitea", name="loom", secret="x", created_at=bug.created_at, by_id=by.pk)
    told = Told("commit", "https://git.example.org/loom/commit/1", "Mend it", f"Fixes #{bug.pk}")
    heard = at_once(*(partial(take_told, hook, [told], f"k{n}", by=by) for n in range(4)))
    assert sum(heard) == 1


def test_a_complaint_is_one_each() -> None:
    bug, uli = issue("Slow"), known("uli")
    rows = at_once(*[lambda: report_post(bug, "Advertising", by=uli)] * 4)
    assert {row.pk for row in rows} == {Complaint.objects.get().pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.create(issue=bug, by_id=uli.pk, at=bug.created_at)
    assert Event.objects.filter(kind="post.reported").count() == 1


def test_a_post_is_judged_once() -> None:
    first, carla, vera = (
        issue("Cheap watches", by=person("nora")),
        person("carla", "Coordinator"),
        person("vera", "Coordinator"),
    )
    mine, theirs = Issue.objects.get(pk=first.pk), Issue.objects.get(pk=first.pk)
    release_post(mine, by=carla)
    with pytest.raises(Refused, match="in the same moment"):
        reject_post(theirs, "Advertising", by=vera)
    assert list(Event.objects.filter(kind__startswith="post.").values_list("kind", flat=True)) == ["post.released"]
    assert not Issue.objects.get(pk=first.pk).held


def test_of_several_who_let_a_post_through_at_once_one_does() -> None:
    first, carla = issue("Cheap watches", by=person("nora")), person("carla", "Coordinator")
    each_saw_it_wait = [Issue.objects.get(pk=first.pk) for _each in range(3)]
    at_once(*(partial(release_post, post, by=carla) for post in each_saw_it_wait))
    assert Event.objects.filter(kind="post.released").count() == 1


def test_a_form_that_is_sent_several_times_at_once_makes_one_thing() -> None:
    uli = known("uli")
    made = at_once(*[lambda: create_issue({"title": "Uploads fail"}, by=uli, once="k" * 64)] * 4)
    bug = Issue.objects.get(title="Uploads fail")
    assert [each.made for each in made if isinstance(each, SentBefore)] == [bug] * 3
    said = at_once(*[lambda: create_comment(bug, "Me too", by=uli, once="c" * 64)] * 4)
    assert [each.made for each in said if isinstance(each, SentBefore)] == [bug.thread.get()] * 3
