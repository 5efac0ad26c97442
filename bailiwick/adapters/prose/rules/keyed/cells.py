"""A cell of a table, or what stands behind a key: how it is read follows from its slot."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.english.function_words import VAGUE
from bailiwick.adapters.prose.rules.english.items import items, outside, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import (
    COMMON,
    COMPANY_WORDS,
    FORGES,
    NETWORKS,
    ORGANISATION_WORDS,
    PLATFORMS,
    PROVIDERS,
    SERVICE_NOUNS,
    SOFTWARE,
)
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.names.shapes import capital_run, host_of, is_domain, is_url, known, known_whole
from bailiwick.adapters.prose.rules.relations.objects import OBJECTS
from bailiwick.adapters.prose.rules.slots import contacts as slots_contacts
from bailiwick.adapters.prose.rules.slots import links as slots_links
from bailiwick.adapters.prose.rules.slots import made as slots_made
from bailiwick.adapters.prose.rules.slots import people as slots_people
from bailiwick.adapters.prose.rules.slots import services as slots_services
from bailiwick.adapters.prose.rules.slots import where as slots_where
from bailiwick.adapters.prose.rules.slots.naming_places import HOUSING_WORDS
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.parts import part_of
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_PATH = re.compile(r"[A-Za-z][\w.-]{1,40}/[A-Za-z][\w.-]{1,60}")
#: How people sign in lists of accounts.
_SIGNED = re.compile(r"@[A-Za-z0-9][\w-]{1,38}")
_TOO = wordset("also and plus backup deputy secondary then")
_BEFORE_PLACES = frozenset({"at", "with", "on", "in"})
#: With one of these a cell is a sentence and need not name what its heading asks for.
_VERBS = frozenset({"has", "have", "holds", "hold", "knows", "know", "keeps", "keep", "can", "does", "do"})
#: A cell of more words is a sentence.
_LONGEST_CELL = 6
_LONGEST_INSTITUTION = 6
_LONGEST_CREW = 4
#: “the computing centre of the University of Ulm”: who has the room houses what is there.
_ROOMS = frozenset({"centre", "center", "datacentre", "datacenter", "room", "racks", "rack", "cellar"})
_FORMS_OF_FIRMS = wordset("as ab bv aps oy sarl srl plc kg ag ltd gmbh")
_NO_CREW = frozenset({*SERVICE_NOUNS, *VAGUE, *COMMON}) | wordset(
    "the a an nobody no one see ask to be decided who whoever as above below same not is was until since and or "
    "of for free paid with by from in on at anybody everybody yet"
)


def people(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    """Who answers for something: people, teams, addresses, and how people sign."""
    signed = _signed(words)
    if signed:
        return signed
    found = slots_contacts.contacts(words, here)
    theirs = {thing for one in found for _, thing in one.also}
    if found:
        return [one for one in found if one.thing not in theirs] + _others_too(words, here)
    listed = list(items([word for word in words if word.text != ";" and word.low != "then"]))
    short = all(len(item.words) == 1 or capital_run(item.words) is not None for item in listed)
    for item in listed:
        if short and len(item.words) == 1 and _is_nick(item.words[0]):
            found.append(Found(Thing("person", item.words[0].text.lstrip("@")), item.words[0].start))
        else:
            found += slots_people.people(item.words, here)
    return found or _crew(words, here)


def _signed(words: Sequence[Word]) -> list[Found]:
    """“@ada @bert (lead)”: several who sign so, whether or not anything divides them."""
    named = [word for word in outside(words) if not word.is_mark and word.low != "and" and word.text != "/"]
    signed = len(named) > 1 and all(_SIGNED.fullmatch(word.text) for word in named)
    return [Found(Thing("person", word.text.lstrip("@")), word.start) for word in named] if signed else []


def _others_too(words: Sequence[Word], here: Here) -> list[Found]:
    """“Ada Byron (also: Bert Berg)”: who stands in parentheses shares it."""
    at = next((at for at, word in enumerate(words) if at and words[at - 1].text == "(" and word.low in _TOO), None)
    rest = until(words[at + 1 :], frozenset({")"})) if at is not None else []
    return slots_people.people([word for word in rest if word.text != ":"], here)


def _crew(words: Sequence[Word], here: Here) -> list[Found]:
    """“Release engineering”, “Web team and Docs team”: nothing but what teams are called stands behind “Owner”."""
    plain = [item.words for item in items(words)]
    named = [name for name in plain if 1 < len(name) < _LONGEST_CREW and all(word.text.isalpha() for word in name)]
    if len(named) != len(plain) or not all(
        name[0].text[0].isupper() and name[-1].low == name[-1].text for name in named
    ):
        return []
    return [
        Found(Thing("team", spell(name)), name[0].start) for name in named if not _NO_CREW & {word.low for word in name}
    ]


def _is_nick(word: Word) -> bool:
    """“tom”, “ada_b”: a name to sign with, no word for a thing."""
    plain = word.text.lstrip("@").replace("-", "").replace("_", "").isalnum()
    return plain and word.low not in SERVICE_NOUNS | COMMON | VAGUE and not part_of([word])


def _located(words: Sequence[Word], here: Here) -> list[Found]:
    """“heron (Lumen)”: a machine, and where it stands."""
    listed = list(items(words))
    house = known(listed[0].note, PROVIDERS) if len(listed) == 1 and len(listed[0].words) == 1 else None
    if house is None or not is_machine_name(listed[0].words[0]):
        return []
    name = listed[0].words[0]
    return [Found(Thing("host", name.text), name.start, also=(("located_at", Thing("provider", house[2])),))]


def _is_program(thing: Thing) -> bool:
    """“Jitsi on heron”: a program, unless somebody of that name houses things."""
    name = fold_name(thing.name)
    house = name in PROVIDERS or name in NETWORKS or SOFTWARE.get(name) in PLATFORMS
    return thing.kind == "provider" and name in SOFTWARE and not house


def _place(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    found = [one for one in slots_where.place(words, here, "by") if one.thing.kind != "software"]
    if any(one.thing.kind == "host" for one in found):
        found = [one for one in found if not _is_program(one.thing)]
    found = [_by_address(one) for one in found] or _located(words, here)
    bare = [item.words for item in items(words)] if not found else []
    if bare and all(len(item) == 1 and item[0].text == item[0].low and item[0].text.isalnum() for item in bare):
        return [one for item in bare for one in slots_where.place(item, here, "on", bold=False)]
    return found


def _by_address(found: Found) -> Found:
    """“lists.ferry.example” is a machine, and nobody who houses."""
    name = found.thing.name
    machine = found.thing.kind == "provider" and name.count(".") > 1 and fold_name(name) not in PROVIDERS
    return replace(found, thing=Thing("host", name)) if machine else found


def _institution(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    """Who houses a machine, by a name that need not be known: nothing but a name stands in such a cell."""
    found = [one for one in slots_where.place(words, here, "at", bold=False) if one.thing.kind == "provider"]
    plain = unmarked(words)
    if found or len(plain) > _LONGEST_INSTITUTION or capital_run(plain) != (0, len(plain)):
        return found
    return [Found(Thing("provider", spell(plain)), plain[0].start)]


def _house(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    """A provider, by a name that need not be known; “Ada Byron”, whom the page knows, is none."""
    return _place(words, here, source) or _institution(words, here, source)


def _anywhere(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    """The same where machines may stand, too: “(at) Windlass Captioning (by the day)”."""
    name = outside(words)
    name = name[1:] if name and name[0].low in _BEFORE_PLACES else name
    return _place(words, here, source) or ([] if _is_ours(name, here) else _institution(name, here, source))


def _is_ours(name: Sequence[Word], here: Here) -> bool:
    """Whether somebody is called so, a team, a program."""
    said = spell(name)
    return here.glossary.has_person(said) or said in here.glossary.teams or bool(known_whole(name, SOFTWARE))


def _machine(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    listed = [item.words[0] for item in items(words) if len(item.words) == 1]
    if len(listed) > 1 and len(listed) == len(list(items(words))) and all(is_machine_name(name) for name in listed):
        return [Found(Thing("host", name.text), name.start) for name in listed]
    found = _place(words, here, source)
    if words and words[0].low in _BEFORE_PLACES:
        return found or _anywhere(words, here, source)  # “at Lumen”
    if known(unmarked(words), PROVIDERS) or any(one.thing.kind == "host" or one.qualifiers for one in found):
        return found
    named = [item.words[0] for item in items(words) if len(item.words) == 1 and known(item.words, SOFTWARE) is None]
    small = sum(name == name.lower() for name in here.hosts) > 1
    return [
        Found(Thing("provider" if small and name.text.istitle() else "host", name.text), name.start)
        for name in named
        if name.text[0].isalnum()
    ]


def _provider(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    """Of a whole sentence, “Ada Byron has the token”, only providers that are known."""
    found = slots_where.provider(words, here)
    whole = len(words) > _LONGEST_CELL or any(word.low in _VERBS for word in words)
    return [one for one in found if not whole or fold_name(one.thing.name) in PROVIDERS]


def _centre(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    found = [one for one in slots_where.place(words, here, "on", bold=False) if one.thing.kind == "provider"]
    if found:
        return found
    body = until(words, frozenset({","}))
    of = next((at for at, word in enumerate(body) if word.low == "of" and at and body[at - 1].low in _ROOMS), None)
    name = [word for word in (body[of + 1 :] if of is not None else body) if word.low != "the"]
    firm = bool({word.low for word in name} & (HOUSING_WORDS | COMPANY_WORDS | ORGANISATION_WORDS | _FORMS_OF_FIRMS))
    firm = firm and bool(name) and name[-1].low not in _ROOMS
    if len(name) > 1 and firm and capital_run(name) == (0, len(name)):
        return [Found(Thing("provider", spell(name)), name[0].start)]
    if len(words) > 3:
        return []
    return [Found(Thing("data-centre", spell(words)), words[0].start)]


def _tracker(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    return slots_links.trackers(words, source, words[0].start)


def _odd_program(words: Sequence[Word]) -> list[Found]:
    """“dCache”, “nginx-rtmp2”: one word that is no word of the language."""
    odd = len(words) == 1 and words[0].text.isalnum() and any(letter.isupper() for letter in words[0].text)
    return [Found(Thing("software", words[0].text), words[0].start)] if odd else []


def _addressed_code(words: Sequence[Word]) -> list[Found]:
    """“https://git.example.org/web/site” behind “Code:” is the repository web/site; so is “web/site”."""
    place = words[0].text.partition("/")[2].strip("/").removesuffix(".git") if words else ""
    if len(words) == 1 and host_of(words[0].text) in FORGES and _PATH.fullmatch(place):
        return [Found(Thing("repository", place), words[0].start, also=(("url", f"https://{words[0].text}"),))]
    if len(words) == 1 and _PATH.fullmatch(words[0].text) and not is_domain(words[0]):
        return [Found(Thing("repository", words[0].text), words[0].start)]
    if len(words) != 1 or not is_url(words[0]):
        return []
    path = [part for part in words[0].text.partition("//")[2].split("/")[1:] if part]
    return [Found(Thing("repository", "/".join(path).removesuffix(".git")), words[0].start)] if len(path) == 2 else []


def _others(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    return slots_services.services(words, here)


READERS: dict[str, Callable[[Sequence[Word], Here, Text], list[Found]]] = {
    "place": _anywhere,
    "house": _house,
    "institution": _institution,
    "machine": _machine,
    "centre": _centre,
    "people": people,
    "contact": people,
    "provider": _provider,
    "software": lambda words, here, source: slots_made.software(words, here) or _odd_program(words),
    "tool": lambda words, here, source: slots_made.tools(words, here, source, words[0].start),
    "repository": lambda words, here, source: (
        (slots_links.repositories(words, source, words[0].start) or _addressed_code(words))
        if len(words) < 2 * _LONGEST_CELL
        else []
    ),
    "tracker": _tracker,
    "watcher": lambda words, here, source: slots_made.watchers(words, here),
    "funder": lambda words, here, source: OBJECTS["funder"](words, here, source, words),
    "other": _others,
    "team": people,
}
