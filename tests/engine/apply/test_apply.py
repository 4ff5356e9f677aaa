"""What amendments do to a print: words, ranges, lines, provisions, at their places, or a refusal that helps."""

import pytest
from shorthand import bill

from amend.engine.apply import to_amendments
from amend.engine.apply.apply import apply_operations, number_key
from amend.engine.compare.redline import alone, read
from amend.english.tabled import parse
from amend.model.lines import Reading
from amend.model.made import made
from amend.model.printed import paragraphs
from amend.model.provision import HOLDERS, Block, Provision, walk

PRINT = bill("""
    # Ponds
    1 Duty to keep ponds
      (1) The keeper of a pond must keep the pond clean and the banks of |the pond free of weed, and must not |drain it.
      (2) The keeper may—
        (a) charge for fishing, if the fishing is safe,
        (b) close the pond, if—
          (i) the water is low, or
          (ii) the ice is thin, and
        (c) plant reeds,
        but must first put up |a notice.
      (3) In this section—
        * “pond” means still water;
        * “weed” includes reed.
    2 Canals
      (1) The Canals Act is amended as follows.
      (2) After section 5 insert— [
        5A Weed
          (1) The authority must clear weed under section 194 or 194A.
          (2) This does not apply in winter.
      ].
      (3) In section 9, for “barge” substitute “boat”.
    # General
    3 Short title
      This Act may be cited as the Ponds Act.
    ===
    Schedule 1 Fish
      1 (1) Count the fish—
          (a) in spring, and
          (b) in autumn.
        (2) Write the number down.
      2 Carp are fish.
""")


def amended(*words, print_=PRINT):
    return apply_operations(print_, [(str(number), parse(each).operation) for number, each in enumerate(words, 1)])


def text(bill):
    """The Bill as rows: the number of a provision before its words."""
    return [row.shown.words.replace("\t", "") for row in read(alone(paragraphs(bill)))]


def changes(*words):
    """What a set of amendments takes out of the print and what it puts in, as rows."""
    result = amended(*words)
    assert [outcome.reason for outcome in result.outcomes if outcome.outcome == "refused"] == []
    assert misplaced(result.bill) == []
    before, after = text(PRINT), text(result.bill)
    return [row for row in before if row not in after], [row for row in after if row not in before]


def misplaced(bill):
    """The numbers of provisions that stand among the words of another, where no file has them."""
    return [
        inner.number.words
        for _, holder in walk(bill.root)
        if isinstance(holder, Provision) and holder.tag in HOLDERS
        for inner in holder.items
        if isinstance(inner, Provision) and inner.number
    ]


WORDS = [
    (
        "Clause 1, page 1, line 7, leave out “charge” and insert “ask”",
        ["(a)charge for fishing, if the fishing is safe,"],
        ["(a)ask for fishing, if the fishing is safe,"],
    ),
    (
        "Clause 1, page 1, line 7, leave out the second “fishing” and insert “place”",
        ["(a)charge for fishing, if the fishing is safe,"],
        ["(a)charge for fishing, if the place is safe,"],
    ),
    (
        "Clause 1, page 1, line 7, after “safe” insert “and lawful”",
        ["(a)charge for fishing, if the fishing is safe,"],
        ["(a)charge for fishing, if the fishing is safe and lawful,"],
    ),
    (
        "Clause 1, page 1, line 7, leave out “, if the fishing is safe”",
        ["(a)charge for fishing, if the fishing is safe,"],
        ["(a)charge for fishing,"],
    ),
    (
        "Clause 1, page 1, line 11, before “reeds” insert “native”",
        ["(c)plant reeds,"],
        ["(c)plant native reeds,"],
    ),
    (
        "Clause 1, page 1, line 11, at end insert “and”",
        ["(c)plant reeds,"],
        ["(c)plant reeds, and"],
    ),
    (
        "Clause 1, page 1, line 11, at beginning insert “with leave,”",
        ["(c)plant reeds,"],
        ["(c)with leave, plant reeds,"],
    ),
    (
        "Clause 2, page 1, line 21, after “194” insert “, 194ZA”",
        ["(1)The authority must clear weed under section 194 or 194A."],
        ["(1)The authority must clear weed under section 194, 194ZA or 194A."],
    ),
    (
        "Clause 1, page 1, line 3, leave out “banks of the pond” and insert “banks”",
        [
            "(1)The keeper of a pond must keep the pond clean and the banks of the pond free of weed, and must not drain it."
        ],
        ["(1)The keeper of a pond must keep the pond clean and the banks free of weed, and must not drain it."],
    ),
    (
        "Clause 1, page 1, line 15, leave out “still water” and insert “water, whether or not still”",
        ["“pond” means still water;"],
        ["“pond” means water, whether or not still;"],
    ),
]


@pytest.mark.parametrize(("words", "gone", "come"), WORDS)
def test_words_are_changed_where_they_stand_on_the_line(words, gone, come):
    assert changes(words) == (gone, come)


RANGES = [
    (
        "Clause 1, page 1, line 7, leave out from “charge” to end of line 7 and insert “a fee,”",
        ["(a)charge for fishing, if the fishing is safe,"],
        ["(a)charge a fee,"],
    ),
    (
        "Clause 1, page 1, line 3, leave out from “keep” to “free” in line 4 and insert “it”",
        [
            "(1)The keeper of a pond must keep the pond clean and the banks of the pond free of weed, and must not drain it."
        ],
        ["(1)The keeper of a pond must keep it free of weed, and must not drain it."],
    ),
    (
        "Clause 1, page 1, line 7, leave out from beginning to “if” and insert “fish,”",
        ["(a)charge for fishing, if the fishing is safe,"],
        ["(a)fish, if the fishing is safe,"],
    ),
    (
        "Clause 1, page 1, line 7, leave out from “fishing,” to “pond” in line 8",
        ["(a)charge for fishing, if the fishing is safe,", "(b)close the pond, if—"],
        ["(a)charge for fishing, pond, if—"],
    ),
    (
        "Clause 1, page 1, line 6, leave out from “may” to “put” in line 12",
        [
            "(2)The keeper may—",
            "(a)charge for fishing, if the fishing is safe,",
            "(b)close the pond, if—",
            "(i)the water is low, or",
            "(ii)the ice is thin, and",
            "(c)plant reeds,",
            "but must first put up a notice.",
        ],
        ["(2)The keeper may put up a notice."],
    ),
    (
        "Clause 1, page 1, line 6, leave out from “keeper” to end of line 13 and insert “must—\n(a) count,\n(b) fish, or\n(c) rest.”",
        [
            "(2)The keeper may—",
            "(a)charge for fishing, if the fishing is safe,",
            "(b)close the pond, if—",
            "(i)the water is low, or",
            "(ii)the ice is thin, and",
            "(c)plant reeds,",
            "but must first put up a notice.",
        ],
        ["(2)The keeper must—", "(a)count,", "(b)fish, or", "(c)rest."],
    ),
    (
        "Clause 2, page 1, line 22, leave out from “apply” to end of line 22 and insert “in summer.”",
        ["(2)This does not apply in winter.”."],
        ["(2)This does not apply in summer.”."],
    ),
]


@pytest.mark.parametrize(("words", "gone", "come"), RANGES)
def test_a_range_keeps_its_ends_and_runs_over_lines_and_provisions(words, gone, come):
    assert changes(words) == (gone, come)


PROVISIONS = [
    ("Clause 1, page 1, line 11, leave out paragraph (c)", ["(c)plant reeds,"], []),
    (
        "Clause 1, page 1, line 8, leave out paragraphs (b) and (c)",
        ["(b)close the pond, if—", "(i)the water is low, or", "(ii)the ice is thin, and", "(c)plant reeds,"],
        [],
    ),
    (
        "Clause 1, page 1, line 9, leave out sub-paragraphs (i) and (ii) and insert—\n“(i) the water is foul,”",
        ["(i)the water is low, or", "(ii)the ice is thin, and"],
        ["(i)the water is foul,"],
    ),
    ("Clause 1, page 1, leave out line 11 and insert—\n“(c) rest.”", ["(c)plant reeds,"], ["(c)rest."]),
    (
        "Clause 2, page 1, line 22, leave out subsection (2)",
        ["(1)The authority must clear weed under section 194 or 194A.", "(2)This does not apply in winter.”."],
        ["(1)The authority must clear weed under section 194 or 194A.”."],
    ),
    ("Clause 1, page 1, leave out lines 9 and 10", ["(i)the water is low, or", "(ii)the ice is thin, and"], []),
    (
        "Clause 1, page 1, leave out lines 8 to 11 and insert—\n“(b) swim.”",
        ["(b)close the pond, if—", "(i)the water is low, or", "(ii)the ice is thin, and", "(c)plant reeds,"],
        ["(b)swim."],
    ),
    ("Page 1, line 25, leave out Clause 3", ["3Short title", "This Act may be cited as the Ponds Act."], []),
    ("Leave out Clause 3", ["3Short title", "This Act may be cited as the Ponds Act."], []),
    ("Schedule 1, page 2, line 5, leave out sub-paragraph (2)", ["(2)Write the number down."], []),
    ("Clause 1, page 1, line 15, leave out definition “pond”", ["“pond” means still water;"], []),
]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        (
            "Clause 1, page 1, line 3, leave out from “clean” to “keeper” in line 6 and insert “. A”",
            [
                "1Duty to keep ponds",
                "(1)The keeper of a pond must keep the pond clean. A keeper may—",
                "(a)charge for fishing, if the fishing is safe,",
                "(b)close the pond, if—",
                "(i)the water is low, or",
                "(ii)the ice is thin, and",
                "(c)plant reeds,",
                "but must first put up a notice.",
                "(3)In this section—",
            ],
        ),
        (
            "Clause 1, page 1, line 6, leave out from “may” to “pond” in line 8",
            [
                "(2)The keeper may pond, if—",
                "(i)the water is low, or",
                "(ii)the ice is thin, and",
                "(c)plant reeds,",
                "but must first put up a notice.",
            ],
        ),
        (
            "Clause 1, page 1, line 7, leave out from “fishing,” to “close” in line 8",
            [
                "(a)charge for fishing, close the pond, if—",
                "(i)the water is low, or",
                "(ii)the ice is thin, and",
                "(c)plant reeds,",
                "but must first put up a notice.",
            ],
        ),
    ],
)
def test_what_stood_below_the_end_of_a_range_stands_in_order_below_what_it_runs_on_from(words, rows):
    result = amended(words)
    assert [outcome.reason for outcome in result.outcomes] == [""]
    assert misplaced(result.bill) == []
    found = text(result.bill)
    first = found.index(rows[0])
    assert found[first : first + len(rows)] == rows


@pytest.mark.parametrize(("words", "gone", "come"), PROVISIONS)
def test_a_provision_goes_whole(words, gone, come):
    assert changes(words) == (gone, come)


HOMES = [
    ("Clause 1, page 1, line 11, at end insert—\n“(d) dig,”", "(c)plant reeds,", "(d)dig,"),
    (
        "Clause 1, page 1, line 7, at end insert—\n“(aa) dig,”",
        "(a)charge for fishing, if the fishing is safe,",
        "(aa)dig,",
    ),
    ("Clause 1, page 1, line 6, at end insert—\n“(za) dig,”", "(2)The keeper may—", "(za)dig,"),
    (
        "Clause 1, page 1, line 10, at end insert—\n“(iii) the bank is high, or”",
        "(ii)the ice is thin, and",
        "(iii)the bank is high, or",
    ),
    ("Clause 1, page 1, line 10, at end insert—\n“(ba) dig,”", "(ii)the ice is thin, and", "(ba)dig,"),
    ("Clause 1, page 1, line 5, at end insert—\n“(1A) Dig.”", None, "(1A)Dig."),
    ("Clause 1, page 1, line 13, at end insert—\n“(2A) Dig.”", "but must first put up a notice.", "(2A)Dig."),
    ("Clause 1, page 1, line 3, at beginning insert—\n“(A1) Dig.”", "1Duty to keep ponds", "(A1)Dig."),
    ("Clause 2, page 1, line 22, at end insert—\n“(3) Dig.”", "(2)This does not apply in winter.", "(3)Dig.”."),
    (
        "Clause 2, page 1, line 21, at end insert—\n“(1A) Dig.”",
        "(1)The authority must clear weed under section 194 or 194A.",
        "(1A)Dig.",
    ),
    (
        "Clause 2, page 1, line 22, at end insert—\n“(2A) In section 6, omit “x”.”",
        "(2)This does not apply in winter.",
        "(2A)In section 6, omit “x”.”.",
    ),
    (
        "Clause 1, page 1, line 16, at end insert—\n““reed” means grass.”",
        "“weed” includes reed.",
        "“reed” means grass.",
    ),
    ("Schedule 1, page 2, line 4, at end insert—\n“(c) in winter.”", "(b)in autumn.", "(c)in winter."),
    ("Schedule 1, page 2, line 5, at end insert—\n“(3) Rest.”", "(2)Write the number down.", "(3)Rest."),
    ("Schedule 1, page 2, line 5, at end insert—\n“1A Rest.”", "(2)Write the number down.", "1ARest."),
    (
        "After Clause 1, insert the following new Clause—\n“Otters\nOtters are welcome.”",
        "“weed” includes reed.",
        "Otters",
    ),
    ("Before Clause 3, insert the following new Clause—\n“Otters\nOtters are welcome.”", "General", "Otters"),
]


@pytest.mark.parametrize(("words", "before", "new"), HOMES)
def test_what_is_inserted_stands_where_its_label_belongs(words, before, new):
    result = amended(words)
    assert result.outcomes[0].reason == ""
    rows = text(result.bill)
    assert new in rows
    if before is not None:
        assert rows[rows.index(new) - 1].removesuffix("”.") == before


REFUSED = [
    (
        "Clause 1, page 1, line 7, leave out from “safe” to end of line 6",
        "the range ends before it begins: it reads “(a) charge",
        None,
    ),
    (
        "Clause 1, page 1, line 2, leave out “keep ponds”",
        "a heading cannot be amended: it reads “1 Duty to keep ponds”",
        "the clerks change headings",
    ),
    (
        "Clause 1, page 1, line 2, at end insert “and lakes”",
        "a heading cannot be amended",
        "when the Bill is printed again",
    ),
    (
        "Clause 1, page 1, line 7, leave out “a) charge”",
        "it cuts a number: it reads “(a) charge",
        "quote words after the number",
    ),
    ("Clause 1, page 1, leave out lines 2 and 3", "a heading cannot be amended", "the clerks"),
    (
        "Divide Clause 1 into two clauses, the first to consist of subsection (1) and the second to consist of subsections (2) and (3)",
        "dividing clause 1 is not done here",
        "insert the two new clauses",
    ),
    ("Transpose Clause 1 to after Clause 1", "it does not say where it goes", "Transpose Clause 5 to after Clause 9"),
    ("Transpose Clause 1 to after Clause 9", "there is no clause 9", "1 to 3"),
    (
        "The above-named Lords give notice of their intention to oppose the Question that Clause 9 stand part of the Bill.",
        "there is no clause 9",
        "1 to 3",
    ),
    (
        "Title, line 1, leave out “lakes”",
        "“lakes” is not on line 1: it reads “A Bill to make provision about ponds.”",
        "quote the words",
    ),
    (
        "Leave out Clause 9 and insert the following new Clause—\n“Otters\nOtters are welcome.”",
        "there is no clause 9",
        "1 to 3",
    ),
    (
        "Clause 1, page 1, line 8, leave out “charge”",
        "not on page 1, line 8: it reads “(b) close the pond, if—”",
        "page 1, line 7",
    ),
    (
        "Clause 1, page 1, line 7, leave out “otter”",
        "it reads “(a) charge for fishing, if the fishing is safe,”",
        "quote the words",
    ),
    ("Clause 1, page 1, line 7, leave out “fishing”", "is on page 1, line 7 twice", "the first “fishing”"),
    ("Clause 1, page 1, line 7, leave out the third “fishing”", "twice, not 3 times", "another occurrence"),
    (
        "Clause 2, page 1, line 7, leave out “charge”",
        "page 1, line 7 is in clause 1, not clause 2",
        "clause 2 runs from page 1, line 17",
    ),
    ("Clause 9, page 1, line 7, leave out “charge”", "there is no clause 9 in Bill 1", "its clauses are 1 to 3"),
    ("Schedule 3, page 2, line 3, leave out “fish”", "there is no Schedule 3", "its Schedules are 1 to 1"),
    (
        "Clause 1, page 7, line 9, leave out “charge”",
        "there is no page 7: the print ends at page 2",
        "clause 1 runs from",
    ),
    (
        "Clause 1, page 1, line 70, leave out “charge”",
        "page 1 has no line 70: it ends at line 26",
        "clause 1 runs from",
    ),
    (
        "Clause 1, page 1, line 11, leave out paragraph (a)",
        "paragraph (a) does not begin on page 1, line 11",
        "page 1, line 7",
    ),
    ("Clause 1, page 1, line 7, leave out paragraphs (a) and (d)", "(d) does not follow (a)", "an amendment each"),
    ("Clause 1, page 1, line 7, leave out subsection (a)", "subsection (a) does not begin on", None),
    ("Page 1, line 3, leave out Clause 1", "clause 1 does not begin on page 1, line 3", "page 1, line 2"),
    ("Clause 1, page 1, line 7, at end insert—\n“(d) dig,”", "(d) has no place at page 1, line 7", "correct the label"),
    (
        "Clause 1, page 1, line 11, at end insert—\n“(ba) dig,”",
        "(ba) has no place at page 1, line 11: it reads “(c) plant reeds,”",
        "correct the label",
    ),
    (
        "Clause 1, page 1, line 3, at end insert—\n“(1A) Dig.”",
        "(1A) has no place at page 1, line 3",
        "last line of the provision",
    ),
    ("Clause 1, page 1, line 3, at end insert—\n“Dig a hole.”", "has no number to place it by", "insert it as words"),
    ("Clause 2, page 1, line 22, at end insert “and spring”", "ends where quoted text closes", "after which words"),
    (
        "Clause 2, page 1, line 19, leave out from “section” to end of line 21",
        "begins outside quoted text",
        "an amendment each",
    ),
    ("Clause 1, page 1, line 7, leave out from “safe” to “charge”", "“charge” is not on page 1, line 7", None),
    (
        "Clause 1, page 1, line 7, leave out from “charge” to “safe” in line 7",
        "it names line 7",
        "another line, or none",
    ),
    (
        "To move the following Clause—\n“Otters\nOtters are welcome.”",
        "no place until the Bill is printed again",
        "After Clause 3",
    ),
    (
        "After Clause 8, insert the following new Clause—\n“Otters\nOtters are welcome.”",
        "there is no clause 8",
        "1 to 3",
    ),
    ("Clause 1, page 1, leave out lines 7 to 99", "page 1 has no line 99", None),
    ("Clause 1, page 1, leave out lines 8 to 7", "run backwards", None),
]


@pytest.mark.parametrize(("words", "says", "advises"), REFUSED)
def test_a_refusal_quotes_the_line_says_what_would_work_and_changes_nothing(words, says, advises):
    result = amended(words)
    (outcome,) = result.outcomes
    assert outcome.outcome == "refused"
    assert says in outcome.reason
    assert advises is None or advises in outcome.reason.split("; ", 1)[1]
    assert "\n" not in outcome.reason
    assert result.bill is PRINT


def test_a_print_without_marks_says_so_and_what_would_work():
    (outcome,) = amended(
        "Clause 1, page 1, line 7, leave out “x”", print_=bill("1 Ponds\n  Ponds are wet.", lines=False)
    ).outcomes
    assert (
        outcome.reason
        == "Bill 1 carries no page and line marks; use a print as published, or cite the provision instead"
    )


NESTED = [
    ("Line 3, at end insert—\n“(c) furry.”", ["(c)furry."], ""),
    ("Line 3, at end insert—\n“(aa) furry, and”", ["(aa)furry, and"], ""),
    ("Line 3, leave out “quick” and insert “slow”", ["(b)slow."], ""),
    ("Line 3, leave out “wet” and insert “dry”", ["(a)dry, and"], ""),
    ("Line 3, at end insert—\n“(h) furry.”", [], "(h) can go in no places of the new clause"),
    ("Line 3, leave out “Otters”", [], "3 times"),
    ("Line 3, leave out “eels”", [], "“eels” is not on line 3"),
]


@pytest.mark.parametrize(("words", "come", "reason"), NESTED)
def test_an_amendment_to_a_new_clause_is_placed_by_its_words_or_refused(words, come, reason):
    target = parse(
        "After Clause 1, insert the following new Clause—\n“Otters\n(1) Otters are—\n(a) wet, and\n(b) quick.\n(2) Otters swim.”"
    )
    made, (outcome,) = to_amendments.amended(target.operation, [("(a)", parse(words).operation)])
    assert reason in outcome.reason
    assert (outcome.outcome == "refused") is bool(reason)
    rows = text(apply_operations(PRINT, [("NC1", made)]).bill)
    assert [row for row in come if row not in rows] == []


def test_a_clause_transposed_stands_where_it_goes_with_its_words():
    rows = text(amended("Transpose Clause 3 to before Clause 1").bill)
    assert rows.index("3Short title") < rows.index("1Duty to keep ponds")
    assert rows.count("This Act may be cited as the Ponds Act.") == 1
    assert sorted(rows) == sorted(text(PRINT))


def test_the_long_title_is_amended_by_its_words():
    gone, come = changes("Title, line 1, leave out “ponds” and insert “lakes”")
    assert (gone, come) == (["A Bill to make provision about ponds."], ["A Bill to make provision about lakes."])


def test_the_others_are_made_when_one_is_refused():
    result = amended(
        "Clause 1, page 1, line 11, leave out “reeds” and insert “rushes”",
        "Clause 1, page 1, line 11, leave out “otters”",
        "Clause 1, page 1, line 7, leave out “charge” and insert “ask”",
    )
    assert [outcome.outcome for outcome in result.outcomes] == ["applied", "refused", "applied"]
    assert {"(c)plant rushes,", "(a)ask for fishing, if the fishing is safe,"} <= set(text(result.bill))


def test_every_place_is_found_on_the_print_as_published_whatever_else_is_made():
    first = "Clause 1, page 1, line 7, leave out from “charge” to end of line 11 and insert “a fee,”"
    second = "Clause 1, page 1, line 15, leave out “still” and insert “quiet”"
    assert amended(first, second).bill.root == amended(second, first).bill.root


def test_amendments_at_one_point_stand_in_the_order_of_their_numbers():
    here = "Clause 1, page 1, line 11, at end insert—\n"
    operations = [(number, parse(f"{here}“(d) {number},”").operation) for number in ("10", "2", "2A", "1")]
    rows = text(apply_operations(PRINT, operations).bill)
    assert [row for row in rows if row.startswith("(d)")] == ["(d)1,", "(d)2,", "(d)2A,", "(d)10,"]


def test_at_end_insert_beside_a_replaced_range_goes_after_it():
    rows = text(
        amended(
            "Clause 1, page 1, line 11, at end insert—\n“(d) dig,”",
            "Clause 1, page 1, leave out lines 8 to 11 and insert—\n“(b) swim,”",
        ).bill
    )
    assert rows.index("(d)dig,") == rows.index("(b)swim,") + 1


@pytest.mark.parametrize(
    ("come_in", "leave_out", "expected"),
    [
        ("before “drain” insert “sell or”", "leave out “drain” and insert “fill”", "and must not sell or fill it."),
        ("before “drain” insert “sell”", "leave out “drain”", "and must not sell it."),
        (
            "before “drain” insert “ever”",
            "leave out “drain it” and insert “sell or drain it”",
            "not ever sell or drain it.",
        ),
    ],
)
def test_words_that_come_in_just_where_others_are_left_out_stay_whichever_has_the_lower_number(
    come_in, leave_out, expected
):
    line = "Clause 1, page 1, line 5, "
    for words in ((come_in, leave_out), (leave_out, come_in)):
        result = amended(*(line + each for each in words))
        assert [outcome.outcome for outcome in result.outcomes] == ["applied", "applied"]
        assert any(row.endswith(expected) for row in text(result.bill)), text(result.bill)
        assert len(result.edits) == 2
        assert all(edit.words in ("", "sell or", "sell", "ever", "fill", "sell or drain it") for edit in result.edits)


def test_levels_that_end_on_one_line_are_told_apart_by_the_label():
    rows = text(
        amended(
            "Clause 1, page 1, line 10, at end insert—\n“(iii) the bank is high, or”",
            "Clause 1, page 1, line 10, at end insert—\n“(ba) dig,”",
        ).bill
    )
    at = rows.index("(ii)the ice is thin, and")
    assert rows[at + 1 : at + 4] == ["(iii)the bank is high, or", "(ba)dig,", "(c)plant reeds,"]


COLLIDE = [
    ("Clause 1, page 1, line 11, leave out paragraph (c)", "Clause 1, page 1, line 11, leave out “reeds”", True),
    ("Leave out Clause 1", "Clause 1, page 1, line 10, at end insert—\n“(ba) dig,”", True),
    ("Clause 1, page 1, leave out lines 7 to 9", "Clause 1, page 1, leave out lines 9 and 10", True),
    (
        "Clause 1, page 1, line 7, leave out “charge”",
        "Clause 1, page 1, line 7, leave out “charge” and insert “ask”",
        True,
    ),
    ("Clause 1, page 1, line 7, leave out “safe”", "Clause 1, page 1, line 7, after “safe” insert “and sound”", False),
    (
        "Clause 1, page 1, line 7, after “safe” insert “and sound”",
        "Clause 1, page 1, line 7, after “safe” insert “, or”",
        False,
    ),
    ("Clause 1, page 1, line 7, leave out “charge”", "Clause 1, page 1, line 7, leave out “safe”", False),
    (
        "Clause 1, page 1, line 11, leave out paragraph (c)",
        "Clause 1, page 1, line 11, at end insert—\n“(d) dig,”",
        False,
    ),
]


@pytest.mark.parametrize(("one", "other", "collide"), COLLIDE)
def test_an_amendment_to_words_that_an_earlier_one_leaves_out_is_refused_and_names_it(one, other, collide):
    for first, second in ((one, other), (other, one)):
        outcomes = amended(first, second).outcomes
        assert outcomes[0].outcome == "applied"
        assert (outcomes[1].outcome == "refused") is collide
        assert ("amendment 1 already changes these words" in outcomes[1].reason) is collide


@pytest.mark.parametrize(("one", "other", "collide"), COLLIDE)
def test_amendments_that_do_not_collide_commute(one, other, collide):
    if not collide:
        straight = apply_operations(PRINT, [("1", parse(one).operation), ("2", parse(other).operation)])
        turned = apply_operations(PRINT, [("2", parse(other).operation), ("1", parse(one).operation)])
        assert straight.bill == turned.bill


def test_asked_for_nothing_it_gives_the_same_bill():
    assert apply_operations(PRINT, []).bill is PRINT


def test_the_amended_bill_says_which_amendments_were_made_to_it():
    once = amended("Clause 1, page 1, line 7, leave out “charge” and insert “ask”").bill
    assert made(PRINT) == ()
    assert made(once) == ("1",)
    assert made(apply_operations(once, [("7", parse("Leave out Clause 3").operation)]).bill) == ("1", "7")


def test_what_is_put_in_gets_eids_of_its_own_in_the_style_of_the_print():
    bill_ = amended(
        "Clause 1, page 1, line 11, at end insert—\n“(d) dig—\n(i) here, or\n(ii) there,”",
        "Clause 1, page 1, line 11, at end insert—\n“(d) swim,”",
        "After Clause 1, insert the following new Clause—\n“Otters\n(1) Otters are welcome.\n(2) So are eels.”",
    ).bill
    eids = [node.eid for _, node in walk(bill_.root) if isinstance(node, Provision) and node.eid]
    assert len(eids) == len(set(eids))
    assert {
        "sec_1__subsec_2__para_d",
        "sec_1__subsec_2__para_d__subpara_i",
        "sec_1__subsec_2__para_d__oc_1",
        "sec__oc_1",
        "sec__oc_1__subsec_2",
    } <= set(eids)


def test_the_words_outside_the_amended_provision_are_shared_with_the_print():
    result = amended("Clause 1, page 1, line 7, leave out “charge” and insert “ask”").bill
    body = next(i for i, item in enumerate(PRINT.root.items[0].items) if getattr(item, "tag", "") == "body")
    before, after = PRINT.root.items[0].items[body], result.root.items[0].items[body]
    assert before.items[1] is not after.items[1]
    assert [one is other for one, other in zip(before.items, after.items, strict=True)].count(False) == 1


def test_line_marks_of_words_that_stay_still_name_their_lines():
    result = amended("Clause 1, page 1, line 7, leave out from “charge” to “if” and insert “fish”").bill
    reading = Reading(result)
    assert reading.text(reading.line(1, 11)[0]) == "(c) plant reeds,"
    assert reading.text(reading.line(1, 7)[0]) == "(a) charge fish if the fishing is safe,"


def test_numbers_sort_as_on_a_paper():
    numbers = ["NC2", "10", "2A", "NC10", "1", "2", "A1", "NS1", "2ZA"]
    assert sorted(numbers, key=number_key) == ["A1", "1", "2", "2ZA", "2A", "10", "NC2", "NC10", "NS1"]
    assert sorted(["１", "x", "2"], key=number_key) == ["2", "x", "１"]


def test_each_edit_says_where_on_the_print_it_was_made_and_what_it_put_there():
    result = amended(
        "After Clause 2, insert the following new Clause—\n“Frogs\nThe keeper must feed the frogs.”",
        "Clause 1, page 1, line 99, leave out “weed”",
        "Clause 1, page 1, line 4, leave out “weed” and insert “rubbish”",
    )
    words = Reading(PRINT).words
    weed, frogs = result.edits
    assert (weed.index, words[weed.start : weed.end], weed.words) == (2, "weed", "rubbish")
    (clause,) = frogs.inserted
    assert (frogs.index, clause.heading.words) == (0, "Frogs")
    assert any(node is clause for _, node in walk(result.bill.root)), "it is the very clause of the amended Bill"


def test_an_amendment_that_moves_text_makes_two_edits():
    out, back = sorted(amended("Transpose Clause 1 to after Clause 2").edits, key=lambda edit: bool(edit.inserted))
    assert (out.index, back.index) == (0, 0)
    assert Reading(PRINT).words[out.start : out.end].startswith("1\nDuty to keep ponds")


def test_many_words_of_one_long_paragraph_are_changed_as_if_each_were_alone():
    rows = " |".join(
        f"line {number} of it says <ref>pond</ref> and then no more at all than that" for number in range(40)
    )
    print_ = bill(f"1 Ponds\n  {rows}")
    edits = (
        "Page 1, line 12, leave out “pond and” and insert “lake or”",
        "Page 1, line 20, after “says” insert “old”",
        "Page 1, line 30, leave out “then”",
    )
    result = amended(*edits, print_=print_)
    assert [(edit.index, edit.words) for edit in result.edits] == [(0, "lake or"), (1, "old"), (2, "")]
    expected = text(print_)[-1]
    for line, old, new in ((10, "pond and", "lake or"), (18, "says", "says old"), (28, "and then", "and")):
        at = expected.index(f"line {line} ")
        expected = expected[:at] + expected[at:].replace(old, new, 1)
    assert text(result.bill)[-1] == expected
    block = next(node for _, node in walk(result.bill.root) if isinstance(node, Block) and len(node.text) > 999)
    lines = [mark.value for mark in block.text.marked("?L")]
    assert lines == [f"1-{number}" for number in range(2, 42)]
    assert len(list(block.text.marked("ref"))) == 39
