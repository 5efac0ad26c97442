"""What a name in the place of a house or a machine is: known, spoken of, or of a form that nothing else has."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.plain import is_participle
from bailiwick.adapters.prose.rules.english.function_words import CALLED, DETERMINERS, VAGUE
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import (
    BODIES,
    COMMON,
    FORMS,
    NETWORKS,
    PHYSICAL,
    PROVIDERS,
    SERVICE_NOUNS,
    SOFTWARE,
)
from bailiwick.adapters.prose.rules.names.given_names import GIVEN_NAMES
from bailiwick.adapters.prose.rules.names.shapes import (
    capital_run,
    is_capital,
    is_domain,
    is_mail,
    is_url,
    known,
    organised,
)
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

_LONGEST_LY, _LONGEST_BODY = 5, 6
_SELVES = frozenset({"themselves"})
#: “S3-compatible” says what something is like.
_LIKENESS = ("-compatible", "-based", "-like", "-style", "-hosted", "-powered")
PROTOCOLS = wordset(
    "cdn ci api url ram cpu gpg saas ip tv smtp imap http https irc ssh ftp ldap xmpp dns tcp tls ssl usb "
    "raid ssd lan vpn php python ruby java perl go rust"
)
#: What may stand behind a provider's name.
TAILS = wordset(
    "account cloud infrastructure cluster platform hosting collective cooperative project group data "
    "datacenter datacentre"
)
#: A name with one of these is that of a house that has machines.
HOUSING_WORDS = wordset(
    "hosting labs works networks network cloud systems college school uni telecom internet online media web data "
    "computing solutions coop services server servers digital software technologies tech communications library center "
    "centre institute hosts space group agency bank wireless fibre broadband"
)
_ONTO = frozenset({"on", "to", "from", "by"})
#: After these a name that nobody knows is the name of who houses things.
_HOUSED = wordset("by with from at through via")


def place_named(part: Sequence[Word], here: Here, preposition: str, *, bold: bool) -> Thing | None:
    """The house or the machine that words behind a preposition name; not `bold`: only where nothing else fits."""
    if any(is_url(word) or is_mail(word) for word in part):
        return None
    kept = [word for word in part if word.text not in POSSESSIVE and word.low not in _SELVES]
    called = next((at for at, word in enumerate(kept) if word.low in CALLED), None)
    held = {word.low for word in kept[:called]} & {"bucket", "buckets", "volume", "database"}
    if called is not None and called + 1 < len(kept) and not held:
        return Thing("host", kept[called + 1].text)
    provider = known(kept, PROVIDERS) or known(kept, here.glossary.house_names)
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
    if small and sure and not is_common(word) and not _is_noun(word, preposition, here):
        return Thing("host", word.text)
    named = len(kept) == 2 and is_capital(word) and kept[0].low in {"host", "server", "machine", "node", "box"}
    return Thing("host", word.text) if named else None


def is_common(word: Word) -> bool:
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
    if run is None or run[0] != 0 or (run[1] < len(core) and core[run[1]].low not in TAILS):
        return None
    name = core[: run[1]]
    if spell(name).lower() in PROTOCOLS or name[-1].low.endswith(_LIKENESS):
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
    """Two or three plain words in capitals, none of them a company's, or a given name: somebody may be called so."""
    return may_be_somebody(name) and (len(name) > 1 or name[0].low in GIVEN_NAMES)


def may_be_somebody(name: Sequence[Word]) -> bool:
    """Up to three plain words in capitals, none of them a company's."""
    plain = all(word.text.isalpha() and word.text == word.text.capitalize() for word in name)
    return 0 < len(name) < 4 and plain and not organised(name) and not HOUSING_WORDS & {word.low for word in name}


def _is_community(name: Sequence[Word], here: Here) -> bool:
    community = here.scope.community
    return community is not None and fold_name(spell(name)) == fold_name(community.name)
