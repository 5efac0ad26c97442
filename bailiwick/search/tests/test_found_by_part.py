"""A thing is found by its name, any part of it, and any beginning of a part."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from ..queries import find, suggest
from .desk import refs, thing

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


@pytest.fixture(autouse=True)
def _desk() -> None:
    thing(
        "service/pypi", "PyPI", "The Python Package Index, monitored day and night", names=["pypi.org", "Cheese Shop"]
    )
    thing("host/mail.python.org", "mail.python.org", "Postfix; write to infra@example.org")
    thing("host/speed.python.org", "speed.python.org", "Benchmarks")
    thing("service/speed.python.org", "speed.python.org", "Performance over time")
    thing("data-centre/nyc1", "NYC1", "Digital Ocean's first in New York")
    thing("provider/digitalocean", "DigitalOcean", "Rents machines")
    thing("person/zoe", "Zoë Ångström", "Looks after the wiki")


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("pypi", "service/pypi"),
        ("PyPI", "service/pypi"),
        ("pyp", "service/pypi"),
        ("pypi.org", "service/pypi"),
        ("cheese shop", "service/pypi"),
        ("shop", "service/pypi"),
        ("mail.python.org", "host/mail.python.org"),
        ("mail", "host/mail.python.org"),
        ("mail.pyth", "host/mail.python.org"),
        ("python.org", "host/mail.python.org"),
        ("org", "host/mail.python.org"),
        ("infra@example.org", "host/mail.python.org"),
        ("infra", "host/mail.python.org"),
        ("infr*", "host/mail.python.org"),
        ("inf", "host/mail.python.org"),
        ("nyc1", "data-centre/nyc1"),
        ("nyc", "data-centre/nyc1"),
        ("digital ocean", "provider/digitalocean"),
        ("ocean", "provider/digitalocean"),
        ("zoe angstrom", "person/zoe"),
        ("ÅNGSTRÖM", "person/zoe"),
        ("monitoring", "service/pypi"),
        ("monitor", "service/pypi"),
        ('"package index"', "service/pypi"),
        ("index package", "service/pypi"),
        ("monit*", "service/pypi"),
    ],
)
def test_it_is_among_the_hits(text: str, ref: str) -> None:
    assert ref in refs(find(NOBODY, text))


@pytest.mark.parametrize("text", ['"index package"', "pypi -cheese", "mail -python.org", "nothinglikeit", "host:pypi"])
def test_it_is_not(text: str) -> None:
    assert not {"service/pypi", "host/mail.python.org"} & {*refs(find(NOBODY, text))}


def test_no_word_is_too_common_to_be_looked_for() -> None:
    assert {*refs(find(NOBODY, "the"))} == {"service/pypi", "person/zoe"}


def test_a_name_that_is_two_things_lists_both_and_the_kind_decides() -> None:
    assert {*refs(find(NOBODY, "speed.python.org"))} == {"host/speed.python.org", "service/speed.python.org"}
    assert refs(find(NOBODY, "host:speed.python.org")) == ["host/speed.python.org"]
    assert refs(find(NOBODY, "kind:service speed")) == ["service/speed.python.org"]
    assert refs(find(NOBODY, "service/speed.python.org")) == ["service/speed.python.org"]
    assert refs(find(NOBODY, "speed", kinds=["host"])) == ["host/speed.python.org"]


def test_a_kind_alone_lists_its_things_by_name() -> None:
    assert refs(find(NOBODY, "kind:host")) == ["host/mail.python.org", "host/speed.python.org"]
    assert refs(find(NOBODY, "", kinds=["person"])) == ["person/zoe"]


def test_suggestions_begin_as_typed_whole_names_first() -> None:
    assert [each.ref for each in suggest(NOBODY, "py")] == [
        "service/pypi",
        "host/mail.python.org",
        "host/speed.python.org",
        "service/speed.python.org",
    ]
    assert [each.ref for each in suggest(NOBODY, "python.o", limit=1)] == ["host/mail.python.org"]
    assert [each.ref for each in suggest(NOBODY, "host:sp")] == ["host/speed.python.org"]
    assert suggest(NOBODY, " ") == suggest(NOBODY, "%") == suggest(NOBODY, "_") == []
