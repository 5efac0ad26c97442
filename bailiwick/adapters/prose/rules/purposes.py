"""What a machine is for, as lists and tables put it: “wiki, lists, mail”, “main database (PostgreSQL)”, “VM host”."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.gazetteer import SOFTWARE
from bailiwick.adapters.prose.rules.items import Item, items
from bailiwick.adapters.prose.rules.kinds import is_plain_service
from bailiwick.adapters.prose.rules.mood import mood_of
from bailiwick.adapters.prose.rules.names import known
from bailiwick.adapters.prose.rules.slots_services import services
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Word
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_LONGEST_PURPOSE = 8


def read_purposes(words: Sequence[Word], machine: Thing, source: Text, here: Here) -> bool:
    """What is plainly a service runs there; the whole is what the machine is for."""
    if mood_of(words):
        return False
    told = False
    for item in items(words):
        if is_plain_service(item.words):
            told |= _runs(item, machine, source, here)
    plain = [word for word in words if word.text != "."]
    if plain and len(plain) <= _LONGEST_PURPOSE and machine.kind == "host":
        here.describe(machine, "purpose", source.text[plain[0].start : plain[-1].end], source, plain[0].start)
        return True
    return told


def _runs(item: Item, machine: Thing, source: Text, here: Here) -> bool:
    told = False
    for found in services(item.words, here):
        told |= here.relate(found.thing, "hosted_by", Found(machine, found.at), source, "list")
        program = known(item.note, SOFTWARE) if item.note else None
        if program is not None and program[:2] == (0, len(item.note)):
            here.relate(found.thing, "uses_software", Found(Thing("software", program[2]), item.note[0].start), source)
    return told
