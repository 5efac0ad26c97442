"""What one asks about where a sentence does not say: what the sentences before it, in the same entry, were about.

| entry                                             | who is asked about                           |
|---------------------------------------------------|----------------------------------------------|
| The wiki is on heron. Ask Ada for an account.      | the wiki                                     |
| The wiki is on heron. For anything else, ask Ada.  | the community, as where nothing stands before |
| The map is a bit of a mess. Ask Ada.               | not clear                                    |
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.gazetteer import FORMS, WE
from bailiwick.adapters.prose.rules.subject import Subject
from bailiwick.adapters.prose.rules.telling import Here
from bailiwick.adapters.prose.rules.words import Word, wordset
from bailiwick.lib.statements import NotUnderstood

#: With one of these it is about something else than what was spoken of.
_ELSE = (
    WE
    | FORMS.keys()
    | wordset(
        "else other others everything anything all any general machines servers volunteers newcomers volunteer help "
        "join security press emergencies emergency vulnerabilities abuse sponsors"
    )
)


def asked_of_the_entry(words: Sequence[Word], here: Here) -> Subject | None:
    """What the entry was about so far; None where it was about nothing, or `words` lead elsewhere."""
    if {word.low for word in words} & _ELSE:
        return None
    if len(here.focus) == 1 and here.focus[0].kind == "service":
        return Subject(here.focus)
    lost = here.is_entry and any(isinstance(one, NotUnderstood) for one in here.said[here.opened :])
    return Subject(why="not clear what one asks about") if lost else None
