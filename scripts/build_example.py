"""Build the shipped example: the documents of `../shared`, imported and reviewed, become `bailiwick/example`.

Each document is taken in by the importer that reads its kind, into an empty desk whose clock stands still; what a
reviewer rejects, says differently or adds stands in `bailiwick/example_reading`. Documents that no importer reads are
there as a careful reader read them. The desk is exported. The same documents and tables give the same bytes:

    .venv/bin/python scripts/build_example.py            build it anew
    .venv/bin/python scripts/build_example.py --check    only say whether it would differ
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

from example_review import Review, Row

ROOT = Path(__file__).resolve().parent.parent
READING = ROOT / "bailiwick" / "example_reading"
EXAMPLE = ROOT / "bailiwick" / "example"
#: When the example was entered into its book; every step comes a minute after the one before.
STARTED = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
#: The documents, beside the checkout.
SHARED = ROOT.parent / "shared"


def table(name: str) -> list[Row]:
    """The rows of one of the reader's tables."""
    with (READING / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@contextmanager
def clock(step: int) -> Iterator[None]:
    """Book time stands still during a step."""
    with patch("django.utils.timezone.now", return_value=STARTED + timedelta(minutes=step)):
        yield


def fill_desk(shared: Path) -> None:
    """Take in every document in the order of the table, and before the machines the names that were found.

    The desk must be empty.
    """
    from bailiwick.accounts.models import User

    by = User.objects.system("importer")
    review = Review(table("entities"), table("review"), table("statements"))
    sources = table("sources")
    steps = [partial(READERS[row["reader"]], row, shared / row["file"], review) for row in sources]
    steps.insert([row["reader"] for row in sources].index("table"), take_up_names)
    for number, step in enumerate(steps):
        with clock(number):
            step(by=by)
    for ruling in review.idle():
        print(f"a ruling of review.tsv is about nothing: {ruling}", file=sys.stderr)


def read_overview(source: Row, path: Path, review: Review, *, by: Any) -> None:
    """A page of prose by its importer, as it stands after the review."""
    from bailiwick.exchange import overviews
    from bailiwick.exchange.reports import Report
    from bailiwick.exchange.taking_in import take_in_document

    request = request_for(source, path)
    document = overviews.document_of(request, Report())
    reviewed = replace(document, items=review.of(source, document.items, path.read_text(encoding="utf-8")))
    take_in_document(request, reviewed, Report(), by=by, beat=lambda *progress: None)


def read_table(source: Row, path: Path, review: Review, *, by: Any) -> None:
    """A machine list by its importer; what its machines are for is said in its words, so it is left out."""
    from bailiwick.exchange.tables import take_in_table

    request = replace(request_for(source, path), columns={"Purpose": "-"})
    take_in_table(request, by=by, beat=lambda *progress: None)


def request_for(source: Row, path: Path) -> Any:
    """What the command line would ask for."""
    from bailiwick.exchange.requests import ImportRequest

    return ImportRequest(
        source["reader"],
        str(path),
        source["lineage"],
        source["dated"],
        tuple(source["complete_for"].split(",")) if source["complete_for"] else None,
        source["derived_from"],
        source["title"],
        source["uri"],
        revision=source["revision"],
        order=int(source["order"]) if source["order"] else None,
        apply=True,
    )


def read_by_hand(source: Row, path: Path, review: Review, *, by: Any) -> None:
    """A document as the careful reader read it."""
    from bailiwick.catalog.actions import staging, statements
    from bailiwick.catalog.actions.changes import apply_change

    info = staging.SourceInfo(
        source["slug"],
        source["title"],
        date.fromisoformat(source["dated"]),
        source["sha256"],
        source["uri"],
        kind=source["kind"],
    )
    change = staging.open_source(
        lineage=source["lineage"], source=info, by=by, message=source["title"], title=source["lineage_title"]
    )
    rows = [row for row in review.statements if row["source"] == source["slug"]]
    statements.stage_statements(change, [review.statement(row, int(row["line"])) for row in rows], by=by)
    apply_change(staging.finish_source(change, by=by), by=by)


READERS = {"overview": read_overview, "table": read_table, "hand": read_by_hand}


def take_up_names(*, by: Any) -> None:
    """Other spellings, and digests of names that people no longer go by."""
    from bailiwick.catalog.actions.changes import apply_change, propose_change
    from bailiwick.catalog.drafts import SetAlias
    from bailiwick.catalog.models import Entity

    drafts = []
    for row in table("entities"):
        entity = Entity.objects.filter(kind=row["kind"], slug=row["slug"]).first()
        if entity is None:
            raise SystemExit(f"{row['kind']}/{row['slug']} is in entities.tsv and in no statement")
        drafts += [SetAlias(entity, "aka", name.strip()) for name in filter(None, row["akas"].split("|"))]
        drafts += [SetAlias(entity, "former-name", name, 4) for name in filter(None, row["former_digests"].split("|"))]
    change = propose_change(drafts, by=by, message="Other names found in the documents", via="import")
    apply_change(change, by=by)


def build(folder: Path, shared: Path = SHARED) -> dict[str, int]:
    """Fill the desk and export it."""
    from bailiwick.accounts.models import User
    from bailiwick.exchange.catalog_files import export_catalog

    fill_desk(shared)
    return export_catalog(folder, by=User.objects.system("importer"))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}


def main() -> None:
    """Build in a desk of its own that is thrown away."""
    check = "--check" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "bailiwick.settings",
            "BAILIWICK_DATA": data,
            "BAILIWICK_DATABASE_URL": f"sqlite:////{data.lstrip('/')}/desk.sqlite3",
        }
        sys.path.insert(0, str(ROOT))
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        folder = Path(data) / "example" if check else EXAMPLE
        counts = build(folder)
        print(", ".join(f"{number} {what}" for what, number in counts.items()))
        if check and contents(folder) != contents(EXAMPLE):
            raise SystemExit("the shipped example differs from what the reading yields: run scripts/build_example.py")


if __name__ == "__main__":
    main()
