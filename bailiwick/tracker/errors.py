"""What the tracker says no to."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from bailiwick.catalog.errors import Refused as _Refused


class Refused(_Refused):
    """Something that cannot be done; `field` is the place, where there is one."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class SentBefore(Refused):
    """The same form was sent before; `made` is the issue or the comment that it made then."""

    def __init__(self, made: Any) -> None:
        super().__init__(_("This was sent before."))
        self.made = made


class Crossed(Refused):
    """Somebody else changed the same field meanwhile. Nothing was written; both are shown side by side.

    `fields`: name → (what the editor had seen, what it is now, what the editor wants), as `fields.py` writes values.
    """

    def __init__(self, message: str, fields: dict[str, tuple[Any, Any, Any]]) -> None:
        super().__init__(message, next(iter(fields), ""))
        self.fields = fields
