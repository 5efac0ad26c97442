"""Reading a dump and checking all of it before anything is written: the first mistake is said with file and line."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from bailiwick.access import Level
from bailiwick.catalog.models import Entity
from bailiwick.catalog.plain import LEVEL_WORDS

from ..api.values import name_outside
from ..errors import Refused
from ..fields import FIELDS, LONGEST_BODY
from ..linking import FIELD as LINKS
from ..models import IssueLink
from ..words import Vocabulary
from . import forms
from .forms import Wrong
from .kinds import FILES, FORMAT, HEAD, KINDS, SAID, VERSION, Field, Kind, places, referred

Line = dict[str, Any]
Beat = Callable[[str, int], None]
LEVELS = frozenset(word for level, word in LEVEL_WORDS.items() if level < Level.SELF)
EDITED = frozenset({LINKS, *map(name_outside, FIELDS)})
_COLOUR = re.compile(r"(#[0-9a-f]{6})?")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Reading:
    """A dump: how many lines there are of each kind, the largest number, and what this desk cannot keep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts, self.largest, self.lost = Counter[str](), Counter[str](), Counter[str]()
        #: "kind/slug" → the entry of the catalog here, or None.
        self.scopes: dict[str, int | None] = {}
        self._words = Vocabulary()
        # On the disk, so that a large dump needs no more memory than a small one.
        self._known = sqlite3.connect("")
        self._known.execute("CREATE TABLE known (kind TEXT, key TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID")

    def check(self, beat: Beat) -> None:
        """Read every line; raises Refused naming file and line."""
        head = self._head()
        for kind in KINDS.values():
            for number, line in self.lines(kind):
                try:
                    self._check(kind, line)
                except Wrong as error:
                    raise Refused(f"{kind.file}:{number}: {error}") from None
                self.counts[kind.name] += 1
                if number % 500 == 0:
                    beat(f"checking {kind.name}", number)
            told = head.get("counts", {}).get(kind.name)
            if told not in (None, self.counts[kind.name]):
                raise Refused(f"{kind.file} has {self.counts[kind.name]} lines; {HEAD} says {told}")

    def _head(self) -> Line:
        try:
            head = json.loads((self.folder / HEAD).read_text(encoding="utf-8"))
            fits = (head["format"], head["version"]) == (FORMAT, VERSION)
            counts = head.get("counts", {}).items()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused(f"{self.folder} is no whole dump of a tracker: {HEAD} cannot be read ({error})") from None
        if not fits:
            raise Refused(f"{HEAD} says {head['format']} {head['version']}; this is read: {FORMAT} {VERSION}")
        unknown = {path.name for path in self.folder.glob("*.jsonl")} - {kind.file for kind in KINDS.values()}
        if unknown:
            raise Refused(f"{min(unknown)} is no file of this format")
        return {**head, "counts": dict(counts)}

    def lines(self, kind: Kind) -> Iterator[tuple[int, Line]]:
        """(number, line) of a file; nothing of one that is not there."""
        path = self.folder / kind.file
        if not path.exists():
            return
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                try:
                    line = json.loads(raw)
                except (ValueError, RecursionError) as error:
                    raise Refused(f"{kind.file}:{number}: this is no JSON ({error})") from None
                if not isinstance(line, dict):
                    raise Refused(f"{kind.file}:{number}: each line is one object in braces")
                yield number, line

    # --- one line

    def _check(self, kind: Kind, line: Line) -> None:
        names = {field.name for field in kind.fields}
        if unknown := sorted(line.keys() - names):
            raise Wrong(f"there is no field “{unknown[0]}”; there are {', '.join(sorted(names))}")
        for field in kind.fields:
            if line.get(field.name) is None:
                if field.needed:
                    raise Wrong(f"“{field.name}” is missing")
                continue
            try:
                _CHECKS[field.type](self, kind, field, line)
            except (ValueError, TypeError, KeyError, AttributeError):
                raise Wrong(f"“{field.name}” cannot be {json.dumps(line[field.name])[:80]}") from None
        self._check_together(kind, line)

    def _check_together(self, kind: Kind, line: Line) -> None:
        """What a line refers to, and that it is the only one of its kind."""
        for other, key in referred(kind, line):
            if not self._knows(other, key):
                raise Wrong(f"there is no line “{key}” in {KINDS[other].file}")
        for ref in places(kind, line):
            if self.scope(ref) is None:
                self.lost[f"{kind.name} speak of {ref}, which the catalog here does not know"] += 1
        if line.get("address"):
            self.lost["addresses of people are not taken over"] += 1
        if kind.name in ("links", "merges") and len({str(line["issue"]), str(line.get("to", line.get("into")))}) < 2:
            raise Wrong("an issue is not linked with itself")
        if kind.numbered and isinstance(line["id"], int):
            self.largest[kind.name] = max(self.largest[kind.name], line["id"])
        self._learn(kind.name, kind.key_of(line))
        if kind.numbered and kind.same:
            same = [str(line[field.name]) for field in kind.fields if field.on in kind.same]
            self._learn(f"{kind.name} alike", " ".join(same))
        if kind.name == "complaints" and not line.get("settled_at"):
            self._learn("complaints alike", f"{line['issue']} {line.get('comment')} {line['by']}")

    def _knows(self, kind: str, key: str) -> bool:
        return bool(self._known.execute("SELECT 1 FROM known WHERE kind = ? AND key = ?", (kind, key)).fetchone())

    def _learn(self, kind: str, key: str) -> None:
        try:
            self._known.execute("INSERT INTO known VALUES (?, ?)", (kind, key))
        except sqlite3.IntegrityError:
            raise Wrong(f"“{key}” is there a second time") from None

    def scope(self, ref: str) -> int | None:
        """The entry of the catalog that is called so here."""
        if ref not in self.scopes:
            kind, _slash, slug = ref.partition("/")
            found = Entity.objects.filter(kind=kind, slug=slug).values_list("pk", flat=True).first()
            self.scopes[ref] = found
        return self.scopes[ref]

    # --- one field: each raises Wrong with words, or ValueError and the like

    def _value(self, kind: Kind, field: Field, line: Line) -> None:
        value, column = line[field.name], kind.model._meta.get_field(field.on)
        forms.storable(value)
        try:
            clean = column.clean(value, None)  # type: ignore[union-attr]  # a plain column
        except ValidationError as error:
            raise Wrong(f"“{field.name}”: {' '.join(error.messages)}") from None
        if type(clean) is not type(value) or clean != value:
            raise ValueError
        if field.name == "colour" and not _COLOUR.fullmatch(value):
            raise ValueError

    def _prose(self, kind: Kind, field: Field, line: Line) -> None:
        value, most = line[field.name], getattr(kind.model._meta.get_field(field.on), "max_length", None)
        forms.storable(forms.text(value))
        if len(value) > (most or LONGEST_BODY):
            raise Wrong(f"“{field.name}” has more than {most or LONGEST_BODY} characters")
        if field.needed and not value.strip():
            raise Wrong(f"“{field.name}” is empty")

    def _word(self, kind: Kind, field: Field, line: Line) -> None:
        slug = forms.text(line[field.name])
        if not slug and not field.needed:
            return
        if slug not in self._words.of(field.name) and not self._knows("words", f"{field.name}@{slug}"):
            raise Wrong(f"there is no {field.name} “{slug}”, neither here nor in words.jsonl")

    def _digest(self, kind: Kind, field: Field, line: Line) -> None:
        digest = line[field.name]
        if not _DIGEST.fullmatch(digest):
            raise ValueError
        if self._knows(FILES, digest):
            return
        path = self.folder / FILES / digest[:2] / digest
        try:
            with path.open("rb") as file:
                found, size = hashlib.file_digest(file, "sha256").hexdigest(), file.tell()
        except OSError:
            raise Wrong(f"the bytes {FILES}/{digest[:2]}/{digest} are missing") from None
        if found != digest:
            raise Wrong(f"{FILES}/{digest[:2]}/{digest} holds something else")
        if not 0 < size <= settings.FILE_MAX:
            raise Wrong(f"a file of {size} bytes; one may have {settings.FILE_MAX} here, and has to have some")
        self._learn(FILES, digest)

    def _said(self, kind: Kind, field: Field, line: Line) -> None:
        """A value of the history has the form that its field has."""
        name, value = line["field"], line[field.name]
        if name == "services":
            forms.states(value)
        elif name in ("labels", "versions"):
            forms.texts(value)
        elif name == LINKS:
            forms.one_of(value["kind"], IssueLink.Kind.values)
            forms.one_of(value["side"], ("out", "in"))
            forms.identity(value["issue"])
        elif name == "visibility":
            forms.one_of(value, LEVELS)
        elif name in SAID:
            forms.identity(value)
        else:
            forms.storable(forms.text(value))


_Check = Callable[[Reading, Kind, Field, Line], None]


def _simply(check: Callable[[Any], Any]) -> _Check:
    """A check of the value alone."""
    return lambda reading, kind, field, line: check(line[field.name])


_CHECKS: Mapping[str, _Check] = {
    "value": Reading._value,
    "prose": Reading._prose,
    **dict.fromkeys(("word", "rank"), Reading._word),
    "bytes": Reading._digest,
    "said": Reading._said,
    "time": _simply(forms.moment),
    "day": _simply(date.fromisoformat),
    "scope": _simply(forms.reference),
    "services": _simply(forms.states),
    **dict.fromkeys(("labels", "versions", "paths"), _simply(forms.texts)),
    "url": _simply(forms.address),
    "flag": _simply(forms.flag),
    "text": _simply(forms.text),
    "level": _simply(lambda value: forms.one_of(value, LEVELS)),
    "edited": _simply(lambda value: forms.one_of(value, EDITED)),
    **dict.fromkeys(("id", "person", "issue", "topic", "comment", "milestone"), _simply(forms.identity)),
}
