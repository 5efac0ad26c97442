"""What a phrase names, and of which kind it is: the ends that a relation can have.

| in the phrase                                           | is                                |
|---------------------------------------------------------|-----------------------------------|
| a well-known name, with what one says around it         | a provider, a program             |
| a name that the page has for a machine; “called heron”   | a machine                         |
| somebody whom the page knows; a team                    | a person, a team                  |
| a mail address, a channel                               | a contact point                   |
| “there”, “here”, “the same machine”                     | what was spoken of                |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, CALLED, DETERMINERS
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, HOUSES, ORGANISATION_WORDS, PHYSICAL, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import capital_run, contact_point, is_capital, is_domain, known
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.pointing import pointed_place
from bailiwick.lib.statements import Thing

_ENDS = wordset("which that who where whose whom . ; : instead without besides except like")
#: What may stand behind a provider's name without being somebody else's.
_TAILS = wordset(
    "account accounts cloud infrastructure cluster platform hosting bucket buckets instance instances region server "
    "servers machine machines network project group organisation organization tier plan space pages droplet vm vms"
)
_PROGRAM_TAILS = wordset(
    "server servers database databases instance instances installation cluster site wiki forum bot app application "
    "proxy queue cache frontend backend board setup container containers node nodes pod stack daemon runner runners "
    "agents"
)
_ADDED = ADVERBS | {"all", "both", "partly", "even", "plus"}
_KNOWN_PEOPLE = frozenset({"person", "team"})
_HOUSES = ORGANISATION_WORDS - wordset("friends project inc ltd") | wordset(
    "hosting hosters observatory polytechnic school"
)


def ends_in(words: Sequence[Word], here: Here, *, houses: bool = False) -> list[Found]:
    """The things of a list; nothing where one of them cannot be placed. `houses`: an institution is a provider."""
    found: list[Found] = []
    for item in items(until(words, _ENDS)):
        kept = [word for word in item.words if not word.is_mark and word.low not in _ADDED]
        ends = list(_ends(kept, here, houses=houses)) if kept else []
        if not ends and kept and not found:
            return []
        if not ends:
            break
        found += ends
    return found


def _ends(kept: Sequence[Word], here: Here, *, houses: bool) -> Iterator[Found]:
    point = next((one for word in kept if (one := contact_point(word)) is not None), None)
    if point is not None:
        yield Found(point, kept[0].start)
        return
    pointed = pointed_place(kept, here)
    if pointed is not None:
        yield Found(pointed, kept[0].start)
        return
    machine, house = _machine(kept, here), _house(kept)
    if machine is not None:
        also = (("located_at", house.thing),) if house is not None else ()
        yield Found(machine.thing, machine.at, also=also)
    elif house is not None:
        yield house
    elif (program := _program(kept)) is not None:
        yield program
    elif houses and (unknown := _institution(kept)) is not None:
        yield unknown
    else:
        yield from _known_people(kept, here)


def _machine(kept: Sequence[Word], here: Here) -> Found | None:
    """“heron”, “our old server heron”, “a VM called heron”."""
    for at, word in enumerate(kept):
        called = at > 1 and kept[at - 1].low in CALLED and any(one.low in FORMS for one in kept[: at - 1])
        if (word.text in here.hosts and not is_domain(word)) or (called and at == len(kept) - 1):
            return Found(Thing("host", word.text), word.start) if all(map(_describes, kept[:at])) else None
    return None


def _describes(word: Word) -> bool:
    """What may stand before a name: small words, or a provider's name beside “VM”."""
    return word.text == word.low or word.low in DETERMINERS or is_capital(word)


def _house(kept: Sequence[Word]) -> Found | None:
    """“Lumen”, “one Lumen VM”, “an S3 bucket in Ohio”."""
    house = known(kept, HOUSES)
    if house is None or not _stands_plain(kept, house, _TAILS):
        return None
    return Found(Thing("provider", house[2]), kept[house[0]].start)


def _program(kept: Sequence[Word]) -> Found | None:
    program = known(kept, SOFTWARE)
    if program is None or not _stands_plain(kept, program, _PROGRAM_TAILS):
        return None
    return Found(Thing("software", program[2]), kept[program[0]].start)


def _stands_plain(kept: Sequence[Word], one: tuple[int, int, str], tails: frozenset[str]) -> bool:
    """Whether all around a name only describes it: no capital that makes another name of it, no owner."""
    before, behind = kept[: one[0]], kept[one[1] :]
    described = all(word.text == word.low and not word.low.endswith("ing") for word in before)
    form = FORMS.keys() | PHYSICAL | tails
    owned = bool(behind) and behind[0].low in POSSESSIVE
    plain = not behind or behind[0].low in form or (set(behind[0].low) <= set("0123456789.")) or behind[0].low in CALLED
    return (
        described and (before == [] or before[0].low in DETERMINERS | {"at"} or len(before) < 2) and not owned and plain
    )


def _institution(kept: Sequence[Word]) -> Found | None:
    """“the University of Harrow”, “Harbour Institute”: nobody but a house has such a name."""
    plain = [word for word in kept if word.low not in {"the", "our"}]
    run = capital_run(plain)
    named = run is not None and run == (0, len(plain)) and len(plain) > 1
    return (
        Found(Thing("provider", spell(plain)), plain[0].start) if named and _HOUSES & {w.low for w in plain} else None
    )


def _known_people(kept: Sequence[Word], here: Here) -> Iterator[Found]:
    for one in people(kept, here):
        name = one.thing.name
        known_one = here.glossary.has_person(name) or name in here.glossary.teams
        if one.thing.kind in _KNOWN_PEOPLE and (known_one or one.thing.kind == "team"):
            yield one
