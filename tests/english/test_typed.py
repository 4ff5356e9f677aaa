"""What a keyboard gives for marks and citations is read as the accepted form, and noted; two readings are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.english.tabled import parse
from amend.errors import WordsError
from amend.model.provision import Block

AT = "Clause 26, page 14, line 8"
ROW = "“(2A) The keeper must clear weed.”"
CLAUSE = "“Ponds\n(1) Keep them.\n(2) Rest.”"
CHANGE = f"{AT}, leave out “weed” and insert “reed”"


@pytest.mark.parametrize(
    ("typed", "accepted", "notes"),
    [
        (f"{AT}, at end insert-\n{ROW}", f"{AT}, at end insert—\n{ROW}", ["“insert-” was read as “insert—”"]),
        (f"{AT}, at end insert--\n{ROW}", f"{AT}, at end insert—\n{ROW}", ["“insert--” was read as “insert—”"]),
        (f"{AT}, at end insert –\n{ROW}", f"{AT}, at end insert—\n{ROW}", ["“insert –” was read as “insert—”"]),
        (f"{AT}, at end insert −\n{ROW}", f"{AT}, at end insert—\n{ROW}", ["“insert −” was read as “insert—”"]),
        (f"{AT}, at end insert:\n{ROW}", f"{AT}, at end insert—\n{ROW}", ["“insert:” was read as “insert—”"]),
        (f"{AT}, at end insert:-\n{ROW}", f"{AT}, at end insert—\n{ROW}", ["“insert:-” was read as “insert—”"]),
        (f"{AT}, at end insert —\n{ROW}", f"{AT}, at end insert—\n{ROW}", ["“insert —” was read as “insert—”"]),
        (f"{AT}, at end insert - {ROW}", f"{AT}, at end insert—\n{ROW}", ["“insert -” was read as “insert—”"]),
        (
            f"{AT}, leave out “weed” & insert “reed”",
            CHANGE,
            ["“&” was read as “and”"],
        ),
        (f"{AT}, leave-out “weed” and insert “reed”", CHANGE, ["“leave-out” was read as “leave out”"]),
        (CHANGE.translate({8220: 34, 8221: 34}), CHANGE, ["straight quotation marks were read as “ and ”"]),
        (CHANGE.translate({8220: 39, 8221: 39}), CHANGE, ["single quotation marks were read as “ and ”"]),
        (CHANGE.translate({8220: 8216, 8221: 8217}), CHANGE, ["single quotation marks were read as “ and ”"]),
        (
            CHANGE.replace("“", "``").replace("”", "''"),
            CHANGE,
            ["straight quotation marks were read as “ and ”"],
        ),
        (CHANGE.replace("“", "„"), CHANGE, ["straight quotation marks were read as “ and ”"]),
        (f"Cl 26, page 14, line 8{CHANGE[len(AT) :]}", CHANGE, [f"“Cl 26, page 14, line 8,” was read as “{AT},”"]),
        (f"cl. 26, p. 14, l. 8{CHANGE[len(AT) :]}", CHANGE, [f"“cl. 26, p. 14, l. 8,” was read as “{AT},”"]),
        (f"cl26 p14 l8{CHANGE[len(AT) + 1 :]}", CHANGE, [f"“cl26 p14 l8” was read as “{AT},”"]),
        (f"Clause26,page14,line8,{CHANGE[len(AT) + 1 :]}", CHANGE, [f"“Clause26,page14,line8,” was read as “{AT},”"]),
        (f"26, page 14, line 8{CHANGE[len(AT) :]}", CHANGE, [f"“26, page 14, line 8,” was read as “{AT},”"]),
        (f"26, p14, ln 8{CHANGE[len(AT) :]}", CHANGE, [f"“26, p14, ln 8,” was read as “{AT},”"]),
        (f"Clause 26, 14:8{CHANGE[len(AT) :]}", CHANGE, [f"“Clause 26, 14:8,” was read as “{AT},”"]),
        (f"{AT};{CHANGE[len(AT) + 1 :]}", CHANGE, [f"“{AT};” was read as “{AT},”"]),
        (
            f"Clause 26: page 14: line 8:{CHANGE[len(AT) + 1 :]}",
            CHANGE,
            [f"“Clause 26: page 14: line 8:” was read as “{AT},”"],
        ),
        (
            f"Clause 26 - page 14 – line 8 —{CHANGE[len(AT) + 1 :]}",
            CHANGE,
            [f"“Clause 26 - page 14 – line 8 —” was read as “{AT},”"],
        ),
        (f"{AT} ,{CHANGE[len(AT) + 1 :]}", CHANGE, [f"“{AT} ,” was read as “{AT},”"]),
        (
            "Sch 2, p40, l3, leave out “weed”",
            "Schedule 2, page 40, line 3, leave out “weed”",
            ["“Sch 2, p40, l3,” was read as “Schedule 2, page 40, line 3,”"],
        ),
        (
            "Cl (Ponds: page 3), page 2, line 4, leave out “weed”",
            "Clause (Ponds: page 3), page 2, line 4, leave out “weed”",
            ["“Cl (Ponds: page 3), page 2, line 4,” was read as “Clause (Ponds: page 3), page 2, line 4,”"],
        ),
        (
            "14:8, leave out Clause 26",
            "Page 14, line 8, leave out Clause 26",
            ["“14:8,” was read as “Page 14, line 8,”"],
        ),
        (
            f"{AT}, leave out sub-section (2)",
            f"{AT}, leave out subsection (2)",
            ["“sub-section” was read as “subsection”"],
        ),
        (f"{AT}, leave out para (a)", f"{AT}, leave out paragraph (a)", ["“para” was read as “paragraph”"]),
        (
            f"{AT}, leave out paras (a)-(c)",
            f"{AT}, leave out paragraphs (a) to (c)",
            ["“paras” was read as “paragraphs”", "“(a)-(c)” was read as “(a) to (c)”"],
        ),
        (
            f"{AT}, leave out sub-paras (i) and (ii)",
            f"{AT}, leave out sub-paragraphs (i) and (ii)",
            ["“sub-paras” was read as “sub-paragraphs”"],
        ),
        (
            "Clause 26, page 14, leave out lines 12–14",
            "Clause 26, page 14, leave out lines 12 to 14",
            ["“lines 12–14” was read as “lines 12 to 14”"],
        ),
        ("Leave out cl 48", "Leave out Clause 48", ["“cl 48” was read as “Clause 48”"]),
        ("Leave out clause48", "Leave out Clause 48", ["“clause48” was read as “Clause 48”"]),
        (
            "Transpose cl 4 to after cl 9",
            "Transpose Clause 4 to after Clause 9",
            ["“cl 4” was read as “Clause 4”", "“cl 9” was read as “Clause 9”"],
        ),
        (
            f"After 26, insert the following new Clause:\n{CLAUSE}",
            f"After Clause 26, insert the following new Clause—\n{CLAUSE}",
            ["“After 26,” was read as “After Clause 26,”", "“Clause:” was read as “Clause—”"],
        ),
        (
            f"After cl 26 insert the following new clause --\n{CLAUSE}",
            f"After Clause 26, insert the following new Clause—\n{CLAUSE}",
            ["“After cl 26” was read as “After Clause 26,”", "“clause --” was read as “clause—”"],
        ),
        (
            f"To move the following Clause -\n{CLAUSE}",
            f"To move the following Clause—\n{CLAUSE}",
            ["“Clause -” was read as “Clause—”"],
        ),
    ],
)
def test_a_slip_of_the_keyboard_is_read_as_the_accepted_form_which_is_shown(typed, accepted, notes):
    found, meant = parse(typed), parse(accepted)
    assert found.operation == meant.operation
    assert (list(found.notes), found.slips) == (notes, ())
    assert (meant.notes, meant.slips) == ((), ())


MARK = """To move the following Clause—

“Reports

(1) The keeper must report on{}

(a) frogs, and
(b) carp.

(2) The report must be laid.”"""


@pytest.mark.parametrize("dash", ["-", " -", " –", "–", " --", " ---", ":-", ": -", " −", " -  "])
def test_a_list_may_be_opened_with_what_is_typed_for_a_dash(dash):
    found = parse(MARK.format(dash))
    assert found.operation == parse(MARK.format("—")).operation
    assert (found.notes, found.slips) == ((f"“on{dash.rstrip()}” was read as “on—”",), ())


def test_a_quotation_for_another_act_may_follow_what_is_typed_for_a_dash():
    words = (
        f"{AT}, at end insert—\n“(2A) In section 3 of the Ponds Act 1999, at the end insert{{}}\n“(4) Frogs may stay.””"
    )
    found = parse(words.format(" -"))
    assert found.operation == parse(words.format("—")).operation
    assert found.notes == ("“insert -” was read as “insert—”",)


@pytest.mark.parametrize(
    "kept",
    [
        "“(4) Frogs that are well-\n\nkept may stay.”",
        "“(4) Frogs – of any kind – may stay.”",
        "“(4) Frogs may stay—\n(a) in ponds, and\n(b) in well-kept ditches.”",
    ],
)
def test_a_hyphen_that_opens_no_list_is_kept(kept):
    assert parse(f"{AT}, at end insert—\n{kept}").notes == ()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (f"{AT}, at end insert: “or reed”", "may be a dash or not"),
        (f"{AT}, at end insert-“or reed”", "may be a dash or not"),
        (f"{AT}, leave out “weed” and insert -- “reed”", "may be a dash or not"),
        ("Leave out 48", "reading stopped at “48”"),
        (
            "After 2, insert the following new Schedule—\n“Schedule\nFish\n1 Count them.”",
            "reading stopped at “2, insert",
        ),
        (f"{AT}, leave out the keeper's 'weed'", "not quoted"),
        ("26 14, leave out “weed”", "reading stopped at “26 14"),
    ],
)
def test_what_has_two_readings_is_refused(typed, why):
    with pytest.raises(WordsError) as refused:
        parse(typed)
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "stopped"),
    [
        (f"{AT}, leave out “weed” | insert “reed”", "at the mark “|”, before “insert “reed””"),
        (f"{AT}, leave out “weed” => “reed”", "at the mark “=>”, before ““reed””"),
        (f"{AT}, at end inset “reed”", "at “inset “reed”” (did you mean “insert”?)"),
        ("Klause 26, page 14, line 8, leave out “weed”", "at “Klause 26, page 14, line 8, leave out “weed””"),
        ("Klause 26, page 14, line 8, leave out “weed”", "(did you mean “Clause”?)"),
        ("Clause 26, pge 14, line 8, leave out “weed”", "(did you mean “page”?)"),
        (f"{AT}, leave out “weed” please", "at “please”; "),
    ],
)
def test_a_refusal_names_the_word_or_mark_where_reading_stopped(typed, stopped):
    with pytest.raises(WordsError) as refused:
        parse(typed)
    assert "reading stopped at" in str(refused.value)
    assert stopped in str(refused.value)


PLACED = st.tuples(st.integers(1, 99), st.integers(1, 99), st.integers(1, 99))
BETWEEN = st.sampled_from([", ", " ", "; ", ": ", ",", " - ", "\n"])


@given(PLACED, BETWEEN, BETWEEN, BETWEEN, st.sampled_from(["Clause ", "cl ", "cl. ", "cl", "clause", ""]))
def test_no_digit_of_a_place_is_read_as_that_of_another(numbers, one, two, three, unit):
    clause, page, line = numbers
    for typed in (
        f"{unit}{clause}{one}page {page}{two}line {line}{three}leave out “weed”",
        f"{unit}{clause}{one}p{page}{two}l{line}{three}leave out “weed”",
        f"{unit}{clause}{one}{page}:{line}{three}leave out “weed”",
    ):
        try:
            place = parse(typed).operation.place
        except WordsError:
            continue
        assert (place.provision.number, place.page, place.line) == (str(clause), page, line)


NUMBERED = [
    ("26A Ponds", "26A", "Ponds"),
    ("26A\nPonds", "26A", "Ponds"),
    ("(26A) Ponds", "(26A)", "Ponds"),
    ("A1 Ponds", "A1", "Ponds"),
    ("NC3 Ponds", "NC3", "Ponds"),
    ("12 Ponds and lakes", "12", "Ponds and lakes"),
    ("5ZA. Ponds", "5ZA", "Ponds"),
]


@pytest.mark.parametrize(("heading", "number", "said"), NUMBERED)
@pytest.mark.parametrize(
    "opening", ["After Clause 26, insert the following new Clause—", "To move the following Clause—"]
)
def test_a_number_before_the_heading_of_a_new_clause_is_left_out_and_told(opening, heading, number, said):
    understood = parse(f"{opening}\n“{heading}\n(1) A pond must be clean.”")
    assert understood.operation.matter.heading.words == said
    (slip,) = understood.slips
    assert slip.startswith(f"“{number}” stands before the heading of a new clause, and was left out")


def test_a_number_below_the_cross_heading_of_a_new_clause_is_left_out_too():
    understood = parse(
        "After Clause 26, insert the following new Clause—\n“Water\n26A Ponds\n(1) A pond must be clean.”"
    )
    assert [node.words for node in understood.operation.matter.items if isinstance(node, Block)] == ["Water"]
    assert len(understood.slips) == 1


@pytest.mark.parametrize("heading", ["28 days’ notice", "2024 review", "5G networks", "Ponds", "18 to 25 year olds"])
def test_a_heading_may_begin_with_a_number(heading):
    understood = parse(f"To move the following Clause—\n“{heading}\n26 A pond must be clean.”".replace("26 A", "A"))
    assert (understood.operation.matter.heading.words, understood.slips) == (heading, ())
