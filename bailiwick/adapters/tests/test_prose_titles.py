"""What a title names when the section below it speaks of it as of a service or a machine."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import facts, told
from bailiwick.lib.statements import Statement


@pytest.mark.parametrize(
    ("title", "line", "fact"),
    [
        ("Identity", "It runs on heron.", "service Identity runs_on host heron"),
        ("Builds", "The build machinery is run by Ines Okafor.", "service Builds run_by person Ines Okafor"),
        ("Tickets", "Zammad, in use since spring.", ""),
        ("Downloads", "Tarballs are stored at Hetzner.", "service Downloads hosted_by provider Hetzner"),
        ("CI", "Continuous integration is hosted by Hetzner.", "service CI hosted_by provider Hetzner"),
        ("heron", "A root server at Hetzner.", "host heron located_at provider Hetzner"),
        ("Where does the wiki run?", "It lives on heron.", "service wiki runs_on host heron"),
    ],
)
def test_a_title_is_what_its_section_speaks_of(title: str, line: str, fact: str) -> None:
    assert facts(f"Example infrastructure / {title}", line) == ([fact] if fact else [])


@pytest.mark.parametrize(
    "title", ["Getting help", "History", "How we decide", "Sponsors", "Who pays?", "Policies", "The long version"]
)
def test_a_title_that_names_no_one_thing_stays_one(title: str) -> None:
    assert facts(f"Example infrastructure / {title}", "It runs on heron.") == []


def test_another_thing_of_the_same_sort_is_not_what_the_title_names() -> None:
    said = facts("Services / Continuous builds", "Foo works.", "The nightly builds, by contrast, are at Hetzner.")

    assert said == ["service nightly builds hosted_by provider Hetzner"]


def test_which_behind_a_program_speaks_of_what_is_made_of_it() -> None:
    assert facts("Services / Wiki", "It is powered by MediaWiki, which runs on heron.") == [
        "service Wiki uses_software software MediaWiki",
        "service Wiki runs_on host heron",
    ]


def test_a_title_that_joins_two_things_announces_both() -> None:
    said = facts("Example infrastructure / Web and wiki", "It is kept by Tom Reed.", "The wiki is MediaWiki, on heron.")

    assert said == ["service wiki uses_software software MediaWiki", "service wiki runs_on host heron"]


def test_a_paragraph_may_begin_with_what_it_is_about() -> None:
    assert facts("Example infrastructure", "Wiki. Runs on heron. Owner – Ines Roth.") == [
        "service Wiki runs_on host heron",
        "service Wiki owned_by person Ines Roth",
    ]


def test_below_a_title_that_asks_for_help_every_address_is_for_asking() -> None:
    assert facts("Example Foundation / Getting help", "Ring the pager: urgent@example.org.") == [
        "organisation Example Foundation contact_point contact-point urgent@example.org"
    ]
    assert facts("Example Foundation / Getting help", "Do not mail urgent@example.org.") == []


def test_a_list_below_a_machine_says_what_runs_there() -> None:
    assert facts("Servers / heron", "* the forum (Discourse), admin Tom Reed", "* pastebin") == [
        "service forum runs_on host heron",
        "service forum uses_software software Discourse",
        "service forum run_by person Tom Reed",
        "service pastebin runs_on host heron",
    ]


def test_a_team_names_its_people_in_parentheses() -> None:
    assert facts("Example infrastructure", "The web team (Tom Reed, Wu Lan) meets on Mondays.") == [
        "person Tom Reed member_of team web team",
        "person Wu Lan member_of team web team",
    ]


def test_somebody_who_provides_a_thing_is_not_taken_for_a_company() -> None:
    assert facts("Services / Wiki", "It is provided by Tom Reed.") == []
    assert facts("Services / Wiki", "It is provided by Harbour Hosting.") == [
        "service Wiki hosted_by provider Harbour Hosting"
    ]


def test_what_one_asks_about_is_named_before_or_behind() -> None:
    assert facts("Example Foundation / Getting help", "For the wiki, ask Tom Reed.") == [
        "service wiki contact person Tom Reed"
    ]
    assert facts("Services / Mail", "Ask Tom Reed for an account.") == ["service Mail contact person Tom Reed"]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "Wiki (MoinMoin on heron)",
            ["service Wiki runs_on host heron", "service Wiki uses_software software MoinMoin"],
        ),
        ("Forum – kept by Wu Lan", ["service Forum maintained_by person Wu Lan"]),
        ("Mail (owner: Ines Roth)", ["service Mail owned_by person Ines Roth"]),
        ("Blog (Tom Reed)", ["service Blog maintained_by person Tom Reed (inferred by name-in-title)"]),
        ("Webmail (help@example.org)", ["service Webmail contact_point contact-point help@example.org"]),
        ("Mailing lists (retired in 2020)", []),
        ("Wiki (read-only)", []),
    ],
)
def test_what_a_title_says_beside_the_name(title: str, said: list[str]) -> None:
    assert facts(f"Example infrastructure / Services / {title}") == said


@pytest.mark.parametrize(
    ("title", "line", "fact"),
    [
        ("Who runs the wiki?", "Mira Tolland.", "service wiki run_by person Mira Tolland"),
        ("Who looks after the forum?", "The web team.", "service forum maintained_by team web team"),
        ("Where is the forum?", "On a machine called thistle that we rent.", "service forum runs_on host thistle"),
        ("What is the wiki written in?", "MoinMoin.", "service wiki uses_software software MoinMoin"),
        ("Whom do I ask about the wiki?", "Nobody knows it any more.", ""),
        ("Is the wiki fast?", "Ada Byron.", ""),
    ],
)
def test_a_few_words_may_answer_what_a_title_asks(title: str, line: str, fact: str) -> None:
    assert facts(f"Questions / {title}", line) == ([fact] if fact else [])


def test_it_in_a_question_is_what_the_one_before_asked_about() -> None:
    page = read_as(
        "rst", "Questions\n=========\n\nWho runs the wiki?\n    Ada Byron.\n\nAnd where is it?\n    On heron.\n"
    )

    assert [told(one) for one in read(page) if isinstance(one, Statement)] == [
        "service wiki run_by person Ada Byron",
        "service wiki runs_on host heron",
    ]


def test_below_a_providers_name_a_few_words_say_what_it_gives() -> None:
    assert facts("Example Foundation / Sponsors / Lumen", "Free hosting of our forum.") == [
        "service forum hosted_by provider Lumen"
    ]


def test_services_of_a_community_announce_services() -> None:
    said = facts("Services of the Example Foundation / Donation form", "* Hosted by: Twingle")
    assert said == ["service Donation form hosted_by provider Twingle"]


def test_an_address_behind_a_comma_is_the_things_own() -> None:
    line = "Our website, https://www.example.org, runs on web1.example.org. It is maintained by Ada Byron."
    assert facts("Services / Website", line) == [
        "service Website runs_on host web1.example.org",
        "service Website maintained_by person Ada Byron",
    ]


def test_it_is_what_the_sentence_before_was_about_and_not_the_title() -> None:
    page = "Example letter / Odds"

    assert facts(page, "The archive itself moved. It is hosted by Hetzner.") == []
    assert facts(page, "It is hosted by Hetzner.") == ["service Odds hosted_by provider Hetzner"]


@pytest.mark.parametrize(
    "title",
    [
        *("Things that were tried", "What's going to change", "What we would like", "Next year", "Open", "To be done"),
        *(
            "No longer in use",
            "Switched off",
            "Before 2020",
            "Old setup",
            "Rejected",
            "Alternatives",
            "Closed services",
        ),
        *("What we used to have", "Previous providers", "Under discussion", "Migration plan", "Services we gave up"),
    ],
)
def test_below_a_title_that_says_it_was_or_may_be_nothing_is_so(title: str) -> None:
    assert facts(f"Acme infrastructure / {title}", "* Mail runs on heron.", "The forum is hosted by Hetzner.") == []


@pytest.mark.parametrize("title", ["Opening hours", "Changes in 2025", "Not run by us", "Open data portal"])
def test_other_titles_leave_what_is_below_as_it_is(title: str) -> None:
    assert "service forum hosted_by provider Hetzner" in facts(
        f"Acme infrastructure / {title}", "The forum is hosted by Hetzner."
    )


def test_the_number_of_a_section_is_no_part_of_its_name() -> None:
    assert facts("Services / 3.3 Forum", "It runs on heron.") == ["service Forum runs_on host heron"]


def test_the_forum_is_not_the_portal_that_a_title_describes() -> None:
    said = facts("Services / Members' portal", "The forum is hosted by Hetzner. The portal runs on heron.")

    assert said == ["service forum hosted_by provider Hetzner", "service Members' portal runs_on host heron"]
    assert facts("Services / Discussion board", "The forum is hosted by Hetzner.") == [
        "service Discussion board hosted_by provider Hetzner"
    ]


def test_a_page_with_members_is_no_team_and_its_title_may_announce_services() -> None:
    page = ("# Admin wiki: services", "", "Members: Ada, Bert, Wu. Contact: tech@acme.example.", "", "## Lists", "")
    said = [
        told(one)
        for one in read(
            read_as("markdown", "\n".join((*page, "Run by Lumen. List admins are Ada Byron and Bert Berg.")))
        )
        if isinstance(one, Statement) and one.object is not None
    ]

    assert "service Lists run_by person Ada Byron" in said
    assert not [one for one in said if "Admin wiki" in one]
