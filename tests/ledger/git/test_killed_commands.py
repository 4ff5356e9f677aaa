"""Every command that writes files is killed, at sixty moments of it: all of what it writes is there, or nothing.

Each runs in a fork of this process, so that a kill costs no start of Python; the moments are lines of our own code, and
every third one a moment by the clock.
"""

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest
from shorthand import bill

from amend.cli.main import main
from amend.formats import akn
from amend.formats.files import swept
from amend.formats.whole_folder import made_whole, write_all

KILLS = 60

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

COMMANDS = {
    "demo": (["demo", "out"], 100),
    "init": (["init", "out"], 100),
    "draft": (["draft", "old.xml", "new.xml", "-o", "out"], 2),
    "import": (["import", "paper.txt", "--print", "old.xml", "-o", "out"], 2),
    "import into a folder that is there": (["import", "paper.txt", "--print", "old.xml", "-o", "empty"], 2),
    "lines": (["lines", "old.xml", "-o", "out"], 1),
    "export": (["export", "old.xml", "-o", "out"], 1),
}
"""What is run, and how many files or more are then there at once."""


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
        return None, 0
    return os.WEXITSTATUS(status), int(said or b"0")


def child(arguments, folder, line, out):
    os.chdir(folder)
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

    written = ("formats/files.py", "formats/whole_folder.py", "ledger/git/founding.py", "cli/demo.py")
    if line is not None:
        sys.settrace(lambda frame, event, _: on_line if frame.f_code.co_filename.endswith(written) else None)
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
    folder = tmp_path_factory.mktemp("inputs")
    akn.write(bill(OLD), folder / "old.xml")
    akn.write(bill(OLD.replace("every", "each")), folder / "new.xml")
    (folder / "paper.txt").write_text(PAPER, "utf-8")
    return folder


def litter(folder):
    return [one.name for one in folder.rglob(".*.part")]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_killed_leaves_all_or_nothing_and_the_next_one_works(name, inputs, tmp_path):
    arguments, least = COMMANDS[name]
    output = arguments[-1]

    def clear():
        for one in tmp_path.iterdir():
            if one.is_dir() and not one.name.endswith(".part"):
                shutil.rmtree(one)
            elif one.name == output:
                one.unlink()
        for file in inputs.iterdir():
            shutil.copy(file, tmp_path)
        if output == "empty":
            (tmp_path / output).mkdir()

    def there():
        place = tmp_path / output
        if not place.exists():
            return 0
        return sum(one.is_file() for one in place.rglob("*")) if place.is_dir() else 1

    clear()
    start = time.monotonic()
    code, lines = run(arguments, tmp_path, line=0)
    lasted = time.monotonic() - start
    whole = there()
    assert code == 0
    assert whole >= least or name.startswith(("draft", "import"))
    assert whole > 0
    kills = KILLS if lasted < 0.4 else 12  # those that make a whole record are killed less often here
    ends = {0: 0, whole: 0}
    for seed in range(kills):
        clear()
        chance = random.Random(seed)
        if seed % 3:
            run(arguments, tmp_path, line=1 + (seed * lines // kills + chance.randrange(lines // kills + 1)) % lines)
        else:
            run(arguments, tmp_path, after=chance.uniform(0, lasted))
        found = there()
        assert found in (0, whole), f"kill {seed} left {found} of {whole}"
        ends[found] += 1
    assert ends[0] > kills / 6, ends
    clear()
    assert run(arguments, tmp_path)[0] == 0
    assert there() == whole
    assert litter(tmp_path) == []


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
