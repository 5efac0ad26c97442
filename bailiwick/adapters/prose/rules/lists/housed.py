"""Entries of lists below providers and machines: what is housed there, what runs there."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.function_words import ARROWS, DASHES
from bailiwick.adapters.prose.rules.english.items import items
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Sentence, Word, spell, unmarked, words_of
from bailiwick.adapters.prose.rules.keyed.key import tell_key
from bailiwick.adapters.prose.rules.keyed.purposes import read_purposes
from bailiwick.adapters.prose.rules.names.gazetteer import ROLES, SERVICE_NOUNS, SOFTWARE, SYSTEMS
from bailiwick.adapters.prose.rules.names.kinds import is_plain_service, is_short_name
from bailiwick.adapters.prose.rules.names.shapes import is_domain, is_url, known, known_whole
from bailiwick.adapters.prose.rules.relations.fragments import fragment
from bailiwick.adapters.prose.rules.sections.titles import announced
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Item, Text
from bailiwick.lib.statements import Thing

Things = tuple[Thing, ...]
#: Where the name of what runs there ends.
_STOPS = DASHES | ARROWS | {"."}
_LONGEST_NAME = 5
#: Behind an address stands what is said of it.
_BEHIND_ADDRESS, _BEHIND = frozenset({"(", ",", "with"}), 2
_PARTS = frozenset({"owned_by/people", "maintained_by/people", "run_by/people"})


def held(words: Sequence[Word], item: Item, holders: Things, here: Here) -> int:
    """A name below a provider or a machine in a list: what is housed there, or runs there.

    Where the words begin that stand behind it; 0: nothing was said.
    """
    holder = holders[0]
    end = next((at for at, word in enumerate(words) if word.text in DASHES | {"("}), len(words))
    name = words[:end]
    if holder.kind not in {"provider", "host"} or not 0 < end <= _LONGEST_NAME or any(clauses(name)):
        return 0
    plain = (
        len(name) == 1 and name[0].text == name[0].low and name[0].text.isalnum() and name[0].low not in SERVICE_NOUNS
    )
    if holder.kind == "provider" and (plain or (item.blocks and is_domain(name[0]) and len(name) == 1)):
        found = [Found(Thing("host", name[0].text), name[0].start)]
    else:
        found = services(unmarked(name), here)
    told = False
    for one in found:
        told |= here.relate(one.thing, "hosted_by", Found(holder, one.at), item.text, "list")
    here.focus = tuple(one.thing for one in found) if told else ()
    return end + 1 if told else 0


def on_machine(words: Sequence[Word], item: Item, here: Here) -> int:
    """A name in a list below a machine's title is what runs there: “forum”, “the forum (Discourse), admin Ada”.

    Where the words begin that stand behind it; 0: nothing was said.
    """
    machine, listing = _machine_of(here)
    if machine and len(words) > 1 and is_domain(words[0]) and words[1].text in _BEHIND_ADDRESS and not item.blocks:
        return _addressed_on(words, machine[0], item, here)
    stop = next((at for at, word in enumerate(words) if word.text in _STOPS), len(words))
    behind, words = words[stop + 1 :], words[:stop]
    end = next((at for at, word in enumerate(words) if word.text in {"(", ","}), len(words))
    end = end if end < len(words) and (_behind_name(words[end:]) or _addressed(words[end:])) else len(words)
    plain = unmarked(words[:end])
    if plain and plain[0].low.endswith("ed") and plain[-1].text.isdigit():
        return 0  # “Switched off 2022”
    named = [word for word in words if word.low not in {"the", "our"}]
    if behind and words and not is_plain_service(named, ROLES):
        return 0
    if {word.low for word in plain} & {"backup", "backups"} and any(word.low == "to" for word in behind):
        return 0  # They are made there, and kept elsewhere.
    if not machine or len(plain) > _LONGEST_NAME or item.blocks or any(clauses(words)) or mood_of(words[:end]):
        return 0
    system = known(plain[:1], SOFTWARE)
    if system is not None and system[2] in SYSTEMS and not behind:
        here.describe(machine[0], "distribution", spell(plain), item.text, plain[0].start)
        return stop + 1
    told = False
    called = len(plain) > 0 and end < len(words) and len(plain) < _LONGEST_NAME and plain[0].text == plain[0].low
    sure = called or (behind and plain) or (listing and is_short_name(plain))
    spoken = Found(Thing("service", spell(plain)), plain[0].start) if sure else None
    for found in services(plain, here) or ([spoken] if spoken is not None else []):
        told |= here.relate(found.thing, "hosted_by", Found(machine[0], found.at), item.text, "list")
        for part in items([word for word in words[end:] if word.text not in {"(", ")"}]):
            _tell_part(part.words, found.thing, item, here)
        here.focus = (found.thing,)
    return stop + 1 if told else 0


def _addressed_on(words: Sequence[Word], machine: Thing, item: Item, here: Here) -> int:
    """“wiki.example.org (MoinMoin)”, “git.example.org with cgit” below a machine's title: the address is there."""
    service = Thing("service", words[0].text.rstrip("/"))
    if mood_of(words) or not here.relate(service, "hosted_by", Found(machine, words[0].start), item.text, "list"):
        return 0
    here.focus = (service,)
    return 1 if words[1].low == "with" else _BEHIND


def _machine_of(here: Here) -> tuple[Things, bool]:
    """The machine that a section is about, and whether its title says that services are listed below: “Services”."""
    scope = here.scope
    if scope.category == "host":
        return scope.things[:1], False
    titled = unmarked(words_of(scope.titles[-1])) if scope.titles else []
    below = scope.category == "aspect" and len(scope.above) == 1 and scope.above[0].kind == "host"
    return (scope.above, True) if below and announced(titled) == "service" else ((), False)


def _addressed(words: Sequence[Word]) -> bool:
    """“(wiki.example.org)” behind a name."""
    return (
        len(words) > 2 and words[0].text == "(" and words[2].text == ")" and (is_domain(words[1]) or is_url(words[1]))
    )


def _behind_name(words: Sequence[Word]) -> bool:
    """Whether a program in parentheses or somebody's part stands behind a name in a list."""
    rest = unmarked(words)
    return known(rest[:2], SOFTWARE) is not None or any(key_of(word.low) in _PARTS for word in rest)


def _tell_part(words: Sequence[Word], thing: Thing, item: Item, here: Here) -> None:
    """“Discourse”, “admins Ada and Bert”."""
    program = known_whole(words, SOFTWARE)
    if program:
        here.relate(thing, "uses_software", Found(Thing("software", program), words[0].start), item.text)
    elif words and key_of(words[0].low) in _PARTS:
        tell_key((thing,), key_of(words[0].low), words[1:], here, item.text, words[0].low)


def noted_housing(words: Sequence[Word], machine: Thing, here: Here, sentence: Sentence) -> bool:
    """“a server at Lumen: wiki, lists”, “a VM at Lumen (wiki, lists)”: where it is, and what is plainly services."""
    at = next((at for at, word in enumerate(words) if at and word.text in {":", "("}), None)
    listed = [word for word in words[(at or 0) + 1 :] if word.text not in {")", "."}]
    if at is None or not listed or not all(is_plain_service(_bare(item.words), ROLES) for item in items(listed)):
        return False
    placed = fragment(unmarked(words[:at]), machine, here, sentence.source)
    return placed and (read_purposes(listed, machine, sentence.source, here) or placed)


def _bare(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.low not in {"the", "our", "a", "an"}]


def housing(words: Sequence[Word], machine: Thing, here: Here, source: Text, *, half: bool = False) -> bool:
    """“forge and builds” behind a machine's name: what runs there, if all or `half` of it is plainly services."""
    listed = [_bare(item.words) for item in items(words)]
    plain = sum(is_plain_service(item) for item in listed)
    return (plain == len(listed) or (half and 2 * plain >= len(listed))) and read_purposes(words, machine, source, here)
