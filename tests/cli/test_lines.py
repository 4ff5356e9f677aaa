"""`amend lines` makes a working print, and whatever is shown of one says so."""

import pytest
from shorthand import bill

from amend.formats import akn

SAID = "Working print: its pages and lines are of amend’s own layout."
TEXT = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
    2 Short title
      This Act may be cited as the Ponds Act.
"""
WORDS = "Clause 1, page 1, line 2, leave out “clean” and insert “tidy”"


@pytest.fixture
def working(amend):
    """The command, in a folder with text.xml, which has no lines, and work.xml, the working print of it."""
    akn.write(bill(TEXT, lines=False), amend.folder / "text.xml")
    assert amend("lines", "text.xml", "-o", "work.xml") == (0, "1 page, in work.xml\n", "")
    return amend


def test_lines_are_shown_with_the_warning_that_they_are_ours(working):
    ran = working("show", "work.xml", "clause 1")
    assert (ran.code, ran.err) == (0, "")
    assert ran.rows[1:] == [
        SAID,
        "   1:1  1 Duty to keep ponds",
        "   1:2      (1) The keeper must keep every pond clean.",
    ]


def test_every_command_that_gives_a_page_and_line_says_so(working, draft):
    name = draft("d.md", WORDS, "1")
    runs = [
        working("check", "work.xml", name),
        working("apply", "work.xml", name, "-o", "new.xml"),
        working("explain", "work.xml", name),
        working("new", "work.xml", "--at", "clause 1(1)"),
    ]
    assert [(ran.code, ran.err) for ran in runs] == [(0, f"amend: Bill 1: {SAID}\n")] * 4
    assert working("compare", "work.xml", "new.xml", "--html", "r.html").code == 0
    assert SAID in (working.folder / "r.html").read_text("utf-8")
    assert SAID in working("compare", "work.xml", "new.xml").out


def test_the_text_is_not_overwritten(working):
    before = working.files()
    ran = working("lines", "text.xml", "-o", "text.xml")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "amend: text.xml: that is one of the files read; name another file\n"
    assert working.files() == before


def test_lines_can_be_set_again_without_any_change(working):
    assert working("lines", "work.xml", "-o", "again.xml").code == 0
    files = working.files()
    assert files["again.xml"] == files["work.xml"]
