"""Terse pages: names that stand elsewhere, teams without a word for one, entries with several notes behind a colon."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import told
from bailiwick.lib.statements import Statement

_BESIDE = frozenset({"purpose", "url", "mail", "distribution"})
_WHO = "The usual suspects: Vera Roth (@vroth), Tom Reed (@treed) and Ines Valk (@ines)."


def facts(*lines: str) -> list[str]:
    """What a page of Ferry's says, without attributes that stand beside."""
    said = read(read_as("markdown", "\n".join(["# Ferry infrastructure", "", _WHO, "", *lines])))
    return [told(one) for one in said if isinstance(one, Statement) and one.predicate not in _BESIDE]


@pytest.mark.parametrize(
    ("crowd", "team"),
    [
        ("The machines are looked after by the Lamplighters, a loose bunch of volunteers.", "Lamplighters"),
        ("Bilge, our sysadmin team, keeps the machines.", "Bilge"),
        ("The machines are kept by our admin team, the Moles.", "Moles"),
        ("Wardens is our operations team. It maintains the machines.", "Wardens"),
    ],
)
def test_a_team_may_have_a_name_that_does_not_say_so(crowd: str, team: str) -> None:
    said = facts("## Who we are", "", f"{crowd} At the moment these are:", "", "- Vera Roth", "- Tom Reed (on leave)")

    assert f"person Vera Roth member_of team {team}" in said
    assert any(one.startswith(f"person Tom Reed member_of team {team}") for one in said)
    assert not any(f"person {team}" in one or f"organisation {team}" in one for one in said)


@pytest.mark.parametrize(
    "crowd",
    [
        "Vera, our sysadmin team lead, keeps the machines.",
        "Hetzner, our hosting team there, is quick.",
        "The machines stand at the Docks, a building of the harbour.",
        "There is the Mondays, a thing nobody knows.",
        "We thank the Moles.",
    ],
)
def test_not_every_name_is_a_teams(crowd: str) -> None:
    said = facts("## Who we are", "", f"{crowd} At the moment these are:", "", "- Vera Roth", "- Tom Reed (on leave)")

    assert not any("team" in one for one in said)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            "wiki: https://wiki.ferry.example; MoinMoin; on heron; kept by Vera",
            ["uses_software software MoinMoin", "runs_on host heron", "maintained_by person Vera Roth"],
        ),
        (
            "map tiles: OpenResty on heron; behind Fastly; maintainers: Tom and @ines",
            [
                "runs_on host heron",
                "uses_software software OpenResty",
                "fronted_by provider Fastly",
                "maintained_by person Tom Reed",
                "maintained_by person Ines Valk",
            ],
        ),
        (
            "chat: #ferry on OFTC; admins: Vera",
            ["contact_point contact-point #ferry (intent=discussion)", "run_by person Vera Roth"],
        ),
        (
            "newsletter: Buttondown; written by Ines",
            ["hosted_by provider Buttondown", "maintained_by person Ines Valk"],
        ),
        (
            "pastebin: PrivateBin; source in [ferry/paste](https://codeberg.org/ferry/paste)",
            ["uses_software software PrivateBin", "source_repo repository ferry/paste"],
        ),
        (
            "shop: Pretix; bugs go to [the tracker](https://codeberg.org/ferry/shop/issues)",
            ["uses_software software Pretix", "tracker tracker ferry/shop issues"],
        ),
        ("builds: Jenkins; signing key: Vera", ["uses_software software Jenkins", "maintained_by person Vera Roth"]),
        (
            "store page: owner account is Tom's; releases: Ines",
            ["maintained_by person Tom Reed", "maintained_by person Ines Valk"],
        ),
        ("errors: Sentry, sponsored plan; only Tom has the login", ["maintained_by person Tom Reed"]),
        ("toots: password with Vera; on Hetzner", ["maintained_by person Vera Roth", "hosted_by provider Hetzner"]),
    ],
)
def test_an_entry_with_several_notes_is_about_what_stands_before_the_colon(entry: str, said: list[str]) -> None:
    name = entry.partition(":")[0]
    other = "- blog: Hugo; on heron"
    found = facts("## Services", "", f"- {entry}", other, other.replace("blog", "planet"))

    mine = [one.removeprefix(f"service {name} ") for one in found if one.startswith(f"service {name} ")]
    assert [one for one in mine if one in said] == said
    assert len(mine) == len([one for one in mine if one in said]) or "errors" in entry


@pytest.mark.parametrize(
    "entry",
    [
        "wiki: none yet; founder: Vera",
        "wiki: closed; thanks to: Tom",
        "wiki: gone; former admin: Ines",
        "wiki: logo: Vera; nothing else",
        "wiki: since March; until then: Tom",
        "please note: ask before reboots; Vera knows",
    ],
)
def test_whoever_stands_behind_a_key_does_not_always_keep_it(entry: str) -> None:
    other = "- blog: Hugo; on heron"
    found = facts("## Services", "", f"- {entry}", other, other.replace("blog", "planet"))

    assert not any("maintained_by" in one or "run_by" in one or "owned_by" in one for one in found)


def test_a_list_of_keys_is_still_about_the_section() -> None:
    assert facts("## Wiki", "", "- Software: MoinMoin", "- Host: heron", "- Admins: Vera; Tom in summer") == [
        "service Wiki uses_software software MoinMoin",
        "service Wiki runs_on host heron",
        "service Wiki run_by person Vera Roth",
    ]


def test_what_watches_what_stands_behind_the_name_of_watching() -> None:
    notes = (
        "- uptime checks: Pingdom for wiki and blog; account: Vera",
        "- wiki: MoinMoin; on heron",
        "- blog: Hugo; on heron",
    )
    found = facts("## Services", "", *notes)

    assert "service wiki monitored_by provider Pingdom" in found
    assert "service blog monitored_by provider Pingdom" in found


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Write to help@ferry.example, which is read by Vera only.", ["help@ferry.example contact person Vera Roth"]),
        (
            "Abuse reports go to abuse@ferry.example, which reaches Tom and Ines.",
            ["abuse@ferry.example contact person Tom Reed"],
        ),
        ("Security reports go to sec@ferry.example; it is read by robots.", []),
        ("Write to help@ferry.example, which reaches nobody.", []),
        ("Write to help@ferry.example, or ask Vera, who is read by many.", []),
    ],
)
def test_who_reads_an_address(sentence: str, said: list[str]) -> None:
    found = [one for one in facts("## Help", "", sentence) if one.startswith("contact-point") and "person" in one]

    assert all(f"contact-point {one}" in found for one in said)
    assert bool(found) == bool(said)


def test_whoever_stands_in_answers_for_the_same() -> None:
    found = facts("## Services", "", "### Mail", "", "Vera is responsible for it, and Tom stands in when she travels.")

    assert "service Mail maintained_by person Tom Reed (role=deputy)" in found


@pytest.mark.parametrize(
    "sentence", ["Vera runs it. Tom would stand in.", "Vera runs it. A robot stands in the corner."]
)
def test_not_everybody_who_stands_somewhere_stands_in(sentence: str) -> None:
    assert not any("deputy" in one for one in facts("## Services", "", "### Mail", "", sentence))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Fastly is the CDN for files.ferry.example.", "service files.ferry.example fronted_by provider Fastly"),
        ("Porkbun is our registrar for all domains.", "organisation Ferry registrar provider Porkbun"),
        ("Fastly was the CDN for files.ferry.example.", ""),
        ("Fastly is a CDN for everybody.", ""),
        ("The CDN is the bottleneck for files.ferry.example.", ""),
    ],
)
def test_what_something_is_of_another_by_its_noun(sentence: str, said: str) -> None:
    found = facts("## Notes", "", sentence)

    assert said in found if said else not [one for one in found if "Fastly" in one]


def test_a_description_behind_a_name_is_of_what_bears_it() -> None:
    entry = (
        "- **cla.ferry.example** – A little Rails application, deployed to Heroku. It depends on jira.ferry.example."
    )
    found = facts("## Services", "", entry, "- **id.ferry.example** – Keycloak. GitLab and Zulip use it for logins.")

    assert "service cla.ferry.example hosted_by provider Heroku" in found
    assert "service cla.ferry.example depends_on service jira.ferry.example" in found
    assert "service GitLab depends_on service id.ferry.example" in found
    assert not any("id.ferry.example uses_software software GitLab" in one for one in found)


def test_what_stands_behind_the_name_of_what_a_machine_runs() -> None:
    entry = "- **www.ferry.example** – plain HTML, built with Hugo. Maintainer: Vera."
    found = facts("## heron", "", "heron is a VM at Hetzner. All of this runs there:", "", entry)

    assert found[-3:] == [
        "service www.ferry.example runs_on host heron",
        "service www.ferry.example uses_software software Hugo",
        "service www.ferry.example maintained_by person Vera Roth",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Alarms end up in #ferry-noise.",
        "Builds are posted in #ferry-noise.",
        "Apart from the lists, it carries the blog.",
        "Releases are uploaded to files.ferry.example.",
        "The Polytechnic also carries a full mirror.",
    ],
)
def test_what_only_looks_like_a_relation(sentence: str) -> None:
    found = facts("## Services", "", "### Downloads", "", sentence)

    assert not any(word in one for one in found for word in ("#ferry-noise", "Apart", "host files", "full mirror"))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "Vera looks after it, along with Tom.",
            ["maintained_by person Vera Roth", "maintained_by person Tom Reed"],
        ),
        ("It is not run by us but by Lumen Hosting.", ["run_by organisation Lumen Hosting"]),
        ("It is not on heron but on crane.", ["runs_on host crane"]),
        ("It is not run by us.", []),
        ("It does not run on heron, but we tried.", []),
        ("Vera walks along with Tom.", []),
    ],
)
def test_along_with_whom_and_not_by_one_but_by_another(sentence: str, said: list[str]) -> None:
    found = facts("## Services", "", "### Forum", "", sentence)

    assert [one.removeprefix("service Forum ") for one in found if one.startswith("service Forum")] == said


def test_services_are_called_by_the_first_part_of_their_address() -> None:
    entries = [f"- **{name}.ferry.example** – kept by Vera" for name in ("www", "wiki")]
    found = facts("## Watching", "", "www and wiki are watched by Pingdom.", "", "## Services", "", *entries)

    assert "service www.ferry.example monitored_by provider Pingdom" in found
    assert "service wiki.ferry.example monitored_by provider Pingdom" in found


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ["## News", "", "stats.ferry.example: a Matomo on heron. Bert was against it. Vera Roth looks after it."],
            [
                "service stats.ferry.example runs_on host heron",
                "service stats.ferry.example uses_software software Matomo",
                "service stats.ferry.example maintained_by person Vera Roth",
            ],
        ),
        (
            [
                "## Wiki",
                "",
                "- address: https://wiki.ferry.example",
                "- what: MediaWiki, hosted by Miraheze",
                "- who: Vera Roth",
            ],
            [
                "service Wiki uses_software software MediaWiki",
                "service Wiki hosted_by provider Miraheze",
                "service Wiki maintained_by person Vera Roth",
            ],
        ),
        (
            [
                "## Helpers",
                "",
                "- **Osprey** posts new pages. It runs on heron.",
                "- **Gannet** does the rest. Lives on Fly.io.",
            ],
            ["service Osprey runs_on host heron", "service Gannet hosted_by provider Fly.io"],
        ),
    ],
)
def test_what_stands_first_is_what_the_rest_is_said_of(lines: list[str], said: list[str]) -> None:
    assert facts(*lines) == said


def test_a_body_behind_the_name_of_a_member_is_where_they_belong() -> None:
    said = facts(
        "## Board",
        "",
        "The board has the following members:",
        "",
        "- Vera Roth, Lindvik Computing Centre (chair)",
        "- Tom Reed, University of Gavia",
        "- Ines Valk, independent",
    )

    assert [one for one in said if "organisation" in one and "Ferry" not in one] == [
        "person Vera Roth member_of organisation Lindvik Computing Centre",
        "person Tom Reed member_of organisation University of Gavia",
    ]


def test_what_the_page_has_by_a_name_is_taken_wherever_it_is_listed() -> None:
    said = facts(
        "## Services",
        "",
        "| Service | Runs on |",
        "|---|---|",
        "| Seed database | heron |",
        "| Call for papers | crane |",
        "",
        "## Watching",
        "",
        "Icinga watches heron, the seed database and crane.",
    )

    assert said[2:] == [
        "host heron monitored_by software Icinga",
        "service Seed database monitored_by software Icinga",
        "host crane monitored_by software Icinga",
    ]
    assert said[1] == "service Call for papers runs_on host crane"


def test_an_address_behind_somebody_or_alone_where_a_team_is_spoken_of_is_theirs() -> None:
    assert facts("## Treasurer", "", "Tom Reed, tom@ferry.example")[-1:] == [
        "person Tom Reed contact_point contact-point tom@ferry.example"
    ]
    assert facts("## Web team", "", "Vera Roth and Tom Reed. web@ferry.example")[-1:] == [
        "team Web team contact_point contact-point web@ferry.example"
    ]
