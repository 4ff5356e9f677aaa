"""The package stands on its floors: imports run downward, and each library has its one place."""

import ast
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "amend"

FLOORS = {
    "cli": 8,
    "desk": 7,
    "web": 6,
    "ledger": 5,
    "word": 5,
    "acts": 5,
    "sources": 5,
    "drafting": 4,
    "documents": 4,
    "formats": 3,
    "english": 3,
    "engine/apply": 3,
    "engine/compare": 3,
    "engine/reprint": 3,
    "model": 2,
    "errors": 1,
}
"""The rooms, and the floor that each stands on; a room is a folder or module directly under amend/ or amend/engine/."""

FACADE = 6.5
"""The floor of amend/__init__.py, which offers what lies below the desk and the command line."""

BESIDE: set[tuple[str, str]] = {("sources", "ledger")}
"""The arrows that are allowed between two rooms of one floor: (from, to)."""

MOST_ROOMS = 20

ONLY_IN = {
    "lxml": {"formats", "web", "word"},
    "docx": {"word"},
    "click": {"cli"},
    "rich": {"cli"},
    "git": {"ledger/git"},
    "httpx": {"sources"},
    "PIL": {"web/site"},
    "pypdfium2": {"formats/pdf"},
    "mcp": {"desk"},
    "pydantic": {"desk"},
    "anyio": {"desk"},
    "starlette": {"desk"},
    "uvicorn": {"desk"},
}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "handler", "processor", "service", "base"}


@dataclass
class Module:
    """A module of the package. room: the folder or module below `amend`, or below `amend.engine`, that it is in."""

    path: Path
    name: str
    room: str
    source: str
    tree: ast.Module

    @property
    def floor(self):
        if self.name == "amend":
            return FACADE
        return FLOORS.get(self.room, FLOORS["cli"])

    def at(self, node):
        return f"{self.path.relative_to(PACKAGE.parent)}:{node if isinstance(node, int) else node.lineno}"


def room_of(name):
    """The room of a module by its name; "" for the package itself, `amend.__main__` and `amend.engine`."""
    parts = name.split(".")[1:]
    if parts[:1] == ["engine"]:
        return "/".join(parts[:2]) if len(parts) > 1 else ""
    return parts[0] if parts and parts[0] != "__main__" else ""


def read(path):
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    source = path.read_text(encoding="utf-8")
    return Module(path, name, room_of(name), source, ast.parse(source, str(path)))


MODULES = {module.name: module for module in map(read, sorted(PACKAGE.rglob("*.py")))}


def imports(module, nodes=None):
    """Each import of a module: the node, and the name of what it brings in, whole ("amend.model.text", "lxml")."""
    for node in ast.walk(module.tree) if nodes is None else nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            outer = module.name.split(".") if module.path.name == "__init__.py" else module.name.split(".")[:-1]
            above = outer[: len(outer) - node.level + 1] if node.level else []
            whole = ".".join([*above, *([node.module] if node.module else [])])
            inner = [f"{whole}.{alias.name}" for alias in node.names]
            yield from ((node, name if name in MODULES else whole) for name in inner)


def own(module, nodes=None):
    """The imports of a module from the package itself."""
    return [(node, name) for node, name in imports(module, nodes) if name.split(".")[0] == "amend"]


def outside_functions(tree):
    """The nodes that run when the module is imported."""
    pending = list(tree.body)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            pending += ast.iter_child_nodes(node)


def refuse(offences):
    assert not offences, "\n".join(["", *offences])


def test_there_is_a_package_to_look_at():
    assert {"amend", "amend.errors", "amend.model.text", "amend.formats.akn"} <= MODULES.keys()


def test_every_room_has_a_floor_and_there_are_few():
    rooms = {module.room for module in MODULES.values()} - {""}
    refuse([f"{room} stands on no floor" for room in sorted(rooms - FLOORS.keys())])
    assert len(rooms) <= MOST_ROOMS


def test_imports_run_downward_only():
    """A room imports what stands below it; beside it only where that arrow is named."""
    refuse(
        [
            f"{module.at(node)}: {module.name} (floor {module.floor}) imports {name}, which does not stand below it"
            for module in MODULES.values()
            if module.name != "amend.engine"
            for node, name in own(module)
            if room_of(name) != module.room or not module.room
            if (module.room, room_of(name)) not in BESIDE
            if (FACADE if name == "amend" else FLOORS[room_of(name)]) >= module.floor
            if (module.name, name) != ("amend.__main__", "amend.cli.main")
        ]
    )


def test_what_the_package_offers_comes_from_below_the_desk_and_the_command_line():
    refuse(
        [
            f"{MODULES['amend'].at(node)}: amend/__init__.py imports {name}"
            for node, name in own(MODULES["amend"])
            if FLOORS[room_of(name)] > FACADE
        ]
    )


def test_no_modules_import_one_another_in_a_circle():
    graph = {
        name: {found: node for node, found in own(module, outside_functions(module.tree)) if found in MODULES}
        for name, module in MODULES.items()
    }
    offences, done = [], set()

    def visit(name, above):
        if name in above:
            circle = [*above[above.index(name) :], name]
            node = graph[above[-1]][name]
            offences.append(f"{MODULES[above[-1]].at(node)}: a circle of imports: {' -> '.join(circle)}")
        elif name not in done:
            for found in graph[name]:
                visit(found, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())
    refuse(offences)


def test_each_library_is_used_in_its_own_place_only():
    refuse(
        [
            f"{module.at(node)}: {name} is for {' and '.join(sorted(ONLY_IN[name.split('.')[0]]))} only"
            for module in MODULES.values()
            for node, name in imports(module)
            if name.split(".")[0] in ONLY_IN
            if not any(
                f"{module.room}/".startswith(f"{place}/") or place in module.name.replace(".", "/")
                for place in ONLY_IN[name.split(".")[0]]
            )
        ]
    )


def test_the_model_and_the_errors_use_the_standard_library_only():
    refuse(
        [
            f"{module.at(node)}: {module.name} imports {name}"
            for module in MODULES.values()
            for node, name in imports(module)
            if module.room in ("model", "errors") and name.split(".")[0] not in {*sys.stdlib_module_names, "amend"}
        ]
    )


def test_the_first_line_of_every_module_is_a_docstring():
    refuse(
        [
            f"{module.at(1)}: the first line does not say what the module knows"
            for module in MODULES.values()
            if not (ast.get_docstring(module.tree) and module.tree.body[0].lineno == 1 and module.source[:3] == '"""')
        ]
    )


def test_no_module_is_longer_than_450_lines():
    lengths = [(module, len(module.source.splitlines())) for module in MODULES.values()]
    refuse([f"{module.at(length)}: {length} lines" for module, length in lengths if length > 450])


def test_no_class_name_stands_for_two_things():
    """One word for one thing, whether or not others can see it."""
    found = defaultdict(list)
    for module in MODULES.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef):
                found[node.name.lstrip("_")].append(module.at(node))
    refuse([f"{name}: {', '.join(places)}" for name, places in sorted(found.items()) if len(places) > 1])


def private(name):
    return name.startswith("_") and not name.endswith("__")


def own_names(module):
    """Every name that a module gives to something: functions, classes, variables, attributes."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def test_no_private_name_is_imported_or_reached_from_another_file():
    names = {module.name: {name for name in own_names(module) if private(name)} for module in MODULES.values()}
    ours = set().union(*names.values())
    refuse(
        [
            f"{module.at(node)}: {name} is private to another file"
            for module in MODULES.values()
            for node in ast.walk(module.tree)
            for name in (
                [alias.name.split(".")[-1] for alias in node.names]
                if isinstance(node, ast.ImportFrom) and (node.level or (node.module or "").split(".")[0] == "amend")
                else [node.attr]
                if isinstance(node, ast.Attribute) and node.attr in ours
                else []
            )
            if private(name) and name not in names[module.name]
        ]
    )


OF_A_FORMAT = {"dumps", "loads", "parse", "read", "read_all", "save", "write", "pages"}
"""What every format does, and every kind of page of the site: each is one thing, whatever is read or written."""


def test_no_public_function_name_stands_for_two_things():
    """A command has the name of the function of the library that it calls; so it does not count beside it."""
    found = defaultdict(list)
    for module in MODULES.values():
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name[0] == "_" or node.name in OF_A_FORMAT:
                continue
            if not any(".command(" in ast.unparse(decorator) for decorator in node.decorator_list):
                found[node.name].append(module.at(node))
    refuse([f"{name}: {', '.join(places)}" for name, places in sorted(found.items()) if len(places) > 1])


def test_no_module_has_a_name_that_says_nothing():
    refuse([f"{module.at(1)}: {module.name}" for module in MODULES.values() if VAGUE & set(module.name.split("."))])


def below_cli():
    return [module for module in MODULES.values() if module.floor < FLOORS["cli"]]


def test_nothing_below_the_command_line_prints():
    refuse(
        [
            f"{module.at(node)}: print("
            for module in below_cli()
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
        ]
    )


def test_nothing_below_the_command_line_exits():
    refuse(
        [
            f"{module.at(node)}: {ast.unparse(node)}"
            for module in below_cli()
            for node in ast.walk(module.tree)
            if (isinstance(node, ast.Name) and node.id in ("SystemExit", "exit", "quit"))
            or (isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.exit", "os._exit", "os.abort"))
        ]
    )


def test_nothing_below_the_command_line_swallows_every_exception():
    def catches_all(handler):
        caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        return any(kind is None or ast.unparse(kind) in ("Exception", "BaseException") for kind in caught)

    def raises_again(handler):
        return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))

    refuse(
        [
            f"{module.at(node)}: every exception is caught and not raised again"
            for module in below_cli()
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ExceptHandler) and catches_all(node) and not raises_again(node)
        ]
    )
