"""Questions, in a line or as the title above it, and the few words that answer them."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import Sentence, Word, wordset
from bailiwick.adapters.prose.rules.keyed.key import tell_key
from bailiwick.adapters.prose.rules.keyed.pieces import ENDS
from bailiwick.adapters.prose.rules.sections.questions import asked_about, question_key
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Thing

#: What an answer goes on with.
_ADDING = wordset("that which who whose and but or")
#: Behind more words than these a colon does not end a key.
LONGEST_LEAD = 3


def unanswered(found: Sequence[Sentence], here: Here) -> list[Sentence]:
    """“Where is the wiki hosted? On heron.”: a question and the few words that answer it are read at once."""
    left: list[Sentence] = []
    asked: tuple[Thing, str] | None = None
    for sentence in found:
        if asked is None or sentence.end == "?" or not _answer(*asked, sentence, here):
            left.append(sentence)
        asked = _asked(sentence, here)
    return left


def _answer(thing: Thing, key: str, sentence: Sentence, here: Here) -> bool:
    plain = [word for word in until(sentence.words, _ADDING - {"and", "or"}) if word.text not in ENDS]
    said = bool(plain) and not any(clauses(plain))
    return said and tell_key((thing,), key, plain, here, sentence.source, key.partition("_")[0])


def _asked(sentence: Sentence, here: Here) -> tuple[Thing, str] | None:
    """What a question is about, and as which key it is answered."""
    question = f"{sentence.text.rstrip('?')}?" if sentence.end == "?" and not here.scope.mood else ""
    key, name = question_key(question), asked_about(question)
    host = next((word.text for word in reversed(sentence.words) if word.text in here.glossary.hosts), "")
    thing = Thing("service", name) if name else Thing("host", host) if host else None
    return (thing, key) if key and thing is not None else None


def answered(sentence: Sentence, here: Here) -> bool:
    """A few words below a question: “Ada Byron.”, “On a machine called heron that …”."""
    asked = question_key(here.scope.titles[-1]) if here.scope.titles and here.count == 0 else ""
    if not asked or not here.scope.things or introduces(sentence.words):
        return False
    here.count += 1
    plain = [word for word in until(sentence.words, _ADDING) if word.text not in ENDS]
    if not plain or any(clauses(plain)):
        return False
    return tell_key(here.scope.things, asked, plain, here, sentence.source, asked.partition("_")[0])


def introduces(words: Sequence[Word]) -> bool:
    """“All of these reach the web team: Ada and Bert”: more words before a colon than a key has."""
    return next((at for at, word in enumerate(words) if word.text == ":"), 0) > LONGEST_LEAD
