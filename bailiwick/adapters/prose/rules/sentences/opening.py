"""What a section or an entry begins with says what it is: “A Lumen VM, paid by …”, “Small VM at Lumen for …”."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, FINITE
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, PHYSICAL, PROVIDERS
from bailiwick.adapters.prose.rules.names.shapes import known
from bailiwick.adapters.prose.rules.slots.where import place
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Statement, Thing

_ENDS = wordset(
    ", . ; : ( – — like for that which who where and but to since until paid run managed maintained hosted donated "
    "sponsored given lent provided offered bought"
)
_FINITE = FINITE | wordset("it we they this can will runs run")
_DESCRIBING = DETERMINERS | FORMS.keys() | PHYSICAL | wordset("cloud root virtual rented managed second third old")
_AT = wordset("at from with by")


def told_by_opening(words: Sequence[Word], here: Here, source: Text, said: Sequence[object]) -> bool:
    """Say where the machine is, unless the sentence has `said` something of that."""
    mine = here.about or here.scope.things
    head = until(words, _ENDS)
    lows = {word.low for word in head}
    placed = any(isinstance(one, Statement) and one.predicate in {"hosted_by", "located_at", "runs_on"} for one in said)
    plain = len(mine) == 1 and mine[0].kind in {"host", "service"} and here.count == 1 and not placed
    if not plain or not lows & FORMS.keys() or lows & _FINITE or mood_of(head):
        return False
    found = _owned(head, here) or _housed(head, here)
    return found is not None and here.relate(mine[0], "hosted_by", found, source, head[0].low)


def _owned(head: Sequence[Word], here: Here) -> Found | None:
    """“A Lumen dedicated server”: nothing but what sort of machine it is stands around the name."""
    house = known(head, PROVIDERS)
    if house is None:
        return None
    around = [*head[: house[0]], *head[house[1] :]]
    form = next((FORMS[word.low] for word in around if word.low in FORMS), "")
    plain = bool(form) and all(word.low in _DESCRIBING for word in around)
    return Found(Thing("provider", house[2]), head[house[0]].start, {"form": form}) if plain else None


def _housed(head: Sequence[Word], here: Here) -> Found | None:
    """“Small VM at Lumen”."""
    at = next((at for at, word in enumerate(head) if at and word.low in _AT), 0)
    named = [one for one in place(head[at + 1 :], here, head[at].low) if one.thing.kind == "provider"] if at else []
    form = next((FORMS[word.low] for word in reversed(head[:at]) if word.low in FORMS), "")
    return Found(named[0].thing, named[0].at, {"form": form}) if named and form else None
