"""Write `docs/reference.md`, every command, duty, event and word of the catalog, and the table in `docs/roles.md`.

python scripts/reference.py           write it
python scripts/reference.py --check   change nothing; exit 1 if a run would change something
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bailiwick.catalog.vocabulary import Predicate

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "reference.md"
ROLES = ROOT / "docs" / "roles.md"
HEAD = """# Reference

Made from the code by `make reference`; a test says when it is out of date. Settings are in [run.md](run.md),
permissions in [roles.md](roles.md); [api.md](api.md) explains how to talk to the API.
"""


def main() -> None:
    """Write or compare."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bailiwick.settings")
    os.environ.setdefault("BAILIWICK_DATA", tempfile.mkdtemp())
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    for target, text in ((TARGET, reference()), (ROLES, roles())):
        if "--check" not in sys.argv:
            target.write_text(text)
        elif target.read_text() != text:
            sys.exit(f"docs/{target.name} is out of date; `make reference` writes it")


def roles() -> str:
    """The page about roles with the rows of its table made anew; a role includes the ones before it."""
    from bailiwick.access.words import WORDS
    from bailiwick.permissions import PERMISSIONS, RELATIONS
    from bailiwick.permissions import ROLES as IN_ORDER

    def marks(cells: tuple[str, ...]) -> Iterator[str]:
        for at in range(len(IN_ORDER)):
            yield "●" if set(IN_ORDER[: at + 1]) & set(cells) else ""
        yield from ("●" if who in cells else "" for who in RELATIONS)

    lines = ROLES.read_text().splitlines()
    first = next(at for at, each in enumerate(lines) if each.startswith("| `"))
    rest = [each for each in lines[first:] if not each.startswith("| `")]
    rows = [line((code(action), str(WORDS[action]), *marks(cells))) for action, cells in PERMISSIONS.items()]
    return "\n".join([*lines[:first], *rows, *rest]) + "\n"


def reference() -> str:
    """The whole page."""
    parts = [HEAD]
    for title, head, rows in sections():
        parts += [f"\n## {title}\n", line(head), line("---" for _ in head), *(line(row) for row in rows)]
    return "\n".join(parts) + "\n"


def sections() -> Iterator[tuple[str, tuple[str, ...], Iterable[tuple[str, ...]]]]:
    """(title, head of the table, rows)."""
    from bailiwick.catalog.vocabulary import KINDS, PREDICATES
    from bailiwick.clock import CLOCK
    from bailiwick.reactions import REACTIONS

    yield "Commands", ("command", "what it does"), commands()
    yield "Addresses of the API", ("address", "verb", "scope", "what it does"), addresses()
    yield "Duties", ("duty", "every", "does"), ((d.name, every(d.seconds), code(d.path)) for d in CLOCK)
    yield "Events", ("event", "who reacts"), ((code(kind), each(paths)) for kind, paths in REACTIONS.items())
    yield (
        "Kinds of entity",
        ("kind", "label", "many"),
        ((code(k.name), str(k.label), str(k.plural)) for k in KINDS.values()),
    )
    yield (
        "Predicates",
        ("predicate", "label", "family", "said of", "names or holds", "at a time", "confirmed for"),
        (predicate(p) for p in PREDICATES.values()),
    )


def commands() -> Iterator[tuple[str, str]]:
    """Ours, not Django's."""
    from django.core.management import get_commands, load_command_class

    for name, app in sorted(get_commands().items()):
        if str(app).startswith("bailiwick"):
            shown = name.replace("_", "-")
            yield code(f"bailiwick {shown}"), load_command_class(str(app), name).help.splitlines()[0]


def addresses() -> Iterator[tuple[str, ...]]:
    """What stands in `/api/v1/openapi.json`."""
    from bailiwick.urls import api

    for path, verbs in sorted(api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items()):
        for verb, operation in verbs.items():
            yield code(path), verb.upper(), code(operation.get("x-scope", "read")), operation.get("summary", "")


def predicate(p: Predicate) -> tuple[str, ...]:
    """One word of the catalog."""
    holds = each(p.object_kinds) if p.is_relation else str(p.value_type)
    days = f"{p.ttl_days} days" if p.ttl_days else "ever"
    return code(p.name), str(p.label), p.family, each(p.subject_kinds), holds, "one" if p.one else "many", days


def every(seconds: int) -> str:
    """A time between two runs, for people."""
    return f"{seconds // 86_400} d" if seconds % 86_400 == 0 else f"{seconds} s"


def each(words: Iterable[str]) -> str:
    """Several words of the program; `*` stands for any."""
    return ", ".join("any" if word == "*" else code(word) for word in words) or "nobody"


def code(word: str) -> str:
    """A word of the program."""
    return f"`{word}`"


def line(cells: Iterable[str]) -> str:
    """One row of a table."""
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
