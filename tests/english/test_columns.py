"""Text in columns: which texts are rows of a table, and which only have a tab or a bar in them."""

import pytest

from amend.english.columns import table_rows, written
from amend.errors import WordsError
from amend.model.provision import Block, Provision
from amend.model.table_rows import cells_of, new_row
from amend.model.text import Text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eel | 2", [["Eel", "2"]]),
        ("Eel\t2\nElver\t3", [["Eel", "2"], ["Elver", "3"]]),
        ("Eel |  | none", [["Eel", "", "none"]]),
        ("Eel |", [["Eel", ""]]),
        ("| 2", [["", "2"]]),
        ("(a) the common eel | section 2\n(b) an elver | section 3", [["(a) the common eel", "section 2"], ["(b) an elver", "section 3"]]),
        ("1 | Eel", [["1", "Eel"]]),
    ],
)  # fmt: skip
def test_rows_in_columns_are_rows_of_a_table(text, expected):
    rows = table_rows(text)
    assert [[cell.items[0].words for cell in cells_of(row)] for row in rows] == expected
    assert table_rows("\n".join(map(written, rows))) == rows


@pytest.mark.parametrize(
    "text",
    [
        "(3) The keeper must keep a list.",
        "(3)\tThe keeper must keep a list.\n(4)\tA list must be published.",
        "1\tThe keeper must keep a list.",
        "5A.\tThe keeper must keep a list.",
        "“(3)\tThe keeper must keep a list.",
        "Eel\t2\nElver",
        "eel|elver",
    ],
)
def test_other_text_is_no_rows_of_a_table(text):
    assert table_rows(text) == ()


def test_rows_of_which_only_some_are_in_columns_are_refused_with_the_row():
    with pytest.raises(WordsError, match=r"“Elver 3” is not in columns, and “Eel . 2” is"):
        table_rows("Eel | 2\nElver 3")


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ([Block("p", Text("Eel"))], "a row of a table with one cell"),
        ([Block("p", Text("Eel")), Block("p", Text("2 | 3"))], "“|” stands between words"),
        ([Block("p", Text("")), Block("p", Text(""))], "no words"),
        ([Block("p", Text("Eel")), Provision("level", (Block("p", Text("2")),))], "more than one paragraph"),
    ],
)
def test_a_row_that_text_in_columns_cannot_say_is_refused(cells, why):
    row = new_row(["x"] * len(cells))
    items = tuple(Provision(box.tag, (cell,)) for box, cell in zip(row.items, cells, strict=True))
    with pytest.raises(WordsError) as error:
        written(Provision(row.tag, items))
    assert why in str(error.value)
