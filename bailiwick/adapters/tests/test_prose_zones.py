"""Domains and their names: with whom they are registered, who holds them, who answers for their zones."""

from __future__ import annotations

import pytest

from bailiwick.adapters.tests.prose import facts

UNDER = "Example Infrastructure / Domains"


def test_who_registers_for_somebody_is_the_registrar() -> None:
    assert facts(UNDER, "example.org is registered by Gandi on behalf of the Harbour Foundation.") == [
        "domain example.org registrar provider Gandi"
    ]
    assert facts(UNDER, "example.org was registered by Ada Byron.") == []
    assert facts(UNDER, "example.org is registered by Ada Byron.") == ["domain example.org owned_by person Ada Byron"]


def test_somebody_registers_a_domain_with_a_registrar() -> None:
    assert facts(UNDER, "Ada Byron registered example.org with Gandi.") == [
        "domain example.org registrar provider Gandi"
    ]


def test_several_domains_in_one_sentence() -> None:
    assert facts(
        UNDER, "The domains example.org and example.net are registered with Gandi; DNS is served by deSEC."
    ) == [
        "domain example.org registrar provider Gandi",
        "domain example.net registrar provider Gandi",
        "domain example.org dns_hosted_by provider deSEC",
        "domain example.net dns_hosted_by provider deSEC",
    ]


def test_its_name_servers_are_those_of_the_domain_before() -> None:
    assert facts(UNDER, "example.org is registered with Gandi, and its name servers are operated by Lumen.") == [
        "domain example.org registrar provider Gandi",
        "domain example.org dns_hosted_by provider Lumen",
    ]


def test_a_zone_that_moved_is_where_it_went() -> None:
    assert facts(UNDER, "The zone of example.org moved from Joker to deSEC.") == [
        "domain example.org dns_hosted_by provider deSEC"
    ]


def test_name_servers_of_nothing_named_are_the_communitys() -> None:
    assert facts(UNDER, "Secondary name servers are run by Hurricane Electric.") == [
        "organisation Example dns_hosted_by provider Hurricane Electric"
    ]


def test_who_has_the_password_is_no_registrar() -> None:
    assert facts(UNDER, "The registrar account is with Ada Byron.") == []


def test_somebody_who_manages_records_keeps_the_domain_and_is_no_provider() -> None:
    assert facts(UNDER, "The DNS records for example.org are managed by Josiah.") == [
        "domain example.org run_by person Josiah"
    ]
    assert facts(UNDER, "The DNS records for example.org are managed by Gandi.") == [
        "domain example.org dns_hosted_by provider Gandi"
    ]


@pytest.mark.parametrize(
    "behind",
    [" INWX also runs the name servers.", "; they run the DNS as well.", ", who also do the DNS.", ", as is the DNS."],
)
def test_whoever_a_domain_is_registered_with_may_have_its_names_too(behind: str) -> None:
    first = "acme.example is registered at INWX" + ("." if behind[0] == " " else "")

    assert facts("Domains", first + behind) == [
        "domain acme.example registrar provider INWX",
        "domain acme.example dns_hosted_by provider INWX",
    ]


@pytest.mark.parametrize("behind", ["We run the name servers ourselves.", "They do not run the DNS."])
def test_who_has_the_names_is_not_guessed(behind: str) -> None:
    said = facts("Domains", f"acme.example is registered at INWX. {behind}")

    assert said == ["domain acme.example registrar provider INWX"]


def test_two_domains_are_not_one_for_a_hyphen() -> None:
    said = facts("Domains", "a-b.example and ab.example are registered at INWX.")

    assert said == ["domain a-b.example registrar provider INWX", "domain ab.example registrar provider INWX"]
