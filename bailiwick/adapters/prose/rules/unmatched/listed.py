"""“There are two servers at Lumen: heron and crane.”: machines that a sentence names behind what they are.

| written                                          | is                                     |
|--------------------------------------------------|----------------------------------------|
| two servers: heron and crane                     | a colon, to the end of the sentence    |
| two servers, heron (at Lumen) and crane, …       | an apposition                          |
| two servers (heron and crane)                    | the same in parentheses                |
| a server called heron                            | a name behind “called”                 |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bailiwick.adapters.prose.rules.english.function_words import (
    CALLED,
    COPULAS,
    DETERMINERS,
    PLACE_PREPOSITIONS,
    VAGUE,
    WE,
)
from bailiwick.adapters.prose.rules.english.items import Item, items
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import COMMON, FORMS, MACHINES, PHYSICAL, PROVIDERS, SERVICE_NOUNS
from bailiwick.adapters.prose.rules.names.shapes import is_domain, known
from bailiwick.adapters.prose.rules.patterns.table import BOOK
from bailiwick.adapters.prose.rules.slots.where import place
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_MACHINES = MACHINES - {"hypervisors"} | wordset("computer computers vps vpses")
_NEAR = 6
_ONES = frozenset({"one", "another", "third", "second"})
_GIVING = wordset("gives give provides provide donates donate lends lend houses hosts has have offers rents sponsors")
_ENDS = wordset(
    ". now since free in at on with which that who from for where by is are to running both all but were was"
)
#: Nouns that no verb is like: “hosts” may be one.
_PLAINLY = wordset("machines servers vms nodes computers")
_VERBS = COPULAS | {"run", "runs"}
_MOST = 12
#: Participles without “-ed”, which stand behind a comma as a name does: “a server at Lumen, paid for by us”.
_DONE = wordset("paid bought built lent sent kept set left given made held run sold shut hidden bound")
#: What no name is followed by, but a participle: “lent to us”.
_AFTER_DONE = wordset("by for to through via")
_NO_MACHINES = COMMON | SERVICE_NOUNS | VAGUE | DETERMINERS | WE | frozenset(FORMS) | _ENDS


@dataclass(frozen=True, slots=True)
class _Group:
    """Machines named at `first:last`, and where the noun stands that says what they are."""

    noun: int
    last: int
    named: tuple[Item, ...]
    colon: bool


def listed_machines(words: Sequence[Word], here: Here, source: Text) -> tuple[tuple[Thing, ...], Sequence[Word]]:
    """The machines that a sentence is about, and its other words; machines that it comes to only later stay there."""
    group = _group(words)
    if group is None:
        return (), words
    machines = tuple(Thing("host", item.words[0].text) for item in group.named)
    here.hosts |= {machine.name for machine in machines}
    here.pair = machines if len(machines) == 2 else here.pair
    begin = _begin_of(words, group.noun)
    lead, rest = words[: group.noun + 1], words[group.last :]
    located = [_noted(item, here, source) for item in group.named]
    if not all(located):
        _located(machines, group, words, here, source)
    if any(True for _ in BOOK.matches(words[:begin])) and not group.colon:
        return (), [*words[:begin], *_names(words, group), *rest]
    here.focus = machines
    return machines, words[: group.noun + 1 + _until_colon(words, group)] if group.colon else [*lead, *rest]


def _group(words: Sequence[Word]) -> _Group | None:
    for at, word in enumerate(words[:-1]):
        if word.low not in _MACHINES and not (word.low == "instances" and _house_in(words, at)):
            continue
        colon = next((end for end in range(at + 1, min(at + 8, len(words))) if words[end].text == ":"), None)
        if colon is not None:
            named = _machines_in(words[colon + 1 :], sure=True)
            return _Group(at, len(words), named, colon=True) if named else None
        behind = words[at + 1]
        if behind.low in CALLED or behind.text in {",", "("}:
            found = _apposed(words, at, at + 2, sure=behind.low in CALLED)
            if found is not None:
                return found
        if word.low in _PLAINLY and _is_machine(behind, sure=False) and not behind.low.endswith("s"):
            found = _apposed(words, at, at + 1, sure=False)
            if found is not None:
                return found
        around = _after_place(words, at)
        if around:
            found = _apposed(words, at, around, sure=False)
            if found is not None:
                return found
    return None


def _after_place(words: Sequence[Word], at: int) -> int:
    """Behind “at Lumen,” and “here,” in “one server at Lumen, heron”."""
    there = next((end for end in range(at + 1, min(at + 6, len(words) - 1)) if words[end].low in {"here", "there"}), 0)
    if there and words[there + 1].text == ",":
        return there + 2
    if words[at + 1].low not in {"at", "with", "from", "here", "there"}:
        return 0
    return next((end + 1 for end in range(at + 2, min(at + 5, len(words))) if words[end].text == ","), 0)


def _apposed(words: Sequence[Word], noun: int, first: int, *, sure: bool) -> _Group | None:
    depth, last = 0, first
    while last < len(words) and last - first < _MOST * 2:
        word = words[last]
        depth += (word.text == "(") - (word.text == ")")
        if depth < 0 or (not depth and word.low in _ENDS):
            break
        if not depth and word.text == "," and _closes(words, last):
            break
        last += 1
    named = _machines_in(words[first:last], sure=sure)
    several = words[noun].low.endswith("s")
    follows = words[last].low if words[last : last + 1] else ""
    if not named or several != (len(named) > 1) or (not sure and follows in _VERBS | _AFTER_DONE):
        return None
    if last < len(words) and words[last].text in {",", ")"}:
        last += 1
    return _Group(noun, last, named, colon=False)


def _closes(words: Sequence[Word], comma: int) -> bool:
    """Whether a list ends with this comma: what follows is no further name."""
    after = words[comma + 1 : comma + 3]
    more = len(after) == 2 and after[0].low == "and" and _is_machine(after[1], sure=False)
    return bool(after) and after[0].low in _ENDS | {"and"} and not more


def _machines_in(words: Sequence[Word], *, sure: bool) -> tuple[Item, ...]:
    """The members of a list, if all of them are machines' names."""
    named = tuple(items([word for word in words if word.text != "."]))
    plain = 0 < len(named) <= _MOST and all(len(item.words) == 1 for item in named)
    return named if plain and all(_is_machine(item.words[0], sure=sure) for item in named) else ()


def _is_machine(word: Word, *, sure: bool) -> bool:
    if is_domain(word):
        return True
    named = word.text.replace("-", "").replace("_", "").isalnum() and word.text[0].isalpha()
    small = word.text == word.low and len(word.text) > 2 and not word.low.endswith(("ing", "ed", "ly"))
    return named and word.low not in _NO_MACHINES | _DONE and (sure or small)


def _begin_of(words: Sequence[Word], noun: int) -> int:
    """Where the noun's own words begin: “our two old servers”."""
    at = noun
    while at and (words[at - 1].low in DETERMINERS | PHYSICAL | {"web", "build", "mail", "oldest"}):
        at -= 1
    return at


def _names(words: Sequence[Word], group: _Group) -> list[Word]:
    """The names with commas between them, in place of the noun."""
    comma = Word(",", ",", words[group.noun].start, words[group.noun].end)
    names: list[Word] = []
    for item in group.named:
        names += [*([comma] if names else []), *item.words]
    return names


def _until_colon(words: Sequence[Word], group: _Group) -> int:
    return next(at for at, word in enumerate(words[group.noun + 1 :]) if word.text == ":")


def _noted(item: Item, here: Here, source: Text) -> bool:
    """“heron (at Lumen)”."""
    found = place(item.note, here, "at") if item.note else []
    told = False
    for one in found:
        if one.thing.kind == "provider":
            told |= here.relate(Thing("host", item.words[0].text), "located_at", one, source, "at")
    return told


def _located(machines: tuple[Thing, ...], group: _Group, words: Sequence[Word], here: Here, source: Text) -> None:
    """Where they stand: with the provider that the words around name, or that is spoken of."""
    first = group.named[0].words[0].start
    form = _form(words[_begin_of(words, group.noun) : group.noun + 1])
    outer = [word for word in words if word.start < first]
    for house in _houses(outer, group, words, here):
        for machine, item in zip(machines, group.named, strict=True):
            here.relate(machine, "located_at", Found(house, item.words[0].start, form), source, "there")


def _form(lead: Sequence[Word]) -> dict[str, str]:
    lows = {word.low for word in lead}
    if PHYSICAL & lows:
        return {"form": "physical"}
    return (
        {"form": "vm"} if {"vms", "vm", "virtual", "vps", "vpses", "droplet", "droplets"} & lows else {"form": "server"}
    )


def _house_in(words: Sequence[Word], noun: int) -> str:
    """“three EC2 instances”, “a Hetzner Cloud VM”: the provider before the noun."""
    lead = words[max(0, noun - 3) : noun]
    found = known(lead, PROVIDERS)
    return found[2] if found is not None and found[1] == len(lead) else ""


def _houses(outer: Sequence[Word], group: _Group, words: Sequence[Word], here: Here) -> list[Thing]:
    lows = [word.low for word in outer]
    mine = [thing for thing in here.scope.things or here.focus if thing.kind in {"provider", "data-centre"}]
    if {"there", "here"} & set(lows):
        return mine or [thing for thing in here.focus if thing.kind == "provider"]
    between = [word for word in words[group.noun + 1 : group.last] if word.start < group.named[0].words[0].start]
    at = next((at for at, word in enumerate(between) if word.low in PLACE_PREPOSITIONS), None)
    if at is not None:
        found = place(between[at + 1 :], here, between[at].low)
        return [one.thing for one in found if one.thing.kind == "provider"]
    of = _house_in(words, group.noun)
    if of:
        return [Thing("provider", of)]
    verb = next((at for at, low in enumerate(lows) if low in _GIVING), None)
    giver = place(outer[:verb], here, "by", bold=True) if verb else []
    if giver and giver[0].thing.kind == "provider":
        return [giver[0].thing]
    return mine if verb is None or verb == 0 or lows[:verb] in (["we"], ["they"], ["it"]) else []


def called_machine(words: Sequence[Word], here: Here, source: Text) -> None:
    """“There used to be another one called wren”: the next “it” is wren."""
    for at, word in enumerate(words[:-1]):
        if word.low in CALLED and at and _speaks_of_machines(words, at):
            machine = Thing("host", words[at + 1].text)
            here.focus, here.machine = (machine,), machine
            if ("used", "to") in pairwise(one.low for one in words):
                here.describe(machine, "lifecycle", "retired", source, words[at + 1].start, "used to be")


def _speaks_of_machines(words: Sequence[Word], at: int) -> bool:
    """Whether “called” is said of a machine: “a server called …”, “the other one is called …”."""
    if words[at - 1].low in {"is", "are"}:
        return any(word.low in _MACHINES | _ONES for word in words[max(0, at - _NEAR) : at - 1])
    return words[at - 1].low in _MACHINES | _ONES
