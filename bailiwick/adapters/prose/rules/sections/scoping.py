"""What a section is about, decided from its own title and the titles above it, never from its neighbours.

So a page that is split by headings says in parts what it says as a whole, as far as each part has its names itself:
what machines and people are called is known from the whole page (`glossary`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import spell, unmarked, words_of
from bailiwick.adapters.prose.rules.names.gazetteer import COMPANY_WORDS, ROLES
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.names.shapes import is_domain
from bailiwick.adapters.prose.rules.sections.evidence import (
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
from bailiwick.adapters.prose.rules.sections.headings import (
    LONGEST_NAME,
    NO_NAMES,
    REACHING,
    may_name,
    names_a_service,
    title_name,
    titled_things,
)
from bailiwick.adapters.prose.rules.sections.questions import asked_in
from bailiwick.adapters.prose.rules.sections.scope import Scope
from bailiwick.adapters.prose.rules.sections.scope_below import OF_THE_PAGE, below
from bailiwick.adapters.prose.rules.sections.title_forms import names_nothing
from bailiwick.adapters.prose.rules.sections.titles import about_the_page, announced, community_of, crew_of, unnumbered
from bailiwick.adapters.prose.tree import Page, Section
from bailiwick.lib.statements import Thing

#: “quay-admin” above names of people
_ADMINS = re.compile(r"[-_](?:admins?|ops|roots?|staff|team|crew)$")
#: Small things that somebody else runs.
_OUTSIDE = frozenset({"donations", "accounts", "passwords", "video calls", "logins", "payments", "shared passwords"})
_SHORT_TITLE = 2
#: What a section may be taken for that has “Members: …” below its title, and is a team.
_MAY_HAVE = frozenset({"aspect", "page", "service"})


def scope_of(
    above: Sequence[Section],
    section: Section,
    page: Page,
    machines: frozenset[str] = frozenset(),
    houses: frozenset[str] = frozenset(),
    people: Mapping[str, str] = {},
) -> Scope:
    """The scope of a section that stands in `above`; `machines` and `houses` are those that the page has, `people`
    whom it has as titles."""
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
        parent = titled[at - 1] if at else page.root
        scope = _of_named(scope, title, machines, houses) or below(scope, title, is_root=is_root)
        somebody = _somebody(scope, title, parent, people)
        if somebody is not None:
            scope = replace(scope, category="person", things=(somebody,), above=())
    mine = bool(titled) and titled[-1] is section and scope.category != "person"
    return _by_its_text(scope, above, section) if mine else scope


def _somebody(scope: Scope, title: str, parent: Section, people: Mapping[str, str]) -> Thing | None:
    """Whose name a title is: the page has it with a surname elsewhere, or those beside it are people, too."""
    name = spell(until(list(words_of(title)), frozenset({"(", "–", "—", ":", ","})))
    if name in people:
        return Thing("person", people[name])
    if scope.category in {"person", "host", "provider"}:
        return None
    return Thing("person", name) if among_people(parent, title) or among_keepers(parent) else None


def _of_named(scope: Scope, title: str, machines: frozenset[str], houses: frozenset[str]) -> Scope | None:
    """A title that names machines of the page, or who houses things, whatever stands above it."""
    if title_name(list(words_of(title))) in houses:
        named = titled_things(title, "provider")
        return Scope("provider", named, scope.things, scope.community, scope.crew, (*scope.titles, title))
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
    words = unmarked(words_of(title))
    if words and (words[0].low in OF_THE_PAGE or names_nothing(words, title)):
        return scope
    named = [word for word in words if word.low not in {"the", "our"}]
    crew = len(named) == 1 and (named[0].text.isupper() or bool(_ADMINS.search(named[0].low)))
    crew = crew and named[0].low not in ROLES
    whole = len(scope.titles) == 1 and bool(section.parts)
    if crew and not whole and scope.category != "team" and lists_people(section):
        return replace(scope, category="team", things=(Thing("team", named[0].text),), above=scope.things)
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
    return any(announced(unmarked(words_of(title))) == "service" for title in scope.titles)
