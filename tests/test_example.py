"""The example that ships: what importing its documents and reviewing them yields, to the byte; and it comes back as it
went out."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from bailiwick.accounts.models import User
from bailiwick.catalog.models import Claim, EntityNow, Reference
from bailiwick.catalog.when import NEVER
from bailiwick.exchange.catalog_files import export_catalog
from bailiwick.exchange.requests import ImportRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def script(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(checkout / "scripts"))
    return importlib.import_module("build_example")


def load(folder: Path) -> None:
    from bailiwick.exchange.catalog_files import take_in_catalog

    request = ImportRequest("catalog", str(folder), apply=True)
    take_in_catalog(request, by=User.objects.system("importer"), beat=lambda *progress: None)


def test_it_is_what_importing_its_documents_yields(script: ModuleType, shared: Path, tmp_path: Path) -> None:
    script.build(tmp_path, shared)
    assert script.contents(tmp_path) == script.contents(script.EXAMPLE)


def test_it_comes_back_as_it_went_out(script: ModuleType, tmp_path: Path) -> None:
    load(script.EXAMPLE)
    export_catalog(tmp_path, by=User.objects.system("importer"))
    assert script.contents(tmp_path) == script.contents(script.EXAMPLE)


def test_every_fact_in_it_has_a_place_and_every_row_of_the_reading_is_there(script: ModuleType) -> None:
    load(script.EXAMPLE)
    current = Claim.objects.filter(recorded_at__lt=NEVER, superseded_at=NEVER)
    assert current.count() > 400
    assert not current.exclude(origin__in=Reference.objects.values("origin")).exists()
    assert not Reference.objects.filter(digest="").exists()
    places = {
        (slug, locator.removeprefix("line "))
        for slug, locator in Reference.objects.values_list("source__slug", "locator")
    }
    rows = [row for row in script.table("statements") if row["line"]]
    assert {(row["source"], row["line"]) for row in rows} <= places
    assert {row["slug"] for row in script.table("sources")} == {slug for slug, _line in places}


def test_nobody_is_called_by_a_former_name(script: ModuleType) -> None:
    digests = [name for row in script.table("entities") for name in row["former_digests"].split("|") if name]
    load(script.EXAMPLE)
    assert digests
    from bailiwick.catalog.former_names import redact

    for path in script.EXAMPLE.rglob("*.yaml"):
        text = path.read_text()
        assert redact(text, dict.fromkeys(digests, "")) == text, path.name
    assert not EntityNow.objects.filter(name__in=digests).exists()
