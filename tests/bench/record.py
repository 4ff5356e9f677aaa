"""How long it takes to read a large record: log, matrix and timeline, as multiples of reading its files in the same run.

    python tests/bench/record.py [ROUNDS]

10,000 positions of 100 actors on 13 questions, and 2,000 drafts, in one workspace. Each command is run as a user runs
it, by a new process, with what it prints thrown away; beside it, in the same round, every file of a position is read as
bytes. The medians over the rounds are compared. The seconds are printed too: each is to be at most 2.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

from amend.formats import position
from amend.ledger.shipped import BILLS, DRAFTS
from amend.ledger.workspace import Workspace, save
from amend.model.position import When

ROOT = Path(__file__).resolve().parents[2]
POSITIONS, AMENDMENTS, ACTORS = 10_000, 2_000, 100
COMMANDS = {
    "log": ("position", "log"),
    "log --json": ("position", "log", "--json"),
    "log of an actor": ("position", "log", "--actor", "actor-7", "--since", "2020"),
    "matrix": ("position", "matrix"),
    "matrix --json": ("position", "matrix", "--at", "2021-12-31", "--json"),
    "timeline": ("position", "timeline"),
}


def workspace(root):
    """A workspace with positions like those of the record, over twelve years, one in five of no more than a month."""
    random = Random(7)
    real = position.read_all(DRAFTS)
    (root / "bills").symlink_to(BILLS)
    drafts = root / "drafts"
    for actor in range(ACTORS):
        (drafts / f"actor-{actor}" / position.FOLDER).mkdir(parents=True)
    for number in range(POSITIONS):
        day = str(date(2013, 1, 1) + timedelta(days=random.randrange(4300)))
        when = When.of(random.choice([day] * 8 + [day[:7], random.choice([day[:4], ""])]))
        one = replace(real[number % len(real)], id=f"Q{number}", actor=f"actor-{number % ACTORS}", when=when)
        position.write(one, drafts / one.actor / position.FOLDER / position.file_name(one))
    files = sorted(DRAFTS.glob("*/*.md"))
    for number in range(AMENDMENTS):
        name = f"{number // ACTORS}.md"
        (drafts / f"actor-{number % ACTORS}" / name).write_bytes(files[number % len(files)].read_bytes())
    save(Workspace(root))


def timed(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def run(root, command):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, "-m", "amend", *command]
    subprocess.run(arguments, cwd=root, check=True, stdout=subprocess.DEVNULL, env=environment)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        workspace(root)
        files = sorted((root / "drafts").glob(f"*/{position.FOLDER}/*.md"))
        assert len(files) == POSITIONS
        taken = {name: [] for name in ("files", *COMMANDS)}
        for _ in range(rounds):
            taken["files"].append(timed(lambda: [file.read_bytes() for file in files]))
            for name, command in COMMANDS.items():
                taken[name].append(timed(lambda command=command: run(root, command)))
    reading = median(taken.pop("files"))
    print(f"{POSITIONS} positions, {AMENDMENTS} drafts: their files are read in {reading:.2f} s")
    for name, found in taken.items():
        print(
            f"  {name:<16} {median(found) / reading:5.1f} times that, {median(found):.2f} s (at most {max(found):.2f})"
        )


if __name__ == "__main__":
    main()
