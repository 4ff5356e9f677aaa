"""How many small faults, put into the code one at a time, the tests notice.

    python tests/bench/mutants.py [--count 200] [--seed 1] [--jobs 2] [--corpus] [ROOM ...]

A mutant is the package with one sign changed: `<` for `<=`, `and` for `or`, a number one greater. Each is tried in a copy
of the checkout, first with the tests that mirror its module, then with those of its room, and with --corpus again with
the prints of the corpus at hand. It is killed when a test fails or does not end in time. A survivor is either a fault
that no test would see, or a change that makes no difference: look at each. The same seed gives the same mutants.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("engine", "english", "drafting")
BESIDES = {
    "engine/apply": ["tests/engine/test_gold.py", "tests/drafting/test_make.py"],
    "english": ["tests/drafting/test_papers.py", "tests/drafting/test_form.py"],
}
"""Tests that a room is also held by, though they mirror another."""

OTHER = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
    ast.And: "or", ast.Or: "and", ast.Add: "-", ast.Sub: "+",
}  # fmt: skip
SHORTEST, PATIENCE = 30, 5
"""Seconds that any test run is given, and how many times what it takes on the code as it is."""


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
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.old.strip()} -> {self.new.strip()}"


def mutants(file):
    """Every mutant of a module."""
    data = file.read_bytes()
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


def suites(file):
    """The tests to try a mutant of a module with, the nearest first."""
    path = file.relative_to(ROOT / "amend")
    mirror = ROOT / "tests" / path.parent / f"test_{path.name}"
    room = ROOT / "tests" / path.parent
    return [
        *([[str(mirror.relative_to(ROOT))]] if mirror.exists() else []),
        [str(room.relative_to(ROOT)), *BESIDES.get(path.parent.as_posix(), [])],
    ]


def run(folder, suite, *, corpus, limit):
    """Whether the tests pass in a copy of the checkout, within so many seconds."""
    places = {"AMEND_CORPUS": os.environ.get("AMEND_CORPUS", str(ROOT.parent / "shared" / "corpus"))} if corpus else {}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *suite]
    environment = {**os.environ, "AMEND_CORPUS": "none", "PYTHONDONTWRITEBYTECODE": "1", **places}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode in (0, 5)  # 5: no test was there to run


def copy():
    """A copy of the checkout to put faults into."""
    folder = Path(tempfile.mkdtemp(prefix="mutants-"))
    for part in ("amend", "tests", "bills", "drafts", "pyproject.toml", "README.md"):
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    return folder


def killed(mutant, folder, limits, *, corpus):
    """Whether a test notices the mutant, put into a copy of the checkout and taken out again."""
    target = folder / mutant.file.relative_to(ROOT)
    data = mutant.file.read_bytes()
    target.write_bytes(data[: mutant.start] + mutant.new.encode() + data[mutant.end :])
    try:
        return any(
            not run(folder, suite, corpus=official, limit=limits[official, tuple(suite)])
            for official in ((False, True) if corpus else (False,))
            for suite in suites(mutant.file)
        )
    finally:
        target.write_bytes(data)


def measured(files, folder, *, corpus):
    """How long each suite may take: so many times what it takes on the code as it is, which must pass."""
    limits = {}
    for official in (False, True) if corpus else (False,):
        for suite in {tuple(suite) for file in files for suite in suites(file)}:
            start = time.perf_counter()
            if not run(folder, list(suite), corpus=official, limit=1200):
                raise SystemExit(f"the tests do not pass on the code as it is: {' '.join(suite)}")
            limits[official, suite] = SHORTEST + PATIENCE * (time.perf_counter() - start)
    return limits


def main():
    parser = argparse.ArgumentParser(description="How many small faults the tests notice.")
    parser.add_argument("rooms", nargs="*", default=ROOMS, metavar="ROOM")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--corpus", action="store_true", help="try survivors with the corpus too")
    given = parser.parse_args()
    files = [file for room in given.rooms for file in sorted((ROOT / "amend" / room).rglob("*.py"))]
    found = [mutant for file in files for mutant in mutants(file) if mutant]
    chosen = random.Random(given.seed).sample(found, min(given.count, len(found)))
    folders = [copy() for _ in range(given.jobs)]
    free = list(folders)
    try:
        limits = measured({mutant.file for mutant in chosen}, folders[0], corpus=given.corpus)

        def tried(mutant):
            folder = free.pop()
            try:
                return killed(mutant, folder, limits, corpus=given.corpus)
            finally:
                free.append(folder)

        survivors = []
        with ThreadPoolExecutor(given.jobs) as pool:
            for mutant, dead in zip(chosen, pool.map(tried, chosen), strict=True):
                if not dead:
                    survivors.append(mutant)
                    print(f"survives: {mutant}", flush=True)
    finally:
        for folder in folders:
            shutil.rmtree(folder)
    dead = len(chosen) - len(survivors)
    print(f"{dead} of {len(chosen)} mutants killed ({dead / len(chosen):.0%}), of {len(found)} that there are")


if __name__ == "__main__":
    main()
