"""The command `amend`, run as a user runs it, in a folder of its own with a small Bill and drafts to it."""

import json
import os
import pty
import subprocess
import sys
import termios
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from cli import in_fork
from shorthand import bill

from amend.formats import akn

ROOT = Path(__file__).resolve().parents[2]

PONDS = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean |and free of weed.
      (2) The keeper may charge for entry.
    2 Fish & frogs
      (1) The keeper must not sell—
        (a) carp, or
        (b) tench.
    ===
    3 Short title
      This Act may be cited as the Ponds Act.
    Schedule 1 Fish
      1 Carp may be fed.
"""


READ_LATE = {"COLUMNS", "EDITOR", "FORCE_COLOR", "HOME", "NO_COLOR", "PAGER", "TERM", "VISUAL"}
"""The variables that are read when they are needed; others say how Python starts, or what is found as it does."""


class Ran(NamedTuple):
    """What a run of the command left: its exit code, its results and its messages."""

    code: int
    out: str
    err: str

    @property
    def data(self):
        return json.loads(self.out)

    @property
    def rows(self):
        return self.out.splitlines()


@dataclass(frozen=True)
class Amend:
    """Runs `amend` in `folder`. Neither output is a terminal; 100 columns, no colour."""

    folder: Path

    @property
    def environment(self):
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
            "COLUMNS": "100",
            "NO_COLOR": "1",
        }

    def __call__(self, *arguments, stdout=None, **environment):
        """Run with these arguments; the test fails when that ends in a traceback or an exit code that is not in use.

        environment: variables to set; None takes one out. With one that is not read late, or another standard output,
        Python is started anew, which takes ten times as long as a fork.
        """
        words = [os.fspath(one) for one in arguments]
        given = self._with(environment)
        if environment.keys() - READ_LATE or stdout is not None:
            done = subprocess.run(
                [sys.executable, "-m", "amend", *words],
                cwd=self.folder,
                env=given,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if stdout is None else stdout,
                stderr=subprocess.PIPE,
                timeout=60,
            )
            ran = Ran(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())
        else:
            ran = Ran(*in_fork.run(words, self.folder, given))
        if "Traceback" in ran.err or ran.code not in (0, 1, 2, 3):
            pytest.fail(f"exit code {ran.code}, and on standard error, at its end:\n{ran.err[-700:]}", pytrace=False)
        return ran

    def on_terminal(self, *arguments, columns=80, typed="", **environment):
        """Run it on a terminal of so many columns, type something there, and give what that shows."""
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (12, columns))
        os.write(ours, typed.encode())
        given = self._with({"TERM": "xterm-256color", "NO_COLOR": None, "COLUMNS": None, **environment})
        words = [os.fspath(one) for one in arguments]
        if typed or environment.keys() - READ_LATE:
            running = subprocess.Popen(
                [sys.executable, "-m", "amend", *words],
                cwd=self.folder,
                env=given,
                stdin=theirs,
                stdout=theirs,
                stderr=theirs,
                start_new_session=True,
            )
            ended = partial(running.wait, 60)
        else:
            pid = in_fork.begun(words, self.folder, given, (theirs,) * 3, session=True)
            ended = partial(in_fork.ended, pid)
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # the end of a terminal that nobody writes to any longer
            while part := os.read(ours, 65536):
                shown += part
        os.close(ours)
        assert ended() in (0, 1, 2, 3)
        return shown.decode()

    def _with(self, more):
        given = {**self.environment, **more}
        return {name: value for name, value in given.items() if value is not None}

    def files(self):
        """Every file and folder there is, with what the files hold."""
        found = sorted(self.folder.rglob("*"))
        return {str(one.relative_to(self.folder)): one.read_bytes() if one.is_file() else None for one in found}


@pytest.fixture
def amend(tmp_path):
    """The command, in an empty folder."""
    return Amend(tmp_path)


@pytest.fixture
def ponds(amend):
    """The command, in a folder with bill.xml: a print of two pages, Bill 1."""
    akn.write(bill(PONDS), amend.folder / "bill.xml")
    return amend


@pytest.fixture
def draft(amend):
    """Writes a draft to Bill 1 into the folder and gives its name."""

    def write(name, words, number="", print_="Bill 1", ends="\n"):
        file = amend.folder / name
        file.parent.mkdir(exist_ok=True)
        text = f'---\nnumber: "{number}"\nprint: "{print_}"\n---\n\n{words}\n'
        file.write_bytes(text.replace("\n", ends).encode())
        return name

    return write
