"""Whom to ask: mailboxes and channels, whose they are, what for, and the network that a channel is on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.items import until
from bailiwick.adapters.prose.rules.english.words import GROUPS, Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import NETWORKS
from bailiwick.adapters.prose.rules.names.shapes import contact_point, is_capital, is_domain, known
from bailiwick.adapters.prose.rules.slots.naming_people import team_called
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_MAILTO = re.compile(r"mailto:(?://)?([\w.+-]{1,64}@[\w-]+(?:\.[\w-]+){1,4})")
_ROOM = re.compile(r"#[\w.-]{1,60}:[\w-]+(?:\.[\w-]+){1,4}")
#: “help@acme.example, redirecting to ada@tern.example”: one writes to the first.
_PASSING_ON = wordset("redirecting redirects redirected forwarding forwards forwarded alias aliased relayed")
_BEFORE_NETWORKS = wordset("the irc network chat our foundation's foundation 's ’s project community own")


def contacts(words: Sequence[Word], here: Here) -> list[Found]:
    """Whom to ask: as `people`, and the network that a channel is on."""
    points = [(at, point) for at, word in enumerate(words) if (point := contact_point(word)) is not None]
    if not points:
        return people(words, here)
    passed = next((at for at, word in enumerate(words) if word.low in _PASSING_ON and at > points[0][0]), len(words))
    points = [(at, point) for at, point in points if at < passed]
    found = []
    for at, point in points:
        channel = point.name.startswith("#")
        network = (_network_after(words[at + 1 :]) or _network_in(point.name)) if channel else None
        also: tuple[tuple[str, Thing], ...] = (("on_network", network),) if network else ()
        found.append(Found(point, words[at].start, _intent_of(words, channel=channel), also=also))
    named = [one for one in people(until(words, frozenset({"#"})), here) if one.thing.kind == "person"]
    named += _whose(words, points, here)
    return found + [one for one in named if all(one.at != other.at for other in found)]


def _network_in(channel: str) -> Thing | None:
    """“#pier:pier.example”: a room with a server behind its name is one of Matrix."""
    return Thing("provider", "Matrix") if _ROOM.fullmatch(channel) else None


def linked(words: Sequence[Word], source: Text) -> list[Found]:
    """“(write to) us”, “the transcribers list”: the address that is behind the words of a link."""
    if not words or any(contact_point(word) is not None for word in words):
        return []
    found = []
    for link in source.links_in(words[0].start, words[-1].end):
        address = _MAILTO.match(link.target)
        if address is not None:
            found.append(Found(Thing("contact-point", address[1]), link.start, _intent_of(words)))
    return found


def _whose(words: Sequence[Word], points: Sequence[tuple[int, Thing]], here: Here) -> list[Found]:
    """“the docs team (docs@example.org)”, “the board, board@example.org”: the team whose address it is."""
    at, point = points[0]
    if not here.scope.things or len(points) > 1 or at < 2 or words[at - 1].text not in {"(", ",", "<", "–", "—"}:
        return []
    name = [word for word in words[: at - 1] if word.low not in {"the", "our", "to"}]
    team = team_called(list(words[: at - 1]), here)
    if team is None and len(name) == 1 and name[0].low in GROUPS - {"group", "team"}:
        team = Thing("team", name[0].text)
    return [Found(team, words[0].start, also=(("contact_point", point),))] if team is not None else []


def _intent_of(words: Sequence[Word], *, channel: bool = False) -> dict[str, str]:
    """What a contact point is for, as far as the words around it say."""
    lows = {word.low for word in words}
    if lows & {"urgent", "emergency", "emergencies", "urgently", "outage", "outages"} and "not" not in lows:
        return {"intent": "urgent"}
    return {"intent": "discussion"} if channel or lows & {"discussion", "discuss", "discussions", "chat"} else {}


def _network_after(words: Sequence[Word]) -> Thing | None:
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
