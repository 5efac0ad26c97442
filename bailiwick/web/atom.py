"""An Atom feed of whatever a page lists: the document, and the answer that tells who has it already.

The id of an entry never changes, whatever the desk's address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 50
#: What XML 1.0 has no way to write.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class About:
    """A thing that an entry speaks of: its page, `kind/slug`, and what it is called."""

    url: str
    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `url` is its page, and makes its id."""

    url: str
    title: str
    at: datetime
    author: str
    summary: str
    about: tuple[About, ...] = ()


def answer(request: HttpRequest, title: str, page: str, entries: Sequence[Entry], query: str = "") -> HttpResponse:
    """The feed, or a 304 for whoever has it already; `page` is what people read, with what its address asks."""
    asked = request.GET.urlencode()
    content = feed(title, page, quote(request.path) + (f"?{asked}" if asked else ""), entries, query)
    etag = f'W/"{blake2b(content, digest_size=12).hexdigest()}"'
    response = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    found = get_conditional_response(request, etag=etag, response=response)
    return found if isinstance(found, HttpResponse) else response


def feed(title: str, page: str, here: str, entries: Sequence[Entry], query: str = "") -> bytes:
    """The document: `page` is what people read, `here` where the feed stands, as it stands in an address."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": get_language() or "en"})
    _text(root, "title", title)
    _text(root, "id", _id(here))
    _text(root, "updated", _stamp(max((each.at for each in entries), default=datetime(1970, 1, 1, tzinfo=UTC))))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": settings.SITE_URL + here})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _address(page) + query})
    _text(root, "generator", "Bailiwick")
    for each in entries:
        _entry(root, each)
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _entry(root: Element, each: Entry) -> None:
    entry = SubElement(root, "entry")
    _text(entry, "title", each.title)
    _text(entry, "id", _id(quote(each.url)))
    _text(entry, "updated", _stamp(each.at))
    _text(SubElement(entry, "author"), "name", each.author)
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _address(each.url)})
    for about in each.about:
        SubElement(entry, "link", {"rel": "related", "href": _address(about.url), "title": _xml(about.name)})
        SubElement(entry, "category", {"term": about.ref, "label": _xml(about.name)})
    _text(entry, "summary", each.summary)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _xml(text)


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _id(path: str) -> str:
    """A tag URI (RFC 4151): the desk's host, and the path of what it names."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{path}"


def _address(path: str) -> str:
    return settings.SITE_URL + quote(path)


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
