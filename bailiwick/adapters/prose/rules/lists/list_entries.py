"""An entry of a list: the ways to read one, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Word, spell, words_of
from bailiwick.adapters.prose.rules.keyed.accounts import account_of
from bailiwick.adapters.prose.rules.keyed.key import (
    HOLDING,
    split_key,
    tell_key,
    titled_here,
    told_by_keyed_list,
    told_of_part,
)
from bailiwick.adapters.prose.rules.keyed.members import read_group, read_member, read_members_key, read_team, team_of
from bailiwick.adapters.prose.rules.lists.aliases import told_alias
from bailiwick.adapters.prose.rules.lists.entries import (
    begun_with,
    is_named_so,
    named_in,
    thing_in,
    told_to_reach,
    without_position,
)
from bailiwick.adapters.prose.rules.lists.entry import Entry, Waiting
from bailiwick.adapters.prose.rules.lists.given import told_by_giver
from bailiwick.adapters.prose.rules.lists.housed import held, on_machine
from bailiwick.adapters.prose.rules.lists.introduced import read_introduced
from bailiwick.adapters.prose.rules.lists.keyed_entries import linked, record, several, what_for
from bailiwick.adapters.prose.rules.lists.led import addressed, begun_in_bold, described, led
from bailiwick.adapters.prose.rules.lists.lines import LONGEST_KEY, Things, read_rest, read_several, read_text
from bailiwick.adapters.prose.rules.lists.ranges import machines_in
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, HOUSES
from bailiwick.adapters.prose.rules.names.kinds import labelled
from bailiwick.adapters.prose.rules.names.shapes import is_domain, known_whole
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.unmatched.copies import BACKUPS
from bailiwick.adapters.prose.rules.unmatched.enrolling import team_led
from bailiwick.adapters.prose.tree import Item, Listing, Paragraph
from bailiwick.lib.statements import Thing

_LONGEST_NAME = 4


def read_item(item: Item, waiting: Waiting, here: Here) -> Things:
    """Read an entry; what it is about, for what hangs below it."""
    words = without_position(list(words_of(item.text.text)))
    if not words:
        return waiting.about
    target, _, key = split_key(words)
    entry = Entry(item, words, waiting, target, key)
    for read in _WAYS:
        about = read(entry, here)
        if about is not None:
            return about
    return _sentences(entry, here)


def _planned(entry: Entry, here: Here) -> Things | None:
    """Below “Ideas” an entry is read as text, and names nothing."""
    if not here.scope.mood:
        return None
    read_text(entry.item.text, here, entry.about)
    return entry.about


def _member(entry: Entry, here: Here) -> Things | None:
    """“Ada (mail)” below “The web team:”."""
    if entry.about:
        return None
    before = entry.waiting.before
    lead = before.text if before else ""
    team = team_of(lead, here, people=entry.waiting.people) or team_led(lead, here)
    somebody = team is not None or entry.waiting.people
    return () if somebody and read_member(entry.item.text, team, here) else None


def _owned(entry: Entry, here: Here) -> Things | None:
    """“Gandi” in the list of Ada, who stands below “Ownership”: what she has there."""
    words = [word for word in entry.words if word.text != "."]
    key = key_of(here.scope.titles[-2]) if len(here.scope.titles) > 1 and here.scope.category == "person" else ""
    if entry.about or not key.endswith("/people") or any(clauses(words)) or len(words) > _LONGEST_NAME:
        return None
    house = known_whole(words, HOUSES)
    name = house if house else spell(words)
    keeper = Found(here.scope.things[0], words[0].start)
    told = here.relate(Thing("service", name), key.partition("/")[0], keeper, entry.item.text, "list")
    return () if told else None


def _alias_or_gift(entry: Entry, here: Here) -> Things | None:
    text = entry.item.text
    return () if told_alias(entry.words, text, here) or told_by_giver(entry.words, here, text) else None


def _definition(entry: Entry, here: Here) -> Things | None:
    """“Location” with “Lumen” below it, “Admins:” with a list of people."""
    item = entry.item
    told = bool(item.blocks) and (_defined(item, entry.words, entry.about, here) or _listed(item, entry.about, here))
    return entry.about if told else None


def _listed(item: Item, about: Things, here: Here) -> bool:
    only = item.blocks[0] if len(item.blocks) == 1 else None
    return isinstance(only, Listing) and told_by_keyed_list(item.text, only, about, here)


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


def _held(entry: Entry, here: Here) -> Things | None:
    """“wiki: …” below a machine: it is there."""
    keyed = bool(entry.target) and (not entry.may_name or entry.waiting.keys)
    behind = held(entry.words, entry.item, entry.about, here) if entry.about and not keyed else 0
    if not behind:
        return None
    housed = here.focus
    read_rest(entry.words, behind, housed[0], entry.item, here)
    return housed


def _on_machine(entry: Entry, here: Here) -> Things | None:
    """“heron: wiki, forum”."""
    behind = on_machine(entry.words, entry.item, here) if not entry.about else 0
    if not behind:
        return None
    read_rest(entry.words, behind, (here.focus or here.scope.things)[0], entry.item, here)
    return ()


def _on_machine_without_key(entry: Entry, here: Here) -> Things | None:
    return None if entry.target else _on_machine(entry, here)


def _on_machine_called_like_key(entry: Entry, here: Here) -> Things | None:
    return _on_machine(entry, here) if entry.target else None


def _machines(entry: Entry, here: Here) -> Things | None:
    """“heron1 to heron4: …”."""
    machines, at = machines_in(entry.words)
    if not machines:
        return None
    read_several(entry.words, at, machines, entry.item, here, entry.waiting.lead)
    return tuple(machines)


def _introduced(entry: Entry, here: Here) -> Things | None:
    """What the line before the list says of each of its entries."""
    if entry.waiting.lead is None or not entry.may_name:
        return None
    things, at = read_introduced(entry.waiting.lead, entry.item, entry.words, here)
    if not things:
        return None
    read_rest(entry.words, at, things[0], entry.item, here)
    return things


def _keyed(entry: Entry, here: Here) -> Things | None:
    """“Hosted by: Lumen”."""
    holds = bool(entry.target) and (not entry.may_name or entry.key.lower() in HOLDING)
    spoken = bool(entry.about or here.scope.things or here.scope.above)
    if not holds or is_named_so(entry.words, spoken, here):
        return None
    nobodys = not spoken and here.team is None
    if entry.waiting.keys and nobodys and entry.target.endswith("/people") and not titled_here(here):
        return entry.about
    read_text(entry.item.text, here, entry.about)
    return entry.about


def _group_or_part(entry: Entry, here: Here) -> Things | None:
    words, text = entry.words, entry.item.text
    keyed = entry.waiting.keys and entry.target.endswith("/people")  # “Operators: Ada” among keys names no team
    if not entry.about and not keyed and read_members_key(words, here, text):
        return ()
    if read_group(words, here, text) or (not keyed and read_team(text, here)) or told_of_part(words, here, text):
        return ()
    return () if not entry.about and told_to_reach(words, text, here) else None


def _unread_key(entry: Entry, here: Here) -> Things | None:
    """In a list of keys what stands before a colon names nothing: “What: MoinMoin on heron” says it of the service."""
    colon = next((at for at, word in enumerate(entry.words[:LONGEST_KEY]) if word.text == ":"), 0)
    if not (entry.waiting.keys and colon and entry.may_name):
        return None
    things = entry.about or here.scope.things
    if entry.target and len(things) == 1:
        read_rest(entry.words, colon + 1, things[0], entry.item, here)
    return entry.about


def _named(entry: Entry, here: Here) -> Things | None:
    """“wiki.example.org – …”, “the wiki: …”."""
    named, at = named_in(entry.words, here, _kind(entry))
    if named is None or (entry.item.blocks and _addressed_machine(entry.words) is not None):
        return None
    copies = named.kind == "service" and here.scope.is_of_copies
    named = BACKUPS if copies else account_of(named, entry.item, entry.words[at:], here)
    read_rest(entry.words, at, named, entry.item, here)
    return () if copies else (named,)


def _titling(entry: Entry, here: Here) -> Things | None:
    """An entry that says nothing and stands above what is said of it."""
    if not entry.item.blocks:
        return None
    said = any(clauses(entry.words)) and labelled(entry.words) is None
    thing = thing_in(entry.words, here, kind=_kind(entry)) if not said else None
    thing = thing or _addressed_machine(entry.words)
    return (account_of(thing, entry.item, (), here),) if thing is not None else None


def _addressed_machine(words: Sequence[Word]) -> Thing | None:
    """“Cloud server 192.0.2.7 (DNS ferry.example)”."""
    formed = any(word.low in FORMS for word in words[:3])
    address = next((word.text for word in words if is_domain(word) and not word.text[-1].isdigit()), "")
    return Thing("host", address) if formed and address else None


def _sentences(entry: Entry, here: Here) -> Things:
    """Sentences of what the entry hangs on, or begins with."""
    item, lead = entry.item, entry.waiting.lead
    about = entry.about or begun_with(entry.words, here, _kind(entry)) or begun_in_bold(entry, here)
    holder = lead.holder if lead is not None and not lead.titled else None
    if holder is not None and not entry.about:
        here.relate_each(about, "hosted_by", Found(holder, entry.words[0].start), item.text, "list")
    read_text(item.text, here, about, opens=any(isinstance(block, Listing) for block in item.blocks))
    return about


def _kind(entry: Entry) -> str:
    return entry.waiting.lead.kind if entry.waiting.lead is not None else ""


#: The first that finds something says what the entry is about; None: it is not of this form.
_WAYS: tuple[Callable[[Entry, Here], Things | None], ...] = (
    _planned,
    _member,
    _owned,
    _alias_or_gift,
    _definition,
    linked,
    led,
    addressed,
    described,
    _held,
    _on_machine_without_key,
    _machines,
    _introduced,
    record,
    several,
    _keyed,
    _group_or_part,
    what_for,
    _unread_key,
    _on_machine_called_like_key,
    _named,
    _titling,
)
