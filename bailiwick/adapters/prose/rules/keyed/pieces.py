"""What stands behind a name, cut into what is said one after the other: “MoinMoin, hosted by Lumen (owner: Ada)”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.function_words import ARROWS
from bailiwick.adapters.prose.rules.english.keys import key_of
from bailiwick.adapters.prose.rules.english.words import Word
from bailiwick.adapters.prose.rules.keyed.key import split_key
from bailiwick.adapters.prose.rules.names.shapes import begins_name

ENDS = frozenset({".", ";", "!", "?"})
_BREAKS = frozenset({"–", "—"}) | ARROWS
#: “The old one, made with Foo, …” is about that one to its end.
_ANOTHER = frozenset({"old", "older", "former", "previous", "other", "second", "next", "new"})
#: How many commas are looked at, and how far behind each.
_COMMAS = 4
_WINDOW = 12


def pieces(words: Sequence[Word], *, inside: bool = False) -> Iterator[tuple[Word, ...]]:
    """The pieces in order, each with the mark that ends it. `inside`: the words begin in parentheses."""
    held: list[Word] = []
    commas = depth = 0
    for at, word in enumerate(words):
        depth += word.text == "("
        closing = word.text == ")" and depth == 0 and inside
        depth = max(0, depth - (word.text == ")"))
        cut = word.text == "," and depth == 0 and commas < _COMMAS and _begins_anew(held, words[at + 1 : at + _WINDOW])
        commas += word.text == ","
        if word.text in ENDS:
            held.append(word)
        keyed = word.text == "(" and bool(split_key(words[at + 1 : at + _WINDOW])[0])
        inside = inside or keyed
        depth -= keyed
        if word.text in ENDS or cut or closing or keyed or (word.text in _BREAKS and depth == 0):
            inside = inside and not closing
            yield from _finished(held)
            held = []
        else:
            held.append(word)
    yield from _finished(held)


def _begins_anew(held: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether behind a comma stands a key, or a verb without a subject behind words that have none."""
    if split_key(rest)[0] and ":" in {word.text for word in rest}:
        return True
    if len(held) > 1 and held[0].low in {"the", "our", "its", "a", "an"} and held[1].low in _ANOTHER:
        return False
    if len(rest) > 1 and key_of(rest[0].low).endswith("/people") and begins_name(rest[1]):
        return True
    first = next(clauses(rest), None)
    return first is not None and not first.before and not any(clauses(held))


def _finished(held: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    first = next((at for at, word in enumerate(held) if not word.is_mark or word.text == "("), len(held))
    if any(not word.is_mark for word in held[first:]):
        yield tuple(held[first:])
