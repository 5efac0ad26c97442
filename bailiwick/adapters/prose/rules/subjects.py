"""What a clause is about: the words before its verb, or, when they only point, what the section is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bailiwick.adapters.prose.rules.everything import every_machine, exception, is_everything
from bailiwick.adapters.prose.rules.gazetteer import (
    DETERMINERS,
    DUTIES,
    FORMS,
    GIVEN,
    PART_NOUNS,
    PRONOUNS,
    SERVICE_NOUNS,
    SOFTWARE,
    SYSTEMS,
    VAGUE,
)
from bailiwick.adapters.prose.rules.headings import matches_title
from bailiwick.adapters.prose.rules.items import items, until
from bailiwick.adapters.prose.rules.mood import PAST
from bailiwick.adapters.prose.rules.names import initials, is_capital, is_channel, is_domain, known, organised
from bailiwick.adapters.prose.rules.naming import address_beside, another_service, apposed, thing_named
from bailiwick.adapters.prose.rules.parts import part_of
from bailiwick.adapters.prose.rules.pointing import pointed_at
from bailiwick.adapters.prose.rules.slots_services import address_name
from bailiwick.adapters.prose.rules.teams import named_team
from bailiwick.adapters.prose.rules.telling import Here
from bailiwick.adapters.prose.rules.trimming import trimmed, without_upkeep
from bailiwick.adapters.prose.rules.words import Word, spell, wordset
from bailiwick.lib.statements import Statement, Thing

UNSAID = "does not say what it is about"
_STAFF = wordset("moderators admins administrators maintainers operators mods owners")
_FEW = 4
#: Nouns that point to what was spoken of rather than name something.
_POINTING = wordset("service services site sites website server instance app application page pages web")
_STEM = 5
_OF = wordset("for of on in at from with")
_MACHINES = wordset("host server machine box vm node hosts servers machines boxes vms nodes droplet droplets hardware")
#: With one of these a subject is not what its section is about.
OTHER_ONE = wordset(
    "unofficial bridge test staging demo replica standby fallback former previous predecessor bot bots script scripts "
    "cron cronjob exporter exporters crawler importer bridges cupboard cellar cage drawer attic closet"
)
#: Made for a system or a program, they are no part of the service: “the Debian packages”.
_ADDITIONS = wordset(
    "packaging package packages installer installers port ports plugin plugins extension extensions client clients "
    "add-on add-ons binding bindings"
)
#: What is said of one of these is not said of the thing: “The only problem is PostgreSQL”.
_ABSTRACT = wordset(
    "problem reason favourite favorite alternative alternatives idea successor candidate exception choice advantage "
    "drawback difference aim hope dream lesson question answer"
)
_INSIDES = wordset("database databases backend data server instance hosting frontend")
#: “Its archive” is not the forum, and “its predecessor” is another.
_KIN = wordset("archive archives predecessor successor fork copy mirror replacement ancestor clone")
_PAIR = 2
_QUESTIONS = wordset("who what how why which")
_WHOLE = wordset("whole entire all of everything production complete actual public-facing rest")
_REACHING = wordset("contact reach ask")
#: “Every push is deployed to Lumen”: what is made of them is.
_CHANGES = wordset("push commit merge change build release")
#: “This …” of these is the page that one reads.
_PAPERS = wordset(
    "page document list overview catalogue catalog inventory register table handbook guide text note notes file"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a clause is about. `aspect`: only its code, its configuration, its problems. `why`: why there is nothing."""

    things: tuple[Thing, ...] = ()
    aspect: str = ""
    why: str = ""
    at: int = 0
    named: str = ""
    software: str = ""
    note: str = ""


def subject_of(words: Sequence[Word], here: Here) -> Subject:
    """The subject that stands in these words."""
    if words and [word.low for word in words] == ["our"] and here.scope.community and not here.scope.things:
        return Subject((here.scope.community,), at=words[0].start)
    several = pointed_at(words, here)
    if several or (several is not None and here.recent and words[0].low in {"both", "the"}):
        return Subject(several or (), at=words[0].start, why="" if several else UNSAID)
    if _is_gone(words):
        return Subject(why=PAST)
    if _asks(words):
        return Subject(why="does not say clearly what it is about")
    if [word.low for word in words] in (["both"], ["both", "of", "them"], ["both", "of", "these"]):
        return Subject(here.pair, why="" if here.pair else "not clear which two", at=words[0].start)
    one = next((thing for thing in here.pair if len(words) == 1 and thing.name == words[0].text), None)
    if one is not None:
        return Subject((one,), at=words[0].start)
    if len(words) == _PAIR and words[0].low in {"its", "their"} and words[1].low in _KIN:
        return Subject(why="about another one than the section's")
    title = {part.lower() for thing in here.scope.things for part in thing.name.split()}
    other = {word.low for word in words} & OTHER_ONE - title or is_addition(words, here)
    if about_the_old(words, here) or (here.scope.category == "service" and other):
        return Subject(why="about another one than the section's")
    called = _called(words)
    if called is not None:
        return called
    kept = without_upkeep(_owner_of(_all_of(trimmed(words))))
    if not kept or [word.low for word in kept] in (["its"], ["their"]):
        return _pointed(here, first=bool(here.focus))
    if len(kept) == 1 and kept[0].low in _INSIDES and here.scope.category == "service" and len(here.scope.things) == 1:
        return Subject(here.scope.things, at=kept[0].start)
    domains = _domains(kept)
    if domains:
        return Subject(domains, at=kept[0].start)
    channels = [word for word in kept if is_channel(word)]
    if len(channels) == 1 and len(kept) <= _FEW:
        return Subject((Thing("contact-point", channels[0].text),), at=channels[0].start)
    behind = apposed(kept)
    if behind is not None:
        return Subject((behind[0],), at=behind[1])
    team = named_team(kept)
    if team is not None and len(kept) <= _FEW:
        return Subject((team,), at=kept[0].start)
    address = address_beside(words)
    if address is not None and here.scope.category == "service" and len(here.scope.things) == 1 and here.count < 2:
        return Subject(here.scope.things, at=address.start)
    if address is not None and not here.scope.things:
        return Subject((Thing("service", address_name(address)),), at=address.start)
    lows = [word.low for word in kept]
    if "to" in lows and _REACHING & set(lows):
        kept = kept[max(at for at, low in enumerate(lows) if low in _REACHING) + 1 :]
        return subject_of(kept, here)
    head, rest = _head_and_rest(kept)
    if head and head[-1].low in _ABSTRACT:
        return Subject(why="does not say clearly what it is about")
    aspect = part_of(head)
    if aspect == "other" and lows[-1] == "backups" and set(lows[:-1]) <= {"our", "the", "all"}:
        return Subject((Thing("service", "Backups"),), at=kept[0].start)
    if aspect:
        return _aspect_of(aspect, head, rest, here)
    plain = _plain(kept, here)
    address = _own_address(words) if plain.why and not here.scope.things else None
    return Subject((Thing("service", address_name(address)),), at=address.start) if address is not None else plain


def _own_address(words: Sequence[Word]) -> Word | None:
    """“The public site at www.example.org”: what it is called where nothing else is spoken of."""
    at = next((at for at, word in enumerate(words) if at > 1 and is_domain(word)), 0)
    beside = at and words[at - 1].low in {"at", "under"} and words[0].low in {"the", "our"} and at < _FEW + 1
    return words[at] if beside else None


def about_the_old(words: Sequence[Word], here: Here) -> bool:
    """“The old website …” below “Website”: what is said is not said of the one that there is."""
    lows = [word.low for word in words[:2]]
    titled = any("old" in thing.name.lower().split() for thing in here.scope.things)
    return here.scope.category == "service" and lows in (["the", "old"], ["our", "old"], ["its", "old"]) and not titled


def is_addition(words: Sequence[Word], here: Here) -> bool:
    """“The Debian packaging” below “Source code”: made for something else, and by others."""
    return any(
        word.low in _ADDITIONS and is_capital(before) and before.start > here.begin
        and not akin_to([word], here.scope.things)
        for before, word in pairwise(words)
    )  # fmt: skip


def _called(words: Sequence[Word]) -> Subject | None:
    """“A mirror called Osprey”, “our build server, named heron,”."""
    at = next((at for at, word in enumerate(words) if at and word.low in {"called", "named"}), None)
    name = until(words[at + 1 :], frozenset({",", "(", "which", "that"})) if at else []
    if not at or not 0 < len(name) < _FEW or not (len(name) == 1 or is_capital(name[0])):
        return None
    nouns = [word.low for word in words[:at] if not word.is_mark]
    kind = "host" if nouns and nouns[-1] in _MACHINES else "service"
    return Subject((Thing(kind, spell(name)),), at=name[0].start)


def _domains(words: Sequence[Word]) -> tuple[Thing, ...]:
    """“the domains example.org and example.net”."""
    plain = [word for word in words if word.low not in DETERMINERS and not word.is_mark and word.low != "and"]
    named = bool(plain) and plain[0].low in {"domain", "domains", "names"}
    if not named or len(plain) < 2 or not all(is_domain(word) for word in plain[1:]):
        return ()
    return tuple(Thing("domain", word.text) for word in plain[1:])


def _is_gone(words: Sequence[Word]) -> bool:
    """“The phpBB that we had before …”: not the one that there is."""
    at = next((at for at, word in enumerate(words) if at and word.low in {"that", "which"}), None)
    return at is not None and bool({"had", "before", "used", "formerly"} & {word.low for word in words[at:]})


def _asks(words: Sequence[Word]) -> bool:
    """“This note says who …”, “how the wiki …”: a question inside a sentence."""
    at = next((at for at, word in enumerate(words) if word.low in _QUESTIONS), 0)
    return at > 1 and words[at - 1].text != "," and words[at - 1].low.endswith("s") and at + 1 < len(words)


def _all_of(words: list[Word]) -> list[Word]:
    """“all of our domains” → “our domains”."""
    domains = len(words) > 2 and words[1].low == "of" and words[-1].low in {"domains", "zones", "names"}
    return words[2:] if domains and words[0].low in {"all", "both", "each", "most"} else words


def _owner_of(words: list[Word]) -> list[Word]:
    """“the tracker's database” → “the tracker”: where its database is, it is."""
    at = next((at for at, word in enumerate(words) if at and word.low in {"'s", "’s"}), 0)
    return words[:at] if at and at + 2 == len(words) and words[-1].low in _INSIDES else words


def _head_and_rest(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    for at, word in enumerate(words):
        if at and word.low in {"of", "for", "with", "to", "in", "about", "from"}:
            return list(words[:at]), list(words[at + 1 :])
    return list(words), []


def _aspect_of(aspect: str, head: Sequence[Word], rest: Sequence[Word], here: Here) -> Subject:
    if aspect in {"domains", "dns"}:
        named = [word for word in (*head, *rest) if is_domain(word)]
        if named:
            things = tuple(Thing("domain", word.text) for word in named)
            return Subject(things, "dns" if aspect == "dns" else "", at=named[0].start)
        mine = tuple(thing for thing in here.scope.things if thing.kind in {"domain", "service"})
        things = mine or ((here.scope.community,) if here.scope.community else ())
        why = "" if things else "does not say whose domains"
        return Subject(things, "dns" if aspect == "dns" else "", why, head[0].start)
    base = (
        _plain(list(rest), here)
        if rest and aspect != "issues"
        else _pointed(here, first=head[0].low in {"its", "their"} and bool(here.focus))
    )
    if rest and aspect == "issues":
        base = _plain(list(rest), here)
        if base.why and not {word.low for word in rest} <= PRONOUNS:
            base = _pointed(here, first=False)
    if aspect == "config" and not rest and head[0].low == "the" and (configured := _configured(here)):
        base = Subject(configured)
    if not base.things and aspect in {"other", "watched"} and here.scope.community is not None:
        base = Subject((here.scope.community,))
    program = known(head, SOFTWARE) if not base.things or base.things == (here.scope.community,) else None
    if program is not None:
        base = Subject((Thing("service", program[2]),))
    return Subject(
        base.things, aspect, base.why, head[0].start, spell([word for word in head if word.low not in DETERMINERS])
    )


def _configured(here: Here) -> tuple[Thing, ...]:
    """“Both are set up with Ansible; the playbooks …”: those of what was said to be set up so."""
    last = here.said[-1] if here.said else None
    zones = tuple(Thing("domain", one.name) for one in here.focus if one.kind == "domain" or one.name.count(".") == 1)
    if zones:
        return zones
    set_up = isinstance(last, Statement) and last.predicate == "configured_with"
    return (last.subject,) if isinstance(last, Statement) and set_up else ()


def _plain(words: list[Word], here: Here) -> Subject:
    """A noun phrase without an aspect."""
    lows = [word.low for word in words]
    at = words[0].start if words else 0
    if (len(words) == 1 and lows[0] in PRONOUNS) or lows in (
        ["all", "of", "it"],
        ["all", "of", "them"],
    ):
        return _pointed(here, first=bool(here.focus), at=at, ours=False)
    if len(words) <= 2 and lows[-1] in _STAFF and lows[0] in {"the", "our", "its", lows[-1]} and here.scope.things:
        return _pointed(here, first=False, at=at)
    if lows[0] in {"every", "each", "any"} and lows[-1] in _CHANGES:
        return _pointed(here, first=False, at=at)
    if lows == ["there"] and (here.machine or here.focus):
        return Subject((here.machine,) if here.machine else here.focus, at=at)
    if lows[-1] == "own":
        return Subject(why="somebody's own", at=at)
    if lows[0] in {"this", "these"} and lows[-1] in _PAPERS and not here.scope.things:
        return Subject(why="says it of the page itself", at=at)
    if set(lows) & {"we", "us", "i", "you"}:
        return Subject(why="does not say who “we” are", at=at)
    if lows[-1] in GIVEN and set(lows) <= GIVEN | DETERMINERS:
        return _pointed(here, first=False, at=at)
    ours = here.scope.community
    if ours is not None and every_machine(words) and here.scope.category not in {"host", "provider"}:
        return Subject((ours,), at=at, note=exception(words))
    generic = _generic(words, here) if lows != ["everything"] or here.scope.things or not here.scope.community else None
    if generic is not None:
        return generic
    if here.scope.community is not None and is_everything(lows):
        return Subject((here.scope.community,), at=at)
    if set(lows) & VAGUE:
        return Subject(why=f"too vague: “{spell(words)}”", at=at)
    return _named(words, here)


def _pointed(here: Here, *, first: bool, at: int = 0, ours: bool = True) -> Subject:
    things = here.focus if first else here.scope.things or here.scope.above
    if not things and ours and here.scope.category.startswith("aspect") and here.scope.community:
        things = (here.scope.community,)
    return Subject(things, why="" if things else UNSAID, at=at)


def _generic(words: Sequence[Word], here: Here) -> Subject | None:
    """“the whole site”, “all of its infrastructure”, “this host”, “services deployed here”."""
    lows = [word.low for word in words]
    at = words[0].start
    if lows[-1] == "here" and "services" in lows and here.scope.category == "provider":
        return Subject(here.scope.things, at=at)
    nouns = [low for low in lows if low not in DETERMINERS and low not in _WHOLE and low not in {"'s", "’s"}]
    if nouns in (["team"], ["crew"], ["admins"]) and here.scope.category == "team":
        return Subject(here.scope.things, at=at)
    if nouns in (["team"], ["group"], ["crew"], ["committee"]) and lows[0] in {"the", "this"} and here.team is not None:
        return Subject((here.team,), at=at)
    if any(
        low not in SERVICE_NOUNS and low not in PART_NOUNS and low not in _MACHINES and low not in FORMS
        for low in nouns
    ):
        return None
    if not nouns and lows != ["everything"] and lows[-1] != "hardware":
        return None
    if (nouns and nouns[-1] in _MACHINES) or lows[-1] == "hardware":
        return _machines(lows, here, at)
    if nouns and not (set(nouns) <= _POINTING | PART_NOUNS) and not _meant(words, here):
        return None
    if len(lows) == 1 and here.scope.category == "service" and len(here.scope.things) == 1:
        return _pointed(here, first=False, at=at)
    if all(thing.kind in {"team", "person", "organisation"} for thing in here.scope.things) and here.scope.things:
        return Subject(why=UNSAID, at=at) if nouns else None
    pointing = lows[0] in {"its", "this", "these", "the", "all", "everything", "their", "both", "that", "those"}
    if not pointing or not (here.scope.things or here.scope.above or here.focus):
        return None
    pointed = _pointed(here, first=not here.scope.things and bool(here.focus), at=at)
    bodies = any(thing.kind in {"organisation", "team", "person"} for thing in pointed.things)
    return Subject(why=UNSAID, at=at) if bodies and nouns and set(nouns) <= _POINTING else pointed


def _meant(words: Sequence[Word], here: Here) -> bool:
    """“the wiki” where the section is about a wiki, or begins with it."""
    things = here.scope.things
    nouns = [word for word in words if word.low not in DETERMINERS]
    if another_service(nouns, things):
        return False
    housing = (
        here.scope.category in {"host", "provider", "data-centre"} and not {word.low for word in nouns} <= _POINTING
    )
    return (
        bool(things)
        and not housing
        and not any(thing.kind in {"organisation", "team", "person"} for thing in things)
        and (
            here.count < 2
            or akin_to(words, things)
            or any(matches_title(word.text, one) for word in nouns for one in things)
        )
    )


def _machines(lows: Sequence[str], here: Here, at: int) -> Subject | None:
    if here.machine is not None:
        return Subject((here.machine,), at=at)
    alone = here.scope.category == "host" and here.count < 2
    if (alone or lows[0] in {"this", "these", "the", "its", "their", "those", "all"}) and here.scope.things:
        return Subject(here.scope.things, at=at)
    return None


def _named(words: list[Word], here: Here) -> Subject:
    head = until(words, _OF)
    placed = 0 < len(head) < len(words) and words[len(head)].low == "on"
    subject = _by_name(head if placed else words, here)
    apposed_behind = any(word.text == "," for word in words[len(head) :])
    if subject.why and head and len(head) < len(words) and not apposed_behind:
        shorter = _by_name(head, here)
        return subject if shorter.why else shorter
    return subject


def _by_name(words: list[Word], here: Here) -> Subject:
    at = words[0].start if words else 0
    ours = here.scope.community.name if here.scope.community else ""
    name = [word for word in words if word.low not in DETERMINERS]
    name = [word for word in name if word.text != ours] or name
    if not name:
        return Subject(why="no relation found", at=at)
    mine = tuple(
        thing
        for thing in here.scope.things
        if matches_title(spell(name), thing) or initials(spell(name).title()) == thing.name.lower()
    )
    if mine:
        title = spell(name) if initials(spell(name).title()) == mine[0].name.lower() and len(name) > 1 else ""
        return Subject(mine, at=at, named=title)
    made = _apposed_program(words, here)
    if made is not None:
        return made
    shared = _sharing_a_noun(words)
    if shared is not None:
        things = tuple(Thing("service", name) for name in shared)
        return Subject(things, why="" if things else "does not say clearly what it is about", at=at)
    listed = [one for item in items(words) if (one := _called_so(list(item.words), here)) is not None]
    if listed and len(listed) == sum(1 for item in items(words)):
        return Subject(tuple(listed), at=at)
    program = known(words[:-1], SOFTWARE) if words[-1].low == "itself" else None
    if program is not None:
        return Subject((Thing("service", program[2]),), at=at)
    programs = [known(item.words, SOFTWARE) for item in items(words)]
    if here.scope.category == "service" and len(here.scope.things) == 1 and _all_whole(programs, words):
        return Subject(here.scope.things, at=at, software=programs[0][2] if programs[0] else "")
    described = _described(words, here)
    if described is not None:
        return described
    if are_made(words, here):
        return Subject((Thing("service", spell(words)),), at=at)
    return Subject(why="does not say clearly what it is about", at=at)


def _sharing_a_noun(words: Sequence[Word]) -> list[str] | None:
    """“The Arm and Power builds” → “Arm builds”, “Power builds”: the noun behind the last belongs to each."""
    named = [[word for word in item.words if word.low not in DETERMINERS] for item in items(until(words, _OF))]
    if len(named) < _PAIR or words[0].low not in DETERMINERS or not all(named):
        return None
    last = named[-1][-1]
    if not all(len(one) == 1 for one in named[:-1]) or len(named[-1]) != _PAIR or last.text != last.low:
        return None
    if not all(is_capital(one[0]) for one in named) or not last.low.endswith("s"):
        return None
    noun = last.low[:-1] if last.low[:-1] in SERVICE_NOUNS and last.low != "builds" else last.low
    return [f"{one[0].text} {noun}" for one in named] if noun in DUTIES | SERVICE_NOUNS else []


def _apposed_program(words: Sequence[Word], here: Here) -> Subject | None:
    """“The homeserver, a Synapse,”: one thing, and what it is made of."""
    parts = [item.words for item in items(words)]
    program = known(parts[1][1:], SOFTWARE) if len(parts) == 2 and parts[1][0].low in {"a", "an"} else None
    if program is None or program[:2] != (0, len(parts[1]) - 1):
        return None
    named = _by_name(list(parts[0]), here)
    return replace(named, software=program[2]) if named.things else None


def are_made(words: Sequence[Word], here: Here) -> bool:
    """“Release files”, “Container images” as the first words of a sentence that no section of a service has."""
    if not words:
        return False
    first, rest = words[0], words[1:]
    plain = first.text.isalpha() and first.text[1:] == first.low[1:] and all(word.text == word.low for word in rest)
    made = 1 < len(words) < _FEW and words[-1].low in DUTIES - _POINTING and words[-1].low.endswith("s")
    return plain and made and here.scope.category not in {"service", "team"} and first.low not in DETERMINERS


def _called_so(words: list[Word], here: Here) -> Thing | None:
    """By its name; where no service is spoken of, a program's name is one too, and what the page has as one."""
    plain = len(words) == 1 and here.scope.category not in {"service", "host"} and words[0].text not in here.hosts
    address = here.glossary.labels.get(words[0].text) if plain else None
    named = thing_named(words, here) if address is None else Thing("service", address)
    if named is not None or here.about or here.scope.category == "service":
        return named
    name = [word for word in words if word.low not in DETERMINERS]
    program = known(name, SOFTWARE)
    whole = program is not None and program[:2] == (0, len(name)) and program[2] not in SYSTEMS
    ours = len(name) == 1 and name[0].text in here.glossary.services
    return Thing("service", spell(name)) if ours or (whole and is_capital(name[0])) else None


def _of_another_sort(words: Sequence[Word], things: tuple[Thing, ...]) -> bool:
    """“the nightly builds” below “Continuous builds”."""
    name = [word.low for word in words if word.low not in DETERMINERS]
    titles = [thing.name.lower().split() for thing in things]
    return len(name) > 1 and any(len(title) > 1 and title[-1] == name[-1] and title[0] != name[0] for title in titles)


def akin_to(words: Sequence[Word], things: tuple[Thing, ...]) -> bool:
    """“the build server” below “Builds”."""
    starts = {part.lower()[:_STEM] for thing in things for part in thing.name.split() if len(part) >= _STEM}
    parts = {part.lower().rstrip("s") for thing in things for part in thing.name.split()}
    return any(word.low[:_STEM] in starts or word.low.rstrip("s") in parts for word in words)


def _all_whole(programs: Sequence[tuple[int, int, str] | None], words: Sequence[Word]) -> bool:
    """Whether a list is nothing but programs: “Postfix and Dovecot run on …” is about the service made of them."""
    lists = list(items(words))
    return bool(programs) and all(
        program is not None and program[:2] == (0, len(item.words))
        for program, item in zip(programs, lists, strict=True)
    )


def _are_what_it_serves(words: Sequence[Word], here: Here) -> bool:
    """“Release tarballs are stored …” as the first words of a section “Downloads”."""
    first = words[0]
    plain = first.start == here.begin and first.low.isalpha() and all(word.text == word.low for word in words[1:])
    plural = words[-1].low.endswith("s") and len(words) <= _FEW - 1 and not words[-1].low.endswith("ss")
    return plain and plural and (here.count < 2 or akin_to(words, here.scope.things))


def _described(words: list[Word], here: Here) -> Subject | None:
    """“The example.org Mailman instance” in a service's own section is that service."""
    things = here.scope.things
    if (
        organised(words)
        or not things
        or here.scope.category != "service"
        or not (words[0].low in {"the", "our", "its", "this", "a", "an"} or _are_what_it_serves(words, here))
        or _of_another_sort(words, things)
        or another_service(words, things)
    ):
        return None
    if (
        here.focus
        and here.focus != things
        and not akin_to(words, things)
        and not any(matches_title(word.text, thing) for word in words for thing in things)
    ):
        return None
    program = known(words, SOFTWARE)
    return Subject(things, at=words[0].start, software=program[2] if program else "")
