"""Who keeps what, as lists of accounts and crews have it: keys before lists, holders, the account, single names."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.markdown import read as read_markdown
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import facts, told
from bailiwick.lib.statements import Statement

_BESIDE = ("mail =", "url =")


def said(*lines: str) -> list[str]:
    """What a page of Markdown says below the title of the community."""
    page = read_markdown("\n".join(("# Harbour infrastructure", "", *lines)))
    told_there = [told(one) for one in read(page) if isinstance(one, Statement)]
    return [one for one in told_there if not any(word in one for word in _BESIDE)]


def test_a_key_before_a_list_of_people_is_of_what_the_section_is_about() -> None:
    people = ("- Ada Byron", "- Bert Berg (bert@example.org)")
    keepers = [
        "service Wiki run_by person Ada Byron",
        "service Wiki run_by person Bert Berg",
        "person Bert Berg contact_point contact-point bert@example.org",
    ]

    assert said("## Wiki", "", "Admins:", "", *people) == keepers
    assert said("## Wiki", "", "- Admins:", *("  " + one for one in people)) == keepers
    assert said("## Wiki", "", "Further operators:", "", *people) == keepers


def test_a_key_before_a_list_of_people_below_a_short_title_is_of_what_the_title_calls_them() -> None:
    assert said("## IRC", "", "Operators:", "", "- Ada Byron", "- Bert Berg") == [
        "service IRC run_by person Ada Byron",
        "service IRC run_by person Bert Berg",
    ]
    assert said("## Domains", "", "owner: @ada @bert") == [
        "service Domains owned_by person ada",
        "service Domains owned_by person bert",
    ]


def test_a_key_before_a_list_of_other_things_keeps_nothing() -> None:
    assert said("## Wiki", "", "Admins:", "", "- can delete pages", "- see the audit log") == []


@pytest.mark.parametrize(
    ("line", "keeper"),
    [
        ("- Channel owner: Ines Okafor", "owned_by person Ines Okafor"),
        ("- Technical admin: Ines Okafor", "run_by person Ines Okafor"),
        ("Content: Ines Okafor", "maintained_by person Ines Okafor"),
        ("Access: @ines and @tom", "run_by person ines"),
    ],
)
def test_a_key_with_a_noun_for_anything_before_it_is_the_sections(line: str, keeper: str) -> None:
    assert f"service Forum {keeper}" in said("## Forum", "", line)


def test_who_keeps_a_well_known_provider_keeps_the_account_there() -> None:
    assert said("## Fastmail", "", "owner: Ines Okafor") == ["service Fastmail owned_by person Ines Okafor"]
    assert said("## Mail", "", "Ines Okafor administers the Fastmail account.") == [
        "service Fastmail run_by person Ines Okafor"
    ]


@pytest.mark.parametrize(
    ("line", "keeper"),
    [
        ("The account is controlled by Ines Okafor, who pays for it.", "run_by person Ines Okafor"),
        ("Ines Okafor controls the account.", "run_by person Ines Okafor"),
        ("Ines Okafor holds the administrator's account.", "run_by person Ines Okafor"),
        ("Moderation by Ines Okafor.", "maintained_by person Ines Okafor"),
        ("New sign-ups are handled by Ines Okafor.", "run_by person Ines Okafor"),
        ("It moved to Codeberg. Owners of the organisation there are Ines and Tom.", "owned_by person Tom"),
    ],
)
def test_whoever_has_the_account_keeps_what_is_spoken_of(line: str, keeper: str) -> None:
    assert f"service Lists {keeper}" in said("## Services", "", "### Lists", "", line)


@pytest.mark.parametrize(
    "line",
    [
        "If you need an account, the form is on the first page.",
        "Its accounts are handled by a program.",
        "The account was controlled by Tom Reed until 2019.",
        "The form has been translated by Ines Okafor.",
    ],
)
def test_what_only_speaks_of_accounts_keeps_nothing(line: str) -> None:
    assert said("## Services", "", "### Lists", "", line) == []


ACCOUNTS = (
    "- domains: harbour.example, pier.example registered through Gandi to Luz",
    "- Mastodon: @harbour@social.example registered to Luz",
    "- SourceForge: harbour project with admins Alex, Luz",
    "- Open Collective: harbour project with Luz and Alex as admins",
    "- file backup server: Hetzner Storage Box, managed by Luz",
    "- Discord: https://discord.example/abc owned by Luz, admins Luz and Alex",
)


def test_a_list_of_accounts_says_who_holds_each() -> None:
    assert sorted(said(*ACCOUNTS)) == sorted([
        "domain harbour.example registrar provider Gandi",
        "domain pier.example registrar provider Gandi",
        "domain harbour.example owned_by person Luz",
        "domain pier.example owned_by person Luz",
        "service Mastodon owned_by person Luz",
        "service SourceForge run_by person Alex",
        "service SourceForge run_by person Luz",
        "service Open Collective run_by person Luz",
        "service Open Collective run_by person Alex",
        "service file backup server hosted_by provider Hetzner Storage Box (form=server)",
        "service file backup server run_by person Luz",
        "service Discord owned_by person Luz",
        "service Discord run_by person Luz",
        "service Discord run_by person Alex",
    ])  # fmt: skip


def test_whoever_registered_a_domain_once_need_not_have_it() -> None:
    under = "Domains / harbour.example"

    assert facts(under, "It is registered by @ino through netcup.de.") == [
        "domain harbour.example owned_by person ino",
        "domain harbour.example registrar provider netcup",
    ]
    assert facts(under, "It was registered by Ines Okafor in 2004.") == []


def test_a_sentence_before_a_list_says_it_of_each_entry() -> None:
    domains = ("", "- harbour.example", "- pier.example")

    assert said("## Domains", "", "Managed by Ines Okafor.", *domains) == [
        "domain harbour.example run_by person Ines Okafor",
        "domain pier.example run_by person Ines Okafor",
    ]
    assert said("## Names", "", "These are the domains, which are paid by Harbour Works, Inc.", *domains) == [
        "domain harbour.example funded_by organisation Harbour Works Inc.",
        "domain pier.example funded_by organisation Harbour Works Inc.",
    ]
    assert said("## Names", "", "These are the domains that we will give up.", *domains) == []


def test_it_consists_of_whoever_the_team_before_it_has() -> None:
    assert said(
        "## People", "", "The build team is small. At present it consists of Ada Byron, Bert Berg and Wu Lan.",
        "The team can be reached at build@example.org and on #build (OFTC).",
    ) == [
        "person Ada Byron member_of team build team",
        "person Bert Berg member_of team build team",
        "person Wu Lan member_of team build team",
        "team build team contact_point contact-point build@example.org",
        "team build team contact_point contact-point #build (intent=discussion)",
        "contact-point #build on_network provider OFTC",
    ]  # fmt: skip


def test_people_below_the_name_of_a_crew_are_in_it_unless_they_have_left() -> None:
    people = ("- Ada Byron (mail)", "- Bert Berg (disks)", "- Wu Lan (network), emeritus")

    assert said("## harbour-admin", "", "The machines are run by *harbour-admin*:", "", *people) == [
        "person Ada Byron member_of team harbour-admin (role=mail)",
        "person Bert Berg member_of team harbour-admin (role=disks)",
    ]


def test_a_given_name_alone_is_somebody_and_so_are_those_beside_it() -> None:
    others = "Ada Byron, Wu Lan and Carla Reed wrote this page."

    assert facts("Services / Wiki", "It is run by Philip, Ebb and Warro.", others) == [
        "service Wiki run_by person Philip",
        "service Wiki run_by person Ebb",
        "service Wiki run_by person Warro",
    ]
    assert facts("Services / Wiki", "It is run by Bluepine.", others) == ["service Wiki run_by organisation Bluepine"]


@pytest.mark.parametrize(
    ("line", "keeper"),
    [
        ("Home-grown PHP by Ada Byron, who is still the one to ask.", "contact person Ada Byron"),
        ("The bugmasters are Ada Byron and Wu Lan.", "run_by person Wu Lan"),
        ("Problems with it are read by Ada Byron.", "contact person Ada Byron"),
        (
            "Questions about the content are better put to data@example.org.",
            "contact_point contact-point data@example.org",
        ),
    ],
)
def test_whom_one_asks_is_said_in_many_ways(line: str, keeper: str) -> None:
    assert facts("Services / Wiki", line) == [
        f"service Wiki {one}" for one in ([keeper] if "Lan" not in keeper else ["run_by person Ada Byron", keeper])
    ]


def test_who_chairs_a_committee_is_in_it_and_so_are_its_other_members() -> None:
    said = facts(
        "The systems committee", "Ada Byron chairs the committee.", "Its other members are Wu Lan and Bo Reed."
    )

    assert said == [
        "team systems committee run_by person Ada Byron",
        "person Ada Byron member_of team systems committee (role=chair)",
        "person Wu Lan member_of team systems committee",
        "person Bo Reed member_of team systems committee",
    ]


def test_a_team_has_the_address_behind_its_name_and_whoever_belongs_to_it() -> None:
    line = "The build team (build@example.org) meets on Mondays. Besides the lead, Ada Byron and Wu Lan belong to it."

    assert facts("Services / Builds", line) == [
        "team build team contact_point contact-point build@example.org",
        "person Ada Byron member_of team build team",
        "person Wu Lan member_of team build team",
    ]


def test_whoever_comes_is_no_team() -> None:
    assert facts("Services / Chat", "Developers meet in #dev on OFTC.") == [
        "service Chat contact_point contact-point #dev (intent=discussion)",
        "contact-point #dev on_network provider OFTC",
    ]


def test_an_organisation_operates_a_program_and_is_not_made_of_it() -> None:
    assert facts("Services", "The resolver is N2T, which the Harbour Library Foundation operates.") == [
        "service N2T run_by organisation Harbour Library Foundation"
    ]


def test_this_wiki_as_a_title_is_the_wiki() -> None:
    assert facts("Services / This wiki", "Ada Byron keeps it alive.") == ["service wiki maintained_by person Ada Byron"]


def test_who_keeps_a_name_or_its_zone_keeps_the_domain_that_the_titles_name() -> None:
    under = "Harbour infrastructure / pier.example / Domain name"

    assert facts(under, "Ines Okafor controls the domain name (using Hover) and handles renewing it.") == [
        "service pier.example run_by person Ines Okafor"
    ]
    assert facts(under, "The DNS records are managed by Ines Okafor.") == [
        "service pier.example run_by person Ines Okafor"
    ]


def test_who_keeps_the_domains_of_a_community_does_not_keep_the_community() -> None:
    assert facts("Harbour infrastructure / People", "Ines Okafor manages the domains.") == [
        "service domains run_by person Ines Okafor"
    ]


def test_somebody_may_be_named_by_a_role_at_the_end_or_by_a_page_at_a_forge() -> None:
    assert facts("Services / Logs", "They are on heron, with Ada Byron as a point of contact.") == [
        "service Logs runs_on host heron",
        "service Logs contact person Ada Byron",
    ]
    assert facts("Services / Logs", "It is maintained by https://github.com/adab.") == [
        "service Logs maintained_by person adab"
    ]


def test_that_one_is_what_was_spoken_of_last() -> None:
    said = facts("Services / Sites", "The pier site is on a server at OVH. Ada Byron takes care of that one.")
    assert said[-1] == "service pier site maintained_by person Ada Byron"


def test_a_list_of_organisations_has_no_members_and_a_title_access_no_keepers() -> None:
    lead = "The staff of the following organizations have had administrative roles:"
    assert (
        said("## Access", "", lead, "", "- [Open Pier](https://pier.example) (OP)", "- [Datalab](https://lab.example)")
        == []
    )


def test_people_whose_names_are_titles_below_ownership_own_what_their_lists_name() -> None:
    assert said(
        "## 'Ownership'", "", "### KayNine", "", "- Gandi", "- GitHub org", "", "### Ada Byron", "", "- Discord"
    ) == [
        "service Gandi owned_by person KayNine",
        "service GitHub org owned_by person KayNine",
        "service Discord owned_by person Ada Byron",
    ]


def test_things_whose_names_are_titles_below_ownership_own_nothing() -> None:
    assert (
        said("## Ownership", "", "### Website", "", "- static pages", "", "### Packages", "", "- nightly builds") == []
    )


def test_a_title_admins_below_a_service_lists_its_admins() -> None:
    assert said("## Wiki", "", "### Admins", "", "- Ada Byron (mail)", "- Bert Berg") == [
        "service Wiki run_by person Ada Byron",
        "service Wiki run_by person Bert Berg",
    ]


def test_an_address_behind_the_words_of_a_link_is_how_to_reach_them() -> None:
    assert said("## Wiki", "", "If it breaks, please write to [the admins](mailto:wiki@pier.example).") == [
        "service Wiki contact_point contact-point wiki@pier.example"
    ]
    assert said("## Contact", "", "Talk to us via [email](mailto:us@pier.example).") == [
        "organisation Harbour contact_point contact-point us@pier.example"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "- committee@pier.example: directly email the committee",
        "- [pier mailing list](https://lists.example/pier): public discussions about the committee and the site",
        "- [GitHub](https://github.com/pier): issues, suggestions and pull requests",
        "- Email or IRC Github",
    ],
)
def test_what_one_writes_about_is_neither_a_team_nor_somebody(line: str) -> None:
    assert not [one for one in said("## Contact", "", line) if " team " in one or " person " in one]


def test_nobody_sponsors_themselves() -> None:
    assert said("## Fastly", "", "Thanks to Fastly for the traffic.") == []


def test_operators_of_what_has_no_clear_name_are_no_team() -> None:
    below = ("  - Provider: Hetzner", "  - Operators: Ada Byron, Wu Lan", "  - Link: https://pier.example")
    assert said("- Cloud server `5.75.2.1`, `2a01::/64`", *below) == []
    assert said("- Cloud server `5.75.2.1`, `2a01::/64` (DNS `pier.example`)", *below) == [
        "host pier.example located_at provider Hetzner",
        "host pier.example run_by person Ada Byron",
        "host pier.example run_by person Wu Lan",
    ]


def test_keys_below_a_teams_name_and_address_are_the_teams() -> None:
    keys = ("- Service desk: desk@pier.example", "- Urgent: pager@pier.example (wakes people; be sure)")

    assert said("## Who is who", "", *keys, "- Lead: Ada Byron") == [
        "team Service desk contact_point contact-point desk@pier.example",
        "team Service desk contact_point contact-point pager@pier.example (intent=urgent)",
        "person Ada Byron member_of team Service desk (role=lead)",
        "team Service desk run_by person Ada Byron",
    ]
    assert said("## Web team", "", "- Members: Ada Byron, Wu Lan") == [
        "person Ada Byron member_of team Web team",
        "person Wu Lan member_of team Web team",
    ]


def test_who_reads_an_address_is_asked() -> None:
    assert facts("People", "Trouble goes to lists@pier.example, which Ada Byron reads.")[-1] == (
        "contact-point lists@pier.example contact person Ada Byron"
    )


def test_nobody_is_asked_about_everything_in_the_middle_of_a_section() -> None:
    assert (
        facts(
            "Harbour infrastructure / For members",
            "Stations upload into a share. When it is full nobody can scan. Ada Byron is the one to ask.",
        )
        == []
    )


def test_passwords_of_several_firms_are_of_no_one_of_them_and_machines_are_no_domains() -> None:
    assert not [
        one
        for one in facts(
            "Names", "Gandi is our registrar, and Cloudflare serves our DNS. Ada Byron and Wu Lan have the passwords."
        )
        if " person " in one
    ]
    assert facts("Harbour infrastructure / Owners", "Servers and domains belong to the Pier Society.") == []
