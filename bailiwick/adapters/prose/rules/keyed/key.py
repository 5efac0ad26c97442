"""“Hosting: a Lumen VM”: a key and what stands behind it, in a line, a cell or a small section."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import STROKES
from bailiwick.adapters.prose.rules.english.items import items
from bailiwick.adapters.prose.rules.english.keys import IN_LINES, NONE, SILENT, UNKNOWN, head_of, key_of
from bailiwick.adapters.prose.rules.english.words import Sentence, Word, spell, unmarked, words_of, wordset
from bailiwick.adapters.prose.rules.keyed.cells import READERS, people
from bailiwick.adapters.prose.rules.keyed.purposes import read_duties, read_purposes
from bailiwick.adapters.prose.rules.names.gazetteer import PROVIDERS
from bailiwick.adapters.prose.rules.names.kinds import is_plain_service
from bailiwick.adapters.prose.rules.names.shapes import begins_name, is_domain, is_url
from bailiwick.adapters.prose.rules.sections.headings import NO_NAMES, REACHING, titled_things
from bailiwick.adapters.prose.rules.slots import services as slots_services
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.tree import Listing, Text
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_KEY_WORDS = 4
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
_BARE = frozenset({"people", "contact", "provider", "place", "house"})
#: Keys that a dash may stand behind: no service is called by these words.
_DASHED = frozenset({"owned_by", "maintained_by", "run_by", "hosted_by", "runs_on", "registrar", "dns_hosted_by"})
#: What is said of a service that a key names: “Wiki admins”.
_OF_A_PART = frozenset({"people", "contact", "machine", "software", "repository"})
#: “Channel owner” is no other's than the section's.
_ANYTHING = wordset(
    "channel list room server site project page account technical primary secondary group instance domain system "
    "service team account web responsible"
)
_LONGEST_TITLE = 3
#: A section of the page, not of what there is.
_ABOUT_IT = wordset("overview introduction summary about history background services accounts assets inventory")
#: What somebody keeps.
_KEPT = frozenset({"service", "host", "domain", "repository", "contact-point", "data-centre"})
#: Keys of a machine's or a provider's that list what runs there.
_ALIASES = frozenset({"aliases", "cnames", "vhosts", "hosts"})
HOLDING = frozenset({"runs", "used for", "what for", "use", "what we use it for", "services", "hosts"})


def split_key(words: Sequence[Word]) -> tuple[str, Sequence[Word], str]:
    """The key before a colon (or a dash), what it stands for, and the words behind."""
    for at, word in enumerate(words[: _KEY_WORDS + 1]):
        if word.text == ":" and at:
            key = spell(words[:at])
            return key_of(key) or IN_LINES.get(key.lower(), ""), words[at + 1 :], key
        if word.text in STROKES and at and key_of(spell(words[:at])).partition("/")[0] in _DASHED:
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
    generic = len(name) == 1 and name[0].low in _ANYTHING and head_of(spell(words[:colon]))
    if generic and slot == "people" and here.scope.things and here.scope.things[0].kind in _KEPT:
        return tell(here.scope.things, target, words[colon + 1 :], here, source, words[colon - 1].low)
    if slot not in _OF_A_PART or not is_plain_service(name) or (name and name[0].low in _ANYTHING):
        return False
    return tell((Thing("service", spell(name)),), target, words[colon + 1 :], here, source, words[colon - 1].low)


def told_by_keyed_list(before: Text | None, listing: Listing, about: Sequence[Thing], here: Here) -> bool:
    """“Admins:” before a list of people, where it can only be of what the section, or the entry, is about."""
    words = list(words_of(before.text)) if before is not None else []
    key = spell([word for word in words if word.text != ":"])
    target = (key_of(key) or head_of(key)) if len(words) <= _KEY_WORDS + 1 else ""
    mine = here.scope.above if here.scope.category == "aspect" else ()
    things = tuple(about) or here.scope.things or mine or titled_here(here)
    ours = all(thing.kind in _KEPT for thing in things) and not here.scope.mood
    if before is None or target.partition("/")[2] != "people" or not things or not ours:
        return False
    listed = [list(words_of(item.text.text)) for item in listing.items]
    if not all(cell and not item.blocks and people(cell, here, item.text)
               for cell, item in zip(listed, listing.items, strict=True)):  # fmt: skip
        return False
    for cell, item in zip(listed, listing.items, strict=True):
        if not tell(things, target, cell, here, item.text, key.lower()):
            here.not_understood(item.text.line, item.text.text, "nobody who is named clearly")
    return True


def titled_here(here: Here) -> tuple[Thing, ...]:
    """“Owner: Ada” below “Domains”: of what the title calls them, unless it is one for people or for the whole page."""
    title = here.scope.titles[-1] if len(here.scope.titles) > 1 else ""
    words = unmarked(words_of(title))
    is_key = key_of(title).endswith("/people")
    plain = not is_key and not {word.low for word in words} & (NO_NAMES | REACHING | _ABOUT_IT)
    short = plain and 0 < len(words) <= _LONGEST_TITLE
    return titled_things(title, "service") if short and here.scope.category not in {"team", "person"} else ()


def tell_bare_keys(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“registrar Gandi, DNS deSEC”, “admins Ada and Bert”: keys without a colon, each with a name behind it."""
    first = key_of(words[0].low) if len(words) > 1 and begins_name(words[1]) else ""
    parts = [words] if first.endswith("/people") else [item.words for item in items(words)]
    heads = [
        key_of(part[0].low) if len(part) > 1 and (part[1].text != part[1].low or begins_name(part[1])) else ""
        for part in parts
    ]
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
        here.keepers += [(predicate, found, source) for found in people(words, here, source)]
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
    listed = [one for one in words if one.text != "."]
    alias = word.lower().rpartition(" ")[2] in _ALIASES
    for found in slots_services.services(listed, here) if not alias else _names(listed):
        told |= here.relate_each([found.thing], "hosted_by", Found(holders[0], found.at), source, word)
    return told


def _names(words: Sequence[Word]) -> list[Found]:
    """“docs, bugs”: other names of a machine, each one word, are what runs there."""
    named = [item.words[0] for item in items(words) if len(item.words) == 1]
    return [Found(Thing("service", one.text), one.start) for one in named if one.text.replace(".", "").isalnum()]


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
    found_here = READERS[slot](cell, here, source)
    if predicate == "runs_on" and word.lower() == "machine" and all(thing.kind == "host" for thing in things):
        found_here = [one for one in found_here if one.thing.name in here.hosts]  # “Machine: xeon”
    if predicate != target.partition("/")[0]:
        # “Location: Ulm, Germany”: a town houses nothing.
        found_here = [
            one for one in found_here if one.thing.kind != "provider" or fold_name(one.thing.name) in PROVIDERS
        ]
    if slot == "contact":
        found_here = [one for one in found_here if fold_name(one.thing.name) not in PROVIDERS]
    for found in found_here:
        for thing in things:
            if thing.kind == "domain" and predicate == "hosted_by":
                told |= here.relate(thing, "registrar", found, source, word, inferred_by="provider-of-a-domain")
            else:
                told |= here.relate(thing, predicate, found, source, word)
            if thing.kind == "team" and slot == "people" and found.thing.kind == "person":
                told |= here.relate(found.thing, "member_of", Found(thing, found.at, {"role": word}), source, word)
    return told


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
