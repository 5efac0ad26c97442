"""Lists under a line that introduces them: “Three machines at Lumen:”, “These sites are kept by Ada:”, “It hosts:”.

What the line says, it says of each entry: an entry is read as that line with the entry in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.function_words import ARROWS, DASHES, DETERMINERS, PLACE_PREPOSITIONS
from bailiwick.adapters.prose.rules.english.heads import HEADS
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import (
    Sentence,
    Word,
    joined,
    sentences,
    spell,
    unmarked,
    words_of,
    wordset,
)
from bailiwick.adapters.prose.rules.lists.leads import Lead, kind_we_have, presenting
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name, is_plain_service, kind_said, labelled
from bailiwick.adapters.prose.rules.names.shapes import is_capital, is_domain
from bailiwick.adapters.prose.rules.sections.headings import matches_title
from bailiwick.adapters.prose.rules.sections.titles import GENERIC, SITES, announced
from bailiwick.adapters.prose.rules.sentences.sentence import read_sentence
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.slots.where import place
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Item, Paragraph, Section, Text
from bailiwick.lib.statements import Statement, Thing
from bailiwick.lib.text import fold_name

_STANDING = wordset("hosted housed running located kept living deployed")
_HAVING = wordset("else things what we have run runs host keep there are is following the")
_COUNTS = wordset("four five six seven eight nine ten these all both current remaining")
_RUNNING = wordset("runs hosts carries serves houses keeps provides has")
_STANDS = wordset("stand are live sit run stay remain")
_ADVERBS = wordset("also currently now today mainly still")
_MARKS = ARROWS | DASHES | {"("}
_LONGEST_NAME = 4
_LONGEST_NOUN = 4
INTRODUCES = "introduces the list below it"


def lead_of(text: Text, here: Here) -> Lead | None:
    """What the last sentence of a paragraph says of the list below; None when it is whole without the list."""
    last = list(sentences(text))[-1:] if text.text.rstrip().endswith(":") else []
    presented = presenting(text) if not last else None
    if presented is not None:
        return presented
    words = [word for word in last[0].words if word.text != ":"] if last else []
    keeper = _keeping(words, here)
    if keeper is not None:
        return Lead(text, "service", keeper=keeper)
    if len(words) < 2 or last[0].words[-1].text != ":" or len(words) + 1 < len(last[0].words):
        return None
    holder = _holding(words, here)
    if holder is None and _stand_there(words, here):
        return Lead(text, "host", holder=here.scope.things[0])
    placed = _placed(words, text, here) or (Lead(text, holder=holder) if holder is not None else None)
    if placed is not None:
        return placed if not mood_of(words) else None
    first = next((at for at, word in enumerate(words) if word.low in {"following", "these"}), None)
    if first is None and kind_we_have(words):
        return Lead(text, kind_we_have(words))
    if first is None:
        spoken = list(clauses(words))
        if spoken and not spoken[-1].after:
            return Lead(text, before=tuple(words))
        kind = kind_said(words[-1].low)
        return Lead(text, kind) if kind not in {"", "person", "contact-point"} else None
    end = _noun_end(words, first)
    begin = first - 1 if first and words[first - 1].low == "the" else first
    return Lead(text, kind_said(words[end - 1].low), None, tuple(words[:begin]), tuple(words[end:]))


def announcing(text: Text) -> Lead | None:
    """An entry that only says of which kind those below it are: “Machines”."""
    kind = announced(unmarked(words_of(text.text.rstrip(":"))))
    return Lead(text, kind) if kind else None


def titled_lead(title: Text | None, here: Here, above: Text | None = None) -> Lead | None:
    """The same of a title: “Machines at Lumen”, “Site B – Lumen” and the racks below it, or a provider's name."""
    things = here.scope.things
    if title is None or here.scope.mood:
        return None
    keeper = _keeping(list(words_of(title.text.rstrip(":"))), here)
    if keeper is not None:
        return Lead(title, "service", keeper=keeper, titled=True)
    if here.scope.category == "provider" and len(things) == 1 and things[0].kind == "provider":
        return Lead(title, holder=things[0], titled=True)
    placed = _placed(list(words_of(title.text.rstrip(" ?"))), title, here) or _site(title)
    return placed or (_site(above) if above is not None and here.scope.category == "category:host" else None)


def below_both(line: Lead | None, title: Lead | None) -> Lead | None:
    """What the line before a list says; one that only counts machines says that they are where the title is about."""
    counted = line is not None and line.kind == "host" and not line.says_something
    if line is None or title is None or not counted or title.holder is None or title.kind not in {"", "host"}:
        return line or title
    return replace(title, kind="host", titled=False)


def _site(title: Text) -> Lead | None:
    words = list(words_of(title.text))
    at = next((at for at, word in enumerate(words[:4]) if word.text in _MARKS - {"("}), 0)
    name = until(words[at + 1 :], frozenset({",", "(", "–", "—", "-"}))
    named = at and words[0].low in SITES and 0 < len(name) <= _LONGEST_NAME and is_capital(name[0])
    return Lead(title, "host", Thing("data-centre", spell(name))) if named else None


def stands_below(above: Section, section: Section, here: Here) -> None:
    """What a title names is where the title above it says: “heron” below “Machines at Lumen”, “Wiki” below “heron”."""
    title, around = section.title, above.title
    if title is None or around is None or here.scope.mood or here.scope.category not in {"host", "service"}:
        return
    lead = _placed(list(words_of(around.text)), around, here) or _line_before(above, here)
    mine = here.scope.above[0] if len(here.scope.above) == 1 else None
    if mine is not None and mine.kind == "person":
        here.relate_each(here.scope.things, "maintained_by", Found(mine, 0), title, "title")
        return
    named = mine is not None and mine.kind in {"provider", "host"} and fold_name(mine.name) in fold_name(around.text)
    holder = lead.holder if lead is not None else mine if named else None
    for thing in here.scope.things if holder is not None else ():
        if holder is not None and (lead is None or lead.kind in {"", thing.kind}):
            here.relate(thing, "hosted_by", Found(holder, 0), title, "title")


def _line_before(above: Section, here: Here) -> Lead | None:
    """“Virtual machines on heron:” before terms and what they are: all of them are there."""
    first = above.parts[0].title.line if above.parts and above.parts[0].title is not None else 0
    before = [block.text for block in above.blocks if isinstance(block, Paragraph) and block.text.line < first]
    text = before[-1].text.rstrip() if before else ""
    words = list(words_of(text[:-1])) if text.endswith(":") else []
    at = next((at for at, word in enumerate(words) if word.low in {"on", "at"}), 0)
    counted = bool(at) and kind_said(words[at - 1].low) in {"host", "service"}
    plain = counted and all(word.low in GENERIC | DETERMINERS | _COUNTS or kind_said(word.low) for word in words[:at])
    found = place(words[at + 1 :], here, words[at].low) if plain else []
    house = len(found) == 1 and found[0].thing.kind in {"provider", "host"}
    return Lead(before[-1], holder=found[0].thing) if house else None


def _noun_end(words: Sequence[Word], first: int) -> int:
    """Behind “the following” and its noun."""
    for end in range(first + 1, min(first + 1 + _LONGEST_NOUN, len(words))):
        if kind_said(words[end].low):
            return end + 1
    return first + 1


def _placed(words: Sequence[Word], text: Text, here: Here) -> Lead | None:
    """“Three machines at Lumen”, “Hosted on heron”, “On heron we run”: a place and perhaps what is there, no more."""
    at = next((at for at, word in enumerate(words) if word.low in PLACE_PREPOSITIONS), None)
    if at is None or any(word.is_mark or word.low in {"and", "or"} for word in words):
        return None
    noun, rest = list(words[:at]), list(words[at + 1 :])
    standing = bool(noun) and noun[-1].low in _STANDING
    noun = noun[:-1] if standing else noun
    while noun and noun[-1].low in _HAVING:
        noun.pop()
    while rest and rest[-1].low in _HAVING:
        rest.pop()
    kind = kind_said(noun[-1].low) if noun else ""
    plain = all(word.low in GENERIC | DETERMINERS | _COUNTS | _HAVING or kind_said(word.low) for word in noun)
    named = bool(kind) or standing or (not noun and len(rest) + 1 < len(words))
    found = place(rest, here, words[at].low) if plain and named and rest and not any(clauses(rest)) else []
    if len(found) != 1 or found[0].thing.kind not in {"provider", "host"} or kind == found[0].thing.kind:
        return None
    return Lead(text, kind, found[0].thing)


def _keeping(words: Sequence[Word], here: Here) -> Thing | None:
    """“Looks after:”, “Services:” in the section of a team or of somebody."""
    mine = (here.scope.things or here.scope.above)[:1]
    keeping = key_of(spell(words)) == "/keeps" or spell(words).lower() in HEADS["kept"]
    return mine[0] if keeping and mine and mine[0].kind in {"team", "person"} and mine[0].name else None


def _holding(words: Sequence[Word], here: Here) -> Thing | None:
    """“It runs:”, “heron hosts the following:” in the section of heron: the section's machine or provider."""
    at = next((at for at, word in enumerate(words) if word.low in _RUNNING), None)
    mine = here.scope.things[0] if len(here.scope.things) == 1 else None
    if not at or mine is None or mine.kind not in {"host", "provider"}:
        return None
    behind = all(word.low in _HAVING | DETERMINERS or kind_said(word.low) for word in words[at + 1 :])
    subject = [word for word in words[:at] if word.low not in DETERMINERS | _ADVERBS]
    pointing = not subject or (len(subject) == 1 and (subject[0].low in {"it", "this"} or kind_said(subject[0].low)))
    return mine if behind and (pointing or matches_title(spell(subject), mine)) else None


def _stand_there(words: Sequence[Word], here: Here) -> bool:
    """“Three machines stand there:” in the section of a provider."""
    there = words[-1].low in {"here", "there"} and words[-2].low in _STANDS and kind_said(words[-3].low) == "host"
    plain = all(word.low in DETERMINERS | _COUNTS for word in words[:-3])
    return there and plain and here.scope.category == "provider" and len(here.scope.things) == 1


def read_introduced(lead: Lead, item: Item, words: Sequence[Word], here: Here) -> tuple[tuple[Thing, ...], int]:
    """Say what the line says of an entry: the things that the entry names, and where what stands behind begins."""
    end = next((at for at, word in enumerate(words) if word.text in _MARKS), len(words))
    if lead.kind == "host" and len(words) > 2 and words[1].text == ",":
        end = 1
    name = [word for word in words[:end] if word.text != "."]
    if not 0 < len(name) <= _LONGEST_NAME or any(word.is_mark for word in name) or any(clauses(name)):
        return (), 0
    placed = lead.holder is not None or lead.keeper is not None
    things = _there(lead, name, item, here) if placed else _said(lead, name, item, here)
    return things, end + 1


def _there(lead: Lead, name: Sequence[Word], item: Item, here: Here) -> tuple[Thing, ...]:
    provided = lead.holder is not None and lead.holder.kind == "provider"
    thing = _thing(name, lead.kind, here, sure=provided and not lead.titled)
    if thing is not None and lead.keeper is not None:
        told = here.relate(thing, "maintained_by", Found(lead.keeper, name[0].start), item.text, "list")
        return (thing,) if told else ()
    if thing is None or lead.holder is None:
        return ()
    told = here.relate(thing, "hosted_by", Found(lead.holder, name[0].start), item.text, "list")
    for predicate, found, source in here.keepers if told else ():
        here.relate(thing, predicate, found, source, predicate)
    return (thing,) if told else ()


def _thing(name: Sequence[Word], kind: str, here: Here, *, sure: bool = False) -> Thing | None:
    """What an entry names; where no noun says of what kind it is, only what is plain. `sure`: a provider's."""
    alone = name[0] if len(name) == 1 else None
    kind = kind or here.scope.category.partition(":")[2]
    thing = labelled(name)
    if thing is not None:
        return thing
    if kind in {"person", "data-centre"}:
        return None
    if kind in {"host", "domain"}:
        fits = alone is not None and (is_domain(alone) or (kind == "host" and is_machine_name(alone)))
        return Thing(kind, spell(name)) if fits else None
    if kind == "service" or is_plain_service(name):
        found = services(name, here)
        return found[0].thing if len(found) == 1 else None
    small = alone is not None and is_machine_name(alone)
    numbered = alone is not None and any(letter.isdigit() for letter in alone.text)
    return (
        Thing("host", spell(name)) if small and not kind and (numbered or (sure and name[0].low[-1] != "s")) else None
    )


def _said(lead: Lead, name: Sequence[Word], item: Item, here: Here) -> tuple[Thing, ...]:
    """“The following sites run on heron:” as “(the site) runs on heron”; “She looks after:” as “she looks after …”."""
    line = item.text.line
    named = [(item.text, name[0].start, name[-1].end)]
    if name[0].text == name[0].low and is_plain_service(name):
        named.insert(0, (Text("the", ((0, line),)), 0, 3))
    if lead.before or not lead.after:
        parts = [(lead.source, lead.before[0].start, lead.before[-1].end), *named] if lead.before else []
        parts += [(lead.source, lead.after[0].start, lead.after[-1].end)] if lead.after else []
        return _read(joined(parts, line), name, here) if parts else ()
    thing = _thing(name, lead.kind, here)
    if thing is None:
        return ()
    scope = here.scope
    here.scope = replace(scope, category=thing.kind, things=(thing,))
    it = Text("It", ((0, line),))
    told = _read(joined([(it, 0, 2), (lead.source, lead.after[0].start, lead.after[-1].end)], line), name, here)
    here.scope = scope
    return told


def _read(text: Text, name: Sequence[Word], here: Here) -> tuple[Thing, ...]:
    """Read the sentence; keep what it says of the entry, and nothing when it says nothing of it."""
    words = tuple(words_of(text.text))
    if not any(clauses(words)):
        return ()
    begin = len(here.said)
    read_sentence(Sentence(words, text), here)
    said = [one for one in here.said[begin:] if isinstance(one, Statement)]
    del here.said[begin:]
    ends = [thing for one in said for thing in (one.subject, one.object) if thing is not None]
    mistaken = any(thing.kind == "person" and matches_title(thing.name, one) for thing in ends for one in _mine(here))
    whole = "" if mistaken else fold_name(spell([word for word in name if word.low not in DETERMINERS]))
    named = tuple(dict.fromkeys(thing for thing in ends if fold_name(thing.name) == whole))
    here.said += said if len(named) == 1 else []
    return named if len(named) == 1 else ()


def _mine(here: Here) -> tuple[Thing, ...]:
    """What the section is about, as long as that is no person."""
    return tuple(thing for thing in here.scope.things if thing.kind != "person")
