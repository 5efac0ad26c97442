"""Addresses and channels where no pattern spoke of them: how to reach whoever the page speaks for."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import WE
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import TEAM_WORDS
from bailiwick.adapters.prose.rules.names.shapes import is_channel
from bailiwick.adapters.prose.rules.relations.reading import Reading
from bailiwick.adapters.prose.rules.slots.contacts import contacts, linked
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Statement, Thing

_REACHING = wordset("reach contact write mail email find ask join call talk chat get say")
#: Below a title with one of these whatever address stands there is for asking.
HELPING = wordset(
    "contact contacts contacting support help reach questions emergency emergencies breaks broken wrong trouble "
    "ask asking touch hold talk talking reporting"
)
CONCERNS = wordset(
    "corrections questions complaints reports abuse requests problems feedback inquiries enquiries suggestions matters "
    "moderation accounts spam security press trouble emergencies help bugs broken down urgent everything anything"
)
_FINITE = wordset("was were has have had")
_LEAD, _SHORT = 7, 18
#: What machines say in a channel is not how people are reached there.
POSTED = wordset(
    "alarms alarm notifications commits pushes builds results failures logs warnings bots posted posts announced"
)
_REFUSING = wordset("not don't don’t never no nobody")


def reaching(words: Sequence[Word], here: Here, source: Text) -> None:
    """“You find us at admins@example.org”: how to reach whoever the page speaks for."""
    if _reached_at(words, here, source):
        return
    lows = {word.low for word in words}
    titled = (
        here.scope.category in {"aspect", "page", "team"}
        and bool(here.scope.titles)
        and bool(HELPING & set(here.scope.titles[-1].lower().split()))
    )
    if titled and lows & _REFUSING:
        return
    spoken = bool(lows & _REACHING and lows & (WE | TEAM_WORDS)) or _concerns(words)
    if not titled and (not spoken or mood_of(words)):
        return
    crew = here.team or here.scope.crew or here.scope.community
    things = here.scope.things or here.about or here.scope.above or ((crew,) if crew else ())
    if things and CONCERNS & set(things[0].name.lower().split()) and crew:
        things = (crew,)
    if not things or things[0].kind == "provider":
        return
    for found in (*contacts(words, here), *linked(words, source)):
        if found.thing.kind == "contact-point":
            here.relate(things[0], "contact", found, source, "reach")


def _reached_at(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Reach Ada at ada@example.org or, better, through the list …”: her addresses, where the page has her."""
    at = next((at for at, word in enumerate(words[:5]) if word.low in {"at", "via", "through", "under"}), 0)
    name = words[1:at] if at and words[0].low in {"reach", "contact", "mail", "email", "write", "call"} else ()
    known = here.glossary.has_person(spell(name))
    told = False
    for found in contacts(words[at:], here) if name and known else ():
        if found.thing.kind == "contact-point":
            told |= here.relate(Thing("person", spell(name)), "contact", found, source, "reach")
    return told


def _concerns(words: Sequence[Word]) -> bool:
    """“Corrections to …, please”, “Abuse reports: …”: a sentence without a verb that says what an address is for."""
    lead = [word.low for word in words[:_LEAD]]
    return bool(CONCERNS & set(lead)) and not _FINITE & {word.low for word in words} and len(words) <= _SHORT


def channels(words: Sequence[Word], reading: Reading) -> None:
    """A channel that people are said to be in, where no pattern spoke of it."""
    here = reading.here
    crew = here.team or here.scope.crew or here.scope.community
    things = here.scope.things or here.about or here.scope.above or ((crew,) if crew else ())
    posted = POSTED & {word.low for word in words}
    if not any(is_channel(word) for word in words) or mood_of(words) or not things or posted:
        return
    named = {one.object for one in here.said[reading.began :] if isinstance(one, Statement)}
    for found in contacts(words, here):
        if found.thing.name.startswith("#") and found.thing not in named:
            here.relate(things[0], "contact", found, reading.source, "channel")
