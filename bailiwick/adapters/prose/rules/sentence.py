"""One sentence as statements: its clauses, each with its subject and its objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bailiwick.adapters.prose.dating import day_in
from bailiwick.adapters.prose.rules import noted
from bailiwick.adapters.prose.rules.acting import told_by_actors
from bailiwick.adapters.prose.rules.active import tell_active
from bailiwick.adapters.prose.rules.asides import bracketed, without_asides
from bailiwick.adapters.prose.rules.aspects import tell_aspect
from bailiwick.adapters.prose.rules.clauses import Clause, clauses
from bailiwick.adapters.prose.rules.copies import told_of_copies
from bailiwick.adapters.prose.rules.fragments import fragment, program_alone
from bailiwick.adapters.prose.rules.gaps import split_gaps
from bailiwick.adapters.prose.rules.gazetteer import PRONOUNS, PROVIDERS, SERVICE_NOUNS, SOFTWARE, WE
from bailiwick.adapters.prose.rules.inverted import told_inverted
from bailiwick.adapters.prose.rules.items import items, until
from bailiwick.adapters.prose.rules.listed import called_machine, listed_machines
from bailiwick.adapters.prose.rules.members import team_beside
from bailiwick.adapters.prose.rules.mentions import told_by_mentions
from bailiwick.adapters.prose.rules.mood import QUESTION, mood_of, refusal
from bailiwick.adapters.prose.rules.names import is_capital, is_domain, known
from bailiwick.adapters.prose.rules.ours import told_of_us
from bailiwick.adapters.prose.rules.passing import in_passing
from bailiwick.adapters.prose.rules.reaching import channels, reaching
from bailiwick.adapters.prose.rules.reading import RESPONSIBLE, Reading, objects_of
from bailiwick.adapters.prose.rules.roles import told_by_role
from bailiwick.adapters.prose.rules.rosters import told_by_list
from bailiwick.adapters.prose.rules.slots import OBJECTS, SUBJECTS, subjects_in
from bailiwick.adapters.prose.rules.slots_made import software
from bailiwick.adapters.prose.rules.slots_people import contacts, people
from bailiwick.adapters.prose.rules.slots_services import services
from bailiwick.adapters.prose.rules.subjects import UNSAID, Subject, subject_of
from bailiwick.adapters.prose.rules.teams import mentioned_team, named_team
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.tracked import told_where_tracked
from bailiwick.adapters.prose.rules.typed import told_by_kinds
from bailiwick.adapters.prose.rules.words import Sentence, Word, spell, wordset
from bailiwick.adapters.prose.rules.zones import told_of_zones
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_THINGS = frozenset({"service", "software", "host", "provider", "tracker", "repository", "data-centre", "team"})
_NAMES = wordset("domain domains dns names registrar registrars")
#: With one of these a sentence is a whole one and says itself what it is about.
_ABOUT = wordset("for about regarding concerning")
_VERBS = wordset("is are was were has have")
_PREPOSITIONS = wordset("through on at with by in from via to is are has have and")
#: So many parts have the names of two people.
_SURNAMED = 4
_HEADS = {"led": "lead", "headed": "head", "chaired": "chair", "coordinated": "coordinator"}
#: They do things “using” a program, which need not be one of theirs.
_USERS = frozenset({"team", "organisation", "person"})
_LONGEST_LIST = 60
_TOGETHER = wordset("along together jointly")
#: The first sentence of a section.
_FEW = 2
#: A name may follow.
_NAMING = frozenset({"the", "our", "its"})
NO_RELATION = "no relation found"
#: Of whom it is said when a sentence does not say.
_COMMUNITYS = frozenset({"registrar", "dns_hosted_by", "funded_by"})
_CONTINUING = frozenset({"specifically", "particularly", "especially", "namely", "mainly", "including"})
_ENDINGS = wordset("if when unless because since while until but so via using as during , which who though although")


def read_sentence(sentence: Sentence, here: Here, about: tuple[Thing, ...] = ()) -> bool:
    """Say what a sentence says, and whether that was anything. `about`: what it is about if it does not say."""
    if day_in(sentence.text):
        return True
    before = len(here.said) + here.repeated
    here.about = about
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
    words: Sequence[Word] = bracketed(sentence.words, here.scope.things)
    if words[0].low in _CONTINUING and here.last[0]:
        return _continue(words[1:], here, sentence.source)
    here.begin = words[0].start
    here.count += 1
    before = len(here.said)
    if told_of_copies(words, here, sentence.source):
        return []
    fragment = not any(word.low in _VERBS for word in words)
    reading = Reading(here, sentence.source, about=about if fragment else (), began=before)
    here.team = named_team(words[:6]) or mentioned_team(words) or here.team
    team_beside(words, here, sentence.source)
    group, words = listed_machines(words, here, sentence.source)
    for whole in clauses(without_asides(words)):
        for clause in split_gaps(whole, here):
            _tell(clause, reading, group)
    called_machine(words, here, sentence.source)
    if len(here.said) == before:
        _without_pattern(words, here, sentence.source)
        reaching(words, here, sentence.source)
    told_where_tracked(words, here, sentence.source)
    told_by_mentions(words, here, sentence.source)
    noted.notes(words, here, sentence.source, reading.subject)
    channels(words, reading)
    return reading.whys


def _without_pattern(words: Sequence[Word], here: Here, source: Text) -> None:
    """A sentence in which no pattern stands: a program alone, or one that only says what “it” will be."""
    readers = (
        program_alone, told_by_list, told_by_role, told_inverted, told_by_kinds, told_of_us, told_by_actors,
        told_of_zones,
    )  # fmt: skip
    if not any(reader(words, here, source) for reader in readers):
        copula = next((at for at, word in enumerate(words[:8]) if at and word.low in {"is", "are"}), 0)
        spoken = subject_of(words, here) if copula else Subject()
        if (
            copula
            and len(spoken.things) == 1
            and not spoken.aspect
            and _is_made_of(words[copula + 1 :], spoken, here, source)
        ):
            here.focus = spoken.things
            return
        named = spoken.things and all(thing.kind == "host" or "." in thing.name for thing in spoken.things)
        here.focus = spoken.things if named and not spoken.aspect else here.focus
        domains = [word for word in words if is_domain(word)]
        if len(domains) == 1 and here.scope.titles and _NAMES & set(here.scope.titles[-1].lower().split()):
            here.focus = (Thing("domain", domains[0].text),)
        here.machine = next((thing for thing in spoken.things if thing.kind == "host"), here.machine)


def _is_made_of(words: Sequence[Word], spoken: Subject, here: Here, source: Text) -> bool:
    """“The wiki is MediaWiki, on heron”."""
    program = known(words[:3], SOFTWARE)
    plain = [word for word in words if not word.is_mark or word.text in {",", "(", ")"}]
    service = spoken.things[0].kind == "service"
    return program is not None and program[0] == 0 and service and fragment(plain, spoken.things[0], here, source)


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
    clause = _turned(clause, reading.here)
    subject = Subject(group) if group and not clause.relative else _subject(clause, reading)
    reading.subject, reading.clause = subject, _whole(clause, reading)
    joined = bool(clause.before) and clause.before[-1].low in {"and", "but", ","}
    why = refusal(() if joined else clause.before, clause.trigger, clause.after, past=pattern.past, case=pattern.case)
    if clause.trigger[0].low == "using" and any(thing.kind in _USERS for thing in subject.things):
        why = why or "does not say what it is used for"
    if pattern.says == "funded_by" and clause.after and clause.after[0].low in {"his", "her"}:
        why = why or "somebody's own, lent"
    if clause.doubtful:
        why = why or "not clear what this is said of"
    active = not why and not subject.things and tell_active(clause, reading)
    if active:
        return
    unsaid = not clause.inherits and (not clause.before or subject.why == UNSAID)
    if not subject.things and unsaid and pattern.says in _COMMUNITYS and reading.here.scope.community:
        subject = Subject((reading.here.scope.community,))
    if not why:
        reading.objects = tuple(found.thing for found in objects_of(clause, reading))
    if why or not subject.things:
        reading.whys.append(why or subject.why or NO_RELATION)
        return
    if tell_active(clause, reading):
        return
    if not (subject.aspect and tell_aspect(clause, subject, reading)):
        _tell_relations(clause, subject, reading)


def _turned(clause: Clause, here: Here) -> Clause:
    """“a Nexus that Lumen hosts” as “Lumen hosts a Nexus”."""
    at = next((at for at, word in enumerate(clause.before) if at and word.low in {"that", "which", "whom"}), None)
    empty = not any(not word.is_mark for word in clause.after)
    if at is None or not empty or clause.pattern.right not in SUBJECTS or clause.inherits:
        return clause
    verbs = [end for end, word in enumerate(clause.before[:at]) if word.low in _PREPOSITIONS]
    if verbs and clause.before[verbs[-1]].low in {"at", "in", "from"}:
        return clause
    head = clause.before[verbs[-1] + 1 if verbs else 0 : at]
    if here.scope.category == "service" and head and head[0].low in {"a", "an"} and head[0].start == here.begin:
        head = ()
    return replace(clause, before=clause.before[at + 1 :], after=tuple(word for word in head if not word.is_mark))


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
        if _is_of_the_last(clause.before):
            return _last_named(clause.before, reading.here)
        subject = subjects_in(pattern.left, clause.before, reading.here)
        return Subject(reading.about) if subject.why and reading.about else subject
    if pattern.right in SUBJECTS:
        words = until(clause.after, _ENDINGS) if pattern.right == "thing" else clause.after
        subject = subjects_in(pattern.right, words, reading.here)
        if not words and pattern.says in RESPONSIBLE and _is_whole(subject):
            return Subject(why=UNSAID)
        return _listed(clause.after, subject, reading.here) if pattern.right == "thing" else subject
    asked = _asked_about(clause, reading.here) if pattern.says == "contact" else Subject()
    return asked if asked.things else _left_unsaid(clause, reading.here)


def _left_unsaid(clause: Clause, here: Here) -> Subject:
    """Whom one asks is asked about everything; who “has taken it over” has not taken over the community."""
    behind = [word for word in until(clause.after, _ENDINGS) if not word.is_mark]
    if not clause.pattern.right and behind and (behind[0].low in _NAMING or is_capital(behind[0])):
        return subject_of(behind, here)
    subject = subjects_in("about", (), here)
    return Subject(why=UNSAID) if _is_whole(subject) and clause.pattern.says in RESPONSIBLE - {"contact"} else subject


def _is_whole(subject: Subject) -> bool:
    """The community, for want of anything that was named."""
    return all(thing.kind == "organisation" for thing in subject.things)


def _is_of_the_last(before: Sequence[Word]) -> bool:
    """“Simulations are done on a cluster, which …”: what a verb that nobody read left over."""
    related = len(before) > 1 and before[-1].low in {"which", "that", "who"}
    return related and any(word.low in _VERBS for word in before)


def _last_named(before: Sequence[Word], here: Here) -> Subject:
    """“… to files.example.org, which”: the address or the machine that stands before it."""
    name = next((word for word in reversed(before[:-1]) if not word.is_mark), before[-1])
    if is_domain(name):
        first = here.scope.category == "service" and len(here.scope.things) == 1 and here.count < _FEW
        return Subject(here.scope.things) if first else subject_of([name], here)
    if name.text in here.hosts:
        return Subject((Thing("host", name.text),))
    return Subject(why="not clear what “which” means")


def _listed(words: Sequence[Word], first: Subject, here: Here) -> Subject:
    """“looks after the wiki, the lists and heron”: each of a list that names several."""
    named = [found.thing for found in services(until(words[:_LONGEST_LIST], _TOGETHER), here, machines=True)]
    several = [thing for thing in named if thing not in first.things]
    plain = not first.things or (first.things[0].kind == "service" and len(first.things) == 1)
    return Subject((*first.things, *several)) if several and len(named) > 1 and plain and not first.aspect else first


def _asked_about(clause: Clause, here: Here) -> Subject:
    """“For the wiki, ask Ada”, “ask Ada about the wiki”: what one asks about."""
    before = until(clause.before, frozenset({","}))
    if before and before[0].low in _ABOUT:
        return subject_of(before[1:], here)
    at = next((at for at, word in enumerate(clause.after) if word.low in _ABOUT - {"for"}), None)
    return subject_of(until(clause.after[at + 1 :], _ENDINGS), here) if at is not None else Subject()


def _behind_for(words: Sequence[Word]) -> Sequence[Word]:
    """“We use Foo for the wiki”: what it is used for."""
    at = next((at for at, word in enumerate(words) if word.low == "for"), None)
    return until(words[at + 1 :], _ENDINGS) if at is not None else ()


def _related(reading: Reading) -> Subject:
    """“… on heron, which is housed at Lumen”: the one thing named last."""
    if len(reading.objects) == 1 and reading.objects[0].kind in _THINGS:
        watching = reading.clause is not None and reading.clause.pattern.right == "watcher"
        if watching and reading.clause is not None and {"on", "at"} & {word.low for word in reading.clause.after}:
            return Subject(why="not clear what “which” means")
        program = reading.objects[0].kind == "software" and bool(reading.subject.things) and not watching
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
    before = reading.clause
    if before is not None and before.pattern.left not in SUBJECTS and not (reading.objects or reading.actors):
        return Subject(why=UNSAID)
    if _of_the_watcher(clause, reading):
        return Subject(reading.objects)
    if reading.actors and not clause.doubtful and clause.pattern.says not in {"hosted_by", "fronted_by"}:
        return Subject(reading.actors)
    return reading.subject


def _of_the_watcher(clause: Clause, reading: Reading) -> bool:
    """“monitored with Icinga, operated by Ada”: without an “and” it is said of Icinga."""
    before = reading.clause
    if before is None or before.pattern.right != "watcher" or not before.after:
        return False
    between = reading.source.text[before.after[-1].end : clause.trigger[0].start]
    return "and" not in between.split() and clause.pattern.says in RESPONSIBLE


def _tell_relations(clause: Clause, subject: Subject, reading: Reading) -> None:
    here, source = reading.here, reading.source
    predicate = clause.pattern.says
    word = spell([one for one in clause.trigger if one.low not in noted.AUXILIARIES])
    told = False
    before = clause.pattern.left in SUBJECTS
    objects = objects_of(clause, reading)
    points = contacts(clause.after, here) if clause.pattern.right in {"at", "place"} else []
    if points and points[0].thing.kind == "contact-point":
        objects, predicate = points, "contact"
    if not objects and clause.pattern.right == "people":
        objects, predicate = software(clause.after, here, bold=False), "uses_software"
    for plain in objects:
        found = replace(plain, note=plain.note or subject.note)
        predicate = clause.pattern.says if predicate not in {"uses_software", "contact"} else predicate
        if "eye" in word and fold_name(found.thing.name) in PROVIDERS:
            predicate, found = "monitored_by", replace(found, thing=Thing("provider", found.thing.name))
        if clause.trigger[-1].low == "with" and predicate == "hosted_by" and _are_names(subject, here):
            predicate = "registrar"
        if (clause.trigger[-1].low == "by" or clause.pattern.left == "people") and _is_stranger(found.thing, here):
            found = replace(found, thing=Thing("organisation", found.thing.name))
        if predicate == "hosted_by" and found.thing.kind in {"person", "team"}:
            predicate = "run_by"
        if predicate in RESPONSIBLE and fold_name(found.thing.name) in PROVIDERS and _housable(subject):
            predicate, found = "hosted_by", replace(found, thing=Thing("provider", found.thing.name))
        if predicate == "managed_by" and fold_name(found.thing.name) in PROVIDERS and _are_domains(subject):
            predicate, found = "registrar", replace(found, thing=Thing("provider", found.thing.name))
        for thing in subject.things:
            if not before and thing.kind == found.thing.kind == "service" and predicate == "hosted_by":
                told |= here.relate(found.thing, "co_hosted_with", Found(thing, found.at), source, word)
            else:
                told |= here.relate(thing, predicate, found, source, word)
                told |= _heads(thing, found, clause, reading)
    told |= in_passing(clause, subject, reading)
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
        _beside(clause.before, subject, reading)


def _are_names(subject: Subject, here: Here) -> bool:
    """Whether domains are spoken of below a title such as “Names”."""
    titled = bool(here.scope.titles) and bool(_NAMES & set(here.scope.titles[-1].lower().split()))
    return titled and all("." in thing.name for thing in subject.things)


def _is_stranger(thing: Thing, here: Here) -> bool:
    """A single name on a page whose people have whole ones, and none of theirs: a company's."""
    known_names = {part for name in here.glossary.people for part in name.split()}
    return (
        thing.kind == "person"
        and len(known_names) > _SURNAMED
        and " " not in thing.name
        and thing.name not in known_names
    )


def _beside(before: Sequence[Word], subject: Subject, reading: Reading) -> None:
    """“The wiki (MediaWiki on heron) is …”: what stands in parentheses behind the subject."""
    opening = next((at for at, word in enumerate(before) if word.text == "("), len(before))
    note = until(before[opening + 1 :], frozenset({")"}))
    if note and len(subject.things) == 1 and subject.things[0].kind == "service" and not subject.aspect:
        fragment(note, subject.things[0], reading.here, reading.source)


def _heads(team: Thing, found: Found, clause: Clause, reading: Reading) -> bool:
    """“the web team, which is led by Ada”: who leads a team is in it."""
    role = next((_HEADS[word.low] for word in clause.trigger if word.low in _HEADS), "")
    if team.kind != "team" or found.thing.kind != "person" or not role:
        return False
    return reading.here.relate(found.thing, "member_of", Found(team, found.at, {"role": role}), reading.source, role)


def _gapped(clause: Clause, reading: Reading, word: str) -> bool:
    """“… is maintained by Ada, the wiki by Bert”: the verb is left out the second time."""
    told = False
    preposition = clause.trigger[-1].low
    for item in items(clause.after):
        at = next((at for at, one in enumerate(item.words) if one.low == preposition), 0)
        named = item.words[0].low in {"the", "our"} or (at == 1 and item.words[0].low in SERVICE_NOUNS)
        if not at or not named:
            continue
        subject = subjects_in("thing", item.words[:at], reading.here)
        rest = item.words[at + 1 :]
        for found in OBJECTS[clause.pattern.right](rest, reading.here, reading.source, clause.trigger):
            told |= reading.here.relate_each(subject.things, clause.pattern.says, found, reading.source, word)
    return told


def _are_domains(subject: Subject) -> bool:
    return all(thing.kind == "domain" for thing in subject.things)


def _housable(subject: Subject) -> bool:
    return all(thing.kind == "service" for thing in subject.things)
