"""Rows of a table put in, left out and put in place of others, by the lines that they are printed on."""

from dataclasses import replace

import pytest
from shorthand import XHTML, bill, table

from amend.engine.apply.apply import apply_operations
from amend.english.tabled import parse
from amend.model.outline import words_of
from amend.model.provision import Provision
from amend.model.table_rows import ROW, rows_in

FISH = bill("""
    1 Fish
      (1) The keeper may take a fish of a kind in the table.
      (2) The table follows.
        : Kind : Fee
        : carp : 1
        : tench : 2
        : roach : 3
      (3) The keeper may charge.
    2 Weed
      (1) In the Act, for the table substitute— [
        (2) The table is—
        : reed : 7
        : rush : 8
      ].
""")


def outcome(words, of=FISH):
    return apply_operations(of, [("1", parse(words).operation)])


def rows(of):
    return [" ".join(words_of(row).split()) for _, row in rows_in(of, ())]


HEAD, CARP, TENCH, ROACH, REED, RUSH = "Kind Fee", "carp 1", "tench 2", "roach 3", "reed 7", "rush 8"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Clause 1, page 1, line 6, at end insert—\n“eel | 4”", [HEAD, CARP, TENCH, "eel 4", ROACH, REED, RUSH]),
        ("Clause 1, page 1, line 4, at end insert—\n“eel\t4\npike\t5”", [HEAD, "eel 4", "pike 5", CARP, TENCH, ROACH, REED, RUSH]),
        ("Clause 1, page 1, line 7, at end insert—\n“eel |”", [HEAD, CARP, TENCH, ROACH, "eel", REED, RUSH]),
        ("Clause 1, page 1, line 4, at beginning insert—\n“eel | 4”", ["eel 4", HEAD, CARP, TENCH, ROACH, REED, RUSH]),
        ("Clause 1, page 1, leave out line 6", [HEAD, CARP, ROACH, REED, RUSH]),
        ("Clause 1, page 1, leave out lines 5 and 6", [HEAD, ROACH, REED, RUSH]),
        ("Clause 1, page 1, leave out lines 4 to 7", [REED, RUSH]),
        ("Clause 1, page 1, line 5, leave out from beginning to end of line 6", [HEAD, ROACH, REED, RUSH]),
        ("Clause 1, page 1, leave out lines 5 to 6 and insert—\n“eel | 4”", [HEAD, "eel 4", ROACH, REED, RUSH]),
        ("Clause 2, page 1, leave out line 13 and insert—\n“(a) mint | 4\n(b) moss | 5”", [HEAD, CARP, TENCH, ROACH, REED, "(a) mint 4", "(b) moss 5"]),
        ("Clause 2, page 1, line 13, at end insert—\n“mint | 4”", [HEAD, CARP, TENCH, ROACH, REED, RUSH, "mint 4"]),
    ],
)  # fmt: skip
def test_rows_come_and_go_by_their_lines(words, expected):
    made = outcome(words)
    assert made.outcomes[0].reason == ""
    assert rows(made.bill) == expected


REFUSED = [
    ("Clause 1, page 1, line 3, at end insert—\n“eel | 4”", "page 1, line 3 is in none"),
    ("Clause 1, page 1, line 6, at end insert—\n“eel | 4 | 5”", "has 3 cells, and the table has 2 columns"),
    ("Clause 1, page 1, line 6, after “tench” insert—\n“eel | 4”", "cannot come in among words"),
    ("Clause 1, page 1, line 6, leave out “tench” and insert—\n“eel | 4”", "the place of whole rows only"),
    ("Clause 1, page 1, leave out line 6 and insert “eel”", "must be rows"),
    ("Clause 1, page 1, leave out line 6 and insert—\n“(4) The keeper may fish.”", "must be rows"),
    ("Clause 1, page 1, line 5, leave out from “carp” to “tench” in line 6", "begins in one cell of a table and ends"),
]


@pytest.mark.parametrize(("words", "why"), REFUSED)
def test_what_is_no_edit_of_whole_rows_is_refused(words, why):
    made = outcome(words)
    assert why in made.outcomes[0].reason
    assert made.bill == FISH


def changed(edit):
    """The Bill with each row of its first table as edit has it, by its index there."""
    found = rows_in(FISH, ())[:4]
    new = FISH
    for index, (path, row) in enumerate(found):
        new = new.edited(path, lambda _, index=index, row=row: (edit(index, row),))
    return new


def with_attribute(row, name, value):
    first, *others = row.items
    return replace(row, items=(replace(first, attributes=((name, value),)), *others))


def in_head(of):
    """The Bill with the first row of its first table in a head of its own."""
    path = rows_in(of, ())[0][0][:-1]

    def parted(body):
        head = Provision(f"{{{XHTML}}}thead", body.items[:1])
        return (head, replace(body, items=body.items[1:]))

    return of.edited(path, parted)


def nested(row):
    first, *others = row.items
    return replace(row, items=(replace(first, items=(*first.items, table([["small", "large"]]))), *others))


@pytest.mark.parametrize(
    ("of", "words", "why"),
    [
        (
            changed(lambda index, row: with_attribute(row, "rowspan", "2") if index == 2 else row),
            "Clause 1, page 1, leave out line 5",
            "a cell of that table runs over more than one row",
        ),
        (
            changed(lambda index, row: with_attribute(row, "rowspan", "2") if index == 2 else row),
            "Clause 1, page 1, line 5, at end insert—\n“eel | 4”",
            "a cell of that table runs over more than one row",
        ),
        (in_head(FISH), "Clause 1, page 1, leave out line 4", "it is a header row"),
        (in_head(FISH), "Clause 1, page 1, line 4, at beginning insert—\n“eel | 4”", "cannot come in before that header"),
        (
            changed(lambda index, row: Provision(ROW, tuple(replace(c, tag=f"{{{XHTML}}}th") for c in row.items)) if not index else row),
            "Clause 1, page 1, leave out lines 4 and 5",
            "it is a header row",
        ),
        (
            changed(lambda index, row: nested(row) if index == 2 else row),
            "Clause 1, page 1, leave out lines 5 to 7",
            "there is a table in one of its cells",
        ),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_edited_so_is_refused_with_the_reason(of, words, why):
    made = outcome(words, of)
    assert why in made.outcomes[0].reason
    assert made.bill == of


LONG = bill(
    """
    <L 1-1>1 Fish
      <L 1-2>(1) The table follows.
        : <L 1-3>a carp <L 1-4>of any kind : <L 1-3>one
        : <L 1-5>tench : <L 1-5>two <L 1-6>or <L 1-7>three
        : <L 2-1>roach <L 2-2>or rudd : <L 2-1>four
      <L 2-3>(2) The keeper may charge.
    """,
    lines=False,
)
UNMARKED = bill(
    """
    <L 1-1>1 Fish
      <L 1-2>(1) The table follows.
        : carp : one
        : tench : two
      <L 1-3>(2) The keeper may charge.
    """,
    lines=False,
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Clause 1, page 1, line 4, at end insert—\n“eel | 4”", [0, "eel 4", 1, 2]),
        ("Clause 1, page 1, line 7, at end insert—\n“eel | 4”", [0, 1, "eel 4", 2]),
        ("Clause 1, page 1, line 5, at beginning insert—\n“eel | 4”", [0, "eel 4", 1, 2]),
        ("Clause 1, page 1, leave out lines 3 and 4", [1, 2]),
        ("Clause 1, page 1, leave out lines 5 to 7", [0, 2]),
        ("Clause 1, page 1, line 5, leave out from beginning to end of line 2 on page 2", [0]),
        ("Clause 1, page 1, leave out from beginning of line 5 to end of line 2 on page 2 and insert—\n“eel | 4”", [0, "eel 4"]),
    ],
)  # fmt: skip
def test_a_row_of_several_lines_ends_where_its_longest_cell_does(words, expected):
    made = outcome(words, LONG)
    assert made.outcomes[0].reason == ""
    was = rows(LONG)
    assert rows(made.bill) == [was[row] if isinstance(row, int) else row for row in expected]


@pytest.mark.parametrize(
    ("of", "words", "why"),
    [
        (LONG, "Clause 1, page 1, line 3, at end insert—\n“eel | 4”", "the row that page 1, line 3 is in ends on page 1, line 4"),
        (LONG, "Clause 1, page 1, line 6, at end insert—\n“eel | 4”", "is in ends on page 1, line 7"),
        (LONG, "Clause 1, page 1, line 4, at beginning insert—\n“eel | 4”", "is in begins on page 1, line 3"),
        (LONG, "Clause 1, page 1, leave out line 3", "a part of a row of a table, and that runs from page 1, line 3 to page 1, line 4"),
        (LONG, "Clause 1, page 1, leave out lines 4 to 7", "a part of a row of a table"),
        (LONG, "Clause 1, page 1, leave out lines 2 to 4", "begins outside quoted text and ends inside it"),
        (UNMARKED, "Clause 1, page 1, line 2, at end insert—\n“eel | 4”", "is in none"),
    ],
)  # fmt: skip
def test_lines_that_are_no_whole_rows_are_refused_with_those_that_are(of, words, why):
    made = outcome(words, of)
    assert why in made.outcomes[0].reason
    assert made.bill == of


def test_a_row_after_the_header_row_is_the_first_of_the_body():
    made = outcome("Clause 1, page 1, line 4, at end insert—\n“eel | 4”", in_head(FISH))
    assert rows(made.bill)[:3] == [HEAD, "eel 4", CARP]
    head, body = (rows_in(made.bill, ())[index][0] for index in (0, 1))
    assert head[:-1] != body[:-1]


def test_a_row_is_made_like_those_beside_it_without_what_is_theirs_alone():
    marked = changed(lambda index, row: replace(row, attributes=(("class", "left"), ("{x}GUID", f"_{index}"))))
    made = outcome("Clause 1, page 1, line 6, at end insert—\n“eel | 4”", marked)
    (new,) = (row for _, row in rows_in(made.bill, ()) if "eel" in words_of(row))
    assert new.attributes == (("class", "left"),)
    like = rows_in(marked, ())[1][1]
    assert [cell.items[0].attributes for cell in new.items] == [cell.items[0].attributes for cell in like.items]


def test_amendments_to_rows_of_one_table_go_together():
    operations = [
        "Clause 1, page 1, line 5, at end insert—\n“eel | 4”",
        "Clause 1, page 1, leave out line 6",
        "Clause 1, page 1, line 7, leave out “roach” and insert “rudd”",
        "Clause 1, page 1, line 7, at end insert—\n“pike | 5”",
    ]
    made = apply_operations(FISH, [(str(n), parse(words).operation) for n, words in enumerate(operations, 1)])
    assert [one.reason for one in made.outcomes] == [""] * 4
    assert rows(made.bill)[:5] == [HEAD, CARP, "eel 4", "rudd 3", "pike 5"]


def test_a_row_left_out_takes_amendments_to_its_words_with_it():
    operations = ["Clause 1, page 1, leave out line 6", "Clause 1, page 1, line 6, leave out “tench” and insert “eel”"]
    made = apply_operations(FISH, [(str(n), parse(words).operation) for n, words in enumerate(operations, 1)])
    assert [one.outcome for one in made.outcomes] == ["applied", "refused"]
