"""Lists of people: who is a member of what, and what stands behind the name."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import DASHES
from bailiwick.adapters.prose.rules.english.items import Item, items, outside, until
from bailiwick.adapters.prose.rules.english.words import GROUPS, Word, sentences, spell, unmarked, words_of, wordset
from bailiwick.adapters.prose.rules.keyed.pieces import ENDS, pieces
from bailiwick.adapters.prose.rules.keyed.purposes import read_duties
from bailiwick.adapters.prose.rules.names.gazetteer import STAFF, TEAM_WORDS
from bailiwick.adapters.prose.rules.names.kinds import is_plain_service
from bailiwick.adapters.prose.rules.names.shapes import capital_run, contact_point, is_capital, is_handle, organised
from bailiwick.adapters.prose.rules.slots.naming_places import HOUSING_WORDS
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.slots.teams import named_team
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Section, Text
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_INTRODUCING = wordset("members member admins administrators team staff sysadmins operators consists consist")
_MEMBERS = wordset("members member people staff volunteers")
_PEOPLE = wordset("people persons volunteers")
#: Who has these need not be one of the team.
_RIGHTS = wordset("root access rights password passwords on thank thanks")
_NOTHING = frozenset(
    {"has no responsibilities", "no responsibilities", "without responsibilities", "no duties", "has no duties"}
)
#: “Staff of the following organisations …”: those below are no people.
_BODIES = wordset("organisations organizations companies firms institutions universities partners projects groups")
_OFFICES = wordset("lead leader chair head deputy secretary treasurer coordinator vice-chair spokesperson")
_LEAST = 3
_LEADS = frozenset({"lead", "leader", "team lead", "head", "team leader"})
#: “New on board are …”, “Missing from the team are …”: no team is called so.
_BETWEEN = wordset("its their his her on from with at new also still not missing")
#: “At the moment these are:” below a sentence about a team.
_THESE = wordset(
    "the these they those we this that current currently now at the moment present time as of today are is"
)
_LONGEST_ROLE = 6
#: Where the name of a body behind somebody's name ends.
_BEHIND_BODY = DASHES | {"(", "[", ",", ";", "."}
#: Behind a name these say how somebody is, and no duty: “…, who is away until spring”.
_NO_DUTIES = wordset("who whose which on away in at from since until new not there")


def team_of(lead: str, here: Here, *, people: bool = False) -> Thing | None:
    """The team whose members a list gives: named in the line that introduces it, or the section's.

    `people`: every entry begins with somebody's name.
    """
    last = list(sentences(Text(lead, ((0, 1),))))[-1:] if lead.rstrip().endswith(":") else []
    lows = {word.low for word in last[0].words} if last else set()
    if here.team is not None and len(lows) > 1 and lows <= _THESE | GROUPS | {":"} and here.scope.category != "team":
        return here.team
    introduced = bool(_INTRODUCING & lows) or (bool(_PEOPLE & lows) and not _RIGHTS & lows)
    introduced = introduced and not _BODIES & lows
    mine = here.scope.things[0] if here.scope.category == "team" and here.scope.things else None
    named = _team_in(last[0].words, here) if introduced and (mine is None or mine.kind != "team") else None
    if named is not None:
        return named
    named_so = mine is not None and bool(mine.name) and fold_name(mine.name) in fold_name(lead)
    introduced = introduced or named_so
    if mine is not None and here.scope.category == "team" and (introduced or people or not lead.rstrip().endswith(":")):
        return here.scope.things[0]
    return (here.scope.crew or here.scope.community) if introduced else None


def _team_in(words: Sequence[Word], here: Here) -> Thing | None:
    words = [word for word in words if word.low not in {"members", "member", "current"}]
    named = [
        found.thing
        for at in range(len(words))
        for found in people(words[at : at + 4], here)
        if found.thing.kind == "team"
    ]
    return named[0] if named else None


def introduce(section: Section, here: Here) -> None:
    """Somebody whose name is a title below a team's is a member."""
    if here.scope.category == "person" and here.scope.above and section.title is not None:
        here.relate(here.scope.things[0], "member_of", Found(here.scope.above[0], 0), section.title, "members")


def read_member(text: Text, team: Thing | None, here: Here) -> bool:
    """Say that somebody is a member, with the role that stands behind the name; False when it names no person."""
    words = list(words_of(text.text))
    words = words[:-1] if words and words[-1].text in ENDS else words
    run = capital_run(outside(words))
    if run is None or run[0] != 0 or not words:
        return False
    name = unmarked(words[: run[1]])
    rest = words[run[1] :]
    if team is not None and _is_key(name, rest, here):
        return False
    found = [one for one in people(name, here) if one.thing.kind == "person"]
    if not found or (rest and rest[0].text not in {*DASHES, ",", "(", "<", "["} and contact_point(rest[0]) is None):
        return False
    person = found[0]
    _behind(rest, person, team, here, text)
    return True


def _is_key(name: Sequence[Word], rest: Sequence[Word], here: Here) -> bool:
    """“Lead: …”, “Meets: …” in a team's list: one word before a colon, unless somebody signs so."""
    alone = len(name) == 1 and bool(rest) and rest[0].text == ":"
    return alone and not is_handle(name[0].text) and name[0].text not in here.glossary.first_names


def read_team(text: Text, here: Here, words: Sequence[Word] = ()) -> bool:
    """“Web team: Ada Byron, web@example.org”: a team, its members and how to reach it."""
    words = words or list(words_of(text.text))
    colon = next((at for at, word in enumerate(words[:5]) if word.text in DASHES), None)
    if not colon or organised(unmarked(words[:colon])) != "team":
        return False
    if {word.low for word in words[:colon]} & {"for", "to", "of"} and words[colon - 1].low in {"group", "desk", "team"}:
        return False  # “Mail for the group: …”
    team = Thing("team", spell([word for word in words[:colon] if word.low not in {"the", "our"}]))
    whose = here.scope.things or (here.scope.crew or here.scope.community,)
    alone = any(thing is None or thing.kind not in {"team", "organisation"} for thing in whose)
    if colon < 2 and (alone or words[0].low not in STAFF):
        return False
    found = people([word for word in words[colon + 1 :] if word.text != "."], here)
    told = False
    for one in found:
        if one.thing.kind == "person":
            told |= here.relate(one.thing, "member_of", Found(team, one.at), text, "members")
        elif one.thing.kind == "contact-point":
            told |= here.relate(team, "contact", one, text)
    here.team = team if told else here.team
    return told


def read_office(words: Sequence[Word], here: Here, text: Text) -> bool:
    """“Lead: Ada Byron” below “Service desk: desk@example.org”: she is the lead of that team."""
    team = here.team or here.scope.crew
    if len(words) < _LEAST or words[1].text != ":" or words[0].low not in _OFFICES or team is None or here.scope.things:
        return False
    found = [
        one for one in people([word for word in words[2:] if word.text != "."], here) if one.thing.kind == "person"
    ]
    told = False
    for one in found:
        told |= here.relate(one.thing, "member_of", Found(team, one.at, {"role": words[0].low}), text, "members")
        if words[0].low in _LEADS:
            told |= here.relate(team, "run_by", one, text, words[0].low)
    return told


def read_members_key(words: Sequence[Word], here: Here, text: Text) -> bool:
    """“Members: Ada Byron, Bert Berg” in the section of a team, or below its name."""
    mine = here.scope.things[0] if here.scope.category == "team" and here.scope.things else here.team
    if mine is None or mine.kind != "team" or len(words) < _LEAST or words[1].text != ":":
        return False
    if words[0].low not in _MEMBERS:
        return False
    told = False
    for item in items([word for word in words[2:] if word.text != "."]):
        told |= _member(item, mine, here, text)
    return told


def read_group(words: Sequence[Word], here: Here, text: Text) -> bool:
    """“Web group (Ada Byron, Bert Berg): site, newsletter”: a team, who is in it, what it does, how to reach it."""
    at = next((at for at, word in enumerate(words[:6]) if word.text in DASHES or word.text == "("), 0)
    name = [word for word in words[:at] if word.low not in {"the", "our"}]
    if len(name) < 2 or organised(name) != "team" or mood_of(words):
        return False
    team, told = Thing("team", spell(name)), False
    for piece in pieces(words[at + 1 :], inside=words[at].text == "("):
        plain = [word for word in piece if word.text not in ENDS]
        listed = list(items(plain))
        points = [(word, point) for word in plain if (point := contact_point(word)) is not None]
        members = [item for item in listed if _is_named(item)]
        for word, point in points:
            told |= here.relate(team, "contact", Found(point, word.start), text)
        for item in members if points or len(members) == len(listed) else ():
            told |= _member(item, team, here, text)
        if not points and len(members) < len(listed):
            read_duties(plain, team, text, here)
    here.team = team if told else here.team
    return told


def _is_named(item: Item) -> bool:
    """Somebody by name, not a service that begins with a capital."""
    return bool(item.words) and capital_run(item.words) == (0, len(item.words)) and not is_plain_service(item.words)


def read_members(words: Sequence[Word], here: Here, text: Text) -> bool:
    """“The web team is Ada Byron (lead) and Bert Berg.”"""
    at = next((at for at, word in enumerate(words) if word.low in {"is", "are", "consists", "consist"}), None)
    if not at or at > 5 or mood_of(words):
        return False
    name = [word for word in words[:at] if word.low not in {"the", "our", "current", "members", "of", "currently"}]
    mine = here.scope.things[0] if here.scope.category == "team" and here.scope.things else None
    if (
        not name
        or _BETWEEN & {word.low for word in (*name, words[0])}
        or name[-1].low not in TEAM_WORDS - {"members", "people"}
        or (len(name) < 2 and name[0].low not in STAFF and mine is None)
    ):
        return False
    team = mine if mine is not None and mine.kind == "team" else Thing("team", spell(name))
    told = False
    listed = list(items([word for word in words[at + 1 :] if word.low not in {"of", "."}]))
    named = bool(listed) and bool(listed[0].words) and is_capital(listed[0].words[0])
    for item in listed if (named and len(listed) > 1) or words[at].low.startswith("consist") else ():
        told |= _member(item, team, here, text)
    return told


def read_roster(words: Sequence[Word], here: Here, text: Text) -> bool:
    """“Ada Byron (lead), Bert Berg (mail).” in a team's section: everybody with a role behind the name."""
    mine = here.scope.things[0] if here.scope.category == "team" and here.scope.things else None
    listed = list(items([word for word in words if word.text != "."]))
    if (
        mine is None
        or len(listed) < 2
        or not all(capital_run(item.words) == (0, len(item.words)) and item.words for item in listed)
    ):
        return False
    told = [_member(item, mine, here, text) for item in listed]
    return all(told)


def team_beside(words: Sequence[Word], here: Here, text: Text) -> None:
    """“The web team (Ada Byron, Bert Berg) …”: who is in it."""
    at = next((at for at, word in enumerate(words[:6]) if word.text == "("), 0)
    team = named_team(words[:at])
    listed = list(items(until(words[at + 1 :], frozenset({")"})))) if team is not None else []
    if team is not None and all(capital_run(item.words) == (0, len(item.words)) and item.words for item in listed):
        for item in listed:
            _member(item, team, here, text)


def team_addressed(words: Sequence[Word], here: Here, text: Text) -> None:
    """“The web team (web@example.org) …”: how to reach it."""
    at = next((at for at, word in enumerate(words[:6]) if word.text == "("), 0)
    team = named_team(words[:at])
    points = [(word, contact_point(word)) for word in until(words[at + 1 :], frozenset({")"}))]
    for word, point in points:
        if team is not None and point is not None:
            here.relate(team, "contact", Found(point, word.start), text)


def _member(item: Item, team: Thing, here: Here, text: Text) -> bool:
    told = False
    details = {"role": spell(item.note)} if item.note and len(item.note) <= _LONGEST_ROLE else {}
    for one in people(item.words, here):
        if one.thing.kind == "person":
            told |= here.relate(one.thing, "member_of", Found(team, one.at, details), text, "members")
    return told


def _behind(rest: Sequence[Word], person: Found, team: Thing | None, here: Here, text: Text) -> None:
    """The role, the mail address or “no responsibilities” behind a name."""
    rest = _without_body(rest, person, here, text)
    bracketed = bool(rest) and rest[0].text in {"(", "["}
    close = next((at for at, word in enumerate(rest) if word.text in {")", "]"}), len(rest)) if bracketed else len(rest)
    rest, tail = rest[:close], [word for word in rest[close + 1 :] if word.text not in DASHES]
    note = unmarked(rest)
    said = spell(note).lower()
    role = _role(note, here) if said not in _NOTHING and bracketed else ""
    ours = role != "" and here.scope.community is not None and note[0].text == here.scope.community.name
    details = {"role": role} if role and not ours else {}
    if team is not None:
        here.relate(person.thing, "member_of", Found(team, person.at, details), text, "members")
    if team is not None and role.lower() in _LEADS:
        here.relate(team, "run_by", Found(person.thing, person.at), text, role)
    if said in _NOTHING:
        here.without(person.thing, "responsibilities", "none", text, person.at, "no responsibilities")
    if ours and here.scope.community is not None:
        here.relate(person.thing, "member_of", Found(here.scope.community, person.at, {"role": role}), text, role)
    elif (not bracketed or (team is None and "," in [word.text for word in rest])) and _role(note, here) and not ours:
        kept = [word for word in rest if word.text not in DASHES | {"("} and contact_point(word) is None]
        kept = kept[1:] if kept and kept[0].text == "," else kept
        if kept and kept[0].low not in _NO_DUTIES:
            read_duties(kept, person.thing, text, here)
    if tail and not tail[0].is_mark and not any(contact_point(word) for word in tail):
        read_duties(tail, person.thing, text, here)
    for word in (*note, *tail):
        point = contact_point(word)
        if point is not None:
            here.relate(person.thing, "contact", Found(point, word.start), text)


def _without_body(rest: Sequence[Word], person: Found, here: Here, text: Text) -> Sequence[Word]:
    """“Ada Byron, Lindvik Institute (chair)”: she is of that body; what stands behind it is her role."""
    name = until(rest[1:], _BEHIND_BODY) if rest and rest[0].text == "," else []
    said = spell(name)
    whole = len(name) > 1 and capital_run(name) == (0, len(name))
    body = organised(name) == "organisation" or bool(HOUSING_WORDS & {word.low for word in name})
    if not whole or not (body or said in here.glossary.providers):
        return rest
    here.relate(person.thing, "member_of", Found(Thing("organisation", said), name[0].start), text, "members")
    return rest[len(name) + 1 :]


def _role(note: Sequence[Word], here: Here) -> str:
    kept = [word for word in note if contact_point(word) is None and not word.text.startswith("@")]
    if here.scope.community is not None and kept and kept[0].text == here.scope.community.name:
        kept = kept[1:]
    return spell(kept) if 0 < len(kept) <= _LONGEST_ROLE else ""
