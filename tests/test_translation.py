"""Every text a reader sees went past a translator, and the compiled texts are those of the source."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.test import Client
from django.utils import translation
from django.utils.dates import MONTHS

from tests.pseudo import pseudo, pseudo_locale, unwrapped

LOCALE = Path(__file__).parents[1] / "bailiwick" / "locale"
LANGUAGES = sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir())
#: Pages that need no data; the journeys of each room walk its own with `unwrapped`.
PAGES = ["/no-such-page/", "/account/login/", "/account/signup/", "/account/password/reset/"]


def test_the_strange_language_keeps_placeholders_and_markup() -> None:
    assert pseudo("%(n)s days <b>ago</b>") == "⟦%(n)s ďäÿš <b>ägö</b>⟧"


def test_text_outside_of_brackets_is_found_wherever_it_stands() -> None:
    html = '<p>⟦öñë <b>ťwö⟧</b> three <time>⟦4⟧</time></p><img alt="five"><code>six</code><i translate="no">seven</i>'
    assert unwrapped(html) == ["three", "five"]
    assert unwrapped(html, {"three", "five"}) == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_pages_say_nothing_that_no_translator_saw(address: str, tmp_path: Path, client: Client) -> None:
    with pseudo_locale(tmp_path) as code:
        page = client.get(address, headers={"Accept-Language": code})
    assert "⟦" in page.text
    assert unwrapped(page.text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_texts_are_those_of_the_source(language: str) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO((folder / "django.po").read_bytes()), locale=language))
    assert compiled.getvalue() == (folder / "django.mo").read_bytes(), "run make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_their_placeholders(language: str) -> None:
    catalog = read_po(BytesIO((LOCALE / language / "LC_MESSAGES" / "django.po").read_bytes()), locale=language)
    wrong = []
    for message in catalog:
        sources = message.id if isinstance(message.id, (list, tuple)) else [message.id]
        answers = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        for answer in answers:
            if message.id and answer and places(answer) not in [places(source) for source in sources]:
                wrong.append(answer)
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_texts_stand_before_those_of_other_packages(language: str) -> None:
    catalog = read_po(BytesIO((LOCALE / language / "LC_MESSAGES" / "django.po").read_bytes()), locale=language)
    with translation.override(language):
        overruled = [m.id for m in catalog if isinstance(m.id, str) and m.id and not m.context
                     and m.string and translation.gettext(m.id) != m.string]  # fmt: skip
    assert overruled == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_ours_is_taken_for_a_month(language: str) -> None:
    catalog = read_po(BytesIO((LOCALE / language / "LC_MESSAGES" / "django.po").read_bytes()), locale=language)
    with translation.override(None):
        months = [str(name) for name in MONTHS.values()]
    assert [name for name in months if catalog.get(name)] == []


def places(text: str) -> set[str]:
    """The placeholders of a text."""
    return set(re.findall(r"%\(\w+\)[sd]|\{\w*\}", text))
