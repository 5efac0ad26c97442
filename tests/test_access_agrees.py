"""can(), visible_q and row_q tell the same story, for every role, grant, relation and class of visibility.

The story is told a third time here, in the plainest words: a dictionary of what is
above what, and the highest role that reaches a place.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from bailiwick.access import LEVELS, Level, can, row_q, viewer, visible_q
from bailiwick.access.closure import set_many_groups, set_many_parents, set_many_responsible
from bailiwick.access.models import Grant
from bailiwick.accounts.models import User
from bailiwick.catalog.models import Entity, EntityNow
from bailiwick.events.models import Event
from bailiwick.permissions import PERMISSIONS, ROLES

pytestmark = pytest.mark.django_db

#: service 10 > part 11 > part of the part 12; 20 is another service; 1 is the person.
TOP, PART, LEAF, OTHER, ME = 10, 11, 12, 20, 1
PLACES = (TOP, PART, LEAF, OTHER, ME, None)
ABOVE = {TOP: {TOP}, PART: {TOP, PART}, LEAF: {TOP, PART, LEAF}, OTHER: {OTHER}, ME: {ME}, None: set()}
TEAM, UMBRELLA = 2, 3
HOLDERS = {"account": None, "person": ME, "team": TEAM, "team of the team": UMBRELLA}
HOLDS = [
    (holder, role, scope)
    for holder, role, scope in product(HOLDERS, (*ROLES[1:], "Owner"), (None, TOP, PART, OTHER))
    if role != "Owner" or (scope is not None and holder != "account")
]
LEVEL = {"Anonymous": 0, "User": 1, "Developer": 2, "Owner": 2, "Coordinator": 3}


def somebody(**fields: Any) -> User:
    return User.objects.create_user("robin@example.org", "robin", person_id=ME, **fields)


def build() -> None:
    set_many_parents({TOP: set(), PART: {TOP}, LEAF: {PART}, OTHER: set(), ME: set()})
    set_many_groups({ME: {TEAM}, TEAM: {UMBRELLA}, UMBRELLA: {TEAM}})
    rows = product(PLACES, Level)
    Event.objects.bulk_create(Event(kind="x.y", actor_id=0, scope_id=p, visibility=v) for p, v in rows)
    for place in PLACES[:-1]:
        Entity.objects.create(pk=place, kind="service", slug=str(place))
        for low, high in ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4)):
            EntityNow.objects.create(entity_id=place, class_from=low, class_to=high, kind="service", name=f"{low}")


def give(user: User, holder: str, role: str, scope: int | None, **fields: Any) -> None:
    entity = HOLDERS[holder]
    if role == "Owner":
        set_many_responsible({scope: {entity}})
        return
    who = {"holder": entity} if entity else {"user_id": user.pk}
    Grant.objects.create(role=role, scope=scope, granted_by_id=0, granted_at=timezone.now(), **who, **fields)


def expect(user: Any, level_at: dict[int | None, int]) -> None:
    """All three answers are `level_at`."""
    for place, top in level_at.items():
        for level in LEVELS:
            thing = SimpleNamespace(scope_id=place, visibility=level)
            assert can(user, "catalog.read", thing) is (level <= top), (place, level)
        assert viewer(user).level(place) == top
    seen = set(Event.objects.filter(visible_q(user, scope="scope_id")).values_list("scope_id", "visibility"))
    assert seen == {(place, level) for place in PLACES for level in Level if level <= level_at[place]}
    rows = sorted(EntityNow.objects.filter(row_q(user)).values_list("entity_id", "class_from"))
    assert rows == sorted((place, top) for place, top in level_at.items() if place is not None)


def test_who_is_not_signed_in_or_no_longer_active_sees_what_is_public() -> None:
    build()
    for user in (AnonymousUser(), somebody(is_active=False)):
        give(user, "person", "Coordinator", None)
        expect(user, dict.fromkeys(PLACES, 0))
        assert viewer(user).key == "0"


def test_a_system_user_sees_what_a_coordinator_sees() -> None:
    build()
    expect(User.objects.system("importer"), dict.fromkeys(PLACES, 3))


@pytest.mark.parametrize(("holder", "role", "scope"), HOLDS)
def test_a_role_counts_where_it_was_given_and_below(holder: str, role: str, scope: int | None) -> None:
    build()
    user = somebody()
    give(user, holder, role, scope)
    reached = {place: scope is None or scope in ABOVE[place] for place in PLACES}
    expect(user, {p: 4 if p == ME else max(1, LEVEL[role]) if reached[p] else 1 for p in PLACES})
    for action, cells in PERMISSIONS.items():
        for place in PLACES:
            here = {"Anonymous", "User"} | (
                set(ROLES[: ROLES.index(role) + 1]) if role != "Owner" and reached[place] else set()
            )
            here |= {"Owner"} if role == "Owner" and reached[place] else set()
            assert can(user, action, SimpleNamespace(scope_id=place)) is bool(here & set(cells)), (action, place)


@pytest.mark.parametrize("over", [{"revoked_at": timezone.now()}, {"ends_at": timezone.now() - timedelta(minutes=1)}])
@pytest.mark.parametrize("scope", [None, TOP])
def test_a_role_that_is_over_counts_nowhere(over: dict[str, Any], scope: int | None) -> None:
    build()
    user = somebody()
    give(user, "account", "Coordinator", scope, **over)
    expect(user, {place: 4 if place == ME else 1 for place in PLACES})


def test_the_highest_of_several_roles_counts_in_each_place() -> None:
    build()
    user = somebody()
    give(user, "account", "Developer", None)
    give(user, "team", "Coordinator", PART)
    give(user, "person", "Owner", TOP)
    expect(user, {TOP: 2, PART: 3, LEAF: 3, OTHER: 2, ME: 4, None: 2})


@pytest.mark.parametrize("relation", ["author_id", "reporter_id"])
@pytest.mark.parametrize("level", Level)
def test_what_one_wrote_or_reported_oneself_stays_in_sight(relation: str, level: Level) -> None:
    build()
    user = somebody()
    mine = Event.objects.create(kind="x.y", actor_id=user.pk, scope_id=OTHER, visibility=level)
    thing = SimpleNamespace(scope_id=OTHER, visibility=level, **{relation: user.pk})
    assert can(user, "catalog.read", thing)
    assert Event.objects.filter(visible_q(user, scope="scope_id", own="actor_id"), pk=mine.pk).exists()
    seen = Event.objects.filter(visible_q(AnonymousUser(), scope="scope_id", own="actor_id"), pk=mine.pk)
    assert seen.exists() is (level == Level.PUBLIC)


def test_own_things_may_be_taken_back_and_those_of_others_may_not() -> None:
    user = somebody()
    assert can(user, "change.reject", SimpleNamespace(scope_id=TOP, author_id=user.pk))
    assert not can(user, "change.reject", SimpleNamespace(scope_id=TOP, author_id=user.pk + 1))
    assert can(user, "account.update", user)
    assert not can(AnonymousUser(), "change.reject", SimpleNamespace(author_id=None))


def test_of_several_things_all_must_be_allowed() -> None:
    build()
    user = somebody()
    give(user, "account", "Coordinator", TOP)
    here, there = SimpleNamespace(scope_id=TOP), SimpleNamespace(scope_id=OTHER)
    assert can(user, "entity.merge", [here, here])
    assert not can(user, "entity.merge", [here, there])
    assert not can(user, "entity.merge", []), "nothing in particular means everywhere"


def test_what_somebody_cannot_see_they_cannot_touch() -> None:
    build()
    user = somebody()
    give(user, "account", "Developer", None)
    assert can(user, "claim.end", SimpleNamespace(scope_id=TOP, visibility=2))
    assert not can(user, "claim.end", SimpleNamespace(scope_id=TOP, visibility=3))


def test_readers_who_see_the_same_share_a_key_and_others_do_not() -> None:
    build()
    one = User.objects.create_user("one@example.org", "one")
    two = User.objects.create_user("two@example.org", "two")
    boss = User.objects.create_user("boss@example.org", "boss")
    part = User.objects.create_user("part@example.org", "part")
    give(boss, "account", "Coordinator", None)
    give(part, "account", "Coordinator", TOP)
    assert viewer(one).key == viewer(two).key
    keys = {viewer(user).key for user in (AnonymousUser(), one, boss, part, somebody())}
    assert len(keys) == 5


def test_a_reader_costs_one_query_and_an_anonymous_one_none(django_assert_num_queries: Any) -> None:
    build()
    user = User.objects.get(pk=somebody().pk)
    with django_assert_num_queries(1):
        viewer(user)
        viewer(user)
    with django_assert_num_queries(0):
        viewer(AnonymousUser())
        viewer(User.objects.model(kind="system", pk=5))


def test_a_reader_without_parts_is_asked_plain_comparisons() -> None:
    build()
    for user in (AnonymousUser(), User.objects.create_user("one@example.org", "one")):
        for sql in (
            str(Event.objects.filter(visible_q(user, scope="scope_id")).query),
            str(EntityNow.objects.filter(row_q(user)).query),
        ):
            assert "EXISTS" not in sql
            assert sql.count("SELECT") == 1
