"""Sentences that say who belongs to a group, in whatever words stand between its name and the names of people.

| written                                                        | between                              |
|----------------------------------------------------------------|--------------------------------------|
| The committee has four members, namely Ada Byron and Bert Berg | counting, naming                     |
| Our web team has two employees, A and B, and one volunteer, C  | fillers inside the list              |
| Admin team as of this spring: A, B, C                          | when                                 |
| A, B and C form the technical panel                            | the list stands first                |
| the web group, web@example.org, of which A and B are members   | somewhere behind the group           |

Nothing but these words may stand there: whatever else is said of a group and of people is no membership.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.words import GROUPS, Word, sentences, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import TEAM_WORDS
from bailiwick.adapters.prose.rules.names.shapes import PARTICLES, is_capital, is_mail
from bailiwick.adapters.prose.rules.sections.evidence import is_person
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_NOUNS = (TEAM_WORDS | GROUPS) - wordset("people members council employees unit desk force volunteers folks staff")
#: Alone these are a group's name.
_ALONE = wordset("admins administrators sysadmins operators moderators maintainers postmasters webmasters keepers")
_COUNTS = wordset("one two three four five six seven eight nine ten")
_WHO = wordset(
    "members member people persons employees employee volunteers volunteer staff admins trainees trainee others"
)
#: What may stand between the group and the list.
_BETWEEN = (
    _COUNTS
    | _WHO
    | wordset(
        "is are has have consists consist comprises includes of made up at present currently now today as this these "
        "the a an in it its their our we who which that namely and still just also moment time being year spring "
        "summer autumn winter semester term month season only composed there them those current myself me , : – — - ( )"
    )
)
#: … and one of these has to.
_SAYING = wordset("is are has have consists consist comprises includes namely members member made : composed")
#: What may stand inside the list.
_INSIDE = _COUNTS | _WHO | wordset("and & , plus as well also myself me i a an ( )")
_FORMING = wordset("form forms make makes are is")
_MEMBERS = wordset("members member part")
_WHO_IS = re.compile(
    r"who (?:is|are) (?:in |on |behind )?(?:the )?[\"“'‘]?(\w[\w -]{1,30})[\"”'’]?\s?\??$", re.IGNORECASE
)
_YOU = wordset("you we they it this who people")
_LONGEST_NOTE, _LONGEST_NAME, _LONGEST_LEAD, _LEAST = 5, 4, 16, 2


def told_of_members(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say who belongs to the group that a sentence names; False when that is not all that it says."""
    words = [word for word in words if word.text != "."]
    here.team = _introduced(words) or here.team
    first = next((at for at in range(len(words)) if _name_until(words, at, here)), None)
    names, end = _listed(words, first, here) if first is not None else ([], 0)
    lead, rest = words[:first], words[end:]
    if len(names) < _LEAST or mood_of(lead) or mood_of(rest):
        return _told_in_parentheses(words, here, source)
    team = _group_before(lead, here) if lead else _group_behind(rest, here)
    if team is None or (lead and rest and rest[0].low not in {",", ";", ")", "–", "—"} and not _of_which(lead, rest)):
        return _told_in_parentheses(words, here, source)
    return _enrol(names, team, here, source) and _begins_so(lead, team)


def _begins_so(lead: Sequence[Word], team: Thing) -> bool:
    """Whether nothing stands before the group's name: of “The wiki is kept by the web team: Ada, Bert” half is left."""
    name = spell([word for word in lead if word.low not in {"the", "our"}]).lower()
    return not lead or lead[0].low in _BETWEEN - {"the", "our"} or name.startswith(team.name.lower())


def _enrol(names: Sequence[tuple[str, int, str]], team: Thing, here: Here, source: Text) -> bool:
    told = False
    for name, at, role in names:
        details = {"role": role} if role else {}
        told |= here.relate(Thing("person", name), "member_of", Found(team, at, details), source, "members")
    here.team = team if told else here.team
    return told


def _told_in_parentheses(words: Sequence[Word], here: Here, source: Text) -> bool:
    """“… is up to the press group (Ada Byron, Tom Reed)”; what else the sentence says is read all the same."""
    for at, word in enumerate(words):
        if word.text == "(" and at and words[at - 1].low in _NOUNS:
            names, end = _listed(words, at + 1, here)
            team = _group(words[:at], at - 1, here)
            if len(names) >= _LEAST and team is not None and end < len(words) and words[end].text == ")":
                _enrol(names, team, here, source)
    return False


def _introduced(words: Sequence[Word]) -> Thing | None:
    """“There is an ops group.”: the next “it” is that."""
    there = [word.low for word in words[:2]] in (["there", "is"], ["we", "have"])
    noun = next((at for at, word in enumerate(words) if word.low in _NOUNS), 0) if there else 0
    name = [word for word in words[2:noun] if word.low not in {"a", "an", "also", "the"}] if noun else []
    plain = 0 < len(name) < _LONGEST_NAME and all(_in_name(word) for word in name)
    return Thing("team", spell([*name, words[noun]])) if plain else None


def team_led(lead: str, here: Here) -> Thing | None:
    """The group whose members a list below these words gives: “This term it consists of”, “In it are at present:”."""
    last = list(sentences(Text(lead, ((0, 1),))))[-1:]
    words = [word for word in last[0].words if word.text not in {".", ":"}] if last else []
    opens = lead.rstrip().endswith((":", " of")) and bool(words)
    return _group_before(words, here) if opens and not mood_of(words) else None


def _listed(words: Sequence[Word], first: int, here: Here) -> tuple[list[tuple[str, int, str]], int]:
    """The names in a list that begins at `first`, with a role each, and where the list ends."""
    names: list[tuple[str, int, str]] = []
    at = end = first
    while at < len(words):
        last = _name_until(words, at, here)
        if last:
            role, behind = _note(words, last)
            names.append((spell(words[at:last]), words[at].start, role))
            at = end = behind
        elif (words[at].low in _INSIDE and words[at].text != ")") or _is_when(words, at):
            at += 1
        else:
            break
    return names, end


def _name_until(words: Sequence[Word], at: int, here: Here) -> int:
    """Where somebody's whole name ends that begins at `at`, or the first name of somebody whom the page has."""
    if not is_capital(words[at]) or not words[at].text.replace("-", "").replace("’", "").replace("'", "").isalpha():
        return 0
    last = at + 1
    while last < min(len(words), at + _LONGEST_NAME) and (
        (is_capital(words[last]) and words[last].text[:2].isalpha())
        or (words[last].low in PARTICLES and last + 1 < len(words) and is_capital(words[last + 1]))
    ):
        last += 1
    whole = last - at > 1 and is_person(words[at:last])
    known = last - at == 1 and words[at].text in here.glossary.first_names
    return last if whole or known else 0


def _note(words: Sequence[Word], at: int) -> tuple[str, int]:
    """“(chair)” behind a name."""
    if at >= len(words) or words[at].text != "(":
        return "", at
    close = next((end for end in range(at + 1, min(len(words), at + 2 + _LONGEST_NOTE)) if words[end].text == ")"), 0)
    if not close:
        return "", at
    note = words[at + 1 : close]
    plain = note and all(word.text.isalpha() and word.text == word.low for word in note)
    return spell(note) if plain else "", close + 1


def _is_when(words: Sequence[Word], at: int) -> bool:
    """“and, until June, myself”."""
    return words[at].low in {"until", "since"} or (at > 0 and words[at - 1].low in {"until", "since"})


def _group_before(lead: Sequence[Word], here: Here) -> Thing | None:
    """The group that the words before a list name, if nothing else stands there."""
    noun = next((at for at in range(len(lead) - 1, -1, -1) if lead[at].low in _NOUNS), None)
    between = [word for word in lead[(noun if noun is not None else -1) + 1 :] if not is_mail(word)]
    lows = {word.low for word in between}
    if len(between) > _LONGEST_LEAD or not lows <= _BETWEEN or not (lows & _SAYING or _of_which_before(lead)):
        return None
    if noun is None:
        spoken = bool(lows & {"it", "its", "their", "these", "members", "people"})
        return _asked(here) or _mine(here) if spoken else None
    return _group(lead, noun, here)


def _group(lead: Sequence[Word], noun: int, here: Here) -> Thing | None:
    """“the web team”: the words back to an article; “the committee” alone is the one that is spoken of."""
    first = noun
    while first and noun - first < _LONGEST_NAME and _in_name(lead[first - 1]):
        first -= 1
    name = lead[first : noun + 1]
    crew = next((word.text for word in lead[:first] if word.text in here.glossary.short_teams), "")
    if crew:
        return Thing("team", crew)  # “Root, our sysadmin team”
    before = lead[first - 1].low if first else ""
    if first and before not in {"the", "our", "a", "an", "its", "their", "is", "this", ","}:
        return None
    kept = here.scope.category in {"service", "host", "provider"} or here.about or before in {"its", "their"}
    if kept and name[-1].low in _ALONE:
        return None  # “Admins are A and B”, “List admins are A and B” in the section of a service: its admins
    if len(name) > 1:
        return Thing("team", spell(name))
    mine = _mine(here)
    if mine is not None and (name[0].low in mine.name.lower().split() or before in {"the", "our", "this"}):
        return mine
    dated = noun + 1 < len(lead) and lead[noun + 1].low in {"at", "as", "now", "currently", "this"}
    return Thing("team", name[0].text) if name[0].low in _ALONE and dated else None


def _in_name(word: Word) -> bool:
    return word.text.replace("-", "").isalpha() and word.low not in _BETWEEN | {"new", "old", "whole", "former"}


def _mine(here: Here) -> Thing | None:
    """The group that is spoken of: the sentence before named it, or the section's title."""
    scoped = here.scope.things[0] if here.scope.category == "team" and here.scope.things else None
    return here.team or (scoped if scoped is not None and scoped.name else None)


def _asked(here: Here) -> Thing | None:
    """“Who is “infra”?” as the title above."""
    asked = _WHO_IS.match(here.scope.titles[-1]) if here.scope.titles else None
    return Thing("team", asked[1]) if asked is not None and asked[1].lower() not in _YOU else None


def _of_which_before(lead: Sequence[Word]) -> bool:
    return [word.low for word in lead[-2:]] in (["of", "which"], ["to", "which"])


def _of_which(lead: Sequence[Word], rest: Sequence[Word]) -> bool:
    """“(of which A and B) are members”, “(to which A and B) belong”."""
    belonging = [word.low for word in rest[:2]] in (["are", "members"], ["belong"]) or rest[0].low == "belong"
    return _of_which_before(lead) and belonging


def _group_behind(rest: Sequence[Word], here: Here) -> Thing | None:
    """“(A and B) form the technical panel”, “… are the members of the web team”."""
    if not rest or rest[0].low not in _FORMING:
        return None
    behind = list(rest[1:])
    noun = next((at for at, word in enumerate(behind) if word.low in _NOUNS), None)
    if noun is None or noun + 1 < len(behind):
        return None
    member = any(word.low in _MEMBERS for word in behind[:noun])
    if rest[0].low in {"are", "is"} and not member and behind[0].low not in {"the", "our", "on", "in"}:
        return None
    return _group(behind, noun, here)
