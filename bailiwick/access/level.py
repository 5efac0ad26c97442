"""The one scale of visibility, for claims, comments, files and pages alike."""

from __future__ import annotations

from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..permissions import Who


class Level(IntEnum):
    """How much somebody sees. A reader sees what is at their level and below."""

    PUBLIC = 0
    MEMBERS = 1
    STAFF = 2
    COORDINATORS = 3
    SELF = 4


#: What each level is called on a page.
LEVELS: dict[Level, str | Promise] = {
    Level.PUBLIC: _("public"),
    Level.MEMBERS: _("members"),
    Level.STAFF: _("staff"),
    Level.COORDINATORS: _("coordinators"),
    Level.SELF: _("the person alone"),
}

#: What a role, or being responsible, lets one see.
LEVEL_OF: dict[Who, Level] = {
    "Anonymous": Level.PUBLIC,
    "User": Level.MEMBERS,
    "Developer": Level.STAFF,
    "Coordinator": Level.COORDINATORS,
    "Owner": Level.STAFF,
}
