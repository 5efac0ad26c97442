"""Accounts at a provider, as what a clause is about: “the account” below “Chat”, “the Mailbox.org account”."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS
from bailiwick.adapters.prose.rules.english.words import Word, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import HOUSES, PROVIDERS
from bailiwick.adapters.prose.rules.names.shapes import known_whole
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

ACCOUNTS = wordset("account accounts login subscription billing")
#: What a community may have at a provider: “the organisation there”.
SPACES = wordset("organisation organization org group team workspace project page channel namespace")
#: What does not say whose account it is, or where.
_PLAIN = wordset("admin administrator administrators owner root main master paid hosting shared project 's ’s")


def account_spoken_of(words: Sequence[Word], here: Here) -> tuple[Thing, ...]:
    """“the account”: that of what is spoken of; “the Fastmail account”: what is at Fastmail. Else nothing."""
    words = unmarked(words)
    there = len(words) > 1 and words[-1].low == "there" and words[-2].low in SPACES
    words = words[:-1] if there else words
    if not words or (words[-1].low not in ACCOUNTS and not there):
        return ()
    at = [word for word in words[:-1] if word.low not in DETERMINERS | _PLAIN]
    house = known_whole(at, HOUSES)
    if house:
        return (Thing("service", house),)
    spoken = here.focus or here.scope.things
    kept = all(
        thing.kind in {"service", "domain", "contact-point"} or fold_name(thing.name) in PROVIDERS for thing in spoken
    )
    one = len(spoken) == 1 and not words[-1].low.endswith("s")
    return spoken if not at and kept and one else ()
