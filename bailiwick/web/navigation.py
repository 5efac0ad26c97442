"""The places in the header. A new room adds its line here; `key` is what follows `g` on the keyboard."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Place:
    """One entry: its address, its word, its key."""

    path: str
    label: str | Promise
    key: str = ""
    #: Only for who may do this.
    permission: str = ""


PLACES: tuple[Place, ...] = (
    Place("/service/", _("Services"), "s"),
    Place("/issues/", _("Issues"), "i"),
    Place("/person/", _("People"), "p"),
    Place("/changes/", _("Changes"), "c"),
)

#: In the menu of a signed-in reader.
OWN_PLACES: tuple[Place, ...] = (
    Place("/mine/", _("Where you are responsible"), "m"),
    Place("/findings/", _("Findings"), "f"),
    Place("/import/", _("Import a list"), permission="import.run"),
)


def is_current(request: HttpRequest, place: Place) -> bool:
    """Whether the page stands under this place."""
    return request.path.startswith(place.path)
