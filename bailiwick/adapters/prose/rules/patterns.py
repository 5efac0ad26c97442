"""The patterns of English prose about services: one row each, with an example and what must come of it.

To add one, add a row to the table it belongs to and run `pytest bailiwick/adapters/tests/test_prose_rules.py`.
The language of `words` is in `phrases.py`, the slots are in `slots_subjects.py` and `slots_objects.py`, a walk is in
docs/extend.md.
"""

from __future__ import annotations

from bailiwick.adapters.prose.rules.patterns_front import FRONT
from bailiwick.adapters.prose.rules.patterns_keepers import KEEPERS
from bailiwick.adapters.prose.rules.patterns_made import MADE_OF
from bailiwick.adapters.prose.rules.patterns_money import MONEY
from bailiwick.adapters.prose.rules.patterns_people import PEOPLE
from bailiwick.adapters.prose.rules.patterns_reach import REACH
from bailiwick.adapters.prose.rules.patterns_watched import WATCHED
from bailiwick.adapters.prose.rules.patterns_where import WHERE
from bailiwick.adapters.prose.rules.phrases import Pattern, PhraseBook

PATTERNS: tuple[Pattern, ...] = (*PEOPLE, *KEEPERS, *MONEY, *REACH, *WHERE, *FRONT, *MADE_OF, *WATCHED)
BOOK = PhraseBook(PATTERNS)
