"""Teams that a sentence names: “the web team”, “the Operations Group”."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bailiwick.adapters.prose.rules.english.function_words import COUNTED
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import TEAM_WORDS
from bailiwick.adapters.prose.rules.names.shapes import is_capital
from bailiwick.lib.statements import Thing

_LOOSE_TEAMS = wordset("people members folks volunteers roots collective council board employees department staff")

_WHOLE = frozenset({"whole", "entire", "old", "current"})


def named_team(words: Sequence[Word]) -> Thing | None:
    """The team that a sentence begins with: “The web team …”."""
    if not words or words[0].low not in {"the", "our"}:
        return None
    if len(words) > 1 and " " in words[1].text:
        return Thing("team", words[1].text)
    at = next((at for at, word in enumerate(words) if word.low in TEAM_WORDS - _LOOSE_TEAMS), 0)
    name = list(words[1 : at + 1])
    plain = 1 < len(name) < 4 and all(word.text.isalpha() for word in name)
    return Thing("team", spell(name)) if plain and name[0].low not in COUNTED | _WHOLE else None


def mentioned_team(words: Sequence[Word], short: Collection[str] = ()) -> Thing | None:
    """A team with a name of its own, wherever a sentence speaks of it: “… the Operations Group”, “the Stokers”."""
    for word in words:
        if word.text in short:
            return Thing("team", word.text)
    for at, word in enumerate(words):
        if word.low in TEAM_WORDS and at > 1 and is_capital(words[at - 1]) and words[at - 1].low not in {"the", "our"}:
            first = at - 1
            while first and is_capital(words[first - 1]) and words[first - 1].low not in {"the", "our"}:
                first -= 1
            if first and words[first - 1].low in {"the", "our"}:
                return Thing("team", spell(words[first : at + 1]))
    return None
