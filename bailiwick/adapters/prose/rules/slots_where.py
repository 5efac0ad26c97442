"""What stands in the slots of places: providers, machines, and the form in which a thing is housed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.gazetteer import (
    BODIES,
    COMMON,
    COUNTED,
    DETERMINERS,
    FORMS,
    NETWORKS,
    ORGANISATION_WORDS,
    PHYSICAL,
    PROVIDERS,
    SERVICE_NOUNS,
    SOFTWARE,
    VAGUE,
)
from bailiwick.adapters.prose.rules.items import outside
from bailiwick.adapters.prose.rules.names import (
    capital_run,
    host_of,
    is_capital,
    is_domain,
    is_mail,
    is_url,
    known,
    organised,
)
from bailiwick.adapters.prose.rules.plain import is_participle
from bailiwick.adapters.prose.rules.telling import Found, Here
from bailiwick.adapters.prose.rules.words import Word, spell, wordset
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_STOPS = wordset(
    "via through every daily nightly weekly hourly now today currently too already alone since next ago twice "
    "once about which that who where for to as but because until when while using so although however whose "
    "ought if unless managed configured powered served behind needs need has have had is are was were will can "
    "could should would must may might does do uses runs it they there we not instead rather"
)
#: “the data centre of Lumen”: whoever has it houses things.
_ROOMS = wordset("centre center datacentre datacenter racks rack premises")
_FIRMS = wordset("agency company firm cooperative provider hoster isp business enterprise consultancy registry")
_BETWEEN = wordset("at in with by from on of inside within")
_GIVERS = wordset("donated sponsored provided rented paid funded offered given leased lent loaned")
_LONGEST_LY, _LONGEST_BODY = 5, 6
_CALLED = wordset("called named")
_SELVES = frozenset({"themselves"})
_PROTOCOLS = wordset(
    "cdn ci api url ram cpu gpg saas ip tv smtp imap http https irc ssh ftp ldap xmpp dns tcp tls ssl usb "
    "raid ssd lan vpn php python ruby java perl go rust"
)
#: What may stand behind a provider's name.
_TAILS = wordset(
    "account cloud infrastructure cluster platform hosting collective cooperative project group data "
    "datacenter datacentre"
)
_OWNED = wordset(
    "cloud servers server rack racks network machine machines data premises campus datacenters infrastructure"
)
_COMPANIES = wordset(
    "hosting labs works networks network cloud systems college school uni telecom internet online media web data "
    "computing solutions coop services server servers digital software technologies tech communications library center "
    "centre institute hosts space group agency bank wireless fibre broadband"
)
_ONTO = frozenset({"on", "to", "from", "by"})
#: After these a name that nobody knows is the name of who houses things.
_HOUSED = wordset("by with from at through via")


def place(words: Sequence[Word], here: Here, lead: str = "on", *, bold: bool = True) -> list[Found]:
    """The providers and machines in a slot. `lead` is the preposition before it; not `bold`: only sure ones."""
    found: list[Found] = []
    form: dict[str, str] = {}
    giver, housing, firm = "", False, False
    for preposition, part in _parts(words, lead):
        if preposition in _GIVERS:
            giver = preposition
        if preposition == "by" and lead != "by" and known(part, PROVIDERS) is None:
            break
        if preposition == "with" and lead != "with" and found:
            break
        form = _form(part) or form
        one = _one_place(part, here, preposition, bold=bold or bool(form) or (preposition == "of" and housing))
        housing = part[-1].low in _ROOMS
        if one is None and lead == "by" and firm:
            one = _whole_name(part)
        firm = part[-1].low in _FIRMS and part[0].low in {"a", "an"}
        if found and one is not None and preposition in {lead, "by", "of", "on"} and not _is_known(one, part):
            break
        if one is None:
            if (found and not _form(part)) or part[-1].low in BODIES:
                break
        elif one.kind == "host" and found and one.name.endswith("s") and one.name not in here.hosts:
            break
        elif one.kind == "host":
            found.append(Found(one, part[0].start))
        else:
            found.append(_housed(one, part, form, giver))
            form = {}
    beside = _beside(words, found)
    return _chained([beside, *found] if beside is not None else _counted_at(words, found))


def _whole_name(part: Sequence[Word]) -> Thing | None:
    """“(an agency,) Studio Kvadrat”: what kind of house it is was said, so that it is nobody's name."""
    return Thing("provider", spell(part)) if capital_run(part) == (0, len(part)) else None


def _beside(words: Sequence[Word], found: Sequence[Found]) -> Found | None:
    """“a dedicated server (heron) that …”: the machine in parentheses."""
    if any(one.thing.kind == "host" for one in found):
        return None
    for at, word in enumerate(words[1:-2], 1):
        name = words[at + 1]
        alone = word.text == "(" and words[at + 2].text == ")" and name.text == name.low and name.text.isalnum()
        if alone and words[at - 1].low in FORMS and not _common(name):
            return Found(Thing("host", name.text), name.start)
    return None


def _is_known(thing: Thing, part: Sequence[Word]) -> bool:
    """Behind a comma only what is known is another provider: “Lumen, Helsinki” is one."""
    return thing.kind != "provider" or known(part, PROVIDERS) is not None


def _housed(thing: Thing, part: Sequence[Word], form: dict[str, str], giver: str) -> Found:
    also = (("terms", "donated"),) if giver in {"donated", "sponsored"} else ()
    run = capital_run(part)
    return Found(thing, part[run[0] if run else 0].start, form, also=also)


def _counted_at(words: Sequence[Word], found: list[Found]) -> list[Found]:
    """“on heron and crane, two machines at Lumen”: both stand there, and nothing else."""
    machines, houses = [[one for one in found if (one.thing.kind == "host") == host] for host in (True, False)]
    if len(machines) < 2 or len(houses) != 1 or houses[0].at < machines[-1].at:
        return found
    between = [word.low for word in words if machines[-1].at < word.start < houses[0].at]
    counted = any(low in COUNTED for low in between) and any(low in FORMS for low in between)
    there = (("located_at", houses[0].thing),)
    return [replace(one, also=(*one.also, *there)) for one in machines] if counted else found


def _chained(found: list[Found]) -> list[Found]:
    """“on heron at Lumen”: the machine, and where the machine stands."""
    if len(found) > 1 and found[0].thing.kind == "host" and found[1].thing.kind == "provider":
        first, second = found[0], found[1]
        return [Found(first.thing, first.at, first.qualifiers, also=(("located_at", second.thing),)), *found[2:]]
    return found


def _parts(words: Sequence[Word], lead: str) -> Iterator[tuple[str, list[Word]]]:
    held: list[Word] = []
    preposition = lead
    for at, word in enumerate(outside(words)):
        if word.low == "it" and not at:
            held.append(word)
            continue
        if word.low in {"'s", "’s"} and not _houses(held, words, word):
            held = []
        if word.low in _STOPS or word.low in {"'s", "’s"}:
            break
        if word.low == "of" and held and held[-1].low in ORGANISATION_WORDS | BODIES:
            held.append(word)
        elif word.low in _BETWEEN or word.low in _GIVERS or word.low in {"and", "&", ",", "or", "plus"}:
            if held:
                yield preposition, held
                held = []
            if word.low in _GIVERS or (word.low in _BETWEEN and preposition not in _GIVERS):
                preposition = word.low
            if preposition in _GIVERS and word.low in {"and", ",", "&"}:
                preposition = lead
        elif not word.is_mark:
            held.append(word)
        if at > 40:
            break
    if held:
        yield preposition, held


def _houses(held: Sequence[Word], words: Sequence[Word], mark: Word) -> bool:
    """“Lumen's data centre”, but not “Tom's house”: whether whoever has the place houses things."""
    behind = next((word.low for word in words if word.start >= mark.end), "")
    company = bool(organised(held)) or bool(_COMPANIES & {word.low for word in held})
    return company or known(held, PROVIDERS) is not None or behind in _TAILS | _OWNED


def _form(part: Sequence[Word]) -> dict[str, str]:
    lows = [word.low for word in part]
    if PHYSICAL & set(lows):
        return {"form": "physical"}
    if "virtual" in lows:
        return {"form": "vm"}
    return next(({"form": FORMS[low]} for low in reversed(lows) if low in FORMS), {})


def _one_place(part: Sequence[Word], here: Here, preposition: str, *, bold: bool) -> Thing | None:
    if any(is_url(word) or is_mail(word) for word in part):
        return None
    kept = [word for word in part if word.text not in {"'s", "’s"} and word.low not in _SELVES]
    called = next((at for at, word in enumerate(kept) if word.low in _CALLED), None)
    if called is not None and called + 1 < len(kept):
        return Thing("host", kept[called + 1].text)
    provider = known(kept, PROVIDERS)
    if provider is not None:
        return Thing("provider", provider[2])
    scoped = _scoped(kept, here) or _pointed(kept, here) or _body(kept)
    if scoped is not None:
        return scoped
    plainly = len(kept) == 1 and preposition in {"on", "to", "from"}
    vaguely = bool(kept) and kept[0].low in {"a", "an", "some", "another", "one", "two", "three", "four", "several"}
    while kept and kept[0].low in DETERMINERS | PHYSICAL:
        kept = kept[1:]
    core = [word for word in kept if word.low not in FORMS and word.low not in PHYSICAL]
    if not core or any(word.low in VAGUE for word in core):
        return None
    return (None if vaguely else _machine(kept, core, preposition, here, plainly=plainly)) or _unknown(
        kept, core, preposition, here, bold=bold
    )


def _body(words: Sequence[Word]) -> Thing | None:
    """“the sailing school of Porthgain”: the whole of it is a name, not the town alone."""
    of = next((at for at, word in enumerate(words[:-1]) if word.low == "of" and at), 0)
    name = [word for word in words if word.low not in {"the", "our", "a"}]
    body = of and words[of - 1].low in BODIES and is_capital(words[of + 1]) and len(name) <= _LONGEST_BODY
    return Thing("provider", spell(name)) if body else None


def _scoped(words: Sequence[Word], here: Here) -> Thing | None:
    """What the section is about, or the community, when the words name it."""
    name = fold_name(spell([word for word in words if word.low not in DETERMINERS]))
    community = here.scope.community
    if community is not None and name == fold_name(community.name):
        return community
    return next(
        (thing for thing in here.scope.things if thing.kind in {"provider", "host"} and name == fold_name(thing.name)),
        None,
    )


def _pointed(words: Sequence[Word], here: Here) -> Thing | None:
    """“there”, “it”, “the same machine”: the machine or provider spoken of; a machine that was named before."""
    lows = [word.low for word in words]
    if len(words) == 1 and words[0].text in here.hosts:
        return Thing("host", words[0].text)
    pointing = lows in (["it"], ["there"], ["here"], ["them"]) or (
        len(lows) > 1
        and lows[0] in {"this", "that", "the"}
        and lows[-1] in FORMS
        and not set(lows[1:-1]) - {"same", "very"}
    )
    spoken = [thing for thing in (*here.focus, *here.scope.things) if thing.kind in {"host", "provider"}]
    if not pointing or (lows[0] == "the" and "same" not in lows and here.machine is None):
        return None
    if here.scope.category in {"host", "provider"} and len(here.scope.things) == 1:
        return here.scope.things[0]
    return here.machine or (spoken[0] if spoken else None)


def _machine(
    kept: Sequence[Word], core: Sequence[Word], preposition: str, here: Here, *, plainly: bool
) -> Thing | None:
    """A machine's name: an address, or one small word that is no noun: alone (`plainly`) or beside “server”."""
    if len(core) != 1:
        return None
    word = core[0]
    if is_domain(word) and (preposition in {"by", "with"} or is_capital(word)):
        return Thing("provider", word.text)
    if is_domain(word):
        machine = word.text in here.hosts or word.text.count(".") > 1
        return Thing("host", word.text) if machine and preposition not in {"at", "under"} else None
    small = word.text[0].islower() and word.text == word.low and len(word.text) > 2
    sure = plainly or (preposition in _ONTO and len(kept) > len(core)) or any(letter.isdigit() for letter in word.text)
    if small and sure and not _common(word) and not _is_noun(word, preposition, here):
        return Thing("host", word.text)
    named = len(kept) == 2 and is_capital(word) and kept[0].low in {"host", "server", "machine", "node", "box"}
    return Thing("host", word.text) if named else None


def _common(word: Word) -> bool:
    """A word of the language, or a program."""
    return (word.low.endswith("ly") and len(word.low) > _LONGEST_LY) or (
        word.low in COMMON or word.low in SERVICE_NOUNS or word.low in DETERMINERS or fold_name(word.text) in SOFTWARE
    )


def _is_noun(word: Word, preposition: str, here: Here) -> bool:
    """“delivered to listeners”, “and announced”; a word that the page has with an article elsewhere, not as a name."""
    several = word.low.endswith("s") and not word.low.endswith(("ss", "us", "is", "as", "os"))
    people = word.low.endswith(("ers", "ors", "ants", "ents", "ists"))
    plural = several and (preposition in {"to", "from"} or people)
    noun = plural or is_participle(word) or word.low in here.glossary.nouns
    return noun and word.text not in here.hosts


def _unknown(kept: Sequence[Word], core: Sequence[Word], preposition: str, here: Here, *, bold: bool) -> Thing | None:
    """A name that no list knows: a provider where the grammar says so, a program where a list says that."""
    run = capital_run(core)
    if run is None or run[0] != 0 or (run[1] < len(core) and core[run[1]].low not in _TAILS):
        return None
    name = core[: run[1]]
    if spell(name).lower() in _PROTOCOLS:
        return None
    if fold_name(spell(name)) in NETWORKS:
        return Thing("provider", spell(name))
    software = known(name, SOFTWARE)
    if software is not None:
        return Thing("provider" if bold and preposition == "by" else "software", software[2])
    if not bold and preposition not in _HOUSED:
        return None
    if preposition == "in" or organised(name) == "team" or (preposition == "by" and _is_personal(name)):
        return None
    return Thing("organisation" if _is_community(name, here) else "provider", spell(name))


def _is_personal(name: Sequence[Word]) -> bool:
    """Two or three plain words in capitals, none of them a company's: somebody may be called so."""
    return len(name) > 1 and may_be_somebody(name)


def may_be_somebody(name: Sequence[Word]) -> bool:
    """Up to three plain words in capitals, none of them a company's."""
    plain = all(word.text.isalpha() and word.text == word.text.capitalize() for word in name)
    return 0 < len(name) < 4 and plain and not organised(name) and not _COMPANIES & {word.low for word in name}


def _is_community(name: Sequence[Word], here: Here) -> bool:
    community = here.scope.community
    return community is not None and fold_name(spell(name)) == fold_name(community.name)


def provider(words: Sequence[Word], here: Here) -> list[Found]:
    """The provider in a slot that only takes providers: what fronts, registers, answers for names."""
    found: list[Found] = []
    for preposition, part in _parts(words, ""):
        if found and preposition and known(part, PROVIDERS) is None:
            break
        kept = [word for word in part if word.low not in DETERMINERS]
        one = known(kept, {**NETWORKS, **PROVIDERS})
        if one is not None:
            found.append(Found(Thing("provider", one[2]), kept[one[0]].start))
            continue
        run = capital_run(kept)
        if spell(kept).lower() in _PROTOCOLS:
            continue
        if run == (0, len(kept)) and known(kept, SOFTWARE) is None and not any(is_domain(word) for word in kept):
            found.append(Found(Thing("provider", spell(kept)), kept[0].start))
        elif not found:
            return []
    return found


def provider_named(words: Sequence[Word], here: Here) -> list[Found]:
    """The same behind “by”, where somebody may stand too: no name that may be a person's."""
    return [
        one
        for one in provider(words, here)
        if fold_name(one.thing.name) in PROVIDERS or one.thing.name in here.glossary.providers
    ]


def address_of(words: Sequence[Word]) -> Word | None:
    """The first address among the words."""
    return next((word for word in words if is_url(word) or (is_domain(word) and not is_mail(word))), None)


def same_address(word: Word, thing: Thing) -> bool:
    return host_of(word.text).removeprefix("www.") == thing.name.lower().removeprefix("www.")
