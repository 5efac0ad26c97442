"""Subjects that have a name, or a description that can only mean one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.clauses.plain import is_participle
from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, DETERMINERS
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import (
    DUTIES,
    FORMS,
    NEEDS,
    PROVIDERS,
    SERVICE_NOUNS,
    SOFTWARE,
    SYSTEMS,
)
from bailiwick.adapters.prose.rules.names.shapes import (
    initials,
    is_capital,
    is_domain,
    is_mail,
    known,
    known_whole,
    organised,
)
from bailiwick.adapters.prose.rules.sections.headings import matches_title
from bailiwick.adapters.prose.rules.slots.naming import another_service, thing_named
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.akin import akin_to, of_another_sort
from bailiwick.adapters.prose.rules.subjects.by_nouns import OF, named_by_nouns
from bailiwick.adapters.prose.rules.subjects.everything import SEVERAL_MACHINES
from bailiwick.adapters.prose.rules.subjects.pointed import MACHINE_NOUNS, POINTING
from bailiwick.adapters.prose.rules.subjects.subject import UNCLEAR, Subject
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_FEW = 4
_PAIR = 2
_BOXES = wordset("mailing list lists address addresses mailbox mailboxes mail e-mail email alias aliases")


def called(words: Sequence[Word]) -> Subject | None:
    """“A mirror called Osprey”, “our build server, named heron,”."""
    at = next((at for at, word in enumerate(words) if at and word.low in {"called", "named"}), None)
    name = until(words[at + 1 :], frozenset({",", "(", "which", "that"})) if at else []
    if not at or not 0 < len(name) < _FEW or not (len(name) == 1 or is_capital(name[0])):
        return None
    nouns = [word.low for word in words[:at] if not word.is_mark]
    kind = "host" if nouns and nouns[-1] in MACHINE_NOUNS else "service"
    return Subject((Thing(kind, spell(name)),), at=name[0].start)


def defined(words: Sequence[Word], here: Here) -> Subject | None:
    """“Osprey is a cluster” (administered by …): the sentence says by itself what a name that nobody knows is."""
    at = next((at for at, word in enumerate(words[:_FEW]) if at and word.low in {"is", "are"}), 0)
    noun = until(words[at + 1 :], OF | {",", "that", "which", "with", "used", "("})
    name = [word for word in words[:at] if word.low != "the"]
    if not name or len(noun) < _PAIR or noun[0].low not in {"a", "an", "our", "the", "another"}:
        return None
    noun = [word for word in noun if not is_participle(word) and word.low not in ADVERBS and not word.is_mark]
    kind = "host" if noun[-1].low in FORMS else "service" if noun[-1].low in SERVICE_NOUNS else ""
    named = all(is_capital(word) or word.text in here.hosts or is_domain(word) for word in name)
    if not kind or not named or known(name, PROVIDERS) or organised(name):
        return None
    return Subject((Thing(kind, spell(name)),), at=name[0].start)


def domains_in(words: Sequence[Word]) -> tuple[Thing, ...]:
    """“the domains example.org and example.net”, “the example.org domain”."""
    plain = [word for word in words if word.low not in DETERMINERS and not word.is_mark and word.low != "and"]
    plain = [word for word in plain if word.low != "name" or word is plain[0]]
    nouns = [at for at in (0, -1) if plain and plain[at].low in {"domain", "domains", "names"}]
    named = [word for word in plain if word is not plain[nouns[0]]] if nouns else []
    return tuple(Thing("domain", word.text) for word in named) if all(is_domain(word) for word in named) else ()


def lists_in(words: Sequence[Word]) -> tuple[Thing, ...]:
    """“the news@example.org and users@example.org lists”, “the address board@example.org”."""
    plain = [word for word in words if word.low not in DETERMINERS and not word.is_mark and word.low != "and"]
    named = [word for word in plain if is_mail(word)]
    nouns = {word.low for word in plain if not is_mail(word)}
    return tuple(Thing("contact-point", word.text) for word in named) if named and nouns <= _BOXES else ()


def own_address(words: Sequence[Word]) -> Word | None:
    """“The public site at www.example.org”: what it is called where nothing else is spoken of."""
    at = next((at for at, word in enumerate(words) if at > 1 and is_domain(word)), 0)
    beside = at and words[at - 1].low in {"at", "under"} and words[0].low in {"the", "our"} and at < _FEW + 1
    return words[at] if beside else None


def subject_named(words: list[Word], here: Here) -> Subject:
    """By the whole name, or by what stands before “for”, “of”, “on” when the whole says nothing."""
    head = until(words, OF)
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
    titled = here.scope.titles[0] if here.scope.titles and not here.scope.things else ""
    if len(name) > 1 and fold_name(spell(name)) == fold_name(titled):
        return Subject((Thing("service", titled),), at=at)
    made = _apposed_program(words, here)
    if made is not None:
        return made
    shared = _sharing_a_noun(words)
    if shared is not None:
        things = tuple(Thing("service", name) for name in shared)
        return Subject(things, why="" if things else UNCLEAR, at=at)
    listed = [one for item in items(words) if (one := _called_so(list(item.words), here)) is not None]
    if listed and len(listed) == sum(1 for item in items(words)):
        return Subject(tuple(listed), at=at)
    program = known(words[:-1], SOFTWARE) if words[-1].low == "itself" else None
    if program is not None:
        return Subject((Thing("service", program[2]),), at=at)
    programs = [known(item.words, SOFTWARE) for item in items(words)]
    if here.scope.is_of_one_service and _all_whole(programs, words):
        return Subject(here.scope.things, at=at, software=programs[0][2] if programs[0] else "")
    described = _described(words, here)
    if described is not None:
        return described
    if are_made(words, here):
        return Subject((Thing("service", spell(words)),), at=at)
    return named_by_nouns(words, here) or Subject(why=UNCLEAR, at=at)


def _sharing_a_noun(words: Sequence[Word]) -> list[str] | None:
    """“The Arm and Power builds” → “Arm builds”, “Power builds”: the noun behind the last belongs to each."""
    named = [[word for word in item.words if word.low not in DETERMINERS] for item in items(until(words, OF))]
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
    made = 1 < len(words) < _FEW and words[-1].low in (DUTIES | NEEDS) - POINTING and words[-1].low.endswith("s")
    return plain and made and here.scope.category not in {"service", "team"} and first.low not in DETERMINERS


def _called_so(words: list[Word], here: Here) -> Thing | None:
    """By its name; where no service is spoken of, a program's name is one too, and what the page has as one."""
    plain = len(words) == 1 and here.scope.category not in {"service", "host"} and words[0].text not in here.hosts
    address = here.glossary.labels.get(words[0].text) if plain else None
    named = thing_named(words, here) if address is None else Thing("service", address)
    if named is not None or here.about or here.scope.category == "service":
        return named
    name = [word for word in words if word.low not in DETERMINERS]
    program = known_whole(name, SOFTWARE)
    whole = program and program not in SYSTEMS
    ours = len(name) == 1 and name[0].text in here.glossary.services
    return Thing("service", spell(name)) if ours or (whole and is_capital(name[0])) else None


def _all_whole(programs: Sequence[tuple[int, int, str] | None], words: Sequence[Word]) -> bool:
    """Whether a list is nothing but programs: “Postfix and Dovecot run on …” is about the service made of them."""
    lists = list(items(words))
    return bool(programs) and all(
        program is not None and program[:2] == (0, len(item.words))
        for program, item in zip(programs, lists, strict=True)
    )


def _described(words: list[Word], here: Here) -> Subject | None:
    """“The example.org Mailman instance” in a service's own section is that service."""
    things = here.scope.things
    if (
        organised(words)
        or not things
        or here.scope.category != "service"
        or not (words[0].low in {"the", "our", "its", "this", "a", "an"} or _are_what_it_serves(words, here))
        or of_another_sort(words, things)
        or another_service(words, things)
        or _is_part(words, things, here)
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


def _is_part(words: Sequence[Word], things: tuple[Thing, ...], here: Here) -> bool:
    """“The origin servers” below “Downloads”, “Our core systems” below a title of two: not what the title names."""
    other = words[-1].low in SEVERAL_MACHINES or (len(things) > 1 and words[0].low == "our")
    return other and not akin_to(words[:-1], things) and named_by_nouns(words, here) is not None


def _are_what_it_serves(words: Sequence[Word], here: Here) -> bool:
    """“Release tarballs are stored …” as the first words of a section “Downloads”."""
    first = words[0]
    plain = first.start == here.begin and first.low.isalpha() and all(word.text == word.low for word in words[1:])
    plural = words[-1].low.endswith("s") and len(words) <= _FEW - 1 and not words[-1].low.endswith("ss")
    return plain and plural and (here.count < 2 or akin_to(words, here.scope.things))
