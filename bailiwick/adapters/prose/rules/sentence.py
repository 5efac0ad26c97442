"""One sentence as statements: its clauses, each with its subject and its objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bailiwick.adapters.prose.rules import noted
from bailiwick.adapters.prose.rules.clauses import Clause, clauses
from bailiwick.adapters.prose.rules.items import until
from bailiwick.adapters.prose.rules.listed import called_machine, listed_machines
from bailiwick.adapters.prose.rules.mood import QUESTION, mood_of, refusal
from bailiwick.adapters.prose.rules.names import is_channel
from bailiwick.adapters.prose.rules.slots import OBJECTS, SUBJECTS, subjects_in
from bailiwick.adapters.prose.rules.slots_links import repositories, trackers
from bailiwick.adapters.prose.rules.slots_people import contacts, people
from bailiwick.adapters.prose.rules.slots_where import address_of
from bailiwick.adapters.prose.rules.subjects import Subject
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Sentence, Word, spell, wordset
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

NO_RELATION = "no relation found"
_CONTINUING = frozenset({"specifically", "particularly", "especially", "namely", "mainly", "including"})
_ENDINGS = wordset("if when unless because since while until but so via using as during , which who though although")
_RESPONSIBLE = frozenset({"owned_by", "maintained_by", "run_by", "contact", "managed_by"})


@dataclass
class _Reading:
    """What carries over from one clause of a sentence to the next."""

    here: Here
    source: Text
    subject: Subject = field(default_factory=Subject)
    clause: Clause | None = None
    repositories: tuple[Thing, ...] = ()
    #: What stood before an active verb: “Lumen hosts …”.
    actors: tuple[Thing, ...] = ()
    whys: list[str] = field(default_factory=list)


def read_sentence(sentence: Sentence, here: Here, about: tuple[Thing, ...] = ()) -> bool:
    """Say what a sentence says, and whether that was anything. `about`: what it is about if it does not say."""
    before = len(here.said)
    if about:
        here.focus = about
    whys = _read(sentence, here)
    if len(here.said) > before:
        return True
    why = next((why for why in whys if why), "") or mood_of(sentence.words) or NO_RELATION
    here.not_understood(sentence.line, sentence.text, why)
    return False


def _read(sentence: Sentence, here: Here) -> list[str]:
    if sentence.end == "?":
        return [QUESTION]
    words: Sequence[Word] = sentence.words
    if words[0].low in _CONTINUING and here.last[0]:
        return _continue(words[1:], here, sentence.source)
    here.begin = words[0].start
    reading = _Reading(here, sentence.source)
    group, words = listed_machines(words, here, sentence.source)
    called_machine(words, here, sentence.source)
    for clause in clauses(words):
        _tell(clause, reading, group)
    noted.notes(words, here, sentence.source, reading.subject)
    noted.documented(words, here, sentence.source)
    _channels(words, reading)
    return reading.whys


def _continue(words: Sequence[Word], here: Here, source: Text) -> list[str]:
    """“Specifically Ada and Bert.”: more of what the sentence before said."""
    predicate, things = here.last
    for found in people(words, here):
        for thing in things:
            here.relate(thing, predicate, found, source, "specifically")
    return []


def _tell(clause: Clause, reading: _Reading, group: tuple[Thing, ...]) -> None:
    """One clause: refuse it, or say its relations."""
    pattern = clause.pattern
    subject = Subject(group) if group else _subject(clause, reading)
    reading.subject, reading.clause = subject, _whole(clause, reading)
    why = refusal(clause.before, clause.trigger, clause.after, past=pattern.past, case=pattern.case)
    if clause.doubtful:
        why = why or "not clear what this is said of"
    if why or not subject.things:
        reading.whys.append(why or subject.why or NO_RELATION)
        return
    if subject.aspect and _tell_aspect(clause, subject, reading):
        return
    if subject.aspect == "other":
        reading.whys.append(f"about something the catalog has no word for: “{subject.named}”")
        return
    _tell_relations(clause, subject, reading)


def _whole(clause: Clause, reading: _Reading) -> Clause:
    """The clause with the words that it inherits."""
    previous = reading.clause
    if not clause.inherits or previous is None:
        return clause
    return Clause(clause.pattern, previous.before, clause.trigger, clause.after, clause.inherits, clause.doubtful)


def _subject(clause: Clause, reading: _Reading) -> Subject:
    pattern = clause.pattern
    if pattern.left in SUBJECTS:
        if clause.inherits and reading.clause is not None:
            return _inherited(clause, reading)
        return subjects_in(pattern.left, clause.before, reading.here)
    if pattern.right in SUBJECTS:
        words = until(clause.after, _ENDINGS) if pattern.right == "thing" else clause.after
        return subjects_in(pattern.right, words, reading.here)
    return subjects_in("about", (), reading.here)


def _inherited(clause: Clause, reading: _Reading) -> Subject:
    """“Lumen hosts our names, managed by hand by the crew”: what was spoken of before its verb, if that fits."""
    if reading.actors and not clause.doubtful and clause.pattern.says not in {"hosted_by", "fronted_by"}:
        return Subject(reading.actors)
    return reading.subject


def _objects(clause: Clause, reading: _Reading) -> list[Found]:
    pattern = clause.pattern
    left = pattern.left in SUBJECTS
    slot = pattern.right if left or not pattern.left else pattern.left
    if not slot:
        return [Found(thing, clause.trigger[0].start) for thing in reading.here.scope.things]
    whole = reading.clause or clause
    words = clause.after if left or not pattern.left else whole.before
    return OBJECTS[slot](words, reading.here, reading.source, clause.trigger)


def _tell_relations(clause: Clause, subject: Subject, reading: _Reading) -> None:
    here, source = reading.here, reading.source
    predicate = clause.pattern.says
    word = spell([one for one in clause.trigger if one.low not in noted.AUXILIARIES])
    told = False
    before = clause.pattern.left in SUBJECTS
    objects = _objects(clause, reading)
    for plain in objects:
        found = replace(plain, note=plain.note or subject.note)
        for thing in subject.things:
            if not before and thing.kind == found.thing.kind == "service" and predicate == "hosted_by":
                told |= here.relate(found.thing, "co_hosted_with", Found(thing, found.at), source, word)
            else:
                told |= here.relate(thing, predicate, found, source, word)
    told |= _in_passing(clause, subject, reading)
    machines = [thing for thing in (*subject.things, *(found.thing for found in objects)) if thing.kind == "host"]
    here.machine = machines[0] if machines and told else here.machine
    reading.actors = (
        () if before else tuple(found.thing for found in objects if found.thing.kind in {"provider", "service", "host"})
    )
    if told:
        here.focus = subject.things if before else reading.actors or subject.things
    if told and predicate in _RESPONSIBLE:
        here.last = (predicate, subject.things)
    if not told:
        reading.whys.append("a relation, but not to anything it names clearly")
    elif before:
        noted.of_subject(clause.before, subject, here, source)


def _in_passing(clause: Clause, subject: Subject, reading: _Reading) -> bool:
    """An address in place of a machine, and programs in parentheses."""
    told = False
    if clause.pattern.right == "instance":
        for found in noted.instance_sources(clause.after, reading.source):
            told |= reading.here.relate_each(subject.things, "source_repo", found, reading.source, "instance")
    if clause.pattern.right not in {"place", "at"}:
        return told
    address = address_of(clause.after)
    if (
        address is not None
        and "//" in address.text
        and not repositories(clause.after, reading.source, clause.trigger[0].start)
    ):
        for thing in subject.things[:1]:
            reading.here.describe(thing, "url", address.text, reading.source, address.start, "hosted")
            told = True
    for found in noted.programs_in_parentheses(clause.after):
        for thing in subject.things:
            told |= reading.here.relate(thing, "uses_software", found, reading.source)
    return told


def _tell_aspect(clause: Clause, subject: Subject, reading: _Reading) -> bool:
    """What is said of a thing's code, configuration or problems."""
    here, source = reading.here, reading.source
    if clause.pattern.says in _RESPONSIBLE and reading.repositories:
        return _keepers(clause, subject, reading)
    if clause.pattern.says not in {"hosted_by", "tracker", "source_repo"}:
        return False
    start = clause.trigger[0].start
    told = False
    if subject.aspect == "issues":
        for found in trackers(clause.after, source, start):
            told |= here.relate_each(subject.things, "tracker", found, source, spell(clause.trigger[-2:]))
        return told
    found_repositories = repositories(clause.after, source, start) or noted.named_repository(clause.after, subject)
    for found in found_repositories:
        for predicate in noted.ASPECTS.get(subject.aspect, ()):
            told |= here.relate_each(subject.things, predicate, found, source, subject.named)
    reading.repositories = tuple(found.thing for found in found_repositories) if told else ()
    if told:
        here.focus = subject.things
    return told


def _keepers(clause: Clause, subject: Subject, reading: _Reading) -> bool:
    """Who keeps a service's code and configuration keeps the service; that is inferred."""
    here, source = reading.here, reading.source
    word = spell([one for one in clause.trigger if one.low not in noted.AUXILIARIES])
    told = False
    for found in _objects(clause, reading):
        for repository in reading.repositories:
            told |= here.relate(repository, clause.pattern.says, found, source, word)
        for thing in subject.things if told else ():
            here.relate(thing, clause.pattern.says, found, source, word, inferred_by="code-and-configuration")
    return told


def _channels(words: Sequence[Word], reading: _Reading) -> None:
    """A channel that people are said to be in, where no pattern spoke of it."""
    here = reading.here
    things = here.scope.things or here.scope.above or ((here.scope.community,) if here.scope.community else ())
    if not any(is_channel(word) for word in words) or mood_of(words) or not things:
        return
    for found in contacts(words, here):
        if found.thing.name.startswith("#"):
            here.relate(things[0], "contact", found, reading.source, "channel")
