"""Which outside systems do we speak to? Kind → name → dotted path.

An adapter imports `lib` only, never a model: it turns files into neutral statements or
neutral trees into files, and whoever calls it (the room `exchange`) knows the catalog.

| kind     | the path leads to                                                             |
|----------|-------------------------------------------------------------------------------|
| `import` | a module with `open_input(path, options) -> Input` (see `lib.statements`)     |
| `export` | a module that writes neutral trees into a folder                              |
| `forge`  | a module that knows a code host (see `adapters/forges/__init__.py`)           |
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

ADAPTERS: dict[str, dict[str, str]] = {
    "import": {
        "table": "bailiwick.adapters.table",
        "overview": "bailiwick.adapters.overview",
        "catalog": "bailiwick.adapters.catalog_yaml",
    },
    "export": {
        "catalog": "bailiwick.adapters.catalog_yaml",
    },
    "forge": {
        "github": "bailiwick.adapters.forges.github",
        "gitlab": "bailiwick.adapters.forges.gitlab",
        "gitea": "bailiwick.adapters.forges.gitea",
    },
}


def adapter(kind: str, name: str) -> ModuleType:
    """The module behind a line of the table; KeyError when there is no such line."""
    return import_module(ADAPTERS[kind][name])
