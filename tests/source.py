"""The product's source as syntax trees, for the tests that keep the house in order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "bailiwick"

#: From the roof down. A room imports rooms on lower floors only; rooms on one floor don't know each other.
#: `events` stands above `jobs` because the journal is a queue too, and there is one lease.
FLOORS: tuple[frozenset[str], ...] = tuple(
    frozenset(floor.split())
    for floor in (
        "settings urls panels reactions clock cli wsgi health duties apps models management __main__",
        "exchange",
        "findings",
        "tracker",
        "catalog",
        "search",
        "accounts",
        "subscriptions work",
        "work",
        "outbox",
        "access",
        "events",
        "jobs",
        "api web",
        "permissions adapters",
        "lib",
    )
)
DEPTH = {room: depth for depth, rooms in enumerate(FLOORS) for room in rooms}
#: What the floors don't say: adapters know nothing but `lib`, and the version stands at the top for everybody.
FOR_EVERYBODY = frozenset({"__version__"})


@dataclass(frozen=True)
class Module:
    """One file of the product."""

    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        """Its path from the top of the checkout."""
        return str(self.path.relative_to(ROOT))

    @property
    def room(self) -> str:
        """The folder or the file directly below `bailiwick/`."""
        return self.path.relative_to(PACKAGE).parts[0].removesuffix(".py")

    def functions(self) -> Iterator[ast.FunctionDef]:
        """The functions at the top of the file."""
        return (node for node in self.tree.body if isinstance(node, ast.FunctionDef))

    def imports(self) -> Iterator[tuple[int, str]]:
        """(line, dotted path below `bailiwick`) of everything it imports from the product, relative ones resolved."""
        package = ("bailiwick", *self.path.relative_to(PACKAGE).parts[:-1])
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, name.name) for name in node.names if name.name.startswith("bailiwick."))
            elif isinstance(node, ast.ImportFrom):
                base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
                whole = ".".join(part for part in (base, node.module or "") if part)
                if whole == "bailiwick":
                    yield from ((node.lineno, f"bailiwick.{name.name}") for name in node.names)
                elif whole.startswith("bailiwick."):
                    yield (node.lineno, whole)


@cache
def modules() -> tuple[Module, ...]:
    """Every file of the product without its tests and migrations."""
    files = (file for file in sorted(PACKAGE.rglob("*.py")) if not {"tests", "migrations"} & set(file.parts))
    return tuple(
        Module(file, ast.parse(file.read_text(), str(file))) for file in files if file != PACKAGE / "__init__.py"
    )


def room_of(dotted: str) -> str:
    """`bailiwick.catalog.models` is in `catalog`."""
    return dotted.split(".")[1]


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Every call of a function of that name, however it was imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) == name:
            yield node


def called(node: ast.Call) -> str:
    """The last word of what is called: `f()` and `module.f()` are both `f`."""
    return getattr(node.func, "id", None) or getattr(node.func, "attr", "")


def literals(node: ast.AST | None) -> set[str]:
    """The words an argument can be: a literal, or either side of a choice between two."""
    if node is None:
        return set()
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}
