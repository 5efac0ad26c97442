"""The texts of the product, for translators: extract them, bring each language up to date, compile.

python scripts/messages.py            extract, update bailiwick/locale/<language>/…/django.po, compile to .mo
python scripts/messages.py --check    change nothing; exit 1 and say so if a run would change something
python scripts/messages.py --missing de            print what German lacks, as JSON {text: ""}
python scripts/messages.py --fill de answers.json  take answers from such a file; plural forms divided by |
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "bailiwick" / "locale"
#: In place of the dates of the header, so that a run without news changes nothing.
THE_DAY = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {
    "_": None,
    "_T": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def main() -> int:
    """Bring every language up to date, or only look."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--missing", metavar="LANGUAGE")
    parser.add_argument("--fill", nargs=2, metavar=("LANGUAGE", "FILE"))
    options = parser.parse_args()
    if options.fill:
        fill(options.fill[0], json.loads(Path(options.fill[1]).read_text(encoding="utf-8")))
    check = options.check
    template = extracted()
    if options.missing:
        print(json.dumps(dict.fromkeys(missing(options.missing, template), ""), ensure_ascii=False, indent=0))
        return 0
    stale = [path for language in languages() for path in update(language, template, check)]
    print(f"{len(template)} texts, {', '.join(languages())}")
    for path in stale:
        print(f"{'out of date' if check else 'written'}: {path.relative_to(ROOT)}")
    return 1 if check and stale else 0


def languages() -> list[str]:
    """The languages that have a folder."""
    return sorted(folder.name for folder in LOCALE.iterdir() if (folder / "LC_MESSAGES").is_dir())


def extracted() -> Catalog:
    """Every text in the code and the templates, with the files it stands in (no line numbers: they only make noise)."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]  # Babel has no types there
    template = Catalog(charset="utf-8", creation_date=THE_DAY)
    found = extract_from_dir(
        ROOT, methods, options, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    for file, _line, text, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        if "/tests/" not in file:
            template.add(text, None, [(file, 0)], auto_comments=comments, context=context)
    return template


def update(language: str, template: Catalog, check: bool) -> list[Path]:
    """The files of one language that changed, or would."""
    folder = LOCALE / language / "LC_MESSAGES"
    old = (folder / "django.po").read_bytes() if (folder / "django.po").exists() else b""
    catalog = read_po(BytesIO(old), locale=language)
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    catalog.header_comment = f"# Texts of Bailiwick: {language}"
    catalog.project, catalog.version, catalog.fuzzy = "Bailiwick", "1", False
    catalog.creation_date = catalog.revision_date = THE_DAY
    catalog.last_translator = catalog.language_team = catalog.msgid_bugs_address = "Bailiwick"
    source, compiled = BytesIO(), BytesIO()
    write_po(source, catalog, sort_by_file=True, include_lineno=False, omit_header=False, width=100)
    write_mo(compiled, catalog)
    return [
        path
        for path, data in ((folder / "django.po", source.getvalue()), (folder / "django.mo", compiled.getvalue()))
        if put(path, data, check)
    ]


def missing(language: str, template: Catalog) -> list[str]:
    """The texts without an answer in this language."""
    catalog = read_po(BytesIO((LOCALE / language / "LC_MESSAGES" / "django.po").read_bytes()), locale=language)
    catalog.update(template, no_fuzzy_matching=True)
    return [singular(message) for message in catalog if message.id and not answered(message)]


def fill(language: str, answers: dict[str, str]) -> None:
    """Put the answers into the language's file where there are none yet."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    catalog = read_po(BytesIO(path.read_bytes()), locale=language)
    catalog.update(extracted(), no_fuzzy_matching=True)
    for message in catalog:
        answer = answers.get(singular(message), "")
        if message.id and answer and not answered(message):
            message.string = answer if isinstance(message.id, str) else tuple(answer.split("|"))
    with path.open("wb") as file:
        write_po(file, catalog)


def singular(message: Message) -> str:
    """The text, or its first form."""
    return str(message.id if isinstance(message.id, str) else message.id[0])


def answered(message: Message) -> bool:
    """Whether every form of it has a translation."""
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def put(path: Path, data: bytes, check: bool) -> bool:
    """Write it if it differs; whether it does."""
    if path.exists() and path.read_bytes() == data:
        return False
    if not check:
        path.write_bytes(data)
    return True


if __name__ == "__main__":
    sys.exit(main())
