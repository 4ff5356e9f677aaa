"""The commands that the README shows, and a shell that follows them as a reader would."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEREDOC = re.compile(r"<<-?\s*['\"]?(\w+)['\"]?")
SHIM = '#!/bin/sh\nexec {python} -m amend "$@"\n'


def blocks(language, text=README):
    return [block for name, block in BLOCK.findall(text) if name == language]


def section(heading):
    """What stands under the heading that begins so, up to the next of its kind."""
    (found,) = (part for part in re.split(r"(?m)^## ", README) if part.startswith(heading))
    return found


def commands(block):
    """The commands of a console block, each with the rows that the README shows under it."""
    found, until = [], None
    for row in block.splitlines():
        if until:
            found[-1][0] += f"\n{row}"
            until = None if row == until else until
        elif row.startswith("$ "):
            found.append([row[2:], []])
            heredoc = HEREDOC.search(row)
            until = heredoc[1] if heredoc else None
        else:
            found[-1][1].append(row)
    return found


class Shell:
    """An empty folder with `amend` on PATH and a new home, in which `cd` lasts from one command to the next.

    In the folder of another shell it goes on where everything is that was made there. at_hand: of what need not be run
    again, by what is typed: a folder that it makes, the exit code and the rows. more: variables to be set.
    """

    def __init__(self, folder, at_hand=None, **more):
        self._at_hand = at_hand or {}
        for name in ("home", "bin", "here"):
            (folder / name).mkdir(exist_ok=True)
        shim = folder / "bin" / "amend"
        shim.write_text(SHIM.format(python=shlex.quote(sys.executable)))
        shim.chmod(0o755)
        self.folder = folder / "here"
        self._left_in = folder / "left-in"
        self._left_in.write_text(str(self.folder))
        self._environment = {
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder / "home"),
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C.UTF-8",
            "TERM": "dumb",
            **more,
        }

    def rows(self, *command):
        """Run a program in the folder: its exit code, and the rows that a reader would see."""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=180,
        )
        return done.returncode, done.stdout.decode().splitlines()

    def typed(self, command):
        """Run what somebody types: its exit code, and the rows that a reader would see."""
        if command in self._at_hand:
            made, code, rows = self._at_hand[command]
            shutil.copytree(made, Path(self._left_in.read_text().strip()) / made.name)
            return code, rows
        left_in = shlex.quote(str(self._left_in))
        return self.rows("bash", "-c", f'cd "$(cat {left_in})"\n{command}\ncode=$?; pwd > {left_in}; exit $code')
