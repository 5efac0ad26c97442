"""Who stands in a slot: people, teams, organisations, mailboxes and channels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.gazetteer import (
    COMPANY_WORDS,
    DETERMINERS,
    NETWORKS,
    ORGANISATION_WORDS,
    PROVIDERS,
    SOFTWARE,
    TEAM_WORDS,
    WE,
)
from bailiwick.adapters.prose.rules.items import Item, items, until
from bailiwick.adapters.prose.rules.names import (
    capital_run,
    contact_point,
    is_capital,
    is_domain,
    is_url,
    known,
    organised,
)
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import GROUPS, Word, spell, wordset
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

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
#: What a community may be called behind its name.
_GROUPS = frozenset({"user group", "users group", "project", "community", "club", "group", "collective", "association"})
_COMPANIES = wordset("company firm cooperative")
#: What begins a description that a name follows: “a separate team, the Salsa admins”.
_DESCRIBING = wordset("a an the our its two three four five several volunteers some")
_DAYS = wordset("monday mondays tuesday tuesdays wednesday thursday friday fridays saturday sunday sundays")
_NOT_BEFORE_NAMES = wordset("of by from with for to than the a an like and or , not without except & at in")
_BEFORE_NETWORKS = wordset("the irc network chat our foundation's foundation 's ’s project community own")
_HELPING = wordset("help from the of assistance support a little some hand kind by and")
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


def people(words: Sequence[Word], here: Here) -> list[Found]:
    """Everybody named in a slot; nobody when its first word cannot be placed with certainty."""
    found: list[Found] = []
    listed = _behind_colon(without_reasons(_cleft(words)))
    for item in items(until(listed, _STOPS)):
        here_found = list(_somebody(_real_name(item), here))
        here_found = here_found or _crew(item)
        if found and _describes_the_one_before(item, words):
            continue
        if not here_found and item.words and not found and item.words[0].low not in _DESCRIBING:
            return []
        if _is_address_of(item, words, found):
            found[-1] = replace(found[-1], also=(*found[-1].also, ("contact_point", here_found[0].thing)))
            continue
        found += [_with_address(one, item) for one in here_found]
    return found + (_helpers(words, here) if found else [])


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
    plain = [word for word in item.words if not word.is_mark]
    alone = len(plain) == 1 and contact_point(plain[0]) is not None and len(found) == 1
    if not alone or found[0].thing.kind not in {"person", "team", "organisation"} or found[0].also:
        return False
    at = next(at for at, word in enumerate(words) if word.start == plain[0].start)
    return words[at - 1].text == ","


def _cleft(words: Sequence[Word]) -> Sequence[Word]:
    """“Nowadays it is Ada who” → “Ada”."""
    lows = [word.low for word in words]
    at = next((at for at in range(len(lows) - 2) if lows[at] == "it" and lows[at + 1] in {"is", "'s", "’s"}), None)
    return words[at + 2 : -1] if at is not None and lows[-1] == "who" else words


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


def _with_address(found: Found, item: Item) -> Found:
    """“Ada (ada@example.org)”: the address is hers."""
    points = [point for word in item.note if (point := contact_point(word)) is not None]
    if not points or found.thing.kind == "contact-point":
        return found
    return replace(found, also=(*found.also, *(("contact_point", point) for point in points)))


def _real_name(item: Item) -> Sequence[Word]:
    """Of “@ada (Ada Byron)” the name."""
    if len(item.words) == 1 and item.words[0].text.startswith("@") and capital_run(item.note) == (0, len(item.note)):
        return item.note
    return item.words


def contacts(words: Sequence[Word], here: Here) -> list[Found]:
    """Whom to ask: as `people`, and the network that a channel is on."""
    points = [(at, point) for at, word in enumerate(words) if (point := contact_point(word)) is not None]
    if not points:
        return people(words, here)
    found = []
    for at, point in points:
        channel = point.name.startswith("#")
        network = network_after(words[at + 1 :]) if channel else None
        also: tuple[tuple[str, Thing], ...] = (("on_network", network),) if network else ()
        found.append(Found(point, words[at].start, intent_of(words, channel=channel), also=also))
    named = [one for one in people(until(words, frozenset({"#"})), here) if one.thing.kind == "person"]
    named += _whose(words, points, here)
    return found + [one for one in named if all(one.at != other.at for other in found)]


def _whose(words: Sequence[Word], points: Sequence[tuple[int, Thing]], here: Here) -> list[Found]:
    """“the docs team (docs@example.org)”, “the board, board@example.org”: the team whose address it is."""
    at, point = points[0]
    if not here.scope.things or len(points) > 1 or at < 2 or words[at - 1].text not in {"(", ",", "<", "–", "—"}:
        return []
    name = [word for word in words[: at - 1] if word.low not in {"the", "our", "to"}]
    team = _team(list(words[: at - 1]), here)
    if team is None and len(name) == 1 and name[0].low in GROUPS - {"group", "team"}:
        team = Thing("team", name[0].text)
    return [Found(team, words[0].start, also=(("contact_point", point),))] if team is not None else []


def intent_of(words: Sequence[Word], *, channel: bool = False) -> dict[str, str]:
    """What a contact point is for, as far as the words around it say."""
    lows = {word.low for word in words}
    if lows & {"urgent", "emergency", "emergencies", "urgently", "outage", "outages"} and "not" not in lows:
        return {"intent": "urgent"}
    return {"intent": "discussion"} if channel or lows & {"discussion", "discuss", "discussions", "chat"} else {}


def network_after(words: Sequence[Word]) -> Thing | None:
    """The chat network named behind a channel: “#admins on Libera”."""
    lows = [word.low for word in words[:5]]
    at = next((at for at, low in enumerate(lows) if low in {"on", "of", "at", "in", "(", "via", ","}), None)
    if at is None or any(low not in {"channel", "irc", "chat", "room", "the"} for low in lows[:at]):
        return None
    rest = list(words[at + 1 : at + 6])
    if rest and is_domain(rest[0]):
        label = rest[0].low.removeprefix("irc.").removeprefix("chat.").partition(".")[0]
        return Thing("provider", NETWORKS.get(label, rest[0].text))
    found = known(rest, NETWORKS)
    if found and all(is_capital(word) or word.low in _BEFORE_NETWORKS for word in rest[: found[0]]):
        return Thing("provider", found[2])
    return None


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
    kept = [word for word in words if not word.is_mark]
    while kept and kept[0].low in _LEADS:
        kept.pop(0)
    if kept and len(kept) == 1 and kept[0].text.startswith("@") and len(kept[0].text) > 2:
        yield Found(Thing("person", kept[0].text[1:]), kept[0].start, end=kept[0].end)
    elif kept:
        thing = _named(kept, here)
        if thing is not None and thing.kind == "person" and any(word.low in _COMPANIES for word in words):
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


def _named(words: list[Word], here: Here) -> Thing | None:
    if len(words) == 1 and words[0].low in {"she", "he"}:
        return here.person
    ours = _ours(words, here)
    if ours is not None:
        return ours
    if len(words) == 1 and (words[0].text in here.glossary.short_teams or " " in words[0].text):
        return Thing("team", words[0].text)
    if (words[0].low in _NOBODY and len(words) == 1) or any(is_url(word) for word in words):
        return None
    if any(word.low in _TITLES for word in words):
        return None
    team = _team(words, here)
    if team is not None:
        return team
    run = capital_run(words)
    if run is None or run[0] > 0:
        return None
    name = words[: run[1]]
    rest = words[run[1] :]
    if len(rest) == 1 and rest[0].low in _CAUSES and not organised(name):
        return Thing("organisation", spell(words))
    if rest and rest[0].low not in {
        "at",
        "of",
        "is",
        "are",
        "himself",
        "herself",
        "themselves",
        "'s",
        "’s",
        "again",
        "set",
        "created",
        "started",
        "wrote",
        "built",
        "founded",
        "now",
        "alone",
        "directly",
        "both",
        "together",
        "also",
        "helping",
        "assisting",
    }:
        return None
    if len(rest) > 1 and rest[0].low in {"'s", "’s"}:
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
    last = community.name.split()[-1].lower()
    if fold_name(name) in {fold_name(community.name), fold_name(community.name.split()[0])} or (
        name.lower() == last and last in ORGANISATION_WORDS
    ):
        return community
    return None


def _team(words: list[Word], here: Here) -> Thing | None:
    """“the web team”, “Infrastructure Staff”; a team without any name is too vague."""
    at = next((at for at, word in enumerate(words) if word.low.rstrip(".") in TEAM_WORDS or _is_office(word)), None)
    if at is None and len(words) == 2 and words[1].low in _BODIES and words[0].low not in _ROOMS:
        return Thing("team", spell(words)) if words[0].text.isalpha() and words[0].low not in DETERMINERS else None
    if at is None or at == 0:
        return None
    whose = next((at + 1 for at, word in enumerate(words[:at]) if word.low in {"'s", "’s"}), 0)
    words, at = words[whose:], at - whose
    name = [word for word in words[: at + 1] if word.low not in WE and word.low not in {"the", "'s", "’s"}]
    ours = here.scope.community.name if here.scope.community is not None else ""
    if len(name) > 2 and name[0].text == ours and name[-1].low not in {"group", "committee", "council", "board"}:
        name = name[1:]
    if (
        len(name) < 2
        or len(name) > 5
        or name[0].low
        in {
            "some",
            "many",
            "other",
            "various",
            "several",
            "two",
            "three",
            "few",
            "small",
            "most",
            "all",
            "separate",
            "different",
            "dedicated",
            "own",
        }
    ):
        return None
    if any(word.low in {"members", "people"} for word in name):
        return None
    if any(word.low in ORGANISATION_WORDS and is_capital(word) for word in name[:-1]) and name[-1].low in {
        "volunteers",
        "folks",
    }:
        return None
    return Thing("team", spell(name))


#: “the Barge project”: written small behind a name.
_CAUSES = wordset("project community association society club initiative collective")
#: Two letters that are no person's.
_OFFICES = frozenset({"IT", "HR", "PR", "QA", "UX", "HQ", "EU", "UN", "UK", "US"})
#: Written small they are people too where another noun stands before them.
_BODIES = wordset("office board council secretariat committee unit")
_ROOMS = wordset("main head post home back front message notice bulletin circuit the our")


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
