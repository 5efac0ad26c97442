"""Titles that say by their form what they are: they order a page, or name a place.

| title                                          | is                                                     |
|------------------------------------------------|--------------------------------------------------------|
| By provider; Service by service                | announces what the titles below it name                |
| Small ones; Things that are left; To do; 2019  | names nothing                                          |
| At Harbour Hosting (rented); On heron          | names what stands behind the preposition               |
| Lumen, Helsinki                                | a well-known house, and where it is                    |
| www1.example.org (192.0.2.7)                   | a machine                                              |
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Word, spell, words_of, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import PROVIDERS, SOFTWARE
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name, kind_said
from bailiwick.adapters.prose.rules.names.shapes import is_capital, is_domain, known, organised
from bailiwick.lib.statements import Thing

_NAME_ENDS = frozenset({"(", "[", ",", ":", "–", "—", "-"})
_ORDERED = wordset("listed ordered sorted grouped arranged divided")
_PEOPLE = wordset("person people volunteer volunteers caretaker keeper maintainer member admin administrator")
#: A title with one of these is about what is left, or about many.
_EMPTY = wordset("things ones rest ends remarks gifts parties odds bits leftovers")
#: … or about what nobody looks after.
_NOBODYS = wordset("nobody vacant unassigned everybody things remarks leftovers formerly elsewhere")
_SAYING = wordset(
    "is are was were be been we you us i he she they that which not have has had do does did can could would will went "
    "goes if"
)
_BEGINNING = wordset(
    "to in at on with from for by before after until since formerly elsewhere once here there how why what where who "
    "when and or is are do does can should"
)
_PLACING = wordset("at with on from in")
_INSIDE = wordset("of for the and & de la del der van von")
#: “www1.example.org (192.0.2.7)”.
_WITH_ADDRESS = re.compile(r"[\w.-]{1,80} \((?:\d{1,3}\.){3}\d{1,3}\)")
_LONGEST_HOUSE = 6


def ordered_by(words: Sequence[Word]) -> str:
    """The kind of what is named below “By provider”, “Machine by machine”; nothing where a title orders nothing."""
    lows = [word.low for word in words]
    at = next((at for at, low in enumerate(lows) if low in {"by", "per"}), None)
    if at is None or at + 2 != len(lows) or (at and lows[0] != lows[-1] and lows[at - 1] not in _ORDERED):
        return ""
    return "person" if lows[-1] in _PEOPLE else kind_said(lows[-1])


def names_nothing(words: Sequence[Word], title: str) -> bool:
    """“Small ones”, “Things that are left”, “In the cloud”, “How we work”, “2019”: whatever stands above it."""
    lows = [word.low for word in words]
    if any(is_domain(word) for word in words) or (len(lows) == 1 and not lows[0].isdigit() and lows[0] not in _NOBODYS):
        return False
    opening = lows[0] in _BEGINNING and not key_of(title)
    return opening or bool(set(lows) & (_EMPTY | _NOBODYS | _SAYING)) or all(low.isdigit() for low in lows)


def place_in(title: str) -> Thing | None:
    """“At Harbour Hosting (rented)”, “On heron”, “Lumen, Helsinki”: the one house or machine that a title names."""
    words = list(words_of(title))
    if _WITH_ADDRESS.fullmatch(title):
        return Thing("host", words[0].text)
    placed = len(words) > 1 and words[0].low in _PLACING
    name = until(words[1:] if placed else words, _NAME_ENDS)
    name = name[1:] if placed and name and name[0].low in {"the", "our"} else name
    house = known(name, PROVIDERS) if name else None
    if house is not None and house[:2] == (0, len(name)):
        noted = placed or len(name) < len(words)
        behind = words[len(name) + 1 :] if not placed else []
        return Thing("provider", spell(name)) if noted and known(behind, PROVIDERS) is None else None
    if not placed or not name or len(name) > _LONGEST_HOUSE or key_of(title):
        return None
    if words[0].low == "on" and len(name) == 1 and is_machine_name(name[0]):
        return Thing("host", name[0].text)
    plain = all(is_capital(word) or word.low in _INSIDE for word in name) and is_capital(name[0])
    sure = words[0].low in {"at", "with"} or organised(name) == "organisation"
    named = plain and sure and known(name, SOFTWARE) is None and not any(word.is_mark for word in name)
    return Thing("provider", spell(name)) if named else None
