"""Lists of aliases: “security@example.org → Ada Byron”: who reads what is sent there."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import ARROWS, DASHES
from bailiwick.adapters.prose.rules.english.items import items
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import TEAM_WORDS
from bailiwick.adapters.prose.rules.names.shapes import capital_run, is_mail, organised
from bailiwick.adapters.prose.rules.slots.naming_people import team_called
from bailiwick.adapters.prose.rules.slots.people import people
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_MARKS = ARROWS | DASHES | {"="}
#: What a title says of a list of aliases.
_TITLES = wordset("alias aliases forward forwards forwarding forwarders redirect redirects mailboxes addresses")
#: An alias may go on to another.
ROLES = wordset(
    "root postmaster webmaster hostmaster abuse admin admins info support security contact noc press board office"
)
_FILLING = wordset("goes to forwards forwarded is read by the our")
_LONGEST_ALIAS = 3


def told_alias(words: Sequence[Word], text: Text, here: Here) -> bool:
    """Say who stands behind an alias; False when the entry is none."""
    at = next((at for at, word in enumerate(words[: _LONGEST_ALIAS + 1]) if at and word.text in _MARKS), 0)
    alias, rest = words[:at], [word for word in words[at + 1 :] if word.low not in _FILLING]
    if not at or not rest or mood_of(words) or not (_is_address(alias) or _is_alias(alias, words[at], here)):
        return False
    named = Thing("contact-point", spell(alias[:1]))
    told = False
    for reader in readers(rest, here, nicks=words[at].text in ARROWS):
        told |= here.relate(named, "contact", reader, text, "alias")
    return told


def readers(words: Sequence[Word], here: Here, *, nicks: bool) -> list[Found]:
    """Who reads an alias: people, teams, and where `nicks` may stand what people sign with."""
    return [found for item in items(words) for found in _reader(item.words, here, nicks=nicks)]


def _reader(words: Sequence[Word], here: Here, *, nicks: bool) -> list[Found]:
    plain = unmarked(words)
    if len(plain) > 1 and plain[-1].low in TEAM_WORDS and organised(plain) == "team":
        team = team_called(plain, here)
        return [Found(team, plain[0].start)] if team is not None else []
    if plain and capital_run(plain) == (0, len(plain)):
        return people(plain, here)
    nick = nicks and len(plain) == 1 and plain[0].text.isalnum() and plain[0].low not in ROLES | TEAM_WORDS
    return [Found(Thing("person", plain[0].text), plain[0].start)] if nick else []


def _is_address(alias: Sequence[Word]) -> bool:
    """“security@example.org”, “security@”."""
    return len(alias) == 1 and (is_mail(alias[0]) or alias[0].text.endswith("@"))


def _is_alias(alias: Sequence[Word], mark: Word, here: Here) -> bool:
    """One word before an arrow where a title announces aliases."""
    lows = {low for title in here.scope.titles for low in title.lower().split()}
    return len(alias) == 1 and alias[0].text.isalnum() and mark.text in ARROWS | {":"} and bool(lows & _TITLES)
