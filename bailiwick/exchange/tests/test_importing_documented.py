"""The page about importing tells every header that is recognised and every option there is."""

from __future__ import annotations

import re
from pathlib import Path

from django.core.management import load_command_class

from bailiwick.adapters.catalog_records import (
    Change,
    Claim,
    Entity,
    Lineage,
    Name,
    Observation,
    Reference,
    Source,
    Version,
)
from bailiwick.adapters.columns import SYNONYMS


def test_every_synonym_is_documented(checkout: Path) -> None:
    text = (checkout / "docs" / "use" / "importing.md").read_text()
    told = dict(re.findall(r"^\| `([\w:-]+)` \| ([a-z ,]+) \|$", text, re.M))
    assert told == {target: ", ".join(headers) for target, headers in SYNONYMS.items()}


def test_every_option_is_documented(checkout: Path) -> None:
    text = (checkout / "docs" / "use" / "importing.md").read_text()
    parser = load_command_class("bailiwick", "import").create_parser("bailiwick", "import")
    ours = [option for action in parser._actions for option in action.option_strings if option.startswith("--")]
    django = {"--help", "--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color"} | {
        "--force-color",
        "--skip-checks",
    }
    assert not [option for option in ours if option not in text and option not in django]


def test_every_field_is_documented(checkout: Path) -> None:
    text = (checkout / "docs" / "formats" / "catalog-yaml.md").read_text()
    records = (Change, Claim, Entity, Lineage, Name, Observation, Reference, Source, Version)
    names = {name for record in records for name in record.__dataclass_fields__}
    assert not [name for name in sorted(names) if name not in text]
