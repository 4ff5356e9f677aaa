"""How long commands take in a workspace of 10,000 positions and 2,000 drafts, each a commit.

    python tests/bench/large.py [FOLDER]

Each command is run as a user runs it, five times, and the median is told: in seconds, and as a multiple of reading the
files of all positions as bytes in the same run, which says the same of another machine. `verify` is run once; it has no
time to keep. The history is made with `git fast-import`. FOLDER: where the workspace is kept for another run; by
default it is made anew and taken away.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

from amend.formats import draft, position
from amend.ledger.git import entries, founding
from amend.ledger.recording import with_id
from amend.model.amendment import Amendment
from amend.model.position import KINDS, STANCES, SURENESS, Position, When

POSITIONS, DRAFTS, ACTORS = 10_000, 2_000, 100
WITHIN = 2.0
"""Seconds that each command may take."""

ADDED = ("--date", "2024-06-01", "--stance", "opposes", "--on", "firewall", "--source", "example.org")
COMMANDS = (
    ("status",),
    ("position", "log"),
    ("position", "log", "--json"),
    ("position", "matrix"),
    ("position", "matrix", "--at", "2021-12-31"),
    ("position", "add", "actor-001", *ADDED),
)
WHO = {
    "GIT_COMMITTER_NAME": "A Clerk",
    "GIT_COMMITTER_EMAIL": "clerk@example.invalid",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
ROOT = Path(__file__).resolve().parents[2]


def taken(number):
    """A position like those of the record, in time and over actors spread evenly."""
    day = date(2015, 1, 1) + timedelta(days=number * 4000 // POSITIONS)
    given = Position(
        id="",
        when=When.of(str(day) if number % 10 else f"{day:%Y-%m}"),
        actor=f"actor-{number % ACTORS:03}",
        who=f"Somebody of body {number % ACTORS}",
        kind=KINDS[number % len(KINDS)],
        vehicle="letter to the Home Secretary, with a briefing",
        stance=STANCES[number % len(STANCES)],
        summary=f"In its statement {number} it said what it held, on which words and why, in a sentence or two. " * 3,
        sources=("example.org/statements", f"Hansard, House of Lords, {day:%d %B %Y}")[: 2 if number % 50 else 0],
        sure=SURENESS[number % len(SURENESS)],
        on=("firewall", f"Victims and Prisoners Bill amendment {number % 40}"),
    )
    return with_id(replace(given, summary=given.summary.strip()))


def tabled(number):
    """An amendment to the print that is shipped, every fifth one to the print before."""
    words = f"Clause 26, page 14, line 9, leave out “forbids” and insert “prohibits in case {number}”"
    number_ = str(number // ACTORS + 1)
    return Amendment(
        words=words,
        number=number_,
        house="Lords",
        stage="Committee",
        print="HL Bill 31" if number % 5 else "Bill 351",
        mover=f"Somebody of body {number % ACTORS}",
        statement="This amendment would do what it says.",
    )


def make(folder):
    """The workspace: the shipped Bill, and one commit for each position and draft."""
    os.environ.update(WHO)
    space = founding.init(folder, empty=True).workspace
    subprocess.run(["cp", "-r", str(ROOT / "bills"), str(folder)], check=True)
    text = 'format = 1\nbill = "Victims and Prisoners Bill"\nprint = "HL Bill 31"\n'
    text += 'file = "bills/victims-and-prisoners/hl-bill-31.xml"\nhouse = "Lords"\n'
    (folder / "amend.toml").write_text(text, "utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "The Bill", "--author=A Clerk <clerk@example.invalid>")
    stream = [f"reset refs/heads/{founding.BRANCH}\nfrom refs/heads/{founding.BRANCH}^0\n\n"]
    now = datetime.now().astimezone()
    for number in range(POSITIONS):
        one = taken(number)
        path = (space.positions(one.actor) / position.file_name(one)).relative_to(space.root)
        stream.append(commit(entries.of_position(one, now), path, position.dumps(one), now))
    for number in range(DRAFTS):
        one, actor = tabled(number), f"actor-{number % ACTORS:03}"
        path = Path("drafts", actor, f"{one.number}.md")
        stream.append(commit(entries.draft_entry(one, actor, now), path, draft.dumps(one), now))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input="".join(stream).encode(), check=True)
    git(folder, "reset", "--quiet", "--hard")


def commit(entry, path, text, now):
    author = f"{entry.author} <{entry.address}> {int(entry.written.timestamp())} +0000"
    who = f"A Clerk <clerk@example.invalid> {int(now.timestamp())} +0000"
    head = f"commit refs/heads/{founding.BRANCH}\nauthor {author}\ncommitter {who}\n"
    return f"{head}{data(entry.message)}M 100644 inline {path.as_posix()}\n{data(text)}\n"


def data(text):
    return f"data {len(text.encode())}\n{text}\n"


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def seconds(folder, command, rounds=5):
    """The median time of a command, started anew each time; what is added is another position each time."""
    found = []
    for _ in range(rounds):
        arguments = [*command, "-m", str(time.time_ns())] if "add" in command else command
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "amend", *arguments],
            cwd=folder,
            env={**os.environ, **WHO, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        found.append(time.perf_counter() - start)
        assert done.returncode in (0, 3), done.stderr.decode()  # 3: some positions have no source, as verify tells
    return median(found)


def reading(folder, rounds=5):
    """The median time of reading the file of every position."""
    files = [str(file) for file in (folder / "drafts").glob(f"*/{position.FOLDER}/*.md")]
    assert len(files) >= POSITIONS
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        for file in files:
            Path(file).read_bytes()
        found.append(time.perf_counter() - start)
    return median(found)


def main():
    with tempfile.TemporaryDirectory() as place:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(place, "work")
        if not folder.exists():
            make(folder)
        print(f"{POSITIONS} positions and {DRAFTS} drafts; to reach: each within {WITHIN:g} s")
        read = reading(folder)
        for command in COMMANDS:
            taken_ = seconds(folder, command)
            shown = " ".join(command[:2] if "add" in command else command)
            print(f"  amend {shown}: {taken_:.2f} s, {taken_ / read:.0f} times reading the files")
        print(f"  amend position verify: {seconds(folder, ('position', 'verify'), 1):.2f} s")


if __name__ == "__main__":
    main()
