"""Entries of lists: what one names, and tables and lists that are pairs of names and what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.function_words import ARROWS, DASHES, DETERMINERS, VAGUE
from bailiwick.adapters.prose.rules.english.heads import HEADS
from bailiwick.adapters.prose.rules.english.items import outside, until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Sentence, Word, joined, spell, unmarked, words_of, wordset
from bailiwick.adapters.prose.rules.keyed.key import split_key
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, PROVIDERS, SERVICE_NOUNS, SOFTWARE
from bailiwick.adapters.prose.rules.names.kinds import LISTED_KINDS, is_machine_name, is_plain_service, labelled
from bailiwick.adapters.prose.rules.names.named_people import is_first_name
from bailiwick.adapters.prose.rules.names.shapes import (
    capital_run,
    contact_point,
    is_capital,
    is_domain,
    is_url,
    known,
    known_whole,
    organised,
)
from bailiwick.adapters.prose.rules.sections.evidence import is_person
from bailiwick.adapters.prose.rules.sections.headings import title_name
from bailiwick.adapters.prose.rules.slots.contacts import contacts
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.tree import Grid, Item, Listing, Text
from bailiwick.lib.statements import Thing

_MARKS = DASHES | ARROWS | {"=", "@"}
_LONGEST_NAME = 5
_NOT_IN_NAMES = wordset("for on at in by with from is are was which that we you it please if")
#: Whoever houses machines in one of these is a place of one's own.
_ROOMS = wordset("rack room basement cellar office closet cabinet attic cupboard colocation")
#: A title that ends so has machines below it, whatever they do.
_MACHINES = wordset("balancers workers builders nodes hypervisors servers machines hosts vms databases db frontends")
_POSITION = re.compile(r"u\d{1,3}(?:[-–]\d{1,3})?|\d{1,3}u|slot|port")
#: With one of these before a colon something is said, and nothing named.
_NO_NOTES = _NOT_IN_NAMES | wordset("note notes see also last todo please warning important update updated thanks")
_NAMED = frozenset({":", "–", "—", "-", "<", "("})
_PAIR = 2
_HEADS = _MARKS | {"(", ",", "."}
_LONGEST_TITLE = 3
_SHORT_TAG = 5
_LEADING = wordset("via at by on in the mail e-mail email irc chat write ask")
_LEAD = 4


def without_position(words: list[Word]) -> list[Word]:
    """“U4: heron, …” → “heron, …”: where in a rack something sits names nothing."""
    placed = len(words) > 2 and words[1].text in _MARKS and bool(_POSITION.fullmatch(words[0].low))
    return words[2:] if placed else words


def named_in(words: Sequence[Word], here: Here, kind: str = "") -> tuple[Thing | None, int]:
    """“Name — what is said of it”, “Name (program) — …”, “Name: …”, “Name (…)”."""
    note = next((at for at, word in enumerate(words) if word.text == "("), len(words))
    for at, word in enumerate(words[: _LONGEST_NAME * 2]):
        if at and word.text in _MARKS and at + 1 < len(words):
            rest = [one.low for one in words[at + 1 : at + 10]]
            noted = here.scope.category == "category:service" and _is_noted(words)
            noted = noted or (word.text == ":" and _is_described(words[:at]))
            if word.text == ":" and (name := _with_address(words[:at])):
                return thing_in(name, here, rest, kind=kind), at + 1
            return thing_in(words[: min(at, note)], here, rest, kind=kind, noted=noted), min(at, note) + 1
    if 0 < note <= _LONGEST_NAME and note < len(words) and words[-1].text in {")", "."}:
        program = known(words[:note], SOFTWARE)
        if here.scope.category == "service" and program is not None and program[0] == 0:
            return None, 0
        return thing_in(words[:note], here, kind=kind), note + 1
    return None, 0


def _with_address(words: Sequence[Word]) -> Sequence[Word]:
    """“Search, i.e. search.example.org” (: …): the name before an address."""
    name = until(words, frozenset({","}))
    behind = [word for word in words[len(name) + 1 :] if word.low not in {"i.e.", "that", "is", "at"}]
    return name if 0 < len(name) <= _LONGEST_TITLE and len(behind) == 1 and is_domain(behind[0]) else ()


def _is_described(words: Sequence[Word]) -> bool:
    """“file backup server: …”: several words written small, the last a noun for a service or a machine."""
    small = all(word.text == word.low and word.text.isalpha() for word in words)
    plain = not {word.low for word in words} & (VAGUE | _NO_NOTES | DETERMINERS - {"public", "private", "main"})
    return small and plain and len(words) > 1 and words[-1].low in SERVICE_NOUNS | set(FORMS)


def thing_in(
    words: Sequence[Word], here: Here, behind: Sequence[str] = (), *, kind: str = "", noted: bool = False
) -> Thing | None:
    """The thing that a few words name; `kind` is what the line before the list calls its entries.

    `noted`: several notes on it stand behind, so that it may be written small.
    """
    thing = labelled(unmarked(words))
    if thing is not None:
        return thing
    if not words or len(words) > _LONGEST_NAME or any(word.low in VAGUE or word.low in _NOT_IN_NAMES for word in words):
        return None
    if title_name(words) in here.glossary.people:
        return None
    if here.scope.category == "service" and _is_program(words):
        return None  # What the section's service is made of.
    kind = kind or here.scope.category.partition(":")[2] or here.scope.category
    kind = kind if kind in LISTED_KINDS and here.scope.category not in {"host", "provider"} else "service"
    provider = known_whole(words, PROVIDERS)
    if provider:
        return Thing("provider", provider)
    role = here.scope.titles[-1].lower().split()[-1:] if here.scope.titles else []
    if kind == "service" and len(words) == 1 and is_machine_name(words[0]) and _MACHINES & set(role):
        kind = "host"
    if len(words) == 1 and (words[0].text in here.glossary.hosts or _is_tagged(words[0], here)):
        kind = "host"
    if kind == "service" and len(words) == 1 and is_machine_name(words[0]) and _is_a_machine(behind):
        kind = "host"
    if kind == "provider" and _ROOMS & set(behind):
        kind = "data-centre"
    first = words[0]
    plain = is_capital(first) or is_domain(first) or is_url(first) or kind == "host" or len(words) == 1 or noted
    noun = 1 < len(words) <= _LONGEST_TITLE and words[-1].low in SERVICE_NOUNS | frozenset(FORMS)
    plain = plain or (noun and words[0].low not in DETERMINERS)
    name = title_name(words)
    return Thing(kind, name) if plain and name and (noted or not any(clauses(words))) else None


def _is_program(words: Sequence[Word]) -> bool:
    """“Mailman 2.1”: a program with its version."""
    program = known(words, SOFTWARE)
    return program is not None and program[0] == 0 and all(word.text[0].isdigit() for word in words[program[1] :])


def _is_a_machine(lows: Sequence[str]) -> bool:
    """“heron – a virtual server that …”."""
    noun = next((at for at, low in enumerate(lows[:_LEAD]) if low in FORMS), 0)
    plain = {"virtual", "dedicated", "physical", "small", "big", "large", "old", "new", "second", "root", "cloud"}
    return bool(noun) and lows[0] in {"a", "an", "our", "the"} and set(lows[1:noun]) <= plain


def _is_tagged(word: Word, here: Here) -> bool:
    """“farm-gw”, “web-02” where no services are announced: machines are called so."""
    parts = word.text.split("-")
    short = len(parts) > 1 and len(parts[-1]) <= _SHORT_TAG
    plain = short and is_machine_name(word) and parts[-1] not in SERVICE_NOUNS
    return plain and not here.scope.things and here.scope.category.partition(":")[2] in {"", "host"}


def is_named_so(words: Sequence[Word], spoken: bool, here: Here) -> bool:
    """“Git: Gitea on heron” where nothing is spoken of: the word before the colon is a service's, not a key."""
    target, rest, _ = split_key(words)
    names = target.partition("/")[0] in {"source_repo", "contact", "tracker", "url"}
    points = any("@" in word.text or is_url(word) or word.text.startswith("#") for word in rest)
    named = not points or (_is_noted(words) and target.partition("/")[0] == "contact")
    return not spoken and names and named and here.scope.category.partition(":")[2] == "service"


def told_to_reach(words: Sequence[Word], text: Text, here: Here) -> bool:
    """“Outages: #ops on OFTC” where nothing else is spoken of: how to reach whoever the page speaks for."""
    at = next((at for at, word in enumerate(words[: _LONGEST_NAME + 2]) if at and word.text in _MARKS), 0)
    rest = [word for word in words[at + 1 :] if word.low not in _LEADING]
    if not at or not rest or contact_point(rest[0]) is None or _is_noted(words):
        return False
    named = _asked(words[:at], here)
    crew = here.team or here.scope.crew or here.scope.community
    things = (named,) if named is not None else here.scope.things or here.scope.above or ((crew,) if crew else ())
    for found in contacts(words, here) if things else ():
        if found.thing.kind == "contact-point":
            here.relate(things[0], "contact", found, text, "reach")
    return True


def _asked(words: Sequence[Word], here: Here) -> Thing | None:
    """A service, or somebody by name, with an address behind it."""
    if is_plain_service(words) and len(words) == 1:
        return Thing("service", spell(words))
    alone = len(words) > 1 and capital_run(words) == (0, len(words))
    return next((one.thing for one in people(words, here) if alone and one.thing.kind == "person"), None)


def is_pairs(grid: Grid, here: Here) -> bool:
    """A table whose two columns are names and what they are, or keys and values; headings say no more than that."""
    rows = _pairs(grid)
    if not rows or not all(len(row) == _PAIR and row[0].text.strip() for row in rows):
        return False
    keys = sum(bool(key_of(row[0].text)) for row in rows)
    if any(head.text.strip() for head in grid.header):
        return _PAIR * keys > len(rows) > 1
    machines = all(row[0].text.strip() in here.glossary.hosts for row in rows)
    bare = not grid.header and here.scope.category.startswith("category:")
    return machines or _PAIR * keys > len(rows) or (keys > 1 and bool(here.scope.things)) or bare


def are_ways(grid: Grid) -> bool:
    """A table of what one may want and where one turns: “For | Use”."""
    lows = [head.text.strip(" :?").lower() for head in grid.header]
    if len(lows) != _PAIR or lows[0] not in HEADS["want"] or not all(len(row) == _PAIR for row in grid.rows):
        return False
    pointing = [any(contact_point(word) is not None for word in words_of(row[1].text)) for row in grid.rows]
    return _PAIR * sum(pointing) > len(pointing)


def _pairs(grid: Grid) -> tuple[tuple[Text, ...], ...]:
    """The rows, and the headings with them where they are the first pair: “Owner | Ada” above “Host | heron”."""
    lows = [head.text.strip(" :").lower() for head in grid.header]
    if are_ways(grid):
        return grid.rows
    if not any(lows) or (len(lows) == _PAIR and lows[0] in HEADS["key"] and lows[1] in HEADS["value"]):
        return grid.rows
    return (grid.header, *grid.rows) if key_of(lows[0]) and not key_of(lows[-1]) else ()


def is_entry(text: Text, here: Here) -> bool:
    """A paragraph that is one of several “Wiki: MoinMoin on heron” where services are announced.

    Anywhere one that begins with what the page has by that name elsewhere: “stats.example.org: a Matomo on heron.”
    """
    words = list(words_of(text.text))
    at = next((at for at, word in enumerate(words[:_LONGEST_NAME]) if at and word.text in _MARKS), 0)
    if not 0 < at < len(words) - 1 or here.scope.mood:
        return False
    announced = here.scope.category in {"category:service", "category:host"}
    name, glossary = spell(words[:at]), here.glossary
    ours = is_domain(words[0]) and at == 1 and glossary.address in words[0].low
    named = ours or name in glossary.called or name in glossary.hosts
    return (announced and is_plain_service(words[:at])) or (named and not split_key(words)[0])


def as_list(grid: Grid) -> Listing:
    """Such a table as a list: “heron – mail and lists”, “Owner: Ada”."""
    return Listing(tuple(_as_item(name, said) for name, said in _pairs(grid) if said.text.strip()))


def _as_item(name: Text, said: Text) -> Item:
    between = Text(":" if key_of(name.text) else "–", ((0, name.line),))
    return Item(joined([(part, 0, len(part.text)) for part in (name, between, said)], name.line))


def are_people(listing: Listing, here: Here) -> bool:
    """Whether each of several entries begins with the name of somebody, or of a team, and says something of them."""
    heads = [list(words_of(item.text.text)) for item in listing.items]
    if _are_first_names(heads, here):
        return True
    marked = all(_NAMED & {word.text for word in words} for words in heads)
    people = [is_person(words) for words in heads]
    teams = [
        organised([word for word in until(words, _NAMED | {"("}) if not word.is_mark]) == "team" for words in heads
    ]
    return sum(people) > 1 and marked and all(one or other for one, other in zip(people, teams, strict=True))


def _are_first_names(heads: Sequence[Sequence[Word]], here: Here) -> bool:
    """“Ada: the wiki”, “Bert: mail”: one name each, two of them somebody's whom the page knows."""
    known_here = [bool(words) and words[0].text in here.glossary.first_names for words in heads]
    named = all(len(words) > 1 and is_first_name(words[0].text) and not is_capital(words[1]) for words in heads)
    return named and sum(known_here) > 1


def are_machines(listing: Listing) -> bool:
    """Whether each of several entries begins with a machine's name and says something of it, or is nothing else."""
    heads = [list(words_of(item.text.text)) for item in listing.items]
    return len(heads) > 1 and all(
        words and is_machine_name(words[0]) and words[0].low[-1] != "s" and (len(words) == 1 or words[1].text in _HEADS)
        for words in heads
    )


def are_keys(listing: Listing, *, spoken: bool, announced: bool = False) -> bool:
    """Whether a list gives keys and values of one thing: two of the keys are known.

    Where nothing is `spoken` of that they could be keys of, half of them are, and none where services are `announced`:
    “Mail” and “Chat” are such.
    """
    heads = [split_key(list(words_of(item.text.text))) for item in listing.items if ":" in item.text.text]
    keys = sum(bool(target) and not target.startswith("service/") for target, _, _ in heads)
    return keys > 1 and (spoken or (not announced and _PAIR * keys >= len(heads))) and not _are_notes(listing)


def _are_notes(listing: Listing) -> bool:
    """Whether most entries are “wiki: MoinMoin; on heron; kept by Ada”: a name, and several notes on it."""
    notes = [item for item in listing.items if _is_noted(list(words_of(item.text.text)))]
    return len(notes) > 1 and 2 * len(notes) > len(listing.items)


def _is_noted(words: Sequence[Word]) -> bool:
    """A name of a few words before a colon, and behind it several notes with semicolons between them."""
    colon = next((at for at, word in enumerate(words[:_LONGEST_NAME]) if word.text == ":"), 0)
    plain = colon > 0 and not any(word.is_mark or word.low in VAGUE | _NO_NOTES for word in words[:colon])
    return plain and any(word.text == ";" for word in outside(words[colon + 1 :]))


def run_in(found: Sequence[Sentence], here: Here) -> Thing | None:
    """“Wiki. Runs on heron. …”: a title at the beginning of a paragraph, where no other names anything."""
    if len(found) < 2 or found[0].end != "." or here.scope.things or here.scope.mood:
        return None
    words = unmarked(found[0].words)
    short = 0 < len(words) <= _LONGEST_TITLE and not any(clauses(words))
    sure = words[-1].low in SERVICE_NOUNS or known_whole(words, SOFTWARE)
    return Thing("service", title_name(words)) if short and sure and is_capital(words[0]) else None


def begun_with(words: Sequence[Word], here: Here, kind: str = "") -> tuple[Thing, ...]:
    """“wiki.example.org collects …” as the first words of an entry: “it” is that in all of its sentences.

    `kind` is what the line before the list calls its entries: “heron renders …” below “Three machines stand there:”.
    """
    follows = words[1:2] and words[1].text == words[1].low and words[1].text.isalpha()
    if follows and kind == "host" and is_machine_name(words[0]) and words[1].low[-1] == "s":
        return (Thing("host", words[0].text),)
    if not follows or not is_domain(words[0]) or here.glossary.address not in words[0].low:
        return ()
    host = kind == "host" or here.scope.category.endswith("host") or words[0].text in here.hosts
    return (Thing("host" if host else "service", words[0].text),)
