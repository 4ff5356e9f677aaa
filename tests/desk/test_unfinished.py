"""Work that was left: kept after each step, offered again to the next desk, and to none while the first is at work."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pond_record import PRINT, space
from shorthand import bill

from amend.desk.edits import Add, Remove, Reword
from amend.desk.sheet import Sheet
from amend.desk.unfinished import TextAfter, UnfinishedWork
from amend.drafting.known_print import KnownPrint
from amend.errors import AmendError, Refusal, WriteError
from amend.formats import akn
from amend.formats.files import LARGEST
from amend.ledger.workspace import workspace_of
from amend.model.house import House

ROW, CLAUSE = (0, 2, 0, 2, 0), (0, 2, 0)
STEPS = [
    Reword(ROW, 'A pond must be kept "clear".'),
    Add(CLAUSE, "clause", "(1) A lid must fit.\n(2) See section 1.", "Lids"),
    Add(None, "clause", "This Act is about water.", "Purpose"),
    Remove((0, 2, 3)),
]


@pytest.fixture
def workspace(tmp_path):
    space(tmp_path)
    return workspace_of(tmp_path)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("print")
    space(folder)
    return KnownPrint(akn.read(folder / "bills" / "ponds.xml"))


def worked(workspace, prepared, work=None):
    sheet = Sheet(prepared, House.LORDS, unfinished=work or UnfinishedWork(workspace))
    for step in STEPS:
        sheet.do(sheet.version, step)
    sheet.undo(sheet.version)
    return sheet


def left(workspace, prepared):
    """A sheet, and the work of a desk that is no more on it."""
    work = UnfinishedWork(workspace)
    sheet = worked(workspace, prepared, work)
    work.close()
    return sheet


def test_what_was_left_is_offered_and_gone_on_with_as_it_was(workspace, prepared):
    before = left(workspace, prepared)
    work = UnfinishedWork(workspace)
    (offered,) = work.offered()
    assert (offered.id, offered.print, offered.house) == (before.id, "Bill 1", House.LORDS)
    after = Sheet.resumed(offered, prepared, None, work)
    assert (after.text, after.edits, after.id) == (before.text, before.edits, before.id)
    after.redo(after.version)
    assert after.edits == tuple(STEPS)
    assert UnfinishedWork(workspace).offered() == ()  # this desk is at work on it


def test_what_a_desk_works_on_is_offered_to_no_other(workspace, prepared):
    work = UnfinishedWork(workspace)
    worked(workspace, prepared, work)
    assert UnfinishedWork(workspace).offered() == work.offered() == ()


def test_what_another_desk_works_on_is_neither_gone_on_with_nor_forgotten(workspace, prepared):
    first = UnfinishedWork(workspace)
    sheet = worked(workspace, prepared, first)
    second = UnfinishedWork(workspace)
    with pytest.raises(WriteError, match="another desk works on that text"):
        Sheet.resumed(second.read(sheet.id), prepared, None, second)
    with pytest.raises(WriteError, match="another desk works on that text"):
        second.forget(sheet.id)
    assert first.read(sheet.id).steps
    first.close()
    second.forget(sheet.id)
    assert UnfinishedWork(workspace).offered() == ()


def test_nothing_is_kept_of_work_that_is_finished_or_undone(workspace, prepared):
    work = UnfinishedWork(workspace)
    worked(workspace, prepared, work).finish()
    sheet = Sheet(prepared, House.LORDS, unfinished=work)
    sheet.do(0, STEPS[0])
    sheet.finish()
    assert sorted(one.name for one in (workspace.root / ".amend").rglob("*")) == [".gitignore", "desk"]
    assert (workspace.root / ".amend" / ".gitignore").read_text() == "*\n"


def test_a_print_that_is_another_now_is_told(workspace, prepared):
    left(workspace, prepared)
    (offered,) = UnfinishedWork(workspace).offered()
    with pytest.raises(Refusal, match="Bill 1 is not the print that it was when this text was edited; edit the print"):
        offered.turns(bill(PRINT.replace("covered", "closed")))


@pytest.mark.parametrize(
    "held",
    [
        "",
        "[]",
        "{}",
        '{"format": 2}',
        "[" * 5000,
        '{"format": 1, "print": "Bill 1", "digest": "", "house": "Lords", "steps": 5}',
    ],
)
def test_a_broken_file_is_not_offered_and_hides_no_other(workspace, prepared, held):
    left(workspace, prepared)
    (workspace.root / ".amend" / "desk" / "broken.json").write_text(held)
    work = UnfinishedWork(workspace)
    assert len(work.offered()) == 1
    with pytest.raises(AmendError):
        work.read("broken")


@pytest.mark.parametrize("step", [{}, {"do": "burn"}, {"do": "reword", "at": 7}, {"do": "remove", "at": ["x"]}])
def test_a_step_that_is_broken_is_refused(workspace, prepared, step):
    sheet = left(workspace, prepared)
    file = workspace.root / ".amend" / "desk" / f"{sheet.id}.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"steps": [step]}))
    (offered,) = UnfinishedWork(workspace).offered()
    with pytest.raises(AmendError, match="begin again from the print"):
        offered.turns(prepared.bill)


@pytest.mark.parametrize("id_", ["../../amend", "", "a/b", "x" * 99])
def test_no_file_outside_the_folder_is_read_or_taken_away(workspace, id_):
    work = UnfinishedWork(workspace)
    with pytest.raises(AmendError, match="that is no unfinished text"):
        work.read(id_)
    work.forget(id_)
    assert (workspace.root / "amend.toml").exists()


def test_a_link_that_leads_out_is_refused_and_the_edit_is_not_made(workspace, prepared, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (workspace.root / ".amend").symlink_to(elsewhere)
    sheet = Sheet(prepared, House.LORDS, unfinished=UnfinishedWork(workspace))
    with pytest.raises(WriteError, match="leads out of the workspace"):
        sheet.do(0, STEPS[0])
    assert (sheet.version, sheet.text) == (0, prepared.bill)
    assert not any(elsewhere.iterdir())


def test_what_could_not_be_read_again_is_not_taken_as_kept(workspace, prepared):
    work = UnfinishedWork(workspace)
    turns = [TextAfter(prepared.bill), TextAfter(prepared.bill, Reword(ROW, "x" * LARGEST))]
    with pytest.raises(WriteError, match="longer than can be kept"):
        work.store("longer", House.LORDS, turns, [])
    assert not list((workspace.root / ".amend" / "desk").glob("*.json"))


KILLED = """
import os, signal, sys
from amend.desk.sheet import Sheet
from amend.desk.edits import Reword
from amend.desk.unfinished import TextAfter, UnfinishedWork
from amend.engine.apply.apply import Prepared
from amend.formats import akn
from amend.formats.files import LARGEST
from amend.ledger.workspace import workspace_of
from amend.model.house import House
space = workspace_of(sys.argv[1])
sheet = Sheet(Prepared(akn.read(space.current)), House.LORDS, unfinished=UnfinishedWork(space))
for turn in range(int(sys.argv[2])):
    sheet.do(sheet.version, Reword((0, 2, 0, 2, 0), f"A pond must be kept as in year {turn}."))
write = os.replace
os.replace = lambda *given: os.kill(os.getpid(), signal.SIGKILL)
sheet.do(sheet.version, Reword((0, 2, 0, 2, 0), "A pond must be drained."))
"""


def test_a_desk_that_is_killed_loses_no_step_that_was_made(workspace, prepared):
    call = [sys.executable, "-c", KILLED, str(workspace.root), "3"]
    assert subprocess.run(call, check=False, cwd=Path(__file__).parents[2]).returncode == -9
    (offered,) = UnfinishedWork(workspace).offered()
    turns, _ = offered.turns(prepared.bill)
    assert [turn.text.at(ROW).words for turn in turns[1:]] == [f"A pond must be kept as in year {n}." for n in range(3)]
