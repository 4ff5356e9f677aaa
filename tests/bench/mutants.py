"""How many small faults, put into the code one at a time, the tests notice.

    python tests/bench/mutants.py [--count 200] [--seed 1] [--jobs 2] [--corpus] [--keep FOLDER] [ROOM ...]

A mutant is the package with one sign changed: `<` for `<=`, `and` for `or`, a number one greater. It is tried in a copy of
the checkout with the tests that run its line (`lines_run.py` records them first, in some minutes): those that mirror its
module first, then the shortest. It is killed when one of them fails or does not end in time. A survivor is either a fault
that no test would see, or a change that makes no difference: look at each. The same seed gives the same mutants. Tests
that read the corpus count only with --corpus. With --keep, a second run goes on where a first one broke off.
"""

import argparse
import ast
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINES_RUN = Path(__file__).with_name("lines_run.py")
ROOMS = ("engine", "english", "drafting")
PARTS = ("amend", "tests", "bills", "drafts", "pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md")
"""What of the checkout the tests need."""

MOST, LONGEST = 400, 60.0
"""How many tests a mutant is tried with at most, and how many seconds they may take in all on the code as it is."""
SHORTEST, PATIENCE = 30, 5
"""Seconds that any run is given, and how many times what it takes on the code as it is."""

OTHER = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
    ast.And: "or", ast.Or: "and", ast.Add: "-", ast.Sub: "+",
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A change: the bytes start to end of a file become `new`."""

    file: Path
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self):
        column = self.start - source(self.file).rfind(b"\n", 0, self.start)
        return f"{self.file.relative_to(ROOT)}:{self.line}:{column}: {self.old.strip()} -> {self.new.strip()}"


@cache
def source(file):
    """A module as it was when the run began, whatever is done to the checkout meanwhile."""
    return file.read_bytes()


def mutants(file):
    """Every mutant of a module."""
    data = source(file)
    tree = ast.parse(data)
    starts = [0]
    for row in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(row))
    skipped = {id(inner) for node in ast.walk(tree) for part in unchanged(node) for inner in ast.walk(part)}

    def at(line, column):
        return starts[line - 1] + column

    def between(one, other, new):
        start, end = at(one.end_lineno, one.end_col_offset), at(other.lineno, other.col_offset)
        old = data[start:end].decode()
        # brackets and comments between the two stay where they are
        sign = old.replace("(", " ").replace(")", " ").split("#")[0].strip()
        return Mutant(file, one.end_lineno, start, end, old, old.replace(sign, new, 1)) if sign else None

    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        match node:
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                yield between(left, right, OTHER[type(operator)])
            case ast.BoolOp(op=operator, values=[first, second, *_]):
                yield between(first, second, OTHER[type(operator)])
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as operator, right=right):
                yield between(left, right, OTHER[type(operator)])
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                start, end = at(node.lineno, node.col_offset), at(inner.lineno, inner.col_offset)
                yield Mutant(file, node.lineno, start, end, data[start:end].decode(), "")
            case ast.Constant(value=bool() | int() as value):
                start, end = at(node.lineno, node.col_offset), at(node.end_lineno, node.end_col_offset)
                new = str(not value) if isinstance(value, bool) else str(value + 1)
                yield Mutant(file, node.lineno, start, end, data[start:end].decode(), new)


def unchanged(node):
    """What of a node says only what things are, and does nothing: annotations, what is for checkers, f-strings."""
    if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
        yield node.annotation
    if isinstance(node, ast.FunctionDef):
        yield from filter(None, (node.returns, *node.decorator_list))
    if isinstance(node, ast.ClassDef):
        yield from node.decorator_list
    if isinstance(node, ast.JoinedStr):
        yield node
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        yield node


class Tests:
    """Which tests run which line: the map that `lines_run.py` records."""

    def __init__(self, recorded):
        self.names, self.seconds, self.ran = recorded["tests"], recorded["seconds"], recorded["ran"]

    def of(self, mutant):
        """The tests to try a mutant with, the nearest first: those that run its line. What is run when the module is
        loaded is tried with all that run any line of it."""
        name = mutant.file.relative_to(ROOT).as_posix()
        lines = {int(line): tests for line, tests in self.ran.get(name, {}).items()}
        first = inside(mutant)
        line = next((line for line in range(mutant.line, first - 1, -1) if line in lines), None) if first else None
        loading = not first or lines.get(line) == []
        found = {test for tests in lines.values() for test in tests} if loading else set(lines.get(line, ()))
        path = mutant.file.relative_to(ROOT / "amend")
        mirror = f"tests/{path.parent.as_posix()}/test_{path.name}::"
        chosen, took = [], 0.0
        for test in sorted(found, key=lambda at: (not self.names[at].startswith(mirror), self.seconds[at])):
            took += self.seconds[test]
            if len(chosen) == MOST or took > LONGEST:
                break
            chosen.append(test)
        return [self.names[test] for test in chosen], sum(self.seconds[test] for test in chosen)


def inside(mutant):
    """The first line of the statement of a mutant, where it is run by calling a function; 0 where it is run by loading."""
    first, body = 0, False
    data = source(mutant.file)
    for node in ast.walk(ast.parse(data)):  # from the outside inwards
        if isinstance(node, ast.stmt) and node.lineno <= mutant.line <= node.end_lineno:
            body = body or (isinstance(node, ast.FunctionDef) and node.body[0].lineno <= mutant.line)
            first = node.lineno
    return first if body else 0


def copy():
    """A copy of the checkout to put faults into."""
    folder = Path(tempfile.mkdtemp(prefix="mutants-")) / "checkout"
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    return folder


def run(folder, *words, corpus, limit=None):
    """The exit code of `lines_run.py` in a copy of the checkout; None where it does not end within so many seconds."""
    official = os.environ.get("AMEND_CORPUS", str(ROOT.parent / "shared" / "corpus"))
    environment = {**os.environ, "AMEND_CORPUS": official if corpus else "none"}
    command = [sys.executable, str(LINES_RUN), *map(str, words)]
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode > 2:
        raise SystemExit(f"{' '.join(command)} broke off:\n{done.stdout.decode()}{done.stderr.decode()}")
    return done.returncode


def result(mutant, tests, folder, *, corpus):
    """What comes of a mutant, put into a copy of the checkout and taken out again: killed, survives, or no test runs it."""
    chosen, seconds = tests.of(mutant)
    if not chosen:
        return "no test runs"
    target, names = folder / mutant.file.relative_to(ROOT), folder.parent / "chosen.json"
    names.write_text(json.dumps(chosen))
    data = source(mutant.file)
    compiled = Path(cache_from_source(str(target)))
    try:
        target.write_bytes(data[: mutant.start] + mutant.new.encode() + data[mutant.end :])
        compiled.unlink(missing_ok=True)  # of the same second and size it would be taken for that of the mutant
        code = run(folder, "try", names, corpus=corpus, limit=SHORTEST + PATIENCE * seconds)
        return "survives" if code == 0 else "killed"
    finally:
        target.write_bytes(data)
        compiled.unlink(missing_ok=True)


def digest(given):
    """What the kept files are true for: the code, the tests, and what was asked for."""
    found = hashlib.sha256(repr((given.rooms, given.corpus)).encode())
    for part in ("amend", "tests"):
        for file in sorted((ROOT / part).rglob("*.py")):
            found.update(file.read_bytes())
    return found.hexdigest()


def main():
    parser = argparse.ArgumentParser(description="How many small faults the tests notice.")
    parser.add_argument("rooms", nargs="*", default=ROOMS, metavar="ROOM")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--corpus", action="store_true", help="count the tests that read the corpus too")
    parser.add_argument("--keep", type=Path, help="a folder for the map of the tests and for each result as it comes")
    given = parser.parse_args()
    files = [file for room in given.rooms for file in sorted((ROOT / "amend" / room).rglob("*.py"))]
    found = [mutant for file in files for mutant in mutants(file) if mutant]
    chosen = random.Random(given.seed).sample(found, min(given.count, len(found)))
    folders = [copy() for _ in range(given.jobs)]
    free = list(folders)
    kept = (given.keep or folders[0].parent).resolve() / digest(given)[:12]
    kept.mkdir(parents=True, exist_ok=True)
    results, recorded = kept / "results.txt", kept / "lines.json"
    try:
        if not recorded.exists():
            run(folders[0], "record", recorded, *given.rooms, corpus=given.corpus)
        if not recorded.exists():
            raise SystemExit("no map of the tests was written: is coverage installed (pip install -e '.[bench]')?")
        tests = Tests(json.loads(recorded.read_text()))
        known = results.read_text().splitlines() if results.exists() else []
        before = {mutant: what for what, mutant in (line.split(": ", 1) for line in known)}

        def tried(mutant):
            if str(mutant) in before:
                return before[str(mutant)]
            folder = free.pop()
            try:
                return result(mutant, tests, folder, corpus=given.corpus)
            finally:
                free.append(folder)

        count = {"killed": 0, "survives": 0, "no test runs": 0}
        with ThreadPoolExecutor(given.jobs) as pool, results.open("a") as file:
            for mutant, what in zip(chosen, pool.map(tried, chosen), strict=True):
                count[what] += 1
                if str(mutant) not in before:
                    print(f"{what}: {mutant}", file=file, flush=True)
                if what != "killed":
                    print(f"{what}: {mutant}", flush=True)
    finally:
        for folder in folders:
            shutil.rmtree(folder.parent)
    dead = count["killed"]
    print(f"{dead} of {len(chosen)} mutants killed ({dead / len(chosen):.0%}), of {len(found)} that there are")


if __name__ == "__main__":
    main()
