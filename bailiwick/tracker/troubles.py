"""Why nobody knows how a reference stands: kept as a word, said in the language of whoever reads it.

`status 404` is about all of it; `files status 404` about its list of files; `files first 3000`: there are more.
"""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Said of its files only; and of which there are more than are kept.
FILES, FIRST = "files", "first"
_SAID = {
    "not-https": gettext_lazy("only https is asked"),
    "no-answer": gettext_lazy("no answer (%(what)s)"),
    "status": gettext_lazy("it answered %(what)s"),
    "too-long": gettext_lazy("the answer is too long"),
    "no-json": gettext_lazy("the answer is no JSON"),
    "no-port": gettext_lazy("the address has no good port"),
    "no-host": gettext_lazy("there is no such host"),
    "not-public": gettext_lazy("this host has an address that is not public"),
}


def said(trouble: str) -> str:
    """As a person reads it. What was kept before there were words is a sentence already."""
    word, _space, what = trouble.removeprefix(f"{FILES} ").partition(" ")
    if word == FIRST and what.isdecimal():
        return _("only the first %(n)s of its files") % {"n": number_format(int(what), force_grouping=True)}
    if word not in _SAID:
        return trouble
    why = str(_SAID[word]) % {"what": what}
    return _("not all of its files: %(why)s") % {"why": why} if trouble.startswith(f"{FILES} ") else why
