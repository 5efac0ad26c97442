"""Build the shipped example: what a reader found (`bailiwick/example_reading`) becomes `bailiwick/example`.

Each document is taken in as an import would take it, into an empty desk whose clock stands
still, and the desk is exported. The same tables give the same bytes, so a rebuild that
changes nothing shows no difference:

    .venv/bin/python scripts/build_example.py            build it anew
    .venv/bin/python scripts/build_example.py --check    only say whether it would differ
"""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
READING = ROOT / "bailiwick" / "example_reading"
EXAMPLE = ROOT / "bailiwick" / "example"
#: When the example was entered into its book; every step comes a minute after the one before.
STARTED = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
SPAN = ("from_earliest", "from_latest", "to_earliest", "to_latest")
Row = dict[str, str]


def table(name: str) -> list[Row]:
    """The rows of one of the reader's tables."""
    with (READING / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@contextmanager
def clock(step: int) -> Iterator[None]:
    """Book time stands still during a step."""
    with patch("django.utils.timezone.now", return_value=STARTED + timedelta(minutes=step)):
        yield


def fill_desk() -> None:
    """Take in every document in the order of the table, then the names that were found. The desk must be empty."""
    from bailiwick.accounts.models import User
    from bailiwick.catalog.actions.changes import apply_change

    by = User.objects.system("importer")
    sources, step = table("sources"), 0
    for step, source in enumerate(sources):
        with clock(step):
            apply_change(read_document(source, by), by=by)
    with clock(step + 1):
        apply_change(propose_names(by), by=by)


def read_document(source: Row, by: Any) -> Any:
    """One document as a proposed change."""
    from bailiwick.catalog.actions import staging

    info = staging.SourceInfo(
        source["slug"],
        source["title"],
        date.fromisoformat(source["dated"]),
        source["sha256"],
        source["uri"],
        kind=source["kind"],
    )
    change = staging.open_source(
        lineage=source["lineage"],
        source=info,
        by=by,
        message=source["title"],
        complete_for=source["complete_for"].split(",") if source["complete_for"] else None,
        derived_from=source["derived_from"] or None,
        title=source["lineage_title"],
    )
    names = {f"{row['kind']}/{row['slug']}": row["name"] for row in table("entities")}
    rows = [row for row in table("statements") if row["source"] == source["slug"]]
    staging.stage_statements(change, [statement(row, names) for row in rows], by=by)
    return staging.finish_source(change, by=by)


def statement(row: Row, names: dict[str, str]) -> Any:
    """A row of the table as a neutral statement."""
    from bailiwick.lib.statements import Statement, Thing

    def thing(ref: str) -> Any:
        kind, _slash, slug = ref.partition("/")
        return Thing(kind, names[ref], slug)

    days = tuple(date.fromisoformat(row[name]) if row[name] else None for name in SPAN)
    return Statement(
        thing(row["subject"]),
        row["predicate"],
        thing(row["object"]) if row["object"] else None,
        row["value"] or None,
        row["state"],
        json.loads(row["qualifiers"]),
        inferred_by=row["inferred"],
        word=row["word"],
        locator=f"line {row['line']}",
        digest=row["digest"],
        span=days if any(days) else None,
    )


def propose_names(by: Any) -> Any:
    """Other spellings, and digests of names that people no longer go by."""
    from bailiwick.catalog.actions.changes import propose_change
    from bailiwick.catalog.drafts import SetAlias
    from bailiwick.catalog.models import Entity

    drafts = []
    for row in table("entities"):
        entity = Entity.objects.filter(kind=row["kind"], slug=row["slug"]).first()
        if entity is None:
            raise SystemExit(f"{row['kind']}/{row['slug']} is in entities.tsv and in no statement")
        drafts += [SetAlias(entity, "aka", name.strip()) for name in filter(None, row["akas"].split("|"))]
        drafts += [SetAlias(entity, "former-name", name, 4) for name in filter(None, row["former_digests"].split("|"))]
    return propose_change(drafts, by=by, message="Other names found in the documents", via="import")


def build(folder: Path) -> dict[str, int]:
    """Fill the desk and export it."""
    from bailiwick.accounts.models import User
    from bailiwick.exchange.catalog_files import export_catalog

    fill_desk()
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
