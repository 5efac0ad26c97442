"""Atom feeds of what was changed: `/changes.atom`, and `/service/pypi/changes.atom` for one thing.

A reader without a session gets what anybody may see; a signed-in browser gets its own. What is
proposed or was rejected is in no feed.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bailiwick.web import atom

from .models import Change, EntityNow
from .queries.changes import Summary, Wanted, changes
from .queries.names import Named
from .telling import headline, somebody
from .views.cache import for_everybody
from .views.reach import about


@require_safe
@for_everybody
def changes_feed(request: HttpRequest) -> HttpResponse:
    """GET /changes.atom"""
    found, _more = changes(request.user, Wanted(Change.Status.APPLIED), limit=atom.ENTRIES)
    return atom.answer(request, _("Changes of the catalog"), "/changes/", [_entry(each) for each in found])


@require_safe
@for_everybody
@about
def entity_feed(request: HttpRequest, row: EntityNow) -> HttpResponse:
    """GET /<kind>/<slug>/changes.atom"""
    found, _more = changes(request.user, Wanted(Change.Status.APPLIED, entity=row.entity), limit=atom.ENTRIES)
    title = _("Changes of %(name)s") % {"name": row.name}
    return atom.answer(request, title, f"/{row.kind}/{row.slug}/", [_entry(each) for each in found])


def _entry(each: Summary) -> atom.Entry:
    said = headline(each)
    return atom.Entry(each.url, said, each.at, somebody(each.author), each.message or said, spoken_of(each.about))


def spoken_of(*things: Named | None) -> tuple[atom.About, ...]:
    """What an entry is about, as far as its reader knows it."""
    return tuple(atom.About(each.url, each.ref, each.name) for each in things if each)
