"""The blocks of a section: paragraphs, lists, lines of “Key: value”, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from bailiwick.adapters.prose.rules.aliases import told_alias
from bailiwick.adapters.prose.rules.clauses import clauses
from bailiwick.adapters.prose.rules.copies import BACKUPS
from bailiwick.adapters.prose.rules.entries import (
    are_keys,
    are_machines,
    are_people,
    as_list,
    begun_with,
    is_entry,
    is_named_so,
    is_pairs,
    named_in,
    thing_in,
    told_to_reach,
    without_position,
)
from bailiwick.adapters.prose.rules.given import told_by_giver
from bailiwick.adapters.prose.rules.grids import read_grid
from bailiwick.adapters.prose.rules.housed import held, on_machine
from bailiwick.adapters.prose.rules.introduced import (
    INTRODUCES,
    Lead,
    announcing,
    below_both,
    lead_of,
    read_introduced,
    titled_lead,
)
from bailiwick.adapters.prose.rules.keyed import HOLDING, split_key, tell_key, told_of_part
from bailiwick.adapters.prose.rules.keys import key_of
from bailiwick.adapters.prose.rules.kinds import labelled
from bailiwick.adapters.prose.rules.lines import LONGEST_KEY, Things, read_rest, read_several, read_text
from bailiwick.adapters.prose.rules.members import read_group, read_member, read_team, team_of
from bailiwick.adapters.prose.rules.ranges import machines_in
from bailiwick.adapters.prose.rules.relations import NO_RELATION
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Word, spell, words_of
from bailiwick.adapters.prose.tree import Block, Grid, Item, Listing, Paragraph, Skipped, Text


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
        here.opened, here.is_entry = len(here.said), isinstance(what, Item)
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
            keys, named = are_keys(what), are_people(what, here)
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
    behind = held(words, item, waiting.about, here) if waiting.about and not keyed else 0
    if behind:
        housed = here.focus
        read_rest(words, behind, housed[0], item, here)
        return housed
    behind = on_machine(words, item, here) if not waiting.about and not target else 0
    if behind:
        read_rest(words, behind, (here.focus or here.scope.things)[0], item, here)
        return ()
    machines, at = machines_in(words)
    if machines:
        read_several(words, at, machines, item, here, waiting.lead)
        return tuple(machines)
    if waiting.lead is not None and (not target or target.endswith("/name")):
        things, at = read_introduced(waiting.lead, item, words, here)
        if things:
            read_rest(words, at, things[0], item, here)
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
    if waiting.keys and ":" in [word.text for word in words[:LONGEST_KEY]] and (not target or target.endswith("/name")):
        return waiting.about
    behind = on_machine(words, item, here) if not waiting.about and target else 0
    if behind:
        read_rest(words, behind, (here.focus or here.scope.things)[0], item, here)
        return ()
    kind = waiting.lead.kind if waiting.lead is not None else ""
    named, at = named_in(words, here, kind)
    if named is not None and named.kind == "service" and here.scope.is_of_copies:
        read_rest(words, at, BACKUPS, item, here)
        return ()
    if named is not None:
        read_rest(words, at, named, item, here)
        return (named,)
    if item.blocks and (not any(clauses(words)) or labelled(words) is not None):
        thing = thing_in(words, here, kind=kind)
        if thing is not None:
            return (thing,)
    about = waiting.about or begun_with(words, here, kind)
    holder = waiting.lead.holder if waiting.lead is not None and not waiting.lead.titled else None
    if holder is not None and not waiting.about:
        here.relate_each(about, "hosted_by", Found(holder, words[0].start), item.text, "list")
    read_text(item.text, here, about, opens=any(isinstance(block, Listing) for block in item.blocks))
    return about


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
