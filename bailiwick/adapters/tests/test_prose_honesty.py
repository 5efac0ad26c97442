"""What a sentence does not say is not read into it; what is not understood is listed with the reason."""

from __future__ import annotations

import pytest

from bailiwick.adapters.prose.dialects import read_as
from bailiwick.adapters.prose.rules import read
from bailiwick.adapters.prose.rules.clauses import mood
from bailiwick.adapters.tests.prose import facts, page_of, puzzles
from bailiwick.lib.statements import NotUnderstood, Statement

WIKI = "Services / Wiki"


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("It is not hosted on Hetzner.", mood.NEGATIVE),
        ("The wiki isn't maintained by Tom Reed.", mood.NEGATIVE),
        ("Nobody maintains the wiki.", mood.NEGATIVE),
        ("It is no longer hosted on Hetzner.", mood.NEGATIVE),
        ("It will be hosted on Hetzner.", mood.PLANNED),
        ("We plan to have it hosted on Hetzner.", mood.PLANNED),
        ("It is to be hosted on Hetzner.", mood.PLANNED),
        ("It should be hosted on Hetzner.", mood.WISHED),
        ("It would be hosted on Hetzner.", mood.WISHED),
        ("It used to be hosted on Hetzner.", mood.PAST),
        ("It was hosted on Hetzner until 2019.", mood.PAST),
        ("It was formerly run by Tom Reed.", mood.PAST),
        ("It may be hosted on Hetzner.", mood.DOUBTED),
        ("It is probably hosted on Hetzner.", mood.DOUBTED),
        ("It is hosted on Hetzner if the office is down.", mood.CONDITIONAL),
        ("Is it hosted on Hetzner?", mood.QUESTION),
        ("We like it a lot.", "no relation found"),
    ],
)
def test_what_is_not_so_yields_nothing_and_says_why(sentence: str, why: str) -> None:
    assert facts(WIKI, sentence) == []
    assert puzzles(WIKI, sentence) == [why]


def test_a_plan_beside_a_fact_leaves_the_fact() -> None:
    assert facts(WIKI, "This is hosted on heron and needs to be moved.") == [
        "service Wiki runs_on host heron",
        "service Wiki status_note = has to move",
    ]


def test_what_is_counted_but_not_named_is_too_vague() -> None:
    assert facts("Providers / Lumen", "Lumen hosts several older services.") == []
    assert "too vague" in puzzles("Providers / Lumen", "Lumen hosts several older services.")[0]


def test_most_domains_are_the_communitys_with_a_note() -> None:
    (statement,) = read(
        page_of("Ferry Club infrastructure / Providers / Gandi", "Gandi hosts DNS for most of our domains.")
    )
    assert isinstance(statement, Statement)
    assert statement.object is not None
    assert (statement.subject.name, statement.predicate, statement.object.name) == (
        "Ferry Club",
        "dns_hosted_by",
        "Gandi",
    )
    assert "most" in statement.note


def test_a_garbled_name_is_put_right_and_said() -> None:
    (statement,) = read(page_of(WIKI, "Jos√© Lima owns it."))
    assert isinstance(statement, Statement)
    assert statement.object is not None
    assert statement.object.name == "José Lima"
    assert statement.note == "“Jos√© Lima” was garbled"


def test_a_name_in_another_alphabet_stays() -> None:
    assert facts(WIKI, "Łukasz Żak owns it.") == ["service Wiki owned_by person Łukasz Żak"]


def test_somebody_without_duties_has_none() -> None:
    assert facts("Admin team", "* Tom Reed (has no responsibilities)", "* Wu Lan (lead)") == [
        "person Tom Reed member_of team Admin team",
        "person Tom Reed responsibilities = none",
        "person Wu Lan member_of team Admin team (role=lead)",
        "team Admin team run_by person Wu Lan",
    ]


def test_the_oldest_is_a_note_and_no_date() -> None:
    (statement,) = read(page_of("Providers / Lumen", "Lumen is by far the oldest provider."))
    assert isinstance(statement, Statement)
    assert (statement.predicate, statement.span) == ("status_note", None)


def test_a_machine_that_is_gone_is_said_to_be_gone() -> None:
    said = facts(
        "Providers / Lumen",
        "There are two servers at Lumen: heron and crane. There used to be one called wren, but it is unreachable.",
    )
    assert said == [
        "host heron located_at provider Lumen (form=server)",
        "host crane located_at provider Lumen (form=server)",
        "host wren lifecycle = retired",
        "host wren reachable = no",
    ]


def test_a_fact_said_twice_is_two_statements_with_two_places() -> None:
    said = read(page_of(WIKI, "It is hosted on Hetzner.", "Hosting: Hetzner"))
    assert [one.locator for one in said if isinstance(one, Statement)] == ["line 3", "line 4"]


def test_a_list_that_runs_a_thing_and_the_person_behind_it_are_both_said() -> None:
    assert facts(WIKI, "This is run by wiki@example.org, particularly Wu Lan.") == [
        "service Wiki run_by contact-point wiki@example.org",
        "service Wiki run_by person Wu Lan",
    ]


def test_what_is_inferred_is_marked() -> None:
    said = facts(
        "Services / Planet",
        "The Planet code and configuration are hosted on GitHub and maintained by planet@example.org.",
    )
    assert "service Planet maintained_by contact-point planet@example.org (inferred by code-and-configuration)" in said


def test_every_sentence_is_either_a_statement_or_not_understood() -> None:
    lines = ["It is hosted on Hetzner.", "Cats sleep.", "Tom Reed owns it.", "Why?"]
    said = list(read(page_of(WIKI, *lines)))
    assert {one.locator for one in said} == {"line 3", "line 4", "line 5", "line 6"}
    assert [one.text for one in said if isinstance(one, NotUnderstood)] == ["Cats sleep.", "Why?"]


def test_a_short_entry_of_a_list_is_listed_too() -> None:
    assert puzzles("Providers", "* Lumen stores our backups.") == ["no relation found"]


@pytest.mark.parametrize("page", ["<table><tr><td>Wiki</td><td>heron</td></tr></table>", "<table><tr><td>Wiki"])
def test_a_table_without_headings_is_told_row_by_row(page: str) -> None:
    said = list(read(read_as("html", page, "page.html")))
    assert [one.why for one in said if isinstance(one, NotUnderstood)] == [
        "a row of a table whose headings say nothing that is known here"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Services which individual institutes run for their own staff are out of scope.",
        "Apart from the list server, which is run by nobody, there is an IRC server.",
        "It is a new machine at home.",
    ],
)
def test_a_word_that_only_begins_a_sentence_is_nobody_and_a_common_noun_no_name(line: str) -> None:
    told = " ".join(facts("Services / Chat", line))
    assert not any(name in told for name in ("person Services", "organisation Services", "Apart", "host machine"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Byron does not run it.",
        "Lumen do not host it.",
        "It is neither run by Ada Byron nor hosted at Hetzner.",
        "It hardly uses Redis.",
        "It stopped using Redis.",
        "We got rid of Redis.",
        "Ada Byron refuses to run it.",
        "Some say Ada Byron runs it.",
        "It is rumoured to be hosted at Hetzner.",
        "Suppose Ada Byron runs it.",
    ],
)
def test_what_is_denied_or_only_said_is_not_so(sentence: str) -> None:
    assert facts("Services / Wiki", sentence) == []


def test_what_is_stressed_is_so() -> None:
    assert facts("Services / Wiki", "Hetzner do host it.") == ["service Wiki hosted_by provider Hetzner"]
    assert facts("Services / Wiki", "Ada Byron does not maintain it, Bert Berg does.") == [
        "service Wiki run_by person Bert Berg"
    ]


def test_a_symptom_is_no_name() -> None:
    assert facts("Services", "* Charts do not load: call Ada Byron") == []


SURE = ("it is hosted by Hetzner.", "it runs on heron, with Fastly in front of it.", "it is run by Ada Byron.")


@pytest.mark.parametrize(
    "frame",
    [
        "Maybe {}",
        "Hopefully {}",
        "We doubt that {}",
        "It is not true that {}",
        "Somebody claims that {}",
        "Nobody knows whether {}",
        "It would be good if {}",
        "The plan is that {}",
        "Once {} we can rest.",
    ],
)
def test_what_a_sentence_is_wrapped_in_undoes_all_of_it(frame: str) -> None:
    for sure in SURE:
        sentence = frame.format(sure if frame.endswith("{}") else sure.replace(".", ","))
        assert facts("Services / Wiki", sentence) == [], sentence


@pytest.mark.parametrize("frame", ["It is good that {}", "We know that {}", "Note that {}", "If you want to know: {}"])
def test_what_is_known_is_so(frame: str) -> None:
    assert facts("Services / Wiki", frame.format("it is hosted by Hetzner."))


@pytest.mark.parametrize(
    "being",
    [
        *("is not", "will be", "may be", "is to be", "is about to be", "is supposed to be", "is said to be"),
        *("is unlikely to be", "is hoped to be", "used to be", "had been", "has never been"),
    ],
)
def test_what_hangs_on_a_clause_is_no_more_so_than_that(being: str) -> None:
    for sure in ("It {} hosted by Hetzner.", "It {} served by Fastly, run by Ada Byron.", "Ada Byron {} its admin."):
        assert facts("Services / Wiki", sure.format(being)) == [], sure


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("It was powered by MediaWiki.", []),
        ("It was set up with Ansible.", ["service Wiki configured_with software Ansible"]),
        ("It will run on heron, with Fastly in front of it.", []),
        ("Tom Reed will look after the wiki, Wu Lan after the forum.", []),
        ("It is known to be hosted by Hetzner.", ["service Wiki hosted_by provider Hetzner"]),
    ],
)
def test_what_was_a_state_is_over_and_what_was_done_is_done(sentence: str, said: list[str]) -> None:
    assert facts("Services / Wiki", sentence) == said


def test_what_is_run_every_night_runs_nothing_and_that_which_was_denied_is_not_done_by_the_next() -> None:
    assert facts(WIKI, "Benchmarks are run every night.") == []
    assert facts(WIKI, "It does not explain how to log in; HelpForBeginners does that.") == []
    assert facts(WIKI, "Ada Byron and Bert Berg run it.") == [
        "service Wiki run_by person Ada Byron",
        "service Wiki run_by person Bert Berg",
    ]


def test_a_tracker_is_not_tracked_in_itself() -> None:
    assert facts("Services / Bug tracker", "Bugs are tracked in `bugs.example.org`.") == []


def test_a_sentence_that_says_of_the_title_what_it_says_itself_is_listed() -> None:
    said = "We host our own Git server at https://git.oak.example. It runs on a machine called puffin."
    assert facts("Git", said) == ["service Git runs_on host puffin"]
    assert puzzles("Git", said) == ["no relation found"]
