"""Forms of words that real papers use, made to a print: what goes, what comes, or a refusal that says what would work."""

import pytest
from shorthand import bill

from amend.engine.apply import to_amendments
from amend.engine.apply.apply import apply_operations
from amend.engine.compare.compare import compare
from amend.engine.compare.redline import read
from amend.english.tabled import parse
from amend.model.provision import Provision, walk

PRINT = bill("""
    # Ponds
    1 Duty to keep ponds
      (1) The keeper of a pond must keep the pond clean and the pond open.
      (2) The keeper may—
        (a) charge for fishing, and
        (b) plant reeds.
      (3) In section 9 of the Lakes Act (boats), omit “large”.
    2 Canals
      (1) In section 5 of that Act—
        (a) in subsection (2), for “old” substitute “new”;
        (b) omit subsection (3).
      (2) After section 6 insert— [
        6A Rafts
          A raft is a boat.
      ].
    # General
    3 Short title
      This Act may be cited as the Ponds Act.
    ===
    Schedule 1 Fish
      # Carp
      1 Carp are fish.
      # Tench
      2 Tench are fish.
      3 Tench may be kept.
""")


def text(print_):
    rows = read(compare(print_, print_).redline)
    return ["".join(piece.words for pieces in row.parted() for piece in pieces) for row in rows]


def changes(*words):
    result = apply_operations(PRINT, [(str(number), parse(each).operation) for number, each in enumerate(words, 1)])
    assert [outcome.reason for outcome in result.outcomes if outcome.outcome == "refused"] == []
    before, after = text(PRINT), text(result.bill)
    return [row for row in before if row not in after], [row for row in after if row not in before]


def line_of(words):
    """The number of the printed line that words stand on, on page 1 or 2."""
    from amend.model.lines import Reading

    reading = Reading(PRINT)
    return next(line for line in reading.lines if words in reading.words[line.start : line.end])


def at(clause, words):
    line = line_of(words)
    return f"{clause}, page {line.page}, line {line.number}"


FORMS = [
    (
        f"{at('Clause 1', 'The keeper of a pond')}, leave out “the pond” in both places where it occurs and insert “it”",
        ["(1)The keeper of a pond must keep the pond clean and the pond open."],
        ["(1)The keeper of a pond must keep it clean and it open."],
    ),
    (
        f"{at('Clause 1', 'plant reeds')}, leave out paragraph (b) and the “and” before it",
        ["(a)charge for fishing, and", "(b)plant reeds."],
        ["(a)charge for fishing,"],
    ),
    (
        f"{at('Clause 1', 'The keeper of a pond')}, leave out from “pond” to the end of subsection (1) and insert “may.”".replace(
            "from “pond”", "from “clean”"
        ),
        ["(1)The keeper of a pond must keep the pond clean and the pond open."],
        ["(1)The keeper of a pond must keep the pond clean may."],
    ),
    (
        f"{at('Clause 1', 'In section 9')}, leave out from “(boats)” to end and insert “.”",
        ["(3)In section 9 of the Lakes Act (boats), omit “large”."],
        ["(3)In section 9 of the Lakes Act (boats)."],
    ),
    (
        f"{at('Clause 1', 'In section 9')}, leave out “, omit “large”” and insert “—\n(a) omit “large”;\n(b) omit “wide””",
        ["(3)In section 9 of the Lakes Act (boats), omit “large”."],
        ["(3)In section 9 of the Lakes Act (boats)—", "(a)omit “large”;", "(b)omit “wide”."],
    ),
    (
        f"{at('Clause 1', 'In section 9')}, after “(boats),” insert “—\n(a) omit “small”;\n(b)”",
        ["(3)In section 9 of the Lakes Act (boats), omit “large”."],
        ["(3)In section 9 of the Lakes Act (boats),—", "(a)omit “small”;", "(b)omit “large”."],
    ),
    (
        f"{at('Clause 1', 'plant reeds')}, after “reeds” insert “, and\n(c) dig.\n(2A) A pond must be dug by hand”",
        ["(b)plant reeds."],
        ["(b)plant reeds, and", "(c)dig.", "(2A)A pond must be dug by hand."],
    ),
    (
        f"{at('Clause 2', 'for “old”')}, leave out ““old” substitute “new”” and insert “the words substitute “newer””",
        ["(a)in subsection (2), for “old” substitute “new”;"],
        ["(a)in subsection (2), for the words substitute “newer”;"],
    ),
    (
        f"{at('Clause 2', 'for “old”')}, after “for “old”” insert “, in both places,”",
        ["(a)in subsection (2), for “old” substitute “new”;"],
        ["(a)in subsection (2), for “old”, in both places, substitute “new”;"],
    ),
    (
        f"{at('Clause 2', 'In section 5')}, at end insert—\n“(za) in subsection (1), omit “x”;”",
        [],
        ["(za)in subsection (1), omit “x”;"],
    ),
    (
        f"Clause 2, page 1, leave out lines {line_of('After section 6').number} to {line_of('A raft').number}",
        ["(2)After section 6 insert—", "“6ARafts", "A raft is a boat.”."],
        [],
    ),
    (
        f"Clause 1, page 1, leave out from beginning of line {line_of('The keeper of a pond').number} to end of line"
        f" {line_of('plant reeds').number} and insert—\n“(1) A keeper may rest.”",
        [
            "(1)The keeper of a pond must keep the pond clean and the pond open.",
            "(2)The keeper may—",
            "(a)charge for fishing, and",
            "(b)plant reeds.",
        ],
        ["(1)A keeper may rest."],
    ),
    (f"{at('Clause 1', 'plant reeds')}, at end insert—\n“( ) A keeper may rest.”", [], ["( )A keeper may rest."]),
    (f"{at('Clause 1', 'charge for')}, at end insert—\n“( ) dig, and”", [], ["( )dig, and"]),
    (
        "In the Title, line 1, after “ponds” insert “and lakes”",
        None,
        ["A Bill to make provision about ponds and lakes."],
    ),
    ("Clause 3, leave out Clause 3", None, []),
    (
        "After Clause 1, insert the following new Clause—\n“Waters\nEels\n(1) Swim.\n(2) Rest.”",
        [],
        ["Waters", "Eels", "(1)Swim.", "(2)Rest."],
    ),
    (
        "After Clause 1, insert the following new Clause—\n“Lists\n(1) Keep a list.\nMeaning\n(2) A list is a record.”",
        [],
        ["Lists", "(1)Keep a list.", "Meaning", "(2)A list is a record."],
    ),
    (f"{at('Schedule 1', 'Carp are fish')}, at end insert—\n“1A Carp swim.”", [], ["1ACarp swim."]),
]


@pytest.mark.parametrize(("words", "gone", "come"), FORMS)
def test_a_form_of_words_makes_just_the_change_that_it_says(words, gone, come):
    went, came = changes(words)
    assert came == come
    assert gone is None or went == gone


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (f"{at('Clause 1', 'The keeper of a pond')}, leave out “clean” in both places", "once, not in both places"),
        (
            f"{at('Clause 1', 'plant reeds')}, leave out paragraph (b) and the “or” before it",
            "no “or” stands just before",
        ),
        (f"{at('Clause 1', 'plant reeds')}, leave out from “plant” to the end of subsection (1)", "nor before it"),
        (f"{at('Clause 1', 'plant reeds')}, after “reeds.” insert “—\n(i) a;\n(ii)”", "nothing follows in the print"),
        (f"{at('Clause 3', 'This Act may')}, at end insert—\n“3A Eels\nEels may swim.”", "a clause is not put in"),
        (f"{at('Clause 3', 'This Act may')}, at end insert—\n“3A Eels may swim.”", "a clause is not put in"),
        (f"{at('Clause 1', 'In section 9')}, at end insert—\n“1A Eels may swim.”", "1A is a new clause"),
        (f"{at('Schedule 1', 'Tench may be')}, at end insert—\n“3A Eels\nEels may swim.”", "3A is a new clause"),
        (f"{at('Schedule 1', 'Carp are fish')}, at end insert—\n“2 Carp swim.”", "2 has no place at"),
        ("In subsection (3), leave out “x”", "only an amendment to an amendment"),
        (f"{at('Clause 1', 'The keeper of a pond')}, after “clean”” insert “x”", "is not on page 1"),
    ],
)
def test_a_form_that_does_not_fit_the_print_is_refused(words, says):
    (outcome,) = apply_operations(PRINT, [("1", parse(words).operation)]).outcomes
    assert outcome.outcome == "refused"
    assert says in outcome.reason


TARGET = "After Clause 1, insert the following new Clause—\n“Otters\n(1) Otters are wet.\n(2) Otters are quick.”"


@pytest.mark.parametrize(
    ("words", "come", "reason"),
    [
        ("In subsection (2), leave out “quick” and insert “slow”", "(2)Otters are slow.", ""),
        ("In subsection (1), after “wet” insert “and cold”", "(1)Otters are wet and cold.", ""),
        ("Line 2, after “wet” insert “and cold”", "(1)Otters are wet and cold.", ""),
        ("In subsection (1), leave out “quick”", None, "“quick” is not on"),
        ("In subsection (7), leave out “quick”", None, "there is no subsection (7)"),
        ("Line 9999, after “wet” insert “and cold”", None, "line 9999 of the amendment that it amends is not where"),
        ("Line 40, leave out “quick”", None, "line 40 of the amendment"),
        ("Line 30, at end insert—\n“(3) Otters swim.”", None, "line 30 of the amendment"),
    ],
)
def test_an_amendment_to_an_amendment_is_placed_by_its_subsection_or_a_line_that_can_be_right(words, come, reason):
    made, (outcome,) = to_amendments.amended(parse(TARGET).operation, [("(a)", parse(words).operation)])
    assert reason in outcome.reason
    assert (outcome.outcome == "refused") is bool(reason)
    assert come is None or come in text(apply_operations(PRINT, [("NC1", made)]).bill)


LISTS = """After Clause 1, insert the following new Clause—
“Otters
(1) Otters may—
(a) swim, or
(b) dive.
(2) Eels may—
(a) hide, or
(b) rest.”"""


@pytest.mark.parametrize(
    ("words", "come", "reason"),
    [
        ("In subsection (2)(a), leave out “hide” and insert “sleep”", "(a)sleep, or", ""),
        ("In subsection (1)(b), leave out “dive” and insert “sleep”", "(b)sleep.", ""),
        ("In subsection (2)(b), leave out “dive”", None, "“dive” is not on"),
        ("In subsection (3)(a), leave out “hide”", None, "there is no subsection (3)(a)"),
        ("In subsection (2)(c), leave out “hide”", None, "there is no subsection (2)(c)"),
        ("In paragraph (a), leave out “hide”", None, "paragraph (a) may be 2 provisions"),
    ],
)
def test_a_paragraph_of_a_new_clause_is_found_by_all_its_labels(words, come, reason):
    made, (outcome,) = to_amendments.amended(parse(LISTS).operation, [("(a)", parse(words).operation)])
    assert reason in outcome.reason
    assert (outcome.outcome == "refused") is bool(reason)
    assert come is None or come in text(apply_operations(PRINT, [("NC1", made)]).bill)


def headed(print_):
    """Each cross-heading or Part with the clauses that stand right under it."""
    return {
        node.heading.words: [item.label or item.heading.words for item in node.items[1:] if item.tag == "section"]
        for _, node in walk(print_.root)
        if isinstance(node, Provision) and node.get("name") == "crossheading" and node.heading.words in HEADINGS
    }


HEADINGS = ("Ponds", "Waters", "General")
GROUPED = bill("""
    # Ponds
      1 Duty to keep ponds
        The keeper must keep the pond clean.
      2 Fish
        Carp are fish.
    # General
      3 Short title
        This Act may be cited as the Ponds Act.
""")
WATERS = "insert the following new Clause—\n“Waters\nEels\n(1) Swim.\n(2) Rest.”"


@pytest.mark.parametrize(
    ("place", "before"),
    [("After Clause 2", "General"), ("Before Clause 3", "General"), ("Before Clause 1", "Ponds"), ("After Clause 3", None)],
)  # fmt: skip
def test_a_new_heading_with_its_clause_goes_beside_the_heading_that_the_named_clause_is_at_the_edge_of(place, before):
    result = apply_operations(GROUPED, [("1", parse(f"{place}, {WATERS}").operation)])
    assert [outcome.reason for outcome in result.outcomes] == [""]
    found = headed(result.bill)
    assert found == {"Ponds": ["1", "2"], "Waters": ["Eels"], "General": ["3"]}
    order = list(found)
    assert (order[order.index("Waters") + 1 :] or [None])[0] == before
