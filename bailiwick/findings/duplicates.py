"""Pages that may be one thing: suggestions for people, who decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from bailiwick.access import Level
from bailiwick.accounts.models import User
from bailiwick.catalog.models import Alias
from bailiwick.catalog.vocabulary import KINDS
from bailiwick.catalog.when import NEVER

from .found import Found, Need
from .ground import Ground, sure
from .models import Finding
from .names import Key, fits, keys

SCHEMES = ("name", "aka", "account", "mail")
#: An address or a name that so many share says nothing about two of them.
COMMON = 8
#: Places of the table that counts keys; so many names are read at a time.
PLACES, STEP = 1 << 23, 5_000


class Spelling(NamedTuple):
    """One name of one thing, and the class of readers who may know it."""

    thing: int
    kind: str
    scheme: str
    value: str
    hidden: int


Pair = tuple[int, int]
Meeting = list[tuple[Spelling, Key]]


def duplicates(ground: Ground) -> Iterator[Found]:
    """Every pair that shares a ground, with the grounds that most readers may know of."""
    if ground.part is not None and not ground.part.names:
        return
    pairs: dict[Pair, dict[str, Need]] = defaultdict(dict)
    for bucket in _buckets(ground):
        for pair, word, need in _meetings(bucket):
            known = pairs[pair].get(word)
            if known is None or need.weight < known.weight:
                pairs[pair][word] = need
    for (one, other), grounds in sorted(pairs.items()):
        need = min(grounds.values(), key=lambda need: need.weight)
        shown = tuple(sorted(word for word, each in grounds.items() if each == need))
        yield Found(Finding.Kind.DUPLICATE, one, other, need=need, grounds=shown)


def _buckets(ground: Ground) -> Iterator[Meeting]:
    """Names that share a key. A first reading counts keys in a table of fixed size, the second keeps the frequent ones.

    So memory does not grow with the names: what stands alone in the table is alone.
    """
    table = bytearray(PLACES)
    for place, _spelling, _key in _placed(ground):
        at = hash(place) % PLACES
        table[at] = min(2, table[at] + 1)
    found: dict[tuple[str, str, str], Meeting] = defaultdict(list)
    for place, spelling, key in _placed(ground):
        if table[hash(place) % PLACES] > 1:
            found[place].append((spelling, key))
    yield from (bucket for bucket in found.values() if len(bucket) > 1)


def _placed(ground: Ground) -> Iterator[tuple[tuple[str, str, str], Spelling, Key]]:
    """Every key of every name, with the place where equal ones meet."""
    for spelling in _spellings(ground):
        for key in keys(spelling.kind, spelling.scheme, spelling.value):
            yield (spelling.kind, key.ground, key.word), spelling, key


def _meetings(bucket: Meeting) -> Iterator[tuple[Pair, str, Need]]:
    if len({spelling.thing for spelling, _key in bucket}) > COMMON:
        return
    for (one, key), (other, its) in combinations(bucket, 2):
        if one.thing != other.thing and fits(key, its):
            first, second = sorted((one, other))
            yield (first.thing, second.thing), key.ground, Need(_class(first), _class(second))


def _class(spelling: Spelling) -> int:
    """What is guessed about a person is for staff at least."""
    return max(spelling.hidden, Level.STAFF if KINDS[spelling.kind].about_a_person else 0)


def _spellings(ground: Ground) -> Iterator[Spelling]:
    """All that things are called: names, handles and mail addresses, a few thousand at a time."""
    names = Alias.objects.filter(
        scheme__in=SCHEMES,
        recorded_at__lt=NEVER,
        superseded_at=NEVER,
        entity__recorded_at__lt=NEVER,
        entity__superseded_at=NEVER,
        visibility__lt=Level.SELF,
    )
    columns = ("pk", "entity_id", "entity__kind", "scheme", "value", "visibility", "entity__visibility")
    last = 0
    while rows := list(names.filter(pk__gt=last).order_by("pk").values_list(*columns)[:STEP]):
        for _pk, thing, kind, scheme, value, own, hidden in rows:
            yield Spelling(thing, kind, scheme, value, max(own, hidden))
        last = rows[-1][0]
    yield from _written_to(ground)
    for person, handle in User.objects.filter(person_id__isnull=False).values_list("person_id", "handle"):
        yield Spelling(person or 0, "person", "account", handle, Level.STAFF)


def _written_to(ground: Ground) -> Iterator[Spelling]:
    claims = sure(ground.day).filter(predicate="mail", value__isnull=False, subject__superseded_at=NEVER)
    columns = ("subject_id", "subject__kind", "value", "visibility", "subject__visibility")
    for thing, kind, value, own, hidden in claims.values_list(*columns):
        if max(own, hidden) < Level.SELF:
            yield Spelling(thing, kind, "mail", value, max(own, hidden))
