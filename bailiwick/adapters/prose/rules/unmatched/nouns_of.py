"""“Lumen is the CDN for a.example.org”, “Our registrar is Lumen”: what something is of another, by a key's noun."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.keyed.key import tell
from bailiwick.adapters.prose.rules.names.shapes import is_capital
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_ARTICLES = wordset("the our its their also")
_SLOTS = frozenset({"provider", "place", "watcher"})
_ENDING = frozenset({"which", "that", "who", "because", "since", "but", "while", "–", "(", ";", "."})
_ALL = wordset("all our the domains names zones everything sites services of")
_LONGEST_NAME, _LONGEST_KEY = 4, 3


def told_by_noun(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say what a name is of what stands behind “for”; False where no key's noun does."""
    at = next((at for at, word in enumerate(words[: _LONGEST_NAME + 1]) if word.low in {"is", "are"}), 0)
    role = [word for word in words[at + 1 :] if word.low not in _ARTICLES]
    behind = next((end for end, word in enumerate(role[: _LONGEST_KEY + 1]) if word.low in {"for", "of"}), 0)
    articled = at + 1 < len(words) and words[at + 1].low in _ARTICLES
    target = key_of(spell(role[:behind])) if at and behind and articled else ""
    if target.partition("/")[2] not in _SLOTS or not is_capital(words[0]) or mood_of(words):
        return False
    what = until(role[behind + 1 :], _ENDING)
    return tell(_of_what(what, here), target, words[:at], here, source, spell(role[:behind]))


def _of_what(words: Sequence[Word], here: Here) -> tuple[Thing, ...]:
    """All that a list names, or what one phrase does; everything is the community's."""
    if words and {word.low for word in words} <= _ALL and here.scope.community is not None:
        return (here.scope.community,)
    found = tuple(one.thing for one in services(words, here))
    if len(found) == sum(1 for _ in items(words)):
        return found
    return subject_of(words, here).things
