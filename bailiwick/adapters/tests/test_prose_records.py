"""Records and tables with unusual headings: keys that name, columns of kinds, machines told by what they are."""

from __future__ import annotations

import pytest

from bailiwick.adapters.tests.test_prose_lists import facts as all_facts

_PAGE = "# Ferry infrastructure"


def facts(*lines: str) -> list[str]:
    """What a page says, without addresses spelled out once more."""
    return [one for one in all_facts(*lines) if " mail = " not in one]


def table(header: str, *rows: str) -> list[str]:
    """What a table says, each row written with bars."""
    return facts(_PAGE, "", f"| {header} |", "|" + "---|" * (header.count("|") + 1), *(f"| {row} |" for row in rows))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("Host: heron; OS: Debian 12; Admin: Ada Byron",
         ["host heron distribution Debian 12", "host heron run_by person Ada Byron"]),
        ("Server: heron, provider: Hetzner, admin: Ada Byron",
         ["host heron located_at provider Hetzner", "host heron run_by person Ada Byron"]),
        ("Service: Wiki; host: heron; owner: Ada Byron",
         ["service Wiki runs_on host heron", "service Wiki owned_by person Ada Byron"]),
        ("Domain: ferry.example; registrar: Gandi", ["domain ferry.example registrar provider Gandi"]),
    ],
)  # fmt: skip
def test_an_entry_may_be_a_record(entry: str, said: list[str]) -> None:
    assert [one.replace(" = ", " ") for one in facts(_PAGE, "", f"* {entry}")] == said


def test_a_list_of_words_before_colons_is_none() -> None:
    assert facts(_PAGE, "", "* Note: the wiki is slow; Reason: nobody knows") == []


def test_beside_a_column_of_kinds_the_values_are_names() -> None:
    rows = ("Domain name | ferry.example | Ada Byron", "Chat workspace | FerryTalk | Bert Berg")

    assert table("Type | Value | Owner/Sponsor", *rows, "Certificate | none | Wu Lan") == [
        "domain ferry.example owned_by person Ada Byron",
        "service FerryTalk owned_by person Bert Berg",
    ]


def test_a_domain_beside_a_machine_does_not_name_the_row() -> None:
    assert table("Host | Domain | OS | Admin", "heron | ferry.example | Debian 12 | Ada Byron")[-1] == (
        "host heron run_by person Ada Byron"
    )


def test_rows_are_machines_where_most_say_of_what_hardware_they_are() -> None:
    rows = ("heron | virtual server, 4 GB | Hetzner | Ada Byron", "crane | Raspberry Pi | Bytemark | Bert Berg")

    assert table("Name | What it is | Where | Who has root", *rows) == [
        "host heron located_at provider Hetzner",
        "host heron run_by person Ada Byron",
        "host crane located_at provider Bytemark",
        "host crane run_by person Bert Berg",
    ]


def test_one_cell_with_a_system_makes_no_column_of_systems() -> None:
    said = table(
        "Name | Where | Remarks", "heron | Hetzner | Debian 12", "crane | Hetzner | noisy", "ibis | Hetzner | old"
    )

    assert not [one for one in said if "distribution" in one]


def test_who_looks_after_hardware_and_software() -> None:
    rows = ("University of Ulm | mirror.ulm.example | Ada Byron | Bert Berg",)

    assert table("Institution | Hostname | Admin software | Admin hardware", *rows) == [
        "host mirror.ulm.example located_at provider University of Ulm",
        "host mirror.ulm.example run_by person Ada Byron",
        "host mirror.ulm.example run_by person Bert Berg",
    ]


def test_a_site_is_called_by_what_stands_before_the_town() -> None:
    rows = ("Quayside College, Ulm | Ada Byron", "Ferry University | Bert Berg")

    assert table("Location | Local support contacts", *rows) == [
        "data-centre Quayside College contact person Ada Byron",
        "data-centre Ferry University contact person Bert Berg",
    ]


def test_a_title_with_keys_of_a_machine_is_one() -> None:
    assert facts(_PAGE, "## heron", "at: Hetzner", "", "runs: wiki, forum", "", "admin: Ada Byron") == [
        "host heron located_at provider Hetzner",
        "service wiki runs_on host heron",
        "service forum runs_on host heron",
        "host heron run_by person Ada Byron",
    ]


def test_notes_in_a_table_may_be_sentences() -> None:
    rows = (
        "heron | Hetzner | wiki, cvs | donated by Bytemark",
        "crane | NYI | package builds | Noisy. Administered by Ada Byron.",
    )
    said = table("Host | Site | Used for | Remarks", *rows)

    assert "host heron funded_by organisation Bytemark" in said
    assert "host crane run_by person Ada Byron" in said
    assert "service cvs runs_on host heron" in said


def test_what_one_may_want_and_where_one_turns() -> None:
    rows = (
        "Everything normal | help@ferry.example (a ticket)",
        "Wiki | wiki@ferry.example",
        "Asking around | #ferry on OFTC",
    )

    assert table("For | Use", *rows) == [
        "organisation Ferry contact_point contact-point help@ferry.example",
        "service Wiki contact_point contact-point wiki@ferry.example",
        "organisation Ferry contact_point contact-point #ferry (intent=discussion)",
        "contact-point #ferry on_network provider OFTC",
    ]


def test_who_has_access_to_what() -> None:
    assert table("Who | Access to", "Ada Byron | forum, wiki", "Bert Berg | mailing lists")[1:3] == [
        "service forum maintained_by person Ada Byron",
        "service wiki maintained_by person Ada Byron",
    ]


def test_notes_behind_a_domain_after_its_key() -> None:
    entry = "* Domain: ferry.example (registered at Gandi, owner: Ada Byron)"

    assert sorted(facts(_PAGE, "", entry)) == [
        "domain ferry.example owned_by person Ada Byron",
        "domain ferry.example registrar provider Gandi",
    ]
    assert "host domain" not in " ".join(facts(_PAGE, "", "* Website: on GitHub Pages, domain registered at Gandi"))


def test_a_product_behind_a_providers_name_is_nobody() -> None:
    assert facts(_PAGE, "## Servers", "### Server 1 (Hetzner CX21)", "* wiki") == [
        "host Server 1 located_at provider Hetzner",
        "service wiki runs_on host Server 1",
    ]


def test_what_a_machine_is_stands_first_in_its_section() -> None:
    assert facts(_PAGE, "## Machines", "### heron", "Small VM at Gandi for what must not be down.") == [
        "host heron located_at provider Gandi"
    ]
    assert facts(_PAGE, "## Machines", "### heron, crane", "Rented from Hetzner, in Helsinki.") == [
        "host heron located_at provider Hetzner",
        "host crane located_at provider Hetzner",
    ]
    assert facts(_PAGE, "## Machines", "### heron", "Our former web server; was at Linode.") == []


def test_the_machines_that_we_run_are_machines() -> None:
    assert facts(_PAGE, "The servers we run:", "", "* heron: the wiki", "* crane: the forum") == [
        "service wiki runs_on host heron",
        "service forum runs_on host crane",
    ]


def test_a_question_and_the_few_words_that_answer_it() -> None:
    page = (
        "* heron",
        "* crane",
        "",
        "**Who has root on heron?** Ada Byron and Bert Berg.",
        "",
        "Where is the wiki hosted? On heron.",
    )

    assert facts(_PAGE, "## Machines at Hetzner", *page)[2:] == [
        "host heron run_by person Ada Byron",
        "host heron run_by person Bert Berg",
        "service wiki runs_on host heron",
    ]
    assert facts(_PAGE, "Where is the wiki hosted? Nobody can say whether it runs.") == []


def test_where_services_are_announced_mail_and_chat_are_such() -> None:
    mail, wiki = "* Mail: Fastmail (Bert Berg has the admin account)", "* Wiki: runs on heron, kept by Bert Berg"

    assert facts(_PAGE, "## Services", mail, "* Chat: Zulip Cloud", "* DNS: Cloudflare", "* Door: on heron", wiki)[
        :5
    ] == [
        "service Mail maintained_by person Bert Berg",
        "service Mail hosted_by provider Fastmail",
        "service Chat hosted_by provider Zulip Cloud",
        "organisation Ferry dns_hosted_by provider Cloudflare",
        "service Door runs_on host heron",
    ]


def test_an_address_of_several_parts_is_where_things_run_and_nobody() -> None:
    assert table(
        "What | Where | Who", "Mailing lists | lists.ferry.example (Mailman) | Ada Byron", "CI | GitHub Actions | -"
    )[0] == ("service Mailing lists runs_on host lists.ferry.example")


def test_two_capitals_that_are_nobodys_initials_are_a_body() -> None:
    page = ("## Domains", "Managed by QF.", "", "* ferry.example", "", "## Wiki", "Managed by AB, that is Ada Byron.")

    assert facts(_PAGE, *page)[0] == "domain ferry.example run_by organisation QF"


def test_lines_that_begin_with_keys_are_read_one_by_one() -> None:
    lines = ("Hosting: Communiteq, free plan", "Admins: Ada Byron (technical), Bert Berg (community)", "Copies: daily")

    assert facts(_PAGE, "## Forum", *lines) == [
        "service Forum hosted_by provider Communiteq",
        "service Forum run_by person Ada Byron",
        "service Forum run_by person Bert Berg",
    ]


def test_a_machine_may_be_called_by_the_domain_in_its_note() -> None:
    keys = ("  * Provider: Hetzner", "  * Owner: Ada Byron", "  * Operators: Ada Byron, Bert Berg")

    assert facts(_PAGE, "", "* Cloud server `192.0.2.7`, `2001:db8::/64` (DNS `ferry.example`)", *keys) == [
        "host ferry.example located_at provider Hetzner",
        "host ferry.example owned_by person Ada Byron",
        "host ferry.example run_by person Ada Byron",
        "host ferry.example run_by person Bert Berg",
    ]


def test_a_title_that_is_an_address_is_no_service() -> None:
    page = ("## info@ferry.example", "", "* [Source code](https://github.com/ferry/site)")

    assert not [one for one in facts(_PAGE, *page) if one.startswith("service info@")]


def test_people_whom_titles_name_keep_what_is_listed_below_them() -> None:
    page = ("## Ada Byron", "* Wiki", "* DNS", "## Bert Berg", "* Forum", "## Nobody at the moment", "* Mirror")
    said = [one for one in facts("# Who does what", *page) if "maintained_by" in one]

    assert said == [
        "service Wiki maintained_by person Ada Byron",
        "service DNS maintained_by person Ada Byron",
        "service Forum maintained_by person Bert Berg",
    ]


def test_an_address_in_a_social_network_is_nobody() -> None:
    assert facts(_PAGE, "## Contacts", "* Mastodon: @ferry@social.example") == []
