"""Titles that announce things, and titles of whole pages: whose page it is, and by which team."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from bailiwick.adapters.prose.rules.english.function_words import QUESTION_WORDS
from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, spell, words_of, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import DUTIES, ORGANISATION_WORDS, SERVICE_NOUNS
from bailiwick.adapters.prose.rules.names.shapes import is_capital
from bailiwick.adapters.prose.tree import Page, Paragraph, Section
from bailiwick.lib.statements import Thing

#: The last word of a title that announces things of a kind below it.
_CATEGORIES = {
    word: kind
    for kind, words in {
        "service": "services sites websites applications tools systems domains-and-services",
        "provider": "providers hosting hosters vendors suppliers sponsors partners clouds donors supporters gold "
        "silver bronze platinum",
        "host": "servers machines hosts hardware boxes vms nodes droplets",
        "data-centre": "datacenters datacentres centers centres locations",
        "domain": "domains names",
        "team": "teams groups committees crews",
    }.items()
    for word in words.split()
}
GENERIC = wordset(
    "glance a at what various details of our the list core public internal other main overview production "
    "hosted community infrastructure all and some more where things run cloud service services web available "
    "running current provided we for in an external data third-party hosting important small user-facing "
    "working virtual physical dedicated rented general project official machine on everything it its"
)
#: Whose addresses a page has most of, beside what it says of itself.
OWNER = "owner by its addresses"
#: The crew of its first words. Both are looked for once, not for every section.
CREW = "crew by its first words"
_OF = frozenset({"of", "about"})
#: Words of a page's own title.
_LONGEST_TITLE = 6
#: How much of a page's first paragraph is looked at.
_BEGINNING = 80
_FIRST = 3
_PAIR = 2
#: The number of a section before its name.
_LABEL = re.compile(r"^(?:service|site|website|application|tool): +(?=\S)", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:§ ?)?\d{1,2}(?:\.\d{1,2})*[.)]? +(?=[^\W\d])")
#: “Central machines”, “Build boxes”: whatever stands before, machines are announced.
_MACHINES = wordset("machines vms boxes")
#: The title of the file and the first of its headings are the page's own.
_OWN = 2
_CREWS = wordset("sysadmins admins administrators operators team crew group")
_PAGES = wordset("infrastructure overview services operations inventory documentation it")
_IN_SENTENCES = wordset("by provided run used hosted our in on to from")
#: “Rack A2”, “Site B – Lumen”: machines stand below.
SITES = wordset("rack cabinet cage shelf site room")
_LAST_PAGES = wordset("servers machines systems hosts hosting sysadmin guide handbook administration runs everything")
_PAGE_WORDS = wordset(
    "infrastructure overview services service the of at our and a an systems list for it operations inventory "
    "where things runs run what hosting documentation servers operated by how map guide team used in use page "
    "wiki technical web online hosts machines websites sites domains everything status handbook public "
    "administration sysadmin admin admins s we user users group its things our all computers who whom talk them "
    "their works work behind look after box boxes know about needs asset assets ownership network project production "
    "staging server hardware internal central table tables register domain contacts responsibilities "
    "questions question answers faq facts notes note about log report sheets sheet teams roles"
)


def announced(words: Sequence[Word]) -> str:
    """The kind of things that a title announces: “Our services”, “Details of various services”, “Data centres”."""
    if len(words) > 1 and words[-1].low in {"list", "overview", "inventory", "table", "catalogue", "catalog"}:
        listed = _CATEGORIES.get(words[-2].low + "s", "")
        if listed and len(words) == 2:
            return listed
        words = words[:-1]
    if not words:
        return ""
    lows = [word.low for word in words]
    if lows[0] in {"what", "which"} and {"runs", "run", "operate", "host", "provide"} & set(lows) and len(lows) < 6:
        return "service"
    if lows[-1] in {"center", "centre"}:
        return ""
    if lows[0] in SITES and len(lows) > 1 and (len(lows[1]) < 3 or lows[1].isdigit()):
        return "host"
    if lows[-2:] == ["domain", "names"]:
        return "domain"
    if "".join(lows[-2:]) in {"datacenters", "datacentres"}:
        return "data-centre"
    kind = _CATEGORIES.get(lows[-1], "")
    if len(lows) == _PAIR and lows[-1] in _MACHINES and words[-1].text == lows[-1]:
        return kind
    if kind and all(
        low in GENERIC or low.rstrip("s") in GENERIC or words[at].text.isupper() for at, low in enumerate(lows[:-1])
    ):
        return kind
    starts = {"services": "service", "providers": "provider", "servers": "host", "machines": "host", "hosts": "host"}
    return starts.get(lows[0], "") if len(lows) > 1 and all(low in GENERIC for low in lows[1:]) else ""


def unnumbered(title: str) -> str:
    """“3.2 Ingest”, “Service: Ingest” → “Ingest”, unless nothing else is there."""
    return _LABEL.sub("", _NUMBER.sub("", title)) or title


def announced_there(words: Sequence[Word]) -> str:
    """“Machines at Lumen”: what is there is announced, whatever the place."""
    at = next((at for at, word in enumerate(words) if at and word.low in {"at", "with", "on", "from"}), None)
    named = at is not None and at + 1 < len(words) and all(not word.is_mark for word in words[at + 1 :])
    return announced(words[:at]) if named and at is not None and (is_capital(words[at + 1])) else ""


def about_the_page(title: str) -> bool:
    lows = [word.low for word in words_of(title.replace("/", " / ")) if not word.is_mark]
    return bool(lows) and (bool(_PAGES & set(lows)) or bool(QUESTION_WORDS & set(lows)) or lows[-1] in _LAST_PAGES)


def community_of(page: Page, titled: Sequence[Section]) -> Thing | None:
    """Whose page it is: what the page's own title, or one above, says beside “Infrastructure overview”."""
    titles = [page.about.get("title", "")] + [one.title.text for one in titled if one.title is not None]
    for at, title in enumerate(titles):
        name = _owner_in(list(words_of(title.replace("/", " / "))))
        if name and (at < _OWN or _is_spoken_of(name, page)):
            return Thing("organisation", name)
    first = titled[0].title.text if titled and titled[0].title is not None and titled[0].level == 1 else ""
    named = _named_community(list(words_of(first)))
    owner = page.about.get(OWNER, "")
    return named or (Thing("organisation", owner) if owner else None)


def _is_spoken_of(name: str, page: Page) -> bool:
    """Whether a name in the title of a section stands elsewhere on the page, too: “Watching it all” is nobody's."""
    return sum(name in line for line in page.lines) > 1


def _named_community(words: list[Word]) -> Thing | None:
    """“Example Linux user group” as the title of a page."""
    words = until(words, frozenset({":", "–", "—", "-", "("}))
    of = next((at for at, word in enumerate(words) if word.low == "of"), None)
    if of is not None and any(word.low in _PAGE_WORDS for word in words[:of]):
        words = [word for word in words[of + 1 :] if word.low != "the"]
    capitals = [word for word in words if is_capital(word)]
    group = bool(words) and words[-1].low in ORGANISATION_WORDS | {
        "group",
        "club",
        "collective",
        "network",
        "hackspace",
        "hackerspace",
        "makerspace",
        "community",
        "collaboration",
        "chapter",
        "observatory",
        "survey",
        "initiative",
        "guild",
    }
    if of is not None and len(words) == 2 and words[-1].low == "project":
        words = words[:1]
    sentence = _IN_SENTENCES & {word.low for word in words}
    short = 1 < len(words) <= _LONGEST_TITLE if of is None else 0 < len(words) <= _LONGEST_TITLE
    plain = short and (group or of is not None) and bool(capitals) and is_capital(words[0]) and not sentence
    return Thing("organisation", spell(words)) if plain else None


def crew_of(page: Page, titled: Sequence[Section], community: Thing | None) -> Thing | None:
    """The team in the page's own title: “Example infrastructure team”."""
    for title in (page.about.get("title", ""), *(one.title.text for one in titled[:1] if one.title is not None)):
        words = [word for word in words_of(title) if not word.is_mark and word.low not in {"the", "our"}]
        if community is not None and words and words[0].text == community.name:
            words = words[1:]
        if 1 < len(words) < 5 and words[-1].low in {"team", "crew", "admins", "sysadmins"}:
            return Thing("team", spell(words))
    crew = page.about.get(CREW, "")
    return Thing("team", crew) if crew else None


def crew_spoken_of(page: Page) -> str:
    """“The Example sysadmins keep …” as the first words of the page."""
    paragraphs = (block for _, one in page.root.walk() for block in one.blocks if isinstance(block, Paragraph))
    return next((crew for first in islice(paragraphs, _FIRST) if (crew := _crew_in(first))), "")


def _crew_in(paragraph: Paragraph) -> str:
    words = list(words_of(paragraph.text.text[:_BEGINNING]))
    for first, word in enumerate(words):
        at = next((at for at in range(first + 2, min(first + 5, len(words))) if words[at].low in _CREWS), 0)
        name = words[first + 1 : at + 1]
        if word.low in {"the", "our"} and name and is_capital(name[0]) and not any(one.is_mark for one in name):
            return spell(name)
    return ""


def _owner_in(words: list[Word]) -> str:
    """“Example Foundation (EF) infrastructure overview” → “EF”."""
    if not about_the_page(" ".join(word.text for word in words)) or announced(words):
        return ""
    for at, word in enumerate(words[1:-1], 1):
        if words[at - 1].text == "(" and words[at + 1].text == ")" and word.text.isupper():
            return word.text
    of = next((at for at, word in enumerate(words) if word.low in _OF and at and words[at - 1].low in _PAGE_WORDS), -1)
    words = words[of + 1 :]
    kept = [word for word in words if word.low not in _PAGE_WORDS and not word.is_mark and word.text not in POSSESSIVE]
    generic = len(kept) == 1 and kept[0].low in ORGANISATION_WORDS | SERVICE_NOUNS | DUTIES
    if not kept or generic or not all(is_capital(word) for word in kept):
        return ""
    span = words[words.index(kept[0]) : words.index(kept[-1]) + 1]
    return spell(span if all(is_capital(word) or word.low in {"of", "&"} for word in span) else kept)
