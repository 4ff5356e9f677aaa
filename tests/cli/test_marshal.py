"""`amend marshal` lists drafts in the order of consideration, and writes the list."""

import pytest

NEW_CLAUSE = "To move the following Clause—\n\n“Herons\n\nHerons must be left in peace.”"


@pytest.fixture
def listed(amend, draft):
    """The command, with drafts of four amendments, of which one has no number and one is to another print."""
    draft("drafts/1.md", "Clause 2, page 1, line 5, leave out “carp”", "1")
    draft("drafts/2.md", "Clause 1, page 1, line 2, leave out “every”", "2")
    draft("drafts/3.md", NEW_CLAUSE)
    draft("drafts/4.md", "Clause 1, page 1, line 2, leave out “pond”", "4", print_="Bill 2")
    return amend


def test_the_list_is_shown_in_order_and_what_is_wrong_is_told(listed):
    ran = listed("marshal", "drafts", "--stage", "Report")
    assert ran.code == 3
    assert [row.split()[0] for row in ran.rows[:4]] == ["NC1", "2", "1", "4"]
    assert ran.rows[-1] == "4 listed."
    assert "4: it is of another list: its print is Bill 2, not Bill 1" in ran.err


def test_as_data_everything_given_has_a_row(listed, draft):
    draft("drafts/5.md", NEW_CLAUSE, "NC5")
    (listed.folder / "drafts" / "6.md").write_text("no draft")
    gone = (listed.folder / "drafts" / "5.md").read_text().replace("print:", 'withdrawn: "2 March 2026"\nprint:')
    (listed.folder / "drafts" / "5.md").write_text(gone)
    rows = listed("marshal", "drafts", "--stage", "Report", "--json").data
    assert [(row["number"], row["listed"]) for row in rows] == [
        ("NC6", True), ("2", True), ("1", True), ("4", True), ("NC5", False), ("", False)
    ]  # fmt: skip
    assert rows[1] | {"why": ""} == {
        "number": "2", "dnum": "", "star": "", "gov": False, "file": "drafts/2.md", "place": "clause 1, page 1, line 2",
        "under": "", "why": "", "tie": "", "listed": True,
    }  # fmt: skip
    assert rows[2]["why"] == "clause 2 comes after clause 1"


@pytest.mark.parametrize("ending", ["txt", "xml", "html", "docx"])
def test_the_list_is_written_by_its_ending_and_those_withdrawn_are_named(listed, draft, ending):
    draft("drafts/5.md", NEW_CLAUSE, "NC5")
    gone = (listed.folder / "drafts" / "5.md").read_text().replace("print:", 'withdrawn: "2 March 2026"\nprint:')
    (listed.folder / "drafts" / "5.md").write_text(gone)
    (listed.folder / "drafts" / "4.md").unlink()
    ran = listed("marshal", "drafts", "--stage", "Report", "-o", f"list.{ending}")
    assert ran.code == 0, ran.err
    assert (listed.folder / f"list.{ending}").read_bytes()
    if ending != "docx":
        assert "withdrawn on 2 March 2026" in (listed.folder / f"list.{ending}").read_text()


def test_a_list_written_as_text_or_xml_is_the_last_one_of_the_next(listed):
    (listed.folder / "drafts" / "4.md").unlink()
    for ending in ("xml", "txt"):
        listed("marshal", "drafts", "--stage", "Report", "--date", "2026-03-02", "-o", f"last.{ending}")
        again = listed("marshal", "drafts", "--stage", "Report", "--previous", f"last.{ending}", "--json").data
        assert [row["number"] for row in again] == ["NC1", "2", "1"]
        assert not any(row["star"] == "★" for row in again)


def test_stars_go_by_the_calendar_that_is_given(listed):
    (listed.folder / "drafts" / "4.md").unlink()
    (listed.folder / "drafts" / "1.md").write_text(
        (listed.folder / "drafts" / "1.md").read_text().replace("print:", 'date: "2026-03-02"\nprint:')
    )
    (listed.folder / "days.txt").write_text("2026-03-02 # Monday\n\n2026-03-09\n")
    day = ("--date", "2026-03-09")
    star = {row["number"]: row["star"] for row in listed("marshal", "drafts", *day, "--json").data}
    assert star["1"] == ""
    calendar = ("--calendar", "days.txt")
    star = {row["number"]: row["star"] for row in listed("marshal", "drafts", *day, *calendar, "--json").data}
    assert star["1"] == "☆"
    (listed.folder / "days.txt").write_text("2026-03-02\nMonday\n")
    ran = listed("marshal", "drafts", *day, *calendar)
    assert (ran.code, "days.txt:2" in ran.err) == (1, True)


def test_an_order_that_is_not_understood_is_an_error_that_says_how_to_write_it(listed):
    ran = listed("marshal", "drafts", "--order", "Clauses 1 to 3, the rest")
    assert ran.code == 1
    assert "“the rest” is not understood" in ran.err
