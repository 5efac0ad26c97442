"""An invented desk for the tests of this room: documents, readers, kinds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from bailiwick.accounts.models import User
from bailiwick.search.documents import Doc, index
from bailiwick.search.queries import Results

ROOM = "catalog"
_numbers = count(1)


def kinds() -> dict[str, str]:
    """What the catalog would contribute."""
    return {"service": "services", "host": "hosts", "person": "people"}


def put(*docs: Doc, number: int | None = None) -> int:
    """Index documents of one object; its number."""
    number = next(_numbers) if number is None else number
    index(ROOM, {number: docs})
    return number


def thing(ref: str, title: str = "", body: str = "", names: Iterable[str] = (), **more: int) -> int:
    """One object with one document for everybody."""
    return put(
        Doc(
            kind=ref.partition("/")[0],
            ref=ref,
            title=title or ref.partition("/")[2],
            names=tuple(names),
            body=body,
            **more,
        )
    )


def refs(results: Results) -> list[str]:
    """The refs of the hits in their order."""
    return [hit.ref for hit in results.hits]


def someone(handle: str = "mara", person: int | None = None) -> User:
    """An account."""
    return User.objects.create_user(f"{handle}@example.org", handle, person_id=person)
