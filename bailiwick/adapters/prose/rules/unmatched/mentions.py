"""Programs and machines that the section of a service mentions by the way, whatever the sentence is about.

Below “Tile server”: “The nightly run takes four hours and is queued by Slurm.” says that it uses Slurm. What a clause
plans, denies, doubts or remembers mentions nothing; neither does one that names another service, or compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import NETWORKS, SERVICE_NOUNS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import is_capital, is_domain, known
from bailiwick.adapters.prose.rules.names.sorts import made_with, sort_of
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.akin import akin_to
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.unmatched.typed import segments
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

#: What stands before a program that is used.
_BY_WHICH = wordset("by with in using via through under uses use run runs means top instance installation")
#: What stands before a machine that something is on.
_ON_WHICH = wordset("on at")
#: What is done so “to” a machine is there then; what is handed to one, or talks to it, is not.
_PUT = wordset(
    "upload uploads uploaded deploy deploys deployed publish publishes published install installed installs attached"
)
#: “a PostgreSQL database”, “our Slack workspace”.
_INSTANCES = wordset(
    "database databases server servers instance instances installation cluster clusters workspace setup site backend "
    "frontend node nodes queue cache wiki forum pod stack deployment container vm realm room team board app "
    "process processes worker workers daemon"
)
#: What one has at a network; “a Matrix server” is one's own.
_RENTED = wordset("workspace realm room team board organisation organization space")
#: A clause with one of these is about something else, or about another day.
_ELSEWHERE = wordset(
    "replaced replaces replacing migrated migrate migration moved move switched switch instead like unlike "
    "similar tried "
    "compatible alternative alternatives formerly tested test testing import export imported exported integrates "
    "bridge bridged bridges mirrored mirror mirrors backup backups backed copy copies copied dump dumps dumped "
    "monitored monitoring watched watches alerts alert plugin plugins package packages packaged developed upstream "
    "documented described tracked reported requested report requests questions logs log notified notifications than "
    "rather besides except unless old former other another separate"
)
#: “db1”, “lyn-store-2”.
_NUMBERED = re.compile(r"([a-z]{2,12}(?:-[a-z]{2,12}){0,2}-?)\d{1,3}")
#: What has a number and is no machine.
_VERSIONED = wordset(
    "ipv http python php perl ruby debian ubuntu rhel centos postgres utf sha md tier level page line top port rev"
)
#: What is so when something happens.
_CASES = wordset("when whenever after once before if until while")
_BY = 3
_VERBS = wordset("is are was were has have runs run uses use hosts serves provides keeps")
#: What may follow a program's name without being part of it.
_ENDS = wordset("and or on at in by with for which that where as from to behind via using is are")
_OPERATING = wordset("debian ubuntu centos fedora freebsd openbsd alpine docker podman kvm xen libvirt vmware git")


def told_by_mentions(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say which programs and machines a sentence mentions of the one service that its section is about."""
    thing = _service(here)
    if thing is None or _about_another(words, thing, here) or "unless" in {word.low for word in words}:
        return False
    told = False
    for clause in segments(words):
        if not mood_of(clause) and not _is_elsewhere(clause, thing):
            for predicate, found, word in (*_programs(clause), *_machines(clause, here)):
                told |= here.relate(thing, predicate, found, source, word)
    return told


def _is_elsewhere(clause: Sequence[Word], thing: Thing) -> bool:
    """Whether a clause is about something else, or about what is somebody's."""
    if _CASES & {word.low for word in clause[:1]}:
        return True
    return any(word.low in POSSESSIVE or (word.low in _ELSEWHERE and not akin_to([word], (thing,))) for word in clause)


def _service(here: Here) -> Thing | None:
    """What an entry of a list is about, else the one thing of the section."""
    things = here.about or (here.scope.things if here.scope.category == "service" else ())
    return things[0] if len(things) == 1 and things[0].kind == "service" else None


def _about_another(words: Sequence[Word], thing: Thing, here: Here) -> bool:
    """Whether what stands before the verb is something else that has a name."""
    verb = next((at for at, word in enumerate(words) if word.low in _VERBS and at), 0)
    if not verb or (verb == 1 and _is_plain_plural(words[0])):
        return False
    subject = subject_of(words[:verb], here)
    return bool(subject.why or subject.aspect or set(subject.things) - {thing})


def _is_plain_plural(word: Word) -> bool:
    """“Transfers are …”, “Jobs run …”: what a service works on has a capital only because the sentence begins."""
    plural = word.low.endswith("s") and not word.low.endswith("ss") and word.low not in SERVICE_NOUNS
    return plural and word.text.isalpha() and word.text[1:] == word.low[1:]


def _programs(clause: Sequence[Word]) -> Iterator[tuple[str, Found, str]]:
    """Each well-known program behind a word that says it is used, or before what it is an instance of."""
    first = 0
    while (program := known(clause[first:], SOFTWARE)) is not None:
        at, end, name = program[0] + first, program[1] + first, program[2]
        before, behind = _before(clause, at), clause[end] if end < len(clause) else None
        alone = behind is None or not (is_capital(behind) or (behind.low.isalpha() and behind.low not in _ENDS))
        if before == "in" and any(word.low in _VERBS for word in clause[end:]):
            alone = False  # “The projects in GitLab are tagged”: where others are.
        instance = behind is not None and behind.low in _INSTANCES and before in DETERMINERS | _BY_WHICH
        if (instance or (alone and before in _BY_WHICH)) and _is_program(name):
            yield made_with(name), Found(Thing("software", name), clause[at].start), before
        first = end
    network = known(clause, NETWORKS)
    if network is not None and network[1] < len(clause) and clause[network[1]].low in _RENTED:
        yield "hosted_by", Found(Thing("provider", network[2]), clause[network[0]].start), clause[network[1]].low


def _is_program(name: str) -> bool:
    """One that a service is made of; what watches it or what a machine runs is another matter."""
    return sort_of(name) in {"", "configured_with"} and name.lower() not in _OPERATING


def _before(words: Sequence[Word], at: int) -> str:
    """The word before; of “by means of” and “an instance of” the one that says it."""
    before = words[at - 1].low if at else ""
    return words[at - 2].low if before == "of" and at > 1 else before


def _machines(clause: Sequence[Word], here: Here) -> Iterator[tuple[str, Found, str]]:
    """Each machine that something is on: one whose name the page knows, or that is numbered as machines are."""
    for at, word in enumerate(clause):
        numbered = _NUMBERED.fullmatch(word.text)
        machine = word.text in here.hosts or (numbered and numbered[1].strip("-") not in _VERSIONED)
        before = _before(clause, at)
        put = before == "to" and any(one.low in _PUT for one in clause[:at])
        others = at > _BY and clause[at - _BY].low == "by" and _may_be_program(clause[at - _BY + 1])
        if machine and not is_domain(word) and not others and (before in _ON_WHICH or put):
            yield "runs_on", Found(Thing("host", word.text), word.start), before


def _may_be_program(word: Word) -> bool:
    """“Is done by imgproxy on heron” is said of that; “is done by Ada on heron” is not."""
    return not is_capital(word) or known([word], SOFTWARE) is not None
