"""The query line: `kind:host "exact words" -without begin*`.

Words must all be there (their stems count), `"…"` follow each other as written, `-`
excludes, `*` stands for any ending. `host:speed.python.org` and `host/speed.python.org`
decide the kind. Which fields exist, and their values, is the caller's knowledge.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .words import words

LONGEST_QUERY = 1000
MOST_WORDS = 32

#: Field name → the values it takes, or None when any will do.
Fields = Mapping[str, Collection[str] | None]


@dataclass(frozen=True)
class Word:
    """Text to be found, or (`without`) not to be found. An `exact` text is in quotation marks."""

    text: str
    exact: bool = False
    begins: bool = False
    without: bool = False

    def __str__(self) -> str:
        shown = f'"{self.text}"' if self.exact else self.text
        return f"{'-' * self.without}{shown}{'*' * self.begins}"


@dataclass(frozen=True)
class Filter:
    """A field that must have this value."""

    field: str
    value: str

    def __str__(self) -> str:
        bare = re.fullmatch(r'[^\s"]\S*', self.value)
        return f"{self.field}:{self.value}" if bare else f'{self.field}:"{self.value}"'


@dataclass(frozen=True)
class Query:
    """What was asked, in the order it was written; `str()` writes it again."""

    terms: tuple[Word | Filter, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    @property
    def wanted(self) -> tuple[Word, ...]:
        """The words that must be there."""
        return tuple(term for term in self.terms if isinstance(term, Word) and not term.without)

    @property
    def unwanted(self) -> tuple[Word, ...]:
        """The words that must not."""
        return tuple(term for term in self.terms if isinstance(term, Word) and term.without)

    def values(self, field: str) -> set[str]:
        """The values asked for one field: any of them will do."""
        return {term.value for term in self.terms if isinstance(term, Filter) and term.field == field}


class Mistake(Exception):
    """A query line that cannot be understood: `message` for people, `position` counted from 1."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position

    def __str__(self) -> str:
        return f"{self.message} {_('(at character %(position)s)') % {'position': self.position}}"


_TERM = re.compile(
    r"""(?P<minus>-?)(?:
          (?P<field>[\w-]+):"(?P<value>[^"]*)(?P<end>"?) | "(?P<exact>[^"]*)(?P<close>"?)(?P<star>\*?) | (?P<bare>\S+)
        )""",
    re.VERBOSE,
)


def parse(text: str, fields: Fields | None = None, kinds: Collection[str] = ()) -> Query:
    """Read a query line. `kinds` are the values of `kind` that may stand as a field of their own."""
    if len(text) > LONGEST_QUERY:
        raise Mistake(_("A query has at most %(most)d characters.") % {"most": LONGEST_QUERY}, LONGEST_QUERY + 1)
    known = {"kind": kinds or None, **(fields or {})}
    query = Query(tuple(_terms(text, known, kinds)))
    if sum(len(words(word.text)) for word in (*query.wanted, *query.unwanted)) > MOST_WORDS:
        raise Mistake(_("A query has at most %(most)d words.") % {"most": MOST_WORDS}, len(text))
    if query.unwanted and not query.wanted:
        raise Mistake(_("Say also what to look for, not only what to leave out."), text.index("-") + 1)
    return query


def _terms(text: str, fields: Fields, kinds: Collection[str]) -> Iterator[Word | Filter]:
    position = 0
    while position < len(text):
        if text[position].isspace() or not (found := _TERM.match(text, position)):
            position += 1
            continue
        if found["field"] is not None and (found["minus"] or found["field"].lower() not in {*fields, *kinds}):
            # Not a field of ours: `https:"…` is a word like any other.
            end = re.compile(r"\S+").match(text, position)
            yield from _bare(end[0] if end else "", position, fields, kinds)
            position = end.end() if end else position + 1
            continue
        position = found.end()
        yield from _term(found, fields, kinds)


def _term(found: re.Match[str], fields: Fields, kinds: Collection[str]) -> Iterator[Word | Filter]:
    if (found["end"] if found["field"] is not None else found["close"]) == "":
        raise Mistake(
            _("This quotation mark has no partner."), found.end() - len(found["value"] or found["exact"] or "")
        )
    if found["field"] is not None:
        yield from _filter(found["field"], found["value"], found.start(), fields, kinds, exact=True)
    elif found["exact"] is not None:
        if words(found["exact"]):
            yield Word(found["exact"], exact=True, begins=bool(found["star"]), without=bool(found["minus"]))
    else:
        yield from _bare(found[0], found.start(), fields, kinds)


def _bare(text: str, position: int, fields: Fields, kinds: Collection[str]) -> Iterator[Word | Filter]:
    head, colon, rest = text.partition(":")
    if colon and head.lower() in {*fields, *kinds}:
        yield from _filter(head, rest.strip('"'), position, fields, kinds)
        return
    head, slash, rest = text.partition("/")
    if slash and head.lower() in kinds and words(rest):
        yield Filter("kind", head.lower())
        yield from _bare(rest.lstrip('-"'), position + len(head) + 1, fields, kinds)
        return
    without = text.startswith("-")
    text = text[without:]
    begins = text.endswith("*")
    text = text[: len(text) - begins]
    if words(text):
        yield Word(text, begins=begins, without=without)


def _filter(
    name: str, value: str, position: int, fields: Fields, kinds: Collection[str], exact: bool = False
) -> Iterator[Word | Filter]:
    name = name.lower()
    if not value.strip():
        raise Mistake(_("Something must follow “%(field)s:”.") % {"field": name}, position + len(name) + 2)
    if name in kinds and name not in fields:
        yield Filter("kind", name)
        if exact:
            yield from [Word(value, exact=True)] if words(value) else []
        else:
            yield from _bare(value.lstrip('-"'), position + len(name) + 1, fields, kinds)
        return
    values = fields[name]
    if values is not None:
        value = value.lower()
        if value not in values:
            choices = ", ".join(sorted(values))
            message = _("%(field)s: takes %(choices)s; not “%(value)s”.")
            raise Mistake(message % {"value": value[:40], "field": name, "choices": choices}, position + len(name) + 2)
    yield Filter(name, value)
