"""Every form of a tabled amendment becomes the operation it asks for, and what is not understood is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.english.tabled import Understood, parse
from amend.errors import WordsError
from amend.model.address import Address
from amend.model.amendment import (
    After,
    Before,
    Beginning,
    Divide,
    Insert,
    LeaveOut,
    LineEnd,
    Lines,
    Matter,
    Move,
    NewProvision,
    Place,
    Provisions,
    Range,
    StandPart,
    Substitute,
    Whole,
    Words,
    WordsIn,
)
from amend.model.provision import Block, Provision
from amend.model.text import Text

PLACE = Place(Address("clause", "3"), 2, 15)
AT = "Clause 3, page 2, line 15"


def numbered(tag, style, printed, words):
    content = Provision("content", (Block("p", Text(words)),))
    return Provision(tag, (Block("num", Text(printed)), content), (("class", style),))


def subsection(printed, words):
    return numbered("subsection", "prov2", printed, words)


def paragraph(printed, words):
    return numbered("level", "para1", printed, words)


def clause(heading, *items):
    return Provision("section", (Block("heading", Text(heading)), *items), (("class", "prov1"),))


def schedule(heading, *items):
    return Provision("hcontainer", (Block("heading", Text(heading)), *items), (("class", "sch"), ("name", "schedule")))


WEED = subsection("(3A)", "The keeper must clear weed.")
PONDS = clause("Ponds", subsection("(1)", "Keep them."), subsection("(2)", "Rest."))
FISH = schedule("Fish", numbered("paragraph", "schProv1", "1", "Count them."))


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Clause 3, page 2, line 15, leave out “weed”", PLACE),
        ("Clause 12A, page 10, line 1, leave out “weed”", Place(Address("clause", "12A"), 10, 1)),
        ("Clause A1, page 1, line 1, leave out “weed”", Place(Address("clause", "A1"), 1, 1)),
        ("Schedule 2, page 40, line 8, leave out “weed”", Place(Address("Schedule", "2"), 40, 8)),
        ("Schedule, page 40, line 8, leave out “weed”", Place(Address("Schedule"), 40, 8)),
        ("The Schedule, page 40, line 8, leave out “weed”", Place(Address("Schedule"), 40, 8)),
        ("Clause (Ponds), page 2, line 15, leave out “weed”", Place(Address("clause", "(Ponds)"), 2, 15)),
        ("Title, line 2, leave out “weed”", Place(Address("Title"), None, 2)),
        ("Line 12, leave out “weed”", Place(None, None, 12)),
        ("Clause 3\nPage 2, line 15, leave out “weed”", PLACE),
        ("Schedule 2\nPage 40, line 8, leave out “weed”", Place(Address("Schedule", "2"), 40, 8)),
        ("Schedule\nPage 40, line 8, leave out “weed”", Place(Address("Schedule"), 40, 8)),
        ("clause 3, Page 2, LINE 15, Leave Out “weed”", PLACE),
        ("Clause 3,\npage 2,\nline 15,\nleave out\n“weed”", PLACE),
        ("  Clause\u00a03,  page\u00a02, line\u00a015, leave out “weed”  ", PLACE),
    ],
)
def test_an_amendment_says_where_it_falls(words, place):
    assert parse(words) == Understood(LeaveOut(place, Words("weed")))


@pytest.mark.parametrize(
    ("action", "target"),
    [
        ("leave out “weed”", Words("weed")),
        ("leave out “the “old” pond”", Words("the “old” pond")),
        ("leave out “weed and insert reed”", Words("weed and insert reed")),
        ("leave out the first “weed”", Words("weed", 1)),
        ("LEAVE OUT THE FIRST “weed”", Words("weed", 1)),
        ("leave out the second “weed”", Words("weed", 2)),
        ("leave out the third “weed”", Words("weed", 3)),
        ("leave out first “weed”", Words("weed", 1)),
        ("leave out subsection (7)", Provisions("subsection", ("7",))),
        ("leave out subsection (2A)", Provisions("subsection", ("2A",))),
        ("leave out paragraph (a)", Provisions("paragraph", ("a",))),
        ("leave out sub-paragraph (ii)", Provisions("sub-paragraph", ("ii",))),
        ("leave out sub-sub-paragraph (A)", Provisions("sub-sub-paragraph", ("A",))),
        ("leave out subsections (3) and (4)", Provisions("subsection", ("3", "4"))),
        ("leave out subsections (3), (4) and (6)", Provisions("subsection", ("3", "4", "6"))),
        ("leave out paragraphs (c), (d)", Provisions("paragraph", ("c", "d"))),
        ("leave out subsections (2) to (9)", Provisions("subsection", ("2", "9"), through=True)),
        ("leave out sub-paragraphs (i) and (ii)", Provisions("sub-paragraph", ("i", "ii"))),
        ("leave out sub-sub-paragraphs (A) to (C)", Provisions("sub-sub-paragraph", ("A", "C"), through=True)),
        ("leave out paragraph 4", Provisions("paragraph", ("4",), bare=True)),
        ("leave out paragraphs 4 to 6", Provisions("paragraph", ("4", "6"), through=True, bare=True)),
        ("leave out section 5A", Provisions("section", ("5A",), bare=True)),
        ("leave out definition “weed”", Provisions("definition", ("weed",))),
        ("leave out from “unless” to end of line 18", Range(Words("unless"), LineEnd(18))),
        ("leave out from “unless” to the end of line 18", Range(Words("unless"), LineEnd(18))),
        ("leave out from “unless” to end of line 3 on page 4", Range(Words("unless"), LineEnd(3, 4))),
        ("leave out from “unless” to the end of the line", Range(Words("unless"), LineEnd())),
        ("leave out from “unless” to “until”", Range(Words("unless"), Words("until"))),
        ("leave out from the first “unless” to the second “until”", Range(Words("unless", 1), Words("until", 2))),
        ("leave out from “unless” to “until” in line 17", Range(Words("unless"), WordsIn(Words("until"), 17))),
        ("leave out from “unless” to “until” on line 17", Range(Words("unless"), WordsIn(Words("until"), 17))),
        (
            "leave out from “unless” to the first “until” on line 17",
            Range(Words("unless"), WordsIn(Words("until", 1), 17)),
        ),
        (
            "leave out from “unless” to “until” in line 1 on page 3",
            Range(Words("unless"), WordsIn(Words("until"), 1, 3)),
        ),
        ("leave out from beginning to end of line 29", Range(Beginning(), LineEnd(29))),
        ("leave out from beginning to “until”", Range(Beginning(), Words("until"))),
        (
            "leave out from beginning to the first “until” on line 17",
            Range(Beginning(), WordsIn(Words("until", 1), 17)),
        ),
    ],
)
def test_what_is_left_out_may_be_words_a_range_or_provisions(action, target):
    assert parse(f"{AT}, {action}") == Understood(LeaveOut(PLACE, target))
    assert parse(f"{AT}, {action} and insert “reed”") == Understood(Substitute(PLACE, target, Matter("reed")))


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("lines 31 and 32", Lines(31, 32)),
        ("lines 24 to 28", Lines(24, 28)),
        ("line 18", Lines(18, 18)),
    ],
)
def test_whole_lines_are_left_out_by_their_page(words, target):
    place = Place(Address("clause", "3"), 2)
    assert parse(f"Clause 3, page 2, leave out {words}") == Understood(LeaveOut(place, target))
    assert parse(f"Clause 3, page 2, leave out {words} and insert—\n“(3A) The keeper must clear weed.”") == Understood(
        Substitute(place, target, Matter("", (WEED,), dash=True))
    )


@pytest.mark.parametrize(
    ("words", "operation"),
    [
        ("Page 9, line 4, leave out Clause 13", LeaveOut(Place(None, 9, 4), Whole(Address("clause", "13")))),
        ("Page 33, line 2, leave out Schedule 3", LeaveOut(Place(None, 33, 2), Whole(Address("Schedule", "3")))),
        ("Page 33, line 2, leave out the Schedule", LeaveOut(Place(None, 33, 2), Whole(Address("Schedule")))),
        ("Leave out Clause 14", LeaveOut(Place(), Whole(Address("clause", "14")))),
        ("Leave out Schedule 2", LeaveOut(Place(), Whole(Address("Schedule", "2")))),
        ("Leave out the Schedule", LeaveOut(Place(), Whole(Address("Schedule")))),
        (
            "Leave out Clause 11 and insert the following new Clause—\n“Ponds\n(1) Keep them.\n(2) Rest.”",
            Substitute(Place(), Whole(Address("clause", "11")), Matter("", (PONDS,), dash=True)),
        ),
        (
            "The above-named Lords give notice of their intention to oppose the Question that Clause 14 stand part of"
            " the Bill.",
            StandPart(Address("clause", "14")),
        ),
        (
            "The above-named Lord gives notice of his intention to oppose the Question that Schedule 1 stand part of"
            " the Bill",
            StandPart(Address("Schedule", "1")),
        ),
        ("Transpose Clause 5 to after Clause 9", Move(Address("clause", "5"), after=Address("clause", "9"))),
        ("Transpose Clause 5 to before Schedule 1", Move(Address("clause", "5"), before=Address("Schedule", "1"))),
        (
            "Divide Clause 7 into two clauses, the first to consist of subsections (1) to (3) and the second to consist"
            " of subsection (4)",
            Divide(
                Address("clause", "7"),
                Provisions("subsection", ("1", "3"), through=True),
                Provisions("subsection", ("4",)),
            ),
        ),
    ],
)
def test_a_whole_clause_or_schedule_is_left_out_opposed_moved_or_divided(words, operation):
    assert parse(words) == Understood(operation)


@pytest.mark.parametrize(
    ("action", "point"),
    [
        ("at end", LineEnd()),
        ("at beginning", Beginning()),
        ("after “weed”", After(Words("weed"))),
        ("after “weed”,", After(Words("weed"))),
        ("after the first “weed”", After(Words("weed", 1))),
        ("after second “weed”", After(Words("weed", 2))),
        ("before “weed”", Before(Words("weed"))),
        ("before the third “weed”", Before(Words("weed", 3))),
    ],
)
def test_words_are_inserted_at_a_point_of_the_line(action, point):
    assert parse(f"{AT}, {action} insert “reed”") == Understood(Insert(PLACE, point, Matter("reed")))


@pytest.mark.parametrize(
    ("inserted", "matter"),
    [
        (" “reed”", Matter("reed")),
        (" “the “old” reed,”", Matter("the “old” reed,")),
        (" “in winter. ”", Matter("in winter.")),
        ("—\n“(3A) The keeper must clear weed.”", Matter("", (WEED,), dash=True)),
        ("— “(3A) The keeper must clear weed.”", Matter("", (WEED,), dash=True)),
        ("—“(3A) The keeper must clear weed.”", Matter("", (WEED,), dash=True)),
        ("—\n“(a) carp, or\n(b) tench.”", Matter("", (paragraph("(a)", "carp, or"), paragraph("(b)", "tench.")), True)),
        (" “, or\n(c) newts”", Matter(", or", (paragraph("(c)", "newts"),))),
        (
            "—\n““weed” means reed;”",
            Matter(
                "",
                (
                    Provision(
                        "hcontainer",
                        (Provision("content", (Block("p", Text("“weed” means reed;")),)),),
                        (("class", "definition"), ("name", "definition")),
                    ),
                ),
                dash=True,
            ),
        ),
        ("—\n“words that run on”", Matter("", (Block("p", Text("words that run on")),), dash=True)),
    ],
)
def test_what_is_inserted_is_words_structure_or_words_and_then_structure(inserted, matter):
    assert parse(f"{AT}, at end insert{inserted}") == Understood(Insert(PLACE, LineEnd(), matter))
    assert parse(f"{AT}, leave out “weed” and insert{inserted}") == Understood(Substitute(PLACE, Words("weed"), matter))


def test_structure_inserted_in_a_schedule_is_read_as_paragraphs_of_a_schedule():
    found = parse("Schedule 2, page 40, line 8, at end insert—\n“3A Count the newts.\n3B Rest.”").operation
    assert found.matter.provisions == (
        numbered("paragraph", "schProv1", "3A", "Count the newts."),
        numbered("paragraph", "schProv1", "3B", "Rest."),
    )


NEW_CLAUSE = "“Ponds\n(1) Keep them.\n(2) Rest.”"
NEW_SCHEDULE = "“Schedule\nFish\n1 Count them.”"


@pytest.mark.parametrize(
    ("words", "operation"),
    [
        (f"To move the following Clause—\n{NEW_CLAUSE}", NewProvision("Clause", PONDS)),
        (f"To move the following Schedule—\n{NEW_SCHEDULE}", NewProvision("Schedule", FISH)),
        (
            f"After Clause 2, insert the following new Clause—\n{NEW_CLAUSE}",
            NewProvision("Clause", PONDS, after=Address("clause", "2")),
        ),
        (
            f"Before Clause 1, insert the following new Clause—\n{NEW_CLAUSE}",
            NewProvision("Clause", PONDS, before=Address("clause", "1")),
        ),
        (
            f"After Schedule 2, insert the following new Schedule—\n{NEW_SCHEDULE}",
            NewProvision("Schedule", FISH, after=Address("Schedule", "2")),
        ),
        (
            f"Before the Schedule, insert the following new Schedule—\n{NEW_SCHEDULE}",
            NewProvision("Schedule", FISH, before=Address("Schedule")),
        ),
        (
            f"After Clause (Weed), insert the following new Clause—\n{NEW_CLAUSE}",
            NewProvision("Clause", PONDS, after=Address("clause", "(Weed)")),
        ),
        (
            f"After Clause 17\nInsert the following new Clause—\n{NEW_CLAUSE}",
            NewProvision("Clause", PONDS, after=Address("clause", "17")),
        ),
        (
            f"Before Schedule 1\nInsert the following new Schedule—\n{NEW_SCHEDULE}",
            NewProvision("Schedule", FISH, before=Address("Schedule", "1")),
        ),
    ],
)
def test_a_new_clause_or_schedule_has_a_place_in_the_lords_and_none_in_the_commons(words, operation):
    assert parse(words) == Understood(operation)


@pytest.mark.parametrize(
    ("words", "operation"),
    [
        (
            "Title, line 2, leave out “weed” and insert “reed”",
            Substitute(Place(Address("Title"), None, 2), Words("weed"), Matter("reed")),
        ),
        ("Line 12, at end insert “reed”", Insert(Place(None, None, 12), LineEnd(), Matter("reed"))),
        (
            "Line 40, at end insert—\n“(3A) The keeper must clear weed.”",
            Insert(Place(None, None, 40), LineEnd(), Matter("", (WEED,), dash=True)),
        ),
    ],
)
def test_the_long_title_and_new_clauses_are_amended_by_line_alone(words, operation):
    assert parse(words) == Understood(operation)


@pytest.mark.parametrize(
    ("words", "operation", "slip"),
    [
        (
            "Clause 3, page 2, line 15 at end insert “reed”",
            Insert(PLACE, LineEnd(), Matter("reed")),
            "a comma is missing after the line number",
        ),
        (
            f"{AT}, leave out “weed” and substitute “reed”",
            Substitute(PLACE, Words("weed"), Matter("reed")),
            "“leave out … and substitute …” should be “leave out … and insert …”",
        ),
        (f"{AT}, leave out “weed”.", LeaveOut(PLACE, Words("weed")), "an instruction has no full stop at its end"),
    ],
)
def test_a_slip_from_house_style_is_read_and_reported(words, operation, slip):
    assert parse(words) == Understood(operation, (slip,))


def test_every_slip_is_reported_once():
    found = parse('Clause 3, page 2, line 15 leave out "weed" and substitute "reed".')
    assert found.operation == Substitute(PLACE, Words("weed"), Matter("reed"))
    assert len(found.slips) == len(set(found.slips)) == 3
    assert found.notes == ("straight quotation marks were read as “ and ”",)


def test_straight_marks_are_read_around_a_definition_too():
    found = parse(f'{AT}, at end insert—\n""weed" means reed;"')
    assert found.operation == parse(f"{AT}, at end insert—\n““weed” means reed;”").operation


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "“weed”",
        "leave out “weed”",
        "leave out “weed” and insert “reed”",
        f"{AT}",
        f"{AT},",
        f"{AT}, leave out",
        f"{AT}, leave out weed",
        f"{AT}, leave out “weed” please",
        f"{AT}, leave out “weed” where it first occurs",
        f"{AT}, leave out “weed” “reed”",
        f"{AT}, leave out “weed” and “reed”",
        f"{AT}, leave out “weed” and insert “reed” and insert “more”",
        f"{AT}, leave out “weed” and insert “reed” after it",
        f"{AT}, leave out “weed” and insert",
        f"{AT}, leave out “weed” or insert “reed”",
        f"{AT}, leave out the sixth “weed”",
        f"{AT}, leave out the last “weed”",
        f"{AT}, leave out all “weed”",
        f"{AT}, leave out subsection (3)(a)",
        f"{AT}, leave out paragraph (a) and the “until” after it",
        f"{AT}, leave out clauses (3) and (4)",
        f"{AT}, leave out from “unless”",
        f"{AT}, leave out from “unless” to line 18",
        f"{AT}, leave out from “unless” to end of page 3",
        f"{AT}, leave out from “unless” to “until” in line 17 of page 3",
        f"{AT}, leave out from but to or",
        f"{AT}, leave out from line 3 to line 5",
        f"{AT}, at end insert reed",
        f"{AT}, at end insert",
        f"{AT}, at end insert—",
        f"{AT}, at end insert “reed” and “more”",
        f"{AT}, at end insert “reed” in line 16",
        f"{AT}, at the end insert “reed”",
        f"{AT}, at start insert “reed”",
        f"{AT}, insert “reed”",
        f"{AT}, insert “reed” after “weed”",
        f"{AT}, after weed insert “reed”",
        f"{AT}, delete “weed”",
        f"{AT}, omit “weed”",
        f"{AT}, for “weed” substitute “reed”",
        "Clause 3, page 2, lines 15 and 16, leave out “weed”",
        "Clause 3, page 2, leave out “weed”",
        "Clause 3, page 2, at end insert “reed”",
        "Clause 3, line 15, leave out “weed”",
        "Clause three, page 2, line 15, leave out “weed”",
        "Clause 3, page two, line 15, leave out “weed”",
        "Clause 3, page 2, line , leave out “weed”",
        "Clauses 3 and 4, page 2, line 15, leave out “weed”",
        "Clause 3(2), page 2, line 15, leave out “weed”",
        "Part 1, page 2, line 15, leave out “weed”",
        "Page 9, leave out Clause 13",
        "Page 9, line 4, leave out Clause",
        "Page 9, line 4, leave out Clauses 13 and 14",
        "Leave out Clause 14 and insert “reed”",
        "Leave out Clauses 14 and 15",
        "After Clause 2, insert—\n“Ponds\nKeep them.”",
        "Insert the following new Clause—\n“Ponds\nKeep them.”",
        "After Clause 2(3), insert the following new Clause—\n“Ponds\nKeep them.”",
        "To move the following clauses—\n“Ponds\nKeep them.”",
        "To move that Clause 3 be transferred to the end of line 4",
        f"{AT}, leave out “weed”\nClause 4, page 3, line 1, leave out “reed”",
    ],
)
def test_an_unknown_form_is_refused_whole_with_what_would_be_understood(words):
    with pytest.raises(WordsError) as refused:
        parse(words)
    assert "is not an instruction that is understood" in refused.value.fault
    assert "“" in refused.value.remedy
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (f"{AT}, leave out “”", "there is nothing between the quotation marks"),
        (f"{AT}, leave out “ ”", "there is nothing between the quotation marks"),
        (f"{AT}, at end insert “”", "there is nothing between the quotation marks"),
        (f"{AT}, leave out “weed", "the quotation that begins “weed” is not closed"),
        (f"{AT}, leave out “the “old” weed", "the quotation that begins “the “old” weed” is not closed"),
        (f"{AT}, leave out weed”", "a quotation is closed that was not opened"),
        (f"{AT}, at end insert—\n“(3) Rest.\n(c) newts.”", "the label (c) continues no list above it and opens none"),
        (f"{AT}, at end insert—\n“(3)”", "nothing follows the label (3)"),
        ("To move the following Clause—\n“Ponds”", "a new clause needs a heading"),
        ("To move the following Schedule—\n“Schedule\nFish”", "a new Schedule needs a heading"),
    ],
)
def test_words_that_cannot_be_read_are_refused_with_what_is_wrong_in_them(words, fault):
    with pytest.raises(WordsError) as refused:
        parse(words)
    assert refused.value.fault.startswith(fault)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "labels", ["(1) to (3) and (5)", "(1), (3) to (5)", "(1) and (3) to (5)", "(1) to (3), (5)", "(1) to (3) to (5)"]
)
def test_a_run_of_provisions_beside_others_is_not_read_as_something_else(labels):
    with pytest.raises(WordsError):
        parse(f"{AT}, leave out subsections {labels}")


@pytest.mark.parametrize(
    "action",
    [
        "leave out «0»",
        "leave out «0» and insert “reed”",
        "leave out “weed” and insert «0»",
        "leave out “weed” and insert «7»",
        "leave out definition «0»",
        "after «3» insert “reed”",
    ],
)
def test_french_quotation_marks_are_not_taken_for_english_ones(action):
    with pytest.raises(WordsError):
        parse(f"{AT}, {action}")


def test_a_long_instruction_is_cut_in_its_refusal():
    with pytest.raises(WordsError) as refused:
        parse(f"{AT}, remove “{'the keeper of the pond ' * 20}”")
    assert len(refused.value.fault) < 320
    assert "…" in refused.value.fault


QUOTED = st.text(alphabet="ab ,;.’«»0—()", min_size=1, max_size=12).filter(lambda words: words.strip())


@given(QUOTED, QUOTED)
def test_no_word_of_a_quotation_is_taken_for_a_word_of_the_instruction(old, new):
    found = parse(f"{AT}, leave out “{old}” and insert “{new}”")
    assert found == Understood(Substitute(PLACE, Words(old), Matter(new.strip())))


@given(
    st.sampled_from([" and insert “reed”", ", after “weed” insert “reed”", " to “until” in line 4", "”", "“", " (a)"])
)
def test_words_left_over_are_never_passed_over(more):
    with pytest.raises(WordsError):
        parse(f"{AT}, leave out “weed” and insert “reed”{more}")


@given(st.text(alphabet="Clause 3,page2line15“”()aof—\n«»leavoutisr.", max_size=60))
def test_any_words_at_all_are_understood_or_refused(words):
    try:
        operation = parse(words).operation
    except WordsError as refusal:
        operation = refusal
    assert "\n" not in str(operation) or not isinstance(operation, WordsError)
