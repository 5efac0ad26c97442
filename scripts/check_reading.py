"""Check the reader's tables in `bailiwick/example_reading`: words, digests, names, and that nothing was copied.

The documents stand in `../shared` beside the checkout, or in the folder given; without them, what needs them is left
out. A statement of a whole list has no line: it stands wherever a line with its digest does.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import json
import re
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
EXAMPLE = ROOT / "bailiwick" / "example"
NAMES_KEY = b"bailiwick-former-names-v1"
LONGEST_NAME = LONGEST_QUOTE = 6
SPAN = ("from_earliest", "from_latest", "to_earliest", "to_latest")
CHOICES = {"form": vocabulary.FORMS, "intent": tuple(vocabulary.INTENTS)}
KEY = ("source", "line", "digest", "subject", "predicate", "object", "value", "state")
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


def check_place(row: Row, bodies: dict[str, list[bytes]]) -> Iterator[str]:
    """The word is a word, the dates are dates, and the line still says what it said."""
    if len(row["word"].split()) > 3:
        yield f"“{row['word']}” is more than a role word"
    dates = [date.fromisoformat(row[name]) for name in SPAN if row[name]]
    if dates != sorted(dates):
        yield "its dates are out of order"
    if bodies:
        lines = [line for body in bodies[row["source"]] for line in body.split(b"\n")]
        said = [lines[int(row["line"]) - 1]] if row["line"] else lines
        if row["digest"] not in {hashlib.sha256(line.strip()).hexdigest() for line in said}:
            yield "no such line has this digest"


def check_files(sources: list[Row], bodies: dict[str, list[bytes]]) -> Iterator[str]:
    """The documents are those that were read."""
    for row in sources if bodies else ():
        if hashlib.sha256(bodies[row["slug"]][0]).hexdigest() != row["sha256"]:
            yield f"{row['file']} has another digest"


def bodies_in(shared: Path) -> dict[str, list[bytes]]:
    """The documents by slug, and those of a list by its name; nothing where they are not."""
    if not shared.is_dir():
        return {}
    found: dict[str, list[bytes]] = {}
    for row in table("sources.tsv"):
        body = (shared / row["file"]).read_bytes()
        for name in dict.fromkeys((row["slug"], row["lineage"])):
            found.setdefault(name, []).append(body)
    return found


def check_copies(sources: list[Row], bodies: dict[str, list[bytes]]) -> Iterator[str]:
    """No text of ours holds six words of a document in a row; every line read by hand is accounted for."""
    if not bodies:
        return
    texts = {row["slug"]: bodies[row["slug"]][0].decode() for row in sources}
    theirs = {run for text in texts.values() for run in runs(fold(text).split(), LONGEST_QUOTE)}
    yield from (f"copied: “{run}”" for text in our_texts() for run in runs(fold(text).split(), LONGEST_QUOTE) & theirs)
    covered = {(row["source"], int(row["line"])) for row in table("coverage.tsv")}
    for slug, text in texts.items():
        if slug not in {source for source, _line in covered}:
            continue
        numbers = (number for number, line in enumerate(text.split("\n"), 1) if line.strip())
        yield from (f"{slug}:{number} is not covered" for number in numbers if (slug, number) not in covered)


def our_texts() -> list[str]:
    """What we wrote: the reading, its notes, and every value of the example that ships."""
    ours = [row["value"] for row in table("statements.tsv") if row["predicate"] != "url"]
    ours += [row["note"] for row in table("entities.tsv")] + [row["what"] for row in table("coverage.tsv")]
    ours += [json.loads(row["instead"] or "{}").get("value", "") for row in table("review.tsv")]
    values = [re.findall(r"^ +- value: (?!http)(.*)$", path.read_text(), re.M) for path in EXAMPLE.rglob("*.yaml")]
    return [*ours, (READING / "README.md").read_text(encoding="utf-8"), *(value for found in values for value in found)]


def check_names(entities: list[Row]) -> Iterator[str]:
    """No file of the checkout holds a name that somebody no longer goes by."""
    former = {digest for row in entities for digest in row["former_digests"].split("|") if digest}
    listed = subprocess.check_output(["git", "ls-files", "-zco", "--exclude-standard"], cwd=ROOT, text=True)
    for path in (ROOT / name for name in listed.split("\0") if (ROOT / name).is_file()):
        words = fold(f"{path.name}\n{path.read_bytes().decode(errors='replace')}").split()
        names = (run for length in range(1, LONGEST_NAME + 1) for run in runs(words, length))
        if any(hmac.digest(NAMES_KEY, name.encode(), "sha256").hex() in former for name in names):
            yield f"{path.relative_to(ROOT)} holds a former name"


def problems(shared: Path) -> Iterator[str]:
    sources, bodies = table("sources.tsv"), bodies_in(shared)
    entities, seen = table("entities.tsv"), set[tuple[str, ...]]()
    refs = [f"{row['kind']}/{row['slug']}" for row in entities]
    yield from (f"{ref} stands twice" for ref in set(refs) if refs.count(ref) > 1)
    yield from (f"{row['slug']}: no kind {row['kind']}" for row in entities if row["kind"] not in vocabulary.KINDS)
    for row in table("statements.tsv"):
        where = f"{row['source']}:{row['line']} {row['subject']} {row['predicate']}"
        key = tuple(row[name] for name in KEY)
        yield from (f"{where}: {text}" for text in check_words(row, set(refs)))
        yield from (f"{where}: {text}" for text in check_place(row, bodies))
        yield from [f"{where}: stands twice"] if key in seen else []
        seen.add(key)
    yield from check_files(sources, bodies)
    yield from check_copies(sources, bodies)
    yield from check_names(entities)


if __name__ == "__main__":
    found = list(problems(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"))
    sys.exit("\n".join(found) if found else 0)
