"""Every form of words by which a Bill amends an Act becomes the change it asks for, with no character left over.

The forms are those of real Bills (Renters' Rights, Data Protection and Digital Information, Social Housing (Regulation),
Bankruptcy and Diligence (Scotland), Non-Domestic Rating); the words are about ponds.
"""

import pytest
from brief_operations import brief
from hypothesis import given
from hypothesis import strategies as st

from amend.english.textual.actions import ActionReader
from amend.english.textual.reader import Memory
from amend.english.textual.sentence import masked_sentence
from amend.errors import WordsError
from amend.model.address import Address
from amend.model.provision import Block, Provision
from amend.model.text import Text
from amend.model.textual import ActPlace

ACT = "Ponds Act 1990"
NEW = Provision("quotedStructure", (Provision("subsection", (Block("num", Text("(2A)")),)),))
"""What “\ue000” stands for in the sentences below."""


def read(sentence, where=""):
    provision = Address.parse(where) if where else None
    reader = ActionReader(masked_sentence(sentence, [NEW]), Memory({"1990 Act": ACT}))
    return reader.read([ActPlace(ACT, provision)])


SENTENCES = [
    # words for words
    ("for “pond” substitute “lake”;", "section 2", ["substitute <section 2> “pond” = “lake”"]),
    (
        "In section 26(2) (fishing), in paragraph (a), for “pond” substitute “lake”.",
        "",
        ["substitute <section 26(2)(a)> “pond” = “lake”"],
    ),
    (
        "In Part 4, in section 26(2), in paragraph (a), for the words from “fish” to “net” substitute “carp”.",
        "",
        ["substitute <section 26(2)(a)> [“fish”..“net”] = “carp”"],
    ),
    (
        "in subsection (3), for “(including” to the end of that subsection substitute “, and”,",
        "section 2",
        ["substitute <section 2(3)> [“(including”..end] = “, and”"],
    ),
    (
        "for the words from the beginning to “ponds,” substitute “A keeper”;",
        "section 2(1)",
        ["substitute <section 2(1)> [start..“ponds,”] = “A keeper”"],
    ),
    (
        "for the words following “excuse” substitute “for failing to count”.",
        "section 2(4)",
        ["substitute <section 2(4)> [after “excuse”..end] = “for failing to count”"],
    ),
    (
        "in paragraph 2(a), omit the words from “other than—” to the end of sub-paragraph (ii) (but not the “, or” at the"
        " end of the paragraph);",
        "Schedule 2",
        ["omit <Schedule 2 paragraph 2(a)> [“other than—”..before “, or”#-1]"],
    ),
    # which of several
    (
        "In section 213, in each place it occurs, for “a pond” substitute “an old pond”.",
        "",
        ["substitute <section 213> “a pond”* = “an old pond”"],
    ),
    ("for “he”, in both places it occurs, substitute “they”.", "section 3", ["substitute <section 3> “he”* = “they”"]),
    ("after “eel” (in each place) insert “or carp”.", "section 3", ["insert <section 3> after “eel”* = “or carp”"]),
    ("wherever it occurs, omit “eel”", "section 3", ["omit <section 3> “eel”*"]),
    ("omit “that the keeper” (in the second place).", "section 3", ["omit <section 3> “that the keeper”#2"]),
    (
        "in paragraph (d), after the second “pond” insert “(but see section 9)”;",
        "section 3(1)",
        ["insert <section 3(1)(d)> after “pond”#2 = “(but see section 9)”"],
    ),
    ("omit the final “or”;", "section 3(1)(a)", ["omit <section 3(1)(a)> “or”#-1"]),
    # omitted
    ("Omit section 6A (draining of ponds).", "", ["omit <section 6A> itself"]),
    ("omit Chapter 2 of Part 1 (old ponds).", "", ["omit <Part 1 Chapter 2> itself"]),
    (
        "omit subsections (6), (6A) and (7).",
        "section 7",
        [
            "omit <section 7(6)> itself",
            "omit <section 7(6A)> itself",
            "omit <section 7(7)> itself",
        ],
    ),
    ("Omit sections 96 to 100.", "", ["omit <section 96 to section 100> itself"]),
    (
        "omit paragraph (d) and the “and” before it.",
        "section 14(1)",
        ["omit <section 14(1)(d)> itself", "omit <section 14(1)(d)> the and before it"],
    ),
    ("omit paragraph (a) (together with the “or” at the end of it).", "section 4", ["omit <section 4(a)> itself"]),
    ("omit paragraph (b) (but not the “and” at the end).", "section 4", ["omit <section 4(b)> itself but and"]),
    ("omit the “or” at the end of paragraph (b);", "section 4", ["omit <section 4(b)> the or after it"]),
    (
        "the word “and” immediately following paragraph (a) is repealed,",
        "section 33(1)",
        ["omit <section 33(1)(a)> the and after it"],
    ),
    ("the words “(where wet)” are repealed,", "section 31(4)(a)", ["omit <section 31(4)(a)> “(where wet)”"]),
    (
        "Omit section 24 (weed) and the italic heading before it.",
        "",
        ["omit <section 24> itself", "omit <section 24, italic heading> itself"],
    ),
    (
        "omit the definitions of “carp” and “eel”.",
        "section 9(1)",
        ["omit <section 9(1) definition (carp)> itself", "omit <section 9(1) definition (eel)> itself"],
    ),
    ("The Old Ponds (Scotland) Act 1950 is repealed.", "", ["omit <Old Ponds (Scotland) Act 1950> itself"]),
    ("Section 5 of the 1990 Act is repealed.", "", ["omit <section 5> itself"]),
    ("leave out “wet”", "section 9", ["omit <section 9> “wet”"]),
    # inserted
    ("after subsection (2), insert—“\ue000”.", "section 5", ["insert <section 5(2)> next after = “” + structure"]),
    (
        "Before paragraph 5A insert the italic heading—“\ue000”",
        "Schedule 9",
        ["insert <Schedule 9 paragraph 5A> next before = “” + structure"],
    ),
    (
        "In the heading of Section 3 of Chapter 4, omit “wet”",
        "",
        ["omit <Chapter 4 section 3, heading> “wet”"],
    ),
    ("Before section 76, insert—“\ue000”", "", ["insert <section 76> next before = “” + structure"]),
    ("there is inserted after it “x”", "section 5", None),
    (
        "after subsection (2) there is inserted—“\ue000”.",
        "section 5",
        ["insert <section 5(2)> next after = “” + structure"],
    ),
    (
        "after paragraph (a) (but before the “or” at the end) insert—“\ue000”.",
        "section 5(1)",
        ["insert <section 5(1)(a)> next after but before or = “” + structure"],
    ),
    (
        "Before section 127 (and the heading immediately before it) insert—“\ue000”",
        "",
        ["insert <section 127, italic heading> next before = “” + structure"],
    ),
    (
        "Before section 277 (but after the heading before that section) insert—“\ue000”",
        "",
        ["insert <section 277, italic heading> next after = “” + structure"],
    ),
    ("after “pond” insert “—\ue000”,", "section 5(1)", ["insert <section 5(1)> after “pond” = “—” + structure"]),
    ("at the end insert “, or\ue000”", "section 5(1)(a)", ["insert <section 5(1)(a)> end = “, or” + structure"]),
    (
        "in paragraph (a), at the beginning insert “as to”;",
        "section 7(3)",
        ["insert <section 7(3)(a)> start = “as to”"],
    ),
    ("insert “and” at the end of paragraph (c), and", "section 7(3)", ["insert <section 7(3)(c)> end = “and”"]),
    (
        "In section 8(1), at the appropriate place insert—“\ue000”",
        "",
        ["insert <section 8(1)> in order = “” + structure"],
    ),
    (
        "in the Table, at the appropriate places insert—“\ue000”.",
        "section 206",
        ["insert <section 206, table> in order = “” + structure"],
    ),
    (
        "in paragraph (b) omit “and” and after that paragraph insert—“\ue000”;",
        "section 6(1)",
        ["omit <section 6(1)(b)> “and”", "insert <section 6(1)(b)> next after = “” + structure"],
    ),
    # substituted
    (
        "for subsections (1) and (2) substitute—“\ue000”",
        "section 28",
        ["substitute <section 28(1)> itself = “” + structure", "omit <section 28(2)> itself"],
    ),
    (
        "for subsections (1) to (5) substitute—“\ue000”",
        "section 271",
        ["substitute <section 271(1) to section 271(5)> itself = “” + structure"],
    ),
    (
        "for the definition of “eel” in subsection (8) substitute—“\ue000”",
        "section 35",
        ["substitute <section 35(8) definition (eel)> itself = “” + structure"],
    ),
    (
        "For Ground 1 (excluding the italic heading) substitute—“\ue000”",
        "Schedule 2",
        ["substitute <Schedule 2 Ground 1> itself but heading = “” + structure"],
    ),
    # headings and parts of the words
    ("in the heading, omit “old”", "section 3", ["omit <section 3, heading> “old”"]),
    (
        "the title to the section becomes “Old ponds”.",
        "section 34",
        ["substitute <section 34, heading> itself = “Old ponds”"],
    ),
    (
        "In the italic heading before section 28, omit “Old”.",
        "",
        ["omit <section 28, italic heading> “Old”"],
    ),
    (
        "for the words before paragraph (a) substitute “either”;",
        "section 13(2)",
        ["substitute <section 13(2), opening words (a)> itself = “either”"],
    ),
    ("in the opening words, omit “as to”;", "section 13(2)", ["omit <section 13(2), opening words> “as to”"]),
    (
        "in the words after paragraph (b), for “wet” substitute “dry”.",
        "section 13(2)",
        ["substitute <section 13(2), closing words (b)> “wet” = “dry”"],
    ),
    (
        "in the definition of “pond”, in paragraph (b), omit sub-paragraph (i).",
        "section 13(2)",
        ["omit <section 13(2) definition (pond) paragraph (b)(i)> itself"],
    ),
    (
        "in the entry for “eel”, for “river” substitute “pond”",
        "section 99",
        ["substitute <section 99, entry eel> “river” = “pond”"],
    ),
    ("omit the second sentence", "section 13(2)", ["omit <section 13(2), 2 sentence> itself"]),
    (
        "In Part 1 of the table in Schedule 2, omit the entry for “eel”",
        "",
        ["omit <Schedule 2, table, item Part 1, entry eel> itself"],
    ),
    (
        "omit from “wet” to the end of paragraph (b)",
        "section 13(2)",
        ["omit <section 13(2)> [“wet”..end of paragraph b]"],
    ),
    (
        "before the word “and” at the end of paragraph (b) insert “wet”",
        "section 13(2)",
        ["insert <section 13(2)(b)> before “and”#-1 = “wet”"],
    ),
    # become and move
    (
        "subsection (2) is renumbered as subsection (1A)",
        "section 13",
        ["become <section 13(2)> itself = section 13(1A)"],
    ),
    ("the existing text becomes subsection (1);", "section 6", ["become <section 6> itself = section 6(1)"]),
    (
        "paragraphs (a) to (c) become paragraphs (i) to (iii) of paragraph (zb).",
        "section 10(4)",
        ["become <section 10(4)(a) to section 10(4)(c)> itself = section 10(4)(zb)(i)"],
    ),
    (
        "the words from “eels” to the end become a definition;",
        "section 17(4)",
        ["become <section 17(4)> [“eels”..end] = definition"],
    ),
    (
        "Ground 16 in Part 2 of Schedule 2, together with the italic heading before it, moves to after Ground 5B (inserted"
        " by paragraph 13) and becomes Ground 5C in Part 1 of that Schedule.",
        "",
        [
            "move <Schedule 2 Part 2 Ground 16> after Schedule 2 Ground 5B with its heading",
            "become <Schedule 2 Part 2 Ground 16> itself = Schedule 2 Part 1 Ground 5C",
        ],
    ),
    (
        "in the entry for “Old eels”, in the first column, omit “Old” (and, accordingly, move the entry to the appropriate"
        " place).",
        "section 54",
        ["omit <section 54, entry Old eels, 1 column> “Old”", "move <section 54, entry Old eels> to its place"],
    ),
    # places of other kinds of Act
    (
        "In Article 6(1) (lawful fishing), in point (e), after “or” insert “an eel”.",
        "",
        ["insert <article 6(1)(e)> after “or” = “an eel”"],
    ),
    (
        "in paragraph 1, after point (4) insert—“\ue000”",
        "article 4",
        ["insert <article 4(1)(4)> next after = “” + structure"],
    ),
    ("in regulation 3(1)(b), omit “wet”", "", ["omit <regulation 3(1)(b)> “wet”"]),
    (
        "In paragraph 10(4) of Part 2 of Schedule 7 to the Ponds Act 1990, in paragraph (a)(ii), omit “wet”.",
        "",
        ["omit <Schedule 7 Part 2 paragraph 10(4)(a)(ii)> “wet”"],
    ),
    (
        "in paragraphs (a) and (b), omit “on” in each place, and",
        "section 2",
        ["omit <section 2(a)> “on”*", "omit <section 2(b)> “on”*"],
    ),
    (
        "In subsections (3) to (6), after “eel” insert “or carp”.",
        "section 5",
        ["insert <section 5(3) to section 5(6)> after “eel” = “or carp”"],
    ),
    (
        "In section 214, after paragraph(2)(q) insert—“\ue000”.",
        "",
        ["insert <section 214 paragraph (2)(q)> next after = “” + structure"],
    ),
]


@pytest.mark.parametrize(
    ("sentence", "where", "wanted"), [row for row in SENTENCES if row[2]], ids=lambda one: str(one)[:60]
)
def test_a_sentence_is_what_it_asks_for(sentence, where, wanted):
    assert [brief(one, ACT) for one in read(sentence, where).operations] == wanted


NOT_READ = [
    "for “pond” subsitute “lake”;",
    "for “pond” substitute “lake” as soon as may be;",
    "in subsection (2), omit “wet” in respect of eels;",
    "omit “wet” (so far as relating to England);",
    "after subsections (1) and (2) insert—“\ue000”.",
    "after “wet” substitute “dry”;",
    "in both places, after subsection (2) insert—“\ue000”.",
    "in that Schedule, omit “wet”",
    "for the reference to section 9 substitute a reference to section 8A",
    "in sub-paragraph (1)(a) of paragraph 5, omit “wet”",
    "in subsection (4) of section 5(2), omit “wet”",
    "In section 5 of the Act, omit “wet”",
    "after that paragraph insert—“\ue000”",
    "in subsection (2), after paragraph (a) insert",
    "omit “wet” (and move the entry to the appropriate place).",
]


@pytest.mark.parametrize("sentence", NOT_READ)
def test_what_is_not_all_understood_is_refused(sentence):
    with pytest.raises(WordsError):
        read(sentence, "section 2")


CHAPEAUS = [
    ("The Old Ponds Act 1950 is amended as follows.", "Old Ponds Act 1950", None),
    (
        "Section 72 of the Old Ponds Act 1950 (weed) is amended in accordance with subsections (2) to (4).",
        "Old Ponds Act 1950, section 72",
        ("2", "4"),
    ),
    ("The Old Ponds Act 1950 is modified by subsections (2) and (3).", "Old Ponds Act 1950", ("2", "3")),
    ("Paragraph 2 of Schedule 3 is amended as follows.", f"{ACT}, Schedule 3 paragraph 2", None),
]


@pytest.mark.parametrize(("sentence", "where", "limit"), CHAPEAUS)
def test_a_sentence_that_only_says_where_is_no_change(sentence, where, limit):
    found = read(sentence)
    assert (str(found.places[0]), found.limit, found.amended, found.operations) == (where, limit, True, ())


HINTS = [
    ("In section 104 (winding-up of ponds), omit “wet”.", [("section 104", "(winding-up of ponds)")]),
    ("In section 104 of the Lakes Act 1992 (c. 5) (winding-up), omit “wet”.", [("section 104", "(winding-up)")]),
    ("In paragraph 2 of Schedule 3 (eels), omit “wet”.", [("Schedule 3 paragraph 2", "(eels)")]),
    (
        "In Schedule 3 (eels), in paragraph 2 (carp), omit “wet”.",
        [("Schedule 3", "(eels)"), ("Schedule 3 paragraph 2", "(carp)")],
    ),
]


@pytest.mark.parametrize(("sentence", "hints"), HINTS)
def test_a_description_in_brackets_is_kept_with_what_is_cited_before_it_and_has_no_force(sentence, hints):
    (found,) = read(sentence).operations
    assert [(str(hint.provision), hint.words) for hint in found.place.described] == hints


SLIPS = [
    ('omit the words from "wet" to the end;', "a quotation mark is straight"),
    ("for “keeper’s“ substitute “owner’s”.", "a quotation mark has the wrong shape"),
    ("omit the words from “wet” to the end”;", "a closing quotation mark at the end closes nothing"),
    ("for “wet” substitute “dry (as the case may be).", "the last quotation is not closed"),
]


@pytest.mark.parametrize(("sentence", "note"), SLIPS)
def test_a_slip_in_the_marks_is_put_right_and_told(sentence, note):
    of = masked_sentence(sentence)
    assert ActionReader(of, Memory()).read([ActPlace(ACT, Address("section", "2"))]).operations
    assert of.notes[0].startswith(note)


WORDS = st.sampled_from(
    "in In section sections 3 26(2) (a) (i) and to of the words from “wet” “ ” «0» ( ) — insert substitute omit for after"
    " before subsection paragraph Schedule Part that it definition heading at end appropriate place Ponds Act 1990 is are"
    " amended repealed becomes , . ; each places \ue000".split()
)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_whatever_is_said_is_read_or_refused(sentence):
    try:
        found = read(sentence, "section 2")
    except WordsError:
        return
    assert found.operations or found.places
