"""A page that is longer than the terminal goes through the pager, in colour where the pager shows colour, and no word of
a message is broken at the edge of a terminal."""

import os
import re

import pytest

from amend.cli import terminal

PAGER = '#!/bin/sh\nprintenv LESS > "$HERE/less"\ncat > "$HERE/page"\n'


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
    paging.on_terminal("compare", "bill.xml", "new.xml", PATH=path, HERE=str(paging.folder), **settings)
    page = (paging.folder / "page").read_text("utf-8")
    assert ("{+rubbish+}" in page) is not coloured
    assert ("\x1b[" in page and "rubbish" in page) is (coloured or "NO_COLOR" in settings)
    assert less is None or (paging.folder / "less").read_text("utf-8").strip() == less


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_word_of_a_message_is_broken_at_the_edge(ponds, columns):
    message = ponds("show", "bill.xml", "clause 77").err.split()
    shown = ponds.on_terminal("show", "bill.xml", "clause 77", columns=columns, NO_COLOR="1")
    rows = re.sub("\x1b\\[[0-9;?]*[A-Za-z]", "", shown).replace("\r", "").splitlines()
    assert all(len(row) < columns for row in rows)
    assert " ".join(rows).split()[-len(message) :] == message


def test_a_message_in_a_pipe_is_one_row():
    assert terminal.in_width("word " * 60) == "word " * 60
