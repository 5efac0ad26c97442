"""What a paragraph without a title is about: what its first sentence speaks of, as long as no other takes its place."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.english.function_words import FINITE
from bailiwick.adapters.prose.rules.english.words import Sentence, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, SERVICE_NOUNS
from bailiwick.adapters.prose.rules.names.shapes import is_domain
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Thing

_POINTING = wordset("service services site sites page pages system application app list archive") | FORMS.keys()
#: What was, was so of one that may be another by now.
_PAST = wordset("was were had did")
_LEAST = 3


def topic_of(sentence: Sentence, here: Here) -> tuple[Thing, ...]:
    """“The forum is …”, “wiki.example.org has …”: the service that stands before the verb."""
    words = [word for word in sentence.words if word.low not in {"the", "our"}]
    began = sentence.words[0].low in {"the", "our"}
    if len(words) < _LEAST or words[1].low not in FINITE - _PAST:
        return ()
    if is_domain(words[0]):
        return (Thing("host" if words[0].text in here.hosts else "service", words[0].text),)
    plain = began and words[0].low in SERVICE_NOUNS - _POINTING
    return (Thing("service", here.glossary.called.get(words[0].text, words[0].text)),) if plain else ()
