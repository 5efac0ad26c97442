"""Services in a list, and what a service is called."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, DETERMINERS, VAGUE
from bailiwick.adapters.prose.rules.english.items import Item, items, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import COMMON, FORMS, PART_NOUNS, PHYSICAL, SERVICE_NOUNS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import is_capital, is_domain, is_url, known
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.lib.statements import Thing

_NO_SERVICES = wordset(
    "cdn dns registrar tls ssl certificates domains domain backups backup sponsoring hosting credits"
)
#: With one of these inside it is a sentence and no name.
_INSIDE = wordset("the a an his her its our their is are gets get has have does after not it them who that which")
_VAGUE_NOUNS = wordset("service services site sites server app instance application page pages")
_TELLING = wordset("old new main public private current primary separate")


def services(words: Sequence[Word], here: Here, *, kind: str = "service", machines: bool = False) -> list[Found]:
    """The services in a list; what is counted but not named yields nothing."""
    found = _from_to(words)
    if found:
        return found
    machine: dict[str, str] = {}
    for item in items(_named_part(words)):
        form = _form_only(item)
        if machine and item.words and is_domain(item.words[0]) and len(item.words) == 1:
            found.append(Found(Thing("host", item.words[0].text), item.words[0].start, machine))
        elif found and _describes(item):
            continue
        elif not form:
            alone = _machine_alone(unmarked(item.words), here) if machines else None
            found += [alone] if alone is not None else service(item, here, kind=kind)
        machine = form
    return found


def _describes(item: Item) -> bool:
    """“the forum, a Discourse on heron,”: what the one before is made of, no service beside it."""
    words = item.words
    program = known(words[1:], SOFTWARE) if len(words) > 1 and words[0].low in {"a", "an"} else None
    return program is not None and program[0] == 0


def _from_to(words: Sequence[Word]) -> list[Found]:
    """“many services, from the Foo site to the Bar wiki”: the two that are named."""
    lows = [word.low for word in words]
    if not VAGUE & set(lows) or "from" not in lows:
        return []
    first = lows.index("from")
    to = next((at for at, low in enumerate(lows) if low == "to" and at > first), None)
    if to is None:
        return []
    named = [_example(words[first + 1 : to]), _example(until(words[to + 1 :], frozenset({",", "."})))]
    return [found for found in named if found is not None] if all(named) else []


def _example(words: Sequence[Word]) -> Found | None:
    kept = [word for word in words if word.low not in DETERMINERS and not word.is_mark]
    while len(kept) > 1 and kept[-1].low in {"site", "website"}:
        kept.pop()
    return (
        Found(Thing("service", spell(kept)), kept[0].start) if kept and is_capital(kept[0]) and len(kept) < 5 else None
    )


def _form_only(item: Item) -> dict[str, str]:
    """“a hardware server for us”: a machine whose name may follow."""
    kept = [
        word for word in until(item.words, frozenset({"for", "to", "at"})) if word.low not in DETERMINERS - PHYSICAL
    ]
    if not kept or any(word.low not in FORMS and word.low not in PHYSICAL for word in kept) or kept[-1].low in PHYSICAL:
        return {}
    return {"form": "physical" if PHYSICAL & {word.low for word in kept} else FORMS[kept[-1].low]}


def _named_part(words: Sequence[Word]) -> list[Word]:
    return until(words, wordset("which that who because since so to when while whose via through over although but"))


def service(item: Item, here: Here, *, kind: str = "service") -> list[Found]:
    """One member of a list of services; of “several sites (A, B)” the ones that are named."""
    kept = unmarked(item.words)
    counted = any(word.low in VAGUE for word in kept) or (
        bool(kept) and kept[-1].low in {"services", "sites", "websites"}
    )
    if counted and item.note:
        return [one for note in items(item.note) for one in service(note, here, kind=kind)]
    machine = _machine(kept)
    if machine is not None and kind == "service":
        return [machine]
    some = _some_of(kept)
    thing = service_thing(some or kept, here, kind=kind)
    return [Found(thing[0], thing[1], note="says “many”, not all" if some else "")] if thing is not None else []


def _machine(kept: list[Word]) -> Found | None:
    """“our server heron”."""
    plain = [word for word in kept if word.low not in DETERMINERS]
    named = len(plain) == 2 and plain[1].text.isalnum() and plain[1].low not in SERVICE_NOUNS
    if named and plain[0].low in FORMS and not plain[1].low.endswith("s"):
        return Found(Thing("host", plain[1].text), plain[1].start, {"form": FORMS[plain[0].low]})
    return None


def _machine_alone(kept: list[Word], here: Here) -> Found | None:
    """“hosts heron and crane” below a provider: names that are no nouns are machines'."""
    about = (*here.scope.things, *here.focus)
    if len(kept) != 1 or not any(thing.kind == "provider" for thing in about):
        return None
    word = kept[0]
    small = word.text == word.low and word.text.isalnum() and len(word.text) > 2 and not word.low.endswith("s")
    plain = small and word.low not in SERVICE_NOUNS | COMMON | VAGUE | DETERMINERS | ADVERBS
    return Found(Thing("host", word.text), word.start) if plain and not word.text.isdigit() else None


def _some_of(kept: list[Word]) -> list[Word]:
    """“many of the Foo bots” → “Foo bots”: some are meant, but they have a name."""
    if not kept or kept[0].low not in {"many", "several", "some", "most"}:
        return []
    rest = kept[1:]
    while rest and rest[0].low in {"of", "the", "our"}:
        rest = rest[1:]
    return rest if rest and is_capital(rest[0]) and len(rest) > 1 else []


def service_thing(words: list[Word], here: Here, *, kind: str = "service") -> tuple[Thing, int] | None:
    """A service by its address, its name, or what it is called in its community (“the wiki”)."""
    there = _of_page(words, here)
    if there is not None:
        return there
    kept = [
        word
        for word in until(
            words, wordset("every regularly around 24/7 for on in at from with as by under running using")
        )
        if word.low not in {"e.g.", "i.e.", "namely", "including", "like", "also"}
    ]
    if any(word.low in VAGUE for word in kept):
        return None
    while kept and kept[0].low in DETERMINERS - _TELLING:
        kept.pop(0)
    if (
        not kept
        or any(word.low in VAGUE for word in kept)
        or all(word.low in FORMS or word.low in PHYSICAL for word in kept)
    ):
        return None
    if is_url(kept[0]) or is_domain(kept[0]):
        plain = all(word.low in SERVICE_NOUNS for word in kept[1:])
        return (Thing(kind, address_name(kept[0])), kept[0].start) if plain else None
    return _by_name(kept, here, kind)


def _of_page(words: list[Word], here: Here) -> tuple[Thing, int] | None:
    """What the page has by that name: “the variety database”, “heron”."""
    kept = [word for word in words if word.low not in DETERMINERS - _TELLING]
    name = spell(kept)
    if len(kept) == 1 and name in here.hosts and "." not in name:
        return Thing("host", name), kept[0].start
    sure = len(kept) > 1 or (bool(kept) and (kept != words or is_capital(kept[0])))
    called = here.glossary.called.get(name, "") if sure else ""
    return (Thing("service", called), kept[0].start) if called else None


def _by_name(kept: list[Word], here: Here, kind: str) -> tuple[Thing, int] | None:
    name = spell(kept)
    if name.lower() in _NO_SERVICES:
        return None
    mine = next((thing for thing in here.scope.things if thing.name.lower() == name.lower()), None)
    if mine is not None:
        return mine, kept[0].start
    ours = here.scope.community is not None and kept[0].text == here.scope.community.name
    if ours and all(word.low in SERVICE_NOUNS or word.low in PART_NOUNS for word in kept[1:]):
        return None
    if any(word.low in _INSIDE for word in kept[1:]):
        return None
    if len(kept) > 5 or any(word.text == "of" for word in kept) or any(is_domain(word) for word in kept):
        return None
    if (
        is_capital(kept[0])
        and len(kept) > 1
        and kept[-1].low in {"website", "site", "instance", "master", "service"}
        and all(is_capital(word) and word.low not in {"web", "main", "home"} for word in kept[:-1])
    ):
        return Thing(kind, spell(kept[:-1])), kept[0].start
    if is_capital(kept[0]) or (
        kept[-1].low in SERVICE_NOUNS and len(kept) < 4 and (len(kept) > 1 or kept[-1].low not in _VAGUE_NOUNS)
    ):
        if not is_capital(kept[0]) and any(
            word.low in {"legacy", "python-related", "related", "static", "internal", "external", "workflow", "smaller"}
            for word in kept
        ):
            return None
        return Thing(kind, name), kept[0].start
    return None


def address_name(word: Word) -> str:
    """An address as a name: without scheme and final slash."""
    return word.text.partition("//")[2].rstrip("/") if "//" in word.text else word.text.rstrip("/")
