"""What a plain clause is about: a name that the page knows, what a word points to, or a noun that names a service."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.trimming import trimmed
from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, DETERMINERS, VAGUE
from bailiwick.adapters.prose.rules.english.items import items
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import (
    COMMON,
    FORMS,
    PART_NOUNS,
    PROVIDERS,
    SERVICE_NOUNS,
    SOFTWARE,
    TEAM_WORDS,
)
from bailiwick.adapters.prose.rules.names.shapes import contact_point, is_capital, is_domain, known_whole
from bailiwick.adapters.prose.rules.sections.headings import matches_title
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.akin import akin_to
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.rules.subjects.pointing import pointed_at
from bailiwick.lib.statements import Thing

#: Nouns that no service is called by, alone.
_NO_SERVICES = wordset(
    "account accounts money code disk disks room building association key keys password passwords contract cable line "
    "uplink address addresses name names document rest bulk traffic power software language licence license year time "
    "way person contact owner owners box foundation university company sponsor sponsors credits space office text "
    "texts aliases goal purpose idea rota members membership organisation organization registration group board theme "
    "logo history plan problem problems rule rules people alerts alert alarms notifications questions question "
    "requests request complaints errors error messages changes work bill bills invoice invoices costs fees donations "
    "donation domain domains zone zones process script scripts job jobs task tasks admins admin passphrase secrets "
    "secret access management list hardware machines computers thing things part parts half version data files result "
    "results page pages service services site sites user users"
)
_LONGEST = 3
#: … and none whatever stands before them.
_NEVER = wordset(
    "channel channels room rooms group groups meeting meetings code source sources account accounts name names key "
    "keys password passwords services sites applications apps things people"
)
#: Another one than is spoken of.
_OTHERS = wordset(
    "old former previous legacy other another copy copies second test new backup standby fallback staging whole entire"
)
#: What is no service by itself, but somebody's task.
_DUTIES = wordset("dns backups backup monitoring accounts domains mail email hosting hardware certificates mailboxes")
#: What is a thing's own: “the errors of the broker” are the broker's.
_PARTS = wordset("errors sessions state data traffic pages files output input content contents front uploads cache")


def spoken_of(words: Sequence[Word], here: Here, *, duty: bool = False, only: bool = False) -> tuple[Thing, ...]:
    """The things that stand in a subject; nothing where one of them is unclear. `duty`: somebody takes care of them.

    `only`: nothing is done with them, they only are: then one word that no article stands before is too little.
    """
    kept = [word for word in trimmed(words) if word.low not in ADVERBS or word.low == "both"]
    if kept and kept[0].low in {"while", "whereas", "and", "but"}:
        kept = kept[1:]
    lows = {word.low for word in kept}
    pointed = pointed_at(kept, here) if kept else ()
    if pointed is not None:
        return pointed
    if {"there", "from"} & lows or lows & _OTHERS:
        return ()  # “Mail from the forum” is not all mail.
    listed = [item for item in items(kept) if item.words]
    listed = [item for item in listed if item is listed[0] or item.words[0].low not in {"a", "an"}]
    named = [_known(item.words, here) for item in listed]
    if all(named) and named:
        return tuple(thing for thing in named if thing is not None)
    subject = subject_of(words, here)
    if subject.things and not subject.why and not subject.aspect:
        return subject.things
    if subject.aspect not in {"", "other"}:
        return ()
    of = next((at for at, word in enumerate(kept) if word.low == "of"), 0)
    if of and kept[of - 1].low in _PARTS and of + 1 < len(kept):
        return spoken_of(kept[of + 1 :], here, duty=duty, only=only)
    things = [thing or _noun(item.words, here, duty=duty, only=only) for thing, item in zip(named, listed, strict=True)]
    return tuple(thing for thing in things if thing is not None) if all(things) else ()


def _plain(words: Sequence[Word]) -> list[Word]:
    kept = unmarked(words)
    while len(kept) > 1 and kept[0].low in DETERMINERS | {"both", "all"}:
        kept.pop(0)
    return kept


def _known(words: Sequence[Word], here: Here) -> Thing | None:
    """A name that the page or the world knows."""
    kept = _plain(words)
    if not kept:
        return None
    if len(kept) == 1 and (point := contact_point(kept[-1])) is not None:
        return point
    if (
        len(kept) == 2
        and kept[0].low in {"list", "address", "channel"}
        and (point := contact_point(kept[-1])) is not None
    ):
        return point
    if len(kept) == 1 and kept[0].low in {"he", "she"}:
        return here.person
    if len(kept) == 1 and kept[0].text in here.hosts:
        return Thing("host", kept[0].text)
    name = spell(kept)
    mine = next((thing for thing in here.scope.things if matches_title(name, thing)), None)
    if mine is not None:
        return mine
    if name in here.glossary.called:
        return Thing("service", here.glossary.called[name])
    if is_domain(kept[0]):
        return Thing("service", name) if len(kept) == 1 else None
    house, program = known_whole(kept, PROVIDERS), known_whole(kept, SOFTWARE)
    if house:
        return Thing("provider", house)
    if program:
        own = here.scope.things
        return own[0] if len(own) == 1 and own[0].kind == "service" else Thing("service", program)
    somebody = people(words, here)
    sure = len(somebody) == 1 and (somebody[0].thing.kind == "team" or here.glossary.has_person(somebody[0].thing.name))
    return somebody[0].thing if sure else None


def _noun(words: Sequence[Word], here: Here, *, duty: bool, only: bool) -> Thing | None:
    """“Crash reports”, “the build machines”: what a community calls a service, outside of another's section."""
    kept = _plain(words)
    described = words[0].low in {"the", "our", "all"}
    several = kept[-1].low.endswith("s") and not kept[-1].low.endswith("ss")
    if len(kept) == 1 and duty and kept[0].low in _DUTIES:
        return Thing("service", kept[0].text)
    if not 0 < len(kept) <= _LONGEST or not (described or several or duty or kept[-1].low in SERVICE_NOUNS):
        return None
    if only and len(kept) == 1 and not described and kept[0].low not in SERVICE_NOUNS:
        return None
    small = all(word.text.replace("-", "").isalpha() and word.text[1:] == word.low[1:] for word in kept)
    if not small or any(is_capital(word) for word in kept[1:]) or (is_capital(kept[0]) and described):
        return None
    lows = {word.low for word in kept}
    vague = (
        lows & (VAGUE | TEAM_WORDS | PART_NOUNS)
        or kept[-1].low in COMMON | set(FORMS)
        or (len(kept) == 1 and lows & _NO_SERVICES)
    )
    own = here.scope.category == "service" and bool(here.scope.things)
    if vague or kept[-1].low in _NEVER:
        return None
    if own:
        return here.scope.things[0] if akin_to(kept, here.scope.things) and len(here.scope.things) == 1 else None
    return Thing("service", spell(kept))
