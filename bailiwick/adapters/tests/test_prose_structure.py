"""What a section, a paragraph, an entry is about, as the page is laid out: titles that order, titles in a line."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import Statement


def said(text: str, dialect: str = "markdown") -> list[str]:
    """The relations that a page says, one a line."""
    return [told(one) for one in read(read_as(dialect, text)) if isinstance(one, Statement) and one.object is not None]


PAGE = "# Ostler infrastructure\n\n"


def test_a_title_that_orders_the_page_announces_what_is_named_below_it() -> None:
    page = f"{PAGE}## By service\n\n### Tea room\n\nA Discourse, on heron.\n\n### Larder\n\nIt runs on crane.\n"

    assert said(page) == [
        "service Tea room runs_on host heron",
        "service Tea room uses_software software Discourse",
        "service Larder runs_on host crane",
    ]


@pytest.mark.parametrize(
    "title", ["By service", "Service by service", "Small ones", "Yearly remarks", "Things that are not ours", "2019"]
)
def test_a_title_that_orders_the_page_is_nothing_itself(title: str) -> None:
    assert said(f"{PAGE}## Machines\n\n### {title}\n\nIt is looked after by Tom Reed.\n") == []


@pytest.mark.parametrize(
    ("title", "house"),
    [
        ("At Harbour Hosting (rented)", "Harbour Hosting"),
        ("With the University of Porthgain", "University of Porthgain"),
        ("Hetzner, Falkenstein", "Hetzner"),
    ],
)
def test_a_title_with_a_preposition_or_a_place_names_the_house_in_it(title: str, house: str) -> None:
    page = f"{PAGE}## {title}\n\n### heron\n\n* 64 GB\n\n### crane\n\n* the wiki (MoinMoin)\n"

    assert said(page) == [
        f"host heron located_at provider {house}",
        f"host crane located_at provider {house}",
        "service wiki runs_on host crane",
        "service wiki uses_software software MoinMoin",
    ]


def test_a_title_with_a_preposition_and_no_name_is_about_nothing() -> None:
    assert said(f"{PAGE}## In the cloud\n\nRun by Tom Reed.\n") == []


def test_titles_that_look_like_names_of_machines_beside_each_other_are_machines() -> None:
    page = "= Ostler Machines =\n\n== heron ==\nA server at Hetzner with 64 GB.\n\n"
    page += "== crane, wren ==\nBuilders lent by Lumen.\n\n== ruff ==\nIt hands out work. It is kept by Tom Reed.\n"

    assert "host ruff maintained_by person Tom Reed" in said(page, "moin")


def test_first_names_beside_each_other_are_people_where_the_text_has_their_surnames() -> None:
    page = f"{PAGE}Tom Reed, Wu Lan and Ines Okafor meet on Mondays.\n\n## Tom\n\nIt runs on heron.\n\n"
    page += "## Wu (by letter)\n\nIt runs on Django.\n"

    assert not [one for one in said(page) if one.startswith(("service Tom", "service Wu"))]


def test_what_a_paragraph_begins_with_in_bold_is_what_it_is_about() -> None:
    page = f"{PAGE}## What there is\n\n**Wiki** (wiki.ostler.example). MoinMoin, on heron. Tom Reed looks after it.\n\n"
    page += "**Lists.** Mailman 3, on crane.\n\nThey are kept by Wu Lan.\n"

    assert said(page) == [
        "service Wiki runs_on host heron",
        "service Wiki uses_software software MoinMoin",
        "service Wiki maintained_by person Tom Reed",
        "service Lists runs_on host crane",
        "service Lists uses_software software Mailman 3",
        "service Lists maintained_by person Wu Lan",
    ]


def test_a_key_in_bold_is_no_title() -> None:
    page = f"{PAGE}## Wiki\n\n**Owner:** Tom Reed\n\n**Hosted by:** Hetzner\n"

    assert said(page) == ["service Wiki owned_by person Tom Reed", "service Wiki hosted_by provider Hetzner"]


def test_a_sentence_that_begins_in_bold_ends_with_its_paragraph() -> None:
    page = f"{PAGE}## What there is\n\n**heron** is a server at Hetzner.\n\n**crane** is one, too.\n\n"
    page += "The wiki runs on heron. It is kept by Tom Reed.\n"

    assert "service wiki maintained_by person Tom Reed" in said(page)


def test_lines_that_each_begin_with_an_address_are_a_list() -> None:
    page = (
        f"{PAGE}## Services\n\nwiki.ostler.example - our MoinMoin instance\nblog.ostler.example - WordPress, on heron\n"
    )

    assert said(page) == [
        "service wiki.ostler.example uses_software software MoinMoin",
        "service blog.ostler.example uses_software software WordPress",
        "service blog.ostler.example runs_on host heron",
    ]


def test_lines_of_names_below_a_team_are_its_members() -> None:
    page = f"{PAGE}The garden team looks after all of it.\n\nThe current team is:\n\nTom Reed (@tom)\nWu Lan (@wulan)\n"

    assert "person Tom Reed member_of team garden team" in said(page)
    assert "person Wu Lan member_of team garden team" in said(page)


def test_what_is_titled_in_somebodys_section_is_theirs_to_keep() -> None:
    page = f"{PAGE}## Tom Reed\n\n* **Seed box.** Nextcloud, on heron. Stand-in: Wu Lan.\n* **Pond**, "
    page += "pond.ostler.example. MoinMoin, on heron too. Served through Fastly.\n\n## Wu Lan\n\nNothing yet.\n"

    assert said(page) == [
        "service Seed box maintained_by person Tom Reed",
        "service Seed box uses_software software Nextcloud",
        "service Seed box runs_on host heron",
        "service Seed box maintained_by person Wu Lan",
        "service Pond maintained_by person Tom Reed",
        "service Pond uses_software software MoinMoin",
        "service Pond runs_on host heron",
        "service Pond fronted_by provider Fastly",
    ]


def test_somebody_is_not_it_and_is_made_of_nothing() -> None:
    page = (
        f"{PAGE}## Tom Reed\n\nIt runs on heron. It is watched by Icinga.\n\n## Wu Lan\n\nPagerDuty, for the nights.\n"
    )

    assert not [one for one in said(page) if one.startswith("person")]


def test_mine_in_somebodys_section_is_theirs() -> None:
    page = (
        "= Ostler round =\n\nTom Reed and Wu Lan were there.\n\n== Tom ==\n{{{\npond.ostler.example - MoinMoin. Mine.\n"
    )
    page += "hedge.ostler.example - on heron,\n      since the flood\n}}}\n\n== Wu ==\nNothing.\n"

    assert said(page, "moin") == [
        "service pond.ostler.example uses_software software MoinMoin",
        "service pond.ostler.example maintained_by person Tom Reed",
        "service hedge.ostler.example runs_on host heron",
    ]


def test_an_address_at_the_head_of_an_entry_below_a_machine_is_there() -> None:
    page = f"{PAGE}## Machines\n\n### heron\n\n* lists.ostler.example (Mailman 3 and Exim). Run by Tom Reed.\n"
    page += "* git.ostler.example with cgit.\n* old.ostler.example, not any more\n\n### crane\n\n* 8 GB\n"

    assert said(page) == [
        "service lists.ostler.example runs_on host heron",
        "service lists.ostler.example uses_software software Mailman 3",
        "service lists.ostler.example uses_software software Exim",
        "service lists.ostler.example run_by person Tom Reed",
        "service git.ostler.example runs_on host heron",
        "service git.ostler.example uses_software software cgit",
    ]


def test_a_machine_and_what_it_is_for_in_one_entry() -> None:
    page = f"{PAGE}## Harbour Coop\n\nWe have there:\n\n* heron, a physical server, with pond.ostler.example. "
    page += "Tom Reed looks after it.\n\n## Hetzner\n\nNothing.\n"

    assert said(page) == [
        "host heron located_at provider Harbour Coop",
        "service pond.ostler.example runs_on host heron",
        "service pond.ostler.example maintained_by person Tom Reed",
    ]


@pytest.mark.parametrize(
    "title", ["And the forum?", "What about the forum?", "Is there a forum?", "Where is the forum?"]
)
def test_a_question_is_about_what_it_asks_for(title: str) -> None:
    assert said(f"{PAGE}## {title}\n\nIt runs on heron.\n") == ["service forum runs_on host heron"]


def test_what_a_paragraph_begins_with_is_its_topic_to_the_end() -> None:
    page = f"{PAGE}## Community\n\n* The **forum** is told of in one line: Discourse runs it and we pay. "
    page += "Its moderators are Tom Reed and Wu Lan.\n* Ravens.\n"

    assert "service forum run_by person Tom Reed" in said(page)
    assert not [one for one in said(page) if one.startswith("organisation")]


def test_both_below_a_title_of_two_are_these() -> None:
    page = f"{PAGE}## What there is\n\n**Main site and blog** (www.ostler.example, blog.ostler.example). "
    page += "Both are made with Hugo.\n\n**Lists.** On heron.\n"

    assert said(page)[:2] == [
        "service Main site uses_software software Hugo",
        "service blog uses_software software Hugo",
    ]


def test_both_in_a_houses_section_are_the_two_machines_it_has_named() -> None:
    page = (
        f"{PAGE}## Hetzner\n\nTwo servers, `heron` and `crane`. The wiki is on heron. Both are set up with Ansible.\n"
    )

    assert {"host heron configured_with software Ansible", "host crane configured_with software Ansible"} <= {
        *said(page)
    }


def test_a_title_with_an_address_of_the_network_is_a_machine() -> None:
    page = f"{PAGE}## two.ostler.example (192.0.2.8)\n\n**admin:** Tom Reed\n\n## Shelf\n\nNothing.\n"

    assert said(page) == ["host two.ostler.example run_by person Tom Reed"]


def test_a_question_may_say_where_the_entries_below_it_are() -> None:
    page = f"{PAGE}The wiki is on a VM called `heron`.\n\n## What else is on heron?\n\n"
    page += "* planet.ostler.example (ask Tom Reed)\n"

    assert "service planet.ostler.example runs_on host heron" in said(page)


def test_a_title_of_two_houses_names_both() -> None:
    page = f"{PAGE}## Gandi and deSEC\n\nRegistrar and DNS.\n\n## Lumen and Fastly\n\nNothing.\n"

    assert not [one for one in said(page) if "Gandi and deSEC" in one]


def test_what_one_keeps_is_it_in_their_section() -> None:
    page = f"{PAGE}Tom Reed and Wu Lan do it all.\n\n## Tom\n\nThe pond, `pond.ostler.example`, is his. It's a Django "
    page += "application; the code is in [ostler/pond](https://github.com/ostler/pond).\n\n## Wu\n\nNothing.\n"

    assert "service pond.ostler.example uses_software software Django" in said(page)
    assert "service pond.ostler.example source_repo repository ostler/pond" in said(page)
    assert not [one for one in said(page) if one.startswith("service code")]


def test_what_depends_on_it_is_not_what_it_is_made_of() -> None:
    page = f"{PAGE}## Services\n\n### Login\n\nGitLab, Discourse and the wiki depend on it: nobody gets in without.\n"

    assert not [one for one in said(page) if one.startswith("service Login uses_software")]


def test_mail_for_the_group_is_no_team() -> None:
    assert not [one for one in said(f"{PAGE}Mail for the group: all@ostler.example.\n") if one.startswith("team Mail")]


def test_the_machines_are_not_the_one_that_was_named_last() -> None:
    page = f"{PAGE}## Where things are\n\nThe wiki is on heron, a VM at Hetzner.\n\n"
    page += "The virtual machines are set up with Ansible.\n"

    assert not [one for one in said(page) if one.startswith("host heron configured_with")]
