"""The query line of a list: `service:pypi stars:>5 -label:blocked (a OR b) "exact words" begin* sort:stars,-created`.

All terms must hold; `OR` between them is weaker, round brackets make one term of several, `-` before a term turns it
around. Which fields there are is the caller's knowledge, and what their values mean. `str()` of what was read
is a line that reads the same. The simpler line of the search page is in `grammar.py`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from dataclasses import field as column
from difflib import get_close_matches

from django.utils.translation import gettext as _

from .grammar import LONGEST_QUERY, MOST_WORDS, Mistake, Word
from .words import words

MOST_TERMS, DEEPEST, MOST_KEYS = 40, 10, 2
#: The field that says the order; it is not a condition.
SORT = "sort"

_COMPARED = re.compile(r">=|<=|>|<")
_FIELD = re.compile(r"([A-Za-z][\w-]*):")
_BARE = re.compile(r'[^\s"()]+')
_VALUE = re.compile(r'[^\s"(),]+')
_NEEDS_QUOTES = re.compile(r'[\s"(),]|\.\.|^[<>=]')


@dataclass(frozen=True)
class Test:
    """A field that has one of these values, or (`how` is `>`, `>=`, `<`, `<=`) compares so, or (`..`) lies between two.

    `at` is where the field stands in the line, counted from 1, `places` where each value does.
    """

    field: str
    values: tuple[str, ...]
    how: str = ""
    at: int = column(default=1, compare=False)
    places: tuple[int, ...] = column(default=(), compare=False)

    __test__ = False  # pytest, this is none of yours

    def __str__(self) -> str:
        if self.how == "..":
            return f"{self.field}:{'..'.join(self.values)}"
        shown = [f'"{value}"' if _NEEDS_QUOTES.search(value) else value for value in self.values]
        return f"{self.field}:{self.how}{','.join(shown)}"

    def place(self, index: int = 0) -> int:
        """Where a value stands."""
        return self.places[index] if index < len(self.places) else self.at


@dataclass(frozen=True)
class Not:
    """What must not hold."""

    term: Term

    def __str__(self) -> str:
        return f"-({self.term})" if isinstance(self.term, Several | AnyOf) else f"-{self.term}"


@dataclass(frozen=True)
class Several:
    """All of these, two or more."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return " ".join(f"({term})" if isinstance(term, AnyOf) else str(term) for term in self.terms)


@dataclass(frozen=True)
class AnyOf:
    """One of these, two or more."""

    terms: tuple[Term, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.terms))


Term = Word | Test | Not | Several | AnyOf


@dataclass(frozen=True)
class Line:
    """What was asked: a condition (None: everything) and an order of up to two keys, `-` turning one around."""

    where: Term | None = None
    sort: tuple[str, ...] = ()

    def __str__(self) -> str:
        order = str(Test(SORT, self.sort)) if self.sort else ""
        where = "" if self.where is None else str(self.where)
        return " ".join(filter(None, (f"({where})" if order and isinstance(self.where, AnyOf) else where, order)))

    @property
    def terms(self) -> tuple[Term, ...]:
        """What must all hold."""
        if self.where is None:
            return ()
        return self.where.terms if isinstance(self.where, Several) else (self.where,)


def parse_line(text: str, fields: Collection[str], ordered: Collection[str] = ()) -> Line:
    """Read a line; `ordered` are the fields that can be compared. Raises Mistake with its place."""
    if len(text) > LONGEST_QUERY:
        raise Mistake(_("A query has at most %(most)d characters.") % {"most": LONGEST_QUERY}, LONGEST_QUERY + 1)
    reader = _Reader(text, {*fields, SORT}, frozenset(ordered))
    where = reader.any_of(depth=0)
    if reader.at < len(text):
        raise Mistake(_("This bracket closes nothing; put it in quotation marks to search for it."), reader.at + 1)
    return Line(where, reader.sort)


def all_of(terms: Collection[Term]) -> Term | None:
    """These together, as a line that says them would be read."""
    flat = tuple(each for term in terms for each in (term.terms if isinstance(term, Several) else (term,)))
    return None if not flat else flat[0] if len(flat) == 1 else Several(flat)


def leaves(term: Term | None) -> Iterator[Word | Test]:
    """Every word and every field in it."""
    if isinstance(term, Word | Test):
        yield term
    elif isinstance(term, Not):
        yield from leaves(term.term)
    elif term is not None:
        for each in term.terms:
            yield from leaves(each)


class _Reader:
    """Goes through a line from left to right; `at` is the next character, counted from 0."""

    def __init__(self, text: str, fields: set[str], ordered: frozenset[str]) -> None:
        self.text, self.fields, self.ordered = text, fields, ordered
        self.at, self.terms, self.words = 0, 0, 0
        self.sort: tuple[str, ...] = ()

    def any_of(self, depth: int) -> Term | None:
        """Terms with OR between them, until the line or the bracket ends."""
        sides = [self.all_of(depth)]
        while self._word_or():
            place = self.at + 1
            self.at += 2
            sides.append(self.all_of(depth))
            if sides[-1] is None or sides[-2] is None:
                raise Mistake(_("“OR” needs something on both sides."), place)
        flat = [each for side in sides if side for each in (side.terms if isinstance(side, AnyOf) else (side,))]
        return None if not flat else flat[0] if len(flat) == 1 else AnyOf(tuple(flat))

    def all_of(self, depth: int) -> Term | None:
        """Terms that must all hold."""
        found: list[Term] = []
        while not self._ends() and not self._word_or():
            term = self.term(depth)
            if term is not None:
                found.append(term)
        return all_of(found)

    def term(self, depth: int) -> Term | None:
        """One term; None for the order, and for what holds no word at all."""
        begin, without = self.at, 0
        while self.text.startswith("-", self.at):
            self.at, without = self.at + 1, without + 1
        if self.text.startswith("(", self.at):
            term: Term | None = self._bracket(depth)
        elif self.text.startswith('"', self.at):
            term = self._exact()
        else:
            term = self._bare(begin, depth, negated=without % 2 == 1)
        self._count(term, begin)
        if term is None or without % 2 == 0:
            return term
        return term.term if isinstance(term, Not) else Not(term)

    def _ends(self) -> bool:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at >= len(self.text) or self.text[self.at] == ")"

    def _word_or(self) -> bool:
        found = _BARE.match(self.text, self.at)
        return found is not None and found[0] == "OR"

    def _bracket(self, depth: int) -> Term:
        place = self.at + 1
        if depth >= DEEPEST:
            raise Mistake(_("Brackets go at most %(most)d deep.") % {"most": DEEPEST}, place)
        self.at += 1
        term = self.any_of(depth + 1)
        if self.at >= len(self.text):
            raise Mistake(_("This bracket has no partner."), place)
        self.at += 1
        if term is None:
            raise Mistake(_("There is nothing to look for between these brackets."), place)
        return term

    def _exact(self) -> Word | None:
        text = self._quoted()
        begins = self.text.startswith("*", self.at)
        self.at += begins
        return Word(text, exact=True, begins=begins) if words(text) else None

    def _quoted(self) -> str:
        """What stands between two quotation marks, the first of which is next."""
        end = self.text.find('"', self.at + 1)
        if end < 0:
            raise Mistake(_("This quotation mark has no partner."), self.at + 1)
        begin, self.at = self.at + 1, end + 1
        return self.text[begin:end]

    def _bare(self, begin: int, depth: int, *, negated: bool) -> Term | None:
        found = _FIELD.match(self.text, self.at)
        name = found[1].lower() if found else ""
        if found and name in self.fields:
            self.at = found.end()
            test = self._test(name, found.start())
            if name != SORT:
                return test
            self._order_by(test, depth, negated)
            return None
        bare = _BARE.match(self.text, self.at)
        if bare is None:
            return None
        self._is_no_field(name, bare)
        self.at = bare.end()
        text = bare[0].removesuffix("*")
        # Behind a minus it is a word like any other.
        return Word(text, exact=text == "OR", begins=text != bare[0]) if words(text) else None

    def _is_no_field(self, name: str, bare: re.Match[str]) -> None:
        """`https://…` is a word like any other; `asignee:me` is a mistake."""
        close = get_close_matches(name, self.fields, 1, 0.8) if name and not bare[0].endswith(":") else []
        if close and "//" not in bare[0]:
            told = {"name": name, "close": close[0]}
            message = _("There is no field “%(name)s”. “%(close)s:” is one; as words it goes in quotation marks.")
            raise Mistake(message % told, bare.start() + 1)

    def _test(self, name: str, start: int) -> Test:
        """The values behind `name:`."""
        how = ""
        if name in self.ordered and (compared := _COMPARED.match(self.text, self.at)):
            how, self.at = compared[0], compared.end()
        values, places = [], []
        while True:
            places.append(self.at + 1)
            values.append(self._value(name))
            if how or not self.text.startswith(",", self.at):
                break
            self.at += 1
        first = self.text[places[0] - 1 : self.at]
        if name in self.ordered and len(values) == 1 and not how and ".." in first and '"' not in first:
            low, _dots, high = values[0].partition("..")
            if not (low and high):
                raise Mistake(_("Between what? Say both ends: %(field)s:2..5.") % {"field": name}, places[0])
            return Test(name, (low, high), "..", start + 1, (places[0], places[0] + len(low) + 2))
        return Test(name, tuple(values), how, start + 1, tuple(places))

    def _value(self, name: str) -> str:
        if self.text.startswith('"', self.at):
            value = self._quoted()
        else:
            found = _VALUE.match(self.text, self.at)
            value, self.at = (found[0], found.end()) if found else ("", self.at)
        if not value.strip():
            raise Mistake(_("Something must follow “%(field)s:”.") % {"field": name}, self.at + 1)
        return value

    def _order_by(self, test: Test, depth: int, negated: bool) -> None:
        if depth or negated or self.sort:
            raise Mistake(_("The order is said once, and outside of brackets: sort:stars,-created."), test.at)
        if len(test.values) > MOST_KEYS:
            raise Mistake(_("A list is put in order by at most two keys."), test.place(MOST_KEYS))
        self.sort = tuple(value.lower() for value in test.values)

    def _count(self, term: Term | None, begin: int) -> None:
        self.terms += term is not None
        self.words += len(words(term.text)) if isinstance(term, Word) else 0
        if self.words > MOST_WORDS:
            raise Mistake(_("A query has at most %(most)d words.") % {"most": MOST_WORDS}, begin + 1)
        if self.terms > MOST_TERMS:
            raise Mistake(_("A query has at most %(most)d terms.") % {"most": MOST_TERMS}, begin + 1)
