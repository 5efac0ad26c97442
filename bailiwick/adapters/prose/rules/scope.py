"""What a section is about, decided from its own title and the titles above it, never from its neighbours.

So a page that is split by headings says in parts what it says as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bailiwick.adapters.prose.rules import gazetteer
from bailiwick.adapters.prose.rules.keys import key_of
from bailiwick.adapters.prose.rules.names import is_capital, is_domain, is_url, known
from bailiwick.adapters.prose.rules.words import Word, spell, words_of, wordset
from bailiwick.adapters.prose.tree import Page, Section
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

#: The last word of a title that announces things of a kind below it.
_CATEGORIES = {
    word: kind
    for kind, words in {
        "service": "services sites websites applications tools systems domains-and-services",
        "provider": "providers hosting hosters vendors suppliers sponsors partners clouds",
        "host": "servers machines hosts hardware boxes vms",
        "data-centre": "datacenters datacentres centers centres locations",
        "domain": "domains names",
    }.items()
    for word in words.split()
}
_TEAM_TITLES = wordset(
    "team admins administrators sysadmins operators crew people staff members maintainers who group roots"
)
#: Titles that name a part of running things, not a thing.
_ASPECTS = wordset(
    "dns registrar registrars domain monitoring backup backups contact contacts on-call alerting oncall cdn "
    "configuration management networking network certificates tls security overview introduction about conclusion "
    "history notes contents policy policies access support help links questions faq contributing summary goals "
    "mission accounts emergencies emergency reporting"
)
_GENERIC = wordset(
    "various details of our the list core public internal other main overview production hosted community "
    "infrastructure all and some more where things run cloud service services web available running current "
    "provided run we for in a an external data third-party hosting important small user-facing general project "
    "official machine on everything it its"
)
_TRIMMED = wordset("properties website websites site sites homepage instance")


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
    titles: tuple[str, ...] = ()


def scope_of(above: Sequence[Section], section: Section, page: Page) -> Scope:
    """The scope of a section that stands in `above`."""
    titled = [one for one in (*above, section) if one.title is not None]
    community = _community(page, titled)
    scope = Scope("page", community=community)
    for at, one in enumerate(titled):
        title = one.title.text if one.title is not None else ""
        alone = one is not section and at == 0 and len(titled) > 1
        scope = _below(scope, title, is_root=at == 0 and (alone or _about_the_page(title)))
    return scope


def _below(scope: Scope, title: str, *, is_root: bool) -> Scope:
    words = [word for word in words_of(title) if not word.is_mark]
    titles = (*scope.titles, title)
    category = announced(words)
    if category:
        return Scope("category:" + category, (), scope.things, scope.community, titles)
    if scope.things and key_of(title) and not key_of(title).endswith("/name"):
        return Scope("aspect", (), scope.things, scope.community, titles)
    team = _team(words, scope)
    if team:
        return Scope("team", team, scope.things, scope.community, titles)
    if (is_root and _about_the_page(title)) or _is_aspect(words):
        kind = "aspect" if scope.titles else "page"
        return Scope(kind, (), scope.things or scope.above, scope.community, titles)
    kind = scope.category.partition(":")[2] or (
        "service" if scope.category in {"page", "aspect", "team"} else scope.category
    )
    return Scope(kind, titled_things(title, kind), scope.things, scope.community, titles)


def announced(words: Sequence[Word]) -> str:
    """The kind of things that a title announces: “Our services”, “Details of various services”, “Data centres”."""
    if not words:
        return ""
    lows = [word.low for word in words]
    if lows[-1] in {"center", "centre"}:
        return ""
    if "".join(lows[-2:]) in {"datacenters", "datacentres"}:
        return "data-centre"
    kind = _CATEGORIES.get(lows[-1], "")
    if kind and all(
        low in _GENERIC or low.rstrip("s") in _GENERIC or words[at].text.isupper() for at, low in enumerate(lows[:-1])
    ):
        return kind
    starts = {"services": "service", "providers": "provider", "servers": "host", "machines": "host", "hosts": "host"}
    return starts.get(lows[0], "") if len(lows) > 1 and all(low in _GENERIC for low in lows[1:]) else ""


def _team(words: Sequence[Word], scope: Scope) -> tuple[Thing, ...]:
    """The team that a title names; “Team” alone is the community's."""
    if not words or words[-1].low not in _TEAM_TITLES or is_domain(words[-1]):
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
    return (scope.community,) if scope.community else (Thing("team", spell(named)),)


def _about_the_page(title: str) -> bool:
    words = {word.low for word in words_of(title)}
    return bool(
        words
        & {
            "infrastructure",
            "overview",
            "services",
            "systems",
            "it",
            "operations",
            "inventory",
            "documentation",
            "runs",
        }
    )


def _is_aspect(words: Sequence[Word]) -> bool:
    lows = [word.low for word in words if word.low not in {"and", "&", "the", "our", "how", "to", "of"}]
    return bool(lows) and all(low in _ASPECTS or low in _GENERIC for low in lows)


def titled_things(title: str, kind: str) -> tuple[Thing, ...]:
    """The things a title names: “planet.example.org and blog.example.org” are two."""
    words = list(words_of(title))
    parts: list[list[Word]] = [[]]
    for word in words:
        if word.text in {",", "&", "+", "/"} or word.low == "and":
            parts.append([])
        else:
            parts[-1].append(word)
    parts = [part for part in parts if part]
    if len(parts) > 1 and not all(is_capital(part[0]) or is_domain(part[0]) for part in parts):
        parts = [words]
    return tuple(Thing(kind, name) for part in parts if (name := title_name(part)))


def title_name(words: Sequence[Word]) -> str:
    """A title as a name: without article, note in parentheses and “website”."""
    kept: list[Word] = []
    for word in words:
        if word.text in {"(", ":", "–", "—", "["}:
            break
        kept.append(word)
    while kept and kept[0].low in {"the", "our", "a"}:
        kept.pop(0)
    while len(kept) > 1 and (kept[-1].low in _TRIMMED or kept[-1].is_mark):
        kept.pop()
    name = spell(kept).removesuffix("/")
    if len(kept) == 1 and is_url(kept[0]):
        return name.partition("//")[2].strip("/")
    found = known(kept, gazetteer.PROVIDERS)
    return found[2] if found and found[:2] == (0, len(kept)) else name


def _community(page: Page, titled: Sequence[Section]) -> Thing | None:
    """Whose page it is: what the page's own title, or one above, says beside “Infrastructure overview”."""
    titles = [page.about.get("title", "")] + [one.title.text for one in titled if one.title is not None]
    for title in titles:
        name = _owner_in(list(words_of(title)))
        if name:
            return Thing("organisation", name)
    return None


_PAGE_WORDS = wordset(
    "infrastructure overview services service the of at our and a an systems list for it operations inventory "
    "where things runs run what hosting documentation servers operated by how map guide team used in use page "
    "wiki technical web online"
)


def _owner_in(words: list[Word]) -> str:
    """“Example Foundation (EF) infrastructure overview” → “EF”."""
    if not _about_the_page(" ".join(word.text for word in words)) or announced(words):
        return ""
    for at, word in enumerate(words[1:-1], 1):
        if words[at - 1].text == "(" and words[at + 1].text == ")" and word.text.isupper():
            return word.text
    kept = [
        word for word in words if word.low not in _PAGE_WORDS and not word.is_mark and word.text not in {"'s", "’s"}
    ]
    return spell(kept) if kept and all(is_capital(word) for word in kept) else ""


def matches_title(name: str, thing: Thing) -> bool:
    """Whether a name in the text is what the title names, in another spelling."""
    short, title = fold_name(name), fold_name(thing.name)
    return bool(short) and (short == title or (len(short) > 2 and short == title.partition(".")[0]))
