"""The slots of the pattern table: for each, who reads the words that stand in it.

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

The other slots stand on the other side and have a reader in `OBJECTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules import slots_links, slots_made, slots_people, slots_services, slots_where
from bailiwick.adapters.prose.rules.akin import akin_to
from bailiwick.adapters.prose.rules.asked import asked_of_the_entry
from bailiwick.adapters.prose.rules.gazetteer import (
    FORMS,
    ORGANISATION_WORDS,
    PLATFORMS,
    PROVIDERS,
    SERVICE_NOUNS,
    SOFTWARE,
)
from bailiwick.adapters.prose.rules.items import until
from bailiwick.adapters.prose.rules.kinds import is_machine_name
from bailiwick.adapters.prose.rules.names import capital_run, is_capital, is_domain, known, organised
from bailiwick.adapters.prose.rules.subject import Subject
from bailiwick.adapters.prose.rules.subjects import subject_of
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Word, spell, wordset
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_CONCERNS = wordset(
    "responsibility questions question inquiries enquiries requests request problems problem issues issue "
    "bugs bug reports feedback complaints comments help everything anything mail mails messages changes "
    "access suggestions letters applications orders invoices bookings corrections abuse inquiry concerns "
    "discussion discussions support trouble troubles mistakes errors typos faults glitches outages failures "
    "vulnerabilities vulnerability incidents incident outage"
)
_ABOUT = wordset("about regarding concerning")
_GIFTS = wordset("grant grants donation donations gift gifts contribution contributions loan support budget fees funds")
_GOING = wordset("going running alive afloat up healthy working")
_LEAD = 6
_WHO = frozenset({"she", "he"})
_ENDINGS = wordset("and , but which who when every")
SUBJECTS = frozenset({"thing", "about", "things", "fronted", "kept", "lent", "watched", "domains", "of", "crew"})
Words = Sequence[Word]
_Reader = Callable[[Words, Here, Text, Words], list[Found]]


def subjects_in(slot: str, words: Words, here: Here) -> Subject:
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
    kind = "domain" if slot == "domains" else "service"
    named = slots_services.services(words, here, kind=kind, machines=slot == "things")
    if slot == "things":
        alone = bool(words) and words[0].low in {"it", "them", "this", "these"}
        pointed = subject_of(words[:1] if alone else until(words, _ENDINGS), here) if not named else Subject()
        return Subject(tuple(found.thing for found in named) or pointed.things, why=pointed.why)
    return _or_the_community(tuple(found.thing for found in named), words, slot, here)


def _concerned(words: Words, here: Here) -> Subject:
    """“Questions about the wiki”, “problems”: what they are about; else what the section is about."""
    if words and not _CONCERNS & {word.low for word in words}:
        if akin_to(words, here.scope.things):
            return Subject(here.scope.things)
        return Subject(why=f"too vague: “{spell(words)}”")
    at = next((at for at, word in enumerate(words) if word.low in _ABOUT), None)
    subject = subject_of(words[at + 1 :] if at else words, here)
    crew = here.team or here.scope.crew
    mine = here.scope.things or here.about or here.scope.above
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


def _crew(words: Words, here: Here) -> Subject:
    named = tuple(
        found.thing for found in slots_people.people(words, here) if found.thing.kind in {"team", "organisation"}
    )
    things = named or _whole_page(here)
    return Subject(things, why="" if things else "does not say who is on call")


def _or_the_community(named: tuple[Thing, ...], words: Words, slot: str, here: Here) -> Subject:
    if slot == "domains":
        named = tuple(Thing("domain", word.text) for word in words if is_domain(word))
    else:
        named = tuple(thing for thing in named if "." in thing.name or thing.name.lower() not in SERVICE_NOUNS)
    things = named or _whole_page(here)
    counted = next((word.low for word in words if word.low in {"most", "many", "some", "several"}), "")
    note = f"says “{counted}”, not all" if counted and not named else ""
    return Subject(things, why="" if things else "does not say whose", note=note)


def _pointed(slot: _Reader) -> _Reader:
    """A slot before the verb, where “it” and the section's own name may stand too."""

    def read(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
        if words and words[0].start > trigger[0].start:
            return slot(words, here, source, trigger)
        subject = subject_of(words, here)
        if {thing.kind for thing in subject.things} == {"service"} and subject.things[0] not in here.scope.things:
            named = slot(words, here, source, trigger)
            subject = Subject() if named else subject
        if here.scope.category == "provider" and words and words[0].low in {"its", "their"}:
            subject = Subject(here.scope.things)
        if (
            subject.things
            and not subject.software
            and all(thing.kind in {"provider", "host", "service"} for thing in subject.things)
            and not subject.aspect
        ):
            at = words[0].start if words else trigger[0].start
            return [Found(thing, at) for thing in subject.things]
        return slot(words, here, source, trigger)

    return read


def _hosting(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    if words and words[-1].low in _WHO:
        return slots_people.people(words[-1:], here)
    if len(words) > 1 and words[-1].low == "they":
        return []
    one = known(words[-2:], PROVIDERS)
    if one is not None and one[:2] == (0, len(words)):
        return [Found(Thing("provider", one[2]), words[0].start)]
    found = _pointed(_provider_before)(words, here, source, trigger)
    deploys = any(word.low == "deploys" for word in trigger)
    if deploys and known(words, PROVIDERS) is None and all(one.thing.kind == "provider" for one in found):
        return []  # “Ada Byron deploys it” is no house, even where nobody knows her yet.
    also = deploys or any(word.low == "also" for word in words)
    return [one for one in found if one.thing.kind != "service" or also]


def _provider_before(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    """“We use Gandi”, “Gandi”: what stands last before the verb."""
    at = next((at for at, word in enumerate(words) if word.low in {"use", "uses", "using", "has", "have"}), -1)
    return slots_where.provider(words[at + 1 :], here)


def _place(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    keeper = _keeper(words, here) if trigger[-1].low == "by" else 0
    if keeper:
        rest = slots_where.place(words[keeper + 1 :], here, "at") if keeper < len(words) else []
        return [*slots_people.people(words[:keeper], here), *rest]
    bold = trigger[-2].low in {"hosted", "housed", "self-hosted"} if len(trigger) > 1 else False
    if trigger[-1].low in {"to", "onto"}:
        words = _last_stop(words)
    lead = "on" if trigger[-1].low in {"shares", "share", "of", "over", "across"} else trigger[-1].low
    return slots_where.place(words, here, lead, bold=bold)


def _last_stop(words: Words) -> Words:
    """“(moved to) Linode in 2019 and to OVH in 2021” → “OVH in 2021”: where it went last."""
    stops = [at for at, word in enumerate(words[:-1]) if word.low in {"to", "onto"} and is_capital(words[at + 1])]
    return words[stops[-1] + 1 :] if stops else words


def _keeper(words: Words, here: Here) -> int:
    """“by Ada at Northmoor College”, “by Ada Byron” whom the page knows: where the name of somebody ends; else 0."""
    end = next((at for at, word in enumerate(words) if word.low in {"at", "of", "from"} and at), 0)
    name = [word for word in words[: end or len(words)] if not word.is_mark]
    if spell(name) in here.glossary.people | set(here.glossary.first_names):
        return end or len(words)
    house = words[end + 1 :] if end else ()
    where = capital_run([word for word in house[:_LEAD] if word.low not in {"the", "our"}])
    if not house or where is None or where[0] or known(name, PROVIDERS) or not slots_where.may_be_somebody(name):
        return 0
    run = [word for word in house if word.low not in {"the", "our"}][: where[1]]
    sure = len(name) > 1 or (organised(run) == "organisation" and known(run, PROVIDERS) is None)
    return end if sure else 0


def _sure_place(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    words = _last_stop(words) if trigger[-1].low in {"to", "onto"} else words
    found = slots_where.place(words, here, trigger[-1].low, bold=False)
    return [
        one
        for one in found
        if one.thing.kind != "software" or trigger[-1].low in {"in", "on"} or one.thing.name in PLATFORMS
    ]


def _funders(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    words = _giver(words)
    found = slots_people.people(words, here) or slots_where.provider(words, here)
    found = [one for one in found if one.thing.name.lower() not in ORGANISATION_WORDS]
    found = [one for one in found if here.glossary.person(one.thing.name) not in here.glossary.people]
    kinds = {"person": "organisation", "team": "organisation"}
    return [Found(Thing(kinds.get(one.thing.kind, one.thing.kind), one.thing.name), one.at) for one in found]


def _giver(words: Words) -> Words:
    """“a grant from the Harbour Foundation” → who gives it."""
    at = next((at for at, word in enumerate(words[:_LEAD]) if word.low in {"from", "by", "of"}), 0)
    return words[at + 1 :] if at and _GIFTS & {word.low for word in words[:at]} else words


def _sponsors(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    """Those whom one thanks and who are no person."""
    found = [one for one in slots_people.people(words, here) if one.thing.kind == "organisation"]
    found += slots_where.provider(words, here) if not found and known(words, PROVIDERS) else []
    return [Found(Thing("organisation", one.thing.name), one.at) for one in found]


def _now(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    """“from Slack to Zulip in 2021”: what stands behind “to”."""
    at = next((at for at, word in enumerate(words) if word.low == "to"), len(words))
    words = _last_stop(words[at + 1 :])
    program = slots_made.software(words, here, bold=False)
    return program or slots_where.place(words, here, "to", bold=False)


def _fronts(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    return slots_where.provider(words, here) or slots_made.software(words, here, bold=False)


def _points(words: Words, here: Here) -> list[Found]:
    return [one for one in slots_people.contacts(words, here) if one.thing.kind == "contact-point"]


def _product(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    """A program, or a provider that does the same: “Discourse”, “Fastmail”."""
    programs = slots_made.software(words, here, bold=False)
    return programs or (slots_where.provider(words, here) if known(words, PROVIDERS) else [])


def _managers(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    return slots_people.people(words, here) or slots_made.software(words, here, bold=False)


def _others(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    return [_as_program(found) for found in slots_services.services(words, here)]


def _as_program(found: Found) -> Found:
    """What is needed and has a program's name is that program."""
    name = SOFTWARE.get(fold_name(found.thing.name), "")
    return replace(found, thing=Thing("software", name)) if name else found


def _desk(found: Found) -> Found:
    """A service desk that one reports to is a service."""
    desk = found.thing.name.lower().endswith((" desk", "helpdesk"))
    return replace(found, thing=Thing("service", found.thing.name)) if desk else found


def _composed(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    """Machines or programs that something consists of, perhaps behind “three services:”."""
    colon = next((at for at, word in enumerate(words) if word.text == ":"), -1)
    listed = words[colon + 1 :] if not any(word.text[0].isupper() for word in words[: max(colon, 0)]) else words
    return _place(listed, here, source, trigger) or slots_made.software(listed, here, bold=False)


def _own(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    """“(a machine of its own called) heron”, “(at) Lumen”: what the thing does not share."""
    if trigger[-1].low in {"called", "named", ",", "("}:
        return [Found(Thing("host", words[0].text), words[0].start)] if words and is_machine_name(words[0]) else []
    return slots_where.place(words, here, trigger[-1].low)


def _registrar(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    """A provider; behind “by” somebody may stand who did it once."""
    if trigger[-1].low == "by":
        return slots_where.provider_named(words, here)
    return _pointed(_provider_before)(words, here, source, trigger)


OBJECTS: dict[str, _Reader] = {
    "place": _place,
    "composed": _composed,
    "at": _sure_place,
    "own": _own,
    "host": _hosting,
    "people": lambda words, here, source, trigger: slots_people.people(words, here),
    "manager": _managers,
    "point": lambda words, here, source, trigger: _points(words, here),
    "contact": lambda words, here, source, trigger: slots_people.contacts(words, here),
    "funder": _funders,
    "sponsor": _sponsors,
    "now": _now,
    "front": _pointed(_fronts),
    "dns": _pointed(_provider_before),
    "registrar": _registrar,
    "software": lambda words, here, source, trigger: slots_made.software(words, here),
    "software_known": lambda words, here, source, trigger: slots_made.software(words, here, bold=False),
    "instance": lambda words, here, source, trigger: slots_made.instance(words, here),
    "tool": lambda words, here, source, trigger: slots_made.tools(words, here, source, trigger[0].start),
    "tool_known": lambda words, here, source, trigger: slots_made.tools(
        words, here, source, trigger[0].start, bold=False
    ),
    "tracker": lambda words, here, source, trigger: (
        slots_links.trackers(words, source, trigger[0].start)
        or _points(words, here)
        or [_desk(one) for one in slots_people.people(words, here) if one.thing.kind in {"person", "team"}]
    ),
    "watcher": _pointed(lambda words, here, source, trigger: slots_made.watchers(words, here)),
    "product": _product,
    "repository": lambda words, here, source, trigger: slots_links.repositories(words, source, trigger[0].start),
    "other": _others,
    "other_named": lambda words, here, source, trigger: slots_services.services(words, here),
}
