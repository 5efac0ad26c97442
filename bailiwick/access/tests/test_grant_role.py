"""Giving and taking roles: who may, where, and what is noted."""

from __future__ import annotations

from typing import Any

import pytest

from bailiwick.access import Denied, can, viewer
from bailiwick.access.closure import set_many_parents
from bailiwick.access.grants import grant_role, require_part_of, revoke_role
from bailiwick.access.models import Grant
from bailiwick.access.panels import erase
from bailiwick.accounts.models import User
from bailiwick.events.models import Event

pytestmark = pytest.mark.django_db


class Here:
    scope_id = 11


@pytest.fixture
def root() -> User:
    return User.objects.system("root")


@pytest.fixture
def robin() -> User:
    set_many_parents({10: set(), 11: {10}, 20: set()})
    return User.objects.create_user("robin@example.org", "robin")


def test_a_granted_role_counts_at_once_and_a_revoked_one_no_longer(root: User, robin: User) -> None:
    grant = grant_role("Developer", user=robin, scope=10, by=root)
    assert can(robin, "change.apply", Here)
    revoke_role(grant, by=root)
    assert not can(User.objects.get(pk=robin.pk), "change.apply", Here)
    assert list(Event.objects.values_list("kind", "scope_id")) == [("role.granted", 10), ("role.revoked", 10)]


def test_granting_or_revoking_twice_is_once(root: User, robin: User) -> None:
    first = grant_role("Developer", user=robin, scope=10, by=root)
    assert grant_role("Developer", user=robin, scope=10, by=root) == first
    revoke_role(first, by=root)
    revoke_role(first, by=root)
    assert Event.objects.count() == 2


def test_the_coordinator_of_a_part_gives_roles_there_and_nowhere_else(root: User, robin: User) -> None:
    grant_role("Coordinator", user=robin, scope=10, by=root)
    grant_role("Developer", holder=5, scope=11, by=robin)
    for elsewhere in (20, None):
        with pytest.raises(Denied, match="You may not give this role; ask a coordinator"):
            grant_role("Developer", holder=5, scope=elsewhere, by=robin)
    with pytest.raises(Denied, match="take this role back"):
        revoke_role(grant_role("Developer", holder=5, scope=20, by=root), by=robin)


@pytest.mark.parametrize(
    "wrong", [{"role": "Anonymous", "holder": 1}, {"role": "Developer"}, {"role": "King", "holder": 1}]
)
def test_a_role_needs_a_known_name_and_exactly_one_holder(root: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="one person"):
        grant_role(by=root, **wrong)


def test_events_of_roles_carry_ids_only(root: User, robin: User) -> None:
    grant_role("Developer", user=robin, by=root)
    event = Event.objects.get()
    assert (event.about, event.data) == (("grant", Grant.objects.get().pk), {})


def test_erasing_an_account_takes_its_roles(root: User, robin: User) -> None:
    grant_role("Developer", user=robin, by=root)
    grant_role("Developer", holder=5, by=root)
    assert erase(robin.pk, 5)["roles"] == 2
    assert viewer(User.objects.get(pk=robin.pk)).role == "User"


def test_nobody_gets_a_role_on_a_part_by_moving_it_under_what_they_coordinate(root: User, robin: User) -> None:
    grant_role("Coordinator", user=robin, scope=20, by=root)
    grant_role("Developer", user=robin, scope=10, by=root)
    with pytest.raises(Denied, match="give this role"):
        require_part_of(robin, 11, {20})
    require_part_of(root, 11, {20})
    require_part_of(robin, 11, {10})  # it stands there already
    set_many_parents({30: set()})
    require_part_of(robin, 11, {30})  # nobody holds a role there
