"""What is said by what something is used for: a service by its noun, a verb and what is done, a duty.

| the purpose                                | says of it                                      |
|--------------------------------------------|-------------------------------------------------|
| a service by its noun, a verb and such      | it is hosted by the firm, made with the program |
| DNS; names                                  | the domains' DNS, their registrar               |
| a cache, protection; to protect, to deliver | whatever is spoken of is fronted by the firm    |
| watching; to watch                          | it is monitored by it                           |
| hosting                                     | whatever is spoken of is hosted by the firm     |

A purpose that is none of these (“for historical reasons”, “for our members”) says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bailiwick.adapters.prose.rules.english.function_words import BREAKS, PRONOUNS, VAGUE
from bailiwick.adapters.prose.rules.english.items import items, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import DUTIES, FORMS, NEEDS, PROVIDERS, SERVICE_NOUNS
from bailiwick.adapters.prose.rules.names.shapes import is_domain, known
from bailiwick.adapters.prose.rules.names.sorts import delivers, made_with, sort_of
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.subjects.noun_phrases import names_in_phrase
from bailiwick.adapters.prose.rules.subjects.phrase import subject_of
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

#: Where what is used, or what for, ends.
STOPS = BREAKS | wordset(". , : (")
_HOLDING = wordset(
    "host serve store keep hold run offer provide publish handle process manage power maintain operate deliver send "
    "relay receive collect archive share route sort filter organise organize schedule sell accept coordinate build "
    "test track discuss translate generate render"
)
#: What is done with things beside that, and what it says.
_DONE = {
    **dict.fromkeys(("monitor", "watch", "check", "observe", "supervise"), "monitored_by"),
    **dict.fromkeys(("cache", "accelerate", "protect", "front", "proxy", "shield"), "fronted_by"),
    **dict.fromkeys(("configure", "provision", "deploy", "automate", "install"), "configured_with"),
}
VERBS = _HOLDING | _DONE.keys()
_ENDINGS = wordset("from to on in at via sent made so with by through without under around across between during")
LONGEST = 4
_NAMES = wordset("registrar registration registrations domains domain names")
_DNS = wordset("dns nameservers nameserver")
_CACHING = wordset("cdn caching cache protection balancing proxy mitigation edge")
_WATCH = wordset("monitoring alerting uptime")
_UPKEEP = wordset("configuration management provisioning orchestration automation server deployment")
#: “static sites, including Heron”, “all of our main lists”.
_BEFORE = wordset(
    "a an the our its their all of most both each every these those including like such as separate own new current"
)
_SERVICES = (SERVICE_NOUNS | DUTIES | NEEDS) - {"service", "services"} - FORMS.keys()
#: “our mail provider” is who has the mail.
_SORTS = wordset(
    "provider providers host hoster platform solution vendor tool supplier backend partner software system service"
)


@dataclass(frozen=True, slots=True)
class Use:
    """What is used, and the words that say for what: `verb` and what is done, or a noun."""

    names: tuple[Found, ...]
    verb: str
    words: Sequence[Word]


def tell_use(use: Use, here: Here, source: Text, word: str) -> bool:
    """Say what the things used have to do with each purpose that is clear."""
    told = False
    for predicate, things in _purposes(use, here):
        for found in use.names:
            said = _fitting(predicate, found.thing, use.verb)
            told |= bool(said) and here.relate_each(things, said, found, source, word)
    return told


def used_for(names: tuple[Found, ...], words: Sequence[Word]) -> Use:
    """“for the lists”, “for sending newsletters”."""
    verb = _stem(words[0].low) if words else ""
    return Use(names, verb, words[1:]) if verb else Use(names, "", words)


def _stem(low: str) -> str:
    """“sending” → “send”, where it is one of the verbs."""
    stems = (low.removesuffix("ing"), low.removesuffix("ing") + "e", low.removesuffix("ning"), low.removesuffix("ting"))
    return next((stem for stem in stems if low.endswith("ing") and stem in VERBS), "")


def _purposes(use: Use, here: Here) -> Iterator[tuple[str, tuple[Thing, ...]]]:
    """What is said, and of what, for each purpose that is clear."""
    domains = tuple(Thing("domain", word.text) for word in use.words if is_domain(word))
    before = _in_front_of(use.words, here)
    for item in items(until(use.words, STOPS - {","})):
        predicate, things = _purpose(use.verb, item.words, domains, here)
        yield predicate, before if predicate == "fronted_by" and before else things


def _in_front_of(words: Sequence[Word], here: Here) -> tuple[Thing, ...]:
    """“a cache in front of our main services”."""
    lows = [word.low for word in words]
    at = next((at for at in range(len(lows) - 2) if lows[at : at + 3] == ["in", "front", "of"]), None)
    return _meant(until(words[at + 3 :], _ENDINGS | STOPS), here) if at is not None else ()


def _purpose(verb: str, words: Sequence[Word], domains: tuple[Thing, ...], here: Here) -> tuple[str, tuple[Thing, ...]]:
    plain = unmarked(until(words, _ENDINGS))
    while plain and plain[0].low in _BEFORE:
        plain.pop(0)
    if len(plain) > 1 and plain[-1].low in _SORTS:
        plain.pop()
    whole = here.scope.things or ((here.scope.community,) if here.scope.community else ())
    nouns = {word.low for word in until(plain, frozenset({"for", "of"}))}
    if not nouns or nouns & VAGUE:
        return "", ()
    if nouns & _DNS:
        return "dns_hosted_by", domains or whole or (Thing("service", "DNS"),)
    if nouns & _NAMES and nouns <= _NAMES | {"management"}:
        return "registrar", domains or whole or (Thing("service", "domain names"),)
    if nouns <= {"web", "hosting", "servers", "vps"} and "hosting" in nouns:
        return "hosted_by", whole
    if nouns & _CACHING:
        return "fronted_by", whole
    if nouns <= _UPKEEP:
        return "configured_with", whole
    if nouns & _WATCH and not verb:
        return "monitored_by", whole or (Thing("service", "monitoring"),)
    return _DONE.get(verb, "hosted_by"), _meant(plain, here)


def _meant(words: Sequence[Word], here: Here) -> tuple[Thing, ...]:
    """The services that a purpose names by their nouns."""
    pointing = len(words) == 1 and words[0].low in PRONOUNS
    if pointing or (words and any(_same_noun(words[-1], thing) for thing in here.scope.things)):
        return here.scope.things
    head = until(words, frozenset({"of", "for"}))
    plain = 0 < len(head) <= LONGEST and all(word.text.replace("-", "").isalpha() for word in head)
    if plain and head[-1].low in _SERVICES and (known(head, PROVIDERS) or ())[:2] != (0, len(head)):
        return (Thing("service", spell(words if len(words) <= LONGEST else head)),)
    subject = subject_of(words, here)
    named = subject.things if not subject.why and not subject.aspect else ()
    return named or names_in_phrase(words, here)


def _same_noun(word: Word, thing: Thing) -> bool:
    """“sending mail” below “Outgoing mail”."""
    return word.low.rstrip("s") == thing.name.lower().split()[-1].rstrip("s")


def _fitting(predicate: str, thing: Thing, verb: str) -> str:
    """What is said, by the sort of what is used; nothing where the two do not go together."""
    sort = sort_of(thing.name)
    if predicate == "hosted_by" and verb in {"deliver", "serve"} and delivers(thing.name):
        return "fronted_by"
    if predicate == "fronted_by":
        return predicate if delivers(thing.name) or thing.kind == "software" else ""
    if predicate == "configured_with":
        return predicate if sort == predicate else ""
    if predicate == "hosted_by" and thing.kind == "software":
        return made_with(thing.name)
    return sort if predicate == "hosted_by" and sort else predicate
