"""Which service a page belongs to: found by host and path in what the catalog knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from bailiwick.access import row_q
from bailiwick.catalog.models import Entity, EntityNow
from bailiwick.catalog.queries.card import Fact, card
from bailiwick.catalog.queries.names import Named
from bailiwick.lib.links import safe_url
from bailiwick.search.queries import find

#: What a page can belong to, what people use first.
KINDS = ("service", "page", "tracker", "domain", "host", "repository", "software")
#: Hits of the search that are looked at, and places that are offered.
LOOKED_AT, OFFERED = 40, 5
#: Services of a menu.
CHOICES = 1_000
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Place:
    """Something of the catalog that answers at this address, and how well it fits."""

    found: Named
    title: str
    #: Characters of the path that agree; -1: only the host's domain does.
    fit: int


def address_of(text: str) -> SplitResult | None:
    """What somebody pasted as an address, with or without its scheme; None if it is none."""
    given = text.strip()[:2000]
    try:
        parts = urlsplit(given if "://" in given else f"https://{given}")
        host = parts.hostname or ""
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and _HOST.fullmatch(host) else None


def places_at(user: Any, text: str) -> list[Place]:
    """What may answer for this address, the best fit first: the longest path, then the host, then its domain."""
    address = address_of(text)
    if address is None or address.hostname is None:
        return []
    host = address.hostname.removeprefix("www.")
    found = _fitting(user, host, address.path)
    while not found and host.count(".") > 1:
        host = host.partition(".")[2]
        found = [Place(place.found, place.title, -1) for place in _fitting(user, host, "")]
    return sorted(found, key=lambda place: (-place.fit, KINDS.index(place.found.kind), place.found.name))[:OFFERED]


def place_named(user: Any, ref: str) -> list[Place]:
    """What a link from its own page names: `service/wiki`."""
    kind, _slash, slug = ref.replace("\x00", "")[:300].partition("/")
    rows = EntityNow.objects.filter(row_q(user), kind=kind, slug=slug, merged=False)
    return [Place(Named(*row[:4]), row[4], 0) for row in rows.values_list("entity_id", "kind", "slug", "name", "title")]


def services_to_choose(user: Any) -> list[tuple[str, str]]:
    """(`service/wiki`, what it is called) by name, for whoever knows the service but whose address nobody knows."""
    rows = EntityNow.objects.filter(row_q(user), kind="service", merged=False).order_by("name", "slug")
    return [(f"service/{slug}", name) for slug, name in rows.values_list("slug", "name")[:CHOICES]]


def _fitting(user: Any, host: str, path: str) -> list[Place]:
    hits = find(user, f'"{host}"', kinds=KINDS, limit=LOOKED_AT).hits
    ids = [hit.object_id for hit in hits if hit.room == "catalog"]
    rows = EntityNow.objects.filter(row_q(user), entity_id__in=ids, merged=False)
    named = rows.values_list("entity_id", "kind", "slug", "name", "title", "addresses")
    fits = [(Named(*row[:4]), row[4], _fit(host, path, row[2], row[3], row[5])) for row in named]
    return [Place(*each) for each in fits if each[2] >= 0]


def _fit(host: str, path: str, slug: str, name: str, addresses: list[str]) -> int:
    """How much of the address agrees; -1 if nothing does."""
    fits = [-1, 0 if host in (slug.lower(), name.lower()) else -1]
    for address in addresses:
        known = address_of(address)
        if known is not None and (known.hostname or "").removeprefix("www.") == host:
            begin = known.path.rstrip("/")
            fits.append(len(begin) if path == begin or path.startswith(f"{begin}/") or not begin else -1)
    return max(fits)


@dataclass(frozen=True)
class Desk:
    """Who runs a service and where its problems are tracked."""

    responsible: list[Fact]
    contacts: list[Fact]
    #: The name and the address of the tracker elsewhere, if it is elsewhere.
    tracker: tuple[str, str] | None


def desk_of(user: Any, place: Named, here: str) -> Desk:
    """The desk of something this reader may see; `here` is the host of this site."""
    known = card(user, Entity.objects.get(pk=place.id))
    elsewhere = next((pair for fact in known.of("tracker") if (pair := _tracker(user, fact, here))), None)
    return Desk(known.responsible, known.of("contact_point", "mail"), elsewhere)


def _tracker(user: Any, fact: Fact, here: str) -> tuple[str, str] | None:
    if fact.object is None:
        return None
    rows = EntityNow.objects.filter(row_q(user), entity_id=fact.object.id).values_list("addresses", flat=True)
    addresses = [address for found in rows for address in found if safe_url(address)]
    return next(((fact.object.name, each) for each in addresses if urlsplit(each).hostname != here), None)
