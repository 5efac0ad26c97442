"""What one asks about where a sentence does not say: what the sentences before it, in the same entry, were about.

| entry                                             | who is asked about                           |
|---------------------------------------------------|----------------------------------------------|
| The wiki is on heron. Ask Ada for an account.      | the wiki                                     |
| The wiki is on heron. For anything else, ask Ada.  | the community, as where nothing stands before |
| The map is a bit of a mess. Ask Ada.               | not clear                                    |
| If you need a new list, ask Ada.                   | the lists, wherever it stands                |
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, WE
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import Word, spell, words_of, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import NotUnderstood, Thing

#: With one of these it is about something else than what was spoken of.
_ELSE = (
    WE
    | FORMS.keys()
    | wordset(
        "else other others everything anything all any general machines servers volunteers newcomers volunteer help "
        "join security press emergencies emergency vulnerabilities abuse sponsors"
    )
)
_CASES = wordset("if when whenever to whoever anybody anyone should")
_WANTING = wordset("need needs want wants get have request order like require create add")
_FILLING = DETERMINERS | wordset("a an another more new additional to have get your")
_ENDS = frozenset({",", "on", "for", "at", "from", "in", "with"})


def asked_of_the_entry(words: Sequence[Word], here: Here) -> Subject | None:
    """What the entry was about so far; None where it was about nothing, or `words` lead elsewhere."""
    if {word.low for word in words} & _ELSE:
        return None
    if len(here.focus) == 1 and here.focus[0].kind == "service":
        return Subject(here.focus)
    lost = here.is_entry and any(isinstance(one, NotUnderstood) for one in here.said[here.opened :])
    return Subject(why="not clear what one asks about") if lost else None


def is_a_case(source: Text, here: Here, end: int) -> bool:
    """Whether the sentence begins with a case, and not with whom to ask."""
    lead = _lead(source, here, end)
    return bool(lead) and lead[0].low in _CASES


def wanted(source: Text, here: Here, end: int) -> tuple[Thing, ...]:
    """What one needs before one asks, if it is one of the page's services: “a new list” is one of its mailing lists."""
    lead = _lead(source, here, end)
    at = next((at for at, word in enumerate(lead) if word.low in _WANTING), None)
    words = list(until(lead[at + 1 :], _ENDS)) if at is not None else []
    while words and words[0].low in _FILLING:
        words.pop(0)
    name = spell(words).lower()
    if name in {"", "one", "it"}:
        spoken = [thing for thing in here.recent if thing.kind == "service"]
        return tuple(spoken) if len(spoken) == 1 else ()
    named = [service for low, service in here.glossary.called.items() if _is_one_of(name, low.lower())]
    longest = max(named, key=len, default="")
    return (
        (Thing("service", longest),) if longest and all(longest.lower().endswith(one.lower()) for one in named) else ()
    )


def _lead(source: Text, here: Here, end: int) -> Sequence[Word]:
    """The words of the sentence before the verb at `end`."""
    return list(words_of(source.text[here.clause : end]))


def _is_one_of(name: str, service: str) -> bool:
    return service in {name, f"{name}s"} or service.endswith((f" {name}", f" {name}s"))
