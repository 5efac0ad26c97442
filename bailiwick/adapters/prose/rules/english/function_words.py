"""Words that stand in every sentence, whatever it is about: finite verbs, question words, prepositions of places."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.english.words import wordset

#: With one of these a clause is a sentence.
COPULAS = wordset("is are was were has have")
FINITE = COPULAS | {"had"}
#: Before what can or shall be.
MODALS = wordset("can could may might must should will would cannot")
QUESTION_WORDS = wordset("what who how where which")
#: Whoever is spoken of, without a name.
PERSONS = wordset("he she we you they who what i me him us it")
#: What a name follows: “a machine called heron”.
CALLED = wordset("called named")
#: Before a place, or before whoever has it.
PLACE_PREPOSITIONS = wordset("at on with by from in")
#: What begins a relative clause.
RELATIVE = wordset("which that who")
#: Where another clause begins.
BREAKS = wordset(
    "; – — but while whereas though although because since if when unless until which who whose where that so"
)
ARTICLES = wordset("the a an our its their")
STROKES = frozenset({"–", "—", "-", "--"})
#: Between a name and what is said of it.
DASHES = STROKES | {":"}
ARROWS = frozenset({"->", "→", "=>"})
#: Before whoever helps to do something.
THROUGH = wordset("through via with at")
#: How many there are is no name of them.
COUNTED = wordset("two three four five six seven eight nine ten several some many few other both same various all most")
DETERMINERS = wordset(
    "static plain the a an our its their this these that those his her one two three four five six several "
    "another own both each every separate dedicated new old small big large single current main primary "
    "various different shared tiny modest little beefy donated sponsored rented free existing virtual "
    "physical hardware hosted private public"
)
VAGUE = wordset(
    "former latter most many some several various other others few everything anything something things "
    "number variety all any increasing lots handful rest stuff ones majority remaining everyone everybody "
    "nobody someone anyone anybody"
)
PRONOUNS = wordset("it this these they that those them")
WE = wordset("we us our ours")
#: Words that may stand between the words of any pattern and change nothing of what it says.
ADVERBS = wordset(
    "currently also now mainly mostly primarily generously kindly manually jointly ultimately still presently "
    "today all both entirely fully solely partly directly usually generally graciously additionally in-house "
    "officially collectively chiefly largely actively just itself themselves"
)
#: What is done by somebody who keeps a thing, and what they do.
KEPT = wordset(
    "kept maintained managed administered administrated moderated coordinated run operated looked tended curated "
    "edited cared minded supervised handled"
)
KEEPS = wordset(
    "maintains maintain manages manage administers administer operates operate moderates moderate coordinates "
    "coordinate runs run edits cares care handles handle supervises supervise"
)
