"""Whether words mean what a section is about, something akin to it, or another one: a mirror, the old website."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bailiwick.adapters.prose.rules.english.function_words import DETERMINERS
from bailiwick.adapters.prose.rules.english.words import Word, wordset
from bailiwick.adapters.prose.rules.names.shapes import is_capital
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.lib.statements import Thing

_STEM = 5
#: With one of these a subject is not what its section is about.
OTHER_ONE = wordset(
    "unofficial bridge test staging demo replica standby fallback former previous predecessor bot bots script scripts "
    "cron cronjob exporter exporters crawler importer bridges cupboard cellar cage drawer attic closet mirror mirrors"
)
#: Made for a system or a program, they are no part of the service: “the Debian packages”.
_ADDITIONS = wordset(
    "packaging package packages installer installers port ports plugin plugins extension extensions client clients "
    "add-on add-ons binding bindings"
)
#: “Its archive” is not the forum, and “its predecessor” is another.
KIN = wordset("archive archives predecessor successor fork copy mirror replacement ancestor clone")


def is_another(words: Sequence[Word], here: Here) -> bool:
    """“Its predecessor”, “the staging wiki”, “the old website”: another one than the section's."""
    if len(words) == 2 and words[0].low in {"its", "their"} and words[1].low in KIN:
        return True
    if here.scope.category != "service":
        return False
    title = {part.lower() for thing in here.scope.things for part in thing.name.split()}
    other = {word.low for word in words} & OTHER_ONE - title
    if len(words) > 1 and words[-1].low in {"version", "edition"} and words[-2].low not in DETERMINERS:
        return True  # “The development version …” is one of several.
    return bool(other) or _is_addition(words, here) or about_the_old(words, here)


def about_the_old(words: Sequence[Word], here: Here) -> bool:
    """“The old website …” below “Website”: what is said is not said of the one that there is."""
    lows = [word.low for word in words[:2]]
    titled = any("old" in thing.name.lower().split() for thing in here.scope.things)
    return here.scope.category == "service" and lows in (["the", "old"], ["our", "old"], ["its", "old"]) and not titled


def _is_addition(words: Sequence[Word], here: Here) -> bool:
    """“The Debian packaging” below “Source code”: made for something else, and by others."""
    return any(
        word.low in _ADDITIONS and is_capital(before) and before.start > here.begin
        and not akin_to([word], here.scope.things)
        for before, word in pairwise(words)
    )  # fmt: skip


def akin_to(words: Sequence[Word], things: tuple[Thing, ...]) -> bool:
    """“the build server” below “Builds”."""
    starts = {part.lower()[:_STEM] for thing in things for part in thing.name.split() if len(part) >= _STEM}
    parts = {part.lower().rstrip("s") for thing in things for part in thing.name.split()}
    return any(word.low[:_STEM] in starts or word.low.rstrip("s") in parts for word in words)


def of_another_sort(words: Sequence[Word], things: tuple[Thing, ...]) -> bool:
    """“the nightly builds” below “Continuous builds”."""
    name = [word.low for word in words if word.low not in DETERMINERS]
    titles = [thing.name.lower().split() for thing in things]
    return len(name) > 1 and any(len(title) > 1 and title[-1] == name[-1] and title[0] != name[0] for title in titles)
