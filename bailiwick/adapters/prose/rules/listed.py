"""“There are two servers at Lumen: heron and crane.”: machines that a sentence lists behind a colon."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bailiwick.adapters.prose.rules.gazetteer import COMMON, PHYSICAL
from bailiwick.adapters.prose.rules.items import items
from bailiwick.adapters.prose.rules.names import is_domain
from bailiwick.adapters.prose.rules.slots_where import place
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Word, wordset
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_MACHINES = wordset("servers machines hosts boxes vms nodes droplets server machine host box vm")
_CALLED = frozenset({"called", "named"})
_NEAR = 6
_ONES = frozenset({"one", "another", "third", "second"})
_HOUSES = wordset("at from with on in by")


def listed_machines(words: Sequence[Word], here: Here, source: Text) -> tuple[tuple[Thing, ...], Sequence[Word]]:
    """The machines, and the words before the colon that speak of them; nothing when it is no such sentence."""
    at = next((at for at, word in enumerate(words) if word.text == ":"), None)
    if at is None and words and words[0].low in {"there", "we"}:
        return _apposed(words, here, source)
    if at is None or not any(word.low in _MACHINES for word in words[:at]):
        return (), words
    named = [item.words for item in items([word for word in words[at + 1 :] if word.text != "."])]
    if not named or not all(len(name) == 1 and _is_machine(name[0]) for name in named):
        return (), words
    machines = tuple(Thing("host", name[0].text) for name in named)
    _located(machines, [name[0] for name in named], words[:at], here, source)
    here.focus = machines
    here.hosts |= {machine.name for machine in machines}
    return machines, words[:at]


def _apposed(words: Sequence[Word], here: Here, source: Text) -> tuple[tuple[Thing, ...], Sequence[Word]]:
    """“There is one server at Lumen, heron, …”."""
    for at in range(2, len(words) - 2):
        name = words[at]
        between = words[at - 1].text == "," and words[at + 1].text in {",", "."}
        plain = name.text == name.low and name.text.isalnum() and name.low not in COMMON and len(name.text) > 2
        if between and plain and sum(word.low in _MACHINES for word in words) == 1:
            machine = Thing("host", name.text)
            _located((machine,), [name], words[: at - 1], here, source)
            return (machine,), words[: at - 1]
    return (), words


def called_machine(words: Sequence[Word], here: Here, source: Text) -> None:
    """“There used to be another one called wren”: the next “it” is wren."""
    for at, word in enumerate(words[:-1]):
        if word.low in _CALLED and at and _speaks_of_machines(words, at):
            machine = Thing("host", words[at + 1].text)
            here.focus, here.machine = (machine,), machine
            if ("used", "to") in pairwise(one.low for one in words):
                here.describe(machine, "lifecycle", "retired", source, words[at + 1].start, "used to be")


def _speaks_of_machines(words: Sequence[Word], at: int) -> bool:
    """Whether “called” is said of a machine: “a server called …”, “the other one is called …”."""
    if words[at - 1].low in {"is", "are"}:
        return any(word.low in _MACHINES | _ONES for word in words[max(0, at - _NEAR) : at - 1])
    return words[at - 1].low in _MACHINES | _ONES


def _is_machine(word: Word) -> bool:
    return is_domain(word) or (word.text[0].isalpha() and word.low not in COMMON)


def _located(machines: tuple[Thing, ...], names: list[Word], lead: Sequence[Word], here: Here, source: Text) -> None:
    """Where they stand: with the provider that the words before the colon name."""
    lows = [word.low for word in lead]
    form = (
        {"form": "physical"}
        if PHYSICAL & set(lows)
        else {"form": "vm"}
        if {"vms", "vm", "virtual"} & set(lows)
        else {"form": "server"}
    )
    if {"there", "here"} & set(lows):
        for provider in here.focus or here.scope.things:
            for machine, name in zip(machines, names, strict=True):
                here.relate(machine, "located_at", Found(provider, name.start, form), source, "there")
        return
    for at, low in enumerate(lows):
        if low in _HOUSES:
            for found in place(lead[at + 1 :], here, low, bold=False):
                for machine, name in zip(machines, names, strict=True):
                    if found.thing.kind == "provider":
                        here.relate(machine, "located_at", Found(found.thing, name.start, form), source, low)
