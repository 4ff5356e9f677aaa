"""A new clause comes under the heading that it has in the new text, in its place among the other amendments."""

from collections import Counter

import pytest
from shorthand import bill

from amend.drafting.groups import given_twice, numbers_of_acts
from amend.drafting.reverse import draft
from amend.model.house import House

GROUPED = """
    # Ponds
      1 Duty to keep ponds
        The keeper must keep the pond clean.
      2 Fish
        Carp are fish.
    # General
      3 Boats
        A boat may be rowed.
      4 Short title
        This Act may be cited as the Ponds Act.
"""
OTTERS = "      {} Otters\n        Otters are welcome.\n"


@pytest.mark.parametrize(
    ("change", "place", "beside"),
    [
        (("      1 Duty", f"{OTTERS.format(1)}      2 Duty"), "Before Clause 1", ("", "clause 1")),
        (("    # General\n", f"{OTTERS.format('2A')}    # General\n"), "After Clause 2", ("clause 2", "")),
        (("    # General\n", f"    # General\n{OTTERS.format('2A')}"), "Before Clause 3", ("", "clause 3")),
        (("the Ponds Act.\n", f"the Ponds Act.\n{OTTERS.format(5)}"), "After Clause 4", ("clause 4", "")),
    ],
)
def test_a_new_clause_is_put_beside_one_that_stands_under_its_heading(change, place, beside):
    assert GROUPED.count(change[0]) == 1
    old, new = bill(GROUPED, guids=True), bill(GROUPED.replace(*change))
    (lords,) = draft(old, new, House.LORDS).amendments
    assert lords.words.split("\n")[0] == f"{place}, insert the following new Clause—"
    (commons,) = draft(old, new, House.COMMONS).amendments
    assert commons.words.split("\n")[0] == "To move the following Clause—"
    assert (commons.after, commons.before) == beside


@pytest.mark.parametrize("under", ["{}    # General\n", "    # General\n{}"])
def test_a_new_clause_stands_in_its_turn_among_the_amendments_of_the_lords(under):
    new = GROUPED.replace("clean", "dry").replace("rowed", "sailed")
    new = new.replace("    # General\n", under.format(OTTERS.format("2A")))
    drafted = draft(bill(GROUPED, guids=True), bill(new), House.LORDS)
    assert [one.words[:8] for one in drafted.amendments][::2] == ["Clause 1", "Clause 3"]
    assert drafted.amendments[1].words.split("\n")[0].endswith("insert the following new Clause—")


def test_a_heading_that_only_the_new_text_has_is_told():
    new = GROUPED.replace("    # General\n", f"    # Otters\n{OTTERS.format('2A')}    # General\n")
    drafted = draft(bill(GROUPED, guids=True), bill(new), House.LORDS)
    assert drafted.notes == ("the heading “Otters” is put in when the Bill is printed again",)


TWICE = """
    1 Acts
      (1) After section 5 insert— [
        5A Weed
          (1) Clear it.
      ].
      (2) After section 6 insert— [
        {} Reed
          (1) Cut it.
      ].
"""


@pytest.mark.parametrize(
    ("label", "known", "found"),
    [("5A", Counter(), "5A"), ("5A", Counter({"5A": 1}), "5A"), ("5A", Counter({"5A": 2}), ""), ("6A", Counter(), "")],
)
def test_two_sections_of_acts_with_one_number_are_told_unless_the_texts_have_them(label, known, found):
    assert given_twice(known, numbers_of_acts(bill(TWICE.format(label)))) == found
