"""What a clause is about: what stands before its verb, what it inherits, what “which” means."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.patterned import Clause
from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, FINITE, PRONOUNS, VAGUE, WE
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import DUTIES, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import contact_point, is_capital, known
from bailiwick.adapters.prose.rules.names.sorts import sort_of
from bailiwick.adapters.prose.rules.relations.clear import clear_by_what_is_said
from bailiwick.adapters.prose.rules.relations.describing import (
    describing,
    has_a_verb_of_its_own,
    is_led,
    is_of_the_last,
    last_named,
)
from bailiwick.adapters.prose.rules.relations.reaching import HELPING
from bailiwick.adapters.prose.rules.relations.reading import RESPONSIBLE, Reading
from bailiwick.adapters.prose.rules.relations.turning import without_company
from bailiwick.adapters.prose.rules.relations.which import done_to_the_last, of_the_watcher, related
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.slots.teams import named_team
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.asked import asked_of_the_entry, is_a_case, wanted
from bailiwick.adapters.prose.rules.subjects.named import are_made, defined
from bailiwick.adapters.prose.rules.subjects.not_ours import is_one_of
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.subjects.slots import SUBJECTS, subjects_in
from bailiwick.adapters.prose.rules.subjects.subject import UNCLEAR, UNSAID, Subject
from bailiwick.lib.statements import Thing

_ABOUT = wordset("for about regarding concerning")
#: “You find the team in …” speaks of the one that was named.
_CREW = frozenset({"team", "group", "crew"})
_LONGEST_LIST = 60
_WHERE = wordset("on of for at in below under above as")
_MOST_OF = DETERMINERS | {"things", "most", "of", "much", "all"}
_FEW = 4
_EVERYTHING = wordset("everything all every each")
#: “For help …” is about everything.
_GENERAL = wordset("help support access questions problems information details anything everything more emergencies")
#: “If you want to join, talk to Ada”: whom one asks for that is not whom one asks about the machines.
_ERRANDS = wordset(
    "join joining donate donating sponsor sponsoring invoice invoices refund borrow rent book visit key keys vacation "
    "holiday press newsletter membership"
)
#: What people want of a service, or do there.
_BUSINESS = wordset(
    "signups sign-ups registrations subscriptions requests applications approvals moderation spam memberships accounts "
    "submissions renewals changes updates texts translations content contents registration onboarding invitations"
)
_SECOND = 2
#: What is done with people only.
_CHAIRING = wordset("chairs heads")
#: A name may follow.
_NAMING = frozenset({"the", "our", "its"})
_TOGETHER = wordset("along together jointly")
_ENDINGS = wordset("if when unless because since while until but so via using as during , which who though although")


def spoken_of(clause: Clause, reading: Reading) -> Subject:
    """What stands on the side of what is spoken of, before the verb or behind it."""
    pattern = clause.pattern
    if clause.described and reading.subject.things:
        return reading.subject
    if pattern.left in SUBJECTS and clause.before and clause.before[0].low == "whose":
        return _whose(clause, reading)
    if pattern.left in SUBJECTS:
        return _before_the_verb(clause, reading)
    if pattern.right in SUBJECTS:
        return _behind_the_verb(clause, reading)
    asked = _asked_about(clause, reading.here) if pattern.says == "contact" else Subject()
    if pattern.says == "contact" and not asked.things and reading.here.scope.category == "provider":
        asked = _in_a_case(clause, reading) or asked
    return asked if asked.things or asked.why == UNSAID else _left_unsaid(clause, reading.here)


def _before_the_verb(clause: Clause, reading: Reading) -> Subject:
    clause, here = without_company(clause), reading.here
    pattern = clause.pattern
    if clause.relative:
        return related(reading)
    if clause.inherits and reading.clause is not None:
        return _inherited(clause, reading)
    we = bool(clause.before) and clause.before[-1].low in WE
    if we and here.scope.category == "service" and pattern.name in {"uses", "moved from"}:
        return Subject(here.scope.things)
    if we and pattern.name == "uses":
        return _used_for(clause, here)
    if beside := _beside(clause):
        return subjects_in(pattern.left, beside, here)
    if has_a_verb_of_its_own(clause):
        return Subject(why="not clear what this is said of")
    described = describing(clause.before, reading)
    if described:
        program = known(clause.before, SOFTWARE)
        return Subject(described, at=clause.before[0].start, software=program[2] if program is not None else "")
    if here.team is not None and is_led(clause) and not here.scope.things:
        return Subject((here.team,), at=clause.before[0].start)
    if done_to_the_last(clause, reading):
        return Subject(reading.objects)
    if is_of_the_last(clause.before):
        return last_named(clause.before, here)
    subject = subjects_in(pattern.left, clause.before, here)
    if subject.why and pattern.name == "go to" and clause.before and are_made(clause.before, here):
        subject = subjects_in("thing", clause.before, here)
    if pattern.says in RESPONSIBLE - {"contact"} and subject.things and _is_whole(subject):
        duties = _duties(clause.before)
        return Subject(duties) if duties and len(duties) == sum(1 for _ in items(clause.before)) else subject
    if subject.why and pattern.says in RESPONSIBLE and _is_business(clause.before, here):
        return Subject(here.scope.things)
    if subject.why and reading.about and not is_one_of(clause.before):
        return Subject(reading.about)
    if subject.why == UNCLEAR and pattern.right == "instance":
        return defined((*clause.before, *clause.trigger, *clause.after), here) or subject
    return clear_by_what_is_said(subject, clause, reading) if subject.why == UNCLEAR else subject


def _is_business(words: Sequence[Word], here: Here) -> bool:
    """“New sign-ups” (are handled by Ada) below “Mailing lists”: what people want of the section's one service."""
    nouns = [word.low for word in until(words, _WHERE) if not word.is_mark]
    alone = here.scope.is_of_one_service
    return alone and 0 < len(nouns) < _FEW and nouns[-1] in _BUSINESS


def _beside(clause: Clause) -> Sequence[Word]:
    """“The forum is on heron, with replicas” (run by Lumen): what stands behind “with”, not the forum."""
    comma = max((at for at, word in enumerate(clause.before) if word.text == ","), default=-1)
    tail = clause.before[comma + 1 :]
    finite = FINITE & {word.low for word in (*clause.trigger, *tail)}
    return tail[1:] if comma > 0 and 1 < len(tail) <= _FEW and tail[0].low == "with" and not finite else ()


def _used_for(clause: Clause, here: Here) -> Subject:
    """“For the wiki we use …”, “we use … for the wiki”; “we use Ansible for everything” is said of no one thing."""
    used_for = _before_for(clause.before) or _behind_for(clause.after)
    program = known(clause.after[:_FEW], SOFTWARE)
    every = _EVERYTHING & {word.low for word in clause.after}
    general = every and not used_for and program is not None and sort_of(program[2])
    return Subject(why=UNSAID) if general else subjects_in("thing", used_for, here)


def _behind_the_verb(clause: Clause, reading: Reading) -> Subject:
    pattern, here = clause.pattern, reading.here
    words = until(clause.after, _ENDINGS | _TOGETHER) if pattern.right == "thing" else clause.after
    subject = subjects_in(pattern.right, words, here)
    if pattern.name == "keeps it going":
        here.focus = here.focus if subject.things else ()
        return subject
    if clause.trigger[-1].low in _CHAIRING and not all(thing.kind == "team" for thing in subject.things):
        return Subject(why=UNSAID)
    nothing = not any(not word.is_mark for word in words) and pattern.says in RESPONSIBLE
    firms = {thing.kind for thing in subject.things} == {"provider"} and here.scope.category != "provider"
    if nothing and firms and pattern.says != "contact":
        return Subject(why=UNSAID)
    bare = nothing and _is_whole(subject)
    if bare and (not words or (pattern.says == "contact" and _is_of_something(clause, here))):
        return Subject(why=UNSAID)
    if pattern.says in RESPONSIBLE and pattern.left == "people":
        duties = _duties(clause.after) if subject.why != UNSAID else ()
        whole = len(duties) == sum(1 for _ in items(clause.after))
        better = not subject.things or _is_whole(subject) or (whole and len(duties) > len(subject.things))
        subject = Subject(duties) if duties and better else subject
    return _listed(clause.after, subject, here) if pattern.right == "thing" else subject


def _left_unsaid(clause: Clause, here: Here) -> Subject:
    """Whom one asks is asked about everything; who “has taken it over” has not taken over the community."""
    behind = unmarked(until(clause.after, _ENDINGS))
    if not clause.pattern.right and behind and (behind[0].low in _NAMING or is_capital(behind[0])):
        return subject_of(behind, here)
    said = {word.low for word in (*clause.trigger, *clause.before, *clause.after[:1])}
    if here.team is not None and said & (WE if clause.pattern.left == "people" else WE | _CREW):
        return Subject((here.team,))
    subject = subjects_in("about", (), here)
    machines = [Thing("host", word.text) for word in clause.before if word.text in here.hosts]
    if len(machines) == 1 and _is_nobodys(subject, here):
        return Subject(tuple(machines))
    spoken = asked_of_the_entry((*clause.before, *clause.after), here) if _is_nobodys(subject, here) else None
    if spoken is not None:
        return spoken
    errand = bool(_ERRANDS & {word.low for word in clause.before})
    unclear = errand or clause.pattern.says in RESPONSIBLE - {"contact"} or _is_of_something(clause, here)
    return Subject(why=UNSAID) if _is_whole(subject) and unclear else subject


def _is_of_something(clause: Clause, here: Here) -> bool:
    """“Ada is the one to ask” in the middle of a section: about what it spoke of before, and not about everything."""
    addressed = any(contact_point(word) is not None for word in (*clause.before, *clause.after))
    title = here.scope.titles[-1].lower().split() if here.scope.titles else []
    helping = here.scope.category in {"page", "team"} or bool(HELPING & set(title)) or here.count < _SECOND
    return not addressed and not helping


def _is_nobodys(subject: Subject, here: Here) -> bool:
    """The community or its crew, for want of anything that was named."""
    return subject.things in {(here.scope.community,), (here.scope.crew,)}


def _is_whole(subject: Subject) -> bool:
    """The community, for want of anything that was named."""
    return all(thing.kind == "organisation" for thing in subject.things)


def _whose(clause: Clause, reading: Reading) -> Subject:
    """“Ada maintains the site, whose source is …”: of what was named last."""
    previous = reading.clause
    active = previous is not None and previous.pattern.right in SUBJECTS
    things = reading.subject.things if active else reading.objects
    if len(things) != 1:
        return Subject(why="not clear what “whose” means")
    first = clause.before[0]
    reading.here.focus = things
    its = Word("its", "its", first.start, first.end)
    return subjects_in(clause.pattern.left, (its, *clause.before[1:]), reading.here)


def _listed(words: Sequence[Word], first: Subject, here: Here) -> Subject:
    """“looks after the wiki, the lists and heron”: each of a list that names several."""
    named = [found.thing for found in services(until(words[:_LONGEST_LIST], _TOGETHER), here, machines=True)]
    several = [thing for thing in named if thing not in first.things]
    plain = not first.things or (first.things[0].kind == "service" and len(first.things) == 1)
    return Subject((*first.things, *several)) if several and len(named) > 1 and plain and not first.aspect else first


def _duties(words: Sequence[Word]) -> tuple[Thing, ...]:
    """“is responsible for backups and the accounts on core machines”: what has no name but is plainly work."""
    named = []
    for item in items(words):
        plain = list(item.words)
        while plain and plain[0].low in _MOST_OF:
            plain.pop(0)
        plain = until(unmarked(plain), _ENDINGS | _WHERE)
        duty = bool(plain) and (plain[-1].low in DUTIES or [one.low for one in plain[-2:]] == ["domain", "name"])
        if duty and len(plain) < _FEW and not VAGUE & {word.low for word in plain}:
            named.append(Thing("service", spell(plain)))
    return tuple(named)


def _asked_about(clause: Clause, here: Here) -> Subject:
    """“For the wiki, ask Ada”, “ask Ada about the wiki”: what one asks about."""
    before = until(clause.before, frozenset({","}))
    if before and before[0].low in _ABOUT:
        named = subject_of(before[1:], here)
        plain = len(before) == len(("for", "plum")) and before[1].low not in _GENERAL
        return named if named.things or not plain else Subject(why=UNSAID)
    at = next((at for at, word in enumerate(clause.after) if word.low in _ABOUT - {"for"}), None)
    return subject_of(until(clause.after[at + 1 :], _ENDINGS), here) if at is not None else Subject()


def _in_a_case(clause: Clause, reading: Reading) -> Subject | None:
    """“If you need a new list, ask Ada” where a provider is spoken of: nobody asks her about the provider."""
    place = (reading.source, reading.here, clause.trigger[0].start)
    return Subject(wanted(*place), why=UNSAID) if is_a_case(*place) else None


def _before_for(words: Sequence[Word]) -> Sequence[Word]:
    """“For chat we” (use Foo): the same, where it stands first."""
    return unmarked(words[1:-1]) if len(words) > 2 and words[0].low == "for" else ()


def _behind_for(words: Sequence[Word]) -> Sequence[Word]:
    """“We use Foo for the wiki”: what it is used for."""
    at = next((at for at, word in enumerate(words) if word.low == "for"), None)
    return until(words[at + 1 :], _ENDINGS) if at is not None else ()


def is_unclear(clause: Clause, subject: Subject) -> bool:
    """“They are reached at …” of machines means people; “Ada runs it”, of a provider, means what is there."""
    kinds = {thing.kind for thing in subject.things}
    if kinds == {"host"}:
        return clause.pattern.says == "contact" and bool(clause.before) and clause.before[-1].low == "they"
    behind = [
        word for word in (clause.after if clause.pattern.right in SUBJECTS else clause.before) if not word.is_mark
    ]
    pointing = bool(behind) and behind[-1].low in PRONOUNS
    return kinds == {"provider"} and clause.pattern.says in {"maintained_by", "run_by"} and pointing


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
    if of_the_watcher(clause, reading):
        return Subject(reading.objects)
    if reading.actors and not clause.doubtful and clause.pattern.says not in {"hosted_by", "fronted_by"}:
        return Subject(reading.actors)
    return reading.subject
