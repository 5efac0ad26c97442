"""Atom feeds of what was changed: `/changes.atom`, and `/service/pypi/changes.atom` for one thing.

A reader without a session gets what anybody may see; a signed-in browser gets its own. What is
proposed or was rejected is in no feed. The id of an entry never changes, whatever the desk's address.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .models import Change, EntityNow
from .queries.changes import Summary, Wanted, changes
from .telling import headline, somebody
from .views.cache import for_everybody
from .views.reach import about

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 50
#: What XML 1.0 has no way to write.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@require_safe
@for_everybody
def changes_feed(request: HttpRequest) -> HttpResponse:
    """GET /changes.atom"""
    found, _more = changes(request.user, Wanted(Change.Status.APPLIED), limit=ENTRIES)
    return _answer(request, _("Changes of the catalog"), "/changes/", found)


@require_safe
@for_everybody
@about
def entity_feed(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET /<kind>/<slug>/changes.atom"""
    found, _more = changes(request.user, Wanted(Change.Status.APPLIED, entity=row.entity), limit=ENTRIES)
    return _answer(request, _("Changes of %(name)s") % {"name": row.name}, f"/{row.kind}/{row.slug}/", found)


def _answer(request: HttpRequest, title: str, page: str, found: list[Summary]) -> HttpResponse:
    content = feed(title, page, request.path, found)
    etag = f'W/"{blake2b(content, digest_size=12).hexdigest()}"'
    response = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response


def feed(title: str, page: str, path: str, found: list[Summary]) -> bytes:
    """The document: `page` is what people read, `path` where the feed stands."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": get_language() or "en"})
    _text(root, "title", title)
    _text(root, "id", _id(path))
    _text(root, "updated", _stamp(max((each.at for each in found), default=datetime(1970, 1, 1, tzinfo=UTC))))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": _address(path)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _address(page)})
    _text(root, "generator", "Bailiwick")
    for each in found:
        _entry(root, each)
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _entry(root: Element, each: Summary) -> None:
    entry = SubElement(root, "entry")
    _text(entry, "title", headline(each))
    _text(entry, "id", _id(each.url))
    _text(entry, "updated", _stamp(each.at))
    _text(SubElement(entry, "author"), "name", somebody(each.author))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _address(each.url)})
    if each.about:
        SubElement(entry, "link", {"rel": "related", "href": _address(each.about.url), "title": _xml(each.about.name)})
        SubElement(entry, "category", {"term": each.about.ref, "label": _xml(each.about.name)})
    _text(entry, "summary", each.message or headline(each))


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _xml(text)


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)


def _id(path: str) -> str:
    """A tag URI (RFC 4151): the desk's host, and the path of what it names."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{quote(path)}"


def _address(path: str) -> str:
    return settings.SITE_URL + quote(path)


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
