"""The slots of the pattern table in which stands what is spoken of: for each, who reads the words in it.

| slot on the side of what is spoken of | takes                                                              |
|---------------------------------------|--------------------------------------------------------------------|
| `{thing}`                             | a name, a description, “it”; nothing: what the section is about    |
| `{about}`                             | the same, but what cannot be placed is the section's (“questions”)  |
| `{things}`                            | a list of services                                                 |
| `{lent}`                              | a machine, in the section of one                                    |
| `{watched}`                           | “errors”, “metrics of the wiki”: what has them                      |
| `{kept}`                              | as `{thing}`, before “going”, “alive”, “up and running”             |
| `{fronted}`                           | as `{thing}`; “in front of the site and of the API” are two         |
| `{domains}`, `{of}`, `{crew}`         | domains; services watched; a team. Nothing named: the community's  |

The other slots stand on the other side: `relations/objects`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.items import outside, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, SERVICE_NOUNS
from bailiwick.adapters.prose.rules.names.shapes import is_domain
from bailiwick.adapters.prose.rules.slots import people as slots_people
from bailiwick.adapters.prose.rules.slots import services as slots_services
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.accounts import account_spoken_of
from bailiwick.adapters.prose.rules.subjects.akin import akin_to
from bailiwick.adapters.prose.rules.subjects.asked import asked_of_the_entry
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.lib.statements import Thing

_CONCERNS = wordset(
    "responsibility questions question inquiries enquiries requests request problems problem issues issue "
    "bugs bug reports feedback complaints comments help everything anything mail mails messages changes "
    "access suggestions letters applications orders invoices bookings corrections abuse inquiry concerns "
    "discussion discussions support trouble troubles mistakes errors typos faults glitches outages failures "
    "vulnerabilities vulnerability incidents incident outage"
)
_ABOUT = wordset("about regarding concerning")
_GOING = wordset("going running alive afloat up healthy working")
_ENDINGS = wordset("and , but which who when every")
SUBJECTS = frozenset({"thing", "about", "things", "fronted", "kept", "lent", "watched", "domains", "of", "crew"})


def subjects_in(slot: str, words: Sequence[Word], here: Here) -> Subject:
    """What a subject slot holds."""
    if slot == "thing":
        return subject_of(words, here)
    if slot == "about":
        return _concerned(words, here)
    if slot == "fronted":
        return subjects_in("thing", [word for word in words if word.low != "of"], here)
    if slot == "lent":
        machine = here.scope.category == "host" and words and any(word.low in FORMS for word in words)
        return Subject(here.scope.things) if machine else Subject(why="does not say clearly what is given")
    if slot == "watched":
        subject = subject_of(words, here)
        return subject if subject.aspect == "watched" else Subject(why="does not say what is watched")
    if slot == "kept":
        end = next((at for at, word in enumerate(words) if word.low in _GOING and at), 0)
        vague = end and words[end - 1].low in {"services", "systems", "servers", "machines", "things", "everything"}
        subject = subjects_in("thing", words[:end], here) if end and not vague else Subject()
        return subject if subject.things else Subject(why="does not say what is kept going")
    if slot == "crew":
        return _crew(words, here)
    while words and words[0].low in {"for", "of", "on", "the", "our"}:
        words = words[1:]
    account = account_spoken_of(until(outside(words), _ENDINGS), here) if slot == "things" else ()
    if account:
        return Subject(account)
    kind = "domain" if slot == "domains" else "service"
    named = slots_services.services(words, here, kind=kind, machines=slot == "things")
    if slot == "things":
        alone = bool(words) and words[0].low in {"it", "them", "this", "these"}
        pointed = subject_of(words[:1] if alone else until(outside(words), _ENDINGS), here) if not named else Subject()
        return Subject(tuple(found.thing for found in named) or pointed.things, why=pointed.why)
    return _or_the_community(tuple(found.thing for found in named), words, slot, here)


def _concerned(words: Sequence[Word], here: Here) -> Subject:
    """“Questions about the wiki”, “problems”: what they are about; else what the section is about."""
    if words and not _CONCERNS & {word.low for word in words}:
        if akin_to(words, here.scope.things):
            return Subject(here.scope.things)
        return Subject(why=f"too vague: “{spell(words)}”")
    at = next((at for at, word in enumerate(words) if word.low in _ABOUT), None)
    subject = subject_of(words[at + 1 :] if at else words, here)
    crew = here.team or here.scope.crew
    mine = here.about or here.scope.things or here.scope.above
    spoken = asked_of_the_entry(words, here) if words and not mine and subject.things in {(), here.focus} else None
    if spoken is not None:
        return spoken
    mine = mine or ((crew,) if crew else _whole_page(here))
    if here.scope.category == "provider" and not subject.things:
        mine = ()
    if words and (words[-1].low == "them" or (words[-1].low == "it" and here.focus)):
        return _pointed_back(words[-1].low, here.focus or mine, subject)
    things = subject.things if subject.things != here.focus or not mine else mine
    return Subject(things or mine or here.focus, subject.aspect, subject.why)


def _pointed_back(pronoun: str, things: tuple[Thing, ...], subject: Subject) -> Subject:
    """“Problems with it”, “bugs in them”: with what the sentence before was about; one thing is not “them”."""
    if pronoun == "them" and len(things) < 2 and not all(thing.name.endswith("s") for thing in things):
        return Subject(why="not clear what “them” means")
    return Subject(things, subject.aspect)


def _whole_page(here: Here) -> tuple[Thing, ...]:
    return (here.scope.community,) if here.scope.community else ()


def _crew(words: Sequence[Word], here: Here) -> Subject:
    named = tuple(
        found.thing for found in slots_people.people(words, here) if found.thing.kind in {"team", "organisation"}
    )
    things = named or _whole_page(here)
    return Subject(things, why="" if things else "does not say who is on call")


def _or_the_community(named: tuple[Thing, ...], words: Sequence[Word], slot: str, here: Here) -> Subject:
    if slot == "domains":
        named = tuple(Thing("domain", word.text) for word in words if is_domain(word))
    else:
        named = tuple(thing for thing in named if "." in thing.name or thing.name.lower() not in SERVICE_NOUNS)
    things = named or _whole_page(here)
    counted = next((word.low for word in words if word.low in {"most", "many", "some", "several"}), "")
    note = f"says “{counted}”, not all" if counted and not named else ""
    return Subject(things, why="" if things else "does not say whose", note=note)
