"""What stands in the slots of places: providers, machines, and the form in which a thing is housed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.english.function_words import COUNTED, DETERMINERS
from bailiwick.adapters.prose.rules.english.items import outside
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import (
    BODIES,
    FORMS,
    HOUSES,
    ORGANISATION_WORDS,
    PHYSICAL,
    PROVIDERS,
    SOFTWARE,
)
from bailiwick.adapters.prose.rules.names.shapes import capital_run, is_domain, known, organised
from bailiwick.adapters.prose.rules.slots.naming_places import HOUSING_WORDS, PROTOCOLS, TAILS, is_common, place_named
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_STOPS = wordset(
    "via through every daily nightly weekly hourly now today currently too already alone since next ago twice "
    "once about which that who where for to as but because until when while using so although however whose "
    "ought if unless managed configured powered served behind needs need has have had is are was were will can "
    "could should would must may might does do uses runs it they there we not instead rather"
)
#: “the data centre of Lumen”: whoever has it houses things.
_HOUSING_ROOMS = wordset("centre center datacentre datacenter racks rack premises")
_FIRMS = wordset("agency company firm cooperative provider hoster isp business enterprise consultancy registry")
_BETWEEN = wordset("at in with by from on of inside within")
_GIVERS = wordset("donated sponsored provided rented paid funded offered given leased lent loaned")
_OWNED = wordset(
    "cloud servers server rack racks network machine machines data premises campus datacenters infrastructure"
)


def place(words: Sequence[Word], here: Here, lead: str = "on", *, bold: bool = True) -> list[Found]:
    """The providers and machines in a slot. `lead` is the preposition before it; not `bold`: only sure ones."""
    found: list[Found] = []
    form: dict[str, str] = {}
    giver, housing, firm = "", False, False
    for preposition, part in _parts(words, lead):
        if preposition in _GIVERS:
            giver = preposition
        if preposition == "by" and lead != "by" and known(part, PROVIDERS) is None:
            break
        if preposition == "with" and lead != "with" and found:
            break
        form = _form(part) or form
        one = place_named(part, here, preposition, bold=bold or bool(form) or (preposition == "of" and housing))
        housing = part[-1].low in _HOUSING_ROOMS
        if one is None and lead == "by" and firm:
            one = _whole_name(part)
        firm = part[-1].low in _FIRMS and part[0].low in {"a", "an"}
        if found and one is not None and preposition in {lead, "by", "of", "on"} and not _is_known(one, part):
            break
        if one is None:
            if (found and not _form(part)) or part[-1].low in BODIES:
                break
        elif one.kind == "host" and found and one.name.endswith("s") and one.name not in here.hosts:
            break
        elif one.kind == "host" and found and found[-1].thing.kind == "provider" and preposition in {"at", "in"}:
            break  # “heron is at Lumen, crane at Harbour”: the next one
        elif one.kind == "host":
            found.append(Found(one, part[0].start))
        else:
            found.append(_housed(one, part, form, giver))
            form = {}
    beside = _beside(words, found)
    return _chained([beside, *found] if beside is not None else _counted_at(words, found))


def _whole_name(part: Sequence[Word]) -> Thing | None:
    """“(an agency,) Studio Kvadrat”: what kind of house it is was said, so that it is nobody's name."""
    return Thing("provider", spell(part)) if capital_run(part) == (0, len(part)) else None


def _beside(words: Sequence[Word], found: Sequence[Found]) -> Found | None:
    """“a dedicated server (heron) that …”: the machine in parentheses."""
    if any(one.thing.kind == "host" for one in found):
        return None
    for at, word in enumerate(words[1:-2], 1):
        name = words[at + 1]
        alone = word.text == "(" and words[at + 2].text == ")" and name.text == name.low and name.text.isalnum()
        if alone and words[at - 1].low in FORMS and not is_common(name):
            return Found(Thing("host", name.text), name.start)
    return None


def _is_known(thing: Thing, part: Sequence[Word]) -> bool:
    """Behind a comma only what is known is another provider: “Lumen, Helsinki” is one."""
    return thing.kind != "provider" or known(part, PROVIDERS) is not None


def _housed(thing: Thing, part: Sequence[Word], form: dict[str, str], giver: str) -> Found:
    also = (("terms", "donated"),) if giver in {"donated", "sponsored"} else ()
    run = capital_run(part)
    return Found(thing, part[run[0] if run else 0].start, form, also=also)


def _counted_at(words: Sequence[Word], found: list[Found]) -> list[Found]:
    """“on heron and crane, two machines at Lumen”: both stand there, and nothing else."""
    machines, houses = [[one for one in found if (one.thing.kind == "host") == host] for host in (True, False)]
    if len(machines) < 2 or len(houses) != 1 or houses[0].at < machines[-1].at:
        return found
    between = [word.low for word in words if machines[-1].at < word.start < houses[0].at]
    counted = any(low in COUNTED for low in between) and any(low in FORMS for low in between)
    there = (("located_at", houses[0].thing),)
    return [replace(one, also=(*one.also, *there)) for one in machines] if counted else found


def _chained(found: list[Found]) -> list[Found]:
    """“on heron at Lumen”: the machine, and where the machine stands."""
    if len(found) > 1 and found[0].thing.kind == "host" and found[1].thing.kind == "provider":
        first, second = found[0], found[1]
        return [Found(first.thing, first.at, first.qualifiers, also=(("located_at", second.thing),)), *found[2:]]
    return found


def _parts(words: Sequence[Word], lead: str) -> Iterator[tuple[str, list[Word]]]:
    held: list[Word] = []
    preposition = lead
    for at, word in enumerate(outside(words)):
        if word.low == "it" and not at:
            held.append(word)
            continue
        if word.low in POSSESSIVE and not _houses(held, words, word):
            held = []
        if word.low in _STOPS or word.low in POSSESSIVE:
            break
        if word.low == "of" and held and held[-1].low in ORGANISATION_WORDS | BODIES:
            held.append(word)
        elif word.low in _BETWEEN or word.low in _GIVERS or word.low in {"and", "&", ",", "or", "plus"}:
            if held:
                yield preposition, held
                held = []
            if word.low in _GIVERS or (word.low in _BETWEEN and preposition not in _GIVERS):
                preposition = word.low
            if preposition in _GIVERS and word.low in {"and", ",", "&"}:
                preposition = lead
        elif not word.is_mark:
            held.append(word)
        if at > 40:
            break
    if held:
        yield preposition, held


def _houses(held: Sequence[Word], words: Sequence[Word], mark: Word) -> bool:
    """“Lumen's data centre”, but not “Tom's house”: whether whoever has the place houses things."""
    behind = next((word.low for word in words if word.start >= mark.end), "")
    company = bool(organised(held)) or bool(HOUSING_WORDS & {word.low for word in held})
    return company or known(held, PROVIDERS) is not None or behind in TAILS | _OWNED


def _form(part: Sequence[Word]) -> dict[str, str]:
    lows = [word.low for word in part]
    if PHYSICAL & set(lows):
        return {"form": "physical"}
    if "virtual" in lows:
        return {"form": "vm"}
    return next(({"form": FORMS[low]} for low in reversed(lows) if low in FORMS), {})


def provider(words: Sequence[Word], here: Here) -> list[Found]:
    """The provider in a slot that only takes providers: what fronts, registers, answers for names."""
    found: list[Found] = []
    for preposition, part in _parts(words, ""):
        if found and preposition and known(part, PROVIDERS) is None:
            break
        kept = [word for word in part if word.low not in DETERMINERS]
        one = known(kept, HOUSES)
        if one is not None:
            found.append(Found(Thing("provider", one[2]), kept[one[0]].start))
            continue
        run = capital_run(kept)
        if spell(kept).lower() in PROTOCOLS:
            continue
        if run == (0, len(kept)) and known(kept, SOFTWARE) is None and not any(is_domain(word) for word in kept):
            found.append(Found(Thing("provider", spell(kept)), kept[0].start))
        elif not found:
            return []
    return found


def provider_named(words: Sequence[Word], here: Here) -> list[Found]:
    """The same behind “by”, where somebody may stand too: no name that may be a person's."""
    return [
        one
        for one in provider(words, here)
        if fold_name(one.thing.name) in PROVIDERS or one.thing.name in here.glossary.providers
    ]
