"""Whether a clause says what is. Plans, wishes, doubts, conditions, the past and the negative do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bailiwick.adapters.prose.rules.english.words import Word, wordset

_NEGATIVE = wordset(
    "not no never nobody none neither nor without isn't aren't doesn't don't wasn't cannot can't won't "
    "nothing isn’t aren’t doesn’t don’t hardly barely scarcely seldom"
)
_PLANNED = wordset(
    "foreseen envisaged pending "
    "will plan plans planned planning intend intends intended shall soon someday eventually going migrating "
    "considering proposal proposed future upcoming tbd goal aim aims prepare preparing scheduled-to 'll"
)
_WISHED = wordset(
    "should want wants would wish hope hopes hopefully ideally like-to prefer could nice better need needs must ought"
)
_DOUBTED = wordset(
    "may might maybe perhaps probably possibly seems seem apparently supposedly allegedly unclear unsure "
    "presumably whether think believe say rumoured rumored claims claim reportedly assume suppose imagine guess "
    "suspect reckon heard"
)
_CONDITIONAL = wordset("emergency if unless when whenever until once")
#: What follows one of these says why, not when.
_REASONS = frozenset({"so", "because", "since"})
_PAST = wordset(
    "was were had did formerly previously originally historically ago earlier used-to past former stopped ceased quit "
    "ditched abandoned rid"
)
_LATE_PAST = wordset("until anymore")

#: Words and whole titles of sections in which nothing holds now.
PLANS = wordset(
    "planned plans planning todo ideas roadmap wishlist wishes future upcoming proposals proposed wanted wish"
)
PASTS = wordset(
    "retired former gone decommissioned history historical past deprecated obsolete removed graveyard discontinued"
)
#: Titles of several words that say the same, wherever they stand in one.
PLANNING_TITLE = re.compile(
    r"\b(?:going to|(?:would|might|could) (?:like|be|look|do)|not yet|next year|to be done|still to do|"
    r"under discussion|"
    r"coming soon|in preparation|migration plan|some ?day|one day|open (?:questions?|points?|issues))\b|"
    r"^(?:open|dreams?|drafts?|proposals?|alternatives?)$"
)
PAST_TITLE = re.compile(
    r"\b(?:(?:were|was|we|have) tried|no longer|switched off|turned off|shut ?down|(?:gave|given) up|used to|"
    r"was before|old (?:days|setup)|"
    r"(?:before|until|till) (?:19|20)\d\d|previous(?:ly)?|earlier|rejected|discarded|abandoned)\b|"
    r"^(?:dead|formerly|declined|closed(?: \w+)?|(?:(?:in )?the )?attic)$"
)
TO_DO = frozenset({"to do", "to-do", "what is missing", "open points", "next steps", "known problems"})

_TARIFFS = wordset(
    "libre sponsored donated discounted hobby nonprofit gold silver free paid business basic standard hosted community "
    "open-source pro premium starter team family"
)

#: Before “to” these leave open whether it came to that.
_UNDONE = wordset(
    "offered tried agreed asked invited supposed meant expected due about promised willing ready able keen happy "
    "likely forgot failed refuses refuse reluctant unwilling unable "
    "going set hoping wanting wishing refused decided volunteered proposed thinking free glad prepared attempted"
)
#: What is “known to be” so is so; what “continues to be” too.
_KNOWN = wordset("known happens happen turned out one person people continues continue")
#: What was not taken up.
_DECLINED = wordset("declined rejected refused considered discussed evaluated dismissed abandoned")

PLANNED = "says what is planned, not what is"
WISHED = "a wish, not what is"
DOUBTED = "says it with a doubt"
NEGATIVE = "says what is not so"
_OFFERED = "an offer or an attempt, not what is"
CONDITIONAL = "holds only under a condition"
PAST = "says what was, not what is"
QUESTION = "a question"


def refusal(before: Sequence[Word], trigger: Sequence[Word], after: Sequence[Word], *, past: bool, case: bool) -> str:
    """Why a clause states no fact, or nothing. `before` begins where the clause begins."""
    lead = [*_lows(before), *_lows(trigger)]
    rest = _lows(after)
    rest = rest[: next((at for at, low in enumerate(rest) if low in _REASONS), len(rest))]
    own = {word.low for word in trigger}
    pairs = set(pairwise(lead))
    if _NEGATIVE & {*lead, *rest[:1]}:
        return NEGATIVE
    if ("no", "longer") in pairwise(rest) or _LATE_PAST & set(rest):
        return PAST
    if _used_to(lead) or (_PAST & set(lead) and not past):
        return PAST
    if (_PLANNED - {"shall"} if case else _PLANNED) & set(lead) or (_is_to_be(lead) and not case):
        return PLANNED
    if case:
        return ""
    if any(first in _UNDONE and second == "to" for first, second in pairs) or _DECLINED & {*lead, *rest}:
        return _OFFERED
    return _weaker(set(lead) - own, set(lead), set(rest))


def undone(words: Sequence[Word]) -> str:
    """Why what hangs on these words is not so either: “It isn't a MediaWiki on heron, | looked after by Ada”."""
    why = refusal(words, (), (), past=True, case=False)
    return "" if why == PAST else why


def _weaker(before: set[str], lead: set[str], rest: set[str]) -> str:
    if _WISHED & before:
        return WISHED
    if _DOUBTED & before:
        return DOUBTED
    if _CONDITIONAL & (lead | rest):
        return CONDITIONAL
    if {"soon", "eventually", "someday"} & rest:
        return PLANNED
    return ""


def _lows(words: Sequence[Word]) -> list[str]:
    """Words in lower case; “May” is a month, “a free plan at Lumen” is none of ours, “for nothing” denies nothing."""
    return [
        "tariff" if _is_tariff(words, at) else word.low
        for at, word in enumerate(words)
        if word.text != "May" and not (word.low == "nothing" and words[at - 1].low == "for")
    ]


def _is_tariff(words: Sequence[Word], at: int) -> bool:
    return words[at].low == "plan" and at > 0 and words[at - 1].low in _TARIFFS


def _used_to(lows: Sequence[str]) -> bool:
    """“used to be”, but not “is used to host”."""
    return any(
        pair == ("used", "to") and (at == 0 or lows[at - 1] not in {"is", "are", "be", "also", "currently", "being"})
        for at, pair in enumerate(pairwise(lows))
    )


def _is_to_be(lows: Sequence[str]) -> bool:
    """“is to be hosted”, “is said to be hosted”, but not “is known to be hosted”."""
    return any(pair == ("to", "be") and at > 0 and lows[at - 1] not in _KNOWN for at, pair in enumerate(pairwise(lows)))


def mood_of(words: Sequence[Word]) -> str:
    """What keeps a whole sentence from being understood, for the list of what was not."""
    all_lows = _lows(words)
    lows = set(all_lows)
    if _used_to(all_lows) or ("no", "longer") in pairwise(all_lows):
        return PAST
    if _is_to_be(all_lows):
        return PLANNED
    if any(first in _UNDONE and second == "to" for first, second in pairwise(all_lows)):
        return _OFFERED
    for marks, why in (
        (_PLANNED, PLANNED),
        (_WISHED, WISHED),
        (_NEGATIVE, NEGATIVE),
        (_DOUBTED, DOUBTED),
        (_PAST, PAST),
    ):
        if marks & lows:
            return why
    return ""
