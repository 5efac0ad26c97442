"""Notes behind a name that have no verb, or one of their own: “source in web/site”, “login: Ada”, “password with Bert”.

| written                                    | says                                            |
|--------------------------------------------|-------------------------------------------------|
| source in web/site; bugs go to web/site    | where its code and its problems are             |
| #wiki on OFTC; wiki@example.org            | how to reach whoever it is of                   |
| signing key: Ada; releases: Ada, Bert      | whom the page knows keeps it                    |
| only Ada has the login; password with Ada  | so does who can get in                          |
| registered to Ada; written by Ada          | and whose it is, or who writes it               |
| mine; also hers                            | theirs in whose section it stands               |
| Icinga for wiki and blog                   | behind “Monitoring”: what watches these         |
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import ARTICLES, THROUGH
from bailiwick.adapters.prose.rules.english.items import items, outside, until
from bailiwick.adapters.prose.rules.english.keys import head_of, key_of
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, spell, wordset
from bailiwick.adapters.prose.rules.names.named_people import is_first_name
from bailiwick.adapters.prose.rules.names.shapes import contact_point, is_url
from bailiwick.adapters.prose.rules.relations.reaching import CONCERNS
from bailiwick.adapters.prose.rules.slots.contacts import contacts
from bailiwick.adapters.prose.rules.slots.links import repositories, trackers
from bailiwick.adapters.prose.rules.slots.made import watchers
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.slots.where import provider
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_ARTICLES = ARTICLES | {"."}
_CODE = wordset("source sources code repo repository")
_PROBLEMS = wordset("bugs problems issues tickets complaints bug")
_LEADING = wordset("in into at on to go goes is are lives live via reports tracker here see report with ;")
#: What lets somebody in.
_SECRETS = wordset(
    "login logins password passwords passphrase key keys credentials account accounts root token tokens access"
)
_HOLDING = wordset("has have holds hold knows know keeps keep owns own")
_FILLING = wordset("only just the all a both admin owner root our also still currently an full complete nearly")
#: What the community has somewhere …
_WHAT_IT_IS = wordset("project org organisation organization account page group workspace team space community server")
#: … and what is said of it.
_SAYING = wordset(
    "registered owned managed run maintained administered controlled operated held kept with admins admin"
)
_READ = wordset("newsletter blog podcast magazine news digest zine journal bulletin")
#: “…, same for the others”
_LIKEWISE = wordset("same likewise ditto")
_WATCHING = wordset("monitoring uptime checks alerts alerting watching pings probes")
#: Whoever stands behind one of these does not keep it.
_NO_KEEPERS = wordset(
    "author authors founder founders idea thanks thank design logo photo photos contact ask complaints former previous "
    "old ex until written created started original formerly past credit credits copyright sponsor sponsors billing "
    "bill next new future substitute absent user users customer member members since not"
)
_LONGEST_KEY, _LONGEST = 4, 12
_KEPT = frozenset({"service", "host", "domain", "repository", "contact-point", "provider"})


def told_behind(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """Say what a note says of `named`; False when it is none of these."""
    if not words or len(words) > _LONGEST or mood_of(words) or named.kind not in _KEPT:
        return False
    readers = (_mine, _code, _reached, _kept, _let_in, _registered, _appointed, _watched)
    return any(reader(words, named, here, source) for reader in readers)


def _mine(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“Mine”, “also hers” as all that an entry in somebody's section says."""
    lows = [word.low for word in words if word.low not in {"also", "all"}]
    if here.scope.category != "person" or lows not in (["mine"], ["hers"], ["his"]):
        return False
    return here.relate(named, "maintained_by", Found(here.scope.things[0], words[0].start), source, lows[0])


def without_itself(words: Sequence[Word], named: Thing) -> Sequence[Word]:
    """“@harbour registered to Ada” behind “Mastodon”, “harbour project with admins …”: without what it is there.

    A handle, an address or “the … project” says again what the name before the colon says.
    """
    at = next((at for at, word in enumerate(words[:_LONGEST_KEY]) if word.low in _SAYING), 0)
    first = words[0].text
    once = at == 1 and (first.startswith("@") or is_url(words[0])) and named.kind == "service"
    said = 1 < at < _LONGEST_KEY and words[at - 1].low in _WHAT_IT_IS
    plain = not any(word.is_mark for word in words[:at])
    return words[at:] if plain and (once or said) else words


def _code(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“source in web/site”, “problems: issue tracker”, “code is at …”."""
    rest = [word for word in words[1:] if word.low not in _LEADING and word.text != ":"]
    first, told = words[0].low, False
    if not rest or len(rest) == len(words[1:]) or named.kind == "provider":
        return False
    for found in repositories(rest, source, rest[0].start) if first in _CODE else ():
        told |= here.relate(named, "source_repo", found, source, first)
    for found in trackers(rest, source, rest[0].start) if first in _PROBLEMS else ():
        told |= here.relate(named, "tracker", found, source, first)
    return told


def _reached(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“#wiki on OFTC”: an address or a channel, and nothing before it."""
    concerns = CONCERNS & set(named.name.lower().split())
    if contact_point(words[0]) is None or named.kind == "provider" or concerns:
        return False
    found = [one for one in contacts(words, here) if one.thing.kind == "contact-point"]
    return sum(here.relate(named, "contact", one, source) for one in found) > 0


def _kept(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“signing key: Ada”: a key that nobody knows, with people behind it whom the page has elsewhere."""
    colon = next((at for at, word in enumerate(words[: _LONGEST_KEY + 1]) if word.text == ":"), 0)
    lows = {word.low for word in words[:colon]}
    if not colon or lows & _NO_KEEPERS or any(word.is_mark for word in words[:colon]):
        return False
    key = head_of(spell(words[:colon]))
    whole = key.partition("/")[2] == "people"
    return _keepers(words[colon + 1 :], named, here, source, spell(words[:colon]), whole=whole)


def _let_in(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“only Ada has the login”, “password with Ada”, “owner account is Ada's”."""
    kept = [word for word in outside(words) if word.low not in _FILLING]
    at = next((at for at, word in enumerate(kept) if word.low in _HOLDING), 0)
    if at and len(kept) > at + 1 and all(word.low in _SECRETS or word.low == "to" for word in kept[at + 1 :]):
        return _keepers(kept[:at], named, here, source, kept[-1].low)
    if len(kept) > 2 and kept[0].low in _SECRETS and kept[1].low in {"with", "is", "are"}:
        rest = kept[2:-1] if kept[-1].low in POSSESSIVE else kept[2:] if kept[1].low == "with" else []
        return bool(rest) and _keepers(rest, named, here, source, kept[0].low)
    return False


def _registered(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“channel registered to Ada”; “written by Ada” behind a newsletter's name."""
    at = next((at for at, word in enumerate(words[:3]) if word.low in {"registered", "written"}), None)
    if at is None or at + 2 >= len(words):
        return False
    to = next((to for to, word in enumerate(words) if to > at + 2 and word.low == "to"), None)
    if words[at].low == "registered" and words[at + 1].low in THROUGH and to is not None:
        told = _keepers(until(words[to + 1 :], _LIKEWISE), named, here, source, "registered", "owned_by", whole=True)
        for found in provider(words[at + 2 : to], here):
            told |= here.relate(named, "registrar", found, source, "registered")
        return told
    mine = words[at].low == "registered" and words[at + 1].low == "to"
    penned = words[at + 1].low == "by" and named.name.lower().split()[-1] in _READ
    owned = "owned_by" if mine else "maintained_by"
    return (mine or penned) and _keepers(words[at + 2 :], named, here, source, words[at].low, owned, whole=True)


def _appointed(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“with Ada and Bert as admins”: who they are there."""
    at = next((at for at, word in enumerate(words) if word.low == "as"), 0)
    role = key_of(spell([word for word in words[at + 1 :] if word.low not in _ARTICLES])) if at else ""
    if words[0].low != "with" or role.partition("/")[2] not in {"people", "contact"}:
        return False
    found = [one for one in people(words[1:at], here) if one.thing.kind in {"person", "team"}]
    return sum(here.relate(named, role.partition("/")[0], one, source, words[-1].low) for one in found) > 0


def told_with_role(words: Sequence[Word], things: Sequence[Thing], here: Here, source: Text) -> None:
    """“… on a server at Lumen, with Ada Byron as a point of contact”, as part of a longer sentence."""
    first = next((at for at in range(1, len(words)) if words[at].low == "with" and words[at - 1].text == ","), 0)
    if first and len(things) == 1 and things[0].kind in _KEPT and not mood_of(words):
        _appointed(until(words[first:], frozenset({",", ".", ";"})), things[0], here, source)


def _watched(words: Sequence[Word], named: Thing, here: Here, source: Text) -> bool:
    """“Icinga for wiki and blog, Pingdom for the shop” behind “Monitoring”."""
    if not _WATCHING & set(named.name.lower().split()):
        return False
    told, watcher = False, list[Found]()
    for item in items(words):
        at = next((at for at, word in enumerate(item.words) if word.low == "for"), None)
        watcher = watchers(item.words[:at], here) if at else watcher
        for found in services(item.words[at + 1 if at else 0 :], here) if watcher and (at or told) else ():
            told |= here.relate(found.thing, "monitored_by", Found(watcher[0].thing, found.at), source, "for")
    return told


def _keepers(
    words: Sequence[Word],
    named: Thing,
    here: Here,
    source: Text,
    word: str,
    predicate: str = "maintained_by",
    *,
    whole: bool = False,
) -> bool:
    """Everybody in a list of people of the page; `whole`: or with a whole name."""
    listed = [one for one in items(words) if one.words]
    found = [one for item in listed for one in people(item.words, here) if one.thing.kind == "person"]
    if not listed or len(found) != len(listed):
        return False
    if not all(
        here.glossary.person(one.thing.name) in here.glossary.people
        or (whole and (" " in one.thing.name or is_first_name(one.thing.name)))
        or source.text[one.at : one.at + 1] == "@"
        for one in found
    ):
        return False
    return sum(here.relate(named, predicate, one, source, word) for one in found) > 0
