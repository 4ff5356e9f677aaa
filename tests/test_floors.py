"""The package stands on its floors: imports run downward, and each library has its one place."""

import ast
import sys
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1] / "amend"

FLOORS = {
    "cli": 6,
    "web": 5,
    "word": 4,
    "keeling": 4,
    "lint": 4,
    "workspace": 4,
    "ledger": 4,
    "batch": 4,
    "reverse": 4,
    "sources": 4,
    "formats": 3,
    "engine": 3,
    "english": 3,
    "model": 2,
    "errors": 1,
}
LOOSE = 4
"""The floor of every other module that stands beside the packages, such as amend/batch.py."""

FACADE = 4.5
"""The floor of amend/__init__.py, which offers what lies below the command line, the web page and Word."""

WINGS = ("formats", "engine", "english")
ONLY_IN = {
    "lxml": {"formats", "word", "web"},
    "docx": {"word"},
    "click": {"cli"},
    "rich": {"cli"},
    "git": {"ledger"},
    "httpx": {"sources"},
}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "handler", "processor", "service", "base"}


@dataclass
class Module:
    """A module of the package. home: the package or module next below `amend` that it belongs to."""

    path: Path
    name: str
    home: str
    source: str
    tree: ast.Module

    @property
    def floor(self):
        if self.name == "amend":
            return FACADE
        return FLOORS["cli"] if self.name == "amend.__main__" else floor_of(self.home)

    def at(self, node):
        return f"{self.path.relative_to(PACKAGE.parent)}:{node if isinstance(node, int) else node.lineno}"


def floor_of(home):
    return FLOORS.get(home, LOOSE)


def read(path):
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    source = path.read_text(encoding="utf-8")
    home = name.split(".")[1] if "." in name else ""
    return Module(path, name, home, source, ast.parse(source, str(path)))


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


def home_of(name):
    return name.split(".")[1] if "." in name else ""


def refuse(offences):
    assert not offences, "\n".join(["", *offences])


def test_there_is_a_package_to_look_at():
    assert {"amend", "amend.errors", "amend.model.text", "amend.formats.akn"} <= MODULES.keys()


def test_every_package_has_a_floor():
    refuse(
        [
            f"{module.at(1)}: {module.home} stands on no floor"
            for module in MODULES.values()
            if module.path.name == "__init__.py" and module.home not in (*FLOORS, "")
        ]
    )


def test_imports_run_downward_only():
    refuse(
        [
            f"{module.at(node)}: {module.name} (floor {module.floor}) imports {name}, which stands above it"
            for module in MODULES.values()
            for node, name in own(module)
            if (FACADE if name == "amend" else floor_of(home_of(name))) > module.floor
        ]
    )


def test_what_the_package_offers_comes_from_below_the_command_line_the_web_page_and_word():
    refuse(
        [
            f"{MODULES['amend'].at(node)}: amend/__init__.py imports {name}"
            for node, name in own(MODULES["amend"])
            if home_of(name) in ("cli", "web", "word")
        ]
    )


def test_the_wings_of_the_third_floor_do_not_import_one_another():
    refuse(
        [
            f"{module.at(node)}: {module.name} imports {name} of another wing"
            for module in MODULES.values()
            for node, name in own(module)
            if module.home in WINGS and home_of(name) in WINGS and home_of(name) != module.home
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
            if module.home not in ONLY_IN.get(name.split(".")[0], {module.home})
        ]
    )


def test_the_model_and_the_errors_use_the_standard_library_only():
    refuse(
        [
            f"{module.at(node)}: {module.name} imports {name}"
            for module in MODULES.values()
            for node, name in imports(module)
            if module.home in ("model", "errors") and name.split(".")[0] not in {*sys.stdlib_module_names, "amend"}
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
