"""The blocks of a section: paragraphs, lists, lines of “Key: value”, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from bailiwick.adapters.prose.rules.aliases import told_alias
from bailiwick.adapters.prose.rules.clauses import clauses
from bailiwick.adapters.prose.rules.entries import (
    are_keys,
    are_machines,
    are_people,
    as_list,
    is_entry,
    is_named_so,
    is_pairs,
    named_in,
    run_in,
    thing_in,
    told_to_reach,
    without_position,
)
from bailiwick.adapters.prose.rules.fragments import fragment
from bailiwick.adapters.prose.rules.gazetteer import FORMS
from bailiwick.adapters.prose.rules.given import tell_given, told_by_giver
from bailiwick.adapters.prose.rules.grids import read_grid
from bailiwick.adapters.prose.rules.housed import held, housing, noted_housing, on_machine
from bailiwick.adapters.prose.rules.introduced import (
    INTRODUCES,
    Lead,
    announcing,
    below_both,
    lead_of,
    read_introduced,
    titled_lead,
)
from bailiwick.adapters.prose.rules.items import until
from bailiwick.adapters.prose.rules.keyed import HOLDING, role_of, split_key, tell_bare_keys, tell_key, told_of_part
from bailiwick.adapters.prose.rules.keys import key_of
from bailiwick.adapters.prose.rules.kinds import labelled
from bailiwick.adapters.prose.rules.members import (
    read_group,
    read_member,
    read_members,
    read_roster,
    read_team,
    team_of,
)
from bailiwick.adapters.prose.rules.names import is_domain
from bailiwick.adapters.prose.rules.pieces import ENDS, pieces
from bailiwick.adapters.prose.rules.purposes import read_duties
from bailiwick.adapters.prose.rules.questions import question_key
from bailiwick.adapters.prose.rules.ranges import machines_in
from bailiwick.adapters.prose.rules.relations import NO_RELATION
from bailiwick.adapters.prose.rules.sentence import read_sentence
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Sentence, Word, sentences, spell, words_of, wordset
from bailiwick.adapters.prose.tree import Block, Grid, Item, Listing, Paragraph, Skipped, Text
from bailiwick.lib.statements import Statement, Thing

#: Keys that speak of the whole community where nothing else is spoken of.
_COMMUNITYS = wordset("registrar dns_hosted_by monitored_by on_call_with configured_with contact")
#: Whoever lives there is no service that is at home there.
_HOMES = wordset("home house flat office basement garage")
#: What an answer goes on with.
_ADDING = wordset("that which who whose and but or")
_LONGEST_KEY = 6
Things = tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A block or an entry that is still to be read, what introduced it and what it hangs on."""

    what: Block | Item
    before: Text | None = None
    about: Things = ()
    lead: Lead | None = None
    #: A list follows.
    opens: bool = False
    #: The list is one of keys and values: what stands before a colon in it names nothing.
    keys: bool = False
    #: The entries begin with people's names.
    people: bool = False


def read_blocks(blocks: Sequence[Block], here: Here, title: Text | None = None, above: Text | None = None) -> None:
    """Say what the blocks of a section say, in order; lists of any depth."""
    waiting = _queue(blocks, (), titled_lead(title, here, above))
    while waiting:
        next_one = waiting.pop()
        what = next_one.what
        here.focus = here.recent = ()
        if isinstance(what, Paragraph) and is_entry(what.text, here):
            waiting.append(_Waiting(Item(what.text), None, next_one.about))
        elif isinstance(what, Paragraph):
            read_text(what.text, here, next_one.about, opens=next_one.opens)
        elif isinstance(what, Grid) and is_pairs(what, here):
            waiting.append(_Waiting(as_list(what), next_one.before, next_one.about))
        elif isinstance(what, Grid):
            read_grid(what, here)
        elif isinstance(what, Skipped):
            here.not_understood(what.line, what.text, what.why)
        elif isinstance(what, Listing):
            lead = below_both(lead_of(next_one.before, here) if next_one.before is not None else None, next_one.lead)
            lead = (
                replace(lead, kind="host", titled=False)
                if lead is not None and lead.titled and are_machines(what)
                else lead
            )
            keys, named = are_keys(what), are_people(what)
            shared = _Waiting(what, next_one.before, next_one.about, lead, keys=keys, people=named)
            waiting += [replace(shared, what=item) for item in reversed(what.items)]
        else:
            before = len(here.said) + here.repeated
            about = _read_item(what, next_one, here)
            if what.text.text and len(here.said) + here.repeated == before:
                here.not_understood(what.text.line, what.text.text, INTRODUCES if what.blocks else NO_RELATION)
            waiting += _queue(what.blocks, about or next_one.about, announcing(what.text), what.text)


def _queue(
    blocks: Sequence[Block], about: Things, lead: Lead | None = None, before: Text | None = None
) -> list[_Waiting]:
    """Blocks, last first, each with the paragraph before it; `lead`: what a title says of every list below it."""
    queued: list[_Waiting] = []
    for block, after in zip_longest(blocks, blocks[1:]):
        queued.append(_Waiting(block, before, about, lead, opens=isinstance(after, Listing)))
        before = block.text if isinstance(block, Paragraph) else None
    return queued[::-1]


def read_text(text: Text, here: Here, about: Things = (), *, opens: bool = False) -> None:
    """Say what the sentences of a text say; the last one, where it introduces a list, says it with the entries."""
    found = list(sentences(text))
    lead = lead_of(text, here) if opens else None
    if lead is not None and lead.says_something:
        introducing = found.pop()
        here.not_understood(introducing.line, introducing.text, here.scope.mood or INTRODUCES)
    named = run_in(found, here) if not about else None
    if named is not None:
        found, about = found[1:], (named,)
    for sentence in _by_keys(found):
        if named is not None:
            _read_fragment(sentence, here, named)
        else:
            _read_one(sentence, here, about)


def _by_keys(found: Sequence[Sentence]) -> Iterator[Sentence]:
    """“Registrar: Gandi, DNS: deSEC” is two."""
    for sentence in found:
        if split_key(sentence.words)[0] and sum(word.text == ":" for word in sentence.words) > 1:
            yield from (Sentence(piece, sentence.source, sentence.end) for piece in pieces(sentence.words))
        else:
            yield sentence


def _read_one(sentence: Sentence, here: Here, about: Things) -> None:
    if here.scope.mood:
        here.not_understood(sentence.line, sentence.text, here.scope.mood)
        return
    target, rest, key = split_key(sentence.words)
    things = about or here.scope.things or here.focus or here.scope.above
    if not things and target.partition("/")[0] in _COMMUNITYS and here.scope.community is not None:
        things = (here.scope.community,)
    nobody = all(thing.kind in {"organisation", "team"} for thing in things)
    if read_roster(sentence.words, here, sentence.source) or told_by_giver(sentence.words, here, sentence.source):
        return
    if nobody and read_team(sentence.source, here, sentence.words):
        return
    if target and rest and tell_key(things, target, rest, here, sentence.source, key):
        return
    asked = question_key(here.scope.titles[-1]) if here.scope.titles and here.count == 0 else ""
    if asked and here.scope.things and _answered(sentence, asked, here):
        return
    if told_of_part(sentence.words, here, sentence.source):
        return
    titled = key_of(here.scope.titles[-1]) if here.scope.category == "aspect" and here.scope.titles else ""
    if not things and titled.partition("/")[0] in _COMMUNITYS and here.scope.community is not None:
        things = (here.scope.community,)
    if (
        titled
        and not any(clauses(sentence.words))
        and tell_key(things, titled, sentence.words, here, sentence.source, here.scope.titles[-1])
    ):
        return
    if not any(clauses(sentence.words)) and (
        read_members(sentence.words, here, sentence.source) or role_of(sentence, here, things)
    ):
        return
    if here.scope.category == "person" and not about and not any(clauses(sentence.words)):
        read_duties(sentence.words, here.scope.things[0], sentence.source, here)
        return
    alone = here.scope.things[0] if here.scope.category == "host" and len(here.scope.things) == 1 else None
    given = here.scope.things[0] if here.scope.category == "provider" and len(here.scope.things) == 1 else None
    if given is not None and not about and not any(clauses(sentence.words)):
        plain = [word for word in sentence.words if word.text not in ENDS]
        if plain and (fragment(plain, given, here, sentence.source) or tell_given(given, plain, here, sentence.source)):
            return
    if alone is not None and not about and not any(clauses(sentence.words)):
        plain = [word for word in sentence.words if word.text not in ENDS]
        if plain and (fragment(plain, alone, here, sentence.source) or housing(plain, alone, here, sentence.source)):
            return
    read_sentence(sentence, here, about)


def _answered(sentence: Sentence, asked: str, here: Here) -> bool:
    """A few words below a question: “Ada Byron.”, “On a machine called heron that …”."""
    here.count += 1
    words = until(sentence.words, _ADDING)
    plain = [word for word in words if word.text not in ENDS]
    if not plain or any(clauses(plain)):
        return False
    return tell_key(here.scope.things, asked, plain, here, sentence.source, asked.partition("_")[0])


def _read_item(item: Item, waiting: _Waiting, here: Here) -> Things:
    """One entry of a list; what it is about, for what hangs below it."""
    words = without_position(list(words_of(item.text.text)))
    if not words:
        return waiting.about
    if here.scope.mood:
        read_text(item.text, here, waiting.about)
        return waiting.about
    team = team_of(waiting.before.text if waiting.before else "", here) if not waiting.about else None
    if (team is not None or waiting.people) and not waiting.about and read_member(item.text, team, here):
        return ()
    if told_alias(words, item.text, here) or told_by_giver(words, here, item.text):
        return ()
    if item.blocks and _defined(item, words, waiting.about, here):
        return waiting.about
    target, _, key = split_key(words)
    keyed = bool(target) and (not target.endswith("/name") or waiting.keys)
    if waiting.about and not keyed and held(words, item, waiting.about, here):
        return here.focus
    if not waiting.about and not target and on_machine(words, item, here):
        return ()
    machines, at = machines_in(words)
    if machines:
        _read_several(words, at, machines, item, here, waiting.lead)
        return tuple(machines)
    if waiting.lead is not None and (not target or target.endswith("/name")):
        things, at = read_introduced(waiting.lead, item, words, here)
        if things:
            _read_rest(words, at, things[0], item, here)
            return things
    if (
        target
        and (not target.endswith("/name") or key.lower() in HOLDING)
        and not is_named_so(words, bool(waiting.about or here.scope.things or here.scope.above), here)
    ):
        read_text(item.text, here, waiting.about)
        return waiting.about
    if read_group(words, here, item.text) or read_team(item.text, here):
        return ()
    if told_of_part(words, here, item.text) or (not waiting.about and told_to_reach(words, item.text, here)):
        return ()
    if (
        waiting.keys
        and ":" in [word.text for word in words[:_LONGEST_KEY]]
        and (not target or target.endswith("/name"))
    ):
        return waiting.about
    if not waiting.about and target and on_machine(words, item, here):
        return ()
    kind = waiting.lead.kind if waiting.lead is not None else ""
    named, at = named_in(words, here, kind)
    if named is not None:
        _read_rest(words, at, named, item, here)
        return (named,)
    if item.blocks and (not any(clauses(words)) or labelled(words) is not None):
        thing = thing_in(words, here, kind=kind)
        if thing is not None:
            return (thing,)
    read_text(item.text, here, waiting.about, opens=any(isinstance(block, Listing) for block in item.blocks))
    return waiting.about


def _defined(item: Item, words: Sequence[Word], about: Things, here: Here) -> bool:
    """“Location” with “Lumen” below it, as lists of definitions have it."""
    target = key_of(spell(words))
    things = about or here.scope.things
    if not target or target.endswith("/name") or not things:
        return False
    told = False
    for block in item.blocks:
        if isinstance(block, Paragraph):
            cell = list(words_of(block.text.text))
            told |= bool(cell) and tell_key(things, target, cell, here, block.text, spell(words))
    return told


def _read_several(
    words: Sequence[Word], at: int, machines: Sequence[Thing], item: Item, here: Here, lead: Lead | None
) -> None:
    """The same of several machines; what is not understood is so of all of them, and listed once."""
    for machine in machines:
        here.hosts.add(machine.name)
        begin = len(here.said)
        if lead is not None and lead.holder is not None and lead.kind in {"", "host"}:
            here.relate(machine, "hosted_by", Found(lead.holder, words[0].start), item.text, "list")
        _read_rest(words, at, machine, item, here)
        if machine != machines[0]:
            here.said[begin:] = [one for one in here.said[begin:] if isinstance(one, Statement)]


def _read_rest(words: Sequence[Word], at: int, named: Thing, item: Item, here: Here) -> None:
    """What stands behind the name, with the name as its subject."""
    inside = 0 < at <= len(words) and words[at - 1].text == "("
    if at + 1 < len(words) and inside and is_domain(words[at]) and words[at + 1].text == ")":
        at, inside = at + 2, False
    for piece in pieces(words[at:], inside=inside):
        end = piece[-1].text if piece[-1].text in ENDS else "."
        _read_fragment(Sentence(piece, item.text, end), here, named)


def _that_behind(words: Sequence[Word]) -> int:
    """“a virtual server that is on heron” → “is on heron”; 0 where no such noun stands first."""
    at = next((at for at, word in enumerate(words[:_LONGEST_KEY]) if word.low in {"that", "which"}), 0)
    plain = words[0].low in {"a", "an", "our", "the"} and not any(word.is_mark for word in words[:at])
    return at + 1 if plain and 1 < at < len(words) - 1 and words[at - 1].low in FORMS else 0


def _read_fragment(sentence: Sentence, here: Here, named: Thing) -> None:
    """“on heron”, “Etherpad”, “Lumen”: a place or a program may stand alone behind a name."""
    here.focus = (named,)
    that = _that_behind(sentence.words)
    if that:
        sentence = replace(sentence, words=sentence.words[that:])
    plain = [word for word in sentence.words if word.text not in ENDS | {")", "–", "—", "-"}]
    if len(plain) > 2 and plain[0].low in _HOMES and plain[1].low == "of":
        here.not_understood(sentence.line, sentence.text, NO_RELATION)
        return
    if tell_bare_keys(plain, named, here, sentence.source):
        return
    if (
        named.kind == "host"
        and not any(clauses(sentence.words))
        and noted_housing(sentence.words, named, here, sentence)
    ):
        return
    if not any(clauses(sentence.words)) and fragment(plain, named, here, sentence.source):
        return
    if named.kind == "provider" and tell_given(named, sentence.words, here, sentence.source):
        return
    if (
        named.kind == "host"
        and not any(clauses(sentence.words))
        and housing(plain, named, here, sentence.source, half=True)
    ):
        return
    _read_one(sentence, here, (named,))
