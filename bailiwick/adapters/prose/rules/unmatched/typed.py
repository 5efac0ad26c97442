"""Sentences whose verb nobody knows: what the things in them are tells what is said.

“Tiles are drawn by fern using Mapnik” – whatever drawing is, fern is a machine and Mapnik a program.

| behind “is …ed”           | says               |
|---------------------------|--------------------|
| by, on, from a machine    | runs on it         |
| by, at a provider         | is hosted there    |
| by, with, in a program    | uses it            |
| by a person or a team     | is maintained so   |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.plain import cut_at
from bailiwick.adapters.prose.rules.english.function_words import BREAKS, DETERMINERS
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import HOUSES, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import is_capital, is_domain, known
from bailiwick.adapters.prose.rules.names.sorts import delivers, made_with
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.akin import akin_to
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.unmatched.cues import ONCE
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_BE = wordset("is are 's ’s")
_IRREGULAR = wordset(
    "run kept built made done held sent put drawn set given fed shown taken dealt spread found sold rewritten bound"
)
_ONCE = ONCE | {"built", "pushed", "sent", "uploaded"}
_CONDITIONS = wordset("if unless whenever")
_PREPOSITIONS = wordset("by on at with in from using via through under of for to as")
HOUSING, USING = wordset("by on at from"), wordset("by with in using through")
_ADVERBIAL = wordset("still now currently also all both mostly usually only entirely mainly automatically")
#: Another one than the section's.
_OTHER = wordset("old former previous legacy other another copy copies second test new bridge backup backups replica")
_PARTS = wordset(
    "spam filtering search searching login logins delivery storage rendering authentication caching indexing "
    "statistics queue queueing editing pages messages archives archiving uploads builds translation "
    "translations files thumbnails database data accounts content mail posts articles templates markup"
)
_LONGEST_SUBJECT = 6


def told_by_kinds(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say what a passive sentence says by the kinds of what stands behind it."""
    told = False
    for segment in segments(words):
        if not mood_of(segment) and not _CONDITIONS & {word.low for word in words}:
            told |= _passive(segment, here, source)
    return told


def segments(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """A sentence cut where another clause begins."""
    first = 0
    for at, word in enumerate(words):
        joined = word.low in {"and", "so"} and at and words[at - 1].text == ","
        if word.low in BREAKS or joined:
            yield words[first:at]
            first = at + 1 if word.is_mark or joined else at
    yield words[first:]


def _passive(words: Sequence[Word], here: Here, source: Text) -> bool:
    at = next((at for at, word in enumerate(words) if word.low in _BE and at), None)
    verb = at + 1 if at is not None else len(words)
    while verb < len(words) and words[verb].low in _ADVERBIAL:
        verb += 1
    if at is None or verb >= len(words) or not _is_participle(words[verb]) or words[verb].low in _ONCE:
        return False
    things = _subject(words[:at], here)
    part = not things and _is_part(words[:at], here)
    things = here.scope.things if part else things
    told = False
    for preposition, phrase in cut_at(words[verb + 1 :], _PREPOSITIONS) if things else ():
        for predicate, found in _said(preposition, phrase, here):
            if part and found.thing.kind != "software":
                continue
            told |= here.relate_each(things, predicate, found, source, f"{words[verb].low} {preposition}")
    if told:
        here.focus = things
    return told


def _is_part(words: Sequence[Word], here: Here) -> bool:
    """“Spam filtering” in the section of a service: something that it does."""
    plain = [word for word in words if word.low not in DETERMINERS]
    one = here.scope.is_of_one_service
    return one and 0 < len(plain) < 3 and not _OTHER & {word.low for word in words} and plain[-1].low in _PARTS


def _is_participle(word: Word) -> bool:
    return word.low in _IRREGULAR or (len(word.low) > 4 and word.low.endswith(("ed", "en", "wn")))


def _subject(words: Sequence[Word], here: Here) -> tuple[Thing, ...]:
    """What is spoken of: nothing but a section's own thing or one that is named plainly."""
    if (words and words[0].low in BREAKS) or len(words) > _LONGEST_SUBJECT:
        return ()
    if _OTHER & {word.low for word in words}:
        return ()
    named = subject_of(words, here)
    if named.things and not named.aspect and not named.why:
        return tuple(thing for thing in named.things if thing.kind in {"service", "host", "domain"})
    plain = [word for word in words if word.low not in DETERMINERS]
    one = here.scope.is_of_one_service
    return here.scope.things if one and plain and akin_to(plain, here.scope.things) else ()


def _is_name(word: Word, here: Here) -> bool:
    ours = here.scope.community.name if here.scope.community else ""
    return is_capital(word) and word.text.isalnum() and word.text != ours and word.text not in here.glossary.name_parts


def _said(preposition: str, phrase: Sequence[Word], here: Here) -> Iterator[tuple[str, Found]]:
    for item in items(until(phrase, frozenset({".", ":"}))):
        kept = [word for word in item.words if word.low not in DETERMINERS and not word.is_mark]
        if not kept or preposition in {"of", "for", "to", "as", "under"}:
            continue
        program, house = known(kept, SOFTWARE), known(kept, HOUSES)
        if preposition in HOUSING and len(kept) == 1 and kept[0].text in here.hosts and not is_domain(kept[0]):
            yield "runs_on", Found(Thing("host", kept[0].text), kept[0].start)
        elif preposition in USING and program is not None and program[:2] == (0, len(kept)):
            yield made_with(program[2]), Found(Thing("software", program[2]), kept[0].start)
        elif preposition in {"using", "with"} and len(kept) == 1 and house is None and _is_name(kept[0], here):
            yield "uses_software", Found(Thing("software", kept[0].text), kept[0].start)
        elif preposition in {"by", "at"} and house is not None and house[:2] == (0, len(kept)):
            said = "fronted_by" if delivers(house[2]) else "hosted_by"
            yield said, Found(Thing("provider", house[2]), kept[0].start)
        elif preposition == "by":
            for one in people(item.words, here):
                if one.thing.kind == "team" or one.thing.name in here.glossary.people:
                    yield "maintained_by", one
