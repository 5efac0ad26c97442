"""What something is used for: “We use Lumen to send newsletters”, “For mail we rely on Lumen”, “Lumen as registrar”.

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
from itertools import pairwise

from bailiwick.adapters.prose.rules.gazetteer import (
    DETERMINERS,
    DUTIES,
    FORMS,
    NEEDS,
    NETWORKS,
    PRONOUNS,
    PROVIDERS,
    SERVICE_NOUNS,
    SOFTWARE,
    VAGUE,
    WE,
)
from bailiwick.adapters.prose.rules.items import items, outside, until
from bailiwick.adapters.prose.rules.mood import mood_of
from bailiwick.adapters.prose.rules.names import is_capital, is_domain, known
from bailiwick.adapters.prose.rules.noun_phrases import names_in_phrase
from bailiwick.adapters.prose.rules.phrases import ADVERBS
from bailiwick.adapters.prose.rules.sorts import delivers, made_with, sort_of
from bailiwick.adapters.prose.rules.subjects import subject_of
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Word, spell, wordset
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_USING = wordset("use uses using utilise utilize utilises utilizes employ employs leverage leverages")
#: … and with the word behind it.
_RELYING = frozenset(
    {("rely", "on"), ("relies", "on"), ("relying", "on"), ("depend", "on"), ("depends", "on"), ("go", "with")}
    | {("make", "use"), ("makes", "use"), ("rely", "upon"), ("relies", "upon"), ("work", "with")}
)
#: Who uses things on such pages when it is not said by name.
_OURS = wordset("project foundation community association club society collective organisation organization group team")
_AUXILIARIES = wordset("are do does have has been 're ’re is")
_LONGEST_ACTOR = 6
#: Around the name of what is used.
_AROUND = DETERMINERS | wordset(
    "tier plan plans of 's ’s account accounts package packages subscription programme program hosting hosted managed "
    "self-hosted service services instance instances paid premium open open-source available through via cloud app "
    "platform integrated on pro team nonprofit non-profit by offering offer product software system"
)
_STOPS = wordset(". , ; : which that because since so while but where who when if although though ( – —")
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
_VERBS = _HOLDING | _DONE.keys()
_ENDINGS = wordset("from to on in at via sent made so with by through without under around across between during")
_LONGEST = 4
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


def told_of_use(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say what the things used have to do with what they are used for."""
    if mood_of(words):
        return False
    told = [tell_use(use, here, source, "use") for use in _uses(list(outside(words)), here)]
    return any(told)


def tell_use(use: Use, here: Here, source: Text, word: str) -> bool:
    """Say what the things used have to do with each purpose that is clear."""
    told = False
    for predicate, things in _purposes(use, here):
        for found in use.names:
            said = _fitting(predicate, found.thing, use.verb)
            told |= bool(said) and here.relate_each(things, said, found, source, word)
    return told


def _uses(words: list[Word], here: Here) -> Iterator[Use]:
    """“For P we use X”, “We use X for P”, “… to do P and to do Q”, “… as our P”."""
    at, behind = _verb(words)
    if not behind:
        return
    lead, actor = _lead(words[:at])
    if not _is_ours(actor, here):
        return
    name = until(words[behind:], _STOPS | {"for", "to", "as", "in", "and"})
    rest = words[behind + len(name) :]
    while rest and rest[0].low in {",", "and"} and (more := until(rest[1:], _STOPS | {"for", "to", "as", "and"})):
        if not _named(more):
            break
        name, rest = [*name, rest[0], *more], rest[1 + len(more) :]
    names = tuple(found for item in items(name) for found in _named(item.words))
    if not names or len(names) < sum(1 for _ in items(name)):
        return
    if not lead and (not rest or all(word.is_mark for word in rest)) and len(names) == 1:
        here.focus = (Thing("service", names[0].thing.name),)  # “We use Foo. It runs on heron.”
    if lead:
        yield Use(names, "", lead)
    elif rest and rest[0].low in {"for", "as"}:
        yield used_for(names, rest[1:])
    elif rest and rest[0].low == "to":
        yield from _to(names, rest)


def _verb(words: Sequence[Word]) -> tuple[int, int]:
    """Where “use” stands, and where what is used begins."""
    for at, word in enumerate(words[: _LONGEST_ACTOR + _LONGEST + 2]):
        pair = (word.low, words[at + 1].low) if at + 1 < len(words) else ("", "")
        if at and pair in _RELYING:
            return at, at + 2 + (pair[1] == "use")
        if at and word.low in _USING:
            return at, at + 1
    return 0, 0


def _lead(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """“For the lists, we” → what for, and who."""
    plain = [word for word in words if not word.is_mark]
    if not plain or plain[0].low != "for":
        return (), plain
    last = next((at for at in range(len(plain) - 1, 0, -1) if plain[at].low in {"we", "the"}), len(plain))
    return plain[1:last], plain[last:]


def _is_ours(actor: Sequence[Word], here: Here) -> bool:
    """“we”, “the project”, the community by its name."""
    plain = [word for word in actor if word.low not in ADVERBS | _AUXILIARIES | {"the", "our", "and"}]
    if not plain or len(actor) > _LONGEST_ACTOR:
        return False
    ours = here.scope.community
    if (ours is not None and spell(plain) == ours.name) or (len(plain) == 1 and plain[0].low in WE):
        return True
    return plain[-1].low in _OURS and all(is_capital(word) for word in plain[:-1])


def _named(words: Sequence[Word]) -> list[Found]:
    """A well-known firm or program, with no more around it than what plan it is."""
    one = known(words, {**SOFTWARE, **NETWORKS, **PROVIDERS})
    if one is None:
        return []
    around = [*words[: one[0]], *words[one[1] :]]
    if any(is_capital(word) or word.is_mark or word.low not in _AROUND for word in around):
        return []
    kind = "provider" if one[2] in {*PROVIDERS.values(), *NETWORKS.values()} else "software"
    return [Found(Thing(kind, one[2]), words[one[0]].start)]


def used_for(names: tuple[Found, ...], words: Sequence[Word]) -> Use:
    """“for the lists”, “for sending newsletters”."""
    verb = _stem(words[0].low) if words else ""
    return Use(names, verb, words[1:]) if verb else Use(names, "", words)


def _to(names: tuple[Found, ...], words: Sequence[Word]) -> Iterator[Use]:
    """“to send mail and to keep the lists”: each with its verb."""
    starts = [at for at, word in enumerate(words) if word.low in _VERBS and words[at - 1].low in {"to", "and", "also"}]
    for first, last in pairwise([*starts, len(words)]):
        yield Use(names, words[first].low, words[first + 1 : last])


def _stem(low: str) -> str:
    """“sending” → “send”, where it is one of the verbs."""
    stems = (low.removesuffix("ing"), low.removesuffix("ing") + "e", low.removesuffix("ning"), low.removesuffix("ting"))
    return next((stem for stem in stems if low.endswith("ing") and stem in _VERBS), "")


def _purposes(use: Use, here: Here) -> Iterator[tuple[str, tuple[Thing, ...]]]:
    """What is said, and of what, for each purpose that is clear."""
    domains = tuple(Thing("domain", word.text) for word in use.words if is_domain(word))
    before = _in_front_of(use.words, here)
    for item in items(until(use.words, _STOPS - {","})):
        predicate, things = _purpose(use.verb, item.words, domains, here)
        yield predicate, before if predicate == "fronted_by" and before else things


def _in_front_of(words: Sequence[Word], here: Here) -> tuple[Thing, ...]:
    """“a cache in front of our main services”."""
    lows = [word.low for word in words]
    at = next((at for at in range(len(lows) - 2) if lows[at : at + 3] == ["in", "front", "of"]), None)
    return _meant(until(words[at + 3 :], _ENDINGS | _STOPS), here) if at is not None else ()


def _purpose(verb: str, words: Sequence[Word], domains: tuple[Thing, ...], here: Here) -> tuple[str, tuple[Thing, ...]]:
    plain = [word for word in until(words, _ENDINGS) if not word.is_mark]
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
    plain = 0 < len(head) <= _LONGEST and all(word.text.replace("-", "").isalpha() for word in head)
    if plain and head[-1].low in _SERVICES and (known(head, PROVIDERS) or ())[:2] != (0, len(head)):
        return (Thing("service", spell(words if len(words) <= _LONGEST else head)),)
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
