"""A sentence as clauses: each pattern found, with the words before and after that belong to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, RELATIVE
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.patterns.phrases import Match, Pattern
from bailiwick.adapters.prose.rules.patterns.table import BOOK

_FINITE = wordset("is are was were has have can may should must 's ’s gets get will")
_JOINS = frozenset({"and", "but", "while", "whereas", "or", "so"})
_ARTICLES = wordset(
    "their his her your my "
    "this that each every one same main which the our these those all two three many some its a an any no "
    "with without other own of dedicated new old few in on for virtual several"
)
_SUBJECTS = wordset("it they this these everything we")
_PLURALS = wordset("run runs live lives sit sits reside resides depend depends use uses rely relies host hosts")
#: What may stand before an imperative: “please write to …”.
_IMPERATIVE = frozenset({"", ",", ":", "–", "—", "-", "("}) | wordset(
    "please to questions and or then can should also directly otherwise simply just you help first always"
)
#: Imperatives that are nouns before some words: “mail for …”, “contact is …”.
_NOUNS = wordset("mail email e-mail contact page call ping")
_NOUN_TAILS = wordset("for is are was goes server servers from and or of , : . address addresses list lists person")
#: “whoever is on duty” is not a place.
_SHIFTS = wordset("duty call shift leave holiday vacation hand top")
#: “does not run it”: no deed, but help for the verb that is denied.
_HELPING = wordset("do does did")
_DENYING = wordset("not never hardly n't n’t")
_ACTORS = frozenset({"funder", "host", "people"})
_STRONG = frozenset({"but", "while", "whereas"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One pattern in a sentence. `inherits`: it has no subject of its own and shares the one before.

    `doubtful`: nothing says that it shares it. `relative`: it speaks of what the one before named last (“which”).
    `described`: it is about what the one before is about (“It is a machine that Lumen lends us”).
    """

    pattern: Pattern
    before: tuple[Word, ...]
    trigger: tuple[Word, ...]
    after: tuple[Word, ...]
    inherits: bool = False
    doubtful: bool = False
    relative: bool = False
    described: bool = False


@dataclass(frozen=True, slots=True)
class _Link:
    """How a clause hangs on the one before."""

    inherits: bool = False
    doubtful: bool = False
    relative: bool = False
    described: bool = False


def clauses(words: Sequence[Word]) -> Iterator[Clause]:
    """The clauses of a sentence from left to right."""
    matches = _without_givers([match for match in BOOK.matches(words) if _is_verb(match, words)], words)
    begin, link = _first_begin(matches, words), _Link()
    for at, match in enumerate(matches):
        following = matches[at + 1] if at + 1 < len(matches) else None
        end, next_begin, next_link = _split(words, match, following)
        yield Clause(
            match.pattern,
            tuple(words[begin : match.first]), tuple(words[match.first : match.last]), tuple(words[match.last : end]),
            link.inherits, link.doubtful, link.relative, link.described,
        )  # fmt: skip
        begin, link = next_begin, next_link


def _without_givers(matches: list[Match], words: Sequence[Word]) -> list[Match]:
    """“on a server donated by X” is one clause: the giver belongs to the place."""
    kept: list[Match] = []
    for match in matches:
        inside = (
            bool(kept) and match.pattern.name == "donated by" and kept[-1].pattern.right in {"place", "at", "things"}
        )
        if not (inside and words[match.first].low not in _FINITE and words[match.first - 1].text not in {",", "and"}):
            kept.append(match)
    return kept


def _first_begin(matches: Sequence[Match], words: Sequence[Word]) -> int:
    """Where the first clause begins: behind “but”, and behind “, and” when a verb stands before it."""
    if not matches:
        return 0
    if matches[0].pattern.name == "is now on" and words[matches[0].first - 1].text == ",":
        return matches[0].first
    lead = words[: matches[0].first]
    verbs = [at for at, word in enumerate(lead) if word.low in _FINITE]
    places = [
        at
        for at, word in enumerate(lead)
        if word.low in _STRONG
        or (word.low == "then" and at and lead[at - 1].low in {",", "and"})
        or (word.low == "and" and lead[at - 1].text == "," and any(verb < at for verb in verbs))
    ]
    return places[-1] + 1 if places and places[-1] + 1 <= matches[0].first else 0


def _is_verb(match: Match, words: Sequence[Word]) -> bool:
    """Not “the hosts are old” or “two runs on Monday”: after an article the word is a noun; so is “(lead)”."""
    if [word.text for word in (*words[: match.first][-1:], *words[match.last : match.last + 1])] == ["(", ")"]:
        return False
    if match.pattern.name == "is an instance of" and match.last - match.first == 2 and match.first:
        return words[match.first - 1].low in _ARTICLES | {"own", "self-hosted"}
    if match.last - match.first == 1 and _ends_a_name(match, words):
        return False
    following = words[match.last].low if match.last < len(words) else ""
    if words[match.last - 1].low in _HELPING and following in _DENYING:
        return False
    if words[match.last - 1].low == "on" and following in _SHIFTS:
        return False
    if match.last - match.first > 1 and match.pattern.left not in {"people", "host"}:
        return True
    before = words[match.first - 1].low if match.first else ""
    if match.first > 1 and before == "to" and words[match.first - 2].low in {"way", "how", "want", "wants", "required"}:
        return False
    if not before and match.pattern.left and words[match.first].low.endswith("s"):
        return True
    if words[match.first].low in _NOUNS and (following in _NOUN_TAILS | _FINITE | _PLURALS or not following):
        return False
    if not match.pattern.left:
        return before in _IMPERATIVE
    return bool(before) and before not in _ARTICLES


def _ends_a_name(match: Match, words: Sequence[Word]) -> bool:
    """“the Harbour Commons Fund”, “Bluepine Host”: with a capital behind a capital it is part of a name."""
    capitals = match.first > 0 and words[match.first].text.istitle() and words[match.first - 1].text[0].isupper()
    return capitals and words[match.first - 1].low not in _IMPERATIVE


def _split(words: Sequence[Word], match: Match, following: Match | None) -> tuple[int, int, _Link]:
    """Where the words after a pattern end, where the next clause begins, and how that one hangs on this."""
    if following is None:
        return len(words), len(words), _Link()
    segment = words[match.last : following.first]
    first = match.last
    if words[following.first].low == "for" and following.pattern.left not in {"thing", "about"}:
        return following.first, match.last, _Link()
    if not following.pattern.left:
        at = _last_join(segment)
        return (first + at if at is not None else following.first), following.first, _Link()
    actor = _actor_begin(words, first, following)
    if actor:
        return _before_join(words, first, actor), actor, _Link()
    related = _related_actor(segment)
    if related and following.pattern.left in _ACTORS:
        return first + related, first, _Link(described=match.pattern.right == "instance")
    trailing = _trailing_join(segment)
    if segment and segment[-1].low in RELATIVE:
        return following.first - 1, following.first, _Link(relative=True)
    if trailing:
        return following.first - trailing, following.first, _Link(inherits=True)
    if segment and segment[-1].low in _SUBJECTS:
        return _before_join(words, first, following.first - 1), following.first - 1, _Link()
    passive = words[following.last - 1].low == "by"
    finite = words[following.first].low in (
        _FINITE if passive else _FINITE | _PLURALS
    ) or following.pattern.left not in {"thing", "about"}
    if not finite:
        inside = match.pattern.right in {"place", "at"} and following.pattern.right in {"people", "manager", "funder"}
        return following.first, following.first, _Link(inherits=True, doubtful=inside)
    at = _last_join(segment)
    if at is not None:
        return first + at, first + at + 1, _Link()
    reduced = words[match.first].low not in _FINITE or words[match.first - 1].low in RELATIVE
    return following.first, following.first, _Link(inherits=True, doubtful=not reduced)


def _actor_begin(words: Sequence[Word], first: int, following: Match) -> int:
    """“…, Ada Byron runs”: where the one begins who does what follows; 0 when that is not one name behind a join."""
    verb = words[following.first].low
    if following.pattern.left not in {"people", "host"} or not verb.endswith("s") or verb.endswith("ss"):
        return 0
    last = following.first
    while last > first and words[last - 1].low in ADVERBS:
        last -= 1
    at = last
    while at > first and words[at - 1].text[0].isupper() and words[at - 1].text.replace("-", "").isalpha():
        at -= 1
    return at if first < at < last and (words[at - 1].text == "," or words[at - 1].low in _JOINS) else 0


def _related_actor(segment: Sequence[Word]) -> int:
    """“a server which Lumen (lends us)”: where the “which” stands between what and who; else 0."""
    at = next((at for at, word in enumerate(segment) if at and word.low in {"which", "that"}), 0)
    who = [word for word in segment[at + 1 :] if word.low != "the"]
    return at if at and who and all(word.text[0].isupper() for word in who) else 0


def _trailing_join(segment: Sequence[Word]) -> int:
    count = 0
    while count < len(segment) and (
        segment[-1 - count].low in _JOINS or segment[-1 - count].text in {",", "(", "–", "—", "-"}
    ):
        count += 1
    return count


def _before_join(words: Sequence[Word], first: int, last: int) -> int:
    while last > first and (words[last - 1].low in _JOINS or words[last - 1].text == ","):
        last -= 1
    return last


def _last_join(segment: Sequence[Word]) -> int | None:
    """Where the next clause is joined on: “, and” before “and” before a comma."""
    strong = [
        at
        for at, word in enumerate(segment)
        if word.low in {"but", "while", "whereas", "–", "—"}
        or (word.low == "and" and at and segment[at - 1].text == ",")
    ]
    weak = [at for at, word in enumerate(segment) if word.low == "and"]
    comma = [at for at, word in enumerate(segment) if word.text == ","]
    for places in (strong, weak, comma):
        if places:
            return places[-1]
    return None
