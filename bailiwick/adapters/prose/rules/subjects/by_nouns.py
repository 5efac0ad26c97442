"""Subjects that are called by what they are: “our core infrastructure”, “the demo instance”, “Uploaded files”."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, VAGUE
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import DUTIES, NEEDS, SERVICE_NOUNS, TEAM_WORDS
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.lib.statements import Thing

_ARTICLES = wordset("the our all its")
OF = wordset("of for on in at from with")
_LONGEST = 4
#: Nouns for all that a community has: a word before them must say which of it.
_WHOLES = wordset("infrastructure services service sites systems servers server machines stack setup site instance")
#: Words that do not say which.
_ANY = DETERMINERS | wordset(
    "whole entire own complete various public-facing production same following above below such important "
    "critical own existing remaining additional available affected relevant respective certain specific"
)
#: No service is called so, whatever stands before it.
_NEVER = TEAM_WORDS | wordset(
    "users user questions projects companies things problems issues bugs bug errors code account accounts key keys "
    "password passwords management names page pages meetings instructions"
)


def named_by_nouns(words: Sequence[Word], here: Here) -> Subject | None:
    """A description with an article that says which of its sort is meant."""
    head = until(words, OF)
    if not head or head[0].low not in _ARTICLES:
        return None
    name = head[1:]
    while name and name[0].low in _ARTICLES:
        name = name[1:]
    return Subject((Thing("service", spell(name)),), at=name[0].start) if _says_which(name) else None


def _says_which(name: Sequence[Word]) -> bool:
    lows = [word.low for word in name]
    plain = all(word.text.replace("-", "").isalpha() and word.text == word.low for word in name)
    if not 1 < len(name) <= _LONGEST or not plain or set(lows) & VAGUE or lows[-1] in _NEVER:
        return False
    which = [low for low in lows[:-1] if low not in _ANY]
    return bool(which) and lows[-1] in SERVICE_NOUNS | DUTIES | NEEDS | _WHOLES
