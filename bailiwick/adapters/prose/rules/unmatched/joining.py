"""Who is in which team, and where a team is reached, said in a sentence that is about the team.

| written                                         | says                                       |
|-------------------------------------------------|--------------------------------------------|
| “Ada Byron leads the web team”, “… joined …”     | a member                                   |
| “The gardeners are Ada Byron (chair) and …”       | members of a team that has no other name   |
| “The web editors, Ada Byron and Bert Berg, …”     | the same                                   |
| “New on board are Ada Byron and Bert Berg”        | the same, of the team that is spoken of    |
| “Tell the web team at web@example.org”           | the team's address, not the community's    |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.items import Item, items, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import COMMON, FORMS, SERVICE_NOUNS, STAFF, TEAM_WORDS
from bailiwick.adapters.prose.rules.names.shapes import contact_point
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.slots.teams import named_team
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_CREWS = STAFF | {"keyholders"}
_LEADING = wordset("leads heads chairs lead head chair")
_JOINED = wordset("joined")
_IN = frozenset({("a", "member", "of"), ("member", "of"), ("members", "of"), ("part", "of"), ("in",), ("on",)})
_LEAVING = wordset("left until quit resigned retired stepped former formerly")
_NOT = wordset("no not never nor would might may wants nobody neither")
_ALSO = wordset("also still now currently both too")
#: Groups of people that do not answer for anything.
_OUTSIDE = wordset(
    "speakers winners authors founders candidates organisers organizers guests sponsors donors students heroes owners "
    "contacts names days exceptions users visitors readers translators mirrors sites friends alumni hosts options"
)
#: Some of those who are in a team.
_MEMBERS = wordset("volunteers members contractors employees regulars others rest newcomers deputies")
_BY = wordset("by mail e-mail email irc chat")
_AT = wordset("at under via through on in")
_ABOARD = frozenset(
    {"on board", "in the team", "on the team", "among us", "with us", "aboard", "to the team", "members"}
)
_LEAD, _LONGEST_NAME, _LONGEST_ROLE = 8, 4, 6


def told_of_teams(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say who is in a team that the sentence names; True where it says nothing else."""
    if _christened(words, here, source):
        return True
    if not _joined(words, here, source):
        _apposed(words, here, source)
    return _new_on_board(words, here, source) or _counted_in(words, here, source)


def _new_on_board(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“New on board are Ada Byron and Bert Berg”, where a team is spoken of."""
    lows = [word.low for word in words[:5]]
    at = lows.index("are") if "are" in lows else 0
    new = lows[:1] == ["new"] and " ".join(lows[1:at]) in _ABOARD
    return new and _enrol(words[at + 1 :], here.team or here.scope.crew, here, source)


def _counted_in(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Together with Ada Byron and Bert Berg that makes four of us”."""
    words = [word for word in words if word.text != "."]
    at = next((at for at in range(2, len(words) - 2) if words[at].low in {"that", "this"}), 0)
    together = at and [word.low for word in words[:2]] in (["together", "with"], ["along", "with"])
    counted = together and words[at + 1].low == "makes" and words[-1].low in {"us", "members", "people"}
    return bool(counted) and _enrol(words[2:at], here.team or here.scope.crew, here, source)


def _joined(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“Ada Byron leads the web team”, “Bert Berg is a member of the web team”."""
    for at, word in enumerate(words[:_LEAD]):
        behind = [one for one in words[at + 1 :] if one.low not in _ALSO]
        if at and word.low in _LEADING | _JOINED:
            break
        within = next((one for one in _IN if tuple(other.low for other in behind[: len(one)]) == one), ())
        if at and word.low in {"is", "are"} and within:
            behind = behind[len(within) :]
            break
    else:
        return False
    team, listed = named_team(until(behind, frozenset({",", "."}))[:_LONGEST_NAME]), items(words[:at])
    gone = _LEAVING & {one.low for one in words} or _NOT & {one.low for one in words[: at + 1 + _LONGEST_NAME]}
    if team is None or gone or not all(_is_known(item, here) for item in listed):
        return False
    details = {"role": "lead"} if words[at].low in _LEADING else {}
    told = False
    for one in people(words[:at], here):
        told |= here.relate(one.thing, "member_of", Found(team, one.at, details), source, words[at].low)
    here.team = team
    return told


def _christened(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“The gardeners are Ada Byron (chair) and Bert Berg”."""
    at = next((at for at, word in enumerate(words[:_LEAD]) if word.low == "are"), 0)
    some = len(words[:at]) > 1 and words[at - 1].low in _MEMBERS
    team = _whole_team(words[:at], here) if some else _group(words[:at], here)
    if team is None or mood_of(words[: at + 1]):
        return False
    if not _enrol(words[at + 1 :], team, here, source):
        return False
    here.team = team
    if here.scope.category in {"team", "aspect"} and set(here.scope.things) <= {here.scope.community}:
        here.scope = replace(here.scope, category="team", things=(team,))
    return True


def _whole_team(lead: Sequence[Word], here: Here) -> Thing | None:
    """“The volunteers are …” where a team was spoken of: they are in it; elsewhere nobody is called so."""
    plain = len(lead) == len(("the", "volunteers")) and lead[0].low in {"the", "its"}
    team = here.scope.things[0] if here.scope.category == "team" and len(here.scope.things) == 1 else here.team
    return team if plain else None


def _apposed(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“The web editors, Ada Byron and Bert Berg, check what comes in”."""
    comma = next((at for at, word in enumerate(words[:_LEAD]) if word.text == ","), 0)
    ends = [at for at, word in enumerate(words) if at > comma and word.text == ","]
    team = _group(words[:comma], here)
    return bool(team and ends) and _enrol(words[comma + 1 : ends[-1]], team, here, source)


def _group(lead: Sequence[Word], here: Here) -> Thing | None:
    """“the gardeners”, “our web editors”: several people by what they are called; not those of a service spoken of."""
    name = [word for word in lead[1:] if word.low != "current"]
    small = all(word.text.isalpha() and word.text == word.low for word in name)
    if not 0 < len(name) < _LONGEST_NAME or not small or lead[0].low not in {"the", "our"}:
        return None
    last = name[-1].low
    several = last.endswith("s") and last not in COMMON | SERVICE_NOUNS | FORMS.keys() | _OUTSIDE
    served = any(thing.kind in {"service", "host"} for thing in (*here.scope.things, *here.about, *here.focus))
    if not (several or last in TEAM_WORDS) or (served and len(name) == 1):
        return None
    return Thing("team", spell(name))


def _enrol(words: Sequence[Word], team: Thing | None, here: Here, source: Text) -> bool:
    listed = [item for item in items([word for word in words if word.text != "."]) if item.words]
    if team is None or len(listed) < 2 or not all(_is_known(item, here) for item in listed):
        return False
    told = False
    for item in listed:
        details = {"role": spell(item.note)} if 0 < len(item.note) <= _LONGEST_ROLE else {}
        for one in people(item.words, here):
            told |= here.relate(one.thing, "member_of", Found(team, one.at, details), source, "members")
    return told


def _is_known(item: Item, here: Here) -> bool:
    """Somebody whose whole name the page has."""
    name = spell(item.words)
    return here.glossary.has_person(name)


def without_reached(words: Sequence[Word], here: Here, source: Text) -> Sequence[Word]:
    """Say where a team is reached: “tell the web team at web@example.org”; the other words of the sentence."""
    for at, word in enumerate(words[:-3]):
        team = _crew(words[at : at + _LONGEST_NAME], here) if word.low in {"the", "our"} else None
        if team is None or mood_of(words[:at]):
            continue
        end = at + 1 + len(team.name.split())
        last = next((one for one in range(end, len(words)) if words[one].low not in _BY), end)
        point = contact_point(words[last + 1]) if words[last + 1 : last + 2] and words[last].low in _AT else None
        if point is not None and here.relate(team, "contact", Found(point, words[last + 1].start), source, "reach"):
            here.team = team
            return [*words[:at], *words[last + 2 :]]
    return words


def _crew(words: Sequence[Word], here: Here) -> Thing | None:
    """“the web team”, “the admins” where nobody else is meant."""
    alone = len(words) > 1 and words[1].low in _CREWS and not here.scope.things and here.scope.crew is None
    return Thing("team", words[1].low) if alone else named_team(words)
