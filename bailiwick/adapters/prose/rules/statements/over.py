"""What stands beside a name and undoes it: somebody “(until 2020)” or “formerly” there is there no more."""

from __future__ import annotations

import re

from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.lib.statements import Thing

#: Beside a name these say that it was so, or may be some day.
OVER = wordset(
    "former formerly ended expired left retired resigned emeritus emerita quit gone discontinued cancelled previously "
    "ex planned unused inactive trial deceased dead replaced"
)
_BEFORE = wordset("formerly previously former ex not never unlike than planned maybe perhaps probably possibly like")
#: Somebody on leave “until spring” is there; “until 2020” is over.
_UNTIL = re.compile(r"\buntil (?:\w{3,9} )?\d{4}")
_BESIDE = re.compile(
    r"\s{0,2}(?:\([\w @.-]{1,30}\), (emerit\w{2,3}|retired|formerly|until \w*\d{4})\b|"
    r"\(([^()]{1,60})|[–—-] ([^,.;()]{1,60})|, (who (?:has )?left|until \w*\d{4}|formerly|emerit\w{2,3})\b)"
)
#: “The former runs Foo” is no past.
_POINTING = re.compile(r"\bthe former (?=(?:runs|is|hosts|serves|has|holds|uses|carries|does|needs)\b)")
_PIECE = re.compile(r"[.,;:()–—|]")
_WORDS = re.compile(r"[\w'-]+")
#: How many words before a name are looked at, and how much text.
_NEAR, _FAR = 2, 40


def is_over(thing: Thing, text: str, at: int) -> bool:
    """Whether what stands beside the name at `at` says that it was so once, is not, or is only planned."""
    name = thing.name
    if text[at : at + len(name)].lower() != name.lower():
        at = text.find(name)
    if at < 0:
        return False
    lead = _POINTING.sub("", _PIECE.split(text[max(0, at - _FAR) : at])[-1].lower())
    before = _WORDS.findall(lead)[-_NEAR:]
    if _BEFORE & set(before):
        return True
    if text[at + len(name) : at + len(name) + 1] == "?":
        return True
    beside = _BESIDE.match(text, at + len(name))
    return beside is not None and says_over(next(filter(None, beside.groups())))


def says_over(note: str) -> bool:
    """“former admin”, “until 2020”: whether a note says that it was so once, or may be some day."""
    low = note.lower()
    return bool(OVER & set(_WORDS.findall(low))) or bool(_UNTIL.search(low))
