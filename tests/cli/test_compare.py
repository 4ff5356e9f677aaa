"""`amend compare` shows what is different between two texts of a Bill, as a redline, as data or as a web page."""

import json
import re

import pytest
from shorthand import bill

from amend.formats import akn

WEED = "Clause 1, page 1, line 3, leave out “weed” and insert “rubbish”"
FROGS = "After Clause 2, insert the following new Clause—\n\n“Frogs\n\n(1) The keeper must feed the frogs.”"
TENCH = "Clause 2, page 1, line 8, leave out paragraph (b)"
STYLED = re.compile(r"\x1b\[([0-9;]+)m([^\x1b]*)\x1b\[0m")
COLOUR = {"FORCE_COLOR": "1", "NO_COLOR": None, "TERM": "xterm-256color"}


@pytest.fixture
def amended(ponds, draft):
    """The command, in a folder with bill.xml and amended.xml."""
    ran = ponds("apply", "bill.xml", draft("1.md", WEED, "1"), draft("2.md", FROGS, "2"), "-o", "amended.xml")
    assert ran.code == 0, ran
    return ponds


def test_the_redline_marks_what_comes_in_and_what_goes_out(amended):
    ran = amended("compare", "bill.xml", "amended.xml")
    assert (ran.code, ran.err) == (0, "")
    said = " ".join(ran.out.split())
    assert "(1) The keeper must keep every pond clean and free of [-weed-]{+rubbish+}." in said
    assert "{+The keeper must feed the frogs.+}" in said
    assert "charge for entry" not in said
    assert ran.rows[-1] == "Provisions: 1 inserted and 1 with words changed."


def test_the_other_way_round_what_came_in_goes_out(amended):
    said = " ".join(amended("compare", "amended.xml", "bill.xml").out.split())
    assert "free of [-rubbish-]{+weed+}." in said
    assert "[-The keeper must feed the frogs.-]" in said


def test_the_changes_as_data_have_exactly_six_keys(amended):
    ran = amended("compare", "bill.xml", "amended.xml", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert [set(change) for change in ran.data] == [
        {"kind", "place", "before", "after", "printing", "too_long", "marked"}
    ] * 2
    words, clause = ran.data
    assert (words["kind"], words["place"]) == ("words", "clause 1(1)")
    assert words["before"].endswith("free of weed.")
    assert words["after"].endswith("free of rubbish.")
    assert (clause["kind"], clause["before"]) == ("inserted", "")
    assert "feed the frogs" in clause["after"]


def test_a_provision_left_out_is_told_as_one(ponds, draft):
    assert ponds("apply", "bill.xml", draft("1.md", TENCH, "1"), "-o", "amended.xml").code == 0
    (change,) = ponds("compare", "bill.xml", "amended.xml", "--json").data
    assert (change["kind"], change["place"], change["after"]) == ("left out", "clause 2(1)(b)", "")


def test_two_texts_that_are_the_same_have_no_difference(ponds):
    ran = ponds("compare", "bill.xml", "bill.xml")
    assert (ran.code, ran.rows[-1], ran.err) == (0, "There is no difference.", "")
    assert ponds("compare", "bill.xml", "bill.xml", "--json") == (0, "[]\n", "")


def test_the_web_page_is_written_and_only_a_message_says_so(amended):
    ran = amended("compare", "bill.xml", "amended.xml", "--html", "redline.html")
    assert ran == (0, "", "The redline is in redline.html\n")
    page = (amended.folder / "redline.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "rubbish" in page


def test_the_web_page_and_the_data_go_together(amended):
    ran = amended("compare", "bill.xml", "amended.xml", "--html", "redline.html", "--json")
    assert ran.code == 0
    assert len(ran.data) == 2
    assert (amended.folder / "redline.html").exists()


def test_in_colour_the_words_carry_styles_and_no_markers(amended):
    ran = amended("compare", "bill.xml", "amended.xml", **COLOUR)
    styled = {words: set(style.split(";")) for style, words in STYLED.findall(ran.out)}
    assert {"4", "32"} <= styled["rubbish"], "underlined and green"
    assert {"9", "31"} <= styled["weed"], "struck through and red"
    assert not re.search(r"\{\+|\+\}|\[-|-\]", ran.out)


def test_in_colour_the_page_of_a_terminal_is_as_wide_as_the_terminal(amended):
    rows = amended("compare", "bill.xml", "amended.xml", **{**COLOUR, "COLUMNS": "50"}).rows
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", row)) for row in rows) <= 50


@pytest.mark.parametrize(
    "terminal",
    [
        pytest.param({"FORCE_COLOR": "1", "TERM": "xterm-256color"}, id="one where colour is not wanted"),
        pytest.param({"FORCE_COLOR": "1", "TERM": "dumb", "NO_COLOR": None}, id="one that has no colour"),
    ],
)
def test_on_a_terminal_without_colour_the_words_are_still_told_apart(amended, terminal):
    out = amended("compare", "bill.xml", "amended.xml", **terminal).out
    styled = {words: set(style.split(";")) for style, words in STYLED.findall(out)}
    marked = "[-weed-]{+rubbish+}" in out
    assert marked or ("4" in styled.get("rubbish", ()) and "9" in styled.get("weed", ()))
    assert not any({"31", "32"} & style for style in styled.values())


def test_a_summary_has_one_line_for_each_clause(amended):
    rows = amended("compare", "bill.xml", "amended.xml", "--summary").rows
    assert rows[2:] == ["Clause 1 (Duty to keep ponds): 1 with words changed", "New clause: Frogs: 1 inserted"]


def test_what_is_printing_can_be_hidden(amended):
    amended("apply", "bill.xml", "2.md", "-o", "again.xml", "--reprint")
    whole = amended("compare", "bill.xml", "again.xml")
    assert "[-3-]{+4+} Short title" in whole.out
    only = amended("compare", "bill.xml", "again.xml", "--substantive")
    assert "Short title" not in only.out
    assert only.rows[-1] == "Provisions: 1 inserted."
    assert {change["printing"] for change in amended("compare", "bill.xml", "again.xml", "--json").data} == {
        "",
        "number",
    }


def test_the_pairs_are_written_as_eids(amended):
    ran = amended("compare", "bill.xml", "amended.xml", "--pairs", "pairs.json")
    assert (ran.code, ran.out, ran.err) == (0, "", "The pairs are in pairs.json\n")
    pairs = json.loads((amended.folder / "pairs.json").read_text())
    assert ["sec_1__subsec_1", "sec_1__subsec_1"] in pairs
    assert all(len(pair) == 2 for pair in pairs)


def test_both_texts_are_named_at_the_head(ponds):
    akn.write(bill("1 Ponds\n  (1) Keep ponds.", title="Lakes Bill"), ponds.folder / "lakes.xml")
    assert [row for row in ponds("compare", "bill.xml", "lakes.xml").rows[:2] if "Bill" in row][1].startswith("Lakes")


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_an_output_that_is_not_utf8_still_shows_the_rest(ponds, encoding):
    akn.write(bill("1 Ponds\n  (1) Say “frog” — now."), ponds.folder / "said.xml")
    with open(ponds.folder / "shown.txt", "wb") as file:
        ran = ponds("compare", "bill.xml", "said.xml", stdout=file, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (ran.code, ran.err) == (0, "")
    assert "?frog?" in (ponds.folder / "shown.txt").read_text(encoding)
    data = ponds("compare", "bill.xml", "said.xml", "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert data.data == ponds("compare", "bill.xml", "said.xml", "--json").data


def test_two_outputs_in_one_file_and_data_in_short_are_refused(ponds):
    ran = ponds("compare", "bill.xml", "bill.xml", "--html", "a.x", "--pairs", "./a.x")
    assert ran.code == 1
    assert "both --html and --pairs" in ran.err
    assert not (ponds.folder / "a.x").exists()
    assert ponds("compare", "bill.xml", "bill.xml", "--json", "--summary").code == 2


def test_actors_are_compared_under_their_amendments_to_one_print(amend):
    ran = amend("compare", "commissioner", "migrant-women-coalition", "--html", "out.html", "--summary")
    assert (ran.code, ran.err) == (0, "The redline is in out.html\n")
    assert "New clause: Migrant victims: no disclosure or use for immigration purposes" in ran.out
    page = (amend.folder / "out.html").read_text("utf-8")
    assert "Domestic Abuse Commissioner’s amendments" in page
    assert "nly under" in page


@pytest.mark.parametrize("order", [1, -1])
def test_a_print_is_compared_with_itself_under_an_actor_or_drafts(amend, order):
    given = ["HL Bill 31", "commissioner"][::order]
    changes = amend("compare", *given, "--json").data
    kinds = {change["kind"] for change in changes}
    assert "inserted" in kinds if order == 1 else "left out" in kinds
    made = amend("apply", "HL Bill 31", "commissioner", "-o", "made.xml")
    assert made.code == 0
    assert amend("compare", "made.xml", "commissioner", "--json").code == 3, (
        "they are made already, so most are refused"
    )


def test_an_amendment_that_cannot_be_made_is_named_and_the_rest_are_compared(ponds, draft):
    draft("d/1.md", "Clause 1, page 1, line 2, leave out “clean”", "1")
    draft("d/2.md", "Clause 1, page 1, line 2, leave out “filthy”", "2")
    ran = ponds("compare", "bill.xml", "d", "--summary")
    assert (ran.code, "amendment 2 of d was refused" in ran.err) == (3, True)
    assert "Clause 1 (Duty to keep ponds)" in ran.out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["comissioner", "government"], "did you mean “commissioner”"),
        (["commissioner", "parliament"], "parliament has no amendments"),
        (["commissioner", "liberty-and-southall-black-sisters"], "are to different prints (HL Bill 31, Bill 351)"),
    ],
)
def test_actors_that_cannot_be_compared_are_named(amend, given, said):
    ran = amend("compare", *given)
    assert (ran.code, said in ran.err) == (1, True), ran.err
