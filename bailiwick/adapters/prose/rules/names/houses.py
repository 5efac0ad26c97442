"""Who houses things, by the words around a name: “Quay Hosting, an ISP in Ulm”, “rented from Lindvik Data”.

They are looked for in the lines as they were written, as machines and people are, so that a title, a cell and a
sentence elsewhere mean the same by the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.adapters.prose.rules.names.gazetteer import ORGANISATION_WORDS, SERVICE_NOUNS, TEAM_WORDS
from bailiwick.adapters.prose.rules.names.shapes import is_well_known

_PART = r"[A-ZÀ-ÖØ-Þ][\w&’'-]*"
_NAME = rf"{_PART}(?: (?:of (?:the )?)?{_PART}){{0,4}}"
_HOUSE = r"(?:hosting|cloud|internet|access|network|colocation|web ?hosting|server) ?"
_FIRM = r"(?:provider|cooperative|coop|company|isp|hoster|firm|association|collective|operator|business|centre|center)"
_ROOM = r"(?:data ?cent(?:re|er)|server room|machine room|computing cent(?:re|er)|racks?|colo(?:cation)?)"
_WAYS = (
    # “Quay Coop, a hosting cooperative in Lyon”
    re.compile(rf"\b({_NAME}),? (?:\(|is )?(?:an?|our|the) (?:\w+ ){{0,2}}(?:{_HOUSE}{_FIRM}|isp|hoster)\b"),
    # “rented from Lindvik Data”, “hosted at Ulm Polytechnic”
    re.compile(
        rf"\b(?:rented|leased|hosted|housed|colocated|racked) (?:to us )?(?:from|at|by|with) (?:the )?({_NAME})"
    ),
    # “in the data centre of Quay Hosting”, “the racks of …”
    re.compile(rf"\b{_ROOM} of (?:the )?({_NAME})"),
    re.compile(rf"\b({_NAME})(?:'s|’s) {_ROOM}\b"),
    # “a VM at Quay Hosting”
    re.compile(rf"\b(?:VMs?|VPS|servers?|droplets?|machines?) (?:at|from|with) (?:the )?({_NAME})"),
    # “Quay Hosting lends us two boxes”
    re.compile(rf"\b({_NAME}) (?:hosts|houses|lends|rents) (?:us|it|them|our|the|two|three|one|a)\b"),
)
#: “Our main provider is Quay”, “the hoster remains Quay”: said outright, any name will do.
_SAID = re.compile(
    rf"\b(?:[Pp]rovider|[Hh]oster|[Hh]osting company) (?:(?:is|remains|has been|continues to be) )(?:still )?({_NAME})"
)
#: Only who has one of these in the name is one: a single name may be anybody's, or a town's.
_SURE = wordset(
    "hosting networks network net cloud internet telecom data datacenter coop hosters colo colocation online "
    "university college institute polytechnic school centre center library ltd gmbh ag ab as bv sarl inc semiconductor "
    "observatory society association foundation consortium academy"
)
_MARKS = re.compile(r"</?[a-z]{1,6}(?: [^<>]{0,200})?>|[*`]|'{2,3}|\[\[[^|\]]*\||\[\[|\]\]")
_NOT_FIRST = wordset(
    "the our a an it they we this that these those in at on for from by with all both some since until when after and"
)


def houses_in(lines: Sequence[str]) -> frozenset[str]:
    """The names of houses in a page's text."""
    text = _MARKS.sub("", " ".join(line.strip() for line in lines))
    told = {
        name for name in _SAID.findall(text) if not is_well_known(name) and name.split()[0].lower() not in _NOT_FIRST
    }
    return frozenset(told | {name for found in _found(text) for name in _name(found)})


def _found(text: str) -> Iterator[str]:
    for way in _WAYS:
        yield from way.findall(text)


def _name(text: str) -> Iterator[str]:
    words = text.split()
    while words and words[0].lower() in _NOT_FIRST:
        words = words[1:]
    lows = {word.lower() for word in words}
    named = len(words) > 1 and bool(lows & _SURE) and not lows & (TEAM_WORDS - ORGANISATION_WORDS)
    if named and words[-1].lower() not in SERVICE_NOUNS - _SURE and not is_well_known(" ".join(words)):
        yield " ".join(words)
