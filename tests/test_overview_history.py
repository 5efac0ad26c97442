"""Twelve years of one page, read by the importer alone: what began, what lasted, what ended, and between which days."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from bailiwick.catalog.actions.changes import apply_change
from bailiwick.catalog.models import Change, Claim, Reference, Source
from bailiwick.catalog.tests.cast import system
from bailiwick.catalog.vocabulary import PREDICATES
from bailiwick.catalog.when import NEVER
from bailiwick.exchange.tests.desks import empty_the_desk
from bailiwick.lib.text import fold_name

pytestmark = pytest.mark.django_db

LIST = ("--lineage", "psf-overview", "--complete-for", "overview")


def take(path: Path, *words: str, apply: bool = True) -> dict[str, Any]:
    """Import an overview and look at the report."""
    out = io.StringIO()
    call_command("import", "overview", str(path), *words, *(["--apply"] if apply else []), json=True, stdout=out)
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


def wiki_page(shared: Path) -> dict[str, Any]:
    (path,) = (shared / "seeds").glob("001*")
    return take(path, *LIST, "--dated", "2014-10-01")


def history(shared: Path, **more: Any) -> dict[str, Any]:
    return take(shared / "data" / "overview-history", *LIST, **more)


def retelling(shared: Path) -> dict[str, Any]:
    (path,) = (shared / "seeds").glob("003*")
    return take(path, "--lineage", "retold", "--derived-from", "psf-overview", "--complete-for", "overview")


@pytest.fixture(autouse=True, scope="module")
def reports(shared: Path, shared_rows: None) -> dict[str, dict[str, Any]]:
    """What is told when page, history and retelling are taken in, in this order; all of it is there from then on."""
    return {"page": wiki_page(shared), "history": history(shared), "retelling": retelling(shared)}


def current() -> Any:
    return Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER)


def life(subject: str, predicate: str, target: str) -> list[str]:
    """Began in (a, b], ended in (c, d]; empty where it is open."""
    claim = current().get(subject__slug=subject, predicate=predicate, object__slug=target)
    days = (claim.from_earliest, claim.from_latest, claim.to_earliest, claim.to_latest)
    return ["" if day.year in (1, 9999) else str(day) for day in days]


def test_the_history_continues_the_wiki_page_and_facts_begin_and_end_within_it(reports: dict[str, Any]) -> None:
    report = reports["history"]
    assert [row[1] for row in report["revisions"]] == sorted(row[1] for row in report["revisions"])
    assert (len(report["revisions"]), report["applied"]) == (24, True)
    assert life("pypi", "hosted_by", "rackspace") == ["", "2014-10-01", "2019-03-01", "2019-07-02"]
    assert life("pypi", "hosted_by", "aws") == ["2019-03-01", "2019-07-02", "", ""]
    assert life("hg.python.org", "hosted_by", "osuosl") == ["", "2014-10-01", "2014-10-01", "2014-10-11"]
    assert life("pycon", "hosted_by", "rackspace") == ["2014-12-13", "2015-09-14", "2018-05-15", "2019-03-01"]
    assert life("mark-mangoba", "member_of", "infrastructure-team") == [
        "2016-06-02", "2016-06-10", "2018-02-28", "2018-05-15",
    ]  # fmt: skip
    assert life("python-infra", "on_network", "freenode") == ["", "2014-10-01", "2019-07-02", "2022-06-23"]


def test_one_fact_is_attested_by_every_revision_that_says_it() -> None:
    claim = current().get(subject__slug="pypi", predicate="fronted_by")
    stated = Reference.objects.filter(origin=claim.origin, source__lineage__name="psf-overview")
    sources = stated.values_list("source__dated", flat=True)
    assert (len(set(sources)), str(claim.attested_on)) == (20, "2026-01-28")


def test_a_retelling_is_no_second_witness(reports: dict[str, Any]) -> None:
    report = reports["retelling"]
    assert (report["dated"], report["applied"]) == ("2024-05-28", True)
    assert not Claim.objects.filter(witness__name="retold").exists()
    assert life("pypi", "hosted_by", "aws") == ["2019-03-01", "2019-07-02", "", ""]
    assert life("wiki.python.org", "hosted_by", "digitalocean") == ["2019-07-02", "2022-06-23", "", ""]
    assert current().filter(subject__slug="wiki.python.org", predicate="hosted_by").count() == 2


def test_reading_any_of_it_again_changes_nothing(shared: Path) -> None:
    kept = [list(model.objects.order_by("pk").values()) for model in (Claim, Reference, Source)]
    changes = Change.objects.count()
    for again in (wiki_page(shared), retelling(shared), history(shared)):
        assert (again["new"], again["changed"], again["gone"], again["nothing_new"]) == (0, 0, 0, True)
    assert [list(model.objects.order_by("pk").values()) for model in (Claim, Reference, Source)] == kept
    assert Change.objects.count() == changes


def called(entity: Any) -> str:
    """What it is, whichever spelling of its name was met first."""
    return f"{entity.kind}/{fold_name(entity.slug)}"


def book() -> list[Any]:
    """What is held to be so, since when and until when, in which details, and in how many places it stands."""
    rows = current().select_related("subject", "object")
    return sorted(
        (
            called(claim.subject),
            PREDICATES[claim.predicate].identity,
            called(claim.object) if claim.object else claim.value or claim.state,
            sorted(claim.qualifiers.items()),
            *vars(claim.span).values(),
            claim.attested_on,
            Reference.objects.filter(origin=claim.origin).count(),
        )
        for claim in rows
    )


def taken(how: Callable[[], Any]) -> list[Any]:
    """The book of an empty desk after this; the desk is then as it was."""
    with transaction.atomic():
        empty_the_desk()
        how()
        found = book()
        transaction.set_rollback(True)
    return found


def part(shared: Path, folder: Path, numbers: range) -> Path:
    """A folder with some of the revisions."""
    history = shared / "data" / "overview-history"
    head, *rows = (history / "manifest.tsv").read_text().splitlines()
    folder.mkdir()
    chosen = [row for row in rows if int(row.partition("\t")[0]) in numbers]
    (folder / "manifest.tsv").write_text("\n".join([head, *chosen]) + "\n")
    for row in chosen:
        shutil.copy(history / row.rpartition("\t")[2], folder)
    return folder


@pytest.mark.parametrize(
    "revisions",
    [pytest.param(range(1, 25, 4), id="every fourth"), pytest.param(range(1, 25), id="all", marks=pytest.mark.proof)],
)
def test_the_order_in_which_it_is_taken_in_does_not_matter(shared: Path, tmp_path: Path, revisions: range) -> None:
    half = len(revisions) // 2
    early, late = part(shared, tmp_path / "early", revisions[:half]), part(shared, tmp_path / "late", revisions[half:])
    whole = part(shared, tmp_path / "whole", revisions)

    def in_order() -> None:
        wiki_page(shared)
        take(whole, *LIST)
        retelling(shared)

    def late_first() -> None:
        take(late, *LIST)
        retelling(shared)
        take(early, *LIST)
        wiki_page(shared)

    def proposed_and_applied_in_no_order() -> None:
        wiki_page(shared)
        take(whole, *LIST, apply=False)
        waiting = list(Change.objects.filter(status=Change.Status.PROPOSED).order_by("pk"))
        Random(3).shuffle(waiting)
        for change in waiting:
            apply_change(change, by=system())
        retelling(shared)

    expected = taken(in_order)
    assert taken(late_first) == expected
    assert taken(proposed_and_applied_in_no_order) == expected
