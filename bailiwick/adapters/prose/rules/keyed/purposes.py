"""What a machine is for, as lists and tables put it: “wiki, lists, mail”, “main database (PostgreSQL)”, “VM host”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.items import Item, items
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import ROLES, SOFTWARE
from bailiwick.adapters.prose.rules.names.kinds import is_plain_service
from bailiwick.adapters.prose.rules.names.shapes import is_url, known_whole
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_AROUND = wordset("the our a an only mainly also")
#: Behind one of these a list goes on with other things: “database for the wiki, the forum and the blog”.
_LEADING_ON = wordset("for of to from with by as")
_LONGEST_PURPOSE = 8


def read_purposes(words: Sequence[Word], machine: Thing, source: Text, here: Here) -> bool:
    """What is plainly a service runs there; the whole is what the machine is for."""
    if mood_of(words):
        return False
    told = False
    for item in items(words):
        if any(word.low in _LEADING_ON for word in item.words):
            break
        named = replace(item, words=tuple(word for word in item.words if word.low not in _AROUND))
        if is_plain_service(named.words, ROLES) and not is_url(named.words[0]):
            told |= _runs(named, machine, source, here)
    plain = [word for word in words if word.text != "."]
    if plain and len(plain) <= _LONGEST_PURPOSE and machine.kind == "host":
        here.describe(machine, "purpose", source.text[plain[0].start : plain[-1].end], source, plain[0].start)
        return True
    return told


def _runs(item: Item, machine: Thing, source: Text, here: Here) -> bool:
    told = False
    plain = Found(Thing("service", spell(item.words)), item.words[0].start)
    for found in services(item.words, here) or [plain]:
        told |= here.relate(found.thing, "hosted_by", Found(machine, found.at), source, "list")
        program = known_whole(item.note, SOFTWARE)
        if program:
            here.relate(found.thing, "uses_software", Found(Thing("software", program), item.note[0].start), source)
    return told


def read_duties(words: Sequence[Word], person: Thing, source: Text, here: Here) -> bool:
    """“wiki, mailing lists” behind somebody's name: they keep what is plainly a service; all of it is their duty."""
    if mood_of(words):
        here.not_understood(source.line_at(words[0].start), source.text, mood_of(words))
        return False
    for item in items(words):
        named = [word for word in item.words if word.low not in _AROUND]
        if is_plain_service(named, ROLES):
            thing = Thing("service", spell(named))
            here.relate(thing, "maintained_by", Found(person, named[0].start), source, "duties")
    plain = [word for word in words if word.text not in {".", ";"}]
    if person.kind != "person":
        return True
    here.describe(person, "responsibilities", source.text[plain[0].start : plain[-1].end], source, plain[0].start)
    return True
