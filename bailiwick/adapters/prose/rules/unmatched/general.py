"""Clauses that no pattern understood: the kinds of their ends and a small table of cues tell what they say.

| behind                                      | a machine | a provider          | a program     | people            |
|---------------------------------------------|-----------|---------------------|---------------|-------------------|
| is, stays, lives …; is …ed: on, at, from, by | runs on   | is hosted by        |               |                   |
| goes: to                                    | runs on   | is hosted by        |               |                   |
| is …ed: by, with, through, in; uses, needs  |           | (by its sort)       | uses          |                   |
| through, behind, cached by                  |           | is fronted by       | uses          |                   |
| is kept, managed …: by, in the hands of     |           |                     |               | is maintained by  |
| somebody keeps, manages … it                |           |                     |               | is maintained by  |

A clause that plans, denies, doubts or remembers says nothing, and neither does one of which either end is unclear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from bailiwick.adapters.prose.rules.clauses.mood import PLANNED, mood_of, refusal
from bailiwick.adapters.prose.rules.clauses.plain import Phrase, Plain, plain_clauses
from bailiwick.adapters.prose.rules.english.function_words import KEEPS, PRONOUNS
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import SOFTWARE
from bailiwick.adapters.prose.rules.names.sorts import delivers, sort_of
from bailiwick.adapters.prose.rules.relations.stand_ins import is_piece
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.asides import without_asides
from bailiwick.adapters.prose.rules.subjects.noun_phrases import names_in_phrase
from bailiwick.adapters.prose.rules.subjects.spoken_of import spoken_of
from bailiwick.adapters.prose.rules.unmatched.cues import AT, GOING, ONCE, PLACED, STANDING, cue
from bailiwick.adapters.prose.rules.unmatched.ends import ends_in
from bailiwick.adapters.prose.rules.unmatched.fronting import housed_here, turned
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Statement, Thing
from bailiwick.lib.text import fold_name

_HOLDS = wordset("hosts host hosting houses house housing carries carry stores store holds hold serves serve runs run")
_POINTERS = PRONOUNS | wordset("he she one ones both former latter there here first second others we you i")
_NAMESAKES = frozenset({"domain", "software", "tracker"})
_SERVED = frozenset({"service", "host", "domain", "software", "contact-point"})


def told_in_general(words: Sequence[Word], here: Here, source: Text, said: Sequence[object]) -> bool:
    """Say what plain clauses say that nobody read: of things that no statement of this sentence, `said`, has yet."""
    taken = {_key(thing) for one in said if isinstance(one, Statement) for thing in (one.subject, one.object) if thing}
    told, subject, last = False, tuple[Thing, ...](), tuple[Thing, ...]()
    for plain in plain_clauses(without_asides(words)):
        subject, place = _subject(plain, subject, last, here), last if plain.hangs == "placed" else ()
        last = _last(plain, subject, here)
        if _says_not(_without_former(plain.words), plain.verb):
            continue
        said_of = (*_placed_there(plain, subject, place), *_relations(plain, subject, here)) if subject else ()
        for thing, predicate, found in (*turned(plain, here), *said_of):
            another = _key(thing) not in taken and thing.kind != "provider" and not _is_coined(plain, here)
            fresh = _key(found.thing) not in taken or another
            if fresh and not _is_said_otherwise(found.thing, taken):
                told |= here.relate(thing, predicate, found, source, plain.verb.low)
    for thing, predicate, found in housed_here(words, here):
        told |= here.relate(thing, predicate, found, source, "there")
    return told


def _is_said_otherwise(thing: Thing, taken: set[tuple[str, str]]) -> bool:
    """“hosted by Element”: a name that was read as a provider's is not a program's, too."""
    return thing.kind == "software" and ("provider", fold_name(thing.name)) in taken


def _key(thing: Thing) -> tuple[str, str]:
    """What is said of a domain, or of a program, is not said again of a service of that name."""
    return "service" if thing.kind in _NAMESAKES else thing.kind, fold_name(thing.name)


def _says_not(words: Sequence[Word], verb: Word) -> str:
    """Why a clause states nothing that is."""
    lead = [word for word in words if word.start <= verb.end]
    rest = [word for word in words if word.start > verb.start]
    planned = PLANNED if ("to", "be") in pairwise(word.low for word in words) else ""
    return planned or mood_of(words) or refusal(lead, (), rest, past=False, case=False)


def _without_former(words: Sequence[Word]) -> Sequence[Word]:
    """“The former runs Foo” is no past."""
    return words[2:] if [word.low for word in words[:2]] == ["the", "former"] else words


def _subject(plain: Plain, before: tuple[Thing, ...], last: tuple[Thing, ...], here: Here) -> tuple[Thing, ...]:
    if plain.hangs in {"inherits", "relative"}:
        return before if plain.hangs == "inherits" else last
    if not plain.subject and plain.verb.text != plain.verb.low:
        mine = here.about or here.scope.things
        return mine if len(mine) == 1 else ()
    spoken = _spoken(plain, here)
    told = plain.passive or plain.verb.low in (STANDING | GOING) - {"is", "are"}
    return spoken or (names_in_phrase(plain.subject, here) if told and not _points(plain.subject) else ())


def _spoken(plain: Plain, here: Here) -> tuple[Thing, ...]:
    return spoken_of(plain.subject, here, only=plain.verb.low in {"is", "are"})


def _is_coined(plain: Plain, here: Here) -> bool:
    """Whether the subject is a phrase that stands on no list: of one thing is said only what nobody said of another."""
    return bool(plain.subject) and not plain.hangs and not _spoken(plain, here)


def _points(words: Sequence[Word]) -> bool:
    """“it”, “the latter”, “that one”: what points back is no name, even where it is not clear to what."""
    return not words or bool(_POINTERS & {word.low for word in words})


def _last(plain: Plain, subject: tuple[Thing, ...], here: Here) -> tuple[Thing, ...]:
    """What a clause named last, or only described: “which” speaks of it."""
    found = ends_in(plain.phrases[-1].words, here) if plain.phrases else []
    described = not found and len(plain.phrases) == 1 and plain.verb.low in {"is", "are"} and len(subject) == 1
    return (found[0].thing,) if len(found) == 1 else subject if described else ()


def _placed_there(
    plain: Plain, subject: tuple[Thing, ...], place: tuple[Thing, ...]
) -> Iterator[tuple[Thing, str, Found]]:
    """“… on heron, on which Redis is running”, “heron, where all patches go”."""
    for where in place if plain.verb.low in STANDING | GOING or plain.passive else ():
        if where.kind in {"host", "provider"} and plain.verb.low not in ONCE:
            yield from (_there(thing, where, plain.verb.start) for thing in subject)


def _there(thing: Thing, where: Thing, at: int) -> tuple[Thing, str, Found]:
    """A program on a machine is the machine's; anything else is housed there."""
    program = SOFTWARE.get(fold_name(thing.name), "") if where.kind == "host" else ""
    return (
        (where, "uses_software", Found(Thing("software", program), at))
        if program
        else (thing, "hosted_by", Found(where, at))
    )


def _relations(plain: Plain, subject: tuple[Thing, ...], here: Here) -> Iterator[tuple[Thing, str, Found]]:
    kinds = {thing.kind for thing in subject}
    if kinds <= {"person", "team"}:
        yield from _kept(plain, subject, here)
    elif kinds <= {"provider"} or kinds <= {"host"}:
        yield from _held(plain, subject, here)
    if kinds <= _SERVED:
        yield from _behind(plain, subject, here)


def _behind(plain: Plain, subject: tuple[Thing, ...], here: Here) -> Iterator[tuple[Thing, str, Found]]:
    """What the phrases behind the verb say; what follows a watcher or a machine is said of that."""
    before: Found | None = None
    for phrase, following in zip_longest(plain.phrases, plain.phrases[1:]):
        ends = ends_in(phrase.words, here, houses=phrase.preposition in AT and plain.verb.low in PLACED | STANDING)
        fronting = following is not None and following.preposition == "in front of"
        for found in ends:
            predicate = "fronted_by" if fronting else cue(plain, phrase, found.thing)
            predicate = "" if _is_of_repository(found, plain.phrases) else predicate
            is_one = phrase.preposition == "" and plain.verb.low in {"is", "are"}
            predicate = "" if is_one and subject[0].kind == "host" else predicate
            if before is not None and not fronting and _hangs_on(before.thing, phrase, found.thing):
                yield _named_service(before.thing), "hosted_by", found
            elif predicate:
                yield from ((thing, predicate, found) for thing in subject)
        if len(ends) == 1 and (ends[0].thing.kind == "host" or sort_of(ends[0].thing.name) == "monitored_by"):
            before = ends[0]


def _is_of_repository(found: Found, phrases: Sequence[Phrase]) -> bool:
    """“in the website repository on Codeberg”: the code is there."""
    words = [word for phrase in phrases for word in phrase.words if word.start < found.at]
    return found.thing.kind == "provider" and any(word.low in {"repository", "repo"} for word in words)


def _hangs_on(before: Thing, phrase: Phrase, thing: Thing) -> bool:
    """“watched by Icinga from heron”, “on heron, a VM at Lumen”."""
    if before.kind == "host":
        housed = phrase.preposition in {"at", "from", "with", "in"}
        return thing.kind == "provider" and housed and not (delivers(thing.name) or sort_of(thing.name))
    return before.kind == "software" and thing.kind == "host" and phrase.preposition in {"on", "from", "at"}


def _named_service(thing: Thing) -> Thing:
    return Thing("service", thing.name) if thing.kind == "software" else thing


def _kept(plain: Plain, subject: tuple[Thing, ...], here: Here) -> Iterator[tuple[Thing, str, Found]]:
    """“Ada manages the wiki”, “Ada is in charge of the wiki”."""
    for phrase in plain.phrases:
        lows = [word.low for word in phrase.words]
        after = plain.verb.low in {"looks", "look"} and lows[0] == "after"
        keeping = (plain.verb.low in KEEPS or after) and not plain.passive
        going = plain.verb.low in {"keeps", "keep"} and lows[-1] in {"going", "running", "alive", "up", "afloat"}
        kept = phrase.words[:-1] if going else phrase.words[1:] if after else phrase.words
        direct = keeping and phrase.preposition == ("for" if plain.verb.low[:4] == "care" else "")
        if not (direct or going or phrase.preposition == "charge of") or not kept or is_piece(kept, here.scope.things):
            continue
        for thing in spoken_of(kept, here, duty=True):
            for one in subject:
                if thing.kind in _SERVED and thing.name.lower().split()[-1] not in {"services", "sites", "questions"}:
                    yield thing, "maintained_by", Found(one, plain.verb.start)


def _held(plain: Plain, subject: tuple[Thing, ...], here: Here) -> Iterator[tuple[Thing, str, Found]]:
    """“heron serves the wiki”, “Lumen hosts the wiki”, “heron runs Mailman”."""
    if plain.passive or plain.verb.low not in _HOLDS or len(subject) != 1:
        return
    for phrase in plain.phrases[:1]:
        ends = ends_in(phrase.words, here) if phrase.preposition == "" else []
        for found in ends:
            if found.thing.kind == "software" and subject[0].kind == "host":
                yield subject[0], "uses_software", found
            if found.thing.kind == "host" and subject[0].kind == "provider":
                yield found.thing, "located_at", Found(subject[0], found.at)
        for thing in spoken_of(phrase.words, here) if phrase.preposition == "" and not ends else ():
            if thing.kind in {"service", "domain"} and thing not in subject:
                yield thing, "hosted_by", Found(subject[0], plain.verb.start)
