"""Lists of people: who is a member of what, and what stands behind the name."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.items import outside
from bailiwick.adapters.prose.rules.names import capital_run, contact_point
from bailiwick.adapters.prose.rules.slots_people import people
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Word, sentences, spell, words_of, wordset
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_INTRODUCING = wordset("members member admins administrators people team volunteers staff sysadmins operators consists")
_NOTHING = frozenset(
    {"has no responsibilities", "no responsibilities", "without responsibilities", "no duties", "has no duties"}
)
_LEADS = frozenset({"lead", "leader", "team lead", "head", "team leader"})
_DASHES = frozenset({"–", "—", "-", ":", ","})
_LONGEST_ROLE = 6


def team_of(lead: str, here: Here) -> Thing | None:
    """The team whose members a list gives: named in the line that introduces it, or the section's."""
    last = list(sentences(Text(lead, ((0, 1),))))[-1:] if lead.rstrip().endswith(":") else []
    introduced = bool(last) and bool(_INTRODUCING & {word.low for word in last[0].words})
    if here.scope.category == "team" and (introduced or not lead.rstrip().endswith(":")):
        return here.scope.things[0]
    if not introduced:
        return None
    words = [word for word in last[0].words if word.low not in {"members", "member", "current"}]
    named = [
        found.thing
        for at in range(len(words))
        for found in people(words[at : at + 4], here)
        if found.thing.kind == "team"
    ]
    return named[0] if named else here.scope.community


def read_member(text: Text, team: Thing, here: Here) -> bool:
    """Say that somebody is a member, with the role that stands behind the name; False when it names no person."""
    words = list(words_of(text.text))
    run = capital_run(outside(words))
    if run is None or run[0] != 0 or not words:
        return False
    name = [word for word in words[: run[1]] if not word.is_mark]
    found = [one for one in people(name, here) if one.thing.kind == "person"]
    rest = words[run[1] :]
    if not found or (rest and rest[0].text not in {*_DASHES, "(", "<", "["} and contact_point(rest[0]) is None):
        return False
    person = found[0]
    _behind(rest, person, team, here, text)
    return True


def _behind(rest: Sequence[Word], person: Found, team: Thing, here: Here, text: Text) -> None:
    """The role, the mail address or “no responsibilities” behind a name."""
    note = [word for word in rest if not word.is_mark]
    said = spell(note).lower()
    role = _role(note, here) if said not in _NOTHING else ""
    ours = role != "" and here.scope.community is not None and note[0].text == here.scope.community.name
    details = {"role": role} if role and not ours else {}
    here.relate(person.thing, "member_of", Found(team, person.at, details), text, "members")
    if role.lower() in _LEADS:
        here.relate(team, "run_by", Found(person.thing, person.at), text, role)
    if said in _NOTHING:
        here.without(person.thing, "responsibilities", "none", text, person.at, "no responsibilities")
    if ours and here.scope.community is not None:
        here.relate(person.thing, "member_of", Found(here.scope.community, person.at, {"role": role}), text, role)
    for word in note:
        point = contact_point(word)
        if point is not None:
            here.relate(person.thing, "contact", Found(point, word.start), text)


def _role(note: Sequence[Word], here: Here) -> str:
    kept = [word for word in note if contact_point(word) is None]
    if here.scope.community is not None and kept and kept[0].text == here.scope.community.name:
        kept = kept[1:]
    return spell(kept) if 0 < len(kept) <= _LONGEST_ROLE else ""
