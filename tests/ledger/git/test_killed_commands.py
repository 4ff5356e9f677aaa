"""Every command that writes files is killed, at many moments of it: all of what it writes is there, or nothing.

Each runs in a fork of this process, so that a kill costs no start of Python; the moments are lines of our own code, and
every third one a moment by the clock.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from cli import in_fork
from shorthand import bill
from small_example import put_small_example

from amend.cli.main import main
from amend.formats import akn, draft
from amend.formats.files import swept
from amend.formats.whole_folder import made_whole, write_all
from amend.word.write import export

KILLS = int(os.environ.get("AMEND_KILLS", "10"))
"""Of each command; sixty where all is tried."""

FEWER, MORE = (KILLS, KILLS) if "AMEND_KILLS" in os.environ else (7, 14)
"""Of each that takes long, and of each that puts what it makes to its place one by one."""

OLD = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
    2 Short title
      This Act may be cited as the Ponds Act.
"""
PAPER = """1 Clause 1, page 1, line 2, leave out “every” and insert “each”

2 Clause 1, page 1, line 4, leave out “may” and insert “must”
"""

DRAFT = """---
number: "1"
print: "Bill 1"
---

Clause 1, page 1, line 2, leave out “every” and insert “each”
"""

KINDS = ("docx", "xml", "html", "txt")

POSITION = """---
id: "P1"
date: "2020-05"
who: "Example body"
kind: "ngo"
vehicle: "letter"
on: ["ponds"]
stance: "supports"
sure: "verified"
sources: ["Minutes"]
---

They were for it.
"""

COMMANDS = {
    "demo": ["demo", "out"],
    "init": ["init", "out"],
    "init here": ["init", ".", "--empty"],
    "draft": ["draft", "old.xml", "new.xml", "-o", "out"],
    "import": ["import", "paper.txt", "--print", "old.xml", "-o", "out"],
    "import into a folder that is there": ["import", "paper.txt", "--print", "old.xml", "-o", "empty"],
    "import into a folder that holds files": ["import", "paper.txt", "--print", "old.xml", "-o", "filled"],
    "import an edited Word file": ["import", "edited.docx", "--print", "old.xml", "-o", "out"],
    "import a Bill from Word": ["import", "old.docx", "-o", "out.xml"],
    "lines": ["lines", "old.xml", "-o", "out"],
    **{f"export a Bill as {kind}": ["export", "old.xml", "1.md", "-o", f"out.{kind}"] for kind in KINDS},
    **{f"export a paper as {kind}": ["export", "1.md", "-o", f"out.{kind}"] for kind in KINDS},
    "export --tracked": ["export", "old.xml", "1.md", "--tracked", "-o", "out.docx"],
    "apply": ["apply", "old.xml", "1.md", "-o", "out"],
    "apply over what is there": ["apply", "old.xml", "1.md", "-o", "there.xml"],
    "apply --reprint": ["apply", "old.xml", "1.md", "--reprint", "-o", "out"],
    "compare --html": ["compare", "old.xml", "new.xml", "--html", "out"],
    "compare --docx": ["compare", "old.xml", "new.xml", "--docx", "out"],
    "compare --pairs": ["compare", "old.xml", "new.xml", "--pairs", "out"],
    "paper": ["paper", "1.md", "-o", "out"],
    "new": ["new", "old.xml", "--leave-out", "clause 1(2)", "-o", "out"],
    "git-setup": ["git-setup", "repository"],
    "git-merge": ["git-merge", "old.xml", "there.xml", "new.xml"],
    "convert -o": ["convert", "1.md", "--house", "lords", "--print", "old.xml", "-o", "out"],
    "rebase --write": ["rebase", "there.md", "--from", "old.xml", "--onto", "moved.xml", "--write"],
    "position seal": ["position", "seal", "../sealed.txt"],
    "position matrix --html": ["position", "matrix", "--html", "../out.html"],
    "position matrix --csv": ["position", "matrix", "--csv", "../out.csv"],
    "position timeline --svg": ["position", "timeline", "--svg", "../out.svg"],
}
"""What is run; those of a position in the workspace."""

GIVEN = ["--date", "2024-05", "--stance", "supports", "--on", "ponds", "--source", "Minutes", "--kind", "ngo"]
RECORDS = {
    "record": ["record", "drafts/mine/1.md"],
    "position add": ["position", "add", "pond-keepers", "--who", "Pond Keepers", "--new", *GIVEN],
    "position edit": ["position", "edit", "P1", "--why", "It was a speech."],
    "position kept": ["position", "kept", "2024-05-01"],
    "rebase --write in a workspace": ["rebase", "drafts/mine", "--onto", "../moved.xml", "--write"],
}
"""What makes a commit too, in the workspace."""

AFTERWARDS = {"position edit": ["record", "drafts/office/positions/1.md", "--why", "It was a speech."]}
"""What brings the rest where the command itself would say that nothing was changed."""

TRACED = tuple(
    f"amend/{module}.py"
    for module in (
        *("formats/files", "formats/whole_folder", "cli/demo", "cli/rebase", "cli/position_edit", "ledger/recording"),
        *(f"ledger/git/{name}" for name in ("founding", "drivers", "transaction", "journal", "staging", "lock")),
    )
)
"""The modules at whose lines a command is killed: those that write."""

BY_PIECES = ("init here", "import into a folder that holds files", "git-setup")
"""Those that put what they make to its place one by one: the next run takes back what one that was killed had put, or
brings the rest. What git was told does nothing without the attributes, which come last."""


MAIN = "workspace/.git/refs/heads/main"


def run(arguments, folder, line=None, after=None):
    """The exit code of a command, None when it was killed; and how many lines of ours it ran."""
    coming, out = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            child(arguments, folder, line, out)
        finally:
            os._exit(99)
    os.close(out)
    if after is not None:
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)
    said = os.read(coming, 64)
    os.close(coming)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        alone(pid)
        return None, 0
    return os.WEXITSTATUS(status), int(said or b"0")


def alone(group):
    """Wait until every git that a killed command had started has ended too: it goes on for a while by itself."""
    with suppress(ProcessLookupError, PermissionError):
        for _ in range(500):
            os.killpg(group, 0)
            time.sleep(0.02)


def child(arguments, folder, line, out):
    os.setpgid(0, 0)
    os.chdir(folder)
    os.environ.update(EDITOR="sed -i s/letter/speech/", VISUAL="sed -i s/letter/speech/")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    seen = 0

    def on_line(frame, event, _):
        nonlocal seen
        if event == "line":
            seen += 1
            if seen == line:
                os.kill(os.getpid(), signal.SIGKILL)
        return on_line

    if line is not None:
        sys.settrace(lambda frame, event, _: on_line if frame.f_code.co_filename.endswith(TRACED) else None)
    try:
        main(arguments, standalone_mode=False)
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    sys.settrace(None)
    os.write(out, str(seen).encode())
    os._exit(code)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    """A folder in which each of the commands can be run."""
    in_fork.load()
    folder = tmp_path_factory.mktemp("inputs")
    old, new = bill(OLD), bill(OLD.replace("every", "each"))
    akn.write(old, folder / "old.xml")
    akn.write(new, folder / "new.xml")
    akn.write(
        bill(OLD.replace("1 Duty", "1 Frogs\n      Frogs are free.\n    2 Duty"), number="Bill 2"), folder / "moved.xml"
    )
    shutil.copy(folder / "old.xml", folder / "there.xml")
    (folder / "paper.txt").write_text(PAPER, "utf-8")
    for name in ("1.md", "there.md"):
        (folder / name).write_text(DRAFT, "utf-8")
    (folder / "old.docx").write_bytes(export.clean(old).data)
    (folder / "edited.docx").write_bytes(export.tracked_redline(old, [draft.loads(DRAFT)]).data)
    (folder / "empty").mkdir()
    (folder / "filled").mkdir()
    (folder / "filled" / "notes.txt").write_text("words", "utf-8")
    (folder / "here").mkdir()
    subprocess.run(["git", "init", "--quiet", "--template=", "repository"], cwd=folder, check=True)
    assert run(["init", "--bill", "old.xml", "workspace"], folder)[0] == 0
    (folder / "workspace" / "drafts" / "office" / "positions").mkdir(parents=True)
    (folder / "workspace" / "drafts" / "office" / "positions" / "1.md").write_text(POSITION, "utf-8")
    assert run(["record", "drafts/office/positions/1.md"], folder / "workspace")[0] == 0
    (folder / "workspace" / "drafts" / "mine").mkdir()
    (folder / "workspace" / "drafts" / "mine" / "1.md").write_text(DRAFT, "utf-8")
    return folder


def litter(folder):
    names = (".*.part", "amend-record.json", "index.amend*", "refs/**/*.lock")
    return [one.name for name in names for one in folder.rglob(name)]


def standing(folder):
    """Every file with what it holds, but for what lies beside a place; of a repository its settings, and its commits by
    number, for their ids tell the time."""
    found = {}
    for one in sorted(folder.rglob("*")):
        name = str(one.relative_to(folder))
        if ".part" in name or one.is_dir() or one.name in ("amend-config", "config.lock", "sample"):
            continue
        inside = "/.git/" in f"/{name}"
        if not inside or one.name == "config":
            found[name] = one.read_bytes()
        elif one.name == "main" and "/logs/" not in name:
            found[name] = commits(one.parents[2])
    return found


def commits(directory):
    """How many commits a repository has."""
    done = subprocess.run(["git", "rev-list", "--count", "HEAD"], cwd=directory, check=True, capture_output=True)
    return done.stdout.strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_killed_leaves_all_or_nothing_and_the_next_one_works(name, inputs, tmp_path, monkeypatch):
    arguments = COMMANDS[name]
    if name == "demo" and "AMEND_KILLS" not in os.environ:
        put_small_example(monkeypatch, tmp_path / "example")
    folder = tmp_path / "work"
    place = folder / ("here" if name == "init here" else "workspace" if name.startswith("position") else "")

    repositories = ["workspace", "repository"]
    without = [one for one in repositories if one != place.name and one not in arguments]

    def clear():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(inputs, folder, ignore=shutil.ignore_patterns(*without))

    clear()
    nothing = standing(folder)
    start = time.monotonic()
    code, lines = run(arguments, place, line=0)
    lasted = time.monotonic() - start
    whole = standing(folder)
    assert code == 0
    assert whole != nothing
    kills = MORE if name in BY_PIECES else KILLS if lasted < 0.4 else FEWER
    ends = {"nothing": 0, "whole": 0, "pieces": 0}
    for seed in range(kills):
        clear()
        chance = random.Random(seed)
        if name in BY_PIECES:  # at each of its last lines, where that is done
            run(arguments, place, line=max(lines - seed * 60 // kills, 1))
        elif seed % 3:
            run(arguments, place, line=1 + (seed * lines // kills + chance.randrange(lines // kills + 1)) % lines)
        else:
            run(arguments, place, after=chance.uniform(0, lasted))
        found = standing(folder)
        left = "nothing" if found == nothing else "whole" if found == whole else "pieces"
        ends[left] += 1
        if left == "pieces" or (left == "nothing" and seed % 5 == 0):
            assert left == "nothing" or name in BY_PIECES, f"kill {seed} left {set(found) ^ set(whole)}"
            assert run(arguments, place)[0] == 0
            assert standing(folder) == whole
            assert litter(folder) == []
    assert ends["nothing"] > kills / 6 or name in BY_PIECES, ends
    assert bool(ends["pieces"]) == (name in BY_PIECES), ends


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_that_is_killed_is_settled_by_the_next_command_and_made_by_the_same_one(name, inputs, tmp_path):
    folder = tmp_path / "work"
    place = folder / "workspace"

    def clear():
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(inputs, folder, ignore=shutil.ignore_patterns("repository"))

    clear()
    nothing = standing(folder)
    code, lines = run(RECORDS[name], place, line=0)
    assert code == 0
    whole = standing(folder)
    assert whole != nothing
    written = {**whole, MAIN: nothing[MAIN]}  # a file that was there is rewritten first, and then recorded
    ends = {"nothing": 0, "written": 0, "whole": 0}
    for seed in range(KILLS):
        clear()
        chance = random.Random(seed)
        run(RECORDS[name], place, line=1 + (seed * lines // KILLS + chance.randrange(lines // KILLS + 1)) % lines)
        assert run(["status"], place)[0] in (0, 3)
        found = standing(folder)
        assert found in (nothing, written, whole), f"kill {seed} left {differing(found, whole)}"
        left = "nothing" if found == nothing else "written" if found == written else "whole"
        ends[left] += 1
        if left != "whole":
            again = AFTERWARDS.get(name) if left == "written" else None
            assert run(again or RECORDS[name], place)[0] == 0
            assert standing(folder) == whole, f"kill {seed} left {differing(standing(folder), whole)}"
            assert litter(folder) == []
    assert ends["nothing"] + ends["written"] > KILLS / 2, ends


def differing(found, other):
    return sorted(name for name in found.keys() | other.keys() if found.get(name) != other.get(name))


def test_what_was_edited_after_a_kill_is_not_taken_away(inputs, tmp_path):
    """A file that was put there, and has been changed since, is its user's."""
    shutil.copytree(inputs, tmp_path / "measured")
    _, lines = run(COMMANDS["import into a folder that holds files"], tmp_path / "measured", line=0)
    for line in range(lines - 1, lines - 80, -1):
        folder = tmp_path / f"work-{line}"
        shutil.copytree(inputs, folder)
        run(COMMANDS["import into a folder that holds files"], folder, line=line)
        there = sorted((folder / "filled").glob("*.md"))
        if len(there) == 1:
            there[0].write_text("my own words", "utf-8")
            run(COMMANDS["import into a folder that holds files"], folder)
            assert there[0].read_text("utf-8") == "my own words"
            return
    raise AssertionError("no kill left one file of two")


def test_what_a_living_process_is_making_is_not_swept(tmp_path):
    with made_whole(tmp_path / "out") as beside:
        (beside / "file").write_text("words")
        write_all(tmp_path / "other", {"1.md": b"words"})
        assert list(swept(tmp_path, "out")) == []
        assert (beside / "file").exists()
    assert (tmp_path / "out" / "file").read_text() == "words"


def test_a_folder_that_is_not_left_over_by_us_stays(tmp_path):
    for name in (".out.part", ".out.notes", "out.abcdefgh.part"):
        (tmp_path / name).mkdir()
    write_all(tmp_path / "out", {"1.md": b"words"})
    assert sorted(Path(tmp_path).iterdir()) == [
        tmp_path / n for n in sorted((".out.part", ".out.notes", "out", "out.abcdefgh.part"))
    ]
