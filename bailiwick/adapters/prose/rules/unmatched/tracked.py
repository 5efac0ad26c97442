"""“Bugs are tracked there as well”: the tracker beside the repository that was named last."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Statement, Thing

_ISSUES = wordset("issues bugs tickets problems requests")
_TRACKED = wordset("tracked filed reported collected kept managed handled")
_POINTING = wordset("there where same")


def told_where_tracked(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say that issues are where the code is; False when the sentence does not say so."""
    lows = {word.low for word in words}
    if not (_ISSUES & lows and _TRACKED & lows and _POINTING & lows) or mood_of(words):
        return False
    code = [one for one in here.said if isinstance(one, Statement) and one.predicate == "source_repo"]
    if not code or code[-1].object is None or any(_is_tracked(one, code[-1]) for one in here.said):
        return False
    tracker = Thing("tracker", f"{code[-1].object.name} issues")
    return here.relate(code[-1].subject, "tracker", Found(tracker, words[0].start), source, "tracked")


def _is_tracked(one: object, code: Statement) -> bool:
    return isinstance(one, Statement) and one.predicate == "tracker" and one.subject == code.subject
