"""`amend scenario` shows the Bill if some drafts are agreed to, and compares two ways to decide."""

import pytest


@pytest.fixture
def played(ponds, draft):
    """The command, with drafts to the print of ponds: 1 would make 2 fall."""
    draft("drafts/1.md", "Clause 1, page 1, line 2, leave out subsection (1)", "1")
    draft("drafts/2.md", "Clause 1, page 1, line 2, leave out “pond” and insert “lake”", "2")
    draft("drafts/3.md", "Clause 2, page 1, line 7, leave out “carp”", "3")
    file = ponds.folder / "drafts" / "2.md"
    file.write_text(file.read_text().replace("print:", 'mover: "Baroness Hay"\nprint:'))
    return ponds


def test_what_falls_is_told_with_the_reason_and_ends_with_3(played):
    ran = played("scenario", "bill.xml", "drafts", "--agreed", "all")
    assert ran.code == 3
    rows = [row.split()[:2] for row in ran.rows if row[:4].strip().isdigit()]
    assert rows == [["1", "agreed"], ["2", "falls"], ["3", "agreed"]]
    assert "1 is agreed to" in ran.out
    assert ran.rows[-1] == "2 agreed, 1 falls."


def test_a_clause_as_it_would_read_if_all_of_one_mover_were_agreed_is_one_command(played):
    ran = played("scenario", "bill.xml", "drafts", "--mover", "hay", "--show", "clause 1")
    assert ran.code == 0
    assert "The keeper must keep every lake clean" in ran.out
    assert ran.rows[-1] == "2 not agreed, 1 agreed."


def test_two_scenarios_are_compared(played):
    ran = played("scenario", "bill.xml", "drafts", "--agreed", "2", "--against", "2,3", "-o", "both.html")
    assert ran.code == 0
    assert "The two Bills differ in clause 2" in ran.out
    assert "carp" in (played.folder / "both.html").read_text()
    data = played("scenario", "bill.xml", "drafts", "--agreed", "2", "--against", "2,3", "--json").data
    assert [one["fate"] for one in data["decided"]] == ["not agreed", "agreed", "not agreed"]
    assert [one["fate"] for one in data["against"]] == ["not agreed", "agreed", "agreed"]
    assert {one["place"][:8] for one in data["differences"]} == {"clause 2"}


def test_the_bill_is_written(played):
    assert played("scenario", "bill.xml", "drafts", "--agreed", "2", "-o", "then.xml").code == 0
    assert "every lake clean" in played("show", "then.xml", "clause 1").out


def test_the_knife_leaves_what_was_not_reached_without_a_question(played):
    ran = played("scenario", "bill.xml", "drafts", "--agreed", "2,3", "--knife", "--reached", "2")
    assert [row.split()[:3] for row in ran.rows[:2]] == [["2", "agreed", "clause"], ["3", "no", "question"]]


@pytest.mark.parametrize(
    "more", [("--reached", "2"), ("-o", "out.png"), ("--json", "--show", "clause 1"), ("--json", "-o", "-")]
)
def test_options_that_say_nothing_here_are_a_usage_error(played, more):
    assert played("scenario", "bill.xml", "drafts", *more).code == 2


def test_a_number_that_none_has_is_an_error(played):
    ran = played("scenario", "bill.xml", "drafts", "--agreed", "9")
    assert (ran.code, "no amendment has the number 9" in ran.err) == (1, True)
