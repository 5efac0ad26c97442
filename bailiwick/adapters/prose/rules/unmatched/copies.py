"""Where copies are kept, and with which program they are made: what is said of backups, in whatever words.

“heron is backed up to crane every night” and “copies go to Lumen” say something of the backups, not of heron.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.plain import cut_at
from bailiwick.adapters.prose.rules.english.function_words import COPULAS, DETERMINERS
from bailiwick.adapters.prose.rules.english.items import items, outside, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset
from bailiwick.adapters.prose.rules.names.gazetteer import FORMS, PROVIDERS, SOFTWARE
from bailiwick.adapters.prose.rules.names.kinds import is_machine_name
from bailiwick.adapters.prose.rules.names.shapes import is_capital, is_domain, known
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_NAMES = wordset("backup backups back-up back-ups recovery disaster snapshots")
_KINDS = wordset("backup backups back-ups copies dumps snapshots")
#: What is done with copies; with “backup” in the sentence or above it, that says where they are.
_MOVING = wordset(
    "go goes kept stored held written sent pushed dumped saved taken made done run runs copies copied copy backs "
    "stores keeps holds synced sync'd rsynced uploaded transferred replicated secured put land lands end live lives "
    "stay"
)
#: What is done with anything: of copies only where they are spoken of.
_KEEPING = wordset("kept stored held made done run runs live stay stores keeps holds go goes")
_SPOKEN = _KINDS | wordset("they it these this everything all both them dumps one each ones")
_LEAD = 4
_ONTO, _WITH = wordset("to on onto at in"), wordset("with using by via through")
_PREPOSITIONS = _ONTO | _WITH | wordset("from of for into as after before since")
_BREAKS = wordset("; but while which who where whose because so if when")
_OFTEN = wordset("every each once twice nightly daily weekly hourly monthly overnight")
_FINITE = COPULAS | {"can"}
#: Behind these stands whoever keeps them, not a program.
_PAST_TENSE = wordset("restored restore restoring tested test lost")
BACKUPS = Thing("service", "Backups")


def told_of_copies(words: Sequence[Word], here: Here, source: Text) -> bool:
    """Say where the backups are and what makes them; False when the sentence is about something else."""
    title = set(here.scope.titles[-1].lower().split()) if here.scope.titles else set()
    keyed = len(words) > 2 and words[0].low in _NAMES and words[1].text == ":"
    entry = any(thing.name.lower() in _NAMES for thing in (*here.about, *here.focus[:1]) if here.is_entry)
    titled = (bool(_NAMES & title) and not title & {"and", "&", ","}) or keyed or entry
    if here.scope.category == "service" and not _NAMES & title:
        return False  # Of one service only: of the backups at large it says nothing.
    told = False
    for part in _parts(words[2:] if keyed else words):
        if _speaks_of_copies([word.low for word in part], titled=titled) and not mood_of(part):
            told |= _kept(part, here, source)
    return told


def _parts(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    first = 0
    for at, word in enumerate(words):
        if word.low in _BREAKS:
            yield words[first:at]
            first = at + 1
    yield words[first:]


def _speaks_of_copies(lows: Sequence[str], *, titled: bool) -> bool:
    """“… is backed up to”, “backups go to”; below “Backups” also “copied to”, and words without a verb."""
    pairs = set(pairwise(lows))
    if _PAST_TENSE & set(lows):
        return False
    if ("backed", "up") in pairs or ("back", "up") in pairs or ("backs", "up") in pairs:
        return True
    if titled:
        said = set(lows) & _MOVING
        return bool(said - _KEEPING or (said and _SPOKEN & set(lows[:_LEAD]))) or not _FINITE & set(lows)
    return bool(_KINDS & set(lows[:4])) and "backup" in " ".join(lows) and bool(_MOVING & set(lows))


def _kept(words: Sequence[Word], here: Here, source: Text) -> bool:
    told = False
    words = outside(words)
    verb = next((at for at, word in enumerate(words) if word.low in _MOVING | {"backed"}), 0)
    passive = any(word.low == "backed" for word in words)
    phrases = list(cut_at(words, _PREPOSITIONS))
    for (preposition, phrase), (following, _) in zip_longest(phrases, phrases[1:], fillvalue=("", [])):
        late = bool(phrase) and phrase[0].start > words[verb].start
        if (preposition in _ONTO and verb and not late) or (passive and not preposition and not late):
            continue
        listed = list(items(until(phrase, frozenset({".", ":"}))))
        if preposition in _ONTO and following in _ONTO and len(listed) > 1:
            listed.pop()  # “the wiki to heron, the forum to crane”: the last is copied, too.
        for item in listed:
            for predicate, found in _said(preposition, item.words, here):
                told |= here.relate(BACKUPS, predicate, found, source, "backed up")
    return told


def _said(preposition: str, words: Sequence[Word], here: Here) -> Iterator[tuple[str, Found]]:
    """The one machine, provider or program that is known to be one."""
    kept = [word for word in until(words, _OFTEN) if word.low not in DETERMINERS and not word.is_mark]
    while len(kept) > 1 and kept[0].low in FORMS:
        kept = kept[1:]
    program, house = known(kept, SOFTWARE), known(kept, PROVIDERS)
    if not kept:
        return
    if house is not None and house[0] == 0 and preposition in _ONTO:
        yield "hosted_by", Found(Thing("provider", house[2]), kept[0].start)
    elif preposition in _ONTO and len(kept) == 1 and _is_machine(kept[0], here):
        yield "hosted_by", Found(Thing("host", kept[0].text), kept[0].start)
    elif program is not None and program[0] == 0 and preposition in _WITH | {""}:
        name = spell(kept) if all(is_capital(word) for word in kept) else program[2]
        yield "uses_software", Found(Thing("software", name), kept[0].start)


def _is_machine(word: Word, here: Here) -> bool:
    numbered = any(letter.isdigit() for letter in word.text) and is_machine_name(word)
    return word.text in here.hosts or is_domain(word) or numbered
