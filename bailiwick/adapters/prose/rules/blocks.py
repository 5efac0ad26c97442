"""The blocks of a section: paragraphs, lists, lines of “Key: value”, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from bailiwick.adapters.prose.rules.clauses.mood import PAST
from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.items import outside
from bailiwick.adapters.prose.rules.english.words import words_of
from bailiwick.adapters.prose.rules.keyed.key import told_by_keyed_list
from bailiwick.adapters.prose.rules.lists.beside import things_listed, titles_keys
from bailiwick.adapters.prose.rules.lists.entries import (
    are_keys,
    are_machines,
    are_people,
    are_ways,
    as_list,
    is_entry,
    is_pairs,
)
from bailiwick.adapters.prose.rules.lists.entry import Waiting
from bailiwick.adapters.prose.rules.lists.introduced import INTRODUCES, announcing, below_both, lead_of, titled_lead
from bailiwick.adapters.prose.rules.lists.leads import Lead
from bailiwick.adapters.prose.rules.lists.lines import Things, read_text
from bailiwick.adapters.prose.rules.lists.list_entries import read_item
from bailiwick.adapters.prose.rules.relations.clause import NO_RELATION
from bailiwick.adapters.prose.rules.sections.scope import mood_of_titles
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.rules.tables.grids import read_grid
from bailiwick.adapters.prose.tree import Block, Grid, Item, Listing, Paragraph, Skipped, Text

_LONGEST_TITLE = 7
#: “(2007 – 2010)”, “(Jan 2007 - Dec 2010)”.
_YEARS = re.compile(r"\((?:\w{3,9} )?(?:19|20)\d\d ?[-–—] ?(?:\w{3,9} )?(?:19|20)\d\d\)")


def read_blocks(blocks: Sequence[Block], here: Here, title: Text | None = None, above: Text | None = None) -> None:
    """Say what the blocks of a section say, in order; lists of any depth."""
    mine = here.scope.things if here.scope.category in {"host", "service"} else ()
    here.listed = things_listed(blocks, here) or (mine if len(mine) > 1 else ())
    waiting = _queue(blocks, (), titled_lead(title, here, above))
    while waiting:
        next_one = waiting.pop()
        what = next_one.what
        here.focus = here.recent = ()
        here.opened, here.is_entry = len(here.said), isinstance(what, Item)
        if isinstance(what, Paragraph) and is_entry(what.text, here):
            waiting.append(Waiting(Item(what.text), None, next_one.about))
        elif isinstance(what, Paragraph):
            read_text(what.text, here, next_one.about, opens=next_one.opens)
        elif isinstance(what, Grid) and (are_ways(what) or is_pairs(what, here)):
            waiting.append(Waiting(as_list(what), next_one.before, next_one.about))
        elif isinstance(what, Grid):
            read_grid(what, here)
        elif isinstance(what, Skipped):
            here.not_understood(what.line, what.text, what.why)
        elif isinstance(what, Listing) and (why := _mood_above(next_one.before)):
            for item in what.items:
                here.not_understood(item.text.line, item.text.text, why)
        elif isinstance(what, Listing):
            lead = below_both(lead_of(next_one.before, here) if next_one.before is not None else None, next_one.lead)
            lead = (
                replace(lead, kind="host", titled=False)
                if lead is not None and lead.titled and are_machines(what)
                else lead
            )
            key = next_one.before or (title if here.scope.category == "aspect" and here.scope.above else None)
            if told_by_keyed_list(key, what, next_one.about, here):
                continue
            spoken = bool(next_one.about or here.scope.things or here.scope.above)
            keys = are_keys(what, spoken=spoken, announced=here.scope.category == "category:service")
            named = are_people(what, here)
            shared = Waiting(what, next_one.before, next_one.about, lead, keys=keys, people=named)
            waiting += [replace(shared, what=item) for item in reversed(what.items)]
        else:
            before = len(here.said) + here.repeated
            about = read_item(what, next_one, here)
            if what.text.text and len(here.said) + here.repeated == before:
                here.not_understood(what.text.line, what.text.text, INTRODUCES if what.blocks else NO_RELATION)
            waiting += _queue(what.blocks, about or next_one.about, announcing(what.text), what.text)


def _mood_above(before: Text | None) -> str:
    """Why nothing in a list holds now: “Former servers:”, “First wiki (2007 – 2010):” is like a title above it."""
    line = before.text.strip() if before is not None else ""
    words = list(words_of(line))
    if not line.endswith(":") or len(outside(words)) > _LONGEST_TITLE or any(clauses(words)):
        return ""
    return PAST if _YEARS.search(line) else mood_of_titles((line,))


def _queue(
    blocks: Sequence[Block], about: Things, lead: Lead | None = None, before: Text | None = None
) -> list[Waiting]:
    """Blocks, last first, each with the paragraph before it; `lead`: what a title says of every list below it."""
    queued: list[Waiting] = []
    titled = False
    for block, after in zip_longest(blocks, blocks[1:]):
        titling = titles_keys(block, after) if not about else None
        if titling is not None:
            queued.append(Waiting(titling, before, about, lead))
        elif not titled:
            queued.append(Waiting(block, before, about, lead, opens=isinstance(after, Listing)))
        titled = titling is not None
        before = block.text if isinstance(block, Paragraph) else None
    return queued[::-1]
