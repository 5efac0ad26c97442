"""Sentences without a subject beside a list: “Managed by Lumen.” above names of domains is said of each of them.

A line that is only a name above keys is the title of these: “heron.example.org”, and below it “Provider: Lumen”.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bailiwick.adapters.prose.rules.clauses.patterned import clauses
from bailiwick.adapters.prose.rules.english.words import Sentence, Word, unmarked, words_of, wordset
from bailiwick.adapters.prose.rules.lists.entries import are_keys
from bailiwick.adapters.prose.rules.names.kinds import is_plain_service, is_short_name
from bailiwick.adapters.prose.rules.names.shapes import is_capital, is_domain
from bailiwick.adapters.prose.rules.statements.telling import Here
from bailiwick.adapters.prose.tree import Block, Item, Listing, Paragraph
from bailiwick.lib.statements import Thing

#: What a sentence begins with whose subject is what the title announces.
_DONE = wordset(
    "managed hosted served powered registered maintained run runs paid kept housed administered owned operated "
    "deployed delivered built generated provided sponsored donated monitored located based bought uses fronted cached"
)
#: “Static HTML, served by …”
_MADE = wordset("static plain simple")
_ALL = wordset("all they these those both each everything")
_OF = wordset("of them these those the sites domains services lists machines servers websites ones")
_COPULAS = wordset("are is were")
_MOST = 20
_LONGEST_TITLE = 5


def things_listed(blocks: Sequence[Block], here: Here) -> tuple[Thing, ...]:
    """What the one list of a section names that itself names nothing: an address or a service in each entry."""
    lists = [block for block in blocks if isinstance(block, Listing)]
    announced = here.scope.category in {"category:service", "category:domain", "aspect", "page"}
    if not announced or here.scope.things or here.scope.mood or len(lists) != 1 or not lists[0].items:
        return ()
    domains = here.scope.category == "category:domain"
    named = [_named(item, domains=domains) for item in lists[0].items]
    things = tuple(thing for thing in named if thing is not None)
    return things if len(things) == len(named) <= _MOST else ()


def _named(item: Item, *, domains: bool) -> Thing | None:
    words = list(words_of(item.text.text))
    end = next((at for at, word in enumerate(words) if word.text in {"(", "–", "—", "-", ":"}), len(words))
    name = [word for word in words[:end] if word.low not in {"the", "our"}]
    if len(name) == 1 and is_domain(name[0]):
        return Thing("domain" if domains else "service", name[0].text.strip("/"))
    plain = bool(name) and not domains and is_plain_service(name)
    return Thing("service", " ".join(word.text for word in name)) if plain else None


def without_subject(sentence: Sentence) -> Sentence | None:
    """“All of them are hosted at Lumen” → “hosted at Lumen”; nothing where the sentence says what it is about."""
    words = list(sentence.words)
    if words and words[0].low in _ALL:
        if words[0].start:
            return None  # of what the sentence before named
        at = next((at for at, word in enumerate(words[:6]) if word.low in _COPULAS), None)
        between = words[1:at] if at is not None else words[1:2]
        if any(word.low not in _OF | _ALL for word in between) and at is not None:
            return None
        words = words[at + 1 :] if at is not None else words[1:]
        while words and words[0].low in _ALL | {"currently", "now", "also"}:
            words = words[1:]
    made = bool(words) and words[0].low in _MADE
    if not words or not (words[0].low in _DONE or made) or not any(clauses(words)):
        return None
    return replace(sentence, words=_behind_comma(words) if made else tuple(words))


def _behind_comma(words: Sequence[Word]) -> tuple[Word, ...]:
    """“Static HTML, served by Caddy” → “served by Caddy”."""
    at = next((at for at, word in enumerate(words) if word.text == ","), -1)
    return tuple(words[at + 1 :])


def titles_keys(block: Block, after: Block | None) -> Item | None:
    """A paragraph that is only a name, with a list of keys below it, as an entry of its own."""
    if not isinstance(block, Paragraph) or not isinstance(after, Listing) or not are_keys(after, spoken=True):
        return None
    words = [word for word in words_of(block.text.text) if word.text not in {":", "."}]
    name = unmarked(words)
    plain = 0 < len(name) <= _LONGEST_TITLE and not any(clauses(words)) and is_short_name(name)
    named = plain and (is_domain(name[0]) or is_capital(name[0]) or len(name) == 1)
    return Item(block.text, (after,)) if named else None
