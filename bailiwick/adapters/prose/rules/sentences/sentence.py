"""One sentence as statements: its clauses, and who reads it when no pattern stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bailiwick.adapters.prose.dating import day_in
from bailiwick.adapters.prose.rules.clauses.framing import framed
from bailiwick.adapters.prose.rules.clauses.mood import QUESTION, mood_of
from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.clauses.simple import simple
from bailiwick.adapters.prose.rules.english.function_words import COPULAS
from bailiwick.adapters.prose.rules.english.words import Sentence, Word
from bailiwick.adapters.prose.rules.keyed.behind import told_with_role
from bailiwick.adapters.prose.rules.keyed.members import team_addressed, team_beside
from bailiwick.adapters.prose.rules.names.gazetteer import DOMAIN_NOUNS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import is_domain, known
from bailiwick.adapters.prose.rules.relations import noted
from bailiwick.adapters.prose.rules.relations.clause import NO_RELATION, tell_clause
from bailiwick.adapters.prose.rules.relations.fragments import fragment, program_alone
from bailiwick.adapters.prose.rules.relations.reaching import channels, reaching
from bailiwick.adapters.prose.rules.relations.reading import Reading
from bailiwick.adapters.prose.rules.sentences.answering import told_who_answers
from bailiwick.adapters.prose.rules.sentences.apposed import told_of_apposed
from bailiwick.adapters.prose.rules.sentences.called import named_later
from bailiwick.adapters.prose.rules.sentences.gaps import split_gaps
from bailiwick.adapters.prose.rules.sentences.opening import told_by_opening
from bailiwick.adapters.prose.rules.sentences.remembering import keep_in_mind, remember
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.slots.teams import mentioned_team, named_team
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.akin import about_the_old
from bailiwick.adapters.prose.rules.subjects.asides import bracketed, not_but, without_asides
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.adapters.prose.rules.unmatched.acting import told_by_actors
from bailiwick.adapters.prose.rules.unmatched.code import told_of_code
from bailiwick.adapters.prose.rules.unmatched.copies import told_of_copies
from bailiwick.adapters.prose.rules.unmatched.enrolling import told_of_members
from bailiwick.adapters.prose.rules.unmatched.general import told_in_general
from bailiwick.adapters.prose.rules.unmatched.had import told_of_what_one_has
from bailiwick.adapters.prose.rules.unmatched.inverted import told_inverted
from bailiwick.adapters.prose.rules.unmatched.jobs import told_of_jobs
from bailiwick.adapters.prose.rules.unmatched.joining import told_of_teams, without_reached
from bailiwick.adapters.prose.rules.unmatched.listed import called_machine, listed_machines
from bailiwick.adapters.prose.rules.unmatched.mentions import told_by_mentions
from bailiwick.adapters.prose.rules.unmatched.name_servers import told_of_name_servers
from bailiwick.adapters.prose.rules.unmatched.nouns_of import told_by_noun
from bailiwick.adapters.prose.rules.unmatched.ours import told_of_all, told_of_us
from bailiwick.adapters.prose.rules.unmatched.roles import told_by_role
from bailiwick.adapters.prose.rules.unmatched.rosters import told_by_list, told_who_they_are
from bailiwick.adapters.prose.rules.unmatched.tracked import told_where_tracked
from bailiwick.adapters.prose.rules.unmatched.two_ends import told_by_two_ends
from bailiwick.adapters.prose.rules.unmatched.typed import told_by_kinds
from bailiwick.adapters.prose.rules.unmatched.used_for import told_of_use
from bailiwick.adapters.prose.rules.unmatched.zones import told_of_zones
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_TWO, _LEAD = 2, 10
_ORDER = {"former": 0, "latter": 1}
#: What holds when something happens need not hold now.
_IN_A_CASE = frozenset({"if", "when", "should"})
_CONTINUING = frozenset({"specifically", "particularly", "especially", "namely", "mainly", "including"})


def read_sentence(sentence: Sentence, here: Here, about: tuple[Thing, ...] = ()) -> bool:
    """Say what a sentence says, and whether that was anything. `about`: what it is about if it does not say."""
    if day_in(sentence.text):
        return True
    before = len(here.said) + here.repeated
    here.about = about
    if about:
        here.focus = about
    spoken = here.focus
    whys = _read(sentence, here, about)
    here.pair = _pair(spoken, here)
    told = len(here.said) + here.repeated > before
    if not about:
        keep_in_mind(sentence.words, here, told=told)
    if told:
        return True
    why = next((why for why in whys if why), "") or mood_of(sentence.words) or NO_RELATION
    here.not_understood(sentence.line, sentence.text, why)
    return False


def _read(sentence: Sentence, here: Here, about: tuple[Thing, ...] = ()) -> list[str]:
    if sentence.end == "?" or here.scope.mood:
        return [here.scope.mood or QUESTION]
    asserted, why = framed(sentence.words)
    if why:
        return [why]
    plain = _named_again(_uncapitalised(not_but(asserted), here), here)
    words = bracketed(plain, here.scope.things)
    if words[0].low in _CONTINUING and here.last[0]:
        return _continue(words[1:], here, sentence.source)
    here.begin = words[0].start
    return [why for part in simple(words) for why in _read_simple(part, sentence, here, about)]


def _read_simple(words: Sequence[Word], sentence: Sentence, here: Here, about: tuple[Thing, ...]) -> list[str]:
    """Read one simple clause of a sentence: whoever is asked first."""
    here.clause = words[0].start
    here.count += 1
    before = len(here.said)
    if told_of_copies(words, here, sentence.source):
        return []
    fragment = not any(word.low in COPULAS for word in words)
    reading = Reading(here, sentence.source, about=about if fragment else (), began=before)
    here.team = named_team(words[:6]) or mentioned_team(words, here.glossary.short_teams) or here.team
    team_beside(words, here, sentence.source)
    if told_of_members(words, here, sentence.source):
        return []
    before = len(here.said)
    if told_of_teams(words, here, sentence.source):
        return []
    words = named_later(without_reached(words, here, sentence.source), here, sentence.source)
    group, words = listed_machines(words, here, sentence.source)
    for whole in clauses(without_asides(words)):
        for clause in split_gaps(whole, here):
            tell_clause(clause, reading, group)
    called_machine(words, here, sentence.source)
    if about_the_old(words, here):
        return [*reading.whys, "about the one before"]
    if len(here.said) == before:
        _without_pattern(words, here, sentence.source)
        reaching(words, here, sentence.source)
    told_who_they_are(words, here, sentence.source)
    told_where_tracked(words, here, sentence.source)
    told_of_name_servers(words, here, sentence.source)
    told_of_all(words, here, sentence.source)
    told_by_mentions(words, here, sentence.source)
    noted.notes(words, here, sentence.source, reading.subject)
    team_addressed(words, here, sentence.source)
    told_with_role(words, reading.subject.things, here, sentence.source)
    channels(words, reading)
    told_who_answers(words, here, sentence.source)
    told_of_apposed(words, here, sentence.source)
    if words[0].low not in _IN_A_CASE or any(word.text == ":" for word in words):
        told_in_general(words, here, sentence.source, here.said[before:])
        told_of_jobs(words, here, sentence.source, here.said[before:])
        told_of_code(words, here, sentence.source, here.said[before:])
        told_by_opening(words, here, sentence.source, here.said[before:])
    if len(here.said) == before:
        told_by_two_ends(words, here, sentence.source)
    remember(words, here, here.said[before:])
    return reading.whys


def _pair(spoken: tuple[Thing, ...], here: Here) -> tuple[Thing, ...]:
    """Two that were named together, or one after the other."""
    if len(here.focus) == _TWO:
        return here.focus
    follows = len(spoken) == len(here.focus) == 1 and spoken != here.focus and not {*here.focus} & {*here.pair}
    return (*spoken, *here.focus) if follows else here.pair


def _uncapitalised(words: Sequence[Word], here: Here) -> Sequence[Word]:
    """“Ochre is a server”, where the page has a machine called ochre: it has a capital because it stands first."""
    first = words[0]
    machine = first.text != first.low and first.text[1:] == first.low[1:] and first.low in here.hosts
    named = first.text in here.glossary.first_names or first.text in here.glossary.name_parts
    behind = len(words) > 1 and words[1].text == words[1].low
    return [replace(first, text=first.low), *words[1:]] if machine and behind and not named else words


def _named_again(words: Sequence[Word], here: Here) -> list[Word]:
    """“The former runs Foo, the latter Bar” with the names of both."""
    kept: list[Word] = []
    for word in words:
        if word.low in _ORDER and here.pair:
            name = here.pair[_ORDER[word.low]].name
            while kept and kept[-1].low in {"the", "our"}:
                kept.pop()
            kept.append(Word(name, name.lower(), word.start, word.end))
        else:
            kept.append(word)
    return kept


def _without_pattern(words: Sequence[Word], here: Here, source: Text) -> None:
    """A sentence in which no pattern stands: a program alone, or one that only says what “it” will be."""
    readers = (
        told_of_use, told_of_what_one_has, program_alone, told_by_list, told_by_role,
        told_by_noun, told_inverted, told_by_kinds, told_of_us, told_by_actors,
        told_of_zones,
    )  # fmt: skip
    if not any(reader(words, here, source) for reader in readers):
        copula = next((at for at, word in enumerate(words[:_LEAD]) if at and word.low in COPULAS), 0)
        spoken = subject_of(words, here) if copula else Subject()
        if (
            words[copula].low in {"is", "are"}
            and len(spoken.things) == 1
            and spoken.aspect in {"", "dns"}
            and _is_made_of(words[copula + 1 :], spoken, here, source)
        ):
            here.focus = spoken.things
            return
        named = spoken.things and all(thing.kind == "host" or "." in thing.name for thing in spoken.things)
        here.focus = spoken.things if named and not spoken.aspect else here.focus
        domains = [word for word in words if is_domain(word)]
        if domains and here.scope.titles and DOMAIN_NOUNS & set(here.scope.titles[-1].lower().split()):
            here.focus = tuple(Thing("domain", word.text) for word in domains)
        here.machine = next((thing for thing in spoken.things if thing.kind == "host"), here.machine)


def _is_made_of(words: Sequence[Word], spoken: Subject, here: Here, source: Text) -> bool:
    """“The wiki is MediaWiki, on heron”."""
    program = known(words[:3], SOFTWARE)
    plain = [word for word in words if not word.is_mark or word.text in {",", "(", ")"}]
    thing = Thing("service", "DNS") if spoken.aspect == "dns" else spoken.things[0]
    made_of = program is not None and program[0] == 0 and thing.kind == "service"
    return made_of and fragment(plain, thing, here, source)


def _continue(words: Sequence[Word], here: Here, source: Text) -> list[str]:
    """“Specifically Ada and Bert.”: more of what the sentence before said."""
    predicate, things = here.last
    for found in people(words, here):
        for thing in things:
            here.relate(thing, predicate, found, source, "specifically")
    return []
