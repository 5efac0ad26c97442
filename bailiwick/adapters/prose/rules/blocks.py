"""The blocks of a section: paragraphs, lists, lines of “Key: value”, tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bailiwick.adapters.prose.rules.clauses import clauses
from bailiwick.adapters.prose.rules.gazetteer import VAGUE
from bailiwick.adapters.prose.rules.grids import read_grid
from bailiwick.adapters.prose.rules.keyed import split_key, tell
from bailiwick.adapters.prose.rules.keys import key_of
from bailiwick.adapters.prose.rules.members import read_member, team_of
from bailiwick.adapters.prose.rules.names import is_capital, is_domain, is_url
from bailiwick.adapters.prose.rules.scope import title_name
from bailiwick.adapters.prose.rules.sentence import read_sentence
from bailiwick.adapters.prose.rules.telling import Here
from bailiwick.adapters.prose.rules.words import Sentence, Word, sentences, words_of
from bailiwick.adapters.prose.tree import Block, Grid, Item, Listing, Paragraph, Skipped, Text
from bailiwick.lib.statements import Thing

_DASHES = frozenset({"–", "—", "-", "--", ":"})
_LONGEST_NAME = 5
Things = tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A block or an entry that is still to be read, what introduced it and what it hangs on."""

    what: Block | Item
    lead: str = ""
    about: Things = ()


def read_blocks(blocks: Sequence[Block], here: Here) -> None:
    """Say what the blocks of a section say, in order; lists of any depth."""
    waiting = _queue(blocks, ())
    while waiting:
        next_one = waiting.pop()
        what = next_one.what
        if isinstance(what, Paragraph):
            read_text(what.text, here, next_one.about)
        elif isinstance(what, Grid):
            read_grid(what, here)
        elif isinstance(what, Skipped):
            here.not_understood(what.line, what.text, what.why)
        elif isinstance(what, Listing):
            waiting += [_Waiting(item, next_one.lead, next_one.about) for item in reversed(what.items)]
        else:
            about = _read_item(what, next_one, here)
            waiting += _queue(what.blocks, about or next_one.about)


def _queue(blocks: Sequence[Block], about: Things) -> list[_Waiting]:
    """Blocks, last first, each with the paragraph before it."""
    lead = ""
    queued: list[_Waiting] = []
    for block in blocks:
        queued.append(_Waiting(block, lead, about))
        lead = block.text.text if isinstance(block, Paragraph) else ""
    return queued[::-1]


def read_text(text: Text, here: Here, about: Things = ()) -> None:
    """Say what the sentences of a text say."""
    for sentence in sentences(text):
        _read_one(sentence, here, about)


def _read_one(sentence: Sentence, here: Here, about: Things) -> None:
    target, rest, key = split_key(sentence.words)
    things = about or here.scope.things or here.scope.above
    if target and not target.endswith("/name") and rest and tell(things, target, rest, here, sentence.source, key):
        return
    titled = key_of(here.scope.titles[-1]) if here.scope.category == "aspect" and here.scope.titles else ""
    if (
        titled
        and not any(clauses(sentence.words))
        and tell(things, titled, sentence.words, here, sentence.source, here.scope.titles[-1])
    ):
        return
    read_sentence(sentence, here, about)


def _read_item(item: Item, waiting: _Waiting, here: Here) -> Things:
    """One entry of a list; what it is about, for what hangs below it."""
    words = list(words_of(item.text.text))
    if not words:
        return waiting.about
    team = team_of(waiting.lead, here) if not waiting.about else None
    if team is not None and read_member(item.text, team, here):
        return ()
    if split_key(words)[0] and not split_key(words)[0].endswith("/name"):
        read_text(item.text, here, waiting.about)
        return waiting.about
    named, at = _named(words, here)
    if named is not None:
        _read_rest(words, at, named, item, here)
        return (named,)
    if item.blocks and not any(clauses(words)):
        thing = _thing(words, here)
        if thing is not None:
            return (thing,)
    read_text(item.text, here, waiting.about)
    return waiting.about


def _named(words: Sequence[Word], here: Here) -> tuple[Thing | None, int]:
    """“Name — what is said of it”, “Name: …”, “Name (…)”."""
    for at, word in enumerate(words[: _LONGEST_NAME + 1]):
        if at and (word.text in _DASHES or word.text == "(") and at + 1 < len(words):
            if word.text != "(" or words[-1].text in {")", "."}:
                return _thing(words[:at], here), at + 1
            return None, 0
    return None, 0


def _thing(words: Sequence[Word], here: Here) -> Thing | None:
    if not words or len(words) > _LONGEST_NAME or any(word.low in VAGUE for word in words):
        return None
    kind = here.scope.category.partition(":")[2] or here.scope.category
    kind = kind if kind in {"service", "provider", "host", "domain", "data-centre"} else "service"
    first = words[0]
    plain = is_capital(first) or is_domain(first) or is_url(first) or kind == "host" or len(words) == 1
    name = title_name(words)
    return Thing(kind, name) if plain and name and not any(clauses(words)) else None


def _read_rest(words: Sequence[Word], at: int, named: Thing, item: Item, here: Here) -> None:
    """What stands behind the name, with the name as its subject."""
    held: list[Word] = []
    for word in words[at:]:
        held.append(word)
        if word.text in {".", ";", "!", "?"}:
            _read_one(Sentence(tuple(held), item.text, word.text), here, (named,))
            held = []
    if any(not word.is_mark for word in held):
        _read_one(Sentence(tuple(held), item.text), here, (named,))
