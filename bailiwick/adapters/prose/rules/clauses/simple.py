"""A sentence cut into simple clauses, each with its own subject, before anybody reads it.

| written                              | read as                                   |
|--------------------------------------|-------------------------------------------|
| S, a P, V …                          | S is a P · S V …                          |
| S, which V1, V2 …                    | S V1 · S V2 …                             |
| … N, which V                         | … N · N V                                 |
| … N, a P, which V                    | … N, a P · N V                            |
| S is a N that V                      | S is a N · S V                            |
| S V …, because S2 V2                 | S V … · S2 V2                             |
| When S V …, S2 V2                    | S2 V2                                     |
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.plain import PREPOSITIONS, Verb, verbs_in
from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, ARTICLES, MODALS, PRONOUNS
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import is_domain, known

_WHICH = wordset("which who")
_THAT = wordset("which that")
_SOME = wordset("a an one another")
_BEGINS = ARTICLES | _SOME
_JOINS = wordset("and or but while whereas")
_STRONG = wordset("but while whereas")
_SUBJECT, _NOUN, _KEPT = 8, 12, 4
_OTHER_VERBS = MODALS | {"was", "were", "had"}
_IS = wordset("is are 's ’s")
_ONE = wordset("is has")
_NO_NOUNS = wordset("see it he she they we there own this that")
#: “…, which is why …”, “…, which means …”: of all that was said.
_OF_ALL = wordset("why how when because means to")
_REASONS = wordset("because since although though while as")
_TIMES = wordset("when")
Words = Sequence[Word]


def simple(words: Words) -> list[Words]:
    """The simple clauses of a sentence from left to right; the sentence alone where it is one."""
    if not any(word.text == "," or word.low in _THAT for word in words):
        return [words]
    verbs = _verbs(words)
    return (
        _apposed(words, verbs)
        or _related(words, verbs)
        or _described(words, verbs)
        or _reasoned(words, verbs)
        or [words]
    )


def _verbs(words: Words) -> list[Verb]:
    """What is, what was and what may be: each makes a clause."""
    other = [Verb(at, at + 1, word, passive=False) for at, word in enumerate(words) if at and word.low in _OTHER_VERBS]
    return sorted([*verbs_in(words), *other], key=lambda verb: verb.first)


def _apposed(words: Words, verbs: Sequence[Verb]) -> list[Words]:
    """“heron, a small VM, runs the wiki”."""
    comma = next((at for at, word in enumerate(words[:_SUBJECT]) if word.text == ","), 0)
    if not comma or comma + 2 >= len(words) or words[comma + 1].low not in _BEGINS:
        return []
    end = next((at for at in range(comma + 2, min(len(words) - 1, comma + _NOUN)) if words[at].text == ","), 0)
    verb = next((verb for verb in verbs if verb.first > comma), None)
    if not end or verb is None or not _follows(words, end, verb) or any(one.first < comma for one in verbs):
        return []
    subject = words[:comma]
    if any(word.low in PREPOSITIONS | _JOINS for word in subject):
        return []
    return [_is(subject, words[comma + 1 : end]), *simple([*subject, *words[end + 1 :]])]


def _is(subject: Words, rest: Words) -> Words:
    return [*subject, Word("is", "is", rest[0].start, rest[0].start), *rest]


def _follows(words: Words, comma: int, verb: Verb) -> bool:
    """Whether a verb stands right behind a comma, but for adverbs."""
    return verb.first > comma and all(word.low in ADVERBS for word in words[comma + 1 : verb.first])


def _related(words: Words, verbs: Sequence[Verb]) -> list[Words]:
    """“…, which V”: of the noun before."""
    for at in range(2, len(words) - 2):
        if words[at].low not in _WHICH or words[at - 1].text != "," or not _does(words, at, verbs):
            continue
        before = [one for one in verbs if one.first < at]
        noun = _noun_before(words[: at - 1], before)
        start = at - 1 - len(noun)
        if end := _closing(words, verbs, at + 2) if not before or _is_joined(words, start) else 0:
            return _between(words, start if before else 0, at, end)
        if noun and _is_named(noun) and not _is_eithers(words[:start], words[at + 1 :]):
            end = _resumed(words, verbs, at)
            return [*simple([*words[: at - 1], *words[end:]]), *simple([*noun, *words[at + 1 : end]])]
    return []


def _between(words: Words, start: int, which: int, end: int) -> list[Words]:
    """“B, which V1, V2” behind “A is …, and”."""
    led = start == 0 and words[0].low in PREPOSITIONS
    noun = words[start + led : which - 1]
    before = [words[: start - 1]] if start else []
    return [*before, [*noun, *words[which + 1 : end]], *simple([*words[start : which - 1], *words[end + 1 :]])]


def _is_joined(words: Words, start: int) -> bool:
    """Whether another clause begins here: “…, and the wiki”, “while the wiki”."""
    return words[start - 1].low in _STRONG or (words[start - 1].low == "and" and words[start - 2].text == ",")


def _resumed(words: Words, verbs: Sequence[Verb], which: int) -> int:
    """“… by Ada, who lives here, and Bert”: where a list goes on behind a relative clause; else the end."""
    for at in range(which + 2, len(words) - 2):
        if words[at].text == "," and words[at + 1].low == "and":
            behind = words[at + 2]
            end = next((end for end in range(at + 2, len(words)) if words[end].is_mark), len(words))
            named = behind.low in ARTICLES or behind.text[0].isupper()
            return at if named and not any(at < verb.first < end for verb in verbs) else len(words)
    return len(words)


def _does(words: Words, which: int, verbs: Sequence[Verb]) -> bool:
    """Whether a verb stands behind “which”, and not who does it; “which is why” is said of all that stands before."""
    verb = next((verb for verb in verbs if verb.first > which), None)
    if words[which + 1].low == "used":
        return True
    if verb is None or not _follows(words, which, verb):
        return False
    return not _OF_ALL & {verb.word.low, *_lows(words[verb.last : verb.last + 1])}


def _is_named(noun: Words) -> bool:
    """“heron”, “the wiki”; not “a box”, nor “the Borealis cluster”, which would be taken for the section's."""
    vague = noun[0].low in _SOME or noun[-1].low in FORMS or _NO_NOUNS & set(_lows(noun))
    return not vague and known(noun, SOFTWARE) is None


def _is_eithers(before: Words, behind: Words) -> bool:
    """“… with Icinga on heron, which is run by …”: both are."""
    program = known(before[-3:-1], SOFTWARE) if before and before[-1].low in {"on", "at"} else None
    kept = "by" in {word.low for word in behind[:_KEPT]}
    return kept and program is not None and program[1] == len(before[-3:-1])


def _closing(words: Words, verbs: Sequence[Verb], first: int) -> int:
    """The comma before the verb of the whole."""
    for at in range(first, len(words) - 1):
        if words[at].text == "," and any(_follows(words, at, verb) for verb in verbs):
            return at
        if words[at].text == "," and words[0].low in PREPOSITIONS and words[at + 1].low not in _JOINS:
            return at
    return 0


def _noun_before(words: Words, verbs: Sequence[Verb]) -> Words:
    """The noun that stands last; of “heron, a small VM” heron."""
    first = len(words)
    least = max((verb.last for verb in verbs), default=0)
    if is_domain(words[-1]):
        return words[-1:]
    while first > least and not (words[first - 1].is_mark or words[first - 1].low in PREPOSITIONS | _JOINS):
        first -= 1
        if words[first].low in ARTICLES:
            break
    if first > least + 1 and words[first - 1].low == "of" and words[first - 2].text.istitle():
        first -= 2
    apposed = first > least + 1 and words[first - 1].text == "," and words[first].low in _BEGINS
    name = words[first - 2] if apposed else None
    return [name] if name is not None and not name.is_mark else words[first:]


def _described(words: Words, verbs: Sequence[Verb]) -> list[Words]:
    """“heron is a machine that stands at Lumen and runs the wiki”."""
    if len(verbs) < 2 or verbs[0].word.low not in _IS or verbs[0].last - verbs[0].first > 1:
        return []
    copula, verb = verbs[0], verbs[1]
    that = verb.first - 1
    if words[that].low not in _THAT or copula.last >= that or words[copula.last].low not in _SOME or not copula.first:
        return []
    one = verb.word.low.endswith("s") and words[copula.first - 1].low not in {"there", "here"}
    one = one and words[0].low not in PREPOSITIONS | PRONOUNS
    if any(word.is_mark or word.low == "for" for word in words[copula.last : that]) or not one:
        return []
    return [words[:that], *simple([*words[: copula.first], *words[that + 1 :]])]


def _reasoned(words: Words, verbs: Sequence[Verb]) -> list[Words]:
    """“It is on heron, because …”, “Since …, it is on heron”; of “When …, …” what is so at other times as well."""
    commas = [at for at, word in enumerate(words[:-2]) if word.text == ","]
    for at in commas:
        joined = at > 1 and words[at + 1].low in _REASONS - {"as"} and words[0].low not in _REASONS | _TIMES
        if joined and _has_verb(verbs, 0, at) and _has_verb(verbs, at + 2, len(words)):
            return [words[:at], *simple(words[at + 2 :])]
    first = commas[0] if commas and words[0].low in _REASONS | _TIMES else 0
    if not first or not _has_verb(verbs, 1, first) or not _has_verb(verbs, first + 1, len(words)):
        return []
    return [*([words[1:first]] if words[0].low in _REASONS else []), *simple(words[first + 1 :])]


def _lows(words: Words) -> list[str]:
    return [word.low for word in words]


def _has_verb(verbs: Sequence[Verb], first: int, last: int) -> bool:
    return any(first <= verb.first and verb.last <= last for verb in verbs)
