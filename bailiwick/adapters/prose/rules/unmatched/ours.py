"""What a sentence says of the community as a whole: “We use Icinga”, “Lumen gives us credits”."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import WE
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import PROVIDERS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import is_capital, known
from bailiwick.adapters.prose.rules.names.sorts import sort_of
from bailiwick.adapters.prose.rules.relations.objects import OBJECTS
from bailiwick.adapters.prose.rules.slots.links import repositories
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_USING = wordset("use uses run runs have has with")
_ALL = wordset("all every everything everyone machines servers hosts services whoever them boxes")
_GIVING = wordset("gives give donates donate lends lend grants grant provides provide lets let sponsors sponsor offers")
_US = wordset("us our")
_GIFTS = wordset(
    "credits credit units rack space bandwidth server servers machine machines storage hosting licences licenses money "
    "cage power hardware vm vms room traffic free connectivity transit box boxes grant"
)


def told_of_us(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say it of the community; False where there is none or the sentence is about something else."""
    community = here.scope.community
    if community is None or mood_of(words):
        return False
    return _used(words, community, here, source) or _given(words, community, here, source)


def told_of_all(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Prometheus, which runs on heron, scrapes every machine”: what watches all, beside what else is said."""
    community = here.scope.community
    whole = words[0].low in WE or any(word.low == "which" for word in words[1:4])
    return whole and community is not None and not mood_of(words) and _used(words, community, here, source)


def _used(words: Sequence[Word], community: Thing, here: Here, source: Text) -> bool:
    """“We use Zabbix, on curb”, “Datadog watches every machine”."""
    lows = [word.low for word in words]
    at = next((at for at, low in enumerate(lows[:4]) if low in _USING and at), None)
    ours = at is not None and lows[at - 1] in WE
    part = until(words[at + 1 :], frozenset({",", "for", "to", "on", "."})) if ours and at is not None else words[:3]
    one = known(part, {**PROVIDERS, **SOFTWARE})
    predicate = sort_of(one[2]) if one is not None and one[0] == 0 else ""
    if one is None or not predicate or here.scope.things or (not ours and not _ALL & set(lows)):
        return False
    kind = "provider" if one[2] in PROVIDERS.values() else "software"
    told = here.relate(community, predicate, Found(Thing(kind, one[2]), part[0].start), source, spell(words[1:2]))
    for found in repositories(words, source, words[0].start) if predicate == "configured_with" else ():
        told |= here.relate(community, "config_repo", found, source, "code")
    _standing(words, Thing("service", one[2]), here, source)
    return told


def _standing(words: Sequence[Word], watcher: Thing, here: Here, source: Text) -> None:
    """“…, on curb”: where the program runs."""
    for at, word in enumerate(words[:-1]):
        if word.low == "on" and words[at + 1].text in here.hosts:
            here.relate(watcher, "hosted_by", Found(Thing("host", words[at + 1].text), word.start), source, "on")


def _given(words: Sequence[Word], community: Thing, here: Here, source: Text) -> bool:
    """“Northmoor College gives us six units”, “Linode – gives us credits”: whoever gives, funds."""
    at = next((at for at, word in enumerate(words[:10]) if word.low in _GIVING), None)
    lows = {word.low for word in words[at or 0 :]}
    if at is None or not _US & {word.low for word in words[at : at + 3]} or not _GIFTS & lows:
        return False
    before = list(words[:at])
    while before and not is_capital(before[0]) and before[0].low not in {"the", "it", "they"}:
        before.pop(0)
    givers = OBJECTS["funder"](before, here, source, words) if before else []
    named = subject_of(words[:at], here).things if not givers else ()
    givers = givers or [Found(thing, words[at].start) for thing in named if thing.kind in {"provider", "organisation"}]
    told = False
    for giver in givers:
        told |= here.relate(community, "funded_by", giver, source, words[at].low)
    return told
