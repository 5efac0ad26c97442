"""“All machines”, “our servers”, “every host listed here”: all of what a community has is the community."""

from __future__ import annotations

from collections.abc import Sequence

from bailiwick.adapters.prose.rules.english.words import Word, spell, wordset

_ALL = wordset("all every everything our the each virtual physical dedicated own other")
_SETS = wordset(
    "machines servers hosts services everything vms boxes systems machine server host service alerts alarms"
)
SEVERAL_MACHINES = wordset("machines servers hosts nodes")
#: What says only where one reads of them.
_LISTED = wordset("here above below listed mentioned that we have on this page")
_EXCEPTING = wordset("except but apart excluding besides")


def is_everything(lows: Sequence[str]) -> bool:
    """“all machines”, “our servers”, “every host”, but not “the service”."""
    several = lows[-1].endswith(("s", "everything")) or bool({"every", "each", "all"} & set(lows))
    return lows[-1] in _SETS and set(lows) <= _ALL | _SETS and several


def is_all_machines(lows: Sequence[str]) -> bool:
    """“Servers”, “all our machines”: what a page without a name of its own calls all that it has."""
    return lows[-1] in SEVERAL_MACHINES and set(lows) <= _ALL | SEVERAL_MACHINES


def every_machine(words: Sequence[Word]) -> bool:
    """“All servers”, “every machine listed here”, “all hosts except heron”: the community's, whatever is spoken of."""
    lows = [word.low for word in words[: _end(words)]]
    while lows and lows[-1] in _LISTED:
        lows.pop()
    several = len(lows) > 1 and lows[0] in {"all", "every", "each"} and is_everything(lows)
    return several or (lows == ["everything"] and len(words) > 1)


def exception(words: Sequence[Word]) -> str:
    """“except heron”, as it was written."""
    return spell(words[_end(words) :])


def _end(words: Sequence[Word]) -> int:
    return next((at for at, word in enumerate(words) if word.low in _EXCEPTING), len(words))
