"""Lines that introduce a list: what they say of its entries, and how those look that end without a colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.words import Word, sentences, wordset
from bailiwick.adapters.prose.rules.names.kinds import kind_said
from bailiwick.adapters.prose.tree import Text
from bailiwick.lib.statements import Thing

_PRESENTING = wordset("these here below following the")
_HAVING = wordset("have run runs host keep own rent use maintain operate")
_LONGEST_NOUN = 4


@dataclass(frozen=True, slots=True)
class Lead:
    """What a line says of the entries below it: that they are at `holder`, that `keeper` looks after them, or
    whatever stands around them.

    `kind` is what its noun calls them, if it has one.
    """

    source: Text
    kind: str = ""
    holder: Thing | None = None
    before: tuple[Word, ...] = ()
    after: tuple[Word, ...] = ()
    keeper: Thing | None = None
    #: A title is looser than a sentence: not everything below it is there.
    titled: bool = False

    @property
    def says_something(self) -> bool:
        """Whether it says more than of which kind the entries are."""
        return self.holder is not None or self.keeper is not None or bool(self.before or self.after)


def presenting(text: Text) -> Lead | None:
    """“These are the domains, which are paid for by Ada.” above a list, without a colon."""
    last = list(sentences(text))[-1:]
    words = [word for word in last[0].words if word.text not in {",", "."}] if last else []
    if len(words) < _LONGEST_NOUN or words[0].low not in _PRESENTING or mood_of(words):
        return None
    are = next((at for at, word in enumerate(words[:_LONGEST_NOUN]) if word.low == "are"), None)
    relative = next((at for at, word in enumerate(words) if word.low in {"which", "that"}), None)
    if are is None or relative is None or relative > are + 1 + _LONGEST_NOUN:
        return None
    kind = kind_said(words[relative - 1].low)
    after = words[relative + 1 :]
    fits = (
        kind in {"service", "domain", "host"} and bool(after) and after[0].low in {"are", "is"} and any(clauses(after))
    )
    return Lead(text, kind, after=tuple(after)) if fits else None


def kind_we_have(words: Sequence[Word]) -> str:
    """“The servers we run”: of which kind they are."""
    ours = len(words) > 2 and words[-2].low == "we" and words[-1].low in _HAVING
    noun = words[-4] if ours and words[-3].low in {"that", "which"} and len(words) > 3 else words[-3] if ours else None
    return kind_said(noun.low) if noun is not None else ""
