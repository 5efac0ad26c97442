"""Subjects that only point: “it”, “this host”, “the whole site”; what they mean is what the section speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, VAGUE
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, unmarked, words_of, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import DUTIES, FORMS, MACHINES, NEEDS, PART_NOUNS, SERVICE_NOUNS
from bailiwick.adapters.prose.rules.sections.headings import matches_title, may_name, title_name
from bailiwick.adapters.prose.rules.slots.naming import another_service
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.subjects.akin import akin_to
from bailiwick.adapters.prose.rules.subjects.subject import UNSAID, Subject
from bailiwick.lib.statements import Thing

MACHINE_NOUNS = MACHINES - {"hypervisors"} | {"hardware"}
#: Nouns that point to what was spoken of rather than name something.
POINTING = wordset("service services site sites website server instance app application page pages web")
#: The last words of titles that name what stands below them.
_TITLES = (SERVICE_NOUNS | DUTIES | NEEDS | FORMS.keys()) - wordset("service services network networking hardware site")
#: Titles for what firms do with a community's names.
_NAMES = wordset("dns domain domains name names registrar registrars registration server servers hosting the our")
_OF_THE_PAGE = wordset("about using this")
#: What somebody has to do, and the service that does it.
_WORK = wordset("monitoring backups backup alerting")
_WHOLE = wordset("whole entire all of everything production complete actual public-facing rest")


def pointed(here: Here, *, first: bool, at: int = 0, ours: bool = True, titled: bool = True) -> Subject:
    """What was spoken of last (`first`), or what the section is about; perhaps the community (`ours`), or what
    stands above it (`titled`)."""
    things = here.focus if first else here.scope.things or here.scope.above
    if not first and all(thing.kind == "person" for thing in things):
        things = here.focus if things else ()  # Below somebody's name “it” is what they keep, and not them.
    if not things and ours and here.scope.category.startswith("aspect") and here.scope.community:
        things = (here.scope.community,)
    things = things or (_titled(here) if titled else ())
    return Subject(things, why="" if things else UNSAID, at=at)


def _titled(here: Here) -> tuple[Thing, ...]:
    """What a title calls what stands below it, where it names nothing else: “Build servers”, “Outgoing mail”."""
    title = here.scope.titles[-1] if here.scope.titles and here.scope.category == "aspect" else ""
    words = unmarked(words_of(title))
    if words and {word.low for word in words} <= _NAMES:
        above = tuple(thing for thing in here.scope.above if thing.kind == "domain" or "." in thing.name)
        return above or ((here.scope.community,) if here.scope.community else (Thing("service", title),))
    work = len(words) == 1 and words[0].low in _WORK
    plain = work or (bool(words) and words[-1].low in _TITLES and may_name(words, title))
    plain = plain and not (VAGUE | _OF_THE_PAGE) & {word.low for word in words}
    return (Thing("service", title_name(words)),) if plain and len(here.scope.titles) > 1 else ()


def pointed_by_noun(words: Sequence[Word], here: Here) -> Subject | None:
    """“the whole site”, “all of its infrastructure”, “this host”, “services deployed here”."""
    lows = [word.low for word in words]
    at = words[0].start
    if lows[-1] == "here" and "services" in lows and here.scope.category == "provider":
        return Subject(here.scope.things, at=at)
    nouns = [low for low in lows if low not in DETERMINERS and low not in _WHOLE and low not in POSSESSIVE]
    ours = here.team is not None and here.scope.things == (here.scope.community,)
    if nouns in (["team"], ["crew"], ["admins"]) and here.scope.category == "team" and not ours:
        return Subject(here.scope.things, at=at)
    if nouns in (["team"], ["group"], ["crew"], ["committee"]) and lows[0] in {"the", "this"} and here.team is not None:
        return Subject((here.team,), at=at)
    if any(
        low not in SERVICE_NOUNS and low not in PART_NOUNS and low not in MACHINE_NOUNS and low not in FORMS
        for low in nouns
    ):
        return None
    if not nouns and lows != ["everything"] and lows[-1] != "hardware":
        return None
    if (nouns and nouns[-1] in MACHINE_NOUNS) or lows[-1] == "hardware":
        return _machines(lows, here, at)
    if nouns and not (set(nouns) <= POINTING | PART_NOUNS) and not _meant(words, here):
        return None
    if len(lows) == 1 and here.scope.is_of_one_service:
        return pointed(here, first=False, at=at)
    if all(thing.kind in {"team", "person", "organisation"} for thing in here.scope.things) and here.scope.things:
        return Subject(why=UNSAID, at=at) if nouns else None
    pointing = lows[0] in {"its", "this", "these", "the", "all", "everything", "their", "both", "that", "those"}
    if not pointing or not (here.scope.things or here.scope.above or here.focus):
        return None
    same = nouns and any(thing.name.lower().endswith(f" {nouns[-1]}") for thing in here.focus)
    if lows[0] == "this" and same and not here.scope.things:
        return Subject(why=UNSAID, at=at)  # “The status site … This site …”: the one that is read is another.
    subject = pointed(here, first=not here.scope.things and bool(here.focus), at=at)
    bodies = any(thing.kind in {"organisation", "team", "person"} for thing in subject.things)
    return Subject(why=UNSAID, at=at) if bodies and nouns and set(nouns) <= POINTING else subject


def _meant(words: Sequence[Word], here: Here) -> bool:
    """“the wiki” where the section is about a wiki, or begins with it."""
    things = here.scope.things
    nouns = [word for word in words if word.low not in DETERMINERS]
    if another_service(nouns, things):
        return False
    housing = (
        here.scope.category in {"host", "provider", "data-centre"} and not {word.low for word in nouns} <= POINTING
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
    if here.machine is not None and not (lows[0] == "the" and lows[-1].endswith("s")):
        return Subject((here.machine,), at=at)
    alone = here.scope.category == "host" and here.count < 2
    if (alone or lows[0] in {"this", "these", "the", "its", "their", "those", "all"}) and here.scope.things:
        return Subject(here.scope.things, at=at)
    return None
