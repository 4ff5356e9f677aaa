"""Amendments pasted as plain text are made out in every layout, and what cannot be made out is a finding with its line."""

from dataclasses import dataclass
from itertools import zip_longest
from textwrap import dedent, wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.drafting import papers
from amend.errors import AmendError, ReadError
from amend.formats import draft, pasted

WORDS = "Clause 3, page 2, line 7, leave out “carp” and insert “eel”"


def parsed(text):
    return papers.checked(pasted.parse(dedent(text).strip("\n"), place="pasted.txt"))


def only(text):
    """The one amendment of a text in which there is nothing to find."""
    paper = parsed(text)
    assert paper.findings == ()
    (amendment,) = paper.amendments
    return amendment


def facts(paper):
    return [
        (amendment.number, [amendment.mover, *amendment.supporters] if amendment.mover else [], amendment.statement)
        for amendment in paper.amendments
    ]


@pytest.mark.parametrize(
    ("above", "number", "star", "gov"),
    [
        ("", "", "", False),
        ("12 ", "12", "", False),
        ("12\n", "12", "", False),
        ("12: ", "12", "", False),
        ("12. ", "12", "", False),
        ("34C ", "34C", "", False),
        ("A1 ", "A1", "", False),
        ("★15 ", "15", "★", False),
        ("☆ 15\n", "15", "☆", False),
        ("★\n15\n", "15", "★", False),
        ("Gov 12\n", "12", "", True),
        ("★ Gov 12 ", "12", "★", True),
        ("Gov ☆ 12 ", "12", "☆", True),
        ("Amendment 12\n", "12", "", False),
        ("Amendment No. 12\n", "12", "", False),
        ("\ufeff12 ", "12", "", False),
    ],
)
def test_a_number_is_read_on_a_row_of_its_own_or_before_the_instruction(above, number, star, gov):
    amendment = only(above + WORDS)
    assert amendment.words == WORDS
    assert (amendment.number, amendment.star, amendment.gov) == (number, star, gov)


@pytest.mark.parametrize("number", ["NC4", "NC4\n", "New Clause 4\n", "★ NC4", "Gov NC4"])
def test_a_new_clause_is_read_with_its_number(number):
    amendment = only(f"{number} To move the following Clause—\n“Weed\n(1) Clear it.”")
    assert (amendment.number, amendment.words) == ("NC4", "To move the following Clause—\n“Weed\n(1) Clear it.”")


@pytest.mark.parametrize(
    "instruction",
    [
        "Page 20, line 8, leave out Clause 26",
        "Clause 3, page 3, leave out lines 18 and 19",
        "Schedule, page 12, line 21, at end insert “and eels”",
        "Schedule 2, page 12, line 21 at end insert “and eels”",
        "Title, line 3, leave out “ponds”",
        "Leave out Clause 58",
        "Transpose Clause 5 to after Clause 9",
        "The above-named Lords give notice of their intention to oppose the Question that Clause 58 stand part of the Bill.",
        "After Clause 3, insert the following new Clause—\n“Weed\nClear it.”",
        "Leave out Clause 36 and insert the following new Clause—\n“Weed\nClear it.”",
        "To move the following Schedule—\n“Schedule\nFish\n1 Carp may be fed.”",
        "Clause 3, page 2, line 7, leave out “carp” and insert “eels, and\n(c) tench”",
        "Clause 3, page 2, line 7, at end insert—\n“( ) Eels are kept.”",
        "Clause 3, page 2, line 7, at end insert—\n“(3) After section 5 insert—\n“5A Weed\n(1) Clear it.””",
        "Clause 3, page 2, line 7, at end insert—\n“(3) In this section—\n“carp” means a fish;\n“eel” means an eel.”",
    ],
)
@pytest.mark.parametrize("place", ["{}", "7 {}", "7\n{}", "Jane Roe\n7\n{}\nMember’s explanatory statement\nIt is so."])
def test_every_form_of_instruction_begins_an_amendment(place, instruction):
    assert only(place.format(instruction)).words == instruction


LORDS = [
    pytest.param(
        "1 Clause 4, page 4, line 12, after “carp” insert “and eel”",
        ["Clause 4, page 4, line 12, after “carp” insert “and eel”"],
        id="the place in the instruction",
    ),
    pytest.param(
        "Clause 4\n1 Page 4, line 12, at end insert—\n“(3) Eels are kept.”",
        ["Clause 4", "Page 4, line 12, at end insert—", "“(3) Eels are kept.”"],
        id="the clause as a heading above",
    ),
    pytest.param(
        "After Clause 23\n1\nInsert the following new Clause—\n“Weed\nClear it.”",
        ["After Clause 23", "Insert the following new Clause—", "“Weed", "Clear it.”"],
        id="the place of a new clause as a heading above",
    ),
    pytest.param(
        "Clause 4\nLORD CARP\n1 Clause 4, page 4, line 12, leave out “carp”",
        ["Clause 4, page 4, line 12, leave out “carp”"],
        id="a heading that the instruction repeats",
    ),
    pytest.param(
        "Clause 26\n1 Page 20, line 8, leave out Clause 26",
        ["Page 20, line 8, leave out Clause 26"],
        id="a heading above a clause that is left out whole",
    ),
]


@pytest.mark.parametrize(("text", "rows"), LORDS)
def test_the_layouts_of_the_lords_are_read(text, rows):
    assert only(text).words.split("\n") == rows


def test_a_heading_serves_for_all_below_it_until_the_next():
    paper = parsed("""
        Clause 1
        1 Page 1, line 2, leave out “carp”
        2 Page 1, line 3, leave out “eel”
        Clause 2
        3 Page 2, line 3, leave out “tench”
    """)
    assert [amendment.words.split("\n")[0] for amendment in paper.amendments] == ["Clause 1", "Clause 1", "Clause 2"]


def test_text_without_a_place_is_kept_with_a_finding():
    paper = parsed("1 leave out “carp” and insert “eel”")
    assert [amendment.words for amendment in paper.amendments] == ["leave out “carp” and insert “eel”"]
    assert [(finding.amendment, finding.place) for finding in paper.findings] == [("1", "pasted.txt:1")]


HANSARD = [
    pytest.param(
        """
        Amendment 29
        Moved by
        Baroness Carp
        Lord Eel of Mere
        29: Clause 26, page 26, line 18, at end insert—
        “(6A) A person may not fish—
        (a) by night, or
        (b) alone,
        except where the keeper agrees.
        “(6B) In subsection (6A), “keeper” means the owner.”
        Member’s explanatory statement
        It is so.
        """,
        "29",
        ["Baroness Carp", "Lord Eel of Mere"],
        "It is so.",
        [
            "Clause 26, page 26, line 18, at end insert—",
            "“(6A) A person may not fish—",
            "(a) by night, or",
            "(b) alone,",
            "except where the keeper agrees.",
            "(6B) In subsection (6A), “keeper” means the owner.”",
        ],
        id="the Lords, with the opening mark before each subsection",
    ),
    pytest.param(
        "Baroness Carp moved Amendment 1:\n1: Clause 1, page 1, line 5, leave out “carp”",
        "1",
        ["Baroness Carp"],
        "",
        ["Clause 1, page 1, line 5, leave out “carp”"],
        id="the Lords, the mover in a sentence",
    ),
    pytest.param(
        "Amendment made: 12, in clause 3, page 4, line 5, leave out “carp” and insert “eel”.—(Jane Roe.)",
        "12",
        ["Jane Roe"],
        "",
        ["Clause 3, page 4, line 5, leave out “carp” and insert “eel”"],
        id="the Commons, an amendment made",
    ),
    pytest.param(
        "Amendment 13, in schedule 2, page 5, line 6, leave out paragraph 3.—(Jane Roe.)",
        "13",
        ["Jane Roe"],
        "",
        ["Schedule 2, page 5, line 6, leave out paragraph 3"],
        id="the Commons, one of several",
    ),
    pytest.param(
        "I beg to move amendment 14, in clause 1, page 1, line 8, at end insert—\n“(c) tench.”",
        "14",
        [],
        "",
        ["Clause 1, page 1, line 8, at end insert—", "“(c) tench.”"],
        id="the Commons, in a speech",
    ),
    pytest.param(
        "New Clause 4\nWeed in ponds\n“(1) Clear it.\n(2) Weed is a plant.”—(Jane Roe.)",
        "NC4",
        ["Jane Roe"],
        "",
        ["To move the following Clause—", "“Weed in ponds", "(1) Clear it.", "(2) Weed is a plant.”"],
        id="the Commons, a new clause",
    ),
]


@pytest.mark.parametrize(("text", "number", "names", "statement", "rows"), HANSARD)
def test_hansard_is_read(text, number, names, statement, rows):
    amendment = only(text)
    assert amendment.words.split("\n") == rows
    assert facts(parsed(text)) == [(number, names, statement)]


def test_an_opening_mark_that_belongs_to_a_quotation_within_is_kept():
    words = "Clause 3, page 2, line 7, at end insert—\n“(3) In section 4, after subsection (1) insert—\n“(1A) One.”\n(4) Two.”"
    assert only(words).words == words


TWO = "1 Clause 1, page 1, line 5, leave out “carp”", "2 Clause 2, page 2, line 5, leave out “eel”"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(["Jane Roe", TWO[0], "John Doe", TWO[1]], [["Jane Roe"], ["John Doe"]], id="above"),
        pytest.param([TWO[0], "Jane Roe", TWO[1], "John Doe"], [["Jane Roe"], ["John Doe"]], id="below"),
        pytest.param(
            ["Jane Roe", "John Doe", TWO[0], "Sir Sam Poe", TWO[1]],
            [["Jane Roe", "John Doe"], ["Sir Sam Poe"]],
            id="two",
        ),
        pytest.param([TWO[0], "2", "Jane Roe", TWO[1][2:]], [[], ["Jane Roe"]], id="between number and instruction"),
        pytest.param(["Jane Roe, John Doe", *TWO], [["Jane Roe", "John Doe"], []], id="on one row"),
        pytest.param(["Moved by: Jane Roe", *TWO], [["Jane Roe"], []], id="after “moved by”"),
        pytest.param(["LORD CARP OF MERE", *TWO], [["LORD CARP OF MERE"], []], id="in capitals"),
        pytest.param(["Jane Roe [R]", *TWO], [["Jane Roe [R]"], []], id="with an interest"),
        pytest.param(["The Lord Bishop of Eel", *TWO], [["The Lord Bishop of Eel"], []], id="a bishop"),
        pytest.param(["Dr Ann O’Pike-Bream", *TWO], [["Dr Ann O’Pike-Bream"], []], id="with marks in it"),
        pytest.param(["Member for Exampleshire", *TWO], [["Member for Exampleshire"], []], id="a Member by the seat"),
    ],
)
def test_the_movers_are_found(rows, expected):
    paper = parsed("\n".join(rows))
    assert paper.findings == ()
    assert [names for _, names, _ in facts(paper)] == expected


def test_names_between_words_and_statement_show_that_movers_stand_below():
    paper = parsed(f"{TWO[0]}\nJane Roe\n{TWO[1]}\nJohn Doe\nMember’s explanatory statement\nIt is so.")
    assert facts(paper) == [("1", ["Jane Roe"], ""), ("2", ["John Doe"], "It is so.")]


def test_names_that_may_be_of_either_amendment_are_a_finding():
    paper = parsed(f"{TWO[0]}\nJane Roe\n{TWO[1]}")
    assert [names for _, names, _ in facts(paper)] == [[], []]
    (finding,) = paper.findings
    assert finding.place == "pasted.txt:2"
    assert "above or below" in finding.message


@pytest.mark.parametrize(
    ("heading", "statement"),
    [
        ("Member’s explanatory statement\nIt is so.", "It is so."),
        ("Member's explanatory statement\n\nIt is so.", "It is so."),
        ("MEMBER’S EXPLANATORY STATEMENT\nIt is\nso.", "It is so."),
        ("Member’s explanatory statement: It is so.", "It is so."),
        ("**Member’s explanatory statement**\nIt is so.", "It is so."),
        ("Member’s explanatory statement\nIt is so.\n\nSo it is.", "It is so.\nSo it is."),
        ("Member’s explanatory statement\nSee the Fish Act\n1999.\nJane Roe", "See the Fish Act 1999."),
    ],
)
def test_the_statement_is_read(heading, statement):
    assert parsed(f"John Doe\n1 {WORDS}\n{heading}\n2 {WORDS}").amendments[0].statement == statement


def test_amendments_to_an_amendment_are_linked_to_it():
    paper = parsed("""
        NC4 To move the following Clause—
        “Weed
        Clear it.”
        As Amendments to Jane Roe’s proposed New Clause (Weed)
        (Gov NC4):—
        (a) Line 2, leave out “Clear” and insert “Cut”
        (b) Line 2, at end insert “and burn it”
        5 Clause 2, page 2, line 5, leave out “eel”
    """)
    assert paper.findings == ()
    assert [(amendment.number, amendment.amends) for amendment in paper.amendments] == [
        ("NC4", ""),
        ("(a)", "NC4"),
        ("(b)", "NC4"),
        ("5", ""),
    ]


def test_the_withdrawn_list_is_read():
    paper = parsed(f"{TWO[0]}\nWithdrawn Amendments\nThe following amendments were withdrawn on 2 May 2026:\n5 and NC3")
    assert paper.findings == ()
    assert paper.withdrawn == (("5", "2 May 2026"), ("NC3", "2 May 2026"))


@pytest.mark.parametrize("furniture", ["HL Bill 54—R(I)", "HL Bill 54 58/3", "58/3", "Page 3 of 9", "-----"])
def test_what_stands_at_the_foot_of_a_page_is_no_word(furniture):
    words = "Clause 3, page 2, line 7, at end insert—\n“(3) Eels—\n(a) are kept, and\n(b) fed.”"
    rows = words.split("\n")
    for at in range(1, len(rows) + 1):
        assert only("\n".join([*rows[:at], furniture, *rows[at:]])).words == words


@pytest.mark.parametrize(
    ("text", "amendment", "line", "message"),
    [
        (f"Report Stage of a Bill\n{TWO[0]}", "", 1, "“Report Stage of a Bill” is no part"),
        (f"{TWO[0]}\n\nBrought up, and read the First time.\nQuestion put.\n\n{TWO[1]}", "", 3, "to line 4 is no part"),
        (f"{TWO[0]}\n7\n", "7", 2, "no instruction"),
        (f"7\n8\n{TWO[0][2:]}", "7", 1, "no instruction"),
        (f"7\n{TWO[0]}", "7", 1, "no instruction"),
        ("1 Clause 1, page 1, line 5, at end insert—\n“(3) Eels—\n12\n(a) are kept.”", "1", 3, "stands alone"),
        ("1 Clause 1, page 1, line 5, leave out “carp", "1", 1, "not closed"),
        ("1 Clause 1, page 1, line 5, tickle “carp”", "1", 1, "not understood"),
        (f"Member’s explanatory statement\nIt is so.\n{TWO[0]}", "", 1, "and what follows to line 2 is no part"),
        (f"{TWO[0]}\nMember’s explanatory statement\nIt is so.\n\nOrder of the House", "", 5, "is no part"),
    ],
)
def test_what_cannot_be_made_out_is_a_finding_with_its_line(text, amendment, line, message):
    finding, *_ = parsed(text).findings
    assert (finding.amendment, finding.place) == (amendment, f"pasted.txt:{line}")
    assert message in finding.message


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "no amendment"),
        ("only words\nand more", "no amendment"),
        ("12\n13", "no amendment"),
        ('---\nprint: "Bill 9"\n---\n\nClause 3, page 2, line 7, leave out “carp”', "a draft already"),
    ],
)
def test_a_text_without_amendments_is_refused_with_what_to_do(text, fault):
    with pytest.raises(ReadError, match=fault) as refused:
        pasted.parse(text, place="pasted.txt")
    assert str(refused.value).startswith("pasted.txt")
    assert refused.value.remedy


LONG = "The keeper of every pond, lake or mere to which this section applies must keep it clean and free of weed"


def test_rows_that_were_wrapped_are_joined():
    rows = [
        f"Clause 3, page 2, line 7, leave out from “carp” to the end of line 12 and insert “eels, {LONG.lower()}”",
        "Clause 3, page 2, line 9, at end insert—",
        f"“(3) {LONG}—",
        f"(a) by subsection (1) and (2) of that section, {LONG.lower()}, and",
        f"(b) in the year 2003 and after it, {LONG.lower()}.",
        f"(4) {LONG}.”",
    ]
    text = "\n".join(line for row in rows for line in wrap(row, 70))
    assert [row for amendment in parsed(text).amendments for row in amendment.words.split("\n")] == rows


def test_a_row_that_may_go_on_or_begin_a_paragraph_is_a_finding():
    heading = "“Duties of the keepers of ponds, lakes and meres and of those who help"
    rows = ["NC1 To move the following Clause—", heading, *wrap(f"{LONG}. {LONG}. {LONG}.”", 70)]
    (finding,) = pasted.parse("\n".join(rows), place="pasted.txt").findings
    assert (finding.amendment, finding.place) == ("NC1", "pasted.txt:3")
    assert "blank row" in finding.message


PIECES = st.sampled_from(
    [
        *(
            "Jane Roe",
            "LORD CARP",
            "Moved by",
            "1",
            "★ 2",
            "Gov",
            "(a)",
            "5.",
            "NC3",
            "New Clause 9",
            "",
            "",
            "“",
            "”",
            '"',
        ),
        *(
            "Clause 3",
            "After Clause 4",
            "Insert the following new Clause—",
            "“Weed",
            "(1) Keepers must—",
            "(a) fish, and",
        ),
        *("12 Clause 3, page 2, line 5, leave out “a”", "12, in clause 3, page 4, line 5, leave out “x”.—(Jane Roe.)"),
        *(
            "As an amendment to amendment 2",
            "Member’s explanatory statement",
            "It is so.",
            "unfinished",
            "…”—(Jane Roe.)",
        ),
        *("The following amendments were withdrawn on 2 May 2026:", "3, NC4 and 5", "HL Bill 54—R", "at end insert—"),
        *(
            "“(2) Weed.”",
            "leave out “x”",
            "\ufffc",
            "\x0b",
            "( ) text",
            "Page 2, line 3, at end insert—",
            "—",
            "’",
            "١٢",
        ),
    ]
)


@given(st.lists(PIECES, max_size=14).map("\n".join))
def test_any_text_gives_amendments_that_a_draft_holds_or_is_refused_on_one_line(text):
    try:
        paper = papers.for_print(papers.checked(pasted.parse(text)), "Bill 9")
    except AmendError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    for amendment in paper.amendments:
        assert draft.loads(draft.dumps(amendment), source=amendment.source) == amendment
    assert not any("\n" in finding.message for finding in paper.findings)


@dataclass(frozen=True)
class Layout:
    """How a paper may be printed that is then pasted. apart: whether blank rows stand between paragraphs."""

    names: str
    apart: bool

    def rows(self, amendment):
        first, *others = amendment.words.split("\n")
        names = [amendment.mover, *amendment.supporters]
        number = f"{amendment.star}{'Gov ' if amendment.gov else ''}{amendment.number}"
        statement = ["Member’s explanatory statement", *amendment.statement.split("\n")] if amendment.statement else []
        printed = {
            "above": [*names, number, first, *others, *statement],
            "above, number before": [*names, f"{number} {first}", *others, *statement],
            "below": [f"{number} {first}", *others, *names, *statement],
            "Hansard": [number, "Moved by", *names, f"{amendment.number}: {first}", *others, *statement],
        }
        return [*([amendment.note] if amendment.note else []), *printed[self.names]]

    def text(self, amendments):
        return ("\n\n" if self.apart else "\n").join(row for one in amendments for row in self.rows(one))


def kept(amendment):
    names = (amendment.mover, *amendment.supporters)
    marks = (amendment.gov, amendment.star)
    return amendment.number, amendment.words, names, amendment.statement, amendment.amends, marks


@pytest.mark.parametrize("apart", [False, True], ids=["close", "blank rows"])
@pytest.mark.parametrize("names", ["above", "above, number before", "below", "Hansard"])
def test_the_real_papers_pasted_in_any_layout_give_the_same_amendments(corpus, names, apart):
    for file in sorted((corpus / "papers").glob("*.xml")):
        given_ = papers.read(file).amendments
        paper = parsed(Layout(names, apart).text(given_))
        assert paper.findings == ()
        for before, after in zip_longest(given_, paper.amendments):
            assert kept(after) == kept(before)


@pytest.mark.parametrize(
    "words",
    [
        "In the Title, line 1, leave out “about” and insert “for”",
        "Title, line 2, at end insert “and weirs”",
        "Clause 4, leave out Clause 4",
        "Clause 4, transpose Clause 4 to after Clause 9",
        "In subsection (3), after “eels” insert “and elvers”",
        "Clause 4 page 3, line 2, leave out “eels”",
    ],
)
def test_less_common_forms_begin_an_amendment(words):
    amendments = parsed(f"1\nPage 1, line 2, leave out Clause 1\n\n2\n{words}").amendments
    assert [(one.number, one.words) for one in amendments][1:] == [("2", words)]
