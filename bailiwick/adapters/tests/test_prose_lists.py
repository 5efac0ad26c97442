"""Lists below a line or a title that says what is said of their entries."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import NotUnderstood, Statement

_BESIDE = frozenset({"purpose", "url"})


def facts(*lines: str) -> list[str]:
    """What a Markdown page says, without what machines are for."""
    said = read(read_as("markdown", "\n".join(lines)))
    return [told(one) for one in said if isinstance(one, Statement) and one.predicate not in _BESIDE]


def puzzles(*lines: str) -> list[tuple[str, str]]:
    """What of it was not understood, and why."""
    said = read(read_as("markdown", "\n".join(lines)))
    return [(one.text, one.why) for one in said if isinstance(one, NotUnderstood)]


@pytest.mark.parametrize(
    ("lead", "entry", "fact"),
    [
        ("Three machines at Hetzner:", "heron", "host heron located_at provider Hetzner"),
        ("Our servers at Quayside College:", "heron", "host heron located_at provider Quayside College"),
        ("Hosted at Hetzner:", "www.ferry.example", "service www.ferry.example hosted_by provider Hetzner"),
        ("On heron we run:", "the forum", "service forum runs_on host heron"),
        ("The following services run on heron:", "wiki", "service wiki runs_on host heron"),
        ("These domains are hosted at Gandi:", "ferry.example", "domain ferry.example hosted_by provider Gandi"),
        ("These sites are kept by Wu Lan:", "w.ferry.example", "service w.ferry.example maintained_by person Wu Lan"),
        ("Ada Byron looks after:", "wiki", "service wiki maintained_by person Ada Byron"),
    ],
)  # fmt: skip
def test_a_line_says_of_each_entry_what_it_says(lead: str, entry: str, fact: str) -> None:
    assert facts("# Ferry infrastructure", "", lead, "", f"* {entry}") == [fact]


def test_the_line_itself_says_nothing_but_is_told() -> None:
    page = ("# Ferry infrastructure", "", "Ada Byron looks after:", "", "* wiki")

    assert puzzles(*page) == [("Ada Byron looks after:", "introduces the list below it")]


@pytest.mark.parametrize(
    "lead",
    ["The following services will move to Hetzner:", "Not at Hetzner:", "She looks after:", "Things we like:"],
)
def test_plans_pronouns_and_plain_lists_say_nothing(lead: str) -> None:
    assert facts("# Ferry infrastructure", "", lead, "", "* wiki", "* the forum") == []


def test_what_stands_behind_a_name_in_such_a_list_is_said_of_it() -> None:
    said = facts(
        "# Ferry infrastructure", "", "Hosted at Hetzner:", "", "* wiki (MoinMoin)", "* forum – kept by Ada Byron"
    )

    assert said == [
        "service wiki hosted_by provider Hetzner",
        "service wiki uses_software software MoinMoin",
        "service forum hosted_by provider Hetzner",
        "service forum maintained_by person Ada Byron",
    ]


def test_a_machine_that_runs_something_is_nobody_who_runs_it() -> None:
    assert facts("# Servers", "## heron", "Heron runs:", "", "* the forum", "* three cron jobs") == [
        "service forum runs_on host heron"
    ]


def test_a_title_may_say_where_machines_are() -> None:
    said = facts(
        "# Ferry infrastructure", "## Servers at Hetzner", "* egret", "* ibis – mail, lists", "",
        "## Machines at Quayside College", "### plum", "It runs the forum.",
    )  # fmt: skip

    assert said == [
        "host egret located_at provider Hetzner",
        "host ibis located_at provider Hetzner",
        "service mail runs_on host ibis",
        "service lists runs_on host ibis",
        "host plum located_at provider Quayside College",
        "service forum runs_on host plum",
    ]


def test_below_a_provider_stands_what_is_there() -> None:
    said = facts(
        "# Ferry infrastructure", "## Hetzner", "### finch", "* wiki (MoinMoin)", "", "### Mailing lists", "Mailman.",
        "", "## SourceForge", "* Issue tracker", "* Invoices in March", "* files.ferry.example",
    )  # fmt: skip

    assert said == [
        "host finch located_at provider Hetzner",
        "service wiki runs_on host finch",
        "service wiki uses_software software MoinMoin",
        "service Mailing lists hosted_by provider Hetzner",
        "service Mailing lists uses_software software Mailman",
        "service Issue tracker hosted_by provider SourceForge",
        "service files.ferry.example hosted_by provider SourceForge",
    ]


def test_a_list_of_keys_names_nothing_before_its_colons() -> None:
    said = facts(
        "# Server inventory", "## HERON (home & spare)", "* Hostname: heron", "* OS: Debian 12", "* Containers: 27",
        "* Role: web server", "* Services: wiki, forum",
    )  # fmt: skip

    assert said == [
        "host HERON distribution = Debian 12",
        "service wiki runs_on host HERON",
        "service forum runs_on host HERON",
    ]


def test_who_answers_below_a_well_known_provider_answers_for_what_is_there() -> None:
    said = facts("# Ferry infrastructure", "## SourceForge", "Admin: Ada Byron, Tom Reed", "", "* Mailing lists")

    assert said == [
        "service Mailing lists hosted_by provider SourceForge",
        "service Mailing lists run_by person Ada Byron",
        "service Mailing lists run_by person Tom Reed",
    ]


def test_assets_are_named_behind_the_noun_that_says_their_kind() -> None:
    said = facts(
        "# Asset inventory", "We keep:", "", "* Source repository `ferry/site`", "  * Owner: Ada",
        "* Domain name `ferry.example`", "  * Provider: Gandi", "  * Owners/operators: Ada, Tom",
        "* Virtual machine `vm1.ferry.example`", "  * Provider: Hetzner", "  * Owner: Tom",
    )  # fmt: skip

    assert said == [
        "repository ferry/site owned_by person Ada",
        "domain ferry.example registrar provider Gandi (inferred by provider-of-a-domain)",
        "domain ferry.example owned_by person Ada",
        "domain ferry.example owned_by person Tom",
        "host vm1.ferry.example located_at provider Hetzner",
        "host vm1.ferry.example owned_by person Tom",
    ]


def test_what_is_no_key_of_people_is_no_person() -> None:
    assert facts("# Ferry infrastructure", "## Wiki", "* Email: Google Workspace", "* Admin: backups") == []


def test_the_line_before_a_list_may_say_of_which_kind_its_entries_are() -> None:
    said = facts(
        "# Ferry infrastructure", "## Sites", "We have racks in two places:", "", "* **Ulm** – rented from Hetzner"
    )

    assert said == ["data-centre Ulm provided_by provider Hetzner"]


def test_machines_below_what_they_do_are_machines() -> None:
    assert facts("# Production", "## Load balancers", "* chimera (nginx)") == [
        "host chimera uses_software software Nginx"
    ]


@pytest.mark.parametrize(
    ("entry", "fact"),
    [
        ("Outages: #ferry on OFTC", "organisation Ferry Club contact_point contact-point #ferry (intent=urgent)"),
        ("Anything else – ops@ferry.example", "organisation Ferry Club contact_point contact-point ops@ferry.example"),
        ("Ada Byron: ada@ferry.example", "person Ada Byron contact_point contact-point ada@ferry.example"),
        ("Wiki: wiki@ferry.example", "service Wiki contact_point contact-point wiki@ferry.example"),
    ],
)
def test_an_address_behind_a_word_is_for_asking_and_houses_nothing(entry: str, fact: str) -> None:
    said = facts("# Ferry Club", "## Getting in touch", f"* {entry}")

    assert [one for one in said if "on_network" not in one and " mail " not in one] == [fact]


def test_people_in_a_list_below_an_acronym_are_its_team() -> None:
    assert facts("# Ferry Club", "## The FCA", "Three people do the work:", "", "* Ada Byron", "* Tom Reed (lead)") == [
        "person Ada Byron member_of team FCA",
        "person Tom Reed member_of team FCA (role=lead)",
        "team FCA run_by person Tom Reed",
    ]


def test_the_first_words_of_a_page_may_say_who_speaks() -> None:
    said = facts(
        "# Who to call",
        "The Ferry sysadmins keep this running.",
        "",
        "## Getting hold of us",
        "* Mail: ops@ferry.example",
    )

    assert "team Ferry sysadmins contact_point contact-point ops@ferry.example" in said


def test_what_is_to_do_is_not_done() -> None:
    assert facts("# Ferry Club", "## To do", "* Ask Hetzner for two more runners.", "* Wiki: MoinMoin on heron") == []


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            "Forum: Discourse, hosted by Communiteq",
            ["uses_software software Discourse", "hosted_by provider Communiteq"],
        ),
        ("Forum – on heron – kept by Wu Lan", ["runs_on host heron", "maintained_by person Wu Lan"]),
        ("Forum (on heron) – admin Ada Byron", ["runs_on host heron", "run_by person Ada Byron"]),
    ],
)
def test_what_stands_behind_a_name_is_read_piece_by_piece(entry: str, said: list[str]) -> None:
    assert facts("# Services", f"* {entry}") == [f"service Forum {one}" for one in said]


def test_keys_in_one_line_are_told_apart() -> None:
    assert facts("# Domain names", "* ferry.example (registrar: Gandi, DNS: deSEC)") == [
        "domain ferry.example registrar provider Gandi",
        "domain ferry.example dns_hosted_by provider deSEC",
    ]


def test_paragraphs_below_services_may_be_entries_too() -> None:
    said = facts("# Services", "Wiki: MoinMoin on heron", "", "Note: all of it is backed up on crane")

    assert said == ["service Wiki runs_on host heron", "service Wiki uses_software software MoinMoin"]


def test_what_stands_below_peoples_names_are_their_duties() -> None:
    said = facts(
        "# Ferry Club", "## Who does what", "### Ada Byron", "wiki, DNS", "", "### Tom Reed", "the mailing lists"
    )

    assert [one for one in said if "responsibilities" not in one] == [
        "service wiki maintained_by person Ada Byron",
        "service DNS maintained_by person Ada Byron",
        "service mailing lists maintained_by person Tom Reed",
    ]


def test_a_key_may_name_the_service_that_it_is_of() -> None:
    assert facts("# Ferry Club", "## Roles", "* Forum maintainer: Ada Byron", "* Wiki host: heron") == [
        "service Forum maintained_by person Ada Byron",
        "service Wiki runs_on host heron",
    ]


def test_a_provider_alone_is_where_a_machine_is_and_not_what_it_runs() -> None:
    assert facts("# Servers", "## heron", "Hetzner Cloud") == ["host heron located_at provider Hetzner"]


def test_an_entry_may_say_of_which_kind_those_below_it_are() -> None:
    said = facts(
        "# What we have",
        "* Machines",
        "  * marten",
        "    * provider: Vultr",
        "* Names",
        "  * ferry.example",
        "    * DNS: deSEC",
    )

    assert said == ["host marten located_at provider Vultr", "domain ferry.example dns_hosted_by provider deSEC"]


def test_an_entry_that_only_leads_to_others_is_told() -> None:
    assert ("Machines", "introduces the list below it") in puzzles("# What we have", "* Machines", "  * marten")


def test_in_a_machines_section_names_are_of_what_runs_there() -> None:
    assert facts("# Machines", "## nest", "* wiki -> MoinMoin 1.9", "* mirror: rsync", "* Postfix. Only outgoing.") == [
        "service wiki runs_on host nest",
        "service wiki uses_software software MoinMoin",
        "service mirror runs_on host nest",
        "service mirror uses_software software rsync",
        "service Postfix runs_on host nest",
    ]


def test_positions_in_racks_name_nothing_and_sites_say_where() -> None:
    said = facts(
        "# The farm", "## Site A – Harbour Vault, Leixa", "### Rack A1", "* U4: farm-gw, router, OPNsense",
        "* U5: switch", "* U6–7: farm-db", "",
    )  # fmt: skip

    assert said == [
        "host farm-gw located_at data-centre Harbour Vault",
        "host farm-gw uses_software software OPNsense",
        "host farm-db located_at data-centre Harbour Vault",
    ]


def test_the_title_of_a_page_is_no_service_because_of_a_year() -> None:
    assert facts("# The great move, 2024", "It runs on heron, with Debian.") == []


def test_a_group_in_a_list_has_members_duties_and_an_address() -> None:
    said = facts(
        "# Ferry Club", "## Working groups", "* Web group (Ines Roth, Ada Byron): website, newsletter",
        "* Mail group – Wu Lan – the lists – mail@ferry.example",
    )  # fmt: skip

    assert [one for one in said if " mail = " not in one] == [
        "person Ines Roth member_of team Web group",
        "person Ada Byron member_of team Web group",
        "service website maintained_by team Web group",
        "service newsletter maintained_by team Web group",
        "person Wu Lan member_of team Mail group",
        "service lists maintained_by team Mail group",
        "team Mail group contact_point contact-point mail@ferry.example",
    ]


def test_a_program_behind_a_word_below_a_machine_makes_it_a_service() -> None:
    assert facts(
        "# Machines", "## twig", "An old tower.", "", "* build slave, Buildbot", "* disk: 2 TB", "* fan, broken"
    ) == [
        "service build slave runs_on host twig",
        "service build slave uses_software software Buildbot",
    ]


def test_a_system_is_what_a_machine_has_and_a_home_is_nobodys_service() -> None:
    assert facts("# Servers", "## heron", "* Debian 12", "* wiki") == [
        "host heron distribution = Debian 12",
        "service wiki runs_on host heron",
    ]
    assert facts("# Servers", "* **serin** (home of Tom Reed): build bot") == ["service build bot runs_on host serin"]


def test_people_in_a_list_of_contacts_keep_what_stands_behind_them() -> None:
    said = facts("# Ferry Club", "## Contact persons", "* Tom Reed: wiki, heron", "* Wu Lan (wulan): builds, mirrors")

    assert [one for one in said if "responsibilities" not in one] == [
        "service wiki maintained_by person Tom Reed",
        "service builds maintained_by person Wu Lan",
        "service mirrors maintained_by person Wu Lan",
    ]


def test_services_below_a_machines_title_are_its_own() -> None:
    assert facts("# Servers", "## heron", "### Services", "wiki, forum") == [
        "service wiki runs_on host heron",
        "service forum runs_on host heron",
    ]


def test_a_repository_with_an_address_is_no_machine() -> None:
    assert facts("# Source code", "* ferry-log-collector: https://gerrit.example.org/gitweb?p=log.git") == []


def test_an_entry_that_begins_with_a_machine_is_about_it_where_machines_are_said_to_stand() -> None:
    said = facts(
        "# Providers",
        "",
        "## Bluepine",
        "",
        "Two machines stand there:",
        "",
        "* heron renders the tiles. Ada Byron maintains it.",
        "* crane is the oldest machine we have.",
    )

    assert "host heron located_at provider Bluepine" in said
    assert "host crane located_at provider Bluepine" in said
    assert "host heron maintained_by person Ada Byron" in said
    assert not [one for one in said if one.startswith("provider Bluepine")]


def test_a_program_behind_a_name_may_have_an_article_or_say_for_whom_it_is() -> None:
    said = facts("Services", "* Pads – an Etherpad", "* Files – Nextcloud for members", "* Board – a Trello-like thing")

    assert said == ["service Pads uses_software software Etherpad", "service Files uses_software software Nextcloud"]


def test_machines_in_a_table_of_a_provider_stand_there() -> None:
    page = ("# Servers", "", "## Hetzner", "", "We rent them by the month.", "")
    table = ("| Machine | Looked after by |", "|---|---|", "| heron | Ada Byron |")

    assert "host heron located_at provider Hetzner" in facts(*page, *table)
