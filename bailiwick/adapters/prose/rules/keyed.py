"""“Hosting: a Lumen VM”: a key and what stands behind it, in a line, a cell or a small section."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bailiwick.adapters.prose.rules import slots_links, slots_made, slots_people, slots_services, slots_where
from bailiwick.adapters.prose.rules.gazetteer import COMMON, FORGES, PROVIDERS, SERVICE_NOUNS, SOFTWARE, VAGUE
from bailiwick.adapters.prose.rules.items import items
from bailiwick.adapters.prose.rules.keys import NONE, SILENT, UNKNOWN, key_of
from bailiwick.adapters.prose.rules.kinds import is_machine_name, is_plain_service
from bailiwick.adapters.prose.rules.mood import mood_of
from bailiwick.adapters.prose.rules.names import capital_run, host_of, is_capital, is_domain, is_url, known
from bailiwick.adapters.prose.rules.parts import part_of
from bailiwick.adapters.prose.rules.purposes import read_duties, read_purposes
from bailiwick.adapters.prose.rules.slots import OBJECTS
from bailiwick.adapters.prose.rules.subjects import subject_of
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Sentence, Word, spell, wordset
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_KEY_WORDS = 4
_PATH = re.compile(r"[A-Za-z][\w.-]{1,40}/[A-Za-z][\w.-]{1,60}")
_TERMS = {"donated": "donated", "sponsored": "donated", "free": "donated", "paid": "paid", "own": "own", "owned": "own"}
_LIVES = {
    said: value
    for value, sayings in {
        "active": "active|live|running|production|in production|up",
        "planned": "planned",
        "legacy": "legacy|deprecated|frozen|read-only",
        "retired": "retired|gone|shut down|decommissioned",
    }.items()
    for said in sayings.split("|")
}
_SHORT = 8
#: Keys that need no colon before a name.
_BARE = frozenset({"people", "provider", "place"})
#: With one of these a cell is a sentence and need not name what its heading asks for.
_VERBS = frozenset({"has", "have", "holds", "hold", "knows", "know", "keeps", "keep", "can", "does", "do"})
_LONGEST_INSTITUTION = 6
_LONGEST_CREW = 4
_NO_CREW = (
    SERVICE_NOUNS
    | VAGUE
    | COMMON
    | wordset(
        "the a an nobody no one see ask to be decided who whoever as above below same not is was until since and or "
        "of for free paid with by from in on at anybody everybody not yet"
    )
)
_DASHES = frozenset({"–", "—", "-"})
#: Keys that a dash may stand behind: no service is called by these words.
_DASHED = frozenset({"owned_by", "maintained_by", "run_by", "hosted_by", "runs_on", "registrar", "dns_hosted_by"})
#: What is said of a service that a key names: “Wiki admins”.
_OF_A_PART = frozenset({"people", "contact", "machine", "software", "repository"})
#: Keys of a machine's or a provider's that list what runs there.
HOLDING = frozenset({"runs", "used for", "what for", "use", "what we use it for", "services", "hosts"})


def split_key(words: Sequence[Word]) -> tuple[str, Sequence[Word], str]:
    """The key before a colon (or a dash), what it stands for, and the words behind."""
    for at, word in enumerate(words[: _KEY_WORDS + 1]):
        if word.text == ":" and at:
            key = spell(words[:at])
            return key_of(key), words[at + 1 :], key
        if word.text in _DASHES and at and key_of(spell(words[:at])).partition("/")[0] in _DASHED:
            return key_of(spell(words[:at])), words[at + 1 :], spell(words[:at])
        if word.is_mark:
            break
    return "", words, ""


def told_of_part(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Wiki admins: Ada Byron”, “Forum host: heron”: a key with the service before it."""
    colon = next((at for at, word in enumerate(words[: _KEY_WORDS + 1]) if word.text == ":"), 0)
    name = [word for word in words[: max(colon - 1, 0)] if word.low not in {"the", "our"}]
    target = key_of(words[colon - 1].text) if name else ""
    slot = target.partition("/")[2]
    if slot not in _OF_A_PART or not is_plain_service(name):
        return False
    return tell((Thing("service", spell(name)),), target, words[colon + 1 :], here, source, words[colon - 1].low)


def tell_bare_keys(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“registrar Gandi, DNS deSEC”, “admins Ada and Bert”: keys without a colon, each with a name behind it."""
    first = key_of(words[0].low) if len(words) > 1 and is_capital(words[1]) else ""
    parts = [words] if first.endswith("/people") else [item.words for item in items(words)]
    heads = [key_of(part[0].low) if len(part) > 1 and part[1].text != part[1].low else "" for part in parts]
    if not heads or not all(head.partition("/")[2] in _BARE for head in heads):
        return False
    told = False
    for part, head in zip(parts, heads, strict=True):
        told |= tell_key((named,), head, part[1:], here, source, part[0].low)
    return told


def role_of(sentence: Sentence, here: Here, things: Sequence[Thing]) -> bool:
    """“The registrar for example.org is Lumen”, “The admin is Ada”: a key, what it is of, and who it is."""
    words = sentence.words
    copula = next((at for at, word in enumerate(words) if word.low in {"is", "are", "'s", "’s"}), None)
    if not copula or mood_of(words) or sentence.end == "?":
        return False
    lead = [word for word in words[:copula] if word.low not in {"the", "our", "its", "their", "current", "main"}]
    between = next((at for at, word in enumerate(lead) if word.low in {"of", "for"}), None)
    target = key_of(spell(lead[:between] if between is not None else lead))
    predicate, _, slot = target.partition("/")
    if not predicate or slot in {"name", "text", "lifecycle", "terms"}:
        return False
    if between is not None:
        things = subject_of(lead[between + 1 :], here).things
    elif words[0].low in {"its", "their"}:
        things = here.focus or things
    return tell(things, target, words[copula + 1 :], here, sentence.source, spell(lead[:between]))


def tell_key(things: Sequence[Thing], target: str, words: Sequence[Word], here: Here, source: Text, word: str) -> bool:
    """As `tell`; what a machine “runs” or a provider is used for are services."""
    predicate, _, slot = target.partition("/")
    if slot == "people" and predicate != "contact" and things and all(_is_known(thing) for thing in things):
        here.keepers += [(predicate, found, source) for found in _people(words, here, source)]
        here.not_understood(source.line_at(words[0].start), source.text, "of what is there, not of the provider")
        return True
    held = word.lower() in HOLDING or target == "/holds"
    holders = [thing for thing in things if thing.kind in {"host", "provider"}]
    team = things[0] if len(things) == 1 and things[0].kind in {"team", "person"} and things[0].name else None
    if team is not None and words and (target == "/keeps" or word.lower() in {"services", "sites", "systems"}):
        return read_duties(words, team, source, here)
    if target in {"/role", "/roles"} and holders and holders[0].kind == "host":
        return read_purposes(words, holders[0], source, here)
    if not held or not holders:
        return tell(things, target, words, here, source, word)
    told = False
    for found in slots_services.services([one for one in words if one.text != "."], here):
        told |= here.relate_each([found.thing], "hosted_by", Found(holders[0], found.at), source, word)
    return told


def _is_known(thing: Thing) -> bool:
    """A provider whom everybody knows is nobody's here to run: what one has there is."""
    return thing.kind == "provider" and fold_name(thing.name) in PROVIDERS


def tell(things: Sequence[Thing], target: str, words: Sequence[Word], here: Here, source: Text, word: str) -> bool:
    """Say of each thing what a cell says under its heading; False when the cell is not understood."""
    predicate, _, slot = target.partition("/")
    cell = [one for one in words if one.text != "."]
    said = spell(cell).lower()
    if not things or not predicate or slot == "name" or said in SILENT:
        return False
    if said in NONE or said in UNKNOWN:
        for thing in things:
            here.without(thing, predicate, "none" if said in NONE else "unknown", source, cell[0].start, word)
        return True
    if slot in _TEXTS:
        return _TEXTS[slot](things, predicate, cell, here, source, word)
    told = False
    if predicate == "located_at" and any(thing.kind == "service" for thing in things):
        predicate, slot = "hosted_by", "place"
    found_here = _READERS[slot](cell, here, source)
    if slot == "contact":
        found_here = [one for one in found_here if fold_name(one.thing.name) not in PROVIDERS]
    for found in found_here:
        for thing in things:
            if thing.kind == "domain" and predicate == "hosted_by":
                told |= here.relate(thing, "registrar", found, source, word, inferred_by="provider-of-a-domain")
            else:
                told |= here.relate(thing, predicate, found, source, word)
    return told


def _people(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    found = slots_people.contacts(words, here)
    if found:
        return found
    for item in items([word for word in words if word.text != ";" and word.low != "then"]):
        if len(item.words) == 1 and _is_nick(item.words[0]):
            found.append(Found(Thing("person", item.words[0].text.lstrip("@")), item.words[0].start))
        else:
            found += slots_people.people(item.words, here)
    return found or _crew(words, here)


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


def _place(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    found = [one for one in slots_where.place(words, here, "by") if one.thing.kind != "software"]
    found = found or _located(words, here)
    bare = [item.words for item in items(words)] if not found else []
    if bare and all(len(item) == 1 and item[0].text == item[0].low and item[0].text.isalnum() for item in bare):
        return [one for item in bare for one in slots_where.place(item, here, "on", bold=False)]
    return found


def _institution(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    """Who houses a machine, by a name that need not be known: nothing but a name stands in such a cell."""
    found = [one for one in slots_where.place(words, here, "at", bold=False) if one.thing.kind == "provider"]
    plain = [word for word in words if not word.is_mark]
    if found or len(plain) > _LONGEST_INSTITUTION or capital_run(plain) != (0, len(plain)):
        return found
    return [Found(Thing("provider", spell(plain)), plain[0].start)]


def _machine(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    listed = [item.words[0] for item in items(words) if len(item.words) == 1]
    if len(listed) > 1 and len(listed) == len(list(items(words))) and all(is_machine_name(name) for name in listed):
        return [Found(Thing("host", name.text), name.start) for name in listed]
    found = _place(words, here, source)
    if any(one.thing.kind == "host" or one.qualifiers for one in found):
        return found
    if known([word for word in words if not word.is_mark], PROVIDERS):
        return found
    named = [item.words[0] for item in items(words) if len(item.words) == 1 and known(item.words, SOFTWARE) is None]
    return [Found(Thing("host", name.text), name.start) for name in named if name.text[0].isalnum()]


def _provider(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    """Of a whole sentence, “Ada Byron has the token”, only providers that are known."""
    found = slots_where.provider(words, here)
    whole = any(word.low in _VERBS for word in words)
    return [one for one in found if not whole or fold_name(one.thing.name) in PROVIDERS]


def _centre(words: Sequence[Word], here: Here, source: Text) -> list[Found]:
    found = [one for one in slots_where.place(words, here, "on", bold=False) if one.thing.kind == "provider"]
    if found or len(words) > 3:
        return found
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


_READERS: dict[str, Callable[[Sequence[Word], Here, Text], list[Found]]] = {
    "place": _place,
    "institution": _institution,
    "machine": _machine,
    "centre": _centre,
    "people": _people,
    "contact": _people,
    "provider": _provider,
    "software": lambda words, here, source: slots_made.software(words, here) or _odd_program(words),
    "tool": lambda words, here, source: slots_made.tools(words, here, source, words[0].start),
    "repository": lambda words, here, source: (
        slots_links.repositories(words, source, words[0].start) or _addressed_code(words)
    ),
    "tracker": _tracker,
    "watcher": lambda words, here, source: slots_made.watchers(words, here),
    "funder": lambda words, here, source: OBJECTS["funder"](words, here, source, words),
    "other": _others,
    "team": _people,
}


def _text(things: Sequence[Thing], predicate: str, cell: Sequence[Word], here: Here, source: Text, word: str) -> bool:
    if predicate == "url":
        cell = [one for one in cell if is_url(one) or is_domain(one)][:1]
    if not cell or len(cell) > _SHORT or (predicate == "region" and things[0].kind != "data-centre"):
        return False
    for thing in things:
        here.describe(thing, predicate, spell(cell), source, cell[0].start, word)
    return True


def _choice(values: dict[str, str]) -> Callable[..., bool]:
    def tell_choice(
        things: Sequence[Thing], predicate: str, cell: Sequence[Word], here: Here, source: Text, word: str
    ) -> bool:
        value = values.get(spell(cell).lower(), "")
        for thing in things if value else ():
            here.describe(thing, predicate, value, source, cell[0].start, word)
        return bool(value)

    return tell_choice


_TEXTS: dict[str, Callable[..., bool]] = {"text": _text, "terms": _choice(_TERMS), "lifecycle": _choice(_LIVES)}
