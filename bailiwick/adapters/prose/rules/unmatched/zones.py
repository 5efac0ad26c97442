"""Domains in sentences without a pattern: with whom they are registered, and who answers for their names.

“Ada Byron registered example.org with Lumen” – “The zone moved from Lumen to Gandi” – “Secondary name servers: Lumen.”
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.mood import PAST, mood_of
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, PROVIDERS
from bailiwick.adapters.prose.rules.names.shapes import is_domain
from bailiwick.adapters.prose.rules.slots.where import provider_named
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_REGISTERED = wordset("registered bought purchased renewed registrar")
_NAMED = wordset("zone zones nameserver nameservers dns ns")
_BY = wordset("by at with to through via from")
_STOPS = _BY | wordset("in on for of since until because which who and , ; .")
#: Directly behind these a name that nobody knows is a provider's too.
_DONE = _REGISTERED | wordset("run hosted served operated provided kept moved transferred")
_PERSONAL = wordset("account login password token credentials")


def told_of_zones(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say who registered a domain or answers for its names; False when it is about neither."""
    lows = {word.low for word in words}
    names = bool(lows & _NAMED) or ("servers" in lows and "name" in lows)
    if not (names or lows & _REGISTERED) or lows & _PERSONAL:
        return False
    mood = mood_of([word for word in words if word.low != "ago"])
    if mood not in {"", PAST}:
        return False
    moved = bool(lows & {"moved", "transferred", "switched", "migrated"})
    if mood == PAST and not moved:
        return False
    predicate = "dns_hosted_by" if names else "registrar"
    told, domains = False, _domains(words, here)
    for found in _keepers(words, here, moved=moved):
        told |= here.relate_each(domains, predicate, found, source, predicate.split("_")[0])
    return told


def _keepers(words: Sequence[Word], here: Here, *, moved: bool) -> Iterator[Found]:
    for at, word in enumerate(words):
        onwards = word.low == "to" if moved else word.low in _BY - {"to", "from"}
        if not onwards:
            continue
        end = next((end for end in range(at + 1, len(words)) if words[end].low in _STOPS), len(words))
        if any(one.low in FORMS for one in words[at + 1 : end]):
            continue
        sure = at > 0 and words[at - 1].low in _DONE
        for found in provider_named(words[at + 1 : end], here):
            if sure or fold_name(found.thing.name) in PROVIDERS:
                yield found


def _domains(words: Sequence[Word], here: Here) -> list[Thing]:
    """Those that are named, else those spoken of, else the community's."""
    named = dict.fromkeys(Thing("domain", word.text) for word in words if is_domain(word) and "/" not in word.text)
    spoken = [thing for thing in (*here.focus, *here.scope.things) if thing.kind == "domain"]
    return list(named) or spoken[:1] or ([here.scope.community] if here.scope.community is not None else [])
