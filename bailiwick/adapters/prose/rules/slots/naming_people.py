"""Who is called so: a person, a team, an organisation, or the community itself."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, WE
from bailiwick.adapters.prose.rules.english.words import GROUPS, POSSESSIVE, Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import (
    COMPANY_WORDS,
    NETWORKS,
    ORGANISATION_WORDS,
    PROVIDERS,
    SOFTWARE,
    TEAM_WORDS,
)
from bailiwick.adapters.prose.rules.names.shapes import capital_run, is_capital, is_domain, is_url, organised
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

#: What a community may be called behind its name.
_GROUPS = frozenset({"user group", "users group", "project", "community", "club", "group", "collective", "association"})
#: Whoever has such a title is called otherwise.
_TITLES = wordset("vp president chair chairman chairwoman director treasurer secretary officer cto ceo")
_NOBODY = wordset(
    "nobody someone somebody anyone anybody everyone everybody volunteers volunteer hand default them us you "
    "him her she he me it this that these those people others we they i one staff team admins administrators "
    "maintainers themselves itself there what there's here all both each owner owners maintainer contact none "
    "please contributors users members us. whoever vacant open tba unassigned"
)
_SINGLE_NO = wordset(
    "The This That It They We I There Please Most Many Some All Our Its If When For In On At A An And But "
    "Members Volunteers Everyone Mail Email Note"
)
#: “the Barge project”: written small behind a name.
_CAUSES = wordset("project community association society club initiative collective")
#: Two letters that are no person's.
_OFFICES = frozenset({"IT", "HR", "PR", "QA", "UX", "HQ", "EU", "UN", "UK", "US"})
#: Written small they are people too where another noun stands before them.
_BODIES = wordset("office board council secretariat committee unit")
_ROOMS = wordset("main head post home back front message notice bulletin circuit the our")
#: What may stand behind a name without its being part of a longer one.
_BEHIND_NAMES = wordset(
    "at of is are himself herself themselves 's ’s again set created started wrote built founded now alone directly "
    "both together also helping assisting"
)
#: With one of these it is said of a team, and no name of it: “email the committee”, “discussions about the board”.
_NOT_IN_TEAMS = wordset(
    "members people member of about for to a an any by from directly email mail contact ask write discussions "
    "questions issues"
)
#: “the Barge Developers mailing list” is where one writes to, and nobody.
_LISTS = wordset("list lists mailing channel forum room")
#: “Several teams”, “a separate team”: that is no name.
_COUNTING = wordset("some many other various several two three few small most all separate different dedicated own")


def somebody_named(words: list[Word], here: Here) -> Thing | None:
    """Whom these words name, with at most a verb or a pronoun behind the name."""
    if len(words) == 1 and words[0].low in {"she", "he"}:
        return here.person
    if words[0].text in here.glossary.logins and all(word.low in _BEHIND_NAMES for word in words[1:2]):
        return Thing("person", words[0].text)
    ours = _ours(words, here)
    if ours is not None:
        return ours
    if any(word.low in _LISTS for word in words[1:]):
        return None
    if len(words) == 1 and (words[0].text in here.glossary.short_teams or " " in words[0].text):
        return Thing("team", words[0].text)
    crew = {name.lower(): name for name in here.glossary.teams if "-" in name} if len(words) == 1 else {}
    if words[0].low in crew:
        return Thing("team", crew[words[0].low])
    if (words[0].low in _NOBODY and len(words) == 1) or any(is_url(word) for word in words):
        return None
    if any(word.low in _TITLES for word in words):
        return None
    team = team_called(words, here)
    if team is not None:
        return team
    run = capital_run(words)
    if run is None or run[0] > 0:
        return None
    name = words[: run[1]]
    rest = words[run[1] :]
    if len(rest) == 1 and rest[0].low in _CAUSES and not organised(name):
        return Thing("organisation", spell(words))
    if rest and rest[0].low not in _BEHIND_NAMES:
        return None
    if len(rest) > 1 and rest[0].low in POSSESSIVE:
        return None
    if rest and rest[0].low == "of" and (len(name) < 2 or organised(name)):
        return None
    return _person_or_organisation(name)


def _ours(words: Sequence[Word], here: Here) -> Thing | None:
    """The community itself: its name, “we”, “the project”."""
    community = here.scope.community
    if community is None:
        return None
    name = spell([word for word in words if word.low != "the"])
    whose, _, rest = name.partition(" ")
    if fold_name(whose) == fold_name(community.name) and rest.lower() in _GROUPS:
        return community
    if [word.low for word in words] in (["the", "project"], ["project"]):
        return community
    last = community.name.split()[-1].lower()
    if fold_name(name) in {fold_name(community.name), fold_name(community.name.split()[0])} or (
        name.lower() == last and last in ORGANISATION_WORDS
    ):
        return community
    return None


def team_called(words: list[Word], here: Here) -> Thing | None:
    """“the web team”, “Infrastructure Staff”; a team without any name is too vague."""
    at = next((at for at, word in enumerate(words) if word.low.rstrip(".") in TEAM_WORDS or _is_office(word)), None)
    if at is None and len(words) == 2 and words[1].low in _BODIES and words[0].low not in _ROOMS:
        return Thing("team", spell(words)) if words[0].text.isalpha() and words[0].low not in DETERMINERS else None
    if at is None or at == 0:
        return None
    whose = next((at + 1 for at, word in enumerate(words[:at]) if word.low in POSSESSIVE), 0)
    words, at = words[whose:], at - whose
    name = [word for word in words[: at + 1] if word.low not in WE and word.low not in {"the", "'s", "’s"}]
    ours = here.scope.community.name if here.scope.community is not None else ""
    if len(name) > 2 and name[0].text == ours and name[-1].low not in {"group", "committee", "council", "board"}:
        name = name[1:]
    if not 2 <= len(name) <= 5 or name[0].low in _COUNTING:
        return None
    if any(word.low in _NOT_IN_TEAMS for word in name):
        return None
    theirs = any(word.low in ORGANISATION_WORDS and is_capital(word) for word in name[:-1])
    if theirs and name[-1].low in {"volunteers", "folks"}:
        return None
    return Thing("team", spell(name))


def _is_office(word: Word) -> bool:
    """“the Steering Board”, “the ICT Task Force”: with a capital it is people, small it may be a room."""
    return word.low in GROUPS and is_capital(word)


def _person_or_organisation(words: list[Word]) -> Thing | None:
    letters = words[0].text if len(words) == 1 else ""
    if len(letters) == len("TR") and letters.isupper() and letters.isalpha() and fold_name(letters) not in PROVIDERS:
        return None if letters in _OFFICES else Thing("person", letters)
    if organised(words):
        generic = len(words) == 1 and words[0].low in ORGANISATION_WORDS | GROUPS
        return None if generic else Thing(organised(words), spell(words))
    name = spell(words)
    if fold_name(name) in PROVIDERS or fold_name(name) in NETWORKS:
        return Thing("organisation", PROVIDERS.get(fold_name(name), name))
    if len(words) > 1 and (words[-1].low in COMPANY_WORDS or any(word.text == "&" for word in words)):
        return Thing("organisation", name)
    if fold_name(name) in SOFTWARE or any(is_domain(word) for word in words) or len(words) > 4:
        return None
    if len(words) == 1 and (words[0].text in _SINGLE_NO or words[0].low in _NOBODY):
        return None
    if words[0].text in _SINGLE_NO:
        return None
    return Thing("person", name)
