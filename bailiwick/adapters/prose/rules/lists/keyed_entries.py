"""Entries that are keys, values or records: “Ada” below “Moderators:”, “Source code”, “Host: heron; OS: Debian”."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import spell
from bailiwick.adapters.prose.rules.keyed.key import split_key, tell_key
from bailiwick.adapters.prose.rules.keyed.records import noted_name, told_record
from bailiwick.adapters.prose.rules.lists.entry import Entry
from bailiwick.adapters.prose.rules.lists.lines import Things, read_rest
from bailiwick.adapters.prose.rules.lists.what_for import told_what_for
from bailiwick.adapters.prose.rules.names.shapes import is_domain
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Statement, Thing


def linked(entry: Entry, here: Here) -> Things | None:
    """“Source code”, “Issues”, and nothing but a link to them."""
    things, text = entry.about or here.scope.things, entry.item.text
    target = key_of(spell(entry.words)) if text.links and not entry.item.blocks else ""
    if target not in {"source_repo/repository", "tracker/tracker"} or not things:
        return None
    return entry.about if tell_key(things, target, entry.words, here, text, spell(entry.words)) else None


def record(entry: Entry, here: Here) -> Things | None:
    """“Host: heron; OS: Debian; Admin: Ada”."""
    if not entry.target or entry.about:
        return None
    thing = told_record(entry.words, here, entry.item.text)
    if thing is not None:
        return (thing,)
    thing, at = noted_name(entry.words)
    if thing is None or here.scope.mood:
        return None
    read_rest(entry.words, at, thing, entry.item, here)
    return (thing,)


def several(entry: Entry, here: Here) -> Things | None:
    """“domains: ferry.example, quay.example registered through Lumen to Ada”."""
    rest = split_key(entry.words)[1]
    end = next(
        (at for at, word in enumerate(rest) if not is_domain(word) and word.text != "," and word.low != "and"), 0
    )
    if not entry.target.endswith("/name") or not end or rest[end].is_mark:
        return None
    kind = entry.target.partition("/")[0]
    things = tuple(Thing(kind, word.text) for word in rest[:end] if is_domain(word))
    at = len(entry.words) - len(rest) + end
    for thing in things:
        begin = len(here.said)
        read_rest(entry.words, at, thing, entry.item, here)
        if thing != things[0]:
            here.said[begin:] = [one for one in here.said[begin:] if isinstance(one, Statement)]
    return things


def what_for(entry: Entry, here: Here) -> Things | None:
    """“Vultr for the wiki”."""
    whose = entry.about[0].kind if entry.about else ""
    lead = entry.waiting.lead
    led = lead is not None and (lead.holder is not None or lead.keeper is not None)
    if led or whose in {"service", "host"}:
        return None
    return () if told_what_for(entry.words, here, entry.item.text) else None
