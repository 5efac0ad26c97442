"""Accounts at a provider, as what a clause is about: “the account” below “Chat”, “the Mailbox.org account”."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.gazetteer import DETERMINERS, NETWORKS, PROVIDERS
from bailiwick.adapters.prose.rules.names import known
from bailiwick.adapters.prose.rules.telling import Here
from bailiwick.adapters.prose.rules.words import Word, wordset
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

ACCOUNTS = wordset("account accounts login subscription billing")
#: What a community may have at a provider: “the organisation there”.
_SPACES = wordset("organisation organization org group team workspace project page channel namespace")
#: What does not say whose account it is, or where.
_PLAIN = wordset("admin administrator administrators owner root main master paid hosting shared project 's ’s")


def account_spoken_of(words: Sequence[Word], here: Here) -> tuple[Thing, ...]:
    """“the account”: that of what is spoken of; “the Fastmail account”: what is at Fastmail. Else nothing."""
    words = [word for word in words if not word.is_mark]
    there = len(words) > 1 and words[-1].low == "there" and words[-2].low in _SPACES
    words = words[:-1] if there else words
    if not words or (words[-1].low not in ACCOUNTS and not there):
        return ()
    at = [word for word in words[:-1] if word.low not in DETERMINERS | _PLAIN]
    house = known(at, {**PROVIDERS, **NETWORKS}) if at else None
    if house is not None and house[:2] == (0, len(at)):
        return (Thing("service", house[2]),)
    spoken = here.focus or here.scope.things
    kept = all(
        thing.kind in {"service", "domain", "contact-point"} or fold_name(thing.name) in PROVIDERS for thing in spoken
    )
    one = len(spoken) == 1 and not words[-1].low.endswith("s")
    return spoken if not at and kept and one else ()
