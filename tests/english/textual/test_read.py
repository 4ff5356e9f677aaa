"""The instructions of a Bill, each with the place that accumulates from what stands above it."""

import pytest
from brief_operations import brief
from shorthand import bill

from amend.english.textual.matter import as_inserted
from amend.english.textual.read import instructions
from amend.formats import akn
from amend.model.provision import Block, Provision
from amend.model.text import Mark, Text


def told(notation):
    """What each instruction of a Bill does, by where it stands; or why it was not read, after an exclamation mark."""
    return {
        found.cited: [brief(one) for one in found.operations] or f"! {found.reason}"
        for found in instructions(bill(notation))
    }


def test_the_act_comes_from_the_clause_the_section_from_the_subsection_and_the_words_from_the_paragraph():
    assert told("""
        1 Ponds
          (1) The Canals Act 1990 is amended as follows.
          (2) In section 3 (weed)—
              (a) in subsection (1), for “wet” substitute “dry”, and
              (b) in subsection (2)—
                (i) omit paragraph (a), and
                (ii) after that paragraph insert— [
                  (aa) an eel,
                ].
          (3) Omit section 4.
        2 Other things
          The keeper may omit a pond.
    """) == {
        "clause 1(2)(a)": ["substitute <Canals Act 1990, section 3(1)> “wet” = “dry”"],
        "clause 1(2)(b)(i)": ["omit <Canals Act 1990, section 3(2)(a)> itself"],
        "clause 1(2)(b)(ii)": ["insert <Canals Act 1990, section 3(2)(a)> next after = “” + structure"],
        "clause 1(3)": ["omit <Canals Act 1990, section 4> itself"],
    }


def test_what_is_said_of_some_subsections_goes_for_those_alone():
    found = told("""
        1 Ponds
          (1) Section 7 of the Canals Act 1990 is amended in accordance with subsections (2) and (3).
          (2) In subsection (1), omit “wet”.
          (3) Omit subsection (4).
          (4) Section 8 of the Rivers Act 1991 is amended in accordance with subsection (5).
          (5) Omit subsection (2).
    """)
    assert found == {
        "clause 1(2)": ["omit <Canals Act 1990, section 7(1)> “wet”"],
        "clause 1(3)": ["omit <Canals Act 1990, section 7(4)> itself"],
        "clause 1(5)": ["omit <Rivers Act 1991, section 8(2)> itself"],
    }


def test_a_subsection_left_out_of_the_count_is_read_with_a_note():
    (first, _) = instructions(
        bill("""
        1 Ponds
          (1) Section 7 of the Canals Act 1990 is amended in accordance with subsection (3).
          (2) In the heading, omit “wet”.
          (3) Omit subsection (4).
    """)
    )
    assert brief(first.operations[0]) == "omit <Canals Act 1990, section 7, heading> “wet”"
    assert first.notes == ("what it amends is said of (3) to (3), not of (2)",)


def test_a_short_name_is_the_act_that_the_bill_says():
    assert told("""
        1 Ponds
          In the 1990 Act, omit section 5.
        2 Interpretation
          In this Act—
          * “the 1990 Act” means the Canals Act 1990.
    """) == {"clause 1": ["omit <Canals Act 1990, section 5> itself"]}


def test_a_schedule_goes_on_with_its_act_through_its_headings():
    assert told("""
        1 Amendments
          The Schedule contains amendments.
        Schedule Amendments
          1 The Canals Act 1990 is amended as follows.
          # Weed
            2 (1) Section 3 is amended as follows.
              (2) In subsection (1), omit “wet”.
            3 Omit section 9.
          # Other Acts
            4 In section 5 of the Rivers Act 1991, omit subsection (2).
    """) == {
        "Schedule paragraph 2(2)": ["omit <Canals Act 1990, section 3(1)> “wet”"],
        "Schedule paragraph 3": ["omit <Canals Act 1990, section 9> itself"],
        "Schedule paragraph 4": ["omit <Rivers Act 1991, section 5(2)> itself"],
    }


def test_what_rests_on_a_sentence_that_is_not_read_is_not_read_either():
    found = told("""
        1 Ponds
          (1) The Canals Act 1990 is amended as follows.
          (2) Omit section 3.
          (3) The Rivers and other waters enactments are amended as follows.
          (4) Omit section 4.
          (5) In section 5, as far as it goes—
              (a) omit “wet”.
    """)
    assert found["clause 1(2)"] == ["omit <Canals Act 1990, section 3> itself"]
    assert all(found[one].startswith("! ") for one in ("clause 1(3)", "clause 1(4)", "clause 1(5)(a)"))


def test_that_section_is_never_one_named_before_a_sentence_that_was_not_read():
    found = told("""
        1 Ponds
          (1) In section 5 of the Canals Act 1990, omit “wet”.
          (2) Section 6 of the Rivers Act 1991 does not apply to eels.
          (3) After that section insert— [
            6A Eels
              Eels swim.
          ].
          (4) In section 7 of that Act, omit “dry”.
    """)
    assert found["clause 1(3)"].startswith("! no section is named")
    assert found["clause 1(4)"] == ["omit <Rivers Act 1991, section 7> “dry”"]


def test_a_list_of_provisions_has_the_same_done_to_each():
    assert told("""
        1 Ponds
          In the Canals Act 1990, in the following provisions omit “wet”—
          (a) section 3(1) (weed);
          (b) in Schedule 2—
            (i) paragraph 4;
            (ii) the heading of Part 1.
        2 Repeals
          The following Acts are repealed—
          (a) the Old Ponds Act 1950;
          (b) the Older Ponds Act 1850.
        3 Definitions
          In section 9 of the Canals Act 1990, omit the definitions of—
          (a) “eel”;
          (b) “carp”.
    """) == {
        "clause 1(a)": ["omit <Canals Act 1990, section 3(1)> “wet”"],
        "clause 1(b)(i)": ["omit <Canals Act 1990, Schedule 2 paragraph 4> “wet”"],
        "clause 1(b)(ii)": ["omit <Canals Act 1990, Schedule 2 Part 1, heading> “wet”"],
        "clause 2(a)": ["omit <Old Ponds Act 1950> itself"],
        "clause 2(b)": ["omit <Older Ponds Act 1850> itself"],
        "clause 3(a)": ["omit <Canals Act 1990, section 9 definition (eel)> itself"],
        "clause 3(b)": ["omit <Canals Act 1990, section 9 definition (carp)> itself"],
    }


def test_a_table_of_repeals_says_what_of_each_act_goes():
    found = instructions(
        bill("""
        1 Repeals
          The repeals are in the Schedule.
        Schedule Repeals
          1 The enactments in the table are repealed to the extent there said.
          : Short title and chapter : Extent of repeal
          : Canals Act 1990 (c. 5) : In section 3, subsection (2) and the “and” before it.
          : Old Ponds Act 1950 (c. 6) : The whole Act.
          : Rivers Act 1991 (c. 7) : Schedule 2, so much as remains.
    """)
    )
    assert [[brief(one) for one in each.operations] or each.reason for each in found] == [
        ["omit <Canals Act 1990, section 3(2)> itself", "omit <Canals Act 1990, section 3(2)> the and before it"],
        ["omit <Old Ponds Act 1950> itself"],
        "“, so much as remains.” is not understood",
    ]


def test_words_put_in_without_a_quotation_are_told_and_not_passed_over():
    found = told("""
        1 Ponds
          In section 3 of the Canals Act 1990, for the reference to section 9 substitute a reference to section 8.
    """)
    assert found["clause 1"].startswith("! “for the reference to section 9")


@pytest.mark.parametrize(
    "said",
    [
        "In section 4(1), after omit “wet”.",
        "In section 4(1), replace “wet” with “dry”.",
        "In section 4(1), for “wet” put “dry”.",
        "In section 4 (weed), after subsection (7)— [\n (8) An eel.\n].",
        "In paragraph 13, in sub-paragraph (3), for “for “wet”” there were substituted “for “dry””.",
        "Section 4(1) is amended by omitting “wet”.",
        "Subsection (1) of section 4 is amended by inserting after “wet” the words “and dry”.",
    ],
)
def test_a_change_whose_words_are_not_understood_is_told_and_not_passed_over(said):
    """The words of Bills as they are: one of these has no verb, another a verb in the wrong tense."""
    first, *rest = said.split("\n")
    rows = [f"  (2) {first}", *(f"    {row}" if row[0] != "]" else f"  {row}" for row in rest)]
    found = instructions(bill("\n".join(["1 Ponds", "  (1) The Canals Act 1990 is amended as follows.", *rows])))
    assert [(one.cited, one.operations, bool(one.reason), one.act) for one in found] == [
        ("clause 1(2)", (), True, "Canals Act 1990")
    ]


def test_text_put_into_an_act_that_puts_text_into_another_is_one_insertion():
    (found,) = instructions(
        bill("""
        1 Ponds
          After section 5 of the Canals Act 1990 insert— [
            5A Weed
              (1) After section 9 of the Rivers Act 1991 insert— [
                9A Eels
                  (1) In section 2 of the Lakes Act 1992, after “carp” insert “or eel”.
              ].
              (2) Omit section 7.
          ].
    """)
    )
    (operation,) = found.operations
    assert brief(operation) == "insert <Canals Act 1990, section 5> next after = “” + structure"
    (section,) = operation.matter.provisions
    assert (section.tag, section.label, section.eid) == ("section", "5A", None)


def test_what_comes_in_has_no_identifiers_nor_lines_of_the_bill():
    (found,) = instructions(
        bill("1 Ponds\n  After section 5 of the Canals Act 1990 insert— [\n    5A Weed\n      Eels.\n  ].", guids=True)
    )
    (section,) = found.operations[0].matter.provisions
    pending = [section]
    while pending:
        node = pending.pop()
        assert not {"eId", "GUID"} & {key for key, _ in node.attributes}
        for mark in getattr(getattr(node, "text", None), "marks", ()):
            assert mark.name != "?L"
            assert not {"eId", "GUID"} & {key for key, _ in mark.attributes}
        pending += getattr(node, "items", ())


def test_links_to_the_bills_own_quoted_text_do_not_come_in_with_the_words():
    """What they lead to has no place in the Act; a link to another document stays, and so does what lies in one."""
    marks = (
        Mark(0, 15, 0, "ref", (("href", "#sec_1__qstr__subsec_2"), ("GUID", "_1"))),
        Mark(11, 14, 1, "i"),
        Mark(19, 28, 0, "ref", (("href", "https://example.org/act"), ("GUID", "_2"))),
    )
    words = Block("p", Text("subsection (2) and section 5", marks))
    structure = Provision("quotedStructure", (Provision("content", (words,)),))
    (came,) = as_inserted(structure)
    assert [(mark.name, mark.depth, mark.attributes) for mark in came.text.marks] == [
        ("i", 0, ()),
        ("ref", 0, (("href", "https://example.org/act"),)),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Regulations under this section may amend or repeal an Act.",
        "Section 5 of the Canals Act 1990 is to be read as if for “wet” there were substituted “dry”.",
        "The keeper must omit weeds that are repealed.",
        "The repeal of section 5 of the Canals Act 1990 does not affect ponds.",
        "Until section 4 comes into force, section 1 of the Canals Act 1990 has effect as if it were amended.",
    ],
)
def test_what_amends_no_act_is_no_instruction(sentence):
    assert told(f"1 Ponds\n  {sentence}") == {}


FIGURES = {
    "keeling/bankruptcy-scotland-act-2016/bill.xml": (81, 0),
    "keeling/housing-act-2004/bill.xml": (617, 4),
    "prints/dpdi-bill314-commons-committee.xml": (829, 3),
    "prints/social-housing-hl60-lords-report.xml": (329, 0),
    "prints/dpdi-bill265-introduced.xml": (815, 2),
    "prints/social-housing-hl54-lords-committee.xml": (317, 0),
    "pdf/non-domestic-rating.xml": (212, 2),
}
"""How many instructions each real Bill has, and how many of them are not understood."""


@pytest.mark.parametrize("file", FIGURES)
def test_the_instructions_of_real_bills_are_understood(corpus, file):
    found = instructions(akn.read(corpus / file))
    assert (len(found), sum(not one.operations for one in found)) == FIGURES[file]
    assert all(bool(one.operations) != bool(one.reason) for one in found)
