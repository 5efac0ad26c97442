"""A sentence cut into simple clauses, each with its own subject, before anybody reads it.

| written                              | read as                                   |
|--------------------------------------|-------------------------------------------|
| S, a P, V …                          | S is a P · S V …                          |
| S, which V1, V2 …                    | S V1 · S V2 …                             |
| … N, which V                         | … N · N V                                 |
| … N, a P, which V                    | … N, a P · N V                            |
| S is a N that V                      | S is a N · S V                            |
| S V …, because S2 V2                 | S V … · S2 V2                             |
| Since S V …, S2 V2                   | S V … · S2 V2                             |
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from bailiwick.adapters.prose.rules.clauses.plain import PREPOSITIONS, Verb, verbs_in
from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, ARTICLES, MODALS, PRONOUNS
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, MACHINES, SOFTWARE
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
_NO_NOUNS = wordset("see it he she they we there own this that")
#: “…, which is why …”, “…, which means …”: of all that was said.
_OF_ALL = wordset("why how when because means to")
_REASONS = wordset("because since although though while as")
_CASES = wordset("when if should")
#: More clauses than a sentence has that anybody wrote.
_MOST = 12
Words = Sequence[Word]
#: Clauses that are simple, and those behind them that may not be yet.
Cut = tuple[list[Words], list[Words]]


def simple(words: Words) -> list[Words]:
    """The simple clauses of a sentence from left to right; the sentence alone where it is one."""
    done, pending = list[Words](), [words]
    while pending:
        some = pending.pop()
        cut = _cut(some) if len(done) + len(pending) < _MOST else None
        done += [some] if cut is None else cut[0]
        pending += [] if cut is None else reversed(cut[1])
    return done


def _cut(words: Words) -> Cut | None:
    if not any(word.text == "," or word.low in _THAT for word in words):
        return None
    verbs = _verbs(words)
    return _apposed(words, verbs) or _related(words, verbs) or _described(words, verbs) or _reasoned(words, verbs)


def _verbs(words: Words) -> list[Verb]:
    """What is, what was and what may be: each makes a clause."""
    other = [Verb(at, at + 1, word, passive=False) for at, word in enumerate(words) if at and word.low in _OTHER_VERBS]
    return sorted([*verbs_in(words), *other], key=_first)


def _apposed(words: Words, verbs: Sequence[Verb]) -> Cut | None:
    """“heron, a small VM, runs the wiki”."""
    comma = next((at for at, word in enumerate(words[:_SUBJECT]) if word.text == ","), 0)
    if not comma or comma + 2 >= len(words) or words[comma + 1].low not in _BEGINS:
        return None
    end = next((at for at in range(comma + 2, min(len(words) - 1, comma + _NOUN)) if words[at].text == ","), 0)
    if not end or not verbs or verbs[0].first < comma or _behind(words, end, {verbs[0].first: verbs[0]}) is None:
        return None
    subject = words[:comma]
    if any(word.low in PREPOSITIONS | _JOINS for word in subject):
        return None
    return [_is(subject, words[comma + 1 : end])], [[*subject, *words[end + 1 :]]]


def _is(subject: Words, rest: Words) -> Words:
    return [*subject, Word("is", "is", rest[0].start, rest[0].start), *rest]


def _behind(words: Words, at: int, verbs: Mapping[int, Verb]) -> Verb | None:
    """The verb that stands right behind a word, but for adverbs; `verbs`: by where they begin."""
    at += 1
    while at < len(words) and at not in verbs and words[at].low in ADVERBS:
        at += 1
    return verbs.get(at)


def _related(words: Words, verbs: Sequence[Verb]) -> Cut | None:
    """“…, which V”: of the noun before."""
    by_place = {verb.first: verb for verb in reversed(verbs)}
    closing = _closing(words, by_place)
    for at in range(2, len(words) - 2):
        if words[at].low not in _WHICH or words[at - 1].text != "," or not _does(words, at, by_place):
            continue
        before = bisect_left(verbs, at, key=_first)
        start, stop = _noun_before(words, verbs[before - 1].last if before else 0, at - 1)
        if before and _is_several(words, at, by_place):
            start = _list_before(words, verbs[before - 1].last, start)
        noun = words[start:stop]
        following = bisect_left(closing, at + 2)
        if following < len(closing) and (not before or _is_joined(words, start)):
            return _between(words, (start, stop) if before else (0, at - 1), at, closing[following])
        if noun and _is_named(noun) and not _is_eithers(words, start, at):
            end = _resumed(words, verbs, at)
            return [], [[*words[: at - 1], *words[end:]], [*noun, *words[at + 1 : end]]]
    return None


def _between(words: Words, noun: tuple[int, int], which: int, end: int) -> Cut:
    """“B, which V1, V2” behind “A is …, and”; of “B, a P, which V1, V2” B is a P as well."""
    start, stop = noun
    led = start == 0 and words[0].low in PREPOSITIONS
    before = [words[: start - 1]] if start else []
    rest = words[end + (stop == which - 1) :]
    return [*before, [*words[start + led : stop], *words[which + 1 : end]]], [[*words[start : which - 1], *rest]]


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


def _does(words: Words, which: int, verbs: Mapping[int, Verb]) -> bool:
    """Whether a verb stands behind “which”, and not who does it; “which is why” is said of all that stands before."""
    if words[which + 1].low == "used":
        return True
    verb = _behind(words, which, verbs)
    return verb is not None and not _OF_ALL & {verb.word.low, *_lows(words[verb.last : verb.last + 1])}


def _is_several(words: Words, which: int, verbs: Mapping[int, Verb]) -> bool:
    """Whether what “which” stands for is more than one: “which are”, “which run”."""
    verb = _behind(words, which, verbs)
    low = words[verb.first].low if verb is not None else ""
    return bool(low) and not low.endswith("s") and low not in _OTHER_VERBS


def _is_named(noun: Words) -> bool:
    """“heron”, “the wiki”; not “a box”, nor “the Borealis cluster”, which would be taken for the section's."""
    vague = noun[0].low in _SOME or noun[-1].low in FORMS or _NO_NOUNS & set(_lows(noun))
    return not vague and known(noun, SOFTWARE) is None


def _is_eithers(words: Words, start: int, which: int) -> bool:
    """“… with Icinga on heron, which is run by …”: both are."""
    before = words[max(0, start - 3) : start]
    program = known(before[-3:-1], SOFTWARE) if before and before[-1].low in {"on", "at"} else None
    kept = "by" in set(_lows(words[which + 1 : which + 1 + _KEPT]))
    return kept and program is not None and program[1] == len(before[-3:-1])


def _closing(words: Words, verbs: Mapping[int, Verb]) -> list[int]:
    """The commas that may stand before the verb of the whole."""
    led = words[0].low in PREPOSITIONS
    commas = [at for at, word in enumerate(words[:-1]) if word.text == ","]
    return [at for at in commas if (led and words[at + 1].low not in _JOINS) or _behind(words, at, verbs) is not None]


def _noun_before(words: Words, least: int, end: int) -> tuple[int, int]:
    """Where the noun that stands last begins and ends; of “heron, a small VM” heron."""
    if is_domain(words[end - 1]):
        return end - 1, end
    first = _begin_of(words, least, end)
    if first > least + 1 and words[first - 1].low == "of" and words[first - 2].text.istitle():
        first -= 2
    apposed = first > least + 1 and words[first - 1].text == "," and words[first].low in _BEGINS
    name = _begin_of(words, least, first - 1) if apposed else first - 1
    return (name, first - 1) if name < first - 1 else (first, end)


def _begin_of(words: Words, least: int, end: int) -> int:
    """Where the words before a place begin that belong together."""
    first = end
    while first > least and not (words[first - 1].is_mark or words[first - 1].low in PREPOSITIONS | _JOINS):
        first -= 1
        if words[first].low in ARTICLES:
            break
    return first


def _list_before(words: Words, least: int, first: int) -> int:
    """Where a list begins whose last noun begins here: “on heron, wren and crane”; not of “Ada, and backups”."""
    if first <= least or words[first - 1].low != "and":
        return first
    begin = first
    while begin > least and words[begin - 1].low not in PREPOSITIONS | _STRONG:
        begin -= 1
    commas = [at for at in range(begin, first) if words[at].text == ","]
    if commas and words[commas[0] - 1].low in MACHINES:
        begin = commas.pop(0) + 1  # “on two machines, wren and crane”
    return first if commas == [first - 2] else begin


def _described(words: Words, verbs: Sequence[Verb]) -> Cut | None:
    """“heron is a machine that stands at Lumen and runs the wiki”."""
    if len(verbs) < 2 or verbs[0].word.low not in _IS or verbs[0].last - verbs[0].first > 1:
        return None
    copula, verb = verbs[0], verbs[1]
    that = verb.first - 1
    if words[that].low not in _THAT or copula.last >= that or words[copula.last].low not in _SOME or not copula.first:
        return None
    one = verb.word.low.endswith("s") and words[copula.first - 1].low not in {"there", "here"}
    one = one and words[0].low not in PREPOSITIONS | PRONOUNS
    if any(word.is_mark or word.low == "for" for word in words[copula.last : that]) or not one:
        return None
    return [words[:that]], [[*words[: copula.first], *words[that + 1 :]]]


def _reasoned(words: Words, verbs: Sequence[Verb]) -> Cut | None:
    """“It is on heron, because …”, “Since …, it is on heron”; what is so “when …” need not be so at other times."""
    if not verbs or words[0].low in _CASES:
        return None
    commas = [at for at, word in enumerate(words[:-2]) if word.text == ","]
    for at in commas if words[0].low not in _REASONS else ():
        joined = at > 1 and words[at + 1].low in _REASONS - {"as"}
        if joined and verbs[0].last <= at and at + 2 <= verbs[-1].first:
            return [words[:at]], [words[at + 2 :]]
    first = commas[0] if commas and words[0].low in _REASONS else 0
    if not first or verbs[-1].first <= first or not any(verb.first and verb.last <= first for verb in verbs):
        return None
    return [words[1:first]], [words[first + 1 :]]


def _lows(words: Words) -> list[str]:
    return [word.low for word in words]


def _first(verb: Verb) -> int:
    return verb.first
