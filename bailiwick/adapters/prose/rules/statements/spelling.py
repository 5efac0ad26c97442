"""One spelling for each name of a page: “Digital Ocean” and “DigitalOcean” are one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bailiwick.lib.statements import NotUnderstood, Statement, Thing
from bailiwick.lib.text import fold_name


def one_spelling(said: Iterable[Statement | NotUnderstood]) -> Iterator[Statement | NotUnderstood]:
    """The same statements; each thing under the first spelling that the page has for it; addresses are as they are."""
    first: dict[tuple[str, str], Thing] = {}

    def spelled(thing: Thing) -> Thing:
        address = "." in thing.name and " " not in thing.name
        return first.setdefault((thing.kind, thing.name.lower() if address else fold_name(thing.name)), thing)

    for one in said:
        if isinstance(one, Statement):
            yield replace(one, subject=spelled(one.subject), object=spelled(one.object) if one.object else None)
        else:
            yield one
