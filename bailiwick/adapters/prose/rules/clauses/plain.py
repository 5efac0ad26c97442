"""A sentence as plain clauses: what is spoken of, a verb, and the phrases behind it, each with its preposition.

“Crash reports are received by a VM at Hetzner” → *Crash reports* · received · by *a VM* · at *Hetzner*. No pattern is
asked and no name is known here; what the phrases are, is said in `ends`, and what follows from it in `general`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, DETERMINERS, RELATIVE
from bailiwick.adapters.prose.rules.english.items import outside
from bailiwick.adapters.prose.rules.english.words import POSSESSIVE, Word, wordset

_BE = wordset("is are 's ’s gets get being been")
_SKIPPED = wordset("been being not both often always never sometimes even once twice automatically then no longer")
_BECOMING = wordset("has have")
_IRREGULAR = wordset(
    "run kept built made done held sent put drawn set given fed shown taken dealt spread found sold written bought "
    "lent paid led left known seen hidden driven bound begun met read"
)
#: What is no participle, though it ends like one.
_NO_PARTICIPLES = wordset(
    "need indeed speed seed feed weed red hundred open even seven token children women men then when"
)
#: Verbs of the present, as “it …” has them; “they …” without the s.
_VERBS = wordset(
    "runs lives sits stands stays remains resides goes comes lies works uses needs relies depends keeps stores serves "
    "hosts houses carries holds offers provides builds delivers caches collects receives handles counts watches "
    "monitors checks answers queues covers powers drives maintains manages administers operates looks cares takes "
    "owns moderates edits coordinates leads belongs gives has supplies contributes feeds protects hides passes "
    "publishes pages alerts reports delegates registers does consists consults connects talks listens shares ends "
    "exists happens lands sends looks reads writes backs archives"
)
_PLURALS = frozenset({verb[:-1] for verb in _VERBS}) | wordset("go do watch pass push have publish carry")
#: Behind one of these such a word is a noun.
_NO_VERB_BEHIND = DETERMINERS | wordset(
    "of for on in at with from by to through via under behind and or not without which's 's ’s will would can could "
    "may might must should no any some every as per than web mail"
)
_JOINS = wordset("and but while whereas though although or")
#: What cuts a sentence, whatever follows.
_CUTS = wordset("; – — --")
#: Behind these a clause says why or when, and nothing else.
_WHYS = wordset("because since if when unless until so as than once whenever lest")
PREPOSITIONS = wordset(
    "by on at with in from using via through under behind for to of as into onto over across inside within"
)
_LONG = {
    ("in", "front", "of"): "in front of",
    ("in", "the", "hands", "of"): "hands of",
    ("in", "charge", "of"): "charge of",
    ("in", "the", "care", "of"): "hands of",
    ("responsible", "for"): "charge of",
    ("care", "of"): "charge of",
    ("on", "top", "of"): "on",
    ("by", "means", "of"): "with",
    ("with", "the", "help", "of"): "with",
    ("on", "behalf", "of"): "for",
    ("instead", "of"): "instead",
    ("thanks", "to"): "for",
    ("next", "to"): "beside",
    ("as", "well", "as"): "",
    ("along", "with"): "",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words behind a preposition; of what stands directly behind the verb the preposition is empty."""

    preposition: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """One clause. How it hangs on the one before: it `inherits` its subject; its subject (`relative`), or where it
    is so (`placed`), is what that one named last.
    """

    subject: tuple[Word, ...]
    verb: Word
    passive: bool
    phrases: tuple[Phrase, ...]
    hangs: str = ""
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Verb:
    first: int
    last: int
    word: Word
    passive: bool


def plain_clauses(words: Sequence[Word]) -> Iterator[Plain]:
    """The clauses of a sentence from left to right; what stands in parentheses is left out."""
    for segment in _segments(outside(words)):
        yield from _clauses(segment)


def _segments(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """A sentence cut at its dashes, and before what says why or when."""
    first = 0
    for at, word in enumerate(words):
        if word.low in _CUTS or word.text == ":":
            yield words[first:at]
            first = at + 1
    yield words[first:]


def _clauses(words: Sequence[Word]) -> Iterator[Plain]:
    verbs = list(_verbs(words))
    begin, hangs = 0, ""
    for verb, following in zip_longest(verbs, verbs[1:]):
        end, after, mode = _border(words, verb, following)
        subject = () if hangs in {"inherits", "relative"} else tuple(words[begin : verb.first])
        behind = _until_why(words[verb.last : end])
        if not (_WHYS & {word.low for word in subject[:1]}):
            own, other = _without_gap(behind)
            yield Plain(subject, verb.word, verb.passive, tuple(_phrases(own)), hangs, tuple(words[begin:end]))
            if other:
                yield Plain(tuple(other[:2]), verb.word, verb.passive, tuple(_phrases(other[2:])))
        begin, hangs = after, mode
        if mode == "unclear":
            return


def _without_gap(behind: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """“The former runs Foo, the latter Bar”: the verb is left out the second time."""
    at = next((at for at, word in enumerate(behind) if word.low == "latter" and behind[at - 1].low == "the"), 0)
    return (behind[: at - 1], behind[at - 1 :]) if at else (behind, ())


def _border(words: Sequence[Word], verb: Verb, following: Verb | None) -> tuple[int, int, str]:
    """Where a clause ends, where the next begins, and how that one hangs on it."""
    if following is None:
        return len(words), len(words), ""
    between = words[verb.last : following.first]
    first = verb.last
    kept = len(between)
    while kept and (
        between[kept - 1].low in ADVERBS or between[kept - 1].low in _JOINS or between[kept - 1].text == ","
    ):
        kept -= 1
    if kept < len(between) and any(word.low in _JOINS or word.text == "," for word in between[kept:]):
        return first + kept, following.first, "inherits"
    joins = [at for at, word in enumerate(between) if word.low in _JOINS and at + 1 < len(between)]
    strong = [at for at in joins if between[at].low not in {"and", "or"} or (at and between[at - 1].text == ",")]
    which = [at for at, word in enumerate(between) if word.low in RELATIVE | {"where"}]
    if between and between[-1].low in RELATIVE and not any(between[at].low not in {"and", "or"} for at in strong):
        return following.first - 1, following.first, "relative"
    if which and which[-1] + 1 < len(between):
        at = which[-1]
        placed = between[at].low == "where" or (at and between[at - 1].low in {"on", "at", "in"})
        return first + at - (between[at].low != "where"), first + at + 1, "placed" if placed else "unclear"
    commas = [at for at, word in enumerate(between) if word.text == ","]
    for places in (strong, joins, commas):
        if places:
            return first + places[-1], first + places[-1] + 1, ""
    return following.first, following.first, "unclear"


def verbs_in(words: Sequence[Word]) -> list[Verb]:
    """The finite verbs of a sentence from left to right."""
    return list(_verbs(words))


def _verbs(words: Sequence[Word]) -> Iterator[Verb]:
    at = 0
    while at < len(words):
        verb = _be(words, at) or _present(words, at)
        if verb is not None:
            yield verb
        at = verb.last if verb is not None else at + 1


def _be(words: Sequence[Word], at: int) -> Verb | None:
    """“is kept”, “has been hosting”, “are running”, “is”."""
    low = words[at].low
    if not at or low not in _BE | _BECOMING or (low in POSSESSIVE and words[at - 1].low not in {"it", "that", "there"}):
        return None
    last, become = at + 1, low in _BECOMING
    while last < len(words) and (words[last].low in ADVERBS | _SKIPPED or words[last].low.endswith("ly")):
        become = become and words[last].low != "been"
        last += 1
    if last >= len(words):
        return Verb(at, last, words[at], passive=False)
    word = words[last]
    if word.low.endswith("ing") and len(word.low) > 5:
        return Verb(at, last + 1, word, passive=False)
    if not become and is_participle(word):
        return Verb(at, last + 1, word, passive=True)
    if become:
        return (
            Verb(at, last + 1, word, passive=False)
            if is_participle(word)
            else Verb(at, at + 1, words[at], passive=False)
        )
    return Verb(at, last, words[at], passive=False)


def _present(words: Sequence[Word], at: int) -> Verb | None:
    word = words[at]
    if (
        not at
        and word.low in _VERBS
        and word.text != word.low
        and len(words) > 1
        and words[1].low not in _BE | {"of", "and"}
    ):
        return Verb(0, 1, word, passive=False)
    if word.text != word.low or (word.low not in _VERBS and word.low not in _PLURALS):
        return None
    before = next((one for one in reversed(words[:at]) if one.low not in ADVERBS), None)
    if at + 1 < len(words) and words[at + 1].low in {"is", "are", "has", "have"}:
        return None
    if before is None or (
        before.low in _NO_VERB_BEHIND and before.low not in {"this", "that", "these", "those", "both", "and", "or"}
    ):
        return None
    plural = word.low in _PLURALS and word.low not in _VERBS
    if plural and not (
        before.low in RELATIVE | {"they", "we", "these", "those", "both", "and"} or _is_plural(words[:at])
    ):
        return None
    return Verb(at, at + 1, word, passive=False)


def _is_plural(words: Sequence[Word]) -> bool:
    """Whether what stands before is several: a noun in the plural, or a list of names."""
    last = words[-1]
    several = last.low.endswith("s") and not last.low.endswith(("ss", "us", "is")) and not last.text[:1].isupper()
    return several or (last.text[:1].isupper() and any(word.low == "and" for word in words[-4:]))


def is_participle(word: Word) -> bool:
    """“kept”, “received”, “written”."""
    regular = (len(word.low) > 4 and word.low.endswith(("ed", "wn"))) or (len(word.low) > 5 and word.low.endswith("en"))
    return word.text == word.low and (word.low in _IRREGULAR or (regular and word.low not in _NO_PARTICIPLES))


def _until_why(words: Sequence[Word]) -> Sequence[Word]:
    end = next((at for at, word in enumerate(words) if word.low in _WHYS and not _is_as(words, at)), len(words))
    return words[:end]


def _is_as(words: Sequence[Word], at: int) -> bool:
    """“as well as” joins."""
    return words[at].low == "as" and "well" in {word.low for word in words[max(0, at - 1) : at + 2]}


def _phrases(words: Sequence[Word]) -> Iterator[Phrase]:
    """Each preposition with the words up to the next."""
    preposition, held, at = "", list[Word](), 0
    while at < len(words):
        long = next((lead for lead in _LONG if tuple(word.low for word in words[at : at + len(lead)]) == lead), ())
        if long and not _LONG[long]:
            held.append(Word("and", "and", words[at].start, words[at].end))
        elif long or words[at].low in PREPOSITIONS:
            if held:
                yield Phrase(preposition, tuple(held))
            preposition, held = _LONG[long] if long else words[at].low, []
        else:
            held.append(words[at])
        at += len(long) or 1
    if held:
        yield Phrase(preposition, tuple(held))


def cut_at(words: Sequence[Word], prepositions: frozenset[str]) -> Iterator[tuple[str, list[Word]]]:
    """Each of these prepositions with the words up to the next; what stands before the first, with none."""
    preposition, held = "", list[Word]()
    for word in words:
        if word.low in prepositions:
            yield preposition, held
            preposition, held = word.low, []
        else:
            held.append(word)
    yield preposition, held
