"""What a title says beside the name: “Wiki (MoinMoin)”, “heron – a VM at Lumen”, “Forum (owner: Ada Byron)”."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.function_words import DASHES
from bailiwick.adapters.prose.rules.english.words import Sentence, Word, words_of
from bailiwick.adapters.prose.rules.keyed.key import split_key, tell_key
from bailiwick.adapters.prose.rules.names.shapes import capital_run, is_well_known
from bailiwick.adapters.prose.rules.relations.fragments import fragment
from bailiwick.adapters.prose.rules.sentences.sentence import read_sentence
from bailiwick.adapters.prose.rules.slots.contacts import contacts
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.tree import Section, Text
from bailiwick.lib.statements import Statement, Thing


def told_in_title(section: Section, here: Here) -> None:
    """Say what stands in a title behind the name of the one thing that it names."""
    title, things = section.title, here.scope.things
    if title is None or len(things) != 1 or here.scope.mood or here.scope.category not in {"host", "service"}:
        return
    note = _note(list(words_of(title.text)))
    if not note or mood_of(note):
        return
    target, rest, key = split_key(note)
    if target and rest:
        tell_key(things, target, rest, here, title, key)
    elif any(clauses(note)):
        _read(note, title, things, here)
    elif not fragment(note, things[0], here, title):
        _somebody(note, title, things[0], here)


def _note(words: Sequence[Word]) -> list[Word]:
    """What stands in parentheses or behind a dash."""
    first = next((at for at, word in enumerate(words) if at and word.text in DASHES | {"("}), len(words))
    return [word for word in words[first + 1 :] if word.text not in {"(", ")"}]


def _read(note: Sequence[Word], title: Text, things: tuple[Thing, ...], here: Here) -> None:
    """A sentence without its subject; titles that say nothing are no puzzle."""
    begin = len(here.said)
    read_sentence(Sentence(tuple(note), title), here, things)
    here.said[begin:] = [one for one in here.said[begin:] if isinstance(one, Statement)]


def _somebody(note: Sequence[Word], title: Text, thing: Thing, here: Here) -> None:
    """A name or an address alone: to ask there is said, that somebody of that name keeps it follows."""
    for found in contacts(note, here):
        if found.thing.kind == "contact-point":
            here.relate(thing, "contact", found, title, "title")
        elif is_well_known(" ".join(word.text for word in note[:1])):
            continue
        elif found.thing.kind == "person" and capital_run(note) == (0, len(note)) and len(note) > 1:
            here.relate(thing, "maintained_by", found, title, "title", inferred_by="name-in-title")
