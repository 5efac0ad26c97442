"""A line as a condition on issues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q

from bailiwick.lib.one_of import Numbers, OneOf
from bailiwick.search.lines import Line, Not, Several, Term, Test

from .fields import ASKED
from .fit import stems_of
from .ground import Ground
from .leading import LEADING, leaders
from .text import few, phrase, phrase_of, says

#: Full-text expression → the issues that fit, or None for "many".
Sets = dict[str, Numbers | None]
#: Under this name they hold what the list is to leave out.
BUT = "but not these"


@dataclass
class Compiled:
    """What a line asks: `texts` are its full-text expressions, the first of which may lead."""

    line: Line
    #: What all words at the top ask for together, "" without them, and the stems of those that are wanted.
    leading: str = ""
    stems: tuple[str, ...] = ()
    #: Whether other words must not be there.
    leaves_out: bool = False
    texts: list[str] = field(default_factory=list)
    rest: tuple[Term, ...] = ()


def compiled(line: Line) -> Compiled:
    """The words at the top of a line together; everything else term by term."""
    words = tuple(each for each in line.terms if phrase(each.term if isinstance(each, Not) else each))
    leading = (phrase_of(words) or "") if words else ""
    rest = tuple(each for each in line.terms if not leading or each not in words)
    wanted = stems_of(each for each in words if not isinstance(each, Not)) if leading else ()
    leaves_out = any(isinstance(each, Not) for each in words)
    found = Compiled(line, leading, wanted, leaves_out, [leading] if leading else [], rest)
    for term in rest:
        _collect(term, found.texts)
    return found


def _collect(term: Term, texts: list[str]) -> None:
    """The full-text expressions inside a term."""
    asked = phrase(term)
    if asked is not None:
        texts.append(asked)
    elif isinstance(term, Not):
        _collect(term.term, texts)
    elif not isinstance(term, Test):
        for each in getattr(term, "terms", ()):
            _collect(each, texts)


def sets_of(ground: Ground, found: Compiled) -> dict[str, Numbers | None]:
    """Each expression with its issues, if they are few: one query for each. A field leads where no words do."""
    sets = {text: few(ground.user, text) for text in dict.fromkeys(found.texts)}
    if not found.leading or sets[found.leading] is None:
        ids = leaders(found.rest, ground)
        sets |= {} if ids is None else {LEADING: ids}
    return sets


def is_led(found: Compiled, sets: Sets) -> bool:
    """Whether the list begins with few issues."""
    return LEADING in sets or sets.get(found.leading) is not None


def condition(found: Compiled, ground: Ground, sets: Sets) -> Q:
    """The whole line. Raises Mistake for values that make no sense."""
    first, but = sets.get(LEADING), sets.get(BUT)
    whole = Q() if first is None else Q(OneOf("pk", first, leads=True))
    if but is not None:
        whole &= ~Q(OneOf("pk", but))
    if found.leading:
        whole &= _says(found.leading, ground, sets, leads=True)
    for term in found.rest:
        whole &= _term(term, ground, sets)
    return whole


def _says(asked: str, ground: Ground, sets: Sets, *, leads: bool = False) -> Q:
    ids = sets.get(asked)
    return says(ground.user, asked) if ids is None else Q(OneOf("pk", ids, leads=leads))


def _term(term: Term, ground: Ground, sets: Sets) -> Q:
    asked = phrase(term)
    if asked is not None:
        return _says(asked, ground, sets)
    if isinstance(term, Test):
        return ASKED[term.field].condition(term, ground)
    if isinstance(term, Not):
        return ~_term(term.term, ground, sets)
    join: Callable[[Q, Q], Q] = Q.__and__ if isinstance(term, Several) else Q.__or__
    first, *others = (_term(each, ground, sets) for each in getattr(term, "terms", ()))
    for each in others:
        first = join(first, each)
    return first
