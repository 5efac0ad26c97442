"""Sentences whose verb nobody knows, in a service's own section: who or what acts there tells what is said.

| what the clause begins with | says                                 | if                                     |
|-----------------------------|--------------------------------------|----------------------------------------|
| people                      | they maintain it                     | a verb of the present, and “it”        |
| machines                    | it runs there                        | a verb of the present                  |
| a program                   | it uses it                           | a verb of the present                  |
| what delivers pages         | it stands in front                   | a verb of the present                  |
| “it”, or nothing            | where it is, what it is made of      | on a known machine, with a known program |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import PROVIDERS, SERVICE_NOUNS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import capital_run, known
from bailiwick.adapters.prose.rules.names.sorts import delivers, made_with, sort_of
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.akin import akin_to
from bailiwick.adapters.prose.rules.unmatched.typed import HOUSING, USING, segments
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_POINTING = wordset("it its them this these everything")
_SUBJECTS = wordset("it this that they these which")
#: What somebody does who looks after a thing; what one only loves, tests or pays for one does not keep.
_CARING = wordset(
    "keeps minds tends nurses babysits shepherds herds guards curates feeds fixes repairs patches updates upgrades "
    "restarts mends moderates cleans prunes steers oversees supervises governs edits sorts signs polishes"
)
#: What does not say that something is at work there.
_OTHERWISE = wordset(
    "gets receives pays thinks wants likes says hates lives works studies means is was has does needs knows sees hopes "
    "believes misses uses reads writes visits complains suggests asks calls"
)
#: Behind these a program is another one's, or no longer this one's.
_NOT_THIS = wordset(
    "from instead like unlike than before old former previous replaced replaces replacing formerly to for"
)
_BEFORE = (USING | {"on", "is"}) - _NOT_THIS
_LONGEST_VERB, _SHORTEST_VERB = 14, 3


def told_by_actors(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say what acts there; False where the section is not one service's."""
    if not here.scope.is_of_one_service:
        return False
    told = False
    for segment in segments(words):
        if not mood_of(segment) and segment:
            found = list(_by_people(segment, here)) or list(_by_actor(segment, here)) or list(_mentioned(segment, here))
            for predicate, one in found:
                told |= here.relate(here.scope.things[0], predicate, one, source, "does")
    return told


def _by_people(words: Sequence[Word], here: Here) -> Iterator[tuple[str, Found]]:
    """“Ada Byron keeps it from falling over”."""
    end = _actors_end(words)
    verb = words[end].low if 0 < end < len(words) else ""
    behind = words[end + 1 :]
    nouns = [word for word in behind if word.low in SERVICE_NOUNS or akin_to([word], here.scope.things)]
    if verb not in _CARING or not (nouns or _POINTING & {word.low for word in behind}):
        return
    for one in people(words[:end], here):
        named = one.thing.name in here.glossary.people or one.thing.name.count(" ") == 1
        if one.thing.kind == "team" or (one.thing.kind == "person" and named):
            yield "maintained_by", one


def _actors_end(words: Sequence[Word]) -> int:
    """Where a list of names in capitals ends."""
    at = 0
    while at < len(words):
        run = capital_run(words[at : at + 5])
        if run is None or run[0] != 0:
            return at - 1 if at and words[at - 1].low == "and" else at
        at += run[1]
        if at < len(words) and words[at].low in {"and", ","}:
            at += 1
        else:
            return at
    return at


def _is_present(verb: str) -> bool:
    """A verb in the third person, “keeps”; plural forms are too many other things."""
    plain = verb.isalpha() and _SHORTEST_VERB < len(verb) < _LONGEST_VERB
    return plain and verb.endswith("s") and not verb.endswith(("ss", "us", "is"))


def _by_actor(words: Sequence[Word], here: Here) -> Iterator[tuple[str, Found]]:
    """“heron serves the result”, “nginx sits in front”, “Fastly takes the load off it”."""
    program, house = known(words[:3], SOFTWARE), known(words[:3], PROVIDERS)
    end = next((one[1] for one in (program, house) if one is not None and one[0] == 0), 1)
    if len(words) <= end or not _is_present(words[end].low) or words[end].low in _OTHERWISE:
        return
    if words[0].text in here.hosts:
        yield "runs_on", Found(Thing("host", words[0].text), words[0].start)
    elif program is not None and program[0] == 0:
        yield sort_of(program[2]) or "uses_software", Found(Thing("software", program[2]), words[0].start)
    elif house is not None and house[0] == 0 and delivers(house[2]):
        yield "fronted_by", Found(Thing("provider", house[2]), words[0].start)


def _mentioned(words: Sequence[Word], here: Here) -> Iterator[tuple[str, Found]]:
    """“It gets its pages from Foo”, “It wakes up on heron”: a clause about the section's thing."""
    lead = [word for word in words[:3] if word.low not in DETERMINERS]
    about = words[0].low in _SUBJECTS or (bool(lead) and akin_to(lead[:1], here.scope.things))
    if not about or words[0].low == "that":
        return
    for at, word in enumerate(words[1:], 1):
        before = words[at - 1].low if words[at - 1].low not in DETERMINERS else words[max(at - 2, 0)].low
        if word.text in here.hosts and before in HOUSING:
            yield "runs_on", Found(Thing("host", word.text), word.start)
        program = known(words[at : at + 3], SOFTWARE)
        if program is not None and program[0] == 0 and before in _BEFORE:
            yield made_with(program[2]), Found(Thing("software", program[2]), word.start)
