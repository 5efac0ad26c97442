"""The names that a page has for machines and people: it is read twice, and the second time they are known.

A machine that a table lists is one in a sentence elsewhere, and “Maud” is Maud Fenner where the page has only one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from bailiwick.adapters.prose.rules.names.bylines import crews_in, handles_in, logins_in, titled_people, whole_names_in
from bailiwick.adapters.prose.rules.names.gazetteer import COMMON, SERVICE_NOUNS
from bailiwick.adapters.prose.rules.names.houses import houses_in
from bailiwick.adapters.prose.rules.names.kinds import NAMED_KINDS
from bailiwick.adapters.prose.rules.names.named_machines import nouns_in
from bailiwick.adapters.prose.rules.names.named_people import is_first_name, people_in
from bailiwick.adapters.prose.rules.names.repositories import repositories_in
from bailiwick.adapters.prose.rules.names.shapes import is_handle
from bailiwick.adapters.prose.rules.names.whose import common_labels
from bailiwick.adapters.prose.rules.sections.placed_machines import machines_of
from bailiwick.adapters.prose.tree import Page
from bailiwick.lib.statements import NotUnderstood, Statement, Thing
from bailiwick.lib.text import fold_name

_SHORT_NAME = re.compile(
    r"(?:team|group|administrators|admins|crew|committee)\W{0,6} ?\("
    r"(?:usually |also |often )?(?:called |known as |aka |or )?"
    r"[\"“']?([A-Z][\w-]{1,20})[\"”']?(?: for short)?\)",
    re.IGNORECASE,
)

_INITIALS = re.compile(r"\(\W{0,3}([A-Z]\w{1,8})\b")
#: Who is named so often, and is somebody once, is somebody everywhere, even by the first name alone.
_OFTEN = 3
_TWICE = 2
_LONGEST_LEAD = 160
_MACHINE_NOUNS = frozenset({"machine", "server", "box", "mini", "laptop", "workstation", "vm"})
_BUCKETS = re.compile(r"\bbuckets? (?:named|called) [^\w]{0,3}(?:<\w{1,6}>)?([a-z0-9][\w.-]{1,60}\w)")
#: What a small word may be taken for that is a machine elsewhere.
_UNSURE = frozenset({"service", "provider", "organisation", "software", "person", "data-centre"})
#: Behind these stands who houses or gives things, and is nobody.
_GIVEN = "[Dd]onated|[Ss]ponsored|[Hh]osted|[Hh]oused|[Rr]ented|[Ll]ent|[Pp]rovided|[Rr]acked|[Rr]egistered"
_OWNED = "network|data cent(?:er|re)|support|robot|cloud|price list|panel|abuse desk"
_JOINING = frozenset({"and", "for", "of", "on"})


@dataclass(frozen=True)
class Glossary:
    """What a page calls its machines and its people."""

    hosts: frozenset[str] = frozenset()
    #: Who houses things, by the words around the name.
    houses: frozenset[str] = frozenset()
    #: Buckets have names, too, and are no machines.
    buckets: frozenset[str] = frozenset()
    #: Those of them whose place says that they are machines: nothing else on the page is called so.
    machines: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    #: Who houses something somewhere on the page is nobody's name elsewhere.
    providers: frozenset[str] = frozenset()
    #: Services with a name of one word: “Bugzilla”.
    services: frozenset[str] = frozenset()
    #: The name in most of the page's addresses.
    address: str = ""
    #: “the infrastructure team (“Infra” for short)”.
    short_teams: frozenset[str] = frozenset()
    #: “Maud” → “Maud Fenner”, where nobody else of that page is called so.
    first_names: dict[str, str] = field(default_factory=dict)
    #: “ada” → “Ada Byron”, as in “Ada Byron (@ada)”.
    logins: dict[str, str] = field(default_factory=dict)
    #: “NIWG” → “Network and Identity Working Group”.
    long_names: dict[str, str] = field(default_factory=dict)
    #: What the page's services are called, as sentences may have it, too: “wiki” → “Wiki”.
    called: dict[str, str] = field(default_factory=dict)
    #: Addresses of its services.
    addresses: frozenset[str] = frozenset()
    #: “owner/name”.
    repositories: frozenset[str] = frozenset()
    #: What it has with an article.
    nouns: frozenset[str] = frozenset()
    #: “Maud” → “Maud Fenner”, where a title calls her so.
    titled: dict[str, str] = field(default_factory=dict)

    @cached_property
    def labels(self) -> dict[str, str]:
        """“wiki” → “wiki.example.org”, where one address only begins so."""
        firsts = [name.partition(".")[0] for name in self.addresses]
        return {name.partition(".")[0]: name for name in self.addresses if firsts.count(name.partition(".")[0]) == 1}

    @cached_property
    def house_names(self) -> dict[str, str]:
        """These, as lists of well-known names have them."""
        return {fold_name(name): name for name in self.houses}

    @cached_property
    def name_parts(self) -> frozenset[str]:
        """Each part of somebody's name: “Maud”, “Fenner”."""
        return frozenset(part for name in self.people for part in name.split()) | frozenset(self.first_names)

    def settled(self, thing: Thing) -> Thing:
        """A thing by the kind that its name has on the whole page: “heron” is a machine wherever it stands."""
        if thing.kind == "host" and thing.name.count(".") > 1 and self._runs_on_one(thing.name):
            return Thing("service", thing.name)
        if thing.name in self.logins and (thing.kind in _UNSURE or thing.kind == "host"):
            return Thing("person", thing.name)
        if thing.kind not in _UNSURE or " " in thing.name:
            return thing
        small = thing.name.lower()
        begins = thing.name == small.capitalize() and thing.name not in self.people | self.first_names.keys()
        machine = thing.name in self.machines or (begins and small in self.machines)
        return Thing("host", small if begins else thing.name) if machine else thing

    def has_person(self, name: str) -> bool:
        """Whether somebody is called so here, or by the first name."""
        return name in self.people or name in self.first_names or name in self.logins

    def _runs_on_one(self, address: str) -> bool:
        """Where machines have names of one word, an address is what runs on one."""
        named = sum("." not in name for name in self.machines) > 1
        return named and not address[-1].isdigit() and not {address, address.partition(".")[0]} & self.machines

    def disputes(self, thing: Thing) -> bool:
        """Whether the page has the name for another sort: “Ada Byron” is no service, “Foo” nobody where it is one."""
        if thing.kind == "host" and thing.name in self.buckets:
            return True
        if thing.kind in {"service", "provider", "organisation"} and thing.name in self.people:
            return True
        if thing.kind == "provider" and thing.name in self.first_names:
            return True
        return " " not in thing.name and thing.kind == "person" and thing.name in self.services

    def is_named_in(self, thing: Thing, text: str) -> bool:
        """“The build machine, heron, …”: a thing by its noun, where its name stands behind it."""
        noun = thing.kind == "service" and thing.name.split()[-1].lower() in _MACHINE_NOUNS
        return noun and any(f", {name}," in text for name in self.machines)

    def person(self, name: str) -> str:
        """The whole name of somebody called by the first one, or by a login."""
        return self.first_names.get(name) or self.logins.get(name, name)


def begun_glossary(page: Page) -> Glossary:
    """What the page's lines, titles and tables say of names before anything is read."""
    text = " ".join(page.lines)
    machines = machines_of(page)
    return Glossary(
        hosts=machines,
        machines=machines,
        houses=houses_in(page.lines),
        buckets=frozenset(_BUCKETS.findall(text)),
        repositories=repositories_in(text, next(iter(common_labels(text)), "")),
        short_teams=frozenset(crews_in(text)),
        nouns=nouns_in(text),
        titled=titled_people(page),
        logins={handle: name or handle for handle, name in handles_in(page).items() if handle not in machines},
    )


def glossary_of(said: Iterable[Statement | NotUnderstood], page: Page, begun: Glossary) -> Glossary:
    """The names in what a page was found to say, and the short names of teams in its text."""
    named: dict[str, set[str]] = {kind: set() for kind in NAMED_KINDS}
    places: dict[tuple[str, str], set[str]] = {}
    for one in said:
        for thing in (one.subject, one.object) if isinstance(one, Statement) and not one.inferred_by else ():
            if thing is not None and thing.kind in NAMED_KINDS:
                named[thing.kind].add(thing.name)
                places.setdefault((thing.kind, thing.name), set()).add(one.locator)
    hosts = set(begun.machines) | {
        name for name in named["host"] if name.lower() not in COMMON | SERVICE_NOUNS and " " not in name
    }
    hosts -= begun.logins.keys()
    if sum(name == name.lower() for name in hosts) > 1:
        # “Soverin” once where machines run, between names that are written small: who houses it.
        hosts -= {name for name in hosts if name.istitle() and len(places.get(("host", name), ())) < _TWICE}
    text = " ".join(page.lines)
    logins = logins_in(text) | begun.logins
    people = {name for name in named["person"] if " " in name or is_handle(name)} | set(logins.values())
    people |= set(people_in(page.lines))
    for first in {name for name in named["person"] if name.isalpha() and name[1:].islower()} - _parts(people):
        whole = whole_names_in(text, first)
        people |= whole if len(whole) == 1 else set()
    people |= set(_somebody(places, text)) - _parts(people)
    short = frozenset(_SHORT_NAME.findall(text)) | begun.short_teams
    teams = frozenset(named["team"] | short)
    first_names = _first_names(people)
    providers = frozenset(named["provider"] - set(first_names) - logins.keys())
    others = named["host"] | first_names.keys() | logins.keys()
    services = frozenset(name for name in named["service"] - others if name.isalpha() and name[0].isupper())
    called = {spelling: name for name in sorted(named["service"], reverse=True) for spelling in (name, name.lower())}
    long_names = dict(_abbreviated(text))
    address = next(iter(common_labels(text)), "")
    addresses = frozenset(name for name in named["service"] if name.count(".") > 1 and "/" not in name)
    return replace(
        begun,
        hosts=frozenset(hosts),
        people=frozenset(people),
        teams=teams,
        providers=providers,
        services=services,
        address=address,
        short_teams=short,
        first_names=first_names,
        logins=logins,
        long_names=long_names,
        called=called,
        addresses=addresses,
    )


def _somebody(places: Mapping[tuple[str, str], set[str]], text: str) -> Iterator[str]:
    """First names of people of whom the page has no other: said of them, often named, and hardly of anything else."""
    for kind, name in places:
        if kind == "person" and is_first_name(name):
            others = max(len(places.get((other, name), ())) for other in ("service", "provider", "host"))
            articles = re.search(rf"\b(?:[Tt]he|[Aa]n?|[Oo]ur) {name}\b", text)
            often = len(re.findall(rf"\b{name}\b", text)) >= _OFTEN
            gives = re.search(
                rf"\b(?:{_GIVEN}) (?:by|at|from|with) {name}\b|\bat {name}\b|\b{name}'s (?:{_OWNED})\b", text
            )
            if often and not articles and not gives and len(places[kind, name]) >= max(others, 1):
                yield name


def _abbreviated(text: str) -> Iterator[tuple[str, str]]:
    """Each short name made of the initials of the words before it."""
    for found in _INITIALS.finditer(text):
        words = _name_before(text[max(0, found.start() - _LONGEST_LEAD) : found.start()])
        for first in range(len(words) - 2, -1, -1):
            letters = iter([word[0].lower() for word in words[first:]])
            if words[first][0] == found[1][0] and all(letter.lower() in letters for letter in found[1]):
                yield found[1], " ".join(words[first:])
                break


def _name_before(text: str) -> list[str]:
    """The capitalised words at the end of a text, with what joins them."""
    name: list[str] = []
    for word in reversed(text.split()):
        if not (word[0].isupper() or word in _JOINING) or not word.replace("-", "").isalnum():
            break
        name.insert(0, word)
    return name


def _parts(people: set[str]) -> set[str]:
    return {part for name in people for part in (*name.split(), _first_of(name))}


def _first_names(people: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    shared: set[str] = set()
    for name in people:
        first = _first_of(name)
        if first in found:
            shared.add(first)
        found[first] = name
    return {first: name for first, name in found.items() if first not in shared}


def _first_of(name: str) -> str:
    """“Maud” of “Maud Fenner” and of “MaudFenner”."""
    if " " in name:
        return name.split()[0]
    return name[: next((at for at, letter in enumerate(name) if at and letter.isupper()), len(name))]
