"""What a sentence is wrapped in: “Maybe …”, “Somebody claims that …”, “Once …, we can rest”, “…, I believe”.

A pattern sees only the clause that it stands in; what frames the whole sentence is looked at before any clause is.
"""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.clauses.mood import CONDITIONAL, DOUBTED, NEGATIVE, PLANNED, WISHED
from bailiwick.adapters.prose.rules.english.items import outside
from bailiwick.adapters.prose.rules.english.words import Word, wordset

#: First words under which nothing in the sentence is sure.
_FIRST = {
    "maybe perhaps possibly probably presumably supposedly allegedly apparently": DOUBTED,
    "hopefully ideally": WISHED,
    "someday eventually soon": PLANNED,
}
_LEADS = {word: why for words, why in _FIRST.items() for word in words.split()}
#: What stands before “that”, “whether” or “if” and says how sure it is.
_BEFORE_THAT = {
    "doubt doubts claim claims claimed say says said rumour rumor think thinks believe believes guess suppose assume "
    "assumes heard told suspect suspects knows know sure unsure wonder wonders unclear pretend pretends": DOUBTED,
    "not never untrue false wrong nobody denies deny": NEGATIVE,
    "plan plans idea ideas proposal intention goal aim suggestion proposed": PLANNED,
    "hope hopes wish wishes good nice better great fine": WISHED,
}
_WRAPPED = {word: why for words, why in _BEFORE_THAT.items() for word in words.split()}
#: “We know that …” is sure; “nobody knows whether …” is not.
_KNOWING = wordset("know knows sure told")
_OPEN = wordset("whether if")
#: A clause that begins so holds only some day, or under a condition; the one behind the comma may hold.
_CONDITIONS = wordset("once unless assuming suppose supposing whenever")
#: “If you want to know whether …, ask Ada” is no doubt.
_IF = wordset("if when whenever should in for to")
_BEHIND = wordset("think believe guess suppose assume reckon suspect")
#: Words that say only that what follows is so.
_NOTING = wordset("please note remember mind be aware keep in we know the good bad news is fact it")
_EXCEPTING = wordset("except excepting excluding save")
_EXCEPTING_TWO = frozenset({("apart", "from"), ("other", "than"), ("aside", "from"), ("but", "not")})
_LONGEST_LEAD = 8


def framed(words: Sequence[Word]) -> tuple[Sequence[Word], str]:
    """What of a sentence is asserted, and why nothing is where nothing is."""
    low = words[0].low if words else ""
    why = _LEADS.get(low, "") or _wrapped(words) or _behind(words)
    if why:
        return (), why
    words = _without_exceptions(_noted(words))
    comma = max((at for at, word in enumerate(words) if word.text == ","), default=0)
    if low in _CONDITIONS and words[0].text != low:
        return (words[comma + 1 :], "") if comma and comma + 1 < len(words) else ((), CONDITIONAL)
    return words, ""


def _noted(words: Sequence[Word]) -> Sequence[Word]:
    """“Please note that it runs on heron” → “it runs on heron”."""
    at = next((at for at, word in enumerate(words[:_LONGEST_LEAD]) if word.low == "that"), 0)
    return words[at + 1 :] if at and {word.low for word in words[:at]} <= _NOTING else words


def _without_exceptions(words: Sequence[Word]) -> Sequence[Word]:
    """“DNS is at Lumen, except for example.org, …”: what is excepted is said nothing of."""
    for at, word in enumerate(words[1:], 1):
        pair = (word.low, words[at + 1].low if at + 1 < len(words) else "")
        if words[at - 1].text in {",", "("} and (word.low in _EXCEPTING or pair in _EXCEPTING_TWO):
            end = next((end for end in range(at, len(words)) if words[end].text in {")", ";"}), len(words))
            return [*words[: at - 1], *words[end + (end < len(words) and words[end].text == ")") :]]
    return words


def _wrapped(words: Sequence[Word]) -> str:
    """“We doubt that …”, “nobody knows whether …”, “it would be good if …”."""
    lead = words[:_LONGEST_LEAD]
    at = next((at for at, word in enumerate(lead) if word.low in _OPEN | {"that"} and at), 0)
    if not at or words[0].low in _IF or any(word.is_mark for word in lead[:at]):
        return ""
    for word in reversed(lead[:at]):
        why = _WRAPPED.get(word.low, "")
        if why == WISHED and words[at].low == "that" and word.low not in {"hope", "hopes", "wish", "wishes"}:
            continue  # “It is good that Ada runs it”: she does.
        if why and not (word.low in _KNOWING and words[at].low == "that"):
            return why
    return ""


def _behind(words: Sequence[Word]) -> str:
    """“…, I believe.”, “…, or so they say.”"""
    plain = [word for word in outside(words) if word.text not in {".", ";"}]
    lows = [word.low for word in plain]
    said = len(lows) > 3 and plain[-3].text == "," and lows[-2] in {"i", "we"} and lows[-1] in _BEHIND
    return DOUBTED if said or ("or", "so") in zip(lows[-5:], lows[-4:], strict=False) else ""
