"""What a paragraph without a title is about: what its first sentence speaks of, as long as no other takes its place."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.english.function_words import FINITE
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import Sentence, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, SERVICE_NOUNS
from bailiwick.adapters.prose.rules.names.shapes import is_domain
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Thing

_POINTING = wordset("service services site sites page pages system application app list archive") | FORMS.keys()
#: What was, was so of one that may be another by now.
_PAST = wordset("was were had did")
_LEAST, _FAR = 3, 7


def points_back(sentence: Sentence, here: Here) -> bool:
    """Whether “It …”, “Its …”, “The code …” can only be of what the paragraph began with."""
    lows = [word.low for word in sentence.words[:2]]
    alone = not here.scope.things or here.scope.category == "person"
    return alone and (lows[0] in {"it", "its"} or (lows[0] == "the" and lows[1:] in (["code"], ["source"])))


def topic_of(sentence: Sentence, here: Here) -> tuple[Thing, ...]:
    """“The forum is …”, “wiki.example.org has …”: the service that stands before the verb."""
    words = [word for word in sentence.words if word.low not in {"the", "our"}]
    began = sentence.words[0].low in {"the", "our"}
    before = [word for word in until(words[:_FAR], FINITE) if not word.is_mark]
    if any(word.low in _PAST for word in words[:_FAR]):
        return ()
    if len(words) < _LEAST or len(before) == len(words[:_FAR]) or not 0 < len(before) <= _LEAST:
        return ()
    address = next((word for word in before if is_domain(word)), None)
    if address is not None and (before[0] == address or before[-1] == address):
        return (Thing("host" if address.text in here.hosts else "service", address.text),)
    if len(before) > 1:
        return ()
    plain = began and words[0].low in SERVICE_NOUNS - _POINTING
    return (Thing("service", here.glossary.called.get(words[0].text, words[0].text)),) if plain else ()
