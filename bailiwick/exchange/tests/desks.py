"""Desks with a past, and ways to empty one: for stories about going out and coming back."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection

from bailiwick.catalog.actions.changes import propose_change, reject_change, revert_change
from bailiwick.catalog.actions.claims import add_claim, confirm_claim, correct_claim, end_claim
from bailiwick.catalog.actions.entities import (
    alias_entity,
    merge_entities,
    rename_entity,
    show_entity,
    split_entity,
)
from bailiwick.catalog.drafts import Add
from bailiwick.catalog.former_names import digest
from bailiwick.catalog.models import (
    Alias,
    Change,
    Claim,
    Edit,
    Entity,
    EntityNow,
    Lineage,
    Observation,
    Reference,
    Ruling,
    Source,
)
from bailiwick.catalog.tests.cast import entity, person, read, says, system
from bailiwick.catalog.when import NEVER

TABLES = (Ruling, Edit, Observation, Reference, EntityNow, Alias, Claim, Entity, Source, Change, Lineage)


def one(subject: str, predicate: str) -> Claim:
    """The current claim about a slug."""
    return Claim.objects.get(
        subject__slug=subject, predicate=predicate, recorded_at__lt=NEVER, superseded_at=NEVER, to_latest__year=9999
    )


def desk_with_a_past() -> None:
    """Lists through time, a retelling, every kind of edit, a proposal, a rejection, something for few eyes."""
    complete = {"complete_for": ["hosted_by", "contact"]}
    read(
        "list",
        "2014-01-01",
        says("service/wiki", "hosted_by", "provider/red"),
        says("service/wiki", "contact", "person/ada"),
        **complete,
    )
    read("list", "2016-01-01", says("service/wiki", "hosted_by", "provider/blue", qualifiers={"form": "vm"}))
    read(
        "retold",
        "2018-01-01",
        says("service/wiki", "maintained_by", "team/desk", word="kept by", locator="line 3"),
        derived_from="list",
    )
    read(
        "list",
        "2015-01-01",
        says("service/wiki", "hosted_by", "provider/red"),
        says("host/pi", "purpose", "=“Mail”: lists, # more\nand: news"),
    )
    ada = person("ada", "Coordinator")
    wiki, docs = entity("service/wiki2", "The wiki"), entity("service/docs", "Docs")
    change = add_claim(docs, "url", value="https://docs.example.org/", by=ada, message="It moved.\nSee there: #1")
    confirm_claim(one("docs", "url"), by=ada)
    confirm_claim(one("wiki", "maintained_by"), by=system())
    add_claim(Entity.objects.get(slug="pi"), "network_address", value="192.0.2.1", by=ada)
    end_claim(one("pi", "network_address"), by=ada, on=date(2020, 1, 1), not_before=date(2019, 6, 1))
    add_claim(docs, "purpose", value="2014-01-01", by=ada)
    correct_claim(one("docs", "purpose"), by=ada, instead=Add(docs, "purpose", value="true"), message="no: yes")
    rename_entity(docs, "Documentation", by=ada, on=date(2021, 5, 1))
    alias_entity(Entity.objects.get(slug="ada"), "former-name", digest("Somebody Else"), by=ada, visibility=4)
    alias_entity(wiki, "aka", "Wíki’s: [home]", by=ada)
    merged = merge_entities(Entity.objects.get(slug="wiki"), wiki, by=ada)
    revert_change(revert_change(merged, by=ada, message="are they?"), by=ada, message="they are")
    split_entity(wiki, "service", "old-wiki", "Old wiki", [one("wiki2", "maintained_by")], by=ada)
    show_entity(Entity.objects.get(slug="blue"), 2, by=ada)
    revert_change(change, by=ada, message="too early")
    propose_change([Add(docs, "lifecycle", value="legacy")], by=ada)
    reject_change(propose_change([Add(docs, "lifecycle", value="retired")], by=ada), by=ada, message="no")


def empty_the_desk() -> None:
    """As if it had just been installed; the accounts stay."""
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def files(folder: Path) -> dict[str, str]:
    """Every file of an export by name."""
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()}


def export(folder: Path, *words: str) -> dict[str, str]:
    """Export and look at the files."""
    call_command("export", "catalog", str(folder), *words, stdout=io.StringIO())
    return files(folder)


def take_in(folder: Path, *words: str) -> dict[str, Any]:
    """Import a folder and look at the report."""
    out = io.StringIO()
    call_command("import", "catalog", str(folder), *words, "--json", stdout=out)
    report: dict[str, Any] = json.loads(out.getvalue())
    return report
