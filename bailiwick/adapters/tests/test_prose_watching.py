"""Who watches, and what is said of whoever watches: in one sentence it is another thing than what is watched."""

from __future__ import annotations

from bailiwick.adapters.tests.prose import facts

UNDER = "Example Infrastructure / Monitoring"


def test_the_machine_behind_the_watcher_is_the_watchers() -> None:
    assert facts(UNDER, "All hosts are monitored with Icinga on heron.") == [
        "organisation Example monitored_by software Icinga",
        "software Icinga runs_on host heron",
    ]


def test_who_operates_the_watcher_does_not_operate_what_is_watched() -> None:
    assert facts(UNDER, "www.example.org is monitored with Icinga, operated by Ada Byron.") == [
        "service www.example.org monitored_by software Icinga",
        "software Icinga run_by person Ada Byron",
    ]
    assert facts("Services / Wiki", "It is monitored with Icinga and maintained by Ada Byron.") == [
        "service Wiki monitored_by software Icinga",
        "service Wiki maintained_by person Ada Byron",
    ]


def test_which_behind_a_watcher_and_its_machine_is_neither_for_sure() -> None:
    said = facts(UNDER, "All hosts are monitored with Icinga on heron, which is run by Ada Byron.")
    assert not [one for one in said if "Ada Byron" in one]


def test_it_behind_a_watcher_and_what_it_watches_is_the_watcher() -> None:
    assert facts(UNDER, "Icinga watches the wiki and the forum. It lives on heron.") == [
        "service wiki monitored_by software Icinga",
        "service forum monitored_by software Icinga",
        "service Icinga runs_on host heron",
    ]
