"""The patterns of English prose about services: one row each, with an example and what must come of it.

To add one, add a row to the table it belongs to and run `pytest bailiwick/adapters/tests/test_prose_rules.py`.
The language of `words` is in `phrases.py`, the slots are in `subjects/slots.py` and `relations/objects.py`, a walk is
in docs/extend.md.
"""

from __future__ import annotations

from bailiwick.adapters.prose.rules.patterns.front import FRONT
from bailiwick.adapters.prose.rules.patterns.keepers import KEEPERS
from bailiwick.adapters.prose.rules.patterns.made import MADE_OF
from bailiwick.adapters.prose.rules.patterns.money import MONEY
from bailiwick.adapters.prose.rules.patterns.people import PEOPLE
from bailiwick.adapters.prose.rules.patterns.phrases import Pattern, PhraseBook
from bailiwick.adapters.prose.rules.patterns.reach import REACH
from bailiwick.adapters.prose.rules.patterns.watched import WATCHED
from bailiwick.adapters.prose.rules.patterns.where import WHERE

PATTERNS: tuple[Pattern, ...] = (*PEOPLE, *KEEPERS, *MONEY, *REACH, *WHERE, *FRONT, *MADE_OF, *WATCHED)
BOOK = PhraseBook(PATTERNS)
