"""The documents of an object are replaced together, and what is gone is gone everywhere."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction

from .. import documents
from ..documents import Doc, forget, index, keys_of, refresh
from ..models import Document, Name
from ..queries import find, suggest
from .desk import put, refs, thing

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def test_old_words_and_names_no_longer_find_it() -> None:
    number = thing("service/wiki", "Wiki", "MoinMoin on python two")
    put(Doc("service", "service/wiki", "Knowledge base", body="rewritten"), number=number)
    assert not find(NOBODY, "moinmoin").hits
    assert [each.title for each in suggest(NOBODY, "wiki")] == ["Knowledge base"]  # by its slug
    assert refs(find(NOBODY, "rewritten")) == ["service/wiki"]
    assert Document.objects.count() == 1


def test_forgetting_leaves_no_row_behind() -> None:
    number = thing("service/wiki", "Wiki", "words")
    assert forget("catalog", [number]) == 1
    assert forget("catalog", [number]) == 0
    assert not Document.objects.exists()
    assert not Name.objects.exists()
    assert not find(NOBODY, "words").hits


def test_the_same_again_writes_nothing() -> None:
    docs = {n: [Doc("host", f"host/{n}", f"n{n}")] for n in (1, 2)}
    assert index("catalog", docs) == 2
    ids = {*Document.objects.values_list("pk", flat=True)}
    assert index("catalog", docs) == 0
    assert {*Document.objects.values_list("pk", flat=True)} == ids


def test_rooms_do_not_touch_each_other() -> None:
    index("catalog", {1: [Doc("host", "host/a", "alpha")]})
    index("tracker", {1: [Doc("issue", "issue/1", "alpha is down")]})
    forget("catalog", [1])
    assert refs(find(NOBODY, "alpha")) == ["issue/1"]


def test_a_failure_in_the_middle_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    number = thing("service/wiki", "Wiki", "before")

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(documents, "_name_rows", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        put(Doc("service", "service/wiki", "Wiki", body="after"), number=number)
    assert refs(find(NOBODY, "before")) == ["service/wiki"]
    assert not find(NOBODY, "after").hits


def test_the_index_holds_exactly_the_documents() -> None:
    for n in range(30):
        put(Doc("host", f"host/{n}", f"n{n}", body="one two"), number=n % 10)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_fts (search_fts, rank) VALUES ('integrity-check', 1)")
    assert find(NOBODY, "two").total_capped == 10


def test_the_rooms_above_are_asked_for_their_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    def contribute(ids: list[int]) -> dict[int, list[Doc]]:
        return {number: [Doc("host", f"host/{number}", f"asked {number}")] for number in ids}

    contribute.__module__ = "bailiwick.catalog.search_documents"
    monkeypatch.setattr(documents, "contributors", lambda purpose: (contribute,))
    assert refresh([5, 6]) == 2
    assert Document.objects.filter(room="catalog").count() == 2


def test_keys_of_a_name_are_its_ends() -> None:
    assert keys_of("mail.python.org", "", "host/mail.python.org") == {"mailpythonorg": 0, "pythonorg": 1, "org": 1}
    assert keys_of("DigitalOcean", "DO", "provider/digitalocean") == {"digitalocean": 0, "ocean": 1, "do": 0}
