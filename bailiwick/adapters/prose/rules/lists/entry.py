"""What is known of a block or an entry of a list before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from bailiwick.adapters.prose.rules.english.words import Word
from bailiwick.adapters.prose.rules.lists.leads import Lead
from bailiwick.adapters.prose.rules.lists.lines import Things
from bailiwick.adapters.prose.tree import Block, Item, Text


@dataclass(frozen=True, slots=True)
class Waiting:
    """A block or an entry that is still to be read, what introduced it and what it hangs on."""

    what: Block | Item
    before: Text | None = None
    about: Things = ()
    lead: Lead | None = None
    #: A list follows.
    opens: bool = False
    #: The list is one of keys and values: what stands before a colon in it names nothing.
    keys: bool = False
    #: The entries begin with people's names.
    people: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry, its words, and the key that they begin with, if any."""

    item: Item
    words: list[Word]
    waiting: Waiting
    target: str
    key: str

    @property
    def about(self) -> Things:
        """What it hangs on."""
        return self.waiting.about

    @property
    def may_name(self) -> bool:
        """Whether what stands before a colon may be a name: no key, or one that is a noun too."""
        return not self.target or self.target.endswith("/name")
