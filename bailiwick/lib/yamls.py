"""YAML that cannot hurt, both ways: plain trees only, every error with its line, one way to write a thing.

Read: mappings, lists and scalars; no aliases, anchors, tags, merge keys, second documents;
not deeper than `DEPTH`, not more than `NODES` nodes. Scalars stay text except whole
numbers, `true`, `false` and `null`, so that a date is checked by whoever wants a date.

Written: the same tree always gives the same bytes. A file ends with `...`, so that one
that was cut short cannot be taken for a whole one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bailiwick.lib.guarded import LIMIT, read_text
from bailiwick.lib.statements import BadInput

DEPTH = 20
NODES = 2_000_000
END = "...\n"

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class Map(dict[str, Any]):
    """A mapping that knows at which line it and each of its keys stands."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """The line of a key, or of the mapping when it has no such key."""
        return self.lines.get(key, self.line)


class Seq(list[Any]):
    """A list that knows at which line each item stands."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def load(path: Path, *, limit: int = LIMIT, whole: bool = True) -> Map:
    """The mapping that the file holds. `whole`: it must end with `...`."""
    text = read_text(path, limit)
    if whole and not text.rstrip().endswith("\n..."):
        raise BadInput("cut short: the last line of a whole file is “...”", path=str(path), line=text.count("\n") + 1)
    return loads(text, str(path))


def loads(text: str, path: str = "") -> Map:
    """The mapping that a text holds; `path` is for the message."""
    try:
        tree = _Builder(path).build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise BadInput(f"not YAML: {error.problem or error.context}", path=path, line=line) from None
    except yaml.YAMLError as error:
        raise BadInput(f"not YAML: {str(error).splitlines()[0]}", path=path, line=_bad_line(text)) from None
    if not isinstance(tree, Map):
        raise BadInput("the file should hold one mapping (“key: value” lines)", path=path, line=1)
    return tree


def _bad_line(text: str) -> int:
    """The line of the first character that YAML does not allow."""
    found = re.search(r"[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


class _Builder:
    """Turns the parser's events into a tree, counting as it goes."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.nodes = 0
        self.tree: Any = None
        self.stack: list[Map | Seq] = []
        self.keys: list[str | None] = []
        self.documents = 0

    def build(self, events: Iterator[Any]) -> Any:
        """Everything the document says, or BadInput."""
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, yaml.ScalarEvent):
                self._count(event, line)
                self._scalar(event, line)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._count(event, line)
                self._open(Map(line) if isinstance(event, yaml.MappingStartEvent) else Seq(line), line)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self.stack.pop()
                self.keys.pop()
            elif isinstance(event, yaml.AliasEvent):
                raise self._bad("aliases (*name) are not read here", line)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(line)
        return self.tree

    def _bad(self, message: str, line: int) -> BadInput:
        return BadInput(message, path=self.path, line=line)

    def _document(self, line: int) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._bad("a second document begins here; one file holds one", line)

    def _count(self, event: Any, line: int) -> None:
        self.nodes += 1
        if self.nodes > NODES:
            raise self._bad(f"more than {NODES:,} values in one file", line)
        if event.anchor is not None:
            raise self._bad("anchors (&name) are not read here", line)
        if event.tag is not None:
            raise self._bad("tags (!name) are not read here", line)

    def _open(self, node: Map | Seq, line: int) -> None:
        if len(self.stack) >= DEPTH:
            raise self._bad(f"nested deeper than {DEPTH} levels", line)
        self._put(node, line)
        self.stack.append(node)
        self.keys.append(None)

    def _scalar(self, event: Any, line: int) -> None:
        if self.stack and isinstance(self.stack[-1], Map) and self.keys[-1] is None:
            self.keys[-1] = event.value
            self.stack[-1].lines.setdefault(event.value, line)
            return
        self._put(_meaning(event.value) if event.implicit[0] else event.value, line)

    def _put(self, value: Any, line: int) -> None:
        if not self.stack:
            self.tree = value
            return
        parent = self.stack[-1]
        if isinstance(parent, Seq):
            parent.append(value)
            parent.lines.append(line)
            return
        key = self.keys[-1]
        if key is None:
            raise self._bad("a key must be a word", line)
        if key in parent:
            raise self._bad(f"“{key}” stands twice", line)
        parent[key] = value
        self.keys[-1] = None


def _meaning(plain: str) -> Any:
    if plain in _WORDS:
        return _WORDS[plain]
    return int(plain) if _WHOLE.fullmatch(plain) else plain


# --- writing

#: Plain words that no reader of YAML takes for anything but text: letters, digits and a few signs inside.
_PLAIN = re.compile(r"[^\W\d_][\w./@+()#-]*(?:(?: |:(?=/)|, |'(?=\w))[\w./@+()-]+)*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{6})?Z)?")
_NOT_TEXT = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"])
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\xa0\xad\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')


def dumps(tree: Mapping[str, Any]) -> str:
    """The tree as canonical YAML: block style, keys in the order given, text quoted only where it must be."""
    out: list[str] = []
    _mapping(tree, "", out)
    out.append(END)
    return "".join(out)


def _mapping(tree: Mapping[str, Any], indent: str, out: list[str], first: str | None = None) -> None:
    for key, value in tree.items():
        lead = indent if first is None else first
        first = None
        _value(f"{lead}{scalar(key)}:", value, indent, out)


def _value(lead: str, value: Any, indent: str, out: list[str]) -> None:
    if isinstance(value, Mapping):
        if not value:
            out.append(f"{lead} {{}}\n")
            return
        out.append(f"{lead}\n")
        _mapping(value, indent + "  ", out)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if not value:
            out.append(f"{lead} []\n")
        elif all(item is None or isinstance(item, str | int) for item in value) and len(value) <= 4:
            out.append(f"{lead} [{', '.join(_in_flow(item) for item in value)}]\n")
        else:
            out.append(f"{lead}\n")
            _items(value, indent, out)
    else:
        out.append(f"{lead} {scalar(value)}\n")


def _items(values: Sequence[Any], indent: str, out: list[str]) -> None:
    for value in values:
        if isinstance(value, Mapping) and value:
            _mapping(value, indent + "  ", out, first=f"{indent}- ")
        elif isinstance(value, Mapping | Sequence) and not isinstance(value, str):
            _value(f"{indent}-", value, indent + "  ", out)
        else:
            out.append(f"{indent}- {scalar(value)}\n")


def _in_flow(value: Any) -> str:
    text = scalar(value)
    return quoted(value) if isinstance(value, str) and "," in value and not text.startswith('"') else text


def scalar(value: Any) -> str:
    """One value as it stands in a file."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _DATE.fullmatch(text) or (_PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Text in double quotes, everything that is not plainly printable escaped."""
    return f'"{_ESCAPED.sub(lambda found: _escape(found[0]), text)}"'


def _escape(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
