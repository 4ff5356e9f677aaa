"""`amend show` prints a Bill as it is printed, with page and line in the margin."""

import json
import re
from pathlib import Path

import pytest
from shorthand import bill

from amend.formats import akn

DATA = Path(__file__).parents[1] / "data"
TITLE = "Ponds Bill · Bill 1"
CLAUSE_2 = [
    "   1:5  2 Fish & frogs",
    "   1:6      (1) The keeper must not sell—",
    "   1:7          (a) carp, or",
    "   1:8          (b) tench.",
]
STYLE = re.compile(r"\x1b\[([0-9;]*)m")


@pytest.fixture
def unmarked(amend):
    """The command, in a folder with bill.xml: a text without marks of pages and lines."""
    notation = """
        1 Duty to keep ponds
          (1) The keeper must keep every pond clean.
        2 Short title
          This Act may be cited as the Ponds Act.
    """
    akn.write(bill(notation, lines=False), amend.folder / "bill.xml")
    return amend


def test_without_a_place_the_arrangement_of_clauses_is_shown_with_the_pages(ponds):
    ran = ponds("show", "bill.xml")
    assert (ran.code, ran.err) == (0, "")
    assert [row for row in ran.rows if row] == [
        TITLE,
        "      1  Duty to keep ponds  p.1",
        "      2  Fish & frogs  p.1",
        "      3  Short title  p.2",
        "  Schedule 1  Fish  p.2",
    ]


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("clause 2", CLAUSE_2),
        ("Clause 2", CLAUSE_2),
        ("sec_2", CLAUSE_2),
        ("clause 2(1)(b)", CLAUSE_2[3:]),
        (
            "clause 1(1)",
            ["   1:2      (1) The keeper must keep every pond clean", "   1:3          and free of weed."],
        ),
        ("Schedule 1", ["   2:3  Schedule 1 Fish", "   2:4      1 Carp may be fed."]),
        ("Schedule 1 paragraph 1", ["   2:4      1 Carp may be fed."]),
        (
            "page 2",
            [
                "   2:1  3 Short title",
                "   2:2      This Act may be cited as the Ponds Act.",
                "   2:3  Schedule 1 Fish",
                "   2:4      1 Carp may be fed.",
            ],
        ),
        ("PAGE  2", None),
    ],
)
def test_a_place_is_shown_line_by_line_as_printed(ponds, where, rows):
    ran = ponds("show", "bill.xml", where)
    assert (ran.code, ran.err) == (0, "")
    assert ran.rows[0] == TITLE
    assert rows is None or ran.rows[1:] == rows


def test_a_printed_line_is_one_row_however_narrow_the_terminal_is(ponds):
    assert ponds("show", "bill.xml", "clause 2", COLUMNS="20").rows[1:] == CLAUSE_2


def test_the_arrangement_as_data_names_each_entry_and_where_it_begins(ponds):
    entries = ponds("show", "bill.xml", "--json").data
    assert [set(entry) for entry in entries] == [{"unit", "number", "heading", "eId", "page", "line"}] * 4
    assert entries[1] == {
        "unit": "clause",
        "number": "2",
        "heading": "Fish & frogs",
        "eId": "sec_2",
        "page": "1",
        "line": "5",
    }


def test_a_place_as_data_has_page_line_and_words_of_each_row(ponds):
    assert ponds("show", "bill.xml", "clause 2(1)", "--json").data == [
        {"page": 1, "line": 6, "words": "(1) The keeper must not sell—"},
        {"page": 1, "line": 7, "words": "(a) carp, or"},
        {"page": 1, "line": 8, "words": "(b) tench."},
    ]


def test_the_arrangement_of_a_text_without_marks_has_no_pages(unmarked):
    ran = unmarked("show", "bill.xml")
    assert ran.code == 0
    assert [row for row in ran.rows if row] == [
        TITLE,
        "      1  Duty to keep ponds",
        "      2  Short title",
    ]


def test_a_place_in_a_text_without_marks_is_shown_with_a_message(unmarked):
    ran = unmarked("show", "bill.xml", "clause 1")
    assert ran.code == 0
    assert [row.strip() for row in ran.rows[1:]] == [
        "1 Duty to keep ponds",
        "(1) The keeper must keep every pond clean.",
    ]
    assert ran.err == "This print carries no page and line marks; “amend lines” makes a working print that does.\n"


def test_a_place_in_a_text_without_marks_as_data_has_no_page_and_line(unmarked):
    rows = unmarked("show", "bill.xml", "clause 1(1)", "--json").data
    assert rows == [{"page": None, "line": None, "words": "(1) The keeper must keep every pond clean."}]


def test_a_page_of_a_text_without_marks_is_refused_with_what_to_do(unmarked):
    ran = unmarked("show", "bill.xml", "page 1")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("amend: Bill 1 carries no page and line marks; ")


def test_in_colour_the_margin_is_dim_and_the_words_are_not(ponds):
    ran = ponds("show", "bill.xml", "clause 2(1)(a)", FORCE_COLOR="1", NO_COLOR=None, TERM="xterm-256color")
    styles = STYLE.findall(ran.rows[1].partition("carp")[0])
    assert "2" in styles, "the margin is dim"
    assert styles[-1] in ("", "0"), "the style of the margin has ended before the words"


def test_what_is_shown_of_an_amended_bill_says_which_amendments_were_made(ponds, draft):
    name = draft("7.md", "Clause 2, page 1, line 7, leave out “carp” and insert “goldfish”", "7")
    ponds("apply", "bill.xml", name, "-o", "amended.xml")
    ran = ponds("show", "amended.xml", "clause 2(1)(a)")
    assert ran.rows[0] == f"{TITLE} · with amendment 7"
    assert ran.rows[1].endswith("(a) goldfish, or")


def test_a_line_that_words_came_into_is_wrapped_at_its_indent(ponds, draft):
    much = "a goldfish, a golden orfe, a sturgeon, a grass carp, a mirror carp, a leather carp and every other fish"
    name = draft("7.md", f"Clause 2, page 1, line 7, leave out “carp” and insert “{much}”", "7")
    ponds("apply", "bill.xml", name, "-o", "amended.xml")
    first, second = ponds("show", "amended.xml", "clause 2(1)(a)").rows[1:]
    assert first.startswith("   1:7          (a) a goldfish,")
    assert len(second) - len(second.lstrip()) == 16
    assert f"{first.partition('(a) ')[2]} {second.strip()}" == f"{much}, or"


@pytest.fixture
def act(amend):
    """The command, in a folder with act.xml: an Act as legislation.gov.uk publishes it, section 1 for two extents."""
    (amend.folder / "act.xml").write_bytes((DATA / "ponds-act-clml.xml").read_bytes())
    return amend


def test_the_arrangement_of_an_act_has_the_day_of_its_text_and_each_version_with_its_extent(act):
    ran = act("show", "act.xml")
    assert (ran.code, ran.err) == (0, "")
    assert [row for row in ran.rows if row][:6] == [
        "Ponds Act 1990 · as at 2026-06-01",
        "  Part 1  Keeping of ponds",
        "  Chapter 1  Duties",
        "  Keepers",
        "      1  Duty to keep ponds  [E+W]",
        "      1  Duty to keep ponds  [S]",
    ]


def test_the_arrangement_of_an_act_as_data_says_section_and_extent(act):
    entries = json.loads(act("show", "act.xml", "--json").out)
    sections = [(one["unit"], one["number"], one.get("extent")) for one in entries if one["unit"] == "section"]
    assert sections[:3] == [("section", "1", "E+W"), ("section", "1", "S"), ("section", "2", None)]


def test_a_section_of_an_act_is_shown_without_a_word_on_lines(act):
    ran = act("show", "act.xml", "section", "6(b)")
    assert (ran.code, ran.err) == (0, "")
    assert ran.rows[-1].strip() == "(b) for a lake, £6."


def test_a_section_that_has_versions_is_refused_with_their_extents(act):
    ran = act("show", "act.xml", "section 1(1)")
    assert ran.code == 1
    assert ran.err == (
        "amend: section 1(1) is ambiguous: the Ponds Act 1990 has 2 of them: for E+W (section-1); for S (section-1-S); "
        "say which by its eId, which stands in brackets, or by the Part that it is in\n"
    )
    assert "In Scotland the keeper" in act("show", "act.xml", "section-1-S").out


def test_two_texts_of_an_act_are_compared(act):
    new = act.folder / "new.xml"
    new.write_bytes((act.folder / "act.xml").read_bytes().replace(b"for a lake", b"for a great lake"))
    ran = act("compare", "act.xml", "new.xml")
    assert ran.code == 0
    assert "Section 6" in ran.out
    assert "for a{+ great+} lake" in ran.out
