"""Entries that begin with their title: “**Wiki**, wiki.example.org. MoinMoin, on heron.”, “git.example.org (cgit).”.

In the section of a machine what is titled so is there, in that of somebody it is theirs to keep.
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.function_words import DASHES
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Word, spell
from bailiwick.adapters.prose.rules.lists.entries import thing_in
from bailiwick.adapters.prose.rules.lists.entry import Entry
from bailiwick.adapters.prose.rules.lists.lines import Things, read_rest
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.names.shapes import is_domain
from bailiwick.adapters.prose.rules.sections.evidence import is_person
from bailiwick.adapters.prose.rules.sections.headings import NO_NAMES
from bailiwick.adapters.prose.rules.sections.title_forms import names_nothing
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.lib.statements import Thing

_LONGEST_TITLE, _LEAD = 5, 7
_ENDS = DASHES | {".", ":", ",", "("}


def led(entry: Entry, here: Here) -> Things | None:
    """An entry whose first words, in bold, are its title."""
    words, lead = entry.words, entry.item.text.lead
    end = next((at for at, word in enumerate(words) if word.start >= lead), len(words))
    name = [word for word in words[:end] if not word.is_mark]
    if entry.about or entry.waiting.lead is not None or not lead or not _may_title(name, words, end, here):
        return None
    thing = thing_in(name, here)
    if thing is None or thing.kind == "provider":
        return None
    at = end + 1 if end < len(words) and words[end].text in _ENDS else end
    _belongs(thing, name[0], entry, here)
    read_rest(words, _behind_address(words, at), thing, entry.item, here)
    return (thing,)


def begun_in_bold(entry: Entry, here: Here) -> Things:
    """“**Osprey** posts new pages. Written by Ada, runs on heron.”: what begins it in bold is what it is about."""
    words, lead = entry.words, entry.item.text.lead
    end = next((at for at, word in enumerate(words) if word.start >= lead), len(words))
    said = end < len(words) and words[end].text == words[end].low and words[end].low[-1] == "s"
    thing = thing_in(words[:end], here) if lead and said and _may_title(words[:end], words, end, here, True) else None
    return (thing,) if thing is not None and thing.kind != "provider" else ()


def _may_title(name: Sequence[Word], words: Sequence[Word], end: int, here: Here, begun: bool = False) -> bool:
    """Whether it ends like a title, and is no key, nobody, and no remark."""
    title = spell(name)
    ended = end < len(words) and (words[end].text in _ENDS or words[end - 1].text in {".", ":"})
    keyed = key_of(title) and ":" in {words[end - 1].text, words[end].text if ended else ""}
    plain = 0 < len(name) <= _LONGEST_TITLE and (ended or begun) and not keyed and not any(clauses(name))
    people = title in here.glossary.people or title in here.glossary.first_names or is_person(name)
    empty = bool(name) and (names_nothing(name, title) or {word.low for word in name} <= NO_NAMES)
    return plain and not people and not empty and here.scope.category not in {"team", "category:team"}


def _behind_address(words: Sequence[Word], at: int) -> int:
    """Where what is said begins, behind the address that a title may have."""
    addressed = at < len(words) and is_domain(words[at])
    return at + 2 if addressed and at + 1 < len(words) and words[at + 1].text in {".", ":", ")", ","} else at


def addressed(entry: Entry, here: Here) -> Things | None:
    """“lists.example.org (Mailman 3), …”, “git.example.org with cgit.” below a machine's title: it is there."""
    words = entry.words
    plain = is_domain(words[0]) and here.scope.category == "host" and not entry.about
    ended = len(words) == 1 or words[1].text in _ENDS or words[1].low in {"with", "too"}
    if not plain or not ended or words[0].text in here.hosts or mood_of(until(words, frozenset({".", ";"}))):
        return None
    thing = Thing("service", words[0].text)
    _belongs(thing, words[0], entry, here)
    read_rest(words, 2 if len(words) > 1 and words[1].text in _ENDS else 1, thing, entry.item, here)
    return (thing,)


def described(entry: Entry, here: Here) -> Things | None:
    """“heron, a physical server, with www.example.org. …”: a machine, and what there is spoken of from there on."""
    words = entry.words
    form = next((at for at, word in enumerate(words[:_LEAD]) if at > 2 and word.low in FORMS), 0)
    apposed = form and words[1].text == "," and words[2].low in {"a", "an", "our", "the", "one", "another"}
    plain = apposed and is_machine_name(words[0]) and not any(word.is_mark for word in words[2:form])
    said = until(words[form + 1 :], frozenset({".", ";"})) if plain else []
    if not plain or entry.about or mood_of(said):
        return None
    holding = [word.low for word in said if not word.is_mark][:1] == ["with"]
    there = [word for word in said if is_domain(word)] if holding else []
    if not there:
        return None
    machine = Thing("host", words[0].text)
    here.hosts.add(machine.name)
    lead = entry.waiting.lead
    if lead is not None and lead.holder is not None:
        here.relate(machine, "hosted_by", Found(lead.holder, words[0].start), entry.item.text, "list")
    for word in there:
        here.relate(Thing("service", word.text), "hosted_by", Found(machine, word.start), entry.item.text, "with")
    named = Thing("service", there[0].text) if len(there) == 1 else machine
    read_rest(words, words.index(there[-1]) + 1, named, entry.item, here)
    return (machine,)


def _belongs(thing: Thing, at: Word, entry: Entry, here: Here) -> None:
    mine = here.scope.things
    if here.scope.category == "person" and thing.kind in {"service", "host"}:
        here.relate(thing, "maintained_by", Found(mine[0], at.start), entry.item.text, "title")
    elif here.scope.category == "host" and thing.kind == "service":
        here.relate_each([thing], "hosted_by", Found(mine[0], at.start), entry.item.text, "list")
