"""Several machines before a dash: “mirror1, mirror2: …”, “node01 to node08 – …”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import DASHES
from bailiwick.adapters.prose.rules.english.items import items
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.lib.statements import Thing

_MARKS = DASHES | {",", ".", "("}
_TO = wordset("to until through thru .. … - –")
_NUMBERED = re.compile(r"([a-z][a-z_-]{0,30}?)(\d{1,4})((?:\.[a-z0-9.-]{1,60})?)")
_MOST = 24


def machines_in(words: Sequence[Word]) -> tuple[list[Thing], int]:
    """The machines that an entry begins with, and where what is said of them begins; none where it is but one."""
    named = _range(words)
    if named:
        return [Thing("host", name) for name in named], 4 if len(words) > 3 and words[3].text in _MARKS else 3
    end = next((at for at, word in enumerate(words) if word.text in _MARKS - {","}), 0)
    listed = [item.words for item in items(words[:end])]
    plain = 1 < len(listed) <= _MOST and all(len(name) == 1 and is_machine_name(name[0]) for name in listed)
    return ([Thing("host", name[0].text) for name in listed], end + 1) if plain else ([], 0)


def _range(words: Sequence[Word]) -> list[str]:
    """“node01 to node08”: all of them, if they are few; else the two that are named."""
    if len(words) < 3 or words[1].low not in _TO:
        return []
    first, last = _NUMBERED.fullmatch(words[0].low), _NUMBERED.fullmatch(words[2].low)
    if first is None or last is None or first[1] != last[1] or first[3] != last[3] or int(first[2]) >= int(last[2]):
        return []
    numbers = range(int(first[2]), int(last[2]) + 1)
    if len(numbers) > _MOST:
        return [words[0].text, words[2].text]
    return [f"{first[1]}{number:0{len(first[2])}d}{first[3]}" for number in numbers]
