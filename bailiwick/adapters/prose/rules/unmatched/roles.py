"""Who is what: “Wu Lan is the list administrator”, “Tom Reed acts as webmaster”, “it is Ada's job”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, spell, wordset
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.akin import akin_to
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_ROLES = {
    noun: predicate
    for predicate, nouns in {
        "maintained_by": "maintainer maintainers caretaker caretakers keeper keepers steward stewards custodian "
        "curator editor editors gardener janitor",
        "run_by": "admin admins administrator administrators operator operators sysadmin sysadmins webmaster "
        "webmasters postmaster postmasters listmaster moderator moderators manager lead leader head chair op ops "
        "coordinator coordinators hostmaster",
        "owned_by": "owner owners",
        "contact": "contact contacts",
    }.items()
    for noun in nouns.split()
}
_BECOMING = wordset("is are acts act serves serve remains remain plays play")
_MODIFIERS = wordset(
    "main chief lead sole primary current only second backup new principal head deputy acting official local "
    "technical long-time co- first"
)
_BELONGINGS = wordset(
    "job baby responsibility task project turf domain child hobby work duty business department pet concern area "
    "playground brainchild thing"
)
_OF = wordset("of for on")
_BREAKS = wordset("and but , since who which while with when if until because for")
_LONGEST_ROLE = 5


def told_by_role(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say who is what of the section's thing, or of the one that is named; False when no clause says so."""
    told = False
    for segment in _segments(words):
        if not mood_of(segment):
            told |= _appointed(segment, here, source) or _belonging(segment, here, source)
            told |= not told and _responsible(segment, here, source)
    return told


def _segments(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """A sentence cut at its commas, each piece with a verb of its own."""
    first, verb = 0, False
    for at, word in enumerate(words):
        if word.text in {",", ";"} and verb:
            yield words[first:at]
            first, verb = at + 1, False
        verb = verb or word.low in _BECOMING
    yield [word for word in words[first:] if word.text != "."]


def _appointed(words: Sequence[Word], here: Here, source: Text) -> bool:
    at = next((at for at, word in enumerate(words) if word.low in _BECOMING), None)
    who = people(words[:at], here) if at else []
    if not at or not who or not all(one.thing.kind in {"person", "team"} for one in who):
        return False
    role = next((end for end in range(at + 1, min(at + 2 + _LONGEST_ROLE, len(words))) if words[end].low in _ROLES), 0)
    between = words[at + 1 : role]
    one_of_many = (
        {word.low for word in between} & {"a", "an"} and words[role + 1 : role + 2] and words[role + 1].low in _OF
    )
    if (
        not role
        or any(word.is_mark or word.low == "by" for word in between)
        or ({"a", "an"} & {word.low for word in between} and not one_of_many)
    ):
        return False
    while role + 2 < len(words) and words[role + 1].low == "and" and words[role + 2].low in _ROLES:
        role += 2
    told = False
    for thing in _of_what(between, words[role + 1 :], here):
        for one in who:
            told |= here.relate(thing, _ROLES[words[role].low], one, source, words[role].low)
    return told


def _responsible(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Responsible for the wiki is Ada Byron”, “In charge of it are …”."""
    lows = [word.low for word in words]
    if lows[:1] == ["for"] and lows[-1] == "responsible":
        words, lows = [*words[:1], *words[:-1]], ["responsible", *lows[:-1]]
    lead = 2 if lows[:2] == ["responsible", "for"] else 3 if lows[:3] == ["in", "charge", "of"] else 0
    at = next((at for at, low in enumerate(lows) if low in {"is", "are"} and at > lead), None)
    if not lead or at is None:
        return False
    told = False
    for thing in subject_of(words[lead:at], here).things:
        for one in people(words[at + 1 :], here):
            told |= here.relate(thing, "maintained_by", one, source, "responsible")
    return told


def _of_what(between: Sequence[Word], behind: Sequence[Word], here: Here) -> tuple[Thing, ...]:
    """“… of the wiki”, “the wiki's …”, “the wiki …”; else what the section is about."""
    if behind and behind[0].low in _OF:
        return subject_of(until(behind[1:], _BREAKS - {"and", ","}), here).things
    named = [
        word
        for word in between
        if word.low not in DETERMINERS | _MODIFIERS | set(_ROLES) | {"as", "also", "still", "and", "'s", "’s", "of"}
    ]
    mine = here.scope.things or here.focus
    if named and not akin_to(named, mine):
        return subject_of(named, here).things if not here.scope.things else mine if len(mine) == 1 else ()
    return mine


def _belonging(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“It is Wu Lan's job”, “The wiki is Tom Reed's”."""
    at = next((at for at, word in enumerate(words) if word.low in {"is", "are"}), None)
    whose = next((end for end in range((at or 0) + 1, len(words)) if words[end].low in POSSESSIVE), 0)
    if not at or not whose:
        return False
    behind = [word for word in until(words[whose + 1 :], _BREAKS) if word.low not in {"own", "sole", "main", "pet"}]
    if len(behind) > 1 or (behind and behind[0].low not in _BELONGINGS):
        return False
    who: list[Found] = [one for one in people(words[at + 1 : whose], here) if one.thing.kind in {"person", "team"}]
    told = False
    for thing in subject_of(words[:at], here).things if who else ():
        for one in who:
            told |= here.relate(thing, "maintained_by", one, source, spell(behind) or "'s")
    return told
