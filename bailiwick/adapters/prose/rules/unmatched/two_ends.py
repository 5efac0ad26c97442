"""A clause that nobody read, with two things in it between which only one relation can hold: their kinds say which.

| before the verb | behind it  | says               |
|-----------------|------------|--------------------|
| a service       | a program  | uses it            |
| a machine       | a provider | stands there       |
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.plain import PREPOSITIONS, cut_at, verbs_in
from bailiwick.adapters.prose.rules.english.function_words import FINITE, PRONOUNS, RELATIVE
from bailiwick.adapters.prose.rules.english.items import outside
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.shapes import is_capital, is_domain
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.spoken_of import spoken_of
from bailiwick.adapters.prose.rules.unmatched.ends import ends_in
from bailiwick.adapters.prose.tree import Text

_ONLY = {("service", "software"): "uses_software", ("host", "provider"): "located_at"}
#: Behind others something is only announced, sent or compared.
_MADE_WITH = wordset("by with using") | {""}
#: What a thing is, is made of, or has; what it carries, checks or feeds is something else.
_IS = wordset("is are 's ’s has have takes take uses use needs need stays remains works relies consists runs run")
_UNCLEAR = PRONOUNS | RELATIVE | (FINITE - {"is", "are", "has", "have"})


def told_by_two_ends(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“The wiki is a pile of Hugo templates”, “heron is a little Lumen box”."""
    plain = [word for word in outside(words) if word.text not in {".", ";"}]
    verbs = verbs_in(plain)
    if (
        len(verbs) != 1
        or not verbs[0].first
        or verbs[0].word.low not in _IS
        or mood_of(words)
        or _UNCLEAR & {word.low for word in plain}
    ):
        return False
    behind = plain[verbs[0].first + 1 :]
    pieces = [(how, piece) for how, piece in cut_at(behind, PREPOSITIONS) if piece]
    ends = [(how, found) for how, piece in pieces for found in ends_in(piece, here)]
    subject = spoken_of(plain[: verbs[0].first], here) if len(ends) == 1 else ()
    if len(subject) != 1:
        return False
    how, end = ends[0]
    predicate = _ONLY.get((subject[0].kind, end.thing.kind), "")
    others = any((is_capital(word) or is_domain(word)) and word.text not in end.thing.name for word in behind)
    unclear = others or (end.thing.kind == "software" and how not in _MADE_WITH)
    return bool(predicate) and not unclear and here.relate(subject[0], predicate, end, source, verbs[0].word.low)
