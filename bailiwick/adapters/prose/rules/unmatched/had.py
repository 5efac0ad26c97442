"""What one has, and where: “We run a Discourse at forum.example.org, on heron”, “There is a MediaWiki at …”.

The address is the service, where no section is about one, and the program what it is made of. “Runs TeamCity” as a
whole sentence says it of what its section is about.
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, PLACE_PREPOSITIONS, WE
from bailiwick.adapters.prose.rules.english.items import outside, until
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import SOFTWARE, SYSTEMS
from bailiwick.adapters.prose.rules.names.shapes import is_capital, is_domain, is_url, known
from bailiwick.adapters.prose.rules.slots.services import address_name
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.unmatched.ends import ends_in
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_HAVING = wordset("run have host maintain operate provide offer keep runs has hosts maintains operates provides offers")
_THERE = frozenset({("there", "is"), ("there", "'s"), ("there", "’s"), ("there", "are")})
_OWNERS = WE | wordset("project foundation community association club society team")
_AT = wordset("at under : via")
_LEAD = 6
#: Between what one has and where it is.
_WITHIN = 12


def told_of_what_one_has(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say what is at an address, and where that runs."""
    words = outside(words)
    if not words:
        return False
    return _at_an_address(words, here, source) or _of_the_section(words, here, source)


def _at_an_address(words: Sequence[Word], here: Here, source: Text) -> bool:
    begin = _had(words)
    program = known(words[begin : begin + _LEAD], SOFTWARE) if begin else None
    if program is None or program[2] in SYSTEMS or not _describes(words[begin : begin + program[0]]):
        return False
    behind = begin + program[1]
    at = next((at for at in range(behind, min(len(words), behind + _WITHIN)) if _is_address(words[at])), 0)
    if not at or mood_of([*words[:behind], *words[at:]]):
        return False
    if words[at - 1].text.lower() not in _AT or any(word.text == "," for word in words[behind:at]):
        return False
    thing = Thing("service", address_name(words[at]))
    mine = here.scope.things if here.scope.is_of_one_service else (thing,)
    made = Found(Thing("software", program[2]), words[begin + program[0]].start)
    told = here.relate_each(mine, "uses_software", made, source, "at")
    for place in _places(words[at + 1 :], here):
        told |= here.relate_each(mine, "hosted_by", place, source, "at")
    here.focus = mine if told else here.focus
    return told


def _had(words: Sequence[Word]) -> int:
    """Where that begins which “we run”, “there is”; 0 when a sentence does not begin so."""
    lows = [word.low for word in words[:_LEAD]]
    there = next((at for at in range(len(lows) - 1) if (lows[at], lows[at + 1]) in _THERE), None)
    if there == 0:
        return 2
    verb = next((at for at, low in enumerate(lows) if at and low in _HAVING), 0)
    actor = [low for low in lows[:verb] if low not in ADVERBS | {"the"}]
    return verb + 1 if actor and actor[-1] in _OWNERS else 0


def _describes(words: Sequence[Word]) -> bool:
    return not any(is_capital(word) or word.is_mark for word in words)


def _is_address(word: Word) -> bool:
    return is_domain(word) or is_url(word)


def _places(words: Sequence[Word], here: Here) -> list[Found]:
    """“, on heron”, “hosted at Lumen”: where it is."""
    at = next((at for at, word in enumerate(words[:_LEAD]) if word.low in PLACE_PREPOSITIONS), None)
    if at is None:
        return []
    behind = until(words[at + 1 :], frozenset({",", ".", "and", "for"}))
    hosts = [Found(Thing("host", word.text), word.start) for word in behind[:1] if is_domain(word)]
    return hosts or [one for one in ends_in(behind, here) if one.thing.kind in {"host", "provider"}]


def _of_the_section(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Runs TeamCity and does the builds.”"""
    things = here.about or here.scope.things
    first = words[0]
    if first.low not in {"runs", "uses"} or first.text == first.low or len(things) != 1 or mood_of(words):
        return False
    program = known(words[1:3], SOFTWARE)
    if program is None or program[0] or things[0].kind not in {"service", "host"}:
        return False
    return here.relate(things[0], "uses_software", Found(Thing("software", program[2]), words[1].start), source, "runs")
