"""A file says which amendments were made to its print, and who moved them."""

import pytest
from shorthand import bill

from amend.engine.reprint.layout import lined
from amend.formats import akn
from amend.model.made import made, movers_of, recorded, told

PONDS = bill("1 Ponds\n  The keeper must keep every pond clean.")


@pytest.mark.parametrize(
    ("numbers", "movers", "words"),
    [
        (["7"], [], "amendment 7"),
        (["1", "2"], [""], "amendments 1, 2"),
        (["1", "2", "3"], ["Baroness Hay"], "amendments 1 to 3 (Baroness Hay)"),
        (["1", "2", "3", "5", "NC1", "NC2"], ["Baroness Hay", "Lord Reed"], "the amendments of Baroness Hay and of Lord Reed"),
        (["9", "10", "11", "11A"], ["A", "B", "C"], "amendments 9 to 11, 11A"),
    ],
)  # fmt: skip
def test_the_amendments_made_are_told_in_words(numbers, movers, words):
    noted = recorded(PONDS, numbers, movers)
    assert told(noted) == words
    assert made(noted) == tuple(numbers)
    assert made(akn.parse(akn.dumps(noted))) == tuple(numbers)


def test_what_is_made_later_is_added_and_each_mover_is_named_once():
    noted = recorded(recorded(PONDS, ["1"], ["Baroness Hay"]), ["2"], ["Lord Reed", "Baroness Hay"])
    assert (made(noted), movers_of(noted)) == (("1", "2"), ("Baroness Hay", "Lord Reed"))


def test_a_name_that_would_end_the_note_does_no_harm():
    noted = recorded(PONDS, ["1"], ["Hay?>; <Reed>\n& Son"])
    assert movers_of(akn.parse(akn.dumps(noted))) == ("Hay>, <Reed> & Son",)


def test_a_print_and_a_bill_with_lines_of_its_own_have_no_note():
    assert (told(PONDS), made(PONDS), movers_of(PONDS)) == ("", (), ())
    assert told(lined(recorded(PONDS, ["1"], ["Baroness Hay"]))) == ""


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("??>>", ">>"),
        ("a\x07b\x00\ufffe", "ab"),
        ("Lady \ud83e\udd86 Duck", "Lady Duck"),
        ("Lady 🦆", "Lady 🦆"),
        (" 7\n\t8 ", "7 8"),
        ("7\u202e8", "78"),
        ("a; b;", "a, b"),
        ("x" * 500, "x" * 79 + "…"),
    ],
)
def test_of_odd_numbers_and_names_what_can_be_said_is_kept(given, kept):
    noted = akn.parse(akn.dumps(recorded(PONDS, [given], [given])))
    assert (made(noted), movers_of(noted)) == ((kept,), (kept,))
