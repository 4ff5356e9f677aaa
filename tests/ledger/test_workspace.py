"""A workspace is found from any folder in it, and an amend.toml of today, of before, or broken is met."""

import os
import re
import tomllib

import pytest

from amend.errors import ReadError
from amend.ledger import workspace
from amend.ledger.workspace import Workspace, actor_of, is_draft, is_position


@pytest.fixture
def space(tmp_path):
    """A workspace that is only a folder with amend.toml."""
    made = Workspace(tmp_path / "work", "The “Ponds” Bill\\2 \x7f\n", "HL Bill 1", "bills/ponds.xml", "Lords")
    made.root.mkdir()
    return workspace.save(made)


def written(tmp_path, text):
    (tmp_path / "amend.toml").write_text(text, "utf-8")
    return tmp_path


def test_it_is_read_back_as_it_was_written(space):
    assert workspace.load(space.root) == space
    assert tomllib.loads((space.root / "amend.toml").read_text("utf-8"))["bill"] == "The “Ponds” Bill\\2 \x7f\n"


def test_it_is_found_from_any_folder_in_it(space, monkeypatch):
    deep = space.drafts / "keeper" / "positions"
    deep.mkdir(parents=True)
    assert workspace.workspace_of(deep) == workspace.workspace_of(space.root) == space
    monkeypatch.chdir(deep)
    assert workspace.workspace_of() == space
    assert workspace.workspace_of("nothing.md") == space
    assert space.current == space.root / "bills" / "ponds.xml"
    assert space.positions("keeper") == deep


def test_the_nearest_one_counts(space):
    inner = space.root / "drafts" / "inner"
    inner.mkdir(parents=True)
    workspace.save(Workspace(inner))
    assert workspace.workspace_of(inner).root == inner


def test_outside_one_it_says_how_to_make_one(tmp_path):
    with pytest.raises(ReadError, match=r"in no workspace.*make one with “amend init DIR”"):
        workspace.workspace_of(tmp_path)


def test_one_written_by_hand_without_a_format_is_read(tmp_path):
    found = workspace.load(written(tmp_path, 'print = "HL Bill 1"\n'))
    assert (found.print, found.bill, found.house, found.format) == ("HL Bill 1", "", "", 0)
    assert workspace.save(found).format == workspace.FORMAT
    assert workspace.load(tmp_path).format == workspace.FORMAT


WHOLE = 'format = 1\nbill = ""\nprint = ""\nfile = "{file}"\nhouse = "{house}"\n'
BROKEN = {
    "a newer format": ("format = 2\n", "it is of format 2, and this version of amend reads up to 1; install a newer"),
    "no TOML": ("format = = 1\n", "it is not understood"),
    "a format that is no number": ('format = "1"\n', "“format” is '1'"),
    "a format below none": ("format = -1\n", "“format” is -1"),
    "a key that is not known": ("prints = 3\n", "“prints” is not a key of it; the keys are bill, print, file, house"),
    "a value that is no text": ("print = 3\n", "“print” is not a text"),
    "a key that is missing": ('format = 1\nbill = ""\n', "it has no “print”"),
    "no House": (WHOLE.format(file="", house="Senate"), "“Senate” is not a House; write Commons or Lords"),
    "a place outside": (WHOLE.format(file="../bill.xml", house=""), "leads out of the workspace"),
    "an absolute place": (WHOLE.format(file="/bill.xml", house=""), "leads out of the workspace"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_that_is_broken_or_newer_is_told_in_a_line(tmp_path, name):
    text, told = BROKEN[name]
    with pytest.raises(ReadError) as error:
        workspace.load(written(tmp_path, text))
    assert told in str(error.value)
    assert re.match(rf"{re.escape(str(tmp_path / 'amend.toml'))}:(1:)? ", str(error.value))
    assert "\n" not in str(error.value)


def test_without_a_print_the_current_one_is_asked_for_in_vain(tmp_path):
    with pytest.raises(ReadError, match="no print of a Bill is named there"):
        _ = workspace.save(Workspace(tmp_path)).current


@pytest.mark.parametrize(
    ("path", "actor", "draft", "position"),
    [
        ("drafts/keeper/1.md", "keeper", True, False),
        ("drafts/keeper/positions/2024-P1.md", "keeper", False, True),
        ("drafts/README.md", "", False, False),
        ("drafts/keeper/positions/deep/1.md", "keeper", False, False),
        ("drafts/keeper/1.txt", "keeper", False, False),
        ("bills/keeper/1.md", "", False, False),
        ("amend.toml", "", False, False),
    ],
)
def test_what_a_place_is(path, actor, draft, position):
    assert (actor_of(path), is_draft(path), is_position(path)) == (actor, draft, position)


def test_a_place_is_told_from_the_root_and_one_outside_is_refused(space, tmp_path):
    assert space.relative(space.root / "drafts" / ".." / "bills" / "a.xml") == "bills/a.xml"
    assert space.place(os.path.join(space.drafts, "keeper", "1.md")) == "drafts/keeper/1.md"
    with pytest.raises(ReadError, match="it is not in the workspace"):
        space.relative(tmp_path / "1.md")
