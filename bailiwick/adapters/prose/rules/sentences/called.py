"""Machines that a provider's section counts first and names later: “It is called heron”, “One, heron, is …”."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.words import Word, words_of
from bailiwick.adapters.prose.rules.names.gazetteer import MACHINES
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_CALLED = frozenset({("it", "is", "called"), ("it", "is", "named"), ("its", "name", "is"), ("this", "is")})
_ONE_OF = frozenset({("one",), ("the", "other"), ("the", "first"), ("the", "second"), ("the", "third"), ("another",)})
_FAR = 60


def named_later(words: Sequence[Word], here: Here, source: Text) -> Sequence[Word]:
    """Say that such a machine stands there; the sentence with its name as the first word."""
    mine = here.scope.things[0] if here.scope.category == "provider" and len(here.scope.things) == 1 else None
    at = _name_at(words)
    if mine is None or not at or not is_machine_name(words[at]) or not _counted_before(source, words[0].start):
        return words
    host = Thing("host", words[at].text)
    if not here.relate(host, "located_at", Found(mine, words[at].start), source, "called"):
        return words
    here.hosts.add(host.name)
    here.focus, here.machine = (host,), host
    rest = words[at + 1 :]
    return [words[at], *(rest[1:] if rest and rest[0].text == "," else rest)]


def _name_at(words: Sequence[Word]) -> int:
    """Where the name stands; 0 when nothing is called so."""
    lows = tuple(word.low for word in words)
    called = next((lead for lead in _CALLED if lows[: len(lead)] == lead), ())
    if called and len(words) > len(called) and (len(words) == len(called) + 1 or words[len(called) + 1].is_mark):
        return len(called)
    one = next((lead for lead in _ONE_OF if lows[: len(lead)] == lead), ())
    at = len(one) + 1
    set_off = one and len(words) > at + 1 and words[at - 1].text == "," == words[at + 1].text
    return at if set_off else 0


def _counted_before(source: Text, end: int) -> bool:
    """Whether what stands before speaks of machines that are there."""
    before = list(words_of(source.text[:end]))[-_FAR:]
    return any(word.low in MACHINES for word in before) and not mood_of(before)
