"""Tables of services, machines and people: what a column means follows from its heading, never from a guess."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import NotUnderstood, Statement


def rows(title: str, *table: str) -> list[str]:
    """What a table below a title says."""
    head, *below = table
    lines = [f"# {title}", "", f"| {head} |", f"|{'---|' * (head.count('|') + 1)}", *(f"| {row} |" for row in below)]
    return [told(one) for one in read(read_as("markdown", "\n".join(lines))) if isinstance(one, Statement)]


def whys(title: str, *table: str) -> list[str]:
    """Why rows of a table were not understood."""
    head, *below = table
    lines = [f"# {title}", "", f"| {head} |", f"|{'---|' * (head.count('|') + 1)}", *(f"| {row} |" for row in below)]
    return [one.why for one in read(read_as("markdown", "\n".join(lines))) if isinstance(one, NotUnderstood)]


def test_who_houses_a_machine_may_stand_before_its_name() -> None:
    said = rows(
        "Build farm",
        "Institution | Hostname | Admin (software) | Admin (hardware)",
        "University of Kestrel | one.kestrel.example | Ada Byron | Tom Reed",
        "QUAYNET | two.quay.example | Wu Lan | ",
    )

    assert said == [
        "host one.kestrel.example located_at provider University of Kestrel",
        "host one.kestrel.example run_by person Ada Byron",
        "host one.kestrel.example run_by person Tom Reed",
        "host two.quay.example located_at provider QUAYNET",
        "host two.quay.example run_by person Wu Lan",
    ]


def test_a_column_may_say_of_what_kind_a_row_is() -> None:
    said = rows(
        "Ownership",
        "Type | Object | Owner",
        "Service | Website (Plume) | Ines",
        "VM | heron | Tom & Wu",
        "System | ferry bot | Ada",
    )

    assert said == [
        "service Website owned_by person Ines",
        "host heron owned_by person Tom",
        "host heron owned_by person Wu",
        "service ferry bot owned_by person Ada",
    ]


def test_a_provider_in_its_column_may_have_any_name() -> None:
    said = rows(
        "Machines",
        "Host | Provider | Admin",
        "heron | Lindvik Polytechnic | Ada Byron",
    )

    assert said == [
        "host heron located_at provider Lindvik Polytechnic",
        "host heron run_by person Ada Byron",
    ]


def test_a_kind_alone_is_no_name() -> None:
    assert rows("Ownership", "What | Owner", "System | Ada Byron", "CDN for the wiki | Tom Reed") == []


def test_what_is_plainly_a_service_runs_on_the_machine_of_the_row_and_the_rest_is_its_purpose() -> None:
    said = rows(
        "Machines",
        "Name | Site | Role",
        "heron | Ulm | main database (PostgreSQL)",
        "crane | Ulm | wiki, lists, mail",
        "egret | Bern | VM host",
    )

    assert said == [
        "host heron located_at data-centre Ulm",
        "service main database runs_on host heron",
        "service main database uses_software software PostgreSQL",
        "host heron purpose = main database (PostgreSQL)",
        "host crane located_at data-centre Ulm",
        "service wiki runs_on host crane",
        "service lists runs_on host crane",
        "service mail runs_on host crane",
        "host crane purpose = wiki, lists, mail",
        "host egret located_at data-centre Bern",
        "host egret purpose = VM host",
    ]


def test_names_are_machines_where_another_column_only_fits_machines() -> None:
    said = rows("What we run", "Name | Hosted service", "heron | Redmine", "web.example.org | job tracker")

    assert said == ["service Redmine runs_on host heron", "service job tracker runs_on host web.example.org"]


def test_one_row_may_be_about_several_machines() -> None:
    assert rows("Machines", "Name | Provider", "heron, crane | Hetzner") == [
        "host heron located_at provider Hetzner",
        "host crane located_at provider Hetzner",
    ]


def test_services_in_a_list_behind_a_provider_are_all_housed_there() -> None:
    assert rows("Who gives what", "Provider | Services", "Hetzner | wiki, forum") == [
        "service wiki hosted_by provider Hetzner",
        "service forum hosted_by provider Hetzner",
    ]


def test_what_is_gone_or_not_there_yet_is_not_said() -> None:
    table = ("Name | Provider | Notes", "heron | Hetzner | dead, waiting for the skip", "crane | Hetzner | planned")

    assert rows("Machines", *table) == []
    assert whys("Machines", *table) == ["says what was, not what is", "says what is planned, not what is"]


def test_a_thing_may_be_named_behind_the_noun_that_says_its_kind() -> None:
    assert rows("Assets", "Asset | Owner", "Domain name ferry.example | Ada", "Matrix channel #crew | Tom") == [
        "domain ferry.example owned_by person Ada",
        "contact-point #crew owned_by person Tom",
    ]


def test_two_words_for_one_sort_of_heading_are_one_heading() -> None:
    assert rows("Services", "Service | Owner / maintainer", "Wiki | Ada Byron") == [
        "service Wiki owned_by person Ada Byron"
    ]


def pairs(titles: str, *rows: tuple[str, str]) -> str:
    """A table of two columns without headings, in HTML."""
    return f"{titles}<table>{''.join(f'<tr><td>{first}</td><td>{second}</td></tr>' for first, second in rows)}</table>"


def test_a_table_without_headings_is_read_as_pairs_where_the_title_says_of_what() -> None:
    page = pairs("<h1>Our machines</h1>", ("heron", "wiki, lists"), ("crane", "Hetzner"))
    said = [
        told(one) for one in read(read_as("html", page)) if isinstance(one, Statement) and one.predicate != "purpose"
    ]

    assert said == [
        "service wiki runs_on host heron",
        "service lists runs_on host heron",
        "host crane located_at provider Hetzner",
    ]


def test_a_table_of_keys_is_about_what_its_section_is_about() -> None:
    page = pairs("<h2>Services</h2><h3>Wiki</h3>", ("Owner", "Ada Byron"), ("Host", "heron"))
    said = [told(one) for one in read(read_as("html", page)) if isinstance(one, Statement)]

    assert said == ["service Wiki owned_by person Ada Byron", "service Wiki runs_on host heron"]


def test_who_gives_something_does_not_keep_it() -> None:
    assert rows("Our sponsors", "Who | What", "Heron Registry | the domain ferry.example") == [
        "domain ferry.example registrar provider Heron Registry"
    ]
    assert rows("Our sponsors", "Who | What", "Harbour Works | the wiki") == [
        "service wiki funded_by organisation Harbour Works"
    ]


def test_a_vacant_post_is_nobodys() -> None:
    assert rows("Services", "Service | Responsible | Deputy", "Photo album | vacant | Tom Reed") == [
        "service Photo album maintained_by = none",
        "service Photo album maintained_by person Tom Reed",
    ]


def test_a_name_is_not_cut_where_what_is_left_would_be_a_word() -> None:
    assert rows("Services", "Service | Server", "Club site | axle") == ["service Club site runs_on host axle"]


def test_areas_of_people_are_what_they_keep_as_far_as_these_are_services() -> None:
    table = (
        "Area | Person | Deputy",
        "DNS | Ada Byron | Wu Lan",
        "Mailing lists | Tom Reed | -",
        "Money | Ines Roth | -",
    )

    assert rows("Responsibilities", *table) == [
        "service DNS maintained_by person Ada Byron",
        "service DNS maintained_by person Wu Lan",
        "service Mailing lists maintained_by person Tom Reed",
    ]


def test_nobody_keeps_a_person_and_nobody_pays_for_a_provider_of_ours() -> None:
    assert rows("Suppliers", "Company | What for | Paid by", "Hetzner | wiki | Ferry Club") == [
        "service wiki hosted_by provider Hetzner"
    ]


def test_somebodys_house_is_no_provider_and_a_program_no_machine() -> None:
    assert rows("Servers", "Server | Hosted at", "eddy | Tom's house", "ibis | Lumen's data centre") == [
        "host ibis located_at provider Lumen"
    ]
    assert rows("Services", "Service | Host", "Translations | Weblate (hosted)") == []


def test_code_at_an_address_is_the_repository_of_its_path() -> None:
    assert rows("Services", "Service | Code", "Login | https://invent.example.org/sysadmin/login") == [
        "service Login source_repo repository sysadmin/login"
    ]


def test_a_row_without_a_name_is_about_nothing() -> None:
    assert rows("Secrets", "Project | Owner", "[results] | Ada Byron") == []


def test_short_cells_say_what_is_gone_and_a_place_is_no_phrase() -> None:
    said = rows(
        "Machines",
        "Name | What | Location | Admin",
        "heron | switched off | Rack B | Ada",
        "wren | mail | in a cupboard | Ada",
    )

    assert said == ["service mail runs_on host wren", "host wren run_by person Ada"]


def test_a_name_with_a_capital_among_machines_written_small_is_no_machine() -> None:
    said = rows("Services", "Service | Host", "Wiki | heron", "Forum | crane", "Mail | Postbox")

    assert said == [
        "service Wiki runs_on host heron",
        "service Forum runs_on host crane",
        "service Mail hosted_by provider Postbox",
    ]


def test_a_table_of_two_columns_without_headings_is_one_of_what_and_who() -> None:
    said = rows("Who does what", " | ", "Forum | Ada Byron", "Newsletter | Bert Berg", "Money | Wu Lan")

    assert said == ["service Forum maintained_by person Ada Byron", "service Newsletter maintained_by person Bert Berg"]


def test_rows_with_systems_are_machines_whatever_the_heading() -> None:
    said = rows(
        "Build farm", "Worker | OS | Admin", "anvil-1, anvil-2 | Debian 12 | Ada Byron", "hammer | macOS 14 | Wu"
    )

    assert [one for one in said if " = " not in one] == [
        "host anvil-1 run_by person Ada Byron",
        "host anvil-2 run_by person Ada Byron",
        "host hammer run_by person Wu",
    ]


def test_guests_of_a_machine_are_machines_and_nobody_is_nobody() -> None:
    said = rows(
        "Guests of deneb", "Guest | System | Who", "web | Debian | Ada Byron", "old | CentOS 6 | nobody, please"
    )

    assert [one for one in said if " = " not in one] == ["host web maintained_by person Ada Byron"]


def test_a_program_on_a_machine_houses_nothing_and_a_site_keeps_what_it_is_for() -> None:
    said = read(
        read_as(
            "markdown",
            "# Services\n\n| What | Where it lives |\n|---|---|\n"
            "| Video meetings | Jitsi on `heron` |\n| Game jam site | crane |\n",
        )
    )
    assert [told(one) for one in said if isinstance(one, Statement)] == [
        "service Video meetings runs_on host heron",
        "service Game jam site runs_on host crane",
    ]


def test_what_comes_from_a_supplier_stands_in_a_cell_under_any_head() -> None:
    said = rows(
        "What we pay for",
        "Supplier | What it does for us | Who has the account",
        "DigitalOcean | forum, tide.quay.example, chat bridge | Ada Byron",
        "DNSimple | DNS and registration of quay.example | Tom Reed, to become Ada's",
        "UptimeRobot | watches the wiki and the forum | mine",
        "Fastmail | mailboxes of the crew | ",
        "Mailgun | sends the forum's mail | ",
    )

    assert said == [
        "service forum hosted_by provider DigitalOcean",
        "service tide.quay.example hosted_by provider DigitalOcean",
        "service chat bridge hosted_by provider DigitalOcean",
        "provider DigitalOcean maintained_by person Ada Byron",
        "domain quay.example dns_hosted_by provider DNSimple",
        "domain quay.example registrar provider DNSimple",
        "provider DNSimple maintained_by person Tom Reed",
        "service wiki monitored_by provider UptimeRobot",
        "service forum monitored_by provider UptimeRobot",
        "service mailboxes of the crew hosted_by provider Fastmail",
    ]


def test_a_supplier_may_stand_behind_what_comes_from_it() -> None:
    said = rows("Accounts", "What for | Supplier", "monitoring of the wiki and the forum | Hetzner", "blog | Netlify")

    assert said == [
        "service wiki monitored_by provider Hetzner",
        "service forum monitored_by provider Hetzner",
        "service blog hosted_by provider Netlify",
    ]


def test_addresses_below_a_page_of_machines_are_services_where_the_title_announces_none() -> None:
    lines = ["# Machines of Quay", "", "## Small things elsewhere", "", "| what | where | who |", "|---|---|---|"]
    lines += ["| pad.quay.example | Scaleway | Ada Byron |", "| www.quay.example | Netlify | Tom Reed |"]
    said = [told(one) for one in read(read_as("markdown", "\n".join(lines))) if isinstance(one, Statement)]

    assert "service pad.quay.example hosted_by provider Scaleway" in said
    assert "service www.quay.example maintained_by person Tom Reed" in said


def test_who_has_names_or_watches_houses_no_site() -> None:
    said = rows(
        "Names and accounts",
        "What | With whom",
        "DNS of quay.example | Hetzner",
        "Domain quay.example | Registrar: Gandi",
        "Website | StatusCake",
        "Wiki | Mailgun",
        "Newsletter | Mailgun",
    )

    assert said == [
        "domain quay.example dns_hosted_by provider Hetzner",
        "domain quay.example registrar provider Gandi",
        "service Newsletter hosted_by provider Mailgun",
    ]


def test_a_machine_that_stands_somewhere_else_is_not_with_the_provider_of_the_section() -> None:
    lines = ["# Page", "", "## DigitalOcean", "", "| Worker | Located at |", "|---|---|"]
    lines += ["| wren | OSUOSL |", "| rook | a cupboard |", "| daw | |"]
    said = [told(one) for one in read(read_as("markdown", "\n".join(lines))) if isinstance(one, Statement)]

    assert said == ["host wren located_at provider OSUOSL", "host daw located_at provider DigitalOcean"]


def test_a_heading_that_nobody_knows_stands_for_what_is_below_it_if_no_other_says_that() -> None:
    said = rows(
        "Wikis",
        "Wiki | Nanny | Written by",
        "Osprey wiki | Ada Byron | Bert Berg",
        "Gannet wiki | Tom Reed | Cleo Ng",
        "Curlew wiki | Ada Byron | Bert Berg",
    )

    assert said == [
        "service Osprey wiki maintained_by person Ada Byron",
        "service Gannet wiki maintained_by person Tom Reed",
        "service Curlew wiki maintained_by person Ada Byron",
    ]


def test_below_a_heading_that_nobody_knows_marks_say_nothing_and_places_nothing_more() -> None:
    table = ["Service | Hosting | Replica | Public", "Wiki | Hetzner | heron | ✓", "Forum | OVH | crane | ✓"]

    assert rows("Services", *table) == [
        "service Wiki hosted_by provider Hetzner",
        "service Forum hosted_by provider OVH",
    ]
    assert not [why for why in whys("Services", *table) if "Public" in why]


@pytest.mark.parametrize("head", ["Author", "Customer", "Reviewer", "Top contributors"])
def test_not_everybody_below_a_heading_that_nobody_knows_keeps_something(head: str) -> None:
    said = rows("Wikis", f"Wiki | Hosting | {head}", "Osprey | Hetzner | Ada Byron", "Gannet | OVH | Bert Berg")

    assert said == ["service Osprey hosted_by provider Hetzner", "service Gannet hosted_by provider OVH"]


def test_a_heading_may_be_a_question() -> None:
    said = rows(
        "Machines",
        "Name | Where it stands | What is on it | Who fixes it",
        "heron | Lindvik Computing Service | GitLab | Ada Byron",
        "crane | Hetzner | Nextcloud | Tom Reed",
    )

    assert said == [
        "host heron located_at provider Lindvik Computing Service",
        "service GitLab runs_on host heron",
        "host heron maintained_by person Ada Byron",
        "host crane located_at provider Hetzner",
        "service Nextcloud runs_on host crane",
        "host crane maintained_by person Tom Reed",
    ]


def test_what_stands_on_a_box_is_no_machine_though_it_is_called_a_server() -> None:
    said = rows(
        "Game servers",
        "Server | Box | Admin",
        "Thunder | gull-1 | Ada Byron",
        "Drizzle | gull-2 | Tom Reed",
    )

    assert said[0] == "service Thunder runs_on host gull-1"
    assert "service Drizzle run_by person Tom Reed" in said


def test_who_houses_something_need_not_be_known_where_the_heading_asks_for_it() -> None:
    said = rows(
        "Services",
        "Service | Hosted by | Admin",
        "Subtitles | Windlass Captioning (by the day) | Ada Byron",
        "Forum | Istituto Gavia | Tom Reed",
        "Blog | Ada Byron | Tom Reed",
    )

    assert [one for one in said if " hosted_by " in one] == [
        "service Subtitles hosted_by provider Windlass Captioning",
        "service Forum hosted_by provider Istituto Gavia",
    ]


def test_below_machines_may_stand_who_houses_a_thing() -> None:
    said = rows(
        "Services",
        "Service | Runs on",
        "Forum | heron",
        "Blog | Hetzner",
        "Shop | (at Lindvik)",
    )

    assert said == [
        "service Forum runs_on host heron",
        "service Blog hosted_by provider Hetzner",
        "service Shop hosted_by provider Lindvik",
    ]


def test_firms_below_who_are_suppliers_and_keep_nothing() -> None:
    said = rows(
        "What we use",
        "What for | Who | Remark",
        "Uptime | UptimeRobot | checks the wiki and the forum",
        "Mail | Fastmail | paid by the year",
        "Passwords | Bitwarden | ",
        "Forum | DigitalOcean | ",
    )

    assert not [one for one in said if "maintained_by" in one]
    assert "service forum hosted_by provider DigitalOcean" in said


def test_a_parenthesis_that_does_not_close_in_its_cell_is_read_all_the_same() -> None:
    table = (
        "Service | Machine",
        "wiki | (heron)",
        "forum | (see notes below",
        "blog | (see foo(1)",
        "lists | (old)heron is gone",
    )

    assert rows("Services", *table) == ["service wiki runs_on host heron"]
