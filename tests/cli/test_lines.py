"""`amend lines` makes a working print, and whatever is shown of one says so."""

import pytest
from shorthand import bill

from amend.drafting import papers
from amend.engine.reprint.layout import LINES, lined
from amend.formats import akn
from amend.model.lines import Reading

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


def test_a_page_ends_with_its_last_line_also_in_the_middle_of_a_paragraph(amend):
    weed = " ".join(f"weed{number}" for number in range(900))
    print_ = lined(bill(f"1 Weeds\n  (1) The weeds are {weed}.", lines=False))
    akn.write(print_, amend.folder / "long.xml")
    reading = Reading(print_)
    for page in (1, 2):
        rows = amend("show", "long.xml", f"page {page}").rows[2:]
        assert [row.split(maxsplit=1)[0] for row in rows] == [f"{page}:{n}" for n in range(1, len(rows) + 1)]
        assert [" ".join(row.split()[1:]) for row in rows] == [reading.text(line) for line in reading.page(page)]
    assert max(line.number for line in reading.page(1)) == LINES


def test_a_redline_says_it_also_when_only_the_later_text_is_a_working_print(working):
    assert SAID in working("compare", "text.xml", "work.xml").out


def test_a_paper_says_it_and_so_does_what_is_imported_from_it(working, draft):
    name = draft("d.md", WORDS, "1")
    assert working("paper", name, "-o", "paper.xml", "--print", "work.xml").code == 0
    assert papers.read(working.folder / "paper.xml").cautions == (SAID,)
    assert working("paper", name, "-o", "plain.xml", "--print", "text.xml").code == 0
    assert papers.read(working.folder / "plain.xml").cautions == ()
    ran = working("import", "paper.xml", "-o", "out")
    assert (ran.code, ran.err) == (0, f"amend: Bill 1: {SAID}\n")


def test_words_that_take_their_page_and_line_from_it_say_so(working, draft):
    ran = working("write", draft("d.md", WORDS, "1"), "--house", "lords", "--print", "work.xml")
    assert (ran.code, ran.err) == (0, f"amend: Bill 1: {SAID}\n")
