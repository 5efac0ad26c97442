"""One sentence as statements: its clauses, each with its subject and its objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules import noted
from bailiwick.adapters.prose.rules.active import tell_active, trailing_place
from bailiwick.adapters.prose.rules.aspects import tell_aspect
from bailiwick.adapters.prose.rules.clauses import Clause, clauses
from bailiwick.adapters.prose.rules.fragments import program_alone
from bailiwick.adapters.prose.rules.gazetteer import PRONOUNS, PROVIDERS, TEAM_WORDS, WE
from bailiwick.adapters.prose.rules.items import items, until
from bailiwick.adapters.prose.rules.listed import called_machine, listed_machines
from bailiwick.adapters.prose.rules.mood import QUESTION, mood_of, refusal
from bailiwick.adapters.prose.rules.names import is_channel, is_domain
from bailiwick.adapters.prose.rules.reading import RESPONSIBLE, Reading, objects_of
from bailiwick.adapters.prose.rules.slots import OBJECTS, SUBJECTS, subjects_in
from bailiwick.adapters.prose.rules.slots_links import repositories
from bailiwick.adapters.prose.rules.slots_made import software
from bailiwick.adapters.prose.rules.slots_people import contacts, named_team, people
from bailiwick.adapters.prose.rules.slots_where import address_of, place, provider
from bailiwick.adapters.prose.rules.subjects import Subject, subject_of
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Sentence, Word, spell, wordset
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_THINGS = frozenset({"service", "software", "host", "provider", "tracker", "repository", "data-centre"})
_REACHING = wordset("reach contact write mail email find ask join call talk chat get say")
_NAMES = wordset("domain domains dns names registrar")
#: With one of these a sentence is a whole one and says itself what it is about.
_VERBS = wordset("is are was were has have")
NO_RELATION = "no relation found"
_CONTINUING = frozenset({"specifically", "particularly", "especially", "namely", "mainly", "including"})
_ENDINGS = wordset("if when unless because since while until but so via using as during , which who though although")


def read_sentence(sentence: Sentence, here: Here, about: tuple[Thing, ...] = ()) -> bool:
    """Say what a sentence says, and whether that was anything. `about`: what it is about if it does not say."""
    before = len(here.said) + here.repeated
    if about:
        here.focus = about
    whys = _read(sentence, here, about)
    if len(here.said) + here.repeated > before:
        return True
    why = next((why for why in whys if why), "") or mood_of(sentence.words) or NO_RELATION
    here.not_understood(sentence.line, sentence.text, why)
    return False


def _read(sentence: Sentence, here: Here, about: tuple[Thing, ...] = ()) -> list[str]:
    if sentence.end == "?" or here.scope.mood:
        return [here.scope.mood or QUESTION]
    words: Sequence[Word] = sentence.words
    if words[0].low in _CONTINUING and here.last[0]:
        return _continue(words[1:], here, sentence.source)
    here.begin = words[0].start
    here.count += 1
    before = len(here.said)
    fragment = not any(word.low in _VERBS for word in words)
    reading = Reading(here, sentence.source, about=about if fragment else ())
    here.team = named_team(words[:6]) or here.team
    group, words = listed_machines(words, here, sentence.source)
    called_machine(words, here, sentence.source)
    for clause in clauses(words):
        _tell(clause, reading, group)
    if len(here.said) == before:
        _without_pattern(words, here, sentence.source)
        _reaching(words, here, sentence.source)
    noted.notes(words, here, sentence.source, reading.subject)
    _channels(words, reading)
    return reading.whys


def _without_pattern(words: Sequence[Word], here: Here, source: Text) -> None:
    """A sentence in which no pattern stands: a program alone, or one that only says what “it” will be."""
    if not program_alone(words, here, source):
        copula = any(word.low in {"is", "are"} for word in words[:6])
        spoken = subject_of(words, here) if copula else Subject()
        named = spoken.things and all(thing.kind == "host" or "." in thing.name for thing in spoken.things)
        here.focus = spoken.things if named and not spoken.aspect else here.focus
        domains = [word for word in words if is_domain(word)]
        if len(domains) == 1 and here.scope.titles and _NAMES & set(here.scope.titles[-1].lower().split()):
            here.focus = (Thing("domain", domains[0].text),)
        here.machine = next((thing for thing in spoken.things if thing.kind == "host"), here.machine)


def _continue(words: Sequence[Word], here: Here, source: Text) -> list[str]:
    """“Specifically Ada and Bert.”: more of what the sentence before said."""
    predicate, things = here.last
    for found in people(words, here):
        for thing in things:
            here.relate(thing, predicate, found, source, "specifically")
    return []


def _tell(clause: Clause, reading: Reading, group: tuple[Thing, ...]) -> None:
    """One clause: refuse it, or say its relations."""
    pattern = clause.pattern
    subject = Subject(group) if group else _subject(clause, reading)
    reading.subject, reading.clause = subject, _whole(clause, reading)
    joined = bool(clause.before) and clause.before[-1].low in {"and", "but", ","}
    why = refusal(() if joined else clause.before, clause.trigger, clause.after, past=pattern.past, case=pattern.case)
    if clause.doubtful:
        why = why or "not clear what this is said of"
    active = not why and not subject.things and tell_active(clause, reading)
    if active:
        return
    if not why:
        reading.objects = tuple(found.thing for found in objects_of(clause, reading))
    if why or not subject.things:
        reading.whys.append(why or subject.why or NO_RELATION)
        return
    if tell_active(clause, reading):
        return
    if not (subject.aspect and tell_aspect(clause, subject, reading)):
        _tell_relations(clause, subject, reading)


def _whole(clause: Clause, reading: Reading) -> Clause:
    """The clause with the words that it inherits."""
    previous = reading.clause
    if not clause.inherits or previous is None:
        return clause
    return Clause(clause.pattern, previous.before, clause.trigger, clause.after, clause.inherits, clause.doubtful)


def _subject(clause: Clause, reading: Reading) -> Subject:
    pattern = clause.pattern
    if pattern.left in SUBJECTS:
        if clause.relative:
            return _related(reading)
        if clause.inherits and reading.clause is not None:
            return _inherited(clause, reading)
        ours = bool(clause.before) and clause.before[-1].low in WE and reading.here.scope.category == "service"
        if ours and pattern.name in {"uses", "moved from"}:
            return Subject(reading.here.scope.things)
        if pattern.name == "uses" and clause.before and clause.before[-1].low in WE:
            return subjects_in("thing", _behind_for(clause.after), reading.here)
        subject = subjects_in(pattern.left, clause.before, reading.here)
        return Subject(reading.about) if subject.why and reading.about else subject
    if pattern.right in SUBJECTS:
        words = until(clause.after, _ENDINGS) if pattern.right == "thing" else clause.after
        return subjects_in(pattern.right, words, reading.here)
    return subjects_in("about", (), reading.here)


def _behind_for(words: Sequence[Word]) -> Sequence[Word]:
    """“We use Foo for the wiki”: what it is used for."""
    at = next((at for at, word in enumerate(words) if word.low == "for"), None)
    return until(words[at + 1 :], _ENDINGS) if at is not None else ()


def _related(reading: Reading) -> Subject:
    """“… on heron, which is housed at Lumen”: the one thing named last."""
    if len(reading.objects) == 1 and reading.objects[0].kind in _THINGS:
        program = reading.objects[0].kind == "software" and bool(reading.subject.things)
        return Subject(reading.subject.things if program else reading.objects)
    return Subject(why="not clear what “which” means")


def _inherited(clause: Clause, reading: Reading) -> Subject:
    """“Lumen hosts our names, managed by hand by the crew”: what was spoken of before its verb, if that fits."""
    crew = (
        named_team(reading.clause.before)
        if reading.clause is not None and reading.clause.pattern.left == "people"
        else None
    )
    if crew is not None:
        return Subject((crew,))
    if reading.actors and not clause.doubtful and clause.pattern.says not in {"hosted_by", "fronted_by"}:
        return Subject(reading.actors)
    return reading.subject


def _tell_relations(clause: Clause, subject: Subject, reading: Reading) -> None:
    here, source = reading.here, reading.source
    predicate = clause.pattern.says
    word = spell([one for one in clause.trigger if one.low not in noted.AUXILIARIES])
    told = False
    before = clause.pattern.left in SUBJECTS
    objects = objects_of(clause, reading)
    if not objects and clause.pattern.right == "people":
        objects, predicate = software(clause.after, here, bold=False), "uses_software"
    for plain in objects:
        found = replace(plain, note=plain.note or subject.note)
        predicate = clause.pattern.says if plain in objects and predicate != "uses_software" else predicate
        if "eye" in word and fold_name(found.thing.name) in PROVIDERS:
            predicate, found = "monitored_by", replace(found, thing=Thing("provider", found.thing.name))
        if predicate in RESPONSIBLE and fold_name(found.thing.name) in PROVIDERS and _housable(subject):
            predicate, found = "hosted_by", replace(found, thing=Thing("provider", found.thing.name))
        for thing in subject.things:
            if not before and thing.kind == found.thing.kind == "service" and predicate == "hosted_by":
                told |= here.relate(found.thing, "co_hosted_with", Found(thing, found.at), source, word)
            else:
                told |= here.relate(thing, predicate, found, source, word)
    told |= _in_passing(clause, subject, reading)
    told |= bool(objects) and clause.pattern.right in {"people", "place"} and _gapped(clause, reading, word)
    machines = [thing for thing in (*subject.things, *(found.thing for found in objects)) if thing.kind == "host"]
    here.machine = machines[0] if machines and told else here.machine
    here.hosts |= {thing.name for thing in machines} if told else set()
    reading.actors = (
        () if before else tuple(found.thing for found in objects if found.thing.kind in {"provider", "service", "host"})
    )
    reading.objects = tuple(found.thing for found in objects) if told else ()
    if told and not clause.relative:
        pointing = bool(clause.after) and clause.after[0].low in PRONOUNS
        here.focus = subject.things if before or pointing else reading.actors or subject.things
    if told and predicate in RESPONSIBLE:
        here.last = (predicate, subject.things)
    if not told:
        reading.whys.append("a relation, but not to anything it names clearly")
    elif before:
        noted.of_subject(clause.before, subject, here, source)


def _gapped(clause: Clause, reading: Reading, word: str) -> bool:
    """“… is maintained by Ada, the wiki by Bert”: the verb is left out the second time."""
    told = False
    preposition = clause.trigger[-1].low
    for item in items(clause.after):
        at = next((at for at, one in enumerate(item.words) if one.low == preposition), 0)
        if not at or item.words[0].low not in {"the", "our"}:
            continue
        subject = subjects_in("thing", item.words[:at], reading.here)
        rest = item.words[at + 1 :]
        for found in OBJECTS[clause.pattern.right](rest, reading.here, reading.source, clause.trigger):
            told |= reading.here.relate_each(subject.things, clause.pattern.says, found, reading.source, word)
    return told


def _housable(subject: Subject) -> bool:
    return all(thing.kind == "service" for thing in subject.things)


def _in_passing(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """An address in place of a machine, and programs in parentheses."""
    told = False
    if clause.pattern.right == "instance":
        for found in noted.instance_sources(clause.after, reading.source):
            told |= reading.here.relate_each(subject.things, "source_repo", found, reading.source, "instance")
    if clause.pattern.right in {"software", "software_known", "instance", "people", "manager", "tool"}:
        return told | _behind(clause, subject, reading)
    if clause.pattern.right not in {"place", "at"}:
        return told
    address = address_of(clause.after)
    if (
        address is not None
        and ("//" in address.text or clause.trigger[-1].low in {"at", "under"})
        and not repositories(clause.after, reading.source, clause.trigger[0].start)
    ):
        for thing in subject.things[:1]:
            reading.here.describe(thing, "url", address.text, reading.source, address.start, "hosted")
            told = True
    through = next((at for at, one in enumerate(clause.after) if one.low in {"via", "through"}), None)
    for found in provider(clause.after[through + 1 : through + 4], reading.here) if through is not None else ():
        if fold_name(found.thing.name) in PROVIDERS:
            told |= reading.here.relate_each(subject.things, "fronted_by", found, reading.source, "via")
    for found in noted.programs_in_parentheses(clause.after):
        for thing in subject.things:
            told |= reading.here.relate(thing, "uses_software", found, reading.source)
    return told


def _behind(clause: Clause, subject: Subject, reading: Reading) -> bool:
    """“run by Ada on heron”: the machine behind the people, the provider behind the program."""
    preposition, words = trailing_place(clause)
    told = False
    for found in place(words, reading.here, preposition, bold=False) if words else ():
        if found.thing.kind in {"host", "provider"} and all(thing.kind == "service" for thing in subject.things):
            told |= reading.here.relate_each(subject.things, "hosted_by", found, reading.source, preposition)
    return told


def _reaching(words: Sequence[Word], here: Here, source: Text) -> None:
    """“You find us at admins@example.org”: how to reach whoever the page speaks for."""
    lows = {word.low for word in words}
    if not (lows & _REACHING and lows & (WE | TEAM_WORDS)) or mood_of(words):
        return
    crew = here.team or here.scope.crew or here.scope.community
    things = here.scope.things or here.scope.above or ((crew,) if crew else ())
    if not things or things[0].kind == "provider":
        return
    for found in contacts(words, here):
        if found.thing.kind == "contact-point":
            here.relate(things[0], "contact", found, source, "reach")


def _channels(words: Sequence[Word], reading: Reading) -> None:
    """A channel that people are said to be in, where no pattern spoke of it."""
    here = reading.here
    crew = here.team or here.scope.crew or here.scope.community
    things = here.scope.things or here.scope.above or ((crew,) if crew else ())
    if not any(is_channel(word) for word in words) or mood_of(words) or not things:
        return
    for found in contacts(words, here):
        if found.thing.name.startswith("#"):
            here.relate(things[0], "contact", found, reading.source, "channel")
