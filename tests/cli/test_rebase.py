"""`amend rebase` carries drafts to a new print, and tells of each that it cannot carry."""

import json
import subprocess

import pytest
from shorthand import bill

import amend
from amend.ledger import shipped

OLD = """
1 Duty
  (1) The keeper must keep the pond clean.
  (2) The keeper may drain the pond.
2 Boats
  No boat may be kept.
"""
NEW = """
1 Herons
  Herons must be left in peace.
2 Duty
  (1) The keeper must keep the pond tidy.
  (2) The keeper may drain the pond.
"""


@pytest.fixture
def rebased(amend_, draft):
    """The command with two prints and four drafts: one moves, one is overtaken, one is gone, one was never in order."""
    for text, number in ((OLD, "Bill 1"), (NEW, "Bill 2")):
        name = f"{number.lower().replace(' ', '-')}.xml"
        amend.write(amend.lines(bill(text, number=number)), amend_.folder / name)
    draft("drafts/1.md", "Clause 1, page 1, line 3, leave out “may” and insert “must”", "1")
    draft("drafts/2.md", "Clause 1, page 1, line 2, leave out “clean” and insert “full”", "2")
    draft("drafts/3.md", "Clause 2, page 1, line 5, leave out “boat” and insert “raft”", "3")
    draft("drafts/4.md", "Clause 1, page 1, line 2, leave out “fish”", "4")
    return amend_


@pytest.fixture
def amend_(request):
    """The command, in an empty folder."""
    return request.getfixturevalue("amend")


PRINTS = ("--from", "bill-1.xml", "--onto", "bill-2.xml")


def test_each_draft_has_its_outcome_and_what_both_prints_say(rebased):
    ran = rebased("rebase", "drafts", *PRINTS)
    assert ran.code == 3
    rows = [row.split()[:2] for row in ran.rows if row[:4].strip().isdigit()]
    assert rows == [["1", "moved"], ["2", "overtaken"], ["3", "gone"], ["4", "refused"]]
    assert "then: “The keeper must keep the pond clean.”" in ran.out
    assert "now: “The keeper must keep the pond tidy.”" in ran.out
    assert ran.rows[-1] == "1 moved, 1 overtaken, 1 gone, 1 refused."


def test_as_data_there_is_a_row_for_each(rebased):
    rows = json.loads(rebased("rebase", "drafts", *PRINTS, "--json").out)
    assert [row["outcome"] for row in rows] == ["moved", "overtaken", "gone", "refused"]
    assert {"amendment", "outcome", "from", "to", "words"} <= set(rows[0])
    assert rows[0]["words"].startswith("Clause 2, page 1, line ")
    assert (rows[0]["from"], rows[1]["to"]) == ("clause 1(2), page 1, line 3", "")


def test_a_file_that_cannot_be_read_has_its_row_too(rebased):
    (rebased.folder / "drafts/9.md").write_text('---\nnumber: "9\n---\nwords')
    ran = rebased("rebase", "drafts", *PRINTS, "--json")
    rows = json.loads(ran.out)
    assert (ran.code, len(rows), rows[-1]["outcome"]) == (3, 5, "refused")
    assert "9.md" in rows[-1]["amendment"]
    assert "front matter" in rows[-1]["reason"]


def test_only_what_was_carried_is_rewritten(rebased):
    before = {one: (rebased.folder / "drafts" / one).read_bytes() for one in ("1.md", "2.md", "3.md", "4.md")}
    rebased("rebase", "drafts", *PRINTS)
    assert all((rebased.folder / "drafts" / one).read_bytes() == data for one, data in before.items())
    rebased("rebase", "drafts", *PRINTS, "--write")
    assert [one for one, data in before.items() if (rebased.folder / "drafts" / one).read_bytes() != data] == ["1.md"]
    (carried,) = amend.drafts(rebased.folder / "drafts" / "1.md")
    assert carried.print == "Bill 2"
    ran = rebased("check", "bill-2.xml", "drafts/1.md")
    assert ran.code == 0, ran.err


def test_a_print_that_is_not_at_hand_is_asked_for(rebased):
    ran = rebased("rebase", "drafts/1.md", "--onto", "bill-2.xml")
    assert ran.code == 3
    assert "the print “Bill 1” is not among the prints there" in ran.out.replace("\n", " ").replace("  ", " ")


def test_in_a_workspace_the_prints_are_found_and_each_draft_is_recorded(amend_):
    whose = {f"GIT_{role}_{what}": what for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    made = amend_("init", "office", **whose)
    assert made.code == 0, made.err
    office = amend_.folder / "office"
    before = commits(office)
    theirs = "office/drafts/liberty-and-southall-black-sisters"
    onto = "office/bills/victims-and-prisoners/hl-bill-31.xml"
    office_rebase = ("rebase", theirs, "--onto", onto, "--from", "office/bills/victims-and-prisoners/bill-351.xml")
    ran = amend_(*office_rebase, "--write", **whose)
    assert ran.code == 0, ran.err
    assert ran.rows[-1] == "4 moved."
    assert len(commits(office)) == len(before) + 4


def commits(folder):
    done = subprocess.run(["git", "-C", folder, "rev-list", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.split()


@pytest.mark.parametrize("given", ["liberty-and-southall-black-sisters", "file"])
def test_the_record_that_comes_with_amend_is_not_rewritten(amend_, given):
    package = sorted((shipped.DRAFTS / "liberty-and-southall-black-sisters").glob("*.md"))
    before = [file.read_bytes() for file in package]
    named = str(package[0]) if given == "file" else given
    try:
        ran = amend_("rebase", named, "--onto", "HL Bill 31", "--write")
        assert ran.code == 1
        assert "amend init DIR" in ran.err
        assert [file.read_bytes() for file in package] == before
    finally:
        for file, data in zip(package, before, strict=True):
            file.write_bytes(data)
    assert amend_("rebase", named, "--onto", "HL Bill 31").code == 0
