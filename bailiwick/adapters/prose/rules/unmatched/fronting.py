"""What stands in front of something, and machines of one's own: clauses whose subject is not what they speak of.

| written                                         | says                             |
|-------------------------------------------------|----------------------------------|
| There is Foo in front of the wiki               | the wiki is fronted by Foo       |
| In front of the wiki there is Foo               | the same                         |
| We are using Foo in front of it, Foo stands …   | the same                         |
| The wiki has a machine of its own at Lumen      | the wiki is hosted by Lumen      |
| Those are heron and crane, below “Lumen”        | they stand there                 |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.plain import Phrase, Plain
from bailiwick.adapters.prose.rules.english.function_words import PLACE_PREPOSITIONS
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, MACHINES, SYSTEMS
from bailiwick.adapters.prose.rules.slots.made import instance
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.noun_phrases import names_in_phrase
from bailiwick.adapters.prose.rules.subjects.pointing import SEVERAL
from bailiwick.adapters.prose.rules.subjects.spoken_of import spoken_of
from bailiwick.adapters.prose.rules.unmatched.ends import ends_in
from bailiwick.lib.statements import Statement, Thing

_EVERY = wordset("every all each everything site sites services service them it our the of")
_THERE = wordset("is are stands sits stand sit comes using use uses put have")
#: So many words before a name tell what it is.
_NEAR = 12
#: Before “machines” these say only that they are those spoken of.
_ANY = MACHINES | FORMS.keys() | wordset("two three four five both all own physical virtual rented current")
#: Whoever does this for a name need not house machines.
_NAMING = frozenset({"registrar", "dns_hosted_by", "fronted_by", "monitored_by"})
Said = tuple[Thing, str, Found]


def turned(plain: Plain, here: Here) -> Iterator[Said]:
    """What such a clause says."""
    yield from _in_front(plain, here)
    yield from _own_machine(plain, here)
    yield from _there_is(plain, here)
    yield from _roll_call(plain, here)


def _in_front(plain: Plain, here: Here) -> Iterator[Said]:
    if plain.verb.low not in _THERE:
        return
    lows = [word.low for word in plain.subject]
    if lows[:3] == ["in", "front", "of"] and plain.phrases:
        what = [word for word in plain.subject[3:] if word.low != "there"]
        yield from _fronted(what, plain.phrases[0], here)
    at = next((at for at, phrase in enumerate(plain.phrases) if phrase.preposition == "in front of"), None)
    if at is None or (lows and lows[0] not in {"there", "we"} and at > 0):
        return
    front = plain.phrases[at - 1] if at else Phrase("", plain.subject)
    what = list(plain.phrases[at].words)
    if at + 1 < len(plain.phrases) and plain.phrases[at + 1].preposition == "of":
        what += plain.phrases[at + 1].words
    yield from _fronted(what, front, here)


def _fronted(what: Sequence[Word], front: Phrase, here: Here) -> Iterator[Said]:
    ends = [one for one in ends_in(front.words, here) if one.thing.kind in {"provider", "software"}]
    things = spoken_of(what, here) if ends and front.preposition == "" else ()
    if not things and here.scope.community and {word.low for word in what if not word.is_mark} <= _EVERY:
        things = (here.scope.community,)
    for found in ends[:1]:
        yield from ((thing, "fronted_by", found) for thing in things)


def _there_is(plain: Plain, here: Here) -> Iterator[Said]:
    """“There is a staging copy at Lumen”: what is there, and where."""
    lows = [word.low for word in plain.subject if not word.is_mark]
    first = plain.phrases[0] if plain.phrases else Phrase("", ())
    if lows[-1:] != ["there"] or plain.verb.low not in {"is", "are", "exists"} or first.preposition:
        return
    if here.scope.is_of_one_service:
        yield from ((here.scope.things[0], "uses_software", found) for found in instance(first.words, here))
    things = names_in_phrase(first.words, here)
    if first.words and first.words[-1].low in FORMS:
        # “There is one dedicated server at Lumen, heron, …”: what it is called stands behind.
        things = tuple(Thing("host", word.text) for word in plain.words if word.text in here.hosts)
    for phrase in plain.phrases[1:]:
        for found in ends_in(phrase.words, here, houses=True) if phrase.preposition in {"at", "on"} else ():
            if found.thing.kind in {"provider", "host"}:
                yield from ((thing, "hosted_by", found) for thing in things)


def _own_machine(plain: Plain, here: Here) -> Iterator[Said]:
    """“The wiki has a machine of its own called heron, at Lumen”."""
    first = plain.phrases[0] if plain.phrases else Phrase("", ())
    own = plain.verb.low in {"has", "have"} and first.preposition == "" and first.words and first.words[-1].low in FORMS
    things = spoken_of(plain.subject, here) if own else ()
    if not things or any(thing.kind != "service" for thing in things):
        return
    hosts = [Found(Thing("host", word.text), word.start) for word in plain.words if word.text in here.hosts]
    houses = [
        found
        for phrase in plain.phrases[1:]
        if phrase.preposition in PLACE_PREPOSITIONS
        for found in ends_in(phrase.words, here, houses=True)
        if found.thing.kind == "provider"
    ]
    for found in houses if hosts else ():
        yield from ((host.thing, "located_at", found) for host in hosts)
    for found in hosts or houses:
        yield from ((thing, "hosted_by", found) for thing in things)


def _roll_call(plain: Plain, here: Here) -> Iterator[Said]:
    """“Those are heron and crane”, “The machines are called heron and crane”: where was said before."""
    if plain.verb.low not in {"is", "are", "called", "named"} or len(plain.phrases) != 1 or not plain.subject:
        return
    said = " ".join(word.low for word in plain.subject if not word.is_mark)
    lows = [word.low for word in plain.subject]
    pointing = said in SEVERAL or (
        lows[-1] in MACHINES and lows[0] in {"the", "these", "those", "our"} and set(lows[1:-1]) <= _ANY
    )
    hosts = ends_in(plain.phrases[0].words, here) if pointing and plain.phrases[0].preposition == "" else []
    house = _house(here)
    if hosts and house is not None and all(found.thing.kind == "host" for found in hosts):
        yield from ((found.thing, "located_at", Found(house, found.at)) for found in hosts)


def _house(here: Here) -> Thing | None:
    """The provider that is spoken of: the section's, or the only one that the sentence before named."""
    if here.scope.category == "provider" and len(here.scope.things) == 1:
        return here.scope.things[0]
    named = [thing for thing in here.recent if thing.kind == "provider" and thing.name not in SYSTEMS]
    naming = {one.object for one in here.said if isinstance(one, Statement) and one.predicate in _NAMING}
    return named[0] if len(named) == 1 and named[0] not in naming else None


def housed_here(words: Sequence[Word], here: Here) -> Iterator[Said]:
    """Below a provider's title: machines that a sentence begins with, or names as machines that are there."""
    things = here.scope.things
    if here.scope.category != "provider" or len(things) != 1 or things[0].kind != "provider":
        return
    lows = {word.low for word in words}
    there = bool(lows & {"there", "here"}) and bool(lows & (MACHINES | FORMS.keys()))
    for at, word in enumerate(words):
        host = Thing("host", word.text)
        if (
            word.text in here.hosts
            and host not in here.located
            and not mood_of(words[max(0, at - _NEAR) : at])
            and (at == 0 or (there and words[at - 1].low in {",", "and", "(", "called"}))
        ):
            yield host, "located_at", Found(things[0], word.start)
