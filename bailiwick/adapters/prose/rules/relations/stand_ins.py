"""What stands in for something else: the address of a thing, the code of it.

“Releases are uploaded to files.example.org” names no machine.
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import Word, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import MACHINES
from bailiwick.adapters.prose.rules.statements.telling import Found
from bailiwick.adapters.prose.rules.subjects.akin import akin_to
from bailiwick.lib.statements import Thing

#: What is a part of many things, and somebody's who has no more of them.
_PIECES = wordset("theme themes design logo translations data users plugins documentation moderation invoices money")
_ENDS = wordset("of for on at in and , . ; which that who but while")


def is_piece(words: Sequence[Word], things: tuple[Thing, ...]) -> bool:
    """“(looks after) the theme”: whoever has a part of a thing need not have the thing."""
    plain = unmarked(until(words, _ENDS))
    return bool(plain) and plain[-1].low in _PIECES and not akin_to(plain[-1:], things)


def is_put_there(clause: Clause, found: Found) -> bool:
    """“Releases are uploaded to files.example.org”: an address that is uploaded to is a service, no machine."""
    moved = {word.low for word in clause.trigger} & {"uploaded", "published", "pushed", "written"}
    return bool(moved) and found.thing.kind == "host" and "." in found.thing.name


def is_its_address(clause: Clause, thing: Thing, found: Found) -> bool:
    """“All lists are on lists.example.org”: where one meets them, no machine."""
    label, dot, _ = found.thing.name.partition(".")
    if thing.kind != "service" or found.thing.kind != "host" or not dot:
        return False
    named = clause.pattern.name == "is on" and label.lower() in thing.name.lower().split()
    return named or _is_apposed(clause.after, found)


def _is_apposed(words: Sequence[Word], found: Found) -> bool:
    """“on a PeerTube instance, video.example.org”: behind what it is the address of, unless that is a machine."""
    at = next((at for at, word in enumerate(words) if word.start == found.at), 0)
    before = {word.low for word in words[:at]}
    return at > 1 and words[at - 1].text in {",", "("} and not before & (MACHINES | {"at"})


def is_code(clause: Clause, found: Found) -> bool:
    """“The texts are kept in a repository on Codeberg”: the repository is there, not what is made of it."""
    lows = [word.low for word in clause.after]
    at = next((at for at, low in enumerate(lows) if low in {"repository", "repo", "repositories"}), None)
    inside = clause.trigger[-1].low in {"in", "from"} and at is not None
    return inside and found.thing.kind == "provider"
