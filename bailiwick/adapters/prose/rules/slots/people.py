"""Who stands in a slot: people, teams, organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.english.function_words import STROKES
from bailiwick.adapters.prose.rules.english.items import Item, items, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import TEAM_WORDS
from bailiwick.adapters.prose.rules.names.shapes import capital_run, contact_point, is_capital
from bailiwick.adapters.prose.rules.slots.naming_people import somebody_named
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.lib.statements import Thing

_STOPS = wordset(
    "who which that whom where since because when while although but via until if using to as so then during "
    "after before with for in on from through under and/or however instead is are was were has have had can "
    "could will would should must may needs need does do it they"
)
_LEADS = wordset(
    "company firm cooperative the our its a an by mainly particularly especially specifically namely "
    "currently both also primarily including notably e.g. i.e. either their your please dr. mr. ms. mrs. "
    "prof. user at list group of only just volunteer webmaster postmaster author sysadmin developer maintainer"
)
_FIRMS = wordset("company firm cooperative")
#: “Ada Byron, at Lumen”: behind a comma it is where, and nobody.
_WHERE = wordset("at via")
#: Whoever has this page at a forge.
_PROFILE = re.compile(r"https?://(?:www\.)?(?:github|gitlab|codeberg)\.(?:com|org)/([\w-]{2,39})/?")
#: “its founder, Ada Byron”: a name follows.
_OFFICERS = wordset("founder founders treasurer chair secretary president author coordinator lead head director")
#: What begins a description that a name follows: “a separate team, the Salsa admins”.
_DESCRIBING = wordset("a an the our its two three four five several volunteers some")
_DAYS = wordset("monday mondays tuesday tuesdays wednesday thursday friday fridays saturday sunday sundays")
_NOT_BEFORE_NAMES = wordset("of by from with for to than the a an like and or , not without except & at in")
_HELPING = wordset("help from the of assistance support a little some hand kind by and")


def people(words: Sequence[Word], here: Here) -> list[Found]:
    """Everybody named in a slot; nobody when its first word cannot be placed with certainty."""
    found: list[Found] = []
    words = _divided(words)
    listed = _behind_colon(without_reasons(_cleft(words)))
    for item in items(until(listed, _STOPS)):
        if found and item.words and item.words[0].low in _WHERE:
            break
        here_found = list(_somebody(_real_name(item), here))
        here_found = here_found or _crew(item)
        if found and _describes_the_one_before(item, words):
            continue
        officer = item.words and item.words[-1].low in _OFFICERS
        if not here_found and item.words and not found and item.words[0].low not in _DESCRIBING and not officer:
            return []
        if _is_address_of(item, words, found):
            found[-1] = replace(found[-1], also=(*found[-1].also, ("contact_point", here_found[0].thing)))
            continue
        found += [_with_address(one, item) for one in here_found]
    return found + (_helpers(words, here) if found else [])


def _divided(words: Sequence[Word]) -> Sequence[Word]:
    """“Ada - Bert - Wu” (in lines that a list lost): a dash before a name divides as a comma does."""
    return [
        replace(word, text=",", low=",") if word.text in STROKES and at and is_capital(behind) else word
        for at, (word, behind) in enumerate(zip(words, (*words[1:], *words[-1:]), strict=True))
    ]


def _describes_the_one_before(item: Item, words: Sequence[Word]) -> bool:
    """“the Stokers, a loose group of volunteers”: behind a comma an article and a noun for people say who they are."""
    at = next((at for at, word in enumerate(words) if item.words and word.start == item.words[0].start), 0)
    apposed = at > 0 and words[at - 1].text == "," and item.words[0].low in {"a", "an"}
    return apposed and any(word.low in TEAM_WORDS for word in item.words)


def _crew(item: Item) -> list[Found]:
    """“the moderators (forum-team@example.org)”: a team without a name that has an address."""
    name = [word for word in item.words if word.low not in {"the", "our", "its"} and not word.is_mark]
    addressed = any(contact_point(word) is not None for word in item.note)
    if not addressed or len(name) != 1 or name[0].low not in TEAM_WORDS - {"people", "members", "folks"}:
        return []
    return [Found(Thing("team", name[0].text), name[0].start)]


def _is_address_of(item: Item, words: Sequence[Word], found: Sequence[Found]) -> bool:
    """“the docs team, docs@example.org”: behind a comma an address is that of the one named before it."""
    plain = unmarked(item.words)
    alone = len(plain) == 1 and contact_point(plain[0]) is not None and len(found) == 1
    if not alone or found[0].thing.kind not in {"person", "team", "organisation"} or found[0].also:
        return False
    at = next(at for at, word in enumerate(words) if word.start == plain[0].start)
    return words[at - 1].text == ","


def _real_name(item: Item) -> Sequence[Word]:
    """Of “@ada (Ada Byron)” the name."""
    if len(item.words) == 1 and item.words[0].text.startswith("@") and capital_run(item.note) == (0, len(item.note)):
        return item.note
    return item.words


def _with_address(found: Found, item: Item) -> Found:
    """“Ada (ada@example.org)”: the address is hers."""
    points = [point for word in item.note if (point := contact_point(word)) is not None]
    if not points or found.thing.kind == "contact-point":
        return found
    return replace(found, also=(*found.also, *(("contact_point", point) for point in points)))


def _somebody(words: Sequence[Word], here: Here) -> Iterator[Found]:
    mailboxes = [word for word in words if contact_point(word) is not None]
    run = capital_run(words) if mailboxes else None
    if run is not None and run[0] == 0 and run[1] > 1 and run[1] < len(words) and words[run[1]].text == "<":
        yield Found(
            Thing("person", spell(words[: run[1]])),
            words[0].start,
            also=(("contact_point", Thing("contact-point", mailboxes[0].text)),),
        )
    elif mailboxes:
        for word in mailboxes:
            point = contact_point(word)
            if point is not None:
                yield Found(point, word.start, end=word.end)
    if mailboxes:
        return
    kept = unmarked(words)
    while kept and kept[0].low in _LEADS:
        kept.pop(0)
    if kept and len(kept) == 1 and kept[0].text.startswith("@") and len(kept[0].text) > 2:
        yield Found(Thing("person", kept[0].text[1:]), kept[0].start, end=kept[0].end)
    elif len(kept) == 1 and (profile := _PROFILE.fullmatch(kept[0].text)) is not None:
        yield Found(Thing("person", profile[1]), kept[0].start, end=kept[0].end)
    elif kept:
        thing = somebody_named(kept, here)
        if thing is not None and thing.kind == "person" and any(word.low in _FIRMS for word in words):
            thing = Thing("organisation", thing.name)
        if thing is not None:
            yield Found(_with_article(thing, words, kept, here), kept[0].start, end=kept[-1].end)


def _with_article(thing: Thing, words: Sequence[Word], kept: Sequence[Word], here: Here) -> Thing:
    """“the Sparrows” are several, “the Polytechnic” is a body: nobody is called by one name behind an article."""
    at = next((at for at, word in enumerate(words) if word.start == kept[0].start), 0)
    behind = at > 0 and words[at - 1].low == "the" and len(kept) == 1
    if thing.kind != "person" or not behind or thing.name in here.glossary.name_parts:
        return thing
    return Thing("team" if thing.name[-1] == "s" and thing.name[-2:] != "ss" else "organisation", thing.name)


def _cleft(words: Sequence[Word]) -> Sequence[Word]:
    """“Nowadays it is Ada who” → “Ada”."""
    lows = [word.low for word in words]
    at = next((at for at in range(len(lows) - 2) if lows[at] == "it" and lows[at + 1] in {"is", "'s", "’s"}), None)
    return words[at + 2 : -1] if at is not None and lows[-1] == "who" else words


def _behind_colon(words: Sequence[Word]) -> Sequence[Word]:
    """“volunteers: Ada and Bert” → “Ada and Bert”; “at Lumen: Ada” → “Ada”."""
    at = next((at for at, word in enumerate(words) if word.text == ":"), None)
    there = at is not None and words[0].low in {"at", "from", "with", "of"}
    return words[at + 1 :] if at is not None and (there or not any(map(is_capital, words[:at]))) else words


def without_reasons(words: Sequence[Word]) -> Sequence[Word]:
    """“Ada and, for upgrades, Bert” → “Ada and Bert”."""
    for at, word in enumerate(words[:-1]):
        if word.text == "," and words[at + 1].low in {"for", "in", "on", "since"}:
            end = next((end for end in range(at + 2, min(at + 7, len(words))) if words[end].text == ","), None)
            if end is not None:
                return [*words[:at], *([] if words[at - 1].low == "and" else [word]), *words[end + 1 :]]
    return words


def _helpers(words: Sequence[Word], here: Here) -> list[Found]:
    """“… with help from Bert”, “… with Bert as backup”: they share it."""
    at = next((at for at, word in enumerate(words) if word.low in {"with", "assisted", "helped", "aided"} and at), None)
    if at is None or words[at - 1].low in {"and", "or"}:
        return []
    rest = [word for word in words[at + 1 :] if word.low not in _HELPING]
    found = people(until(rest, _STOPS | {"with", "."}), here) if rest and is_capital(rest[0]) else []
    return [one for one in found if one.thing.kind == "person" and " " in one.thing.name]


def last_names(words: Sequence[Word], here: Here) -> list[Found]:
    """“In case of trouble Ada Byron or Bert Berg” (can help): whole names that stand last before a verb."""
    if {"that", "which", "whom"} & {word.low for word in words}:
        return []
    for first in range(1, len(words)):
        listed = list(items(words[first:]))
        whole = all(capital_run(item.words) == (0, len(item.words)) and _is_known(item, here) for item in listed)
        before = words[first - 1].low
        if listed and whole and words[first].low not in _DAYS and before not in _NOT_BEFORE_NAMES:
            return [one for one in people(words[first:], here) if one.thing.kind == "person"]
    return []


def _is_known(item: Item, here: Here) -> bool:
    """A whole name, or the first one of somebody whom the page has under a whole one."""
    return 1 < len(item.words) < 4 or spell(item.words) in here.glossary.first_names
