"""What changes from one text to another, in plain sentences; never one that quotes the same words twice."""

import pytest
from shorthand import bill

from amend.drafting.in_short import in_short, in_short_by_side
from amend.engine.compare.compare import compare

OLD = """
    Part 1 Water
      # Keeping
        1 Duty to keep ponds
          (1) The keeper must keep every pond clean and free of weed, of rubbish, of leaves and of all that does not
          (2) The keeper may charge.
    Part 2 General
      2 Short title
        This Act may be cited as the Ponds Act.
"""


@pytest.mark.parametrize(
    ("was", "becomes", "sentences"),
    [
        ("may charge", "must charge", ("It replaces “may” with “must” in clause 1(2).",)),
        ("of rubbish, ", "of rubbish, of oil, ", ("It adds “oil, of” to clause 1(1).",)),
        ("clean and", "clean", ("It removes “and” from clause 1(1).",)),
        ("Duty to keep", "Power to keep", ("It replaces “Duty” with “Power” in the heading of clause 1.",)),
        ("# Keeping", "# Keeping of “ponds”", ("It adds “of ‘ponds’” to the heading of Part 1.",)),
        ("          (2) The keeper may charge.\n", "", ("It removes clause 1(2): “The keeper may charge”.",)),
        ("every pond clean and free of weed, of", "all clean, free of moss or", None),
    ],
)
def test_a_change_is_told_in_a_sentence(was, becomes, sentences):
    assert was in OLD
    found = in_short(compare(bill(OLD), bill(OLD.replace(was, becomes))))
    if sentences is None:
        assert len(found) == 1
    else:
        assert found == sentences


def test_a_clause_that_comes_in_is_named_by_its_heading_and_what_only_follows_is_counted():
    new = OLD.replace("      2 Short", "      2 Fish\n        Count them.\n      3 Short")
    assert in_short(compare(bill(OLD), bill(new))) == ("It adds clause 2, “Fish”.", "1 number only follows.")


def test_an_italic_heading_is_not_taken_for_the_part_it_is_in():
    new = OLD.replace("      2 Short", "      # Names\n        2 Short").replace("        This", "          This")
    assert in_short(compare(bill(OLD), bill(new))) == ("It adds the italic heading “Names” in Part 2.",)


HAY, MOSS = "Hay’s amendments", "Moss’s amendments"
EACH = f"Different under each: first under {HAY}, then under {MOSS}"


def test_of_two_texts_neither_of_which_was_made_of_the_other_each_row_stands_under_whose_it_is():
    new = OLD.replace("may charge", "must charge").replace(
        "      2 Short", "      2 Fish\n        Count.\n      3 Short"
    )
    assert in_short_by_side(compare(bill(OLD), bill(new)), (HAY, MOSS)) == {
        f"Only under {MOSS}": ("Clause 2, “Fish”.",),
        EACH: ("In clause 1(2): “may”; “must”.", "1 number only follows."),
    }


@pytest.mark.parametrize(
    ("was", "becomes", "heading", "row"),
    [
        ("of rubbish, ", "of rubbish, of oil, ", f"Only under {MOSS}", "“oil, of” in clause 1(1)."),
        ("clean and", "clean", f"Only under {HAY}", "“and” in clause 1(1)."),
        ("Duty to keep", "Power to keep", EACH, "In the heading of clause 1: “Duty”; “Power”."),
        ("# Keeping", "# Keeping of “ponds”", f"Only under {MOSS}", "“of ‘ponds’” in the heading of Part 1."),
        ("          (2) The keeper may charge.\n", "", f"Only under {HAY}", "Clause 1(2): “The keeper may charge”."),
        ("every pond clean and free of weed, of", "all clean, free of moss or", EACH, None),
    ],
)
def test_a_difference_between_two_sides_is_told_once_and_names_neither(was, becomes, heading, row):
    ((told, (one,)),) = in_short_by_side(compare(bill(OLD), bill(OLD.replace(was, becomes))), (HAY, MOSS)).items()
    assert told == heading
    assert one == row or (row is None and one.startswith("The words of clause 1(1), in "))
