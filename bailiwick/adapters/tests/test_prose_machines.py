"""A small word that is a machine in one place of a page is one on the whole page."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.prose.rules.sections.placed_machines import machines_of
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import Statement


def facts(dialect: str, *lines: str) -> list[str]:
    """The relations that a page states."""
    said = read(read_as(dialect, "\n".join(lines)))
    return [told(one) for one in said if isinstance(one, Statement) and one.object is not None]


@pytest.mark.parametrize(
    ("lines", "machines"),
    [
        (["The forum lives on `wren`, the wiki on `rook` and `daw`."], {"wren", "rook", "daw"}),
        (["- `wren`, a rented server, for the forum"], {"wren"}),
        (["Our theme is on the `summer` branch, releases are cut from *this* page."], set()),
        (["# Hetzner", "", "## wren", "", "Mail.", "", "## rook", "", "Lists."], {"wren", "rook"}),
        (["# Ours", "", "## wren", "", "A VM at Lumen.", "", "## rook", "", "Lists."], {"wren", "rook"}),
        (["# Ours", "", "## eggs", "", "Fried.", "", "## bacon", "", "Smoked."], set()),
        (["| Worker | Where |", "|---|---|", "| wren | Lumen |", "| rook | - |"], {"wren", "rook"}),
        (["| Name | Where |", "|---|---|", "| wren | Hetzner |", "| rook | OVH |"], {"wren", "rook"}),
        (["| Name | Taste |", "|---|---|", "| eggs | good |", "| bacon | fine |"], set()),
    ],
)
def test_the_place_of_a_name_says_that_it_is_a_machines(lines: list[str], machines: set[str]) -> None:
    assert machines_of(read_as("markdown", "\n".join(["# Page", "", *lines]))) == machines


def test_titles_below_a_house_are_machines_and_what_is_below_them_is_there() -> None:
    said = facts(
        "moin",
        "= Machines =",
        "== Hetzner ==",
        "=== wren ===",
        "It runs the forum. Ada Byron looks after it.",
        "=== rook ===",
        "Debian 12, 32 GB. Kept by Tom Reed.",
    )

    assert "host wren located_at provider Hetzner" in said
    assert "host wren maintained_by person Ada Byron" in said
    assert "host rook maintained_by person Tom Reed" in said
    assert not any(one.startswith("service rook") for one in said)


def test_a_machine_begins_a_sentence_with_a_capital() -> None:
    said = facts(
        "markdown", "# Page", "", "Two servers, `wren` and `rook`.", "", "Wren is hosted at Lumen and run by Ada Byron."
    )

    assert "host wren run_by person Ada Byron" in said
    assert not any(one.startswith(("service Wren", "person Wren")) for one in said)


def test_the_keys_of_a_machine_make_its_neighbours_machines_too() -> None:
    said = facts(
        "moin",
        "= Page of Acme =",
        "== wren ==",
        " Place:: Lumen, rack 3",
        " Keeper:: Ada Byron",
        "== rook, daw ==",
        "Kept by Tom Reed.",
    )

    assert "host wren maintained_by person Ada Byron" in said
    assert "host rook maintained_by person Tom Reed" in said
    assert "host daw maintained_by person Tom Reed" in said


def test_what_a_machine_does_stands_in_any_column_and_addresses_run_there() -> None:
    table = ["| Name | Where | What for |", "|---|---|---|"]
    table += [
        "| wren | Hetzner | ftp.acme.example, the origin of all files |",
        "| rook | OVH | wiki.acme.example (MoinMoin) |",
    ]

    assert facts("markdown", "# Acme", "", "## In the cloud", "", *table) == [
        "host wren located_at provider Hetzner",
        "service ftp.acme.example runs_on host wren",
        "host rook located_at provider OVH",
        "service wiki.acme.example runs_on host rook",
        "service wiki.acme.example uses_software software MoinMoin",
    ]


def test_an_address_in_the_list_of_a_machine_is_what_runs_there_and_no_machine() -> None:
    said = facts(
        "moin",
        "= Acme machines =",
        "== Hetzner ==",
        "=== wren ===",
        " * git.acme.example with Gitolite. Run by Ada Byron.",
        " * www.acme.example (Django)",
        " * Switched off 2022.",
        "=== rook ===",
        "A VM for tests.",
    )

    assert "service git.acme.example runs_on host wren" in said
    assert "service git.acme.example run_by person Ada Byron" in said
    assert "service www.acme.example uses_software software Django" in said
    assert not any(one.startswith(("host git", "service Switched")) for one in said)


def test_regions_and_buckets_are_no_machines() -> None:
    said = facts(
        "markdown", "# Acme", "", "The index runs on eu-west-1. The files are in an S3 bucket named `acme-files`."
    )

    assert not any("host" in one.split() for one in said)


def test_who_has_the_room_of_a_machine_is_in_its_place() -> None:
    said = facts(
        "moin",
        "= Machines =",
        "== wren ==",
        " Place:: computing centre of the Technical University of Harrow, rack 14",
        " Keeper:: Ada Byron",
        "== rook ==",
        " Place:: Fjordvik AS, Bergen",
        " Keeper:: Tom Reed",
    )

    assert "host wren located_at provider Technical University of Harrow" in said
    assert "host rook located_at provider Fjordvik AS" in said


def test_whom_no_list_knows_houses_things_where_the_text_says_so() -> None:
    page = ["# Acme", "", "## Tidal Coop", "", "Tidal Coop, a hosting cooperative in Ulm, houses us.", "", "### wren"]
    page += ["", "A VM. Ada Byron looks after it.", "", "### rook", "", "Kept by Tom Reed."]
    said = facts("markdown", *page)

    assert "host wren located_at provider Tidal Coop" in said
    assert "host rook located_at provider Tidal Coop" in said


def test_an_address_beside_its_number_or_above_its_hardware_is_a_machine_and_its_aliases_run_there() -> None:
    said = facts(
        "html",
        "<p>The machines of Quay.</p>",
        "<h2>one.quay.example (192.0.2.7)</h2>",
        "<p><b>aliases:</b> docs, bugs, lists.quay.example</p>",
        "<p><b>technical contact:</b> Ada Byron</p>",
        "<h2>two.quay.example</h2>",
        "<p><b>machine:</b> pentium</p>",
        "<p><b>technical contact:</b> Tom Reed</p>",
    )

    assert said == [
        "service docs runs_on host one.quay.example",
        "service bugs runs_on host one.quay.example",
        "service lists.quay.example runs_on host one.quay.example",
        "host one.quay.example contact person Ada Byron",
        "host two.quay.example contact person Tom Reed",
    ]


def test_machines_counted_at_a_house_stand_there_when_they_are_named_next() -> None:
    said = facts(
        "markdown", "# Quay infrastructure", "", "We rent two servers from Hetzner. They are called *wren* and *rook*."
    )

    assert said == ["host wren located_at provider Hetzner", "host rook located_at provider Hetzner"]


def test_who_lends_a_machine_has_it_and_its_town_is_a_place() -> None:
    table = ["| Server | Place | Lent by |", "|---|---|---|", "| wren | Umeå | Tidal University |"]

    assert facts("markdown", "# Quay", "", "## Tiles", "", *table) == [
        "host wren located_at data-centre Umeå",
        "host wren located_at provider Tidal University",
    ]


def test_a_machine_and_a_house_have_no_sources() -> None:
    page = ["# Quay", "", "## Hetzner", "", "The index is here. The source is in quay/index.", "", "### wren", ""]
    said = facts("markdown", *page, "A VM. The source code is in quay/tide on GitHub.")

    assert [one for one in said if "source_repo" in one] == ["service index source_repo repository quay/index"]


def test_what_is_with_who_only_delivers_is_served_through_it() -> None:
    assert facts("markdown", "# Quay infrastructure", "", "The documentation pages are hosted by Fastly.") == [
        "service documentation pages fronted_by provider Fastly"
    ]


def test_who_is_said_to_be_the_provider_may_have_any_name() -> None:
    said = facts(
        "markdown",
        "# Quay infrastructure",
        "",
        "Our main provider continues to be Tidal, where we rent two servers. They are called *wren* and *rook*.",
    )

    assert said == ["host wren located_at provider Tidal", "host rook located_at provider Tidal"]


def test_a_machine_is_called_by_its_name_and_not_by_its_noun_too() -> None:
    said = facts("markdown", "# Quay infrastructure", "", "The Windows build machine, *wren*, is a VM at Azure.")

    assert said == ["host wren located_at provider Azure (form=vm)"]


def test_terms_below_a_line_that_says_where_they_are_are_there() -> None:
    lines = ["Quay", "====", "", "What are the machines called?", "=============================", ""]
    lines += ["Virtual machines on wren:", ""]
    lines += ["``portal``", "    Written in Django. Ada Byron maintains it.", "``wiki``", "    MoinMoin."]
    said = facts("rst", *lines)

    assert "service portal runs_on host wren" in said
    assert "service wiki runs_on host wren" in said


def test_one_address_as_all_that_stands_in_a_machines_section_runs_there() -> None:
    lines = ["# Quay", "", "## Hetzner", "", "### wren", "", "The build master, ci.quay.example.", "", "### rook", ""]
    said = facts("markdown", *lines, "A VM. The secondary is ns.tide.example, a favour of friends.")

    assert "service ci.quay.example runs_on host wren" in said
    assert not any("ns.tide.example" in one for one in said)
