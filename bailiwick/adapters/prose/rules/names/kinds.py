"""What kind of thing a short text is: a cell, an entry of a list, a title.

A noun before a name says it (“virtual machine heron”, “domain name example.org”); otherwise what the name looks like.
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS, PERSONS, VAGUE
from bailiwick.adapters.prose.rules.english.words import Word, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import COMMON, FORMS, PROVIDERS, SERVICE_NOUNS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import contact_point, is_domain, is_url, known, known_whole
from bailiwick.lib.statements import Thing

#: Nouns that say of what kind the name behind them is, and what a column of kinds says.
_LABELS = {
    noun: kind
    for kind, nouns in {
        "host": "server|machine|vm|host|node|box|vps|droplet|virtual machine|container|hypervisor|hardware",
        "domain": "domain|domain name|zone",
        "repository": "repository|repo",
        "contact-point": "mailing list|channel|room|mailbox|account|address|list|e-mail|email",
        "service": "service|site|website|web site|application|app|system|tool|bot",
        "data-centre": "data centre|data center|datacentre|datacenter|place|location|rack",
        "provider": "provider|hoster|sponsor|company|donor",
        "person": "people|person|member|volunteer|admin|administrator|sysadmin|operator",
    }.items()
    for noun in nouns.split("|")
}
_LONGEST_LABEL = 4
#: What stands beside machines.
GEAR = wordset(
    "switch switches router routers firewall firewalls ups pdu kvm cable cables modem printer disk disks empty"
)
_NOT_IN_NAMES = wordset("for of at on in to with from by as used uses use runs run is are was and or not only no")
_SERVING = wordset(
    "server webserver nameserver fileserver host node machine box standby spare replica hypervisor "
    "laptop master primary secondary"
)
#: What the entries of a list, and the rows of a table, may be.
LISTED_KINDS = frozenset({"service", "provider", "host", "domain", "data-centre"})
#: What a page has names for, by which it speaks of them again.
NAMED_KINDS = frozenset({"service", "host", "provider", "person", "team"})
_NO_MACHINES = PERSONS | SERVICE_NOUNS | COMMON | VAGUE | DETERMINERS | frozenset(FORMS) | _SERVING | GEAR


def labelled(words: Sequence[Word]) -> Thing | None:
    """“Domain name example.org”, “Matrix channel #admins”: a thing by its noun and its name."""
    plain = unmarked(words)
    if not 1 < len(plain) <= _LONGEST_LABEL + 1 or len(plain) != len(words):
        return None
    name = plain[-1]
    noun = plain[-2].low
    kind = _LABELS.get(f"{plain[-3].low} {noun}" if len(plain) > 2 else "", "") or _LABELS.get(noun, "")
    if kind == "contact-point":
        return contact_point(name)
    if kind == "repository":
        return Thing(kind, name.text) if "/" in name.text and not is_url(name) else None
    address = is_domain(name) and "/" not in name.text
    fits = address if kind in {"domain", "service"} else kind == "host" and (address or is_machine_name(name))
    return Thing(kind, name.text) if fits else None


def is_small_name(word: Word) -> bool:
    """One word in small letters, perhaps with digits, that is no word for a thing: “heron”, “web-02”."""
    text = word.text.replace("-", "").replace("_", "")
    plain = text.isalnum() and text == text.lower() and text[:1].isalpha() and len(text) > 1
    return plain and word.low not in _NO_MACHINES


def is_machine_name(word: Word) -> bool:
    """The same, and no program or provider is called so."""
    return is_small_name(word) and known([word], SOFTWARE) is None and known([word], PROVIDERS) is None


def is_plain_service(words: Sequence[Word], nouns: frozenset[str] = SERVICE_NOUNS) -> bool:
    """A service beyond doubt: an address, a well-known program, a noun that services are called by."""
    plain = unmarked(words)
    if not 0 < len(plain) <= _LONGEST_LABEL or len(plain) != len(words):
        return False
    if any(word.low in VAGUE | _NOT_IN_NAMES for word in plain):
        return False
    if known(plain, PROVIDERS) is not None and not is_domain(plain[0]):
        return False
    whole = bool(known_whole(plain, SOFTWARE))
    named = plain[-1].low in nouns and plain[-1].low not in _SERVING
    return whole or (len(plain) == 1 and (is_domain(plain[0]) or is_url(plain[0]))) or named


def is_short_name(words: Sequence[Word]) -> bool:
    """A few words that may be a name where nothing but names is listed."""
    plain = unmarked(words)
    odd = any(word.low in VAGUE | _NOT_IN_NAMES | PERSONS for word in plain)
    return 0 < len(plain) <= _LONGEST_LABEL and len(plain) == len(words) and not odd and plain[0].text[0].isalpha()


def kind_said(text: str) -> str:
    """What a noun, or a cell of a column of kinds, says: “VMs” → host, “Mail server” → nothing."""
    noun = " ".join(text.lower().split())
    singulars = (noun, noun.removesuffix("s"), noun.removesuffix("es"), noun.removesuffix("ies") + "y")
    return next((_LABELS[one] for one in singulars if one in _LABELS), "")
