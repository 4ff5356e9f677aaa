"""What a page carries beside its text is left out of a pasted amendment, or said; no word of the text goes."""

import pytest

from amend.formats import pasted

LEAD = "12\nClause 1, page 1, line 9, at end insert—\n"


def only(rows):
    paper = pasted.parse(LEAD + rows, place="pasted.txt")
    (amendment,) = paper.amendments
    return amendment.words.split("\n", 1)[1], [finding.message for finding in paper.findings]


@pytest.mark.parametrize(
    "row",
    [
        "Column 451",
        "Column 12WH",
        "Column GC 23",
        "12 July 2023 : Column 1190",
        "[Column 88]",
        "Column 452—continued",
        "3.45 pm",
        "11.30 a.m.",
        "Baroness Carp (LD)",
        "Lord Eel of Mere (Con):",
        "Sir John Perch",
        "Ponds and Ditches Bill, continued",
    ],
)
def test_a_row_that_is_no_word_is_left_out_with_a_finding(row):
    words, findings = only(f"“(6) An owner must keep—\n(a) a list, and\n{row}\n(b) a map of each pond.”")
    assert words == "“(6) An owner must keep—\n(a) a list, and\n(b) a map of each pond.”"
    (finding,) = findings
    assert finding.startswith(f"“{row}”")
    assert "left out" in finding


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        ("“(6) An owner must tell, in 5\nwriting, of a flood, and keep a copy 10\nof it.”", ["5", "10"]),
        ("“(6) An owner must tell, in\n15 writing, of a flood, and\n20 keep a copy of it.”", ["15", "20"]),
        ("“(6) An owner must tell, 25\nin writing, of a flood, and 30\nkeep a copy 35\nof it.”", ["25", "30", "35"]),
        ("“(6) An owner must tell, in writing, 5\nof a\nflood,\nand\nkeep\na copy 10\nof it.”", ["5", "10"]),
        ("“(6) An owner must tell, in writing,\n40 of a flood,\nand keep a copy\n45 of it.”", ["40", "45"]),
    ],
)
def test_margin_numbers_that_count_by_five_are_left_out(rows, numbers):
    words, findings = only(rows)
    assert words.replace("\n", " ") == "“(6) An owner must tell, in writing, of a flood, and keep a copy of it.”"
    assert [finding.split("”")[0].removeprefix("“") for finding in findings] == numbers


@pytest.mark.parametrize(
    "rows",
    [
        "“(6) An owner must act within 5\ndays of a flood.”",
        "“(6) The fee is 10\npounds, and the fine 12\npounds.”",
        "“(6) See section 25\nof that Act, and section 15\nof this one.”",
    ],
)
def test_a_number_that_is_a_word_of_the_text_stays(rows):
    words, _ = only(rows)
    assert words == rows.replace("\n", " ")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("An organi-\nsation must act.", "An organisation must act."),
        ("Each dis-\nclosure counts.", "Each disclosure counts."),
        ("See sub-\nparagraph (2).", "See sub-paragraph (2)."),
        ("A non-\ndomestic pond.", "A non-domestic pond."),
        ("A cross-\nborder river.", "A cross-border river."),
        ("A fish-farm or a fish-\nfarm by night.", "A fish-farm or a fish-farm by night."),
        ("The keep-\ner, in law,\nmust act.", "The keeper, in law, must act."),
    ],
)
def test_a_word_broken_at_the_end_of_a_row_is_whole_again_with_a_finding(broken, whole):
    words, findings = only(f"“(6) {broken}”")
    assert words.replace("\n", " ") == f"“(6) {whole}”"
    (finding,) = findings
    assert "broken at the end of a row" in finding


@pytest.mark.parametrize("row", ["Ponds Bill", "We saw Column 451 there"])
def test_what_may_be_either_stays_and_is_said(row):
    words, findings = only(f"“(6) An owner must keep—\n(a) a list, and\n{row}\n(b) a map.”")
    assert row in words
    assert any("may be" in finding for finding in findings)


def test_names_between_amendments_are_still_those_of_the_movers():
    paper = pasted.parse(f"Baroness Carp\n{LEAD}“(6) Rest.”\n\nLord Eel\n13\nPage 1, line 2, leave out Clause 1")
    assert [amendment.mover for amendment in paper.amendments] == ["Baroness Carp", "Lord Eel"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('Page 1, line 5, leave out ("may") and insert ("must").', "Page 1, line 5, leave out “may” and insert “must”"),
        ('Page 2, line 1, after ("eel") insert ("or elver").', "Page 2, line 1, after “eel” insert “or elver”"),
        ('Page 2, line 3, at end insert ("in spring").', "Page 2, line 3, at end insert “in spring”"),
        ('Page 9, line 9, leave out ("eel").', "Page 9, line 9, leave out “eel”"),
        (
            'Clause 3, page 2, line 3, leave out from ("eel") to ("elver").',
            "Clause 3, page 2, line 3, leave out from “eel” to “elver”",
        ),
    ],
)
def test_hansard_to_about_2006_is_read_with_its_number_and_mover(said, words):
    (amendment,) = pasted.parse(f"Lord Eel moved Amendment No. 16:\n\n{said}").amendments
    assert (amendment.number, amendment.mover, amendment.words) == ("16", "Lord Eel", words)
