"""The slots of the pattern table that are not what is spoken of: for each, who reads the words in it (`OBJECTS`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, ORGANISATION_WORDS, PLATFORMS, PROVIDERS, SOFTWARE
from bailiwick.adapters.prose.rules.names.given_names import GIVEN_NAMES
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.names.shapes import capital_run, is_capital, known, organised
from bailiwick.adapters.prose.rules.slots import contacts as slots_contacts
from bailiwick.adapters.prose.rules.slots import links as slots_links
from bailiwick.adapters.prose.rules.slots import made as slots_made
from bailiwick.adapters.prose.rules.slots import people as slots_people
from bailiwick.adapters.prose.rules.slots import services as slots_services
from bailiwick.adapters.prose.rules.slots import where as slots_where
from bailiwick.adapters.prose.rules.slots.naming_places import may_be_somebody
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.subjects.subject import Subject
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_GIFTS = wordset("grant grants donation donations gift gifts contribution contributions loan support budget fees funds")
_LEAD = 6
_WHO = frozenset({"she", "he"})
_ENDING = frozenset({",", ".", ";", "and", "for", "which", "that", "("})
Words = Sequence[Word]
_Reader = Callable[[Words, Here, Text, Words], list[Found]]


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
    daemons = {"instances", "daemon", "daemons"} & {word.low for word in words[-2:]}
    if len(words) > 1 and (words[-1].low == "they" or daemons):
        return []  # “the fooserv instances that serve …” are no machine called so.
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
    owner = _owner(words)
    if owner:
        return slots_people.people(words[:owner], here)
    keeper = _keeper(words, here) if trigger[-1].low == "by" else 0
    if keeper:
        rest = slots_where.place(words[keeper + 1 :], here, "at") if keeper < len(words) else []
        return [*slots_people.people(words[:keeper], here), *rest]
    bold = trigger[-2].low in {"hosted", "housed", "self-hosted"} if len(trigger) > 1 else False
    if trigger[-1].low in {"to", "onto"}:
        words = _last_stop(words)
    lead = "on" if trigger[-1].low in {"shares", "share", "of", "over", "across"} else trigger[-1].low
    return slots_where.place(words, here, lead, bold=bold)


def _owner(words: Words) -> int:
    """“on @ada's server”, “on Ada Byron's machine”: where the name of somebody ends; else 0."""
    end = next((at for at, word in enumerate(words[:_LEAD]) if word.low in POSSESSIVE and at), 0)
    behind = [word.low for word in words[end + 1 : end + 3]]
    name = words[:end]
    somebody = len(name) == 1 and name[0].text.startswith("@")
    somebody = somebody or (len(name) > 1 and may_be_somebody(name) and known(name, PROVIDERS) is None)
    return end if end and somebody and any(low in FORMS for low in behind) else 0


def _last_stop(words: Words) -> Words:
    """“(moved to) Linode in 2019 and to OVH in 2021” → “OVH in 2021”: where it went last."""
    stops = [at for at, word in enumerate(words[:-1]) if word.low in {"to", "onto"} and is_capital(words[at + 1])]
    return words[stops[-1] + 1 :] if stops else words


def _keeper(words: Words, here: Here) -> int:
    """“by Ada at Northmoor College”, “by Ada Byron” whom the page knows: where the name of somebody ends; else 0."""
    end = next((at for at, word in enumerate(words) if word.low in {"at", "of", "from"} and at), 0)
    name = unmarked(words[: end or len(words)])
    if here.glossary.has_person(spell(name)):
        return end or len(words)
    house = words[end + 1 :] if end else ()
    where = capital_run([word for word in house[:_LEAD] if word.low not in {"the", "our"}])
    if not house or where is None or where[0] or known(name, PROVIDERS) or not may_be_somebody(name):
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
    found = [one for one in found if one.thing.name.lower() not in GIVEN_NAMES]
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
    return [one for one in slots_contacts.contacts(words, here) if one.thing.kind == "contact-point"]


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
    listed = until(listed, frozenset({"from"}))  # “the newest package from PyPI” is not there.
    return _place(listed, here, source, trigger) or slots_made.software(listed, here, bold=False)


def _own(words: Words, here: Here, source: Text, trigger: Words) -> list[Found]:
    """“(a machine of its own called) heron”, “(at) Lumen”: what the thing does not share."""
    if trigger[-1].low in {"called", "named", ",", "("}:
        return [Found(Thing("host", words[0].text), words[0].start)] if words and is_machine_name(words[0]) else []
    return slots_where.place(words, here, trigger[-1].low)


def name_servers(words: Words) -> list[Found]:
    """“Lumen's name servers”, “the DNS of Lumen”: whose they are."""
    plain = [word for word in until(words, _ENDING) if word.low not in {"the", "our", "'s", "’s"}]
    house = known(plain, PROVIDERS)
    nouns = {word.low for word in plain} & {"nameservers", "nameserver", "servers", "dns"}
    first = house is not None and (house[0] == 0 or plain[house[0] - 1].low in {"of", "from", "at"})
    return [Found(Thing("provider", house[2]), plain[house[0]].start)] if first and nouns and house else []


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
    "contact": lambda words, here, source, trigger: (
        slots_contacts.linked(words, source) or slots_contacts.contacts(words, here)
    ),
    "funder": _funders,
    "sponsor": _sponsors,
    "now": _now,
    "front": _pointed(_fronts),
    "dns": _pointed(_provider_before),
    "nameservers": lambda words, here, source, trigger: name_servers(words),
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
