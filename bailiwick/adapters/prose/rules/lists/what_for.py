"""Entries that say what a firm or a program is there for: “Vultr for the wiki”, “Mailjet: used for newsletters”.

| what stands first              | says of what stands behind “for”                    |
|--------------------------------|-----------------------------------------------------|
| a firm                         | it is hosted there, delivered or watched by it      |
| a program                      | it is made with it, watched or set up with it       |
| a firm and what it does for us | “Gandi registrar”: said of the community            |
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.function_words import ARTICLES, VAGUE
from bailiwick.adapters.prose.rules.english.items import items, outside, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.lists.given import tell_given, thanking
from bailiwick.adapters.prose.rules.names.gazetteer import DUTIES, HOUSES, PROVIDERS, SOFTWARE, SYSTEMS
from bailiwick.adapters.prose.rules.names.shapes import capital_run, is_domain, known
from bailiwick.adapters.prose.rules.names.sorts import delivers, sort_of
from bailiwick.adapters.prose.rules.relations.fragments import fragment
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.unmatched.copies import BACKUPS
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_ARTICLES = ARTICLES | {"all"}
#: “…, including the wiki”
_SUCH = wordset("including e.g. especially mainly namely particularly")
_LONGEST_NAME, _LONGEST_USE = 4, 5
#: What may stand before “for”, and what it is for ends before one of these.
_BETWEEN = wordset(": – — - -- is are used we use it this account only mainly")
_ENDS = wordset(". ; – — - that which who where when while if because since until but as in on at to from with via by")
#: Behind the name of what it is for, these only say that it is there.
_LOOSE = wordset("hosting deployment deployments purposes use")
#: What is not a thing that somebody has.
_NOTHING = wordset(
    "us you me them it this that these those everyone everybody free now example money fun help info details more "
    "information reference historical reasons purposes testing development years months vps vm server servers machines"
)
_WHOLE = frozenset({"configured_with", "monitored_by", "on_call_with"})


def told_what_for(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say what the entry says; False where it is no such entry."""
    plain = [word for word in outside(words) if word.text not in {"(", ")"}]
    one = _first(plain)
    if one is None or mood_of(plain) or thanking(here.scope):
        return False
    thing, end = one
    rest = plain[end:]
    if thing.kind == "provider" and rest and not _BETWEEN & {rest[0].low} and len(rest) == 1:
        return fragment(rest, thing, here, source)
    lead = until(rest, frozenset({"for"}))
    if len(lead) == len(rest) or any(word.low not in _BETWEEN for word in lead):
        return False
    use = until(rest[len(lead) + 1 :], _ENDS)
    if not use or any(clauses(use)):
        return False
    told_apart = bool(sort_of(thing.name)) or delivers(thing.name) or bool(_SUCH & {word.low for word in use})
    if thing.kind == "provider" and not told_apart and tell_given(thing, use, here, source):
        return True
    listed = [item.words for item in items([word for word in use if word.low not in _SUCH]) if item.words]
    behind = next((word.start for word in use if word.low in _SUCH), None)
    several = sum(_thing(name, thing) is not None for name in listed) > 1
    told = False
    for name in listed:
        named = _thing(name, thing, sure=several or (behind is not None and name[0].start > behind))
        if named is not None:
            told |= _tell(named, thing, Found(thing, name[0].start), here, source)
    return told


def _first(words: Sequence[Word]) -> tuple[Thing, int] | None:
    """The firm or the program that an entry begins with, whichever has the longer name."""
    firm = known(words[:_LONGEST_NAME], HOUSES)
    program = known(words[:_LONGEST_NAME], SOFTWARE)
    first = [one for one in (firm, program) if one is not None and one[0] == 0]
    found = max(first, key=lambda one: one[1], default=None)
    if found is None or found[2] in SYSTEMS:
        return None
    return Thing("provider" if found == firm else "software", found[2]), found[1]


def _thing(words: Sequence[Word], tool: Thing, *, sure: bool = False) -> Thing | None:
    """What it is for, as a thing: “conference website”, “PR scanning”; nothing where it is none.

    `sure`: it stands beside others that are things beyond doubt.
    """
    name = unmarked(words)
    while name and name[0].low in _ARTICLES:
        name = name[1:]
    while len(name) > 1 and name[-1].low in _LOOSE:
        name = name[:-1]
    lows = [word.low for word in name]
    if not 0 < len(name) <= _LONGEST_USE or set(lows) & (VAGUE | _NOTHING):
        return None
    if lows[-1] in {"backup", "backups"}:
        return BACKUPS
    if spell(name).startswith(tool.name):
        return None
    named = len(name) > 1 and capital_run(name) == (0, len(name)) and known(name, {**PROVIDERS, **SOFTWARE}) is None
    plain = (
        sure
        or named
        or lows[-1].removesuffix("s") in DUTIES
        or lows[-1] in DUTIES
        or lows[-1].endswith("ing")
        or is_domain(name[-1])
    )
    return Thing("service", spell(name)) if plain else None


def _tell(thing: Thing, tool: Thing, found: Found, here: Here, source: Text) -> bool:
    predicate = sort_of(tool.name)
    doing = thing.name.lower().split()[-1]
    if predicate in _WHOLE and (doing.endswith("ing") or doing in {"management", "alerts", "metrics", "checks"}):
        # “Prometheus for monitoring”: of everything.
        ours = here.scope.community
        return ours is not None and here.relate(ours, predicate, found, source, "for")
    front = tool.kind == "provider" and delivers(tool.name)
    bare = "fronted_by" if front else "hosted_by" if tool.kind == "provider" else "uses_software"
    return here.relate(thing, predicate or bare, found, source, "for")
