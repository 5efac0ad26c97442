"""Who reads an address, and who stands in: “help@example.org is read by Ada”, “Bert stands in when she is away”."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.words import Word, words_of, wordset
from bailiwick.adapters.prose.rules.names.shapes import contact_point, is_capital
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.slots.teams import named_team
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

#: What an address does until somebody has it: two words, or one behind “which”.
_READ = frozenset({("read", "by"), ("answered", "by"), ("goes", "to"), ("handled", "by"), ("forwarded", "to")})
_READING = wordset("read reads watch watches answer answers")
_REACHES = wordset("reaches notifies wakes")
_CLOSING = wordset("only alone both directly")
_STANDING = frozenset(
    {("stands", "in"), ("stand", "in"), ("steps", "in"), ("fills", "in"), ("jumps", "in"), ("takes", "over")}
)
_DEPUTISING = wordset("substitutes deputises deputizes")
_ENDING = frozenset({",", ";", ".", ")", "–", "and", "or", "but", "who", "so", "because"})
_LONGEST_GAP = 8


def told_who_answers(words: Sequence[Word], here: Here, source: Text) -> None:
    """Say who reads the addresses of a sentence, and who stands in for whom the one before named."""
    if not mood_of([word for word in words if word.low not in {"when", "if", "whenever"}]):
        _read_by(words, here, source)
        _reads(words, here, source)
        _reads_which(words, here, source)
        _stands_in(words, here, source)


def _read_by(words: Sequence[Word], here: Here, source: Text) -> None:
    """“help@example.org, that one is read by Ada only”."""
    for at, word in enumerate(words):
        point = contact_point(word)
        end = _reader_from(words, at) if point is not None else 0
        if point is None or not end:
            continue
        found = people([one for one in words[end:] if one.low not in _CLOSING], here)
        for one in found if all(one.thing.kind in {"person", "team"} for one in found) else ():
            here.relate(point, "contact", one, source, "read by")


def _reads_which(words: Sequence[Word], here: Here, source: Text) -> None:
    """“help@example.org, which Ada reads”."""
    at = next((at for at, word in enumerate(words) if at > 1 and word.low in _READING), 0)
    which = next((back for back in range(at - 1, 0, -1) if words[back].low in {"which", "that"}), 0)
    address = words[which - 2 if words[which - 1].text == "," else which - 1] if which > 1 else None
    point = contact_point(address) if address is not None else None
    for one in people(words[which + 1 : at], here) if point is not None else ():
        if point is not None and one.thing.kind in {"person", "team"}:
            here.relate(point, "contact", one, source, "reads")


def _reads(words: Sequence[Word], here: Here, source: Text) -> None:
    """“The ops team reads ops@example.org”, “…; the ops team reads it”: how the team is reached."""
    at = next((at for at, word in enumerate(words) if at and word.low in _READING), 0)
    behind = [word for word in words[at + 1 :] if word.low not in {"the", "list", "address", "mailbox"}][:1]
    if not at or not behind:
        return
    point = contact_point(behind[0]) or (_last_address(source, words[0].start) if behind[0].low == "it" else None)
    first = at
    while first and words[first - 1].low not in _ENDING:
        first -= 1
    who = _readers(words[first:at], here) if point is not None else None
    if point is not None and who is not None:
        here.relate(who, "contact", Found(point, behind[0].start), source, "reads")


def _readers(words: Sequence[Word], here: Here) -> Thing | None:
    """A team by name, “the circle” whose section it is, “we” of a team, or somebody."""
    team = here.team or here.scope.crew or (here.scope.things[0] if here.scope.category == "team" else None)
    lows = [word.low for word in words if word.low not in {"the", "our", "all", "of"}]
    if team is not None and (lows in (["we"], ["us"]) or lows == [team.name.lower().split()[-1]]):
        return team
    found = named_team(words) or next((one.thing for one in people(words, here)), None)
    return found if found is not None and found.kind in {"team", "person"} else None


def _last_address(source: Text, end: int) -> Thing | None:
    """The one address in the text before."""
    points = {point for word in words_of(source.text[:end]) if (point := contact_point(word)) is not None}
    return points.pop() if len(points) == 1 else None


def _reader_from(words: Sequence[Word], at: int) -> int:
    """Where the readers of the address at `at` begin; 0 where it does not say."""
    for end in range(at + 1, min(at + _LONGEST_GAP, len(words) - 1)):
        if contact_point(words[end]) is not None:
            return 0
        if (words[end].low, words[end + 1].low) in _READ:
            return end + 2
        if words[end].low in _REACHES and words[end - 1].low in {"which", "that", "it"}:
            return end + 1
    return 0


def _stands_in(words: Sequence[Word], here: Here, source: Text) -> None:
    """“…, and Bert stands in when she travels”: he answers for the same."""
    predicate, things = here.last
    at = next((at for at in range(1, len(words)) if _is_standing(words, at)), 0)
    first = at
    while first and words[first - 1].low not in _ENDING:
        first -= 1
    name = [word for word in words[first:at] if is_capital(word)]
    if not predicate or not name or len(name) > 3:
        return
    for one in people(name, here):
        if one.thing.kind == "person":
            for thing in things:
                here.relate(thing, predicate, Found(one.thing, one.at, {"role": "deputy"}), source, "stands in")


def _is_standing(words: Sequence[Word], at: int) -> bool:
    behind = words[at + 1].low if at + 1 < len(words) else ""
    return words[at].low in _DEPUTISING or (words[at].low, behind) in _STANDING
