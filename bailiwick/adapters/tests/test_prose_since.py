"""What moved is where it went; what is so since some year is so now; a plan that one pays for is no plan."""

from __future__ import annotations

import pytest

from bailiwick.adapters.tests.prose import facts

UNDER = "Services / Forum"


@pytest.mark.parametrize(
    "sentence",
    [
        "Was on crane until 2019, now on heron.",
        "Formerly at Lumen, since 2022 on heron.",
        "On heron since 2020; before that on crane.",
        "The forum, originally on crane, was moved to heron in 2021.",
        "It was on crane until 2021, then it moved to heron.",
    ],
)
def test_only_the_place_where_it_is_now_holds(sentence: str) -> None:
    assert facts(UNDER, sentence) == ["service Forum runs_on host heron"]


def test_since_some_year_somebody_does_it_now() -> None:
    assert facts(UNDER, "The forum has been maintained since 2020 by Ada Byron, who took over from Bert Berg.") == [
        "service Forum maintained_by person Ada Byron"
    ]


def test_a_plan_that_one_pays_for_is_not_planned() -> None:
    assert facts(UNDER, "A free plan at Zulip Cloud; administered by Ada Byron.") == [
        "service Forum hosted_by provider Zulip Cloud",
        "service Forum run_by person Ada Byron",
    ]
    assert facts(UNDER, "The plan is to move it to Hetzner.") == []


def test_where_bugs_are_tracked_with_the_code() -> None:
    code = "Its code lives at https://codeberg.org/example/sheet"
    expected = [
        "service Forum source_repo repository example/sheet",
        "service Forum tracker tracker example/sheet issues",
    ]
    assert facts(UNDER, f"{code}; bugs are tracked there as well.") == expected
    assert facts(UNDER, f"{code}, where issues are tracked too.") == expected
    assert facts(UNDER, f"{code}; bugs are not tracked there.") == expected[:1]


def test_the_machine_behind_a_second_program_is_not_the_services() -> None:
    assert facts(UNDER, "It runs on heron and uses PostgreSQL on crane.") == [
        "service Forum runs_on host heron",
        "service Forum uses_software software PostgreSQL",
    ]


def test_what_something_is_composed_of() -> None:
    assert facts(UNDER, "It is composed of three programs: Nominatim, GeoServer and Mapnik.") == [
        f"service Forum uses_software software {one}" for one in ("Nominatim", "GeoServer", "Mapnik")
    ]
