"""What a name is: an address, a mailbox, a channel, a person, a team, an organisation, a provider, a program."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names import gazetteer
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_DOMAIN = re.compile(r"[a-z0-9*](?:[a-z0-9.-]{0,200})\.[a-z]{2,24}", re.IGNORECASE)
_FILES = wordset("html htm php py rst md txt yml yaml json toml sls sh conf cfg pdf png jpg zip gz js css exe")
#: Written small within somebody's name.
PARTICLES = wordset("von van de der den del da di la le du dos ten ter zu bin al el")
_LONGEST_NAME = 6
#: Well-known names that are words too; written small, they are words.
_ENGLISH = wordset(
    "outline attic railway pantheon firebase lychee squid kafka celery cassandra umami grist plex astro "
    "alpine amanda amazon apache bind borg bunny caddy chef concourse consul discourse drone duplicity dyn "
    "fabric fedora flask ghost git graphite harbor helm hover hugo index joker knot loki mantis matrix monit "
    "nexus nomad osl packet pluto postmark proton pulp puppet pyramid rails render restic roundup rt salt "
    "signal vector photon burp puma unicorn passenger horde pound envoy hydra vanilla "
    "google canonical intel elastic semaphore hitch courier copr grav kea limnoria "
    "slack sphinx strato telegram trac travis unbound vault venus warehouse wasabi"
)
Words = Sequence[Word]
#: How adjectives end that are made of a name.
_DESCRIBING = (
    "-compatible",
    "-based",
    "-powered",
    "-like",
    "-style",
    "-hosted",
    "-driven",
    "-backed",
    "-only",
    "-managed",
)

_HANDLE = re.compile(r"^[A-Z][a-z]{2,}[A-Z][a-z]{2,}\d*$")


def is_mail(word: Word) -> bool:
    """An address with a name before the @."""
    name, at, host = word.text.partition("@")
    return bool(at and name and "." in host and "/" not in name)


def is_url(word: Word) -> bool:
    return word.low.startswith(("http://", "https://", "ftp://"))


def is_domain(word: Word) -> bool:
    """`lists.example.org`, with or without a path, but no file name."""
    host = word.text.partition("/")[0]
    return bool(_DOMAIN.fullmatch(host)) and host.rpartition(".")[2].lower() not in _FILES and "@" not in host


def is_channel(word: Word) -> bool:
    return word.text.startswith("#") and len(word.text) > 2 and not word.text[1:].isdigit()


def host_of(address: str) -> str:
    """The host name in an address, in lower case."""
    return (_parts(address if "//" in address else f"//{address}").hostname or "").lower()


def path_of(address: str) -> list[str]:
    """What stands between the slashes behind the host of an address."""
    return [part for part in _parts(address).path.split("/") if part]


def _parts(address: str) -> SplitResult:
    """Nothing, where it is no address."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def is_capital(word: Word) -> bool:
    """Begins like a name: a capital; “S3-compatible” only describes."""
    return word.text[:1].isupper() and not word.low.endswith(_DESCRIBING)


def begins_name(word: Word) -> bool:
    """A capital, or how people sign: “@ada”."""
    return is_capital(word) or word.text.startswith("@")


def known(words: Words, names: dict[str, str]) -> tuple[int, int, str] | None:
    """The first and longest well-known name among `words`: where it begins and ends, and its usual spelling."""
    for first in range(len(words)):
        for last in range(min(len(words), first + _LONGEST_NAME), first, -1):
            found = names.get(fold_name(spell(words[first:last])))
            if not found:
                continue
            joined = last - first > 1 and " " not in found
            # “a hosted Weblate” is no “Hosted Weblate”.
            mixed = last - first > 1 and words[first].text[0].islower() and words[last - 1].text[0].isupper()
            if (
                not mixed
                and not (joined and not is_capital(words[last - 1]))
                and (
                    words[first].text[0].isupper()
                    or words[first].text == found
                    or (_unmistakable(found) and not joined)
                )
            ):
                return first, last, found
    return None


def known_whole(words: Words, names: dict[str, str]) -> str:
    """The usual spelling of the well-known name that the words are, with nothing beside it; else nothing."""
    found = known(words, names)
    return found[2] if found is not None and found[:2] == (0, len(words)) else ""


def is_well_known(name: str) -> bool:
    """Whether a house, a network or a program is called so."""
    lists = (gazetteer.PROVIDERS, gazetteer.NETWORKS, gazetteer.SOFTWARE)
    return any(fold_name(name) in names for names in lists)


def _unmistakable(name: str) -> bool:
    """Whether a name is no English word when it is written small."""
    return name.lower() not in _ENGLISH


def capital_run(words: Words) -> tuple[int, int] | None:
    """Where the first name-like run stands: capitalised words, with numbers and particles inside."""
    for first, word in enumerate(words):
        if is_capital(word):
            last = first + 1
            while last < len(words) and _continues(words, last):
                last += 1
            return first, last
    return None


def _continues(words: Words, at: int) -> bool:
    word = words[at]
    if is_capital(word) or word.text.isdigit():
        return True
    if at + 1 == len(words) or not is_capital(words[at + 1]):
        return False
    return word.low in PARTICLES or (word.low == "of" and words[at - 1].low in gazetteer.ORGANISATION_WORDS)


def organised(words: Words) -> str:
    """`team` or `organisation` when a word of the name says so."""
    if words and " " in words[-1].text:
        return "team"
    lows = [word.low.rstrip(".") for word in words]
    if lows and lows[-1] in gazetteer.TEAM_WORDS:
        return "team"
    if any(low in gazetteer.ORGANISATION_WORDS or word.text == "e.V." for low, word in zip(lows, words, strict=True)):
        return "organisation"
    if len(words) == 1 and words[0].text.isupper() and len(words[0].text) > 1 and words[0].text.isalpha():
        return "organisation"
    return ""


def is_handle(name: str) -> bool:
    """“TomReed”, “WuLan7”: both names in one word, as people sign in wikis."""
    return bool(_HANDLE.match(name))


def contact_point(word: Word) -> Thing | None:
    """A mailbox or a channel as a contact point."""
    if is_mail(word):
        return Thing("contact-point", word.text.removeprefix("mailto:"))
    return Thing("contact-point", word.text) if is_channel(word) else None


def initials(name: str) -> str:
    """“Open Source Lab” → “osl”; words that begin small do not count."""
    return "".join(part[0] for part in name.split() if part[:1].isupper()).lower()


def address_of(words: Sequence[Word]) -> Word | None:
    """The first address among the words."""
    return next((word for word in words if is_url(word) or (is_domain(word) and not is_mail(word))), None)


def same_address(word: Word, thing: Thing) -> bool:
    return host_of(word.text).removeprefix("www.") == thing.name.lower().removeprefix("www.")
