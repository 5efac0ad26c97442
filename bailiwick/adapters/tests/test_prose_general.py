"""Sentences that no pattern understands say what the kinds of the things in them allow, and no more."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose import markdown
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.tests.prose import facts, told
from bailiwick.lib.statements import Statement

PAGE = "Infrastructure of Harbour"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Crash reports are received by a VM at Hetzner.", ["service Crash reports hosted_by provider Hetzner"]),
        ("Nightly tarballs end up on Backblaze.", ["service Nightly tarballs hosted_by provider Backblaze"]),
        ("The calendar remains at Fastmail.", ["service calendar hosted_by provider Fastmail"]),
        ("The newsletter goes out through Mailgun.", ["service newsletter hosted_by provider Mailgun"]),
        ("There is Varnish in front of the wiki.", ["service wiki uses_software software Varnish"]),
        ("In front of the forum there is HAProxy.", ["service forum uses_software software HAProxy"]),
        (
            "The list users@freelists.org is carried by FreeLists.",
            ["contact-point users@freelists.org hosted_by provider FreeLists"],
        ),
        (
            "Redis sits on merlin, a VM at OVH.",
            ["service Redis runs_on host merlin", "host merlin located_at provider OVH"],
        ),
        (
            "The wiki has a VM of its own called osprey at Linode.",
            ["host osprey located_at provider Linode", "service wiki runs_on host osprey"],
        ),
    ],
)  # fmt: skip
def test_the_ends_of_a_clause_tell_what_it_says(sentence: str, said: list[str]) -> None:
    assert sorted(facts(PAGE, sentence)) == sorted(said)


@pytest.mark.parametrize(
    "sentence",
    [
        "Invoices go to Fastmail.",
        "The blog could be moved to Netlify.",
        "The website is often confused with GitHub.",
        "The rest of the sites are at OVH.",
        "Users can log in with GitHub.",
        "The forum is similar to Discourse.",
        "The mail server rejects mail from AWS.",
        "Crash reports were received by a VM at Hetzner.",
        "Crash reports are not received at Hetzner.",
        "Crash reports are received at Hetzner if the office is down.",
        "Patches are reviewed on Gerrit.",
        "Releases are announced on Mastodon.",
        "The repository is mirrored to GitHub.",
        "Pictures will be stored at Backblaze.",
        "The status page lists outages at Cloudflare.",
    ],
)
def test_what_is_not_asserted_or_not_clear_says_nothing(sentence: str) -> None:
    assert facts(PAGE, sentence) == []


def test_the_former_the_latter_and_both_are_the_two_that_were_named() -> None:
    said = facts(
        PAGE,
        "We have two servers at OVH, called kite and merlin. The former runs Mailman, the latter Bugzilla. "
        "Both are administered by Ada Byron.",
    )

    assert said[-4:] == [
        "host kite uses_software software Mailman",
        "host merlin uses_software software Bugzilla",
        "host kite run_by person Ada Byron",
        "host merlin run_by person Ada Byron",
    ]


def test_both_is_nobody_where_three_were_named() -> None:
    said = facts(PAGE, "Our servers are called kite, merlin and osprey. Both are administered by Ada Byron.")

    assert not [line for line in said if "Ada Byron" in line]


def test_machines_that_are_called_over_below_a_provider_stand_there() -> None:
    page = "# Providers\n\n## Lumen Hosting\n\nGives us droplets. Those are *kite*, *merlin* and *osprey*.\n"
    said = [told(one) for one in read(markdown.read(page)) if isinstance(one, Statement)]

    assert [line for line in said if "located_at" in line] == [
        f"host {name} located_at provider Lumen Hosting" for name in ("kite", "merlin", "osprey")
    ]


def test_a_sentence_may_begin_with_the_verb_where_a_team_is_spoken_of() -> None:
    said = facts("Teams / Community team", "Runs the forum, a Discourse on osprey, and our Mastodon account.")

    assert "service forum run_by team Community team" in said


def test_two_names_share_a_noun_and_two_machines_a_house() -> None:
    said = "The Arm and Power builds are made on heron and crane, two machines at Hetzner."
    assert facts("Example Infrastructure / Building", said) == [
        "service Arm builds runs_on host heron",
        "host heron located_at provider Hetzner",
        "service Power builds runs_on host heron",
        "service Arm builds runs_on host crane",
        "host crane located_at provider Hetzner",
        "service Power builds runs_on host crane",
    ]
    assert facts("Example Infrastructure / Hosting", "The German and French forums are hosted by Hetzner.") == [
        "service German forum hosted_by provider Hetzner",
        "service French forum hosted_by provider Hetzner",
    ]
