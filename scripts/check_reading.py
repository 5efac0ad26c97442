"""Check the reader's tables in `bailiwick/example_reading`: words, digests, names, and that nothing was copied.

The documents stand in `../shared/seeds` beside the checkout, or in the folder given;
without them, what needs them is left out.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bailiwick.catalog import vocabulary  # noqa: E402 - the checkout's own words, not an installed copy
from bailiwick.lib.text import fold  # noqa: E402 - the same

READING = ROOT / "bailiwick" / "example_reading"
NAMES_KEY = b"bailiwick-former-names-v1"
LONGEST_NAME = LONGEST_QUOTE = 6
SPAN = ("from_earliest", "from_latest", "to_earliest", "to_latest")
CHOICES = {"form": vocabulary.FORMS, "intent": tuple(vocabulary.INTENTS)}
Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (READING / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def runs(words: list[str], length: int) -> set[str]:
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def check_words(row: Row, entities: set[str]) -> Iterator[str]:
    """The statement's things exist and its predicate takes them."""
    predicate = vocabulary.PREDICATES.get(row["predicate"])
    if predicate is None:
        yield f"no predicate {row['predicate']}"
        return
    yield from (f"no entity {row[end]}" for end in ("subject", "object") if row[end] and row[end] not in entities)
    kinds = [row[end].partition("/")[0] for end in ("subject", "object")]
    if not predicate.accepts_subject(kinds[0]) or (kinds[1] and not predicate.accepts_object(kinds[1])):
        yield f"{predicate.name} does not take {kinds}"
    if [bool(row["object"]), bool(row["value"]), row["state"] in ("unknown", "none")].count(True) != 1:
        yield "wants exactly one of object, value and state"
    if row["value"] and (predicate.is_relation or (predicate.choices and row["value"] not in predicate.choices)):
        yield f"{predicate.name} cannot be {row['value']}"
    for name, value in json.loads(row["qualifiers"]).items():
        if name not in predicate.qualifiers or value not in CHOICES.get(name, (value,)):
            yield f"{predicate.name} has no qualifier {name}={value}"


def check_place(row: Row, sources: dict[str, Row], seeds: Path) -> Iterator[str]:
    """The word is a word, the dates are dates, and the line still says what it said."""
    if len(row["word"].split()) > 3:
        yield f"“{row['word']}” is more than a role word"
    dates = [date.fromisoformat(row[name]) for name in SPAN if row[name]]
    if dates != sorted(dates):
        yield "its dates are out of order"
    if seeds.is_dir():
        body = (seeds / sources[row["source"]]["file"]).read_bytes()
        line = body.split(b"\n")[int(row["line"]) - 1].strip()
        for what, text, digest in (("line", line, row["digest"]), ("file", body, sources[row["source"]]["sha256"])):
            yield from [f"the {what} has another digest"] if hashlib.sha256(text).hexdigest() != digest else []


def check_copies(seeds: Path) -> Iterator[str]:
    """No text of ours holds six words of a document in a row; every line that is not empty is accounted for."""
    if not seeds.is_dir():
        return
    texts = {row["slug"]: (seeds / row["file"]).read_text(encoding="utf-8") for row in table("sources.tsv")}
    theirs = {run for text in texts.values() for run in runs(fold(text).split(), LONGEST_QUOTE)}
    ours = [row["value"] for row in table("statements.tsv") if row["predicate"] != "url"]
    ours += [row["note"] for row in table("entities.tsv")] + [row["what"] for row in table("coverage.tsv")]
    ours += [(READING / "README.md").read_text(encoding="utf-8")]
    yield from (f"copied: “{run}”" for text in ours for run in runs(fold(text).split(), LONGEST_QUOTE) & theirs)
    covered = {(row["source"], int(row["line"])) for row in table("coverage.tsv")}
    for slug, text in texts.items():
        numbers = (number for number, line in enumerate(text.split("\n"), 1) if line.strip())
        yield from (f"{slug}:{number} is not covered" for number in numbers if (slug, number) not in covered)


def check_names(entities: list[Row]) -> Iterator[str]:
    """No file of the checkout holds a name that somebody no longer goes by."""
    former = {digest for row in entities for digest in row["former_digests"].split("|") if digest}
    listed = subprocess.check_output(["git", "ls-files", "-zco", "--exclude-standard"], cwd=ROOT, text=True)
    for path in (ROOT / name for name in listed.split("\0") if (ROOT / name).is_file()):
        words = fold(f"{path.name}\n{path.read_bytes().decode(errors='replace')}").split()
        names = (run for length in range(1, LONGEST_NAME + 1) for run in runs(words, length))
        if any(hmac.digest(NAMES_KEY, name.encode(), "sha256").hex() in former for name in names):
            yield f"{path.relative_to(ROOT)} holds a former name"


def problems(seeds: Path) -> Iterator[str]:
    sources = {row["slug"]: row for row in table("sources.tsv")}
    entities, seen = table("entities.tsv"), set[tuple[str, ...]]()
    refs = [f"{row['kind']}/{row['slug']}" for row in entities]
    yield from (f"{ref} stands twice" for ref in set(refs) if refs.count(ref) > 1)
    yield from (f"{row['slug']}: no kind {row['kind']}" for row in entities if row["kind"] not in vocabulary.KINDS)
    for row in table("statements.tsv"):
        where = f"{row['source']}:{row['line']} {row['subject']} {row['predicate']}"
        key = tuple(row[name] for name in ("source", "line", "subject", "predicate", "object", "value", "state"))
        yield from (f"{where}: {text}" for text in check_words(row, set(refs)))
        yield from (f"{where}: {text}" for text in check_place(row, sources, seeds))
        yield from [f"{where}: stands twice"] if key in seen else []
        seen.add(key)
    yield from check_copies(seeds)
    yield from check_names(entities)


if __name__ == "__main__":
    found = list(problems(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "seeds"))
    sys.exit("\n".join(found) if found else 0)
