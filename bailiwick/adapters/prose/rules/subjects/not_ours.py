"""Subjects of which nothing is said: what is gone, the page itself, what is only asked, another than the section's."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import PAST
from bailiwick.adapters.prose.rules.clauses.trimming import trimmed
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.akin import about_the_old, is_another
from bailiwick.adapters.prose.rules.subjects.by_nouns import named_by_nouns
from bailiwick.adapters.prose.rules.subjects.subject import UNCLEAR, Subject

_QUESTIONS = wordset("who what how why which")
_LEAD = 4
#: “An archive of the lists” is not the lists.
_KIN = wordset("archive mirror list fork clone replica part number set")


def nothing_of_ours(words: Sequence[Word], here: Here) -> Subject | None:
    """What is gone, what is only asked, and what is another one than the section's."""
    if _is_gone(words):
        return Subject(why=PAST)
    if _is_this_page(words) or (_is_this_site(words) and here.focus and not (here.scope.things or here.about)):
        return Subject(why="says it of the page itself")
    if _asks(words) or is_one_of(words):
        return Subject(why=UNCLEAR)
    if not is_another(words, here):
        return None
    other = None if about_the_old(words, here) else named_by_nouns(trimmed(words), here)
    return other or Subject(why="about another one than the section's")


def _is_gone(words: Sequence[Word]) -> bool:
    """“The phpBB that we had before …”: not the one that there is."""
    at = next((at for at, word in enumerate(words) if at and word.low in {"that", "which"}), None)
    return at is not None and bool({"had", "before", "used", "formerly"} & {word.low for word in words[at:]})


def _is_this_page(words: Sequence[Word]) -> bool:
    """“The site you're on right now”: where one reads it, and not what was spoken of."""
    lows = [word.low for word in words[:6]]
    at = next((at for at, low in enumerate(lows) if at and low in {"you", "you're", "you’re"}), 0)
    return bool(at) and lows[at - 1] in {"site", "page", "website"} and bool({"on", "reading", "at"} & set(lows[at:]))


def _is_this_site(words: Sequence[Word]) -> bool:
    """“This site”, behind what is said of another."""
    return [word.low for word in words if not word.is_mark] in (["this", "site"], ["this", "website"])


def _asks(words: Sequence[Word]) -> bool:
    """“This note says who …”, “how the wiki …”: a question inside a sentence."""
    at = next((at for at, word in enumerate(words) if word.low in _QUESTIONS), 0)
    return at > 1 and words[at - 1].text != "," and words[at - 1].low.endswith("s") and at + 1 < len(words)


def is_one_of(words: Sequence[Word]) -> bool:
    """“A mirror of all lists”: some other thing, whatever it is of."""
    of = next((at for at, word in enumerate(words[:_LEAD]) if word.low == "of"), 0)
    return bool(words) and words[0].low in {"a", "an"} and of > 1 and words[of - 1].low in _KIN
