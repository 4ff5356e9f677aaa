"""A page that is longer than the terminal goes through the pager, in colour where the pager shows colour, and no word of
a message is broken at the edge of a terminal."""

import os
import pty
import re
import subprocess
import sys
import termios
from contextlib import suppress

import pytest

from amend.cli import terminal

PAGER = '#!/bin/sh\nprintenv LESS > "$HERE/less"\ncat > "$HERE/page"\n'


def on_terminal(amend, *arguments, columns=80, **environment):
    """Run the command on a terminal of so many columns, and give what that shows."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (12, columns))
    given = {**amend.environment, "TERM": "xterm-256color", "NO_COLOR": None, "COLUMNS": None, **environment}
    running = subprocess.Popen(
        [sys.executable, "-m", "amend", *map(os.fspath, arguments)],
        cwd=amend.folder,
        env={name: value for name, value in given.items() if value is not None},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # the end of a terminal that nobody writes to any longer
        while part := os.read(ours, 65536):
            shown += part
    os.close(ours)
    assert running.wait(60) in (0, 1, 2, 3)
    return shown.decode()


@pytest.fixture
def paging(ponds):
    """The command with pagers called less and most, which keep what they are given."""
    for name in ("less", "most"):
        file = ponds.folder / "bin" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(PAGER, "utf-8")
        file.chmod(0o755)
    changed = (ponds.folder / "bill.xml").read_text("utf-8").replace("weed", "rubbish").replace("carp", "goldfish")
    (ponds.folder / "new.xml").write_text(changed, "utf-8")
    return ponds


@pytest.mark.parametrize(
    ("settings", "less", "coloured"),
    [
        ({}, "-R", True),
        ({"LESS": "-M"}, "-M -R", True),
        ({"LESS": "-FRX"}, "-FRX", True),
        ({"LESS": "--RAW-CONTROL-CHARS"}, "--RAW-CONTROL-CHARS", True),
        ({"PAGER": "less -M"}, "-R", True),
        ({"PAGER": "most"}, "", False),
        ({"NO_COLOR": "1"}, None, False),
    ],
    ids=str,
)
def test_the_pager_is_told_of_colours_or_given_marks(paging, settings, less, coloured):
    path = f"{paging.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    on_terminal(paging, "compare", "bill.xml", "new.xml", PATH=path, HERE=str(paging.folder), **settings)
    page = (paging.folder / "page").read_text("utf-8")
    assert ("{+rubbish+}" in page) is not coloured
    assert ("\x1b[" in page and "rubbish" in page) is (coloured or "NO_COLOR" in settings)
    assert less is None or (paging.folder / "less").read_text("utf-8").strip() == less


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_word_of_a_message_is_broken_at_the_edge(ponds, columns):
    message = ponds("show", "bill.xml", "clause 77").err.split()
    shown = on_terminal(ponds, "show", "bill.xml", "clause 77", columns=columns, NO_COLOR="1")
    rows = re.sub("\x1b\\[[0-9;?]*[A-Za-z]", "", shown).replace("\r", "").splitlines()
    assert all(len(row) < columns for row in rows)
    assert " ".join(rows).split()[-len(message) :] == message


def test_a_message_in_a_pipe_is_one_row():
    assert terminal.in_width("word " * 60) == "word " * 60
