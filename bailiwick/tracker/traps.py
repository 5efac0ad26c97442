"""What tells a person from a program that fills in every form it meets. Each trap says why it closed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from html import unescape

from django.core import signing
from django.utils.translation import gettext as _

from bailiwick.api.limits import count
from bailiwick.lib.markdown import talk_to_html

#: A field that no person sees, and the one that says when the form was shown.
HONEY, SHOWN = "website", "shown"
#: Nobody fills in a form in less, and no form is kept for longer (seconds).
QUICKEST, LONGEST = 3, 7 * 86_400
#: Links in a first post, and posts of one sender in a minute.
MOST_LINKS, MOST_A_MINUTE = 5, 5
_SALT = "tracker.form"
#: An address in plain words, up to what may end a sentence.
_ADDRESS = re.compile(r"(?:https?://|www\.)(?:[^\s<>()\[\]\"'`|]*[^\s<>()\[\]\"'`|.,;:!?*_~])?", re.IGNORECASE)
#: A link of a text as it is shown that leads away from the desk.
_AWAY = re.compile(r'href="((?:[a-z]+:|//)[^"]*)"', re.IGNORECASE)


def links_in(text: str) -> set[str]:
    """The addresses in a text: the links it has when it is shown, however they are written, and those in its words."""
    return {*_shown(text), *_ADDRESS.findall(text)}


def _shown(text: str) -> list[str]:
    return [unescape(address) for address in _AWAY.findall(talk_to_html(text, {}))]


def shown() -> str:
    """The signed moment that a form carries."""
    return signing.TimestampSigner(salt=_SALT).sign("form")


def sent_key(posted: Mapping[str, str], *said: object) -> str:
    """What is the same only if the same form is sent again: when it was shown, to whom, and what they say."""
    if not posted.get(SHOWN):
        return ""
    return hashlib.sha256("\0".join([posted[SHOWN], *map(str, said)]).encode("utf-8", "replace")).hexdigest()


def sprung(posted: Mapping[str, str], text: str, *, sender: str) -> str:
    """Why this looks like a program's work, as a sentence for a person whom it wrongs; "" if it does not.

    `sender` is whose posts are counted: an account or an address of the network.
    """
    if posted.get(HONEY):
        return _("A field that has to stay empty was filled in. If a browser did it for you, empty it and send again.")
    if reason := _too_quick(posted.get(SHOWN, "")):
        return reason
    if max(len(_shown(text)), len(_ADDRESS.findall(text))) > MOST_LINKS:
        return _("A first post with more than %(n)s links looks like advertising; leave some out.") % {"n": MOST_LINKS}
    return too_many(sender)


def too_many(*senders: str, most: int = MOST_A_MINUTE) -> str:
    """Count one more post of each of these, and say so once it is more than `most` in a minute."""
    if max([count(f"post:{sender}") for sender in senders]) <= most:
        return ""
    return _("That was a lot at once. Wait a minute and send it again; nothing you typed is lost.")


def _too_quick(moment: str) -> str:
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        signer.unsign(moment, max_age=LONGEST)
    except signing.BadSignature:
        return _("This form was open for very long. Nothing you typed is lost: look through it and send it again.")
    try:
        signer.unsign(moment, max_age=QUICKEST)
    except signing.SignatureExpired:
        return ""
    return _("That was very quick. Nothing you typed is lost: look through it and send it again.")
