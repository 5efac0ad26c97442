"""Words that stand in every sentence, whatever it is about: finite verbs, question words, prepositions of places."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.words import wordset

#: With one of these a clause is a sentence.
COPULAS = wordset("is are was were has have")
FINITE = COPULAS | {"had"}
QUESTION_WORDS = wordset("what who how where which")
#: Whoever is spoken of, without a name.
PERSONS = wordset("he she we you they who what i me him us it")
#: What a name follows: “a machine called heron”.
CALLED = wordset("called named")
#: Before a place, or before whoever has it.
PLACE_PREPOSITIONS = wordset("at on with by from in")
#: Between a name and what is said of it.
DASHES = frozenset({"–", "—", "-", "--", ":"})
