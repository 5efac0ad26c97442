"""What a title makes of the scope around it: what it announces, which team it names, of which kind what it names is."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, QUESTION_WORDS
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, words_of, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import COMMON, DUTIES, FORMS, NEEDS, PROVIDERS, SERVICE_NOUNS
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.names.shapes import is_capital, is_domain, known, known_whole
from bailiwick.adapters.prose.rules.sections.headings import (
    LONGEST_NAME,
    REACHING,
    TRIMMED,
    is_aspect,
    is_person,
    names_a_service,
    titled_things,
)
from bailiwick.adapters.prose.rules.sections.questions import asked_about
from bailiwick.adapters.prose.rules.sections.scope import Scope
from bailiwick.adapters.prose.rules.sections.title_forms import names_nothing, ordered_by, place_in
from bailiwick.adapters.prose.rules.sections.titles import GENERIC, announced, announced_there
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_TEAM_TITLES = wordset(
    "keepers caretakers sysops team admins administrators sysadmins operators crew people staff members "
    "maintainers who group roots noc circle committee squad"
)
#: Stands for a team that no title names: nothing is said of it.
_NOBODY = Thing("team", "")
_VAGUE_TEAMS = wordset("team people staff members maintainers who crew")
#: A title that begins so names nothing: “About this page”.
OF_THE_PAGE = frozenset({"about", "using"})
#: Titles that announce places.
_PLACES = (
    "where",
    "where it runs",
    "where things run",
    "where we host",
    "where things live",
    "hosting",
    "where it lives",
)
#: … unless it stands below a title that announces services.
_SERVED = wordset("accounts monitoring backup backups")
#: A section of one of these is about one thing; what is below it need not be another of its kind.
_ABOUT_ONE = frozenset({"person", "provider", "service", "host"})
#: Below “Hosting” these are what is held somewhere: “Media storage”.
_HELD = wordset(
    "storage database databases files uploads downloads backups email mailboxes website websites sites cache"
)
#: Words before “list” or “tracker” that make no name of it.
_SORTS = wordset("mailing issue bug build web project mail")
#: “Media storage” below “Hosting” ends like what is hosted …
_HOUSED = (SERVICE_NOUNS | DUTIES | NEEDS | TRIMMED | FORMS.keys()) - wordset("cloud hosting network networks")
#: … and “Dedicated servers” is nobody who hosts.
_NO_FIRM = (
    DETERMINERS | DUTIES | GENERIC | COMMON | frozenset(FORMS) | wordset("object block storage capacity budget plan")
)
_NO_HOUSES = SERVICE_NOUNS | TRIMMED | _SORTS
#: Between the noun and the name of a machine, and behind it.
_CALLING = wordset("called named at in")
#: What machines are for, at the end of a title.
_ROLES = wordset("balancer balancers frontend backend end proxy proxies storage workers builders database databases")
_WHO = wordset("who are is who's")


def _by_form(scope: Scope, title: str, words: Sequence[Word]) -> Scope | None:
    """What a title is by its form alone, whatever stands above it."""
    titles = (*scope.titles, title)
    kind = ordered_by(words)
    if kind:
        return Scope("category:" + kind, (), scope.things, scope.community, scope.crew, titles)
    place = place_in(title) if scope.category != "category:service" else None
    if place is not None:
        return Scope(place.kind, (place,), scope.things, scope.community, scope.crew, titles)
    if names_nothing(words, title):
        return Scope("aspect", (), scope.things or scope.above, scope.community, scope.crew, titles)
    return None


def below(scope: Scope, title: str, *, is_root: bool) -> Scope:
    """What a title below `scope` is about."""
    words = unmarked(words_of(title))
    titles = (*scope.titles, title)
    category = (announced(words) or announced_there(words)) if words and not _is_asked(title) else ""
    if not category and ":" in title and is_root:
        behind = unmarked(words_of(title.partition(":")[2]))
        category = announced(behind) if behind and behind[0].low not in QUESTION_WORDS else ""
    if is_root and not category and (of := next((at for at, word in enumerate(words) if word.low == "of"), 0)):
        # “Services of the Example Foundation” announces what “Services” does.
        category = announced(words[:of])
    if title.lower().strip(" ?:") in _PLACES and not scope.things:
        category = "provider"
    listing = len(words) == 1 and (scope.category, category) in {("host", "service"), ("service", "host")}
    names = key_of(title) == "domain/name" and len(scope.things) == 1 and "." in scope.things[0].name
    if category and not listing and not names:
        return Scope("category:" + category, (), scope.things, scope.community, scope.crew, titles)
    formed = _by_form(scope, title, words) if words and not is_root and not category else None
    if formed is not None:
        return formed
    if scope.things and (listing or names or (key_of(title) and not key_of(title).endswith("/name"))):
        return Scope("aspect", (), scope.things, scope.community, scope.crew, titles)
    if scope.category == "aspect" and REACHING & {word.lower() for word in scope.titles[-1].split()}:
        return Scope("aspect", (), scope.things or scope.above, scope.community, scope.crew, titles)
    ours = scope.community is not None and fold_name(title) == fold_name(scope.community.name)
    team = _team(words, scope) if not ours else ()
    if team:
        team = tuple(one for one in team if one.name)
        return Scope("team", team, scope.things, scope.community, scope.crew, titles)
    if scope.category == "team" and is_person(words):
        return Scope("person", (Thing("person", spell(words)),), scope.things, scope.community, scope.crew, titles)
    listed = scope.category == "category:service" and len(words) == 1 and words[0].low in _SERVED
    asking = len(words) > 1 and words[0].low in {"who", "whom"} | OF_THE_PAGE
    if (is_root and not any(is_domain(word) for word in words)) or asking or (is_aspect(words) and not listed):
        kind = "aspect" if scope.titles else "page"
        return Scope(kind, (), scope.things or scope.above, scope.community, scope.crew, titles)
    return _of_a_kind(scope, title, words)


def _of_a_kind(scope: Scope, title: str, words: Sequence[Word]) -> Scope:
    """What a title that may name something is about, by what stands above it and by how it ends."""
    titles = (*scope.titles, title)
    kind = scope.category.partition(":")[2] or _kind_below(scope, title)
    if kind == "host" and known_whole(words, PROVIDERS) and is_capital(words[0]):
        kind = "provider"
    if kind == "host" and is_capital(words[0]) and not words[0].text.isupper() and names_a_service(title):
        kind = "service"
    if kind == "host" and not _may_be_machine(title):
        kind = ""
    if kind == "host" and scope.category == "category:host" and _is_role(title):
        return Scope("category:host", (), scope.things, scope.community, scope.crew, titles)
    if kind == "provider" and (words[-1].low in _HELD or all(word.low in _NO_HOUSES for word in words)):
        kind = "service"
    several = any(word.low in {"and", "&"} for word in words)
    if kind == "provider" and all(word.low in _NO_FIRM for word in words):
        kind = ""
    if kind == "provider" and words[-1].low in _HOUSED and known(words, PROVIDERS) is None:
        kind = "service" if names_a_service(title) and not several else ""
    if kind == "service" and several and len(titled_things(title, kind)) < 2:
        return Scope("category:service", (), scope.things, scope.community, scope.crew, titles)
    if not kind:
        return Scope("aspect", (), scope.things or scope.above, scope.community, scope.crew, titles)
    return Scope(kind, titled_things(title, kind), scope.things, scope.community, scope.crew, titles)


def _may_be_machine(title: str) -> bool:
    """“Small things elsewhere” is no machine, whatever stands above; “Mail server” and “Big Bertha” are."""
    words = until(list(words_of(title)), frozenset({"(", "–", "—", ":"}))
    plain = [word for word in words if word.low not in {"and", "the", "our"}]
    small = [word for word in plain if word.text == word.low and word.text.isalpha()]
    listed = all(len(item.words) == 1 for item in items(words))
    return (
        listed or not small or bool({word.low for word in plain} & (FORMS.keys() | SERVICE_NOUNS | _ROLES | _CALLING))
    )


def _is_role(title: str) -> bool:
    """“Load Balancer”, “Front End (two of them)” below “Servers”: what the machines below it do."""
    name = [word for word in until(list(words_of(title)), frozenset({"("})) if not word.is_mark]
    plain = all(is_capital(word) and word.text.isalpha() and not word.text.isupper() for word in name)
    return len(name) > 1 and plain and name[-1].low in _ROLES


def _is_asked(title: str) -> bool:
    return title.rstrip().endswith("?") and bool(asked_about(title))


def _kind_below(scope: Scope, title: str) -> str:
    """What a title names that no title above announces: a machine, a provider, a service, or nothing of these."""
    words = unmarked(words_of(title))
    if scope.category not in _ABOUT_ONE | {"page", "aspect", "team"}:
        return scope.category
    if scope.category in {"provider", "host"} and len(words) == 1 and is_machine_name(words[0]):
        return "host"
    if known_whole(words, PROVIDERS):
        return "provider"
    listed = [until(list(item.words), frozenset({"("})) for item in items(words)]
    if len(listed) > 1 and all(known(one, PROVIDERS) == (0, len(one), spell(one)) for one in listed):
        return "provider"
    return "service" if names_a_service(title) else ""


def _team(words: Sequence[Word], scope: Scope) -> tuple[Thing, ...]:
    """The team that a title names; “Team” alone is the community's."""
    words = [word for word in until(words, frozenset({"of", "for", "at"})) if word.low not in _WHO]
    if not words or len(words) > LONGEST_NAME or words[-1].low not in _TEAM_TITLES or is_domain(words[-1]):
        return ()
    named = [word for word in words if word.low not in {"the", "our"}]
    if len(named) > 1 and named[-1].low in {
        "team",
        "admins",
        "administrators",
        "sysadmins",
        "crew",
        "group",
        "staff",
        "operators",
    }:
        return (Thing("team", spell(named)),)
    if named and named[-1].low in _VAGUE_TEAMS and scope.things and scope.things[0].kind == "team":
        return scope.things
    if not named or all(word.low in _VAGUE_TEAMS for word in named):
        return (scope.crew or scope.community or _NOBODY,)
    return (Thing("team", spell(named)),)
