"""What a name may be made of. It is asked of what is new only: what is stored already stays as it is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from bailiwick.lib.text import shown_strays, stray_sign

LONGEST_NAME = 300


def name_fault(name: str) -> str:
    """Why nothing new can be called so, or an empty text; the sign that is in the way is named, and not repeated."""
    if not name.strip() or len(name) > LONGEST_NAME:
        return _("a name is text of 1 to %(n)s characters") % {"n": LONGEST_NAME}
    if stray := stray_sign(name):
        text = _(
            "“%(name)s” cannot be a name: character %(n)s (%(code)s) is a line break, a control character or a mark of "
            "direction"
        )
        code = f"U+{ord(stray[0]):04X}"
        return text % {"name": shown_strays(name)[:60], "n": stray.start() + 1, "code": code}
    return ""
