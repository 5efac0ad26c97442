"""What a section is about, decided from its own title and the titles above it, never from its neighbours.

So a page that is split by headings says in parts what it says as a whole, as far as each part has its names itself:
what machines and people are called is known from the whole page (`glossary`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bailiwick.adapters.prose.rules.evidence import (
    among_keepers,
    among_people,
    among_providers,
    has_members,
    is_keyed,
    is_keyed_machine,
    is_note,
    lists_people,
    spoken_of,
)
from bailiwick.adapters.prose.rules.function_words import QUESTION_WORDS
from bailiwick.adapters.prose.rules.gazetteer import (
    COMMON,
    COMPANY_WORDS,
    DETERMINERS,
    DUTIES,
    FORMS,
    NEEDS,
    PROVIDERS,
    ROLES,
    SERVICE_NOUNS,
)
from bailiwick.adapters.prose.rules.headings import (
    LONGEST_NAME,
    NO_NAMES,
    REACHING,
    TRIMMED,
    is_aspect,
    is_person,
    may_name,
    names_a_service,
    titled_things,
)
from bailiwick.adapters.prose.rules.items import items, until
from bailiwick.adapters.prose.rules.keys import key_of
from bailiwick.adapters.prose.rules.kinds import is_machine_name
from bailiwick.adapters.prose.rules.mood import PAST, PAST_TITLE, PASTS, PLANNED, PLANNING_TITLE, PLANS, TO_DO
from bailiwick.adapters.prose.rules.names import is_capital, is_domain, known
from bailiwick.adapters.prose.rules.questions import asked_about, asked_in
from bailiwick.adapters.prose.rules.titles import (
    GENERIC,
    about_the_page,
    announced,
    announced_there,
    community_of,
    crew_of,
    unnumbered,
)
from bailiwick.adapters.prose.rules.words import Word, spell, words_of, wordset
from bailiwick.adapters.prose.tree import Page, Section
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_TEAM_TITLES = wordset(
    "keepers caretakers sysops team admins administrators sysadmins operators crew people staff members "
    "maintainers who group roots noc circle committee squad"
)
#: Stands for a team that no title names: nothing is said of it.
_NOBODY = Thing("team", "")
#: “quay-admin” above names of people
_ADMINS = re.compile(r"[-_](?:admins?|ops|roots?|staff|team|crew)$")
_COPIES = wordset("backup backups backed copies snapshots")
_VAGUE_TEAMS = wordset("team people staff members maintainers who")
#: Titles that announce places.
#: A title that begins so names nothing: “About this page”.
_OF_THE_PAGE = frozenset({"about", "using"})
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
#: Small things that somebody else runs.
_OUTSIDE = frozenset({"donations", "accounts", "passwords", "video calls", "logins", "payments", "shared passwords"})
_SHORT_TITLE = 2
#: A section of one of these is about one thing; what is below it need not be another of its kind.
_ABOUT_ONE = frozenset({"person", "provider", "service", "host"})
#: What a section may be taken for that has “Members: …” below its title, and is a team.
_MAY_HAVE = frozenset({"aspect", "page", "service"})
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
#: What machines are for, at the end of a title.
_ROLES = wordset("balancer balancers frontend backend end proxy proxies storage workers builders database databases")
_WHO = wordset("who are is who's")


@dataclass(frozen=True)
class Scope:
    """What sentences of a section are about when they do not say.

    `category` is the kind of thing that the section describes, or `team`, `aspect`, `category` (it announces
    others) and `page`; `things` what its title names; `above` the things of the section around it;
    `community` whose page this is.
    """

    category: str
    things: tuple[Thing, ...] = ()
    above: tuple[Thing, ...] = ()
    community: Thing | None = None
    #: The team that the page says it is by.
    crew: Thing | None = None
    titles: tuple[str, ...] = ()

    @property
    def mood(self) -> str:
        """Why nothing in a section holds now: its title, or one above, announces plans or the past."""
        return mood_of_titles(self.titles)

    @property
    def is_of_copies(self) -> bool:
        """Whether its title says that it is about backups: what stands in it is said of the copies."""
        return bool(self.titles) and bool(_COPIES & set(self.titles[-1].lower().strip(" :?").replace(",", "").split()))


@lru_cache(maxsize=100)
def mood_of_titles(titles: tuple[str, ...]) -> str:
    """Kept, because each sentence of a section asks."""
    lows = {word.low for title in titles for word in words_of(title)}
    todo = any(title.lower().strip(" :!") in TO_DO for title in titles)
    plain = [title.lower().strip(" :!?") for title in titles]
    todo = todo or any(PLANNING_TITLE.search(title) for title in plain)
    past = bool(lows & PASTS) or any(PAST_TITLE.search(title) for title in plain)
    return PLANNED if lows & PLANS or todo else PAST if past else ""


def scope_of(above: Sequence[Section], section: Section, page: Page, machines: frozenset[str] = frozenset()) -> Scope:
    """The scope of a section that stands in `above`; `machines` are those that the page is known to have."""
    titled = [one for one in (*above, section) if one.title is not None]
    community = community_of(page, titled)
    scope = Scope("page", community=community, crew=crew_of(page, titled, community))
    for at, one in enumerate(titled):
        title = unnumbered(one.title.text) if one.title is not None else ""
        names_one = names_a_service(title)
        of_the_page = one.level == 1 or len(page.root.parts) == 1 or not names_one
        begins = one.level == 1 and one is page.root.parts[0] and (":" in title or not names_one)
        is_root = at == 0 and ((of_the_page and about_the_page(title)) or begins)
        if one is section and titled[:at] and titled[at - 1] is above[-1] and _told_by_parent(scope, title):
            scope = _by_its_text(scope, above[:-1], above[-1])
        scope = _of_machines(scope, title, machines) or _below(scope, title, is_root=is_root)
    if titled and titled[-1] is section and above and scope.category not in {"person", "host", "provider"}:
        title = section.title.text if section.title is not None else ""
        if among_people(above[-1], title) or among_keepers(above[-1]):
            person = Thing("person", spell(until(list(words_of(title)), frozenset({"(", "–", "—", ":", ","}))))
            return replace(scope, category="person", things=(person,), above=())
    return _by_its_text(scope, above, section) if titled and titled[-1] is section else scope


def _of_machines(scope: Scope, title: str, machines: frozenset[str]) -> Scope | None:
    """A title that names machines of the page, whatever stands above it."""
    things = titled_things(title, "host")
    if not things or not {thing.name for thing in things} <= machines:
        return None
    return Scope("host", things, scope.things, scope.community, scope.crew, (*scope.titles, title))


def _told_by_parent(scope: Scope, title: str) -> bool:
    """“Owner” below “Wiki”, “cornel” below “bunchberry”: what the text of the section around says its title is."""
    names = [list(words_of(name)) for name in (scope.titles[-1], title)] if scope.titles else []
    return bool(key_of(title)) or (
        len(names) > 1 and all(len(name) == 1 and is_machine_name(name[0]) for name in names)
    )


def _by_its_text(scope: Scope, above: Sequence[Section], section: Section) -> Scope:
    """Where a title alone names nothing, what its section says first may tell what it is the title of."""
    title = scope.titles[-1]
    asked = asked_in(above, section)
    if asked and scope.category in {"aspect", "page"}:
        return replace(scope, category="service", things=(Thing("service", asked),), above=scope.things)
    words = [word for word in words_of(title) if not word.is_mark]
    if words and words[0].low in _OF_THE_PAGE:
        return scope
    named = [word for word in words if word.low not in {"the", "our"}]
    crew = len(named) == 1 and (named[0].text.isupper() or bool(_ADMINS.search(named[0].low)))
    crew = crew and named[0].low not in ROLES
    if crew and scope.category != "team" and lists_people(section):
        return replace(scope, category="team", things=(Thing("team", named[0].text),), above=scope.things)
    whole = len(scope.titles) == 1 and bool(section.parts)
    if 0 < len(named) <= LONGEST_NAME and not whole and scope.category in _MAY_HAVE and has_members(section):
        return replace(scope, category="team", things=(Thing("team", spell(named)),), above=scope.things)
    bare = scope.category == "service" and len(words) == 1 and is_domain(words[0]) and not _among_services(scope)
    if bare and spoken_of(words, section) == "host":
        return replace(scope, category="host", things=titled_things(title, "host"))
    alone = scope.category == "aspect" and not scope.things and 0 < len(words) <= LONGEST_NAME
    plain = not {word.low for word in words} & (NO_NAMES | REACHING) or title.lower() in _OUTSIDE
    if alone and plain and (is_keyed(section) or (not key_of(title) and is_note(section))):
        kind = "host" if len(words) == 1 and is_machine_name(words[0]) and is_keyed_machine(section) else "service"
        return replace(scope, category=kind, things=titled_things(title, kind))
    company = scope.category == "service" and len(words) > 1 and words[-1].low in COMPANY_WORDS
    if scope.category not in {"aspect", "page"} and not company:
        return scope
    named = [word for word in words if word.low != "of"]
    if above and named and may_name(named, title) and among_providers(above[-1], words):
        return replace(scope, category="provider", things=(Thing("provider", spell(words)),), above=scope.things)
    if company or not may_name(words, title):
        return scope
    if len(scope.titles) == 1 and (scope.community is not None or about_the_page(title) or len(words) > _SHORT_TITLE):
        return scope
    kind = spoken_of(words, section)
    return replace(scope, category=kind, things=titled_things(title, kind), above=scope.things) if kind else scope


def _among_services(scope: Scope) -> bool:
    """Whether a title above announces services."""
    return any(announced([word for word in words_of(title) if not word.is_mark]) == "service" for title in scope.titles)


def _below(scope: Scope, title: str, *, is_root: bool) -> Scope:
    words = [word for word in words_of(title) if not word.is_mark]
    titles = (*scope.titles, title)
    category = (announced(words) or announced_there(words)) if words and not _is_asked(title) else ""
    if not category and ":" in title and is_root:
        behind = [word for word in words_of(title.partition(":")[2]) if not word.is_mark]
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
    asking = len(words) > 1 and words[0].low in {"who", "whom"} | _OF_THE_PAGE
    if (is_root and not any(is_domain(word) for word in words)) or asking or (is_aspect(words) and not listed):
        kind = "aspect" if scope.titles else "page"
        return Scope(kind, (), scope.things or scope.above, scope.community, scope.crew, titles)
    kind = scope.category.partition(":")[2] or _kind_below(scope, title)
    house = known(words, PROVIDERS) if kind == "host" else None
    if house is not None and house[:2] == (0, len(words)) and is_capital(words[0]):
        kind = "provider"
    if kind == "host" and is_capital(words[0]) and not words[0].text.isupper() and names_a_service(title):
        kind = "service"
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


def _is_role(title: str) -> bool:
    """“Load Balancer”, “Front End (two of them)” below “Servers”: what the machines below it do."""
    name = [word for word in until(list(words_of(title)), frozenset({"("})) if not word.is_mark]
    plain = all(is_capital(word) and word.text.isalpha() and not word.text.isupper() for word in name)
    return len(name) > 1 and plain and name[-1].low in _ROLES


def _is_asked(title: str) -> bool:
    return title.rstrip().endswith("?") and bool(asked_about(title))


def _kind_below(scope: Scope, title: str) -> str:
    """What a title names that no title above announces: a machine, a provider, a service, or nothing of these."""
    words = [word for word in words_of(title) if not word.is_mark]
    if scope.category not in _ABOUT_ONE | {"page", "aspect", "team"}:
        return scope.category
    if scope.category in {"provider", "host"} and len(words) == 1 and is_machine_name(words[0]):
        return "host"
    provider = known(words, PROVIDERS)
    if provider is not None and provider[:2] == (0, len(words)):
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
