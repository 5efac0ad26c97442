"""What a section has said so far, and how a relation becomes a statement with its place."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bailiwick.adapters.prose.rules.english.words import GROUPS
from bailiwick.adapters.prose.rules.names.gazetteer import FORGES, HOUSES, NETWORKS, PROVIDERS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import host_of, initials, is_handle
from bailiwick.adapters.prose.rules.names.sorts import NAMING, houses_nothing, only_builds, only_delivers
from bailiwick.adapters.prose.rules.sections.glossary import Glossary
from bailiwick.adapters.prose.rules.sections.scope import Scope
from bailiwick.adapters.prose.rules.statements.fitting import NOT_OF, fit
from bailiwick.adapters.prose.rules.statements.mending import mended
from bailiwick.adapters.prose.rules.statements.over import is_over, says_over
from bailiwick.adapters.prose.rules.statements.plausible import (
    is_given_to_giver,
    is_kept_by_machine,
    is_pieced_together,
    is_plausible,
    is_said_more_fully,
    is_said_of_itself,
)
from bailiwick.adapters.prose.rules.statements.whole import KEEPING, is_anothers, is_of_the_whole
from bailiwick.adapters.prose.tree import Link, Text
from bailiwick.lib.statements import NotUnderstood, Statement, Thing
from bailiwick.lib.text import fold_name

_ABBREVIATED = frozenset({"person", "team", "organisation", "provider", "data-centre"})
#: What a link behind its name is the address of.
_ADDRESSED = frozenset({"provider", "software", "organisation", "service"})
_SPELLINGS = {"provider": HOUSES, "software": SOFTWARE}


#: “The code is in owner/name”: of what is not said.
_SOURCES = frozenset({"code", "source", "sources"})
#: What a line says stands among so many statements, so that time stays in proportion to the page.
_SAID_NEAR = 20
#: How people sign.
_INITIALS = re.compile(r"^[A-Z]{2}$")


@dataclass(frozen=True, slots=True)
class Found:
    """A thing named in a slot: at which character, with which details, and what is said of it in passing."""

    thing: Thing
    at: int
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    #: (predicate, value or thing): “a server donated by X” says something of X.
    also: tuple[tuple[str, str | Thing], ...] = ()
    end: int = 0


@dataclass
class Here:
    """One section while it is read."""

    scope: Scope
    lines: tuple[str, ...]
    said: list[Statement | NotUnderstood] = field(default_factory=list)
    focus: tuple[Thing, ...] = ()
    #: What the one list of a section names: a sentence beside it that names nothing is said of all of these.
    listed: tuple[Thing, ...] = ()
    #: What an entry of a list is about.
    about: tuple[Thing, ...] = ()
    #: The two that were named together last: “both”, “the former”.
    pair: tuple[Thing, ...] = ()
    machine: Thing | None = None
    last: tuple[str, tuple[Thing, ...]] = ("", ())
    #: Who was named last: “she” and “he”.
    person: Thing | None = None
    #: The team that a sentence was about: “us” is it.
    team: Thing | None = None
    #: Machines of which was said where they stand.
    located: set[Thing] = field(default_factory=set)
    #: What the sentence before named, in order.
    recent: tuple[Thing, ...] = ()
    #: What it named whether or not it was understood, in order.
    named: tuple[Thing, ...] = ()
    #: Where the sentence begins: a word that begins it small is a name.
    begin: int = 0
    #: Where its clause begins that is read.
    clause: int = 0
    #: Where the paragraph, or the entry of a list, that is being read began to say something.
    opened: int = 0
    is_entry: bool = False
    #: How many simple clauses the section has had, so far.
    count: int = 0
    #: Machines that were named, so that their names are known again.
    hosts: set[str] = field(default_factory=set)
    #: Who answers for what follows below a provider's title: (predicate, who, where it says so).
    keepers: list[tuple[str, Found, Text]] = field(default_factory=list)
    #: How often something was said again on its line.
    repeated: int = 0
    #: Names that the page has elsewhere.
    glossary: Glossary = field(default_factory=Glossary)
    _seen: set[tuple[object, ...]] = field(default_factory=set)

    def relate(
        self, subject: Thing, predicate: str, found: Found, source: Text, word: str = "", *, inferred_by: str = ""
    ) -> bool:
        """Say that `subject` stands in a relation to what was found; False when the kinds do not fit."""
        if predicate in {"registrar", "dns_hosted_by"}:
            subject = self._domain(subject)
        subject = self.glossary.settled(subject)
        predicate = _kept_there(subject, predicate, found.thing)
        if found.thing.kind != "host":
            found = replace(found, thing=self.glossary.settled(found.thing))
        ends = (subject, found.thing)
        if not all(is_plausible(end) and not self.glossary.disputes(end) for end in ends):
            return False
        if self.glossary.is_named_in(subject, source.text):
            return False
        fitting = fit(subject.kind, predicate, found.thing.kind)
        if fitting == "on_network" and "@" in subject.name[1:] and fold_name(found.thing.name) not in NETWORKS:
            fitting = predicate  # A mailing list is at a firm, as anything else is.
        if _undone(subject, found, source) or self._is_not_ours(subject, fitting, found, source):
            return False
        if (fitting == "located_at" and _only_talks(found.thing)) or self._signs(found, source, word):
            return False
        if fitting == "hosted_by" and found.thing.name in NAMING and "." in subject.name and " " not in subject.name:
            subject, fitting = Thing("domain", subject.name), "dns_hosted_by"  # “example.org is served by deSEC”
        if fitting == "hosted_by" and only_delivers(found.thing.name):
            fitting = "fronted_by"
        if fitting in NOT_OF.get(subject.kind, ()) or (fitting == "source_repo" and subject.name.lower() in _SOURCES):
            return False
        elsewhere = only_builds(found.thing.name, subject.name) or houses_nothing(found.thing.name, subject.name)
        if fitting == "hosted_by" and found.thing.kind == "provider" and elsewhere:
            return False
        line = source.line_at(found.at)
        if fitting and self._says_nothing_new(Statement(subject, fitting, found.thing, locator=f"line {line}")):
            return True
        empty = is_given_to_giver(subject, fitting, word) or is_kept_by_machine(fitting, word)
        empty = empty or is_pieced_together(found.thing, source.text)
        path = any(thing.kind == "host" and "/" in thing.name for thing in (subject, found.thing))
        if not fitting or empty or path:
            return False
        self._say(
            subject, fitting, line, word, found.thing,
            qualifiers=found.qualifiers, note=found.note, inferred_by=inferred_by,
        )  # fmt: skip
        for more, what in found.also:
            self._more(found, more, what, source, word)
        self._addressed(found, source)
        return True

    def _says_nothing_new(self, one: Statement) -> bool:
        """Whether the title says it already, or a fuller name on the line."""
        thing = one.object or one.subject
        if is_said_of_itself(self._whole(one.subject), one.predicate, self._whole(thing)):
            return True
        old = is_said_more_fully(one, self.said[-_SAID_NEAR:])
        self.repeated += old
        return old

    def _is_not_ours(self, subject: Thing, predicate: str, found: Found, source: Text) -> bool:
        """Whether the community stands in for something that was not named, or somebody else's address for ours."""
        community = self.scope.community
        if community is None or subject not in {community, self.scope.crew, self.team}:
            return False
        point = found.thing if found.thing.kind == "contact-point" else None
        anothers = point is not None and is_anothers(point, community, self.glossary.address)
        return anothers or (subject == community and not is_of_the_whole(community, predicate, source.text, found.at))

    def _domain(self, subject: Thing) -> Thing:
        """What has a registrar is a domain, when its name is one and no section is about it."""
        bare = subject.kind == "service" and "." in subject.name and subject not in self.scope.things
        return Thing("domain", subject.name) if bare else subject

    def _signs(self, found: Found, source: Text, word: str) -> bool:
        """“managed by TomReed”, “paid by TR”: how somebody signs is no company's name, unless a list knows it, or
        it is linked to."""
        thing, link = found.thing, _link_at(source, found.at)
        ours = self.scope.community.name if self.scope.community else ""
        known = fold_name(thing.name) in PROVIDERS or thing.name in (*self.glossary.long_names, ours)
        firm = link is not None and host_of(link.target) not in {"", *FORGES} and word.startswith("host")
        if thing.kind not in {"provider", "organisation"} or known or firm:
            return False
        paid = word.startswith("pay")
        return bool((word.endswith("by") or paid) and (_INITIALS.match(thing.name) or is_handle(thing.name)))

    def relate_each(
        self,
        subjects: Iterable[Thing],
        predicate: str,
        found: Found,
        source: Text,
        word: str = "",
        *,
        inferred_by: str = "",
    ) -> bool:
        """Say it of several; True when it fits at least one of them."""
        told = False
        for subject in subjects:
            told |= self.relate(subject, predicate, found, source, word, inferred_by=inferred_by)
        return told

    def describe(self, subject: Thing, predicate: str, value: str, source: Text, at: int, word: str = "") -> None:
        """Say an attribute."""
        if not is_plausible(subject):
            return
        self._say(subject, predicate, source.line_at(at), word, value=value)

    def without(self, subject: Thing, predicate: str, state: str, source: Text, at: int, word: str = "") -> None:
        """Say that there is none, or that it is not known."""
        self._say(subject, predicate, source.line_at(at), word, state=state)

    def not_understood(self, line: int, text: str, why: str) -> None:
        self.said.append(NotUnderstood(f"line {line}", " ".join(text.split())[:400], why))

    def _more(self, found: Found, predicate: str, what: str | Thing, source: Text, word: str) -> None:
        if isinstance(what, str):
            self._say(found.thing, predicate, source.line_at(found.at), "", value=what)
        else:
            self.relate(found.thing, predicate, Found(what, found.at), source, word)

    def _addressed(self, found: Found, source: Text) -> None:
        """The address that is behind a name, or that is the name."""
        thing, line = found.thing, source.line_at(found.at)
        if thing.kind == "contact-point" and "@" in thing.name:
            self._say(thing, "mail", line, "", value=thing.name)
        link = _link_at(source, found.at)
        if link is not None and not _names(source.text[link.start : link.end], thing):
            return
        forge = link is not None and thing.kind != "software" and host_of(link.target) in FORGES
        if link is not None and not forge and thing.kind in _ADDRESSED and "@" not in link.target:
            self._say(thing, "url", line, "", value=link.target)

    def _say(
        self, subject: Thing, predicate: str, line: int, word: str, obj: Thing | None = None, value: str | None = None,
        *, state: str = "known", qualifiers: Mapping[str, str] | None = None, note: str = "", inferred_by: str = "",
    ) -> None:  # fmt: skip
        subject, repaired = spelled(self._whole(subject))
        obj, again = spelled(self._whole(obj)) if obj is not None else (None, "")
        key = (subject, predicate, obj, value, state, line)
        if key in self._seen:
            self.repeated += 1
            return
        self._seen.add(key)
        if predicate == "located_at":
            self.located.add(subject)
        self.said.append(
            Statement(
                subject, predicate, obj, value, state, dict(qualifiers or {}), inferred_by=inferred_by,
                word=" ".join(word.split()[:3]), locator=f"line {line}", digest=self._digest(line),
                note=repaired or again or note,
            )
        )  # fmt: skip

    def _whole(self, thing: Thing) -> Thing:
        """Somebody called by the first name, a group called by its initials, under the whole one."""
        long = self.glossary.long_names.get(thing.name, "")
        if thing.kind in {"service", "person", "organisation"} and thing.name in self.glossary.short_teams:
            return Thing("team", long or thing.name)
        if long and thing.kind in _ABBREVIATED:
            group = thing.kind != "provider" and long.split()[-1].lower() in GROUPS | {"admins"}
            return Thing("team" if group else thing.kind, long)
        if thing.kind == "person" and (thing.name in self.glossary.providers or self._is_a_body(thing.name)):
            return Thing("organisation", thing.name)
        return Thing("person", self.glossary.person(thing.name)) if thing.kind == "person" else thing

    def _is_a_body(self, name: str) -> bool:
        """“LF”, where nobody on the page has these initials."""
        people = self.glossary.people
        return bool(_INITIALS.match(name)) and name.lower() not in {initials(one) for one in people}

    def _digest(self, line: int) -> str:
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return hashlib.sha256(text.strip().encode()).hexdigest()


def _kept_there(subject: Thing, predicate: str, keeper: Thing) -> str:
    """“Patreon is managed by Ada”: nobody owns or runs a well-known house here; they look after what one has there."""
    house = subject.kind == "provider" and fold_name(subject.name) in HOUSES
    return "maintained_by" if house and predicate in KEEPING and keeper.kind == "person" else predicate


def _only_talks(thing: Thing) -> bool:
    """A network where people chat: no machine stands there."""
    return fold_name(thing.name) in NETWORKS and fold_name(thing.name) not in PROVIDERS


def _undone(subject: Thing, found: Found, source: Text) -> bool:
    """Whether the words beside a name take back what is said of it."""
    gone = subject.kind == "person" and is_over(subject, source.text, -1)
    gone = gone or says_over(found.qualifiers.get("role", ""))
    return gone or is_over(found.thing, source.text, found.at)


def _link_at(source: Text, at: int) -> Link | None:
    """The link on the character at `at`."""
    place = bisect_right(source.links, at, key=lambda link: link.start) - 1
    return source.links[place] if place >= 0 and at < source.links[place].end else None


def _names(text: str, thing: Thing) -> bool:
    """Whether a link's words are the name of what was found: behind “[Website](…)” is no address of the firm's."""
    short, name = fold_name(text), fold_name(thing.name)
    return short in name or name in short or spelled(Thing(thing.kind, text))[0].name == thing.name


def spelled(thing: Thing) -> tuple[Thing, str]:
    """A thing under its usual spelling; what was garbled is repaired, and the second says so."""
    name, repaired = mended(thing.name)
    name = _SPELLINGS.get(thing.kind, {}).get(fold_name(name), name)
    note = f"“{thing.name}” was garbled" if repaired else ""
    return Thing(thing.kind, name, thing.slug), note
