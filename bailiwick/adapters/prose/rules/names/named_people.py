"""Names that a page's text gives to people: “Ada Byron leads …”, “Ada Byron (chair), Bert Berg and Wu Lan”.

They are looked for in the lines as they were written, as those of machines are: who has a whole name somewhere is
meant by the first one elsewhere, even where nothing else is said of the person there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.english.words import GROUPS, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import (
    COMMON,
    COMPANY_WORDS,
    FORMS,
    ORGANISATION_WORDS,
    SERVICE_NOUNS,
    TEAM_WORDS,
)
from bailiwick.adapters.prose.rules.names.shapes import is_well_known

_CAPITAL = "[" + "".join(letter for letter in map(chr, range(0x250)) if letter.isupper()) + "]"
_PART = rf"{_CAPITAL}(?:['’]{_CAPITAL})?[^\W\d_]+(?:-{_CAPITAL}[^\W\d_]+)?"
_NAME = rf"{_PART} (?:(?:van|von|de|der|den|del|da|di|la|le|du|al|bin) ){{0,2}}{_PART}(?: {_PART})?"
#: What only somebody does.
_DOES = (
    r"leads|joined|chairs|wrote|retired|founded|coordinates|moderates|volunteers|answers|helps|retires|looks after|"
    r"takes care|has the (?:keys?|passwords?|logins?)|is (?:the |a |an |our )?(?:member|treasurer|chair|secretary|"
    r"maintainer|lead|coordinator|sysadmin|administrator|admin|editor|moderator|volunteer|contact)\b"
)
_DOING = re.compile(rf"\b({_NAME})(?: \([^()]{{1,40}}\))?,? (?:also |still |usually )?(?:{_DOES})")
_NOTE = r"(?: \([^()]{1,40}\))?"
_LIST = re.compile(rf"\b({_NAME}){_NOTE}((?:, {_NAME}{_NOTE}){{0,12}},? and {_NAME})\b")
_ONE = re.compile(rf"\b{_NAME}")
_MARKS = re.compile(r"</?[a-z]{1,6}(?: [^<>]{0,200})?>|[*`]|'{2,3}|\[\[|\]\]")
_NOTES = re.compile(r"\([^()]*\)")
_NOT_FIRST = wordset(
    "the this that these those our its their my a an and but for in on at by with from to if when since after before "
    "until please ask see only both either most some many all each every no not dear thanks thank monday tuesday "
    "wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december questions specifically particularly especially namely mainly currently including"
)
_THINGS = (
    COMMON | COMPANY_WORDS | frozenset(FORMS) | ORGANISATION_WORDS | SERVICE_NOUNS | TEAM_WORDS | GROUPS
) | wordset("cloud hosting actions pages services suite platform office drive kuma api stack")


def is_first_name(text: str) -> bool:
    """Whether one word may be somebody's first name: a plain one in a capital that nothing else is called by."""
    parts = text.split("-")
    plain = all(part.isalpha() and len(part) > 1 for part in parts) and text[:1].isupper() and not text.isupper()
    return plain and text.lower() not in _THINGS | _NOT_FIRST and not is_well_known(text)


def people_in(lines: Sequence[str]) -> Iterator[str]:
    """The whole names of people in a page's text."""
    text = _MARKS.sub("", " ".join(line.strip() for line in lines))
    for found in _DOING.finditer(text):
        yield from _name(found[1])
    for found in _LIST.finditer(text):
        names = _ONE.findall(_NOTES.sub(",", found[0]))
        people = [name for each in names for name in _name(each)]
        yield from people if len(people) == len(names) else ()


def _name(text: str) -> Iterator[str]:
    """A name, unless a word of it is no person's."""
    words = text.split()
    lows = {word.lower() for word in words}
    capitals = [word for word in words if word[0].isupper()]
    plain = len(capitals) > 1 and words[0][0].isupper() and not any(word[1:].isupper() for word in words)
    known = any(is_well_known(" ".join(words[:end])) for end in range(1, len(words) + 1))
    if plain and not known and not lows & _THINGS and words[0].lower() not in _NOT_FIRST:
        yield text
