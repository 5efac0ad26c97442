"""What a plain clause says of its subject and one thing behind its verb: a small table of cues, by the thing's kind."""

from __future__ import annotations

from bailiwick.adapters.prose.rules.clauses.plain import Phrase, Plain
from bailiwick.adapters.prose.rules.english.function_words import KEPT
from bailiwick.adapters.prose.rules.english.words import wordset
from bailiwick.adapters.prose.rules.names.gazetteer import NETWORKS, PROVIDERS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import known_whole
from bailiwick.adapters.prose.rules.names.sorts import delivers, made_with, sort_of
from bailiwick.lib.statements import Thing
from bailiwick.lib.text import fold_name

#: Who did this once need not do it now; what is done so is not where a thing is, nor who keeps it.
ONCE = wordset(
    "written started created founded invented requested reported suggested proposed designed named introduced asked "
    "lent bought paid sponsored donated funded developed translated needed required given called known based "
    "published signed issued inspired encouraged allowed supposed expected replaced forwarded copied backed mirrored "
    "moved migrated linked connected announced discussed documented described listed mentioned limited restricted "
    "tied subject measured spread found mounted synced pulled fetched registered approved visited copies blocked "
    "banned owned believed meant likened compared reserved tested exported imported used seen read notified covered "
    "financed"
)
STANDING = wordset(
    "is are lives live sits sit stands stand stays stay remains remain resides reside runs run works running living "
    "standing sitting exists exist happens happen"
)  # fmt: skip
GOING = wordset("goes go passes pass ends end lands land")
_WATCHED = wordset("watched monitored checked probed pinged supervised")
_DELIVERED = wordset("powered cached delivered served fronted protected accelerated distributed shielded proxied sped")
_USES = wordset("uses use needs need has have runs run")
_STORES = wordset("keeps keep stores store")
_RELIES = wordset("relies rely depends depend")
PLACED = wordset("housed kept stored placed located racked installed served")
AT = wordset("on at in with by from across over inside within")
#: What “by”, “with” and “from” a house mean that something is there.
_HOUSED = wordset(
    "hosted housed carried handled delivered served stored kept provided run processed sent received relayed "
    "distributed supplied answered rented leased operated offered published dealt done built placed located racked "
    "installed"
)
_THROUGH = wordset("through via behind")
_BY_MEANS = wordset("by with in using through via behind")
#: What comes from a place need not be there.
_FROM_ELSEWHERE = wordset(
    "configured managed copied synced watched monitored controlled filled updated uploaded imported"
)


def cue(plain: Plain, phrase: Phrase, thing: Thing) -> str:
    """What a clause says of its subject and one thing in one of its phrases; nothing where that is not clear."""
    verb, preposition = plain.verb.low, phrase.preposition
    published = verb == "published" and thing.kind == "provider" and preposition in {"by", "through", "on"}
    if verb in ONCE and plain.passive and not published:
        return ""
    if thing.kind == "host":
        return "runs_on" if _placed(plain, preposition) else ""
    if thing.kind == "provider":
        return _by_provider(plain, preposition, thing)
    if thing.kind == "software":
        return _by_program(plain, phrase, thing)
    if thing.kind in {"person", "team"}:
        held = (plain.passive and verb in KEPT and preposition == "by") or preposition == "hands of"
        return "maintained_by" if held else "owned_by" if (verb, preposition) == ("belongs", "to") else ""
    return ""


def _placed(plain: Plain, preposition: str, *, house: bool = False) -> bool:
    """Whether a clause says where something is."""
    verb = plain.verb.low
    if verb in _WATCHED or (preposition == "from" and (verb in _FROM_ELSEWHERE or not plain.passive)):
        return False
    if preposition == "to":
        return verb in GOING
    if preposition in {"by", "with", "from"} and house:
        return plain.passive and verb in _HOUSED
    return preposition in AT and (plain.passive or verb in STANDING | GOING)


def _by_provider(plain: Plain, preposition: str, thing: Thing) -> str:
    sort, verb = sort_of(thing.name), plain.verb.low
    talks = fold_name(thing.name) in NETWORKS and fold_name(thing.name) not in PROVIDERS
    if sort:
        return sort if plain.passive and preposition in _BY_MEANS else ""
    if delivers(thing.name) and (preposition in _THROUGH or (verb in _DELIVERED and preposition in _BY_MEANS)):
        return "fronted_by"
    if talks or (verb in KEPT | _WATCHED and preposition == "by"):
        return ""
    through = preposition in _THROUGH - {"behind"} and verb in _HOUSED | _DELIVERED | GOING
    return "hosted_by" if _placed(plain, preposition, house=True) or through else ""


def _by_program(plain: Plain, phrase: Phrase, thing: Thing) -> str:
    sort, verb, preposition = sort_of(thing.name), plain.verb.low, phrase.preposition
    if sort == "monitored_by":
        return sort if verb in _WATCHED and preposition in _BY_MEANS else ""
    used = preposition == "" and verb in _USES
    relied = (preposition == "on" and verb in _RELIES) or (preposition == "in" and verb in _STORES)
    bare = bool(known_whole(phrase.words, SOFTWARE))
    is_one = preposition == "" and verb in {"is", "are"} and (bare or phrase.words[0].low in {"a", "an", "our"})
    made = preposition in _BY_MEANS and (plain.passive or verb in GOING | {"is", "are", "runs", "works", "comes"})
    return made_with(thing.name) if used or relied or is_one or made else ""
