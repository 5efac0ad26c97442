"""Sentences that list who belongs to a team, or what runs on a machine.

“The team has two members: Ada Byron and Bert Berg.” – “We are Ada Byron and Bert Berg.” – “Ada Byron and Bert Berg
are on the team.” – “Virtual machines on heron are crane and wren; those on stork are tern and gull.”
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.items import Item, items, outside
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import GROUPS, Word, sentences, spell, unmarked, words_of, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, PROVIDERS, TEAM_WORDS
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.names.shapes import capital_run, known, organised
from bailiwick.adapters.prose.rules.slots.people import last_names, people, without_reasons
from bailiwick.adapters.prose.rules.slots.services import services
from bailiwick.adapters.prose.rules.slots.teams import mentioned_team, named_team
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_US = wordset(
    "we these us its their members member team crew group admins sysadmins people volunteers staff committee noc"
)
_LISTING = wordset("is are consists consist comprises includes : namely has have")
_SITTING = {("belong", "to"), ("belongs", "to"), ("sit", "on"), ("sits", "on"), ("serve", "on"), ("serves", "on")}
_CONSISTING = wordset("consists comprises includes has")
_BELONGING = wordset("on in of form forms make makes the members")
_NAMELY = {("who", "are"), ("namely", ","), ("that", "is")}
_FILLING = wordset("of currently at present now the")
#: What one does with machines at a house.
_HAVING = wordset("rent rents have has run runs lease leases keep keeps stand are get use own hire")
_LONGEST_LEAD = 16
_LONGEST_ROLE = 6
_SHORTEST = 3


def told_by_list(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say what a sentence that is a list says; False when it is none."""
    if mood_of([word for word in outside(words) if word.low != "can"]):
        return False
    readers = (_nested, _roster, _belonging, _those)
    return any(reader(words, here, source) for reader in readers)


def _roster(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Its members are Ada Byron (chair) and Bert Berg”."""
    colon = next((at for at, word in enumerate(words[:_LONGEST_LEAD]) if word.text == ":"), None)
    at = colon or next((at for at, word in enumerate(words[:_LONGEST_LEAD]) if word.low in _LISTING), None)
    if not at:
        return False
    lead = outside(words[:at])
    if colon and (here.about or len(lead) == 1) and key_of(spell(lead)).endswith("/people"):
        return False  # “Operators: Ada, Bert” below something that nobody understood: no team is called so.
    listed = [word for word in words[at + 1 :] if word.text != "."]
    while listed and listed[0].low in _FILLING:
        listed = listed[1:]
    spoken = _spoken_of_before(lead, source) or _it(lead, words[at], here)
    if (spoken is None and not _speaks_of_people(lead)) or any(word.low in FORMS for word in lead):
        return False
    whole = bool(colon) and capital_run(listed) == (0, len(listed)) and len(listed) > 1
    told = _enrol(listed, spoken or _team_of(lead, here), here, source, least=1 if whole else 2)
    here.team = spoken if told and spoken is not None else here.team
    return told


def _spoken_of_before(lead: Sequence[Word], source: Text) -> Thing | None:
    """“… is decided by the systems committee. Its members are …”: the team that the words before name last."""
    if [word.low for word in lead] not in (
        ["its", "members"],
        ["its", "current", "members"],
        ["its", "members", "now"],
    ):
        return None
    before = list(words_of(source.text[: lead[0].start]))[-_LONGEST_LEAD:]
    teams = [team for at in range(len(before)) if (team := named_team(before[at : at + 4])) is not None]
    return teams[-1] if teams else None


def _it(lead: Sequence[Word], verb: Word, here: Here) -> Thing | None:
    """“The web team is small. At present it consists of …”: the team that the sentence before was about."""
    return here.team if lead and lead[-1].low == "it" and verb.low in _CONSISTING else None


def told_who_they_are(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“… is run by the Lumen Sysadmins, who are Ada Byron and Bert Berg”."""
    at = next((at for at in range(2, len(words) - 1) if (words[at].low, words[at + 1].low) in _NAMELY), 0)
    team = mentioned_team(words[:at]) or (_team_of(outside(words[:at]), here) if at else None)
    return bool(at and team) and _enrol([word for word in words[at + 2 :] if word.text != "."], team, here, source)


def _belonging(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Ada Byron and Bert Berg are on the team”, “… form the web team”."""
    if _belongs(words, here, source):
        return True
    at = next((at for at, word in enumerate(words) if word.low in {"are", "form", "make"} and at), None)
    behind = [word for word in words[(at or 0) + 1 :] if word.text != "."]
    if (
        at is None
        or not behind
        or behind[-1].low not in TEAM_WORDS | {"team", "members"}
        or len(behind) > _LONGEST_ROLE
    ):
        return False
    if not (behind[0].low in _BELONGING or words[at].low != "are"):
        return False
    return _enrol(words[:at], _team_of(behind, here), here, source)


def _belongs(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Besides the lead, Ada Byron and Bert Berg belong to it”, “Wu Lan sits on the board”: in the team named there."""
    at = next((at for at in range(1, len(words) - 1) if (words[at].low, words[at + 1].low) in _SITTING), 0)
    behind = [word for word in words[at + 2 :] if word.text != "."] if at else []
    if not behind or len(behind) > _LONGEST_ROLE:
        return False
    team = here.team if [word.low for word in behind] == ["it"] else named_team(behind)
    who = [one for one in people(words[:at], here) if one.thing.kind == "person"] or last_names(words[:at], here)
    if team is None:
        return False
    told = False
    for one in who:
        told |= here.relate(one.thing, "member_of", Found(team, one.at), source, "belong")
    return told


def _speaks_of_people(lead: Sequence[Word]) -> bool:
    """Whether the words before a list are about people; a body such as a board by its last word."""
    named = unmarked(lead)
    return bool({word.low for word in lead} & (_US | GROUPS)) or organised(named) == "team"


def _team_of(lead: Sequence[Word], here: Here) -> Thing | None:
    """The team that the words name; else the one that is spoken of."""
    crew = next((word.text for word in lead if word.text in here.glossary.short_teams), "")
    if crew:
        return Thing("team", crew)
    for name in here.glossary.teams:
        if spell(lead).endswith(name):
            return Thing("team", name)
    for first in range(len(lead)):
        team = named_team(lead[first : first + 4])
        if team is not None:
            return team
    bodies = [one.thing for one in people([word for word in lead if word.low not in _US], here)]
    if len(bodies) == 1 and bodies[0].kind == "team":
        return bodies[0]
    mine = here.scope.things if here.scope.category == "team" else ()
    ours = here.scope.community if {"we", "us"} & {word.low for word in lead} else None
    return mine[0] if mine else here.team or here.scope.crew or ours


def _enrol(listed: Sequence[Word], team: Thing | None, here: Here, source: Text, least: int = 2) -> bool:
    members = [item for item in items(without_reasons(listed)) if item.words]
    if team is None or len(members) < least or not all(_is_somebody(item) for item in members):
        return False
    told = False
    for item in members:
        details = {"role": spell(item.note)} if item.note and len(item.note) < _LONGEST_ROLE else {}
        for one in people(item.words, here):
            if one.thing.kind == "person":
                told |= here.relate(one.thing, "member_of", Found(team, one.at, details), source, "members")
    here.team = team if told and team.kind == "team" else here.team
    return told


def _is_somebody(item: Item) -> bool:
    return capital_run(item.words) == (0, len(item.words)) and not organised(item.words)


def _those(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Those are heron and crane” of a provider's machines, “These are the wiki and the blog” of what runs on one."""
    if len(words) < _SHORTEST or words[0].low not in {"these", "those", "they"} or words[1].low != "are":
        return False
    listed = [word for word in words[2:] if word.text != "." and word.low not in {"itself", "called", "named"}]
    members = [item.words for item in items(listed)]
    mine = here.scope.things if here.scope.category == "provider" else _housed_before(words[0], source, here)
    if mine and all(len(item) == 1 and is_machine_name(item[0]) for item in members):
        here.hosts |= {item[0].text for item in members}
        return _each([Found(Thing("host", item[0].text), item[0].start) for item in members], mine[0], here, source)
    machine = here.machine if words[0].low != "they" else None
    runs = services(listed, here) if machine is not None and len(members) > 1 else []
    if machine is None or len(runs) != len(members):
        return False
    return _each(runs, machine, here, source)


def _housed_before(first: Word, source: Text, here: Here) -> tuple[Thing, ...]:
    """“We rent four servers from Lumen. They are called …”: where those stand, by the sentence before."""
    before = list(sentences(Text(source.text[: first.start], ((0, 1),))))[-1:]
    words = before[0].words if before else ()
    house = known(words, PROVIDERS) or known(words, here.glossary.house_names)
    counted = [word for word in words if word.low in FORMS and word.low.endswith("s")]
    having = _HAVING & {word.low for word in words}
    plain = house is not None and counted and having and not mood_of(words)
    return (Thing("provider", house[2]),) if plain and house is not None else ()


def _each(listed: Sequence[Found], where: Thing, here: Here, source: Text) -> bool:
    told = False
    for one in listed:
        told |= here.relate(one.thing, "hosted_by", Found(where, one.at), source, "these")
    return told


def _nested(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Virtual machines on heron are crane and wren”: machines on a machine."""
    on = next((at for at, word in enumerate(words[:4]) if word.low == "on"), 0)
    if not on or on + 2 >= len(words) or words[on + 2].low not in {"are", "is", ":"}:
        return False
    about = {word.low for word in words[:on]} & ({"those", "vms", "guests"} | set(FORMS))
    holder = words[on + 1]
    if not about or holder.text not in here.hosts:
        return False
    told = False
    for item in items([word for word in words[on + 3 :] if word.text != "."]):
        if len(item.words) == 1 and item.words[0].text == item.words[0].low:
            machine = Thing("host", item.words[0].text)
            here.hosts.add(machine.name)
            told |= here.relate(
                machine, "runs_on", Found(Thing("host", holder.text), item.words[0].start), source, "on"
            )
    return told
