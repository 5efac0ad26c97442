"""The house keeps its order: floors, one verb one path, doors that don't reach around, tables without gaps.

Each failure names the file and the line; `docs/design.md` says why the rule is there.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

from bailiwick.adapters.prose import rules
from bailiwick.clock import CLOCK
from bailiwick.panels import PANELS
from bailiwick.permissions import PERMISSIONS
from bailiwick.reactions import REACTIONS
from tests.source import DEPTH, FOR_EVERYBODY, PACKAGE, ROOT, Module, called, calls, literals, modules, room_of

RULES = PACKAGE / "adapters" / "prose" / "rules"
TEMPLATE_REFERENCE = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+(?:\[\s*)?[\"']([^\"']+)[\"']")


def may_use(room: str, other: str) -> bool:
    """Itself, or a room on a lower floor; adapters only `lib`."""
    if room == other or other in FOR_EVERYBODY:
        return True
    return other == "lib" if room == "adapters" else DEPTH[room] < DEPTH[other] or DEPTH[room] == DEPTH["settings"]


def test_every_room_stands_on_a_floor() -> None:
    assert {module.room for module in modules()} <= set(DEPTH)


def test_imports_point_downwards() -> None:
    wrong = [
        f"{module.name}:{line} imports {dotted}"
        for module in modules()
        for line, dotted in module.imports()
        if not may_use(module.room, room_of(dotted))
    ]
    assert not wrong


def folders_of_the_prose_reader() -> dict[str, set[str]]:
    """Its folders from the ground up with their modules, as the table in `rules/__init__.py` has them."""
    found: dict[str, set[str]] = {}
    for folder, modules_named in re.findall(r"^\| (?:`(\w+)/`)? +\|[^|]*\| (`.*`),? +\|$", rules.__doc__ or "", re.M):
        found.setdefault(folder or list(found)[-1], set()).update(re.findall(r"`(\w+)`", modules_named))
    return found


def test_the_table_of_the_prose_reader_names_every_module() -> None:
    there: dict[str, set[str]] = {}
    for path in RULES.glob("*/*.py"):
        there.setdefault(path.parent.name, set()).update({path.stem} - {"__init__"})
    assert folders_of_the_prose_reader() == there


def test_folders_of_the_prose_reader_know_only_those_above_them_in_its_table() -> None:
    order = list(folders_of_the_prose_reader())
    wrong = [
        f"{module.name}:{line} imports {dotted}"
        for module in modules()
        if module.path.parent.parent == RULES
        for line, dotted in module.imports()
        if dotted.startswith(f"{rules.__name__}.")
        and order.index(dotted.removeprefix(f"{rules.__name__}.").split(".")[0]) > order.index(module.path.parent.name)
    ]
    assert not wrong


def test_templates_build_on_their_own_room_or_lower_ones() -> None:
    wrong = []
    for template in sorted(PACKAGE.glob("*/jinja2/**/*.*")):
        room = template.relative_to(PACKAGE).parts[0]
        for used in TEMPLATE_REFERENCE.findall(template.read_text()):
            other = used.split("/")[0]
            if other in DEPTH and not may_use(room, other):
                wrong.append(f"{template.relative_to(ROOT)} uses {used}")
    assert not wrong


def test_code_names_templates_of_its_own_room_or_lower_ones() -> None:
    wrong = []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and re.fullmatch(r"[a-z]+/[\w/]+\.(html|txt|xml)", str(node.value)):
                other = str(node.value).split("/")[0]
                if other in DEPTH and not may_use(module.room, other):
                    wrong.append(f"{module.name}:{node.lineno} names {node.value}")
    assert not wrong


def actions() -> Iterator[tuple[Module, ast.FunctionDef]]:
    """The verbs: public functions of `actions` modules, and whatever records an event for somebody."""
    for module in modules():
        in_actions = "actions" in module.path.relative_to(PACKAGE).with_suffix("").parts
        for function in module.functions():
            public, by = not function.name.startswith("_"), takes_by(function)
            if public and by and (in_actions or any(calls(function, "record"))) and function.name != "record":
                yield module, function


def takes_by(function: ast.FunctionDef) -> bool:
    """Whoever acts is an argument of its own."""
    return "by" in {argument.arg for argument in [*function.args.args, *function.args.kwonlyargs]}


def first_statement(function: ast.FunctionDef) -> ast.stmt:
    """The first one after the docstring, and after reading the row again: `change = _locked(change)`."""
    body = function.body[1 if ast.get_docstring(function) else 0 :]
    return body[1] if any(calls(body[0], "_locked")) else body[0]


def asked(module: Module, statement: ast.stmt) -> set[str]:
    """The permissions that `require(by, "noun.verb", …)` asks for here, or in the `_require_…` called here."""
    found = {word for call in calls(statement, "require") for word in literals(call.args[1])}
    for helper in module.functions():
        if helper.name.startswith("_require") and any(calls(statement, helper.name)):
            found |= {word for call in calls(helper, "require") for word in literals(call.args[1])}
    return found


def test_every_action_first_asks_for_a_permission_of_the_table() -> None:
    wrong = []
    for module, function in actions():
        permissions = asked(module, first_statement(function))
        if not permissions or not permissions <= set(PERMISSIONS):
            wrong.append(f"{module.name}:{function.lineno} {function.name} asks {sorted(permissions) or 'nothing'}")
    assert not wrong


def test_every_action_says_who_acts_and_some_action_exists() -> None:
    silent = [
        f"{module.name}:{function.lineno} {function.name} has no `by`"
        for module in modules()
        if "actions" in module.path.relative_to(PACKAGE).with_suffix("").parts
        for function in module.functions()
        if not function.name.startswith("_") and any(calls(function, "record")) and not takes_by(function)
    ]
    assert not silent
    assert any(actions())


def test_every_recorded_kind_has_a_line_of_reactions_and_every_line_is_recorded() -> None:
    recorded: set[str] = set()
    for module in modules():
        for call in calls(module.tree, "record"):
            kinds = literals(call.args[0]) if call.args else set()
            recorded |= {kind for kind in kinds if re.fullmatch(r"[a-z_]+\.[a-z_]+", kind)}
    assert recorded == set(REACTIONS)


def test_every_dotted_path_of_the_tables_leads_somewhere() -> None:
    paths = [path for table in (PANELS, REACTIONS) for line in table.values() for path in line]
    for path in [*paths, *(duty.path for duty in CLOCK)]:
        assert callable(import_string(path)), path


def test_a_higher_room_contributes_to_the_service_page() -> None:
    assert [path for path in PANELS["service_page"] if room_of(path) != "catalog"]


def guarded_models() -> set[str]:
    """Models whose rows not everybody may see."""
    columns = {"visibility", "class_from"}
    return {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("bailiwick.") and columns & {field.name for field in model._meta.get_fields()}
    }


#: Commands that show nothing to anybody: they make derived rows anew, for every reader at once.
UPKEEP = {"bailiwick/management/commands/rebuild.py"}


def doors() -> Iterator[Module]:
    """Where people, programs and mail come in."""
    for module in modules():
        inside = module.path.relative_to(PACKAGE).with_suffix("").parts
        if {"views", "feeds", "commands"} & set(inside[1:]) or "api" in inside[1:]:
            yield module


def test_doors_reach_guarded_rows_only_through_what_the_reader_may_see() -> None:
    guarded, wrong = guarded_models(), []
    assert {"Claim", "Entity", "EntityNow", "Event"} <= guarded
    for module in doors():
        for statement in ast.walk(module.tree) if module.name not in UPKEEP else ():
            if isinstance(statement, ast.stmt) and not isinstance(statement, ast.FunctionDef | ast.ClassDef):
                reached = reaches(statement) & guarded
                if reached and not looks_through_visibility(statement):
                    wrong.append(f"{module.name}:{statement.lineno} reaches {sorted(reached)}")
    assert not wrong


def reaches(statement: ast.stmt) -> set[str]:
    """Models whose manager is used here, or that are handed to `get_object_or_404`."""
    found = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            found.add(getattr(node.value, "id", getattr(node.value, "attr", "")))
        if isinstance(node, ast.Call) and called(node) in {"get_object_or_404", "get_list_or_404"} and node.args:
            found.add(getattr(node.args[0], "id", ""))
    return found


def looks_through_visibility(statement: ast.stmt) -> bool:
    """The same statement narrows the rows to what this reader may see."""
    return any(any(calls(statement, name)) for name in ("visible_to", "visible_q", "row_q"))


def test_doors_never_write() -> None:
    writes = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    wrong = [
        f"{module.name}:{node.lineno} {called(node)}()"
        for module in doors()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and called(node) in writes
    ]
    assert not wrong


def test_there_is_one_lease() -> None:
    holders = [
        module.name
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and any(literal_target(statement) == "lease_until" for statement in node.body)
    ]
    assert holders == ["bailiwick/jobs/lease.py"]


def literal_target(statement: ast.stmt) -> str:
    """The name that a class body's assignment sets."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return str(getattr(targets[0], "id", ""))


def test_there_are_no_signals_and_no_overridden_saves() -> None:
    wrong = []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.module in {"django.dispatch", "django.db.models.signals"}:
                wrong.append(f"{module.name}:{node.lineno} signals")
            if isinstance(node, ast.FunctionDef) and node.name == "save" and node.args.args[0].arg == "self":
                wrong.append(f"{module.name}:{node.lineno} save()")
    assert not wrong


def test_the_admin_site_is_absent_because_it_writes_past_the_actions() -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
