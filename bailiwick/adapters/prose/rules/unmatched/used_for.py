"""What something is used for: “We use Lumen to send newsletters”, “For mail we rely on Lumen”, “Lumen as registrar”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, DETERMINERS, WE
from bailiwick.adapters.prose.rules.english.items import items, outside, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, unmarked, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import HOUSES, WELL_KNOWN
from bailiwick.adapters.prose.rules.names.shapes import is_capital, known
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.unmatched.uses import LONGEST, STOPS, VERBS, Use, tell_use, used_for
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


def told_of_use(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say what the things used have to do with what they are used for."""
    if mood_of(words):
        return False
    told = [tell_use(use, here, source, "use") for use in _uses(list(outside(words)), here)]
    return any(told)


def _uses(words: list[Word], here: Here) -> Iterator[Use]:
    """“For P we use X”, “We use X for P”, “… to do P and to do Q”, “… as our P”."""
    at, behind = _verb(words)
    if not behind:
        return
    lead, actor = _lead(words[:at])
    if not _is_ours(actor, here):
        return
    name = until(words[behind:], STOPS | {"for", "to", "as", "in", "and"})
    rest = words[behind + len(name) :]
    while rest and rest[0].low in {",", "and"} and (more := until(rest[1:], STOPS | {"for", "to", "as", "and"})):
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
    for at, word in enumerate(words[: _LONGEST_ACTOR + LONGEST + 2]):
        pair = (word.low, words[at + 1].low) if at + 1 < len(words) else ("", "")
        if at and pair in _RELYING:
            return at, at + 2 + (pair[1] == "use")
        if at and word.low in _USING:
            return at, at + 1
    return 0, 0


def _lead(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """“For the lists, we” → what for, and who."""
    plain = unmarked(words)
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
    one = known(words, WELL_KNOWN)
    if one is None:
        return []
    around = [*words[: one[0]], *words[one[1] :]]
    if any(is_capital(word) or word.is_mark or word.low not in _AROUND for word in around):
        return []
    kind = "provider" if one[2] in HOUSES.values() else "software"
    return [Found(Thing(kind, one[2]), words[one[0]].start)]


def _to(names: tuple[Found, ...], words: Sequence[Word]) -> Iterator[Use]:
    """“to send mail and to keep the lists”: each with its verb."""
    starts = [at for at, word in enumerate(words) if word.low in VERBS and words[at - 1].low in {"to", "and", "also"}]
    for first, last in pairwise([*starts, len(words)]):
        yield Use(names, words[first].low, words[first + 1 : last])
