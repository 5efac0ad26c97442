"""The small marks: what a fact or a service is, as a shape and a word, in one of four tones.

A mark is never a colour alone. The shape is an SVG path in a box of 12 by 12.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from bailiwick.lib.languages import once_per_language

Tone = Literal["ok", "watch", "bad", "unknown"]

CHECK = "M2 6.5 4.8 9.3 10 3.2"
HALF = "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM6 3.2V6l2 1.6"
TRIANGLE = "M6 1.6 11 10.4H1ZM6 4.9v2.6M6 8.9v.2"
RING = "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z"
SPLIT = "M1.5 4.2h9M1.5 7.8h9M8.6 1.4 3.4 10.6"
WAVE = "M1 7.4C2.4 4 4 4 6 6s3.6 2 5-1.4"
LINES = "M2.5 1.5h7v9h-7ZM4.4 4.5h3.2M4.4 7.2h3.2"
PLUS = "M6 1.5v9M1.5 6h9"
PEN = "M1.5 10.5 2.2 8 8.5 1.7l1.8 1.8L4 9.8Z"
CROSS = "M1.5 1.5h9v9h-9ZM4 4l4 4M8 4 4 8"
PAUSE = "M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM4.8 4.2v3.6M7.2 4.2v3.6"


@dataclass(frozen=True)
class Mark:
    """One state: its tone, its shape, its word, and a sentence that explains it."""

    tone: Tone
    shape: str
    word: str | Promise
    meaning: str | Promise = ""


MARKS: dict[str, Mark] = {
    # how well a fact is known
    "confirmed": Mark("ok", CHECK, _("confirmed"), _("A probe or a person confirmed it within its time.")),
    "due": Mark("watch", HALF, _("due"), _("Its confirmation runs out soon.")),
    "stale": Mark("watch", TRIANGLE, _("stale"), _("Its confirmation has run out.")),
    "never": Mark("unknown", RING, _("never confirmed"), _("Documents say so; nobody has confirmed it.")),
    "disputed": Mark("bad", SPLIT, _("disputed"), _("Sources disagree about it.")),
    "uncertain": Mark("unknown", WAVE, _("uncertain"), _("The sources leave open whether it was so on this day.")),
    "attested": Mark("unknown", LINES, _("stated"), _("A document of this date states it.")),
    "ended": Mark("unknown", PAUSE, _("ended"), _("It is no longer so.")),
    # what differs between two days
    "began": Mark("ok", PLUS, _("began")),
    "changed": Mark("watch", WAVE, _("changed")),
    "corrected": Mark("unknown", PEN, _("corrected")),
    # how something is doing
    "ok": Mark("ok", CHECK, _("fine")),
    "watch": Mark("watch", TRIANGLE, _("look at it")),
    "bad": Mark("bad", CROSS, _("bad")),
    "unknown": Mark("unknown", RING, _("unknown")),
    "up": Mark("ok", CHECK, _("up")),
    "down": Mark("bad", CROSS, _("down")),
    "maintenance": Mark("unknown", PAUSE, _("maintenance")),
    # changes and jobs
    "proposed": Mark("watch", HALF, _("proposed")),
    "applied": Mark("ok", CHECK, _("applied")),
    "rejected": Mark("bad", CROSS, _("rejected")),
    "staging": Mark("unknown", HALF, _("being prepared")),
    "ready": Mark("unknown", RING, _("waiting")),
    "running": Mark("unknown", HALF, _("running")),
    "done": Mark("ok", CHECK, _("done")),
    "failed": Mark("bad", CROSS, _("failed")),
    "dead": Mark("bad", CROSS, _("given up")),
    "cancelled": Mark("unknown", PAUSE, _("cancelled")),
}


@cache
def shape(state: str) -> Markup:
    """The state's drawing; its word stands beside it."""
    drawing = Markup(
        '<svg class="shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path d="{}"/></svg>'
    )
    return drawing.format(MARKS[state].shape)


def mark(state: str, label: object = "") -> Markup:
    """A state as shape and word. `label` replaces the word ("3 d"), which is then for screen readers and on hover."""
    if label:
        return _labelled(state).format(label)
    return _plain(state)


@once_per_language
def _plain(state: str) -> Markup:
    found = MARKS[state]
    around = Markup('<span class="mark {}" title="{}">{}{}</span>')
    return around.format(found.tone, found.meaning or found.word, shape(state), found.word)


def saying(state: str, text: str) -> Markup:
    """A state's shape with words of one's own: “stated Oct 2014”."""
    return _begun(state) + text + Markup("</span>")


@once_per_language
def _begun(state: str) -> Markup:
    found = MARKS[state]
    return Markup('<span class="mark {}" title="{}">{}').format(found.tone, found.meaning, shape(state))


@once_per_language
def known(state: str, year: int | None, short: bool = False) -> Markup:
    """The mark of something in a list; without a confirmation it says when a document last stated it."""
    if state != "never":
        return mark(state)
    unstated = gettext("unconfirmed") if short else gettext("never confirmed")
    return saying(state, gettext("stated %(year)s") % {"year": year} if year else unstated)


@once_per_language
def _labelled(state: str) -> Markup:
    found = MARKS[state]
    around = Markup('<span class="mark {}" title="{}">{}<span class="hidden">{} </span>{{}}</span>')
    return around.format(found.tone, found.meaning or found.word, shape(state), found.word)
