"""Words that point back: “both”, “the latter”, “these”, “the machine”, “there”.

They are understood where exactly one thing, or one group, that was named in the sentence before is of the right kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import MACHINES
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Thing

_SERVICES = wordset("service services site sites application applications app apps")
SEVERAL = frozenset(
    {"these", "those", "they", "all of them", "all of these", "all of those", "all three", "all four"}
    | {"the three", "these three", "those three"}
)
_PAIR = frozenset({"both", "both of them", "both of these", "the two", "these two", "those two", "the former two"})
_OTHERS = {"the other": 1, "the other one": 1, "the other two": 2, "the other three": 3, "the others": 2}
_ONE = frozenset({"the former": 0, "former": 0, "the first": 0, "the latter": 1, "latter": 1, "the second": 1}.items())


def pointed_at(words: Sequence[Word], here: Here) -> tuple[Thing, ...] | None:
    """What a subject points to; () when it points and nothing is clear, None when it does not point."""
    lows = [
        word.low for word in words if (not word.is_mark and word.low not in {"all", "of", "them"}) or word.low == "all"
    ]
    said = " ".join(word.low for word in words if not word.is_mark)
    if said in dict(_ONE):
        pair = _group(here, "", 2)
        return (pair[dict(_ONE)[said]],) if pair else ()
    if said in {"the first two", "the last two"}:
        group = _group(here, "", 0)
        return (group[:2] if "first" in said else group[-2:]) if len(group) > 2 else ()
    noun = lows[-1] if lows else ""
    kind = "host" if noun in MACHINES else "service" if noun in _SERVICES else ""
    bare = said.rpartition(" ")[0] if kind else said
    if bare in _OTHERS and (kind == "host" or (not kind and _only_machines(here))):
        return _others(here, _OTHERS[bare])
    if bare in _PAIR:
        return _group(here, kind, 2)
    if bare in SEVERAL:
        return _group(here, kind, 0)
    return None


def _only_machines(here: Here) -> bool:
    """Whether of what the sentence before named nothing but machines could have others beside it."""
    return {thing.kind for thing in (*here.named, *here.recent)} & {"host", "service"} == {"host"}


def _others(here: Here, size: int) -> tuple[Thing, ...]:
    """“the other two”: the machines of the page that the sentence before did not name, if they are so many."""
    named = {thing.name for thing in (*here.named, *here.recent) if thing.kind == "host"}
    rest = tuple(Thing("host", name) for name in sorted(here.hosts - named))
    return rest if named and len(rest) == size else ()


def _group(here: Here, kind: str, size: int) -> tuple[Thing, ...]:
    """The only group of things of one kind that the sentence before named, of that size if it has one."""
    kinds = [kind] if kind else ["host", "service"]
    groups = [tuple(thing for thing in here.recent if thing.kind == one) for one in kinds]
    groups = [group for group in groups if len(group) > 1]
    one = groups[0] if len(groups) == 1 else ()
    return one if not size or len(one) == size else ()


def pointed_place(words: Sequence[Word], here: Here) -> Thing | None:
    """“there”, “here”, “the same machine”: the one machine or provider that it can be."""
    lows = [word.low for word in words]
    if lows in (["here"], ["there"]) and here.scope.category in {"host", "provider"} and len(here.scope.things) == 1:
        return here.scope.things[0]
    same = (
        len(lows) > 1
        and lows[-1] in MACHINES
        and lows[0] in {"the", "this", "that"}
        and set(lows[1:-1]) <= {"same", "very"}
    )
    if not same:
        return None
    if here.scope.category == "host" and len(here.scope.things) == 1:
        return here.scope.things[0]
    hosts = tuple(dict.fromkeys(thing for thing in here.recent if thing.kind == "host"))
    if len(hosts) == 1:
        return hosts[0]
    return here.machine if not hosts and lows[1] == "same" else None
