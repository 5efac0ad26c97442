"""Tables of what comes from whom: “Supplier | What for | Who has the account”.

| cell                                        | says                                             |
|---------------------------------------------|--------------------------------------------------|
| forum, chat bridge, wiki.example.org        | each is there                                    |
| DNS and registration of example.org         | who has the names of what is named behind “of”   |
| monitoring of the wiki and the forum        | both are watched                                 |
| watches the wiki, the forum                 | a verb holds for all that is listed behind it    |
| mailboxes of the staff                      | a service with what it is for in its name        |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bailiwick.adapters.prose.rules.clauses.mood import mood_of
from bailiwick.adapters.prose.rules.english.items import Item, items, until
from bailiwick.adapters.prose.rules.english.words import Word, spell, words_of, wordset
from bailiwick.adapters.prose.rules.lists.given import DOING, gift_sort, tell_gift
from bailiwick.adapters.prose.rules.names.gazetteer import DUTIES, PROVIDERS, ROLES
from bailiwick.adapters.prose.rules.names.shapes import is_domain, known
from bailiwick.adapters.prose.rules.slots.services import address_name, services
from bailiwick.adapters.prose.rules.statements.telling import Found, Here
from bailiwick.adapters.prose.tree import Grid, Text
from bailiwick.lib.statements import Thing

#: Heads of the column of suppliers; below the others its cells have to tell.
_HEADS = wordset("supplier suppliers party parties firm firms vendor vendors hoster hosters")
_MAY_BE = _HEADS | wordset("account accounts provider providers company companies sponsor sponsors")
#: “What it does for us”, “What for”: heads above what comes from there.
WHAT_FOR = re.compile(
    r"what (?:for|(?:it|they|he|she) |we |do we |does it |is it for|comes from|from )|used for|for what\b"
)
#: “Who has the account”, “In whose name”: heads above people who keep what one has with a firm.
WHOSE_ACCOUNT = re.compile(
    r"(?:who|people|those) (?:has|have|holds|hold|keeps|owns|with) (?:the )?"
    r"(?:account|password|login|key|credential|contract)s?"
    r"|in whose name|whose (?:account|name|login)|account (?:with|of|is)"
)
_OF = frozenset({"of", "for"})
#: What is said of everything that is listed behind it.
_SHARED = frozenset({"monitored_by", "fronted_by"})
_NAMES = frozenset({"registrar", "dns_hosted_by"})
_MAILS = wordset("mail mailbox mailboxes e-mail email newsletter newsletters mailings")
_ARTICLES = wordset("the our a an all its their")
_LONGEST_USE = 4


def supplier_column(grid: Grid, headers: Sequence[str], purposes: Sequence[bool]) -> int | None:
    """The column of suppliers, in a table that says what comes from each."""
    if not any(purposes):
        return None
    for at, head in enumerate(headers):
        low = head.strip(" :").lower()
        cells = [list(words_of(row[at].text)) for row in grid.rows if at < len(row)]
        houses = sum((one := known(cell[:4], PROVIDERS)) is not None and one[0] == 0 for cell in cells)
        if not purposes[at] and (low in _HEADS or (low in _MAY_BE and houses > 1 and 2 * houses >= len(cells))):
            return at if at == 0 or purposes[0] else None
    return None


def read_supplied(supplier: Thing, cell: Text, here: Here) -> bool:
    """What a cell says comes from a supplier."""
    words = until(list(words_of(cell.text)), frozenset({";", "."}))
    if not words or mood_of(words):
        return False
    told, shared = False, ""
    listed = list(items(words))
    for at, item in enumerate(listed):
        head, use = _cut(item.words)
        predicate = DOING.get(item.words[0].low, "") if item.words else ""
        if predicate:
            use = item.words[1:]
        else:
            predicate = gift_sort(head)
            use = use or (_cut(listed[at + 1].words)[1] if predicate in _NAMES and at + 1 < len(listed) else ())
        if predicate in _SHARED | _NAMES and use:
            told |= _tell(use, predicate, supplier, here, cell)
            shared = predicate if predicate in _SHARED else ""
        elif shared and not predicate:
            told |= _tell(item.words, shared, supplier, here, cell)
        else:
            told |= _tell_there(item, head, use, supplier, here, cell)
    return told


def _cut(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
    """“monitoring | the wiki”"""
    head = until(words, _OF)
    return head, words[len(head) + 1 :]


def _tell(use: Sequence[Word], predicate: str, supplier: Thing, here: Here, cell: Text) -> bool:
    told = False
    for thing, at in _meant(use, "domain" if predicate in _NAMES else "service", here):
        told |= here.relate(thing, predicate, Found(supplier, at), cell, "table")
    return told


def _meant(words: Sequence[Word], kind: str, here: Here) -> Iterator[tuple[Thing, int]]:
    """What is named: an address, or what the page calls a service: “the wiki”, “www”."""
    named = [word for word in words if word.low not in {"the", "our"} and not word.is_mark]
    if len(named) == 1 and is_domain(named[0]):
        yield Thing(kind, address_name(named[0])), named[0].start
    elif len(named) == 1 and named[0].low in here.glossary.labels:
        yield Thing("service", here.glossary.labels[named[0].low]), named[0].start
    elif kind == "service":
        yield from ((found.thing, found.at) for found in services(words, here))


def _tell_there(item: Item, head: Sequence[Word], use: Sequence[Word], supplier: Thing, here: Here, cell: Text) -> bool:
    """What is there: “mailboxes of the staff”, “translation of the texts”, or any other gift."""
    words = item.words
    if len(words) > 1 and words[0].low.endswith("s") and words[1].low in _ARTICLES:
        return False  # “sends the forum's mail”
    plain = [word for word in use if not word.is_mark]
    of = len(words) > len(head) and words[len(head)].low == "of"
    if of and head and head[-1].low in _MAILS | DUTIES | ROLES and 0 < len(plain) <= _LONGEST_USE:
        name = spell([word for word in item.words if not word.is_mark])
        return here.relate(Thing("service", name), "hosted_by", Found(supplier, item.words[0].start), cell, "table")
    return tell_gift(supplier, item, here, cell)
