"""What a firm or a program does: “Lumen handles incoming mail”, “We send mail using Lumen”, “Lumen for code review”.

What it says is told by the job (`uses`), whichever way round it is put.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.plain import PREPOSITIONS
from bailiwick.adapters.prose.rules.english.function_words import ADVERBS, BREAKS, DETERMINERS, FINITE, MODALS, WE
from bailiwick.adapters.prose.rules.english.items import outside, until
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import HOUSES, SOFTWARE
from bailiwick.adapters.prose.rules.names.shapes import known
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.rules.unmatched.uses import Use, tell_use, used_for
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Statement, Thing
from bailiwick.lib.text import fold_name

_ENDS = BREAKS | {"."}
_FINITE = FINITE | MODALS | {"do", "does", "did"}
#: What one does with a thing by means of another.
_DOING = wordset(
    "send sends sending host hosts hosting run runs running keep keeps keeping store stores storing manage manages "
    "publish publishes serve serves handle handles track tracks collect organise organize coordinate receive operate "
    "maintain deliver distribute relay process archive"
)
_MEANS = wordset("using via through with on at in by")
#: What a firm or a program does for somebody, with the verb as `uses` knows it.
_HANDLING = {
    f"{stem}{ending}": stem
    for stem in (
        *("handle", "provide", "manage", "run", "host", "serve", "deliver", "store", "send", "relay", "operate"),
        *("cache", "protect"),
    )
    for ending in ("", "s")
}
_LONGEST_NAME = 5


def told_of_jobs(words: Sequence[Word], here: Here, source: Text, said: Sequence[object]) -> bool:
    """Say what is done by what, unless this sentence has `said` something of it."""
    taken = {fold_name(one.object.name) for one in said if isinstance(one, Statement) and one.object is not None}
    plain = [word for word in outside(words) if word.low not in ADVERBS]
    if mood_of(words) or not plain:
        return False
    uses = [use for use in _uses(plain) if fold_name(use.names[0].thing.name) not in taken]
    told = [tell_use(use, here, source, use.verb) for use in uses]
    return any(told)


def _uses(words: Sequence[Word]) -> Iterator[Use]:
    at = next((at for at, word in enumerate(words) if word.low in _DOING and _is_ours(words[:at])), None)
    if at is not None:
        yield from _done_with(words[at:])
        return
    who, behind = _who(words) or _coined(words) or (None, 0)
    if who is None:
        return
    if words[behind].low == "for" and not _FINITE & {word.low for word in words}:
        yield used_for((who,), until(words[behind + 1 :], _ENDS))
    else:
        yield from _handled(who, words[behind:])


def _is_ours(before: Sequence[Word]) -> bool:
    return bool(before) and before[-1].low in WE - {"our", "ours"}


def _who(words: Sequence[Word]) -> tuple[Found, int] | None:
    """A well-known name at the beginning, and how many words it has; something has to follow."""
    for names, kind in ((HOUSES, "provider"), (SOFTWARE, "software")):
        one = known(words[:_LONGEST_NAME], names)
        if one is not None and one[0] == 0 and one[1] < len(words):
            return Found(Thing(kind, one[2]), words[0].start), one[1]
    return None


def _coined(words: Sequence[Word]) -> tuple[Found, int] | None:
    """“PixelBadger for …”: with a capital inside it is somebody's product, and nobody."""
    name = words[0].text
    odd = name.isalpha() and any(one.isupper() for one in name[1:]) and any(one.islower() for one in name)
    named = odd and len(words) > 1 and words[1].low == "for"
    return (Found(Thing("software", name), words[0].start), 1) if named else None


def _done_with(words: Sequence[Word]) -> Iterator[Use]:
    """“send outgoing mail using Foo”, “keep all names at Foo”: nothing else stands between."""
    at = next((at for at, word in enumerate(words) if at > 1 and (word.low in _MEANS or word.is_mark)), None)
    if at is None or words[at].is_mark or {"from", "to"} & {word.low for word in words[:at]}:
        return
    who = _who([*(word for word in words[at + 1 :] if word.low not in DETERMINERS), words[at]])
    if who is not None:
        yield Use((who[0],), "", words[1:at])


def _handled(who: Found, words: Sequence[Word]) -> Iterator[Use]:
    """“(Foo) handles incoming mail”, “(Foo), a cloud, provides continuous integration for the project”."""
    at = next((at for at, word in enumerate(words) if word.low in _HANDLING), None)
    between = words[: at or 0]
    plain = not between or between[0].text == between[-1].text == "," or between[0].low == "themselves"
    if at is not None and plain and words[at + 1 : at + 2] and words[at + 1].low not in PREPOSITIONS:
        yield Use((who,), _HANDLING[words[at].low], until(words[at + 1 :], _ENDS))
