"""Sections of an Act whose subsections become words without a number: left out by name, with the words in their place."""

import pytest
from shorthand import bill

from amend.drafting import make
from amend.drafting.reverse import DraftStyle, draft
from amend.model.amendment import Amendment
from amend.model.house import House

PRINT = """
    1 Weed
      (1) The Canals Act is amended as follows.
      (2) After section 5 insert— [
        5A Weed
{}
      ].
      (3) In Schedule 1 to that Act, after paragraph 7 insert— [[
        7A {}
      ].
    2 Short title
      This Act may be cited as the Ponds Act.
"""
TWO = "          (1) The owner must clear weed.\n          (2) The owner may cut reeds in summer."
THREE = f"{TWO}\n          (3) The council may charge."
PARAGRAPH = "(1) Eels are fish.\n          (2) Tench are fish."
CLEAR, MERGED = (
    "          The owner must clear weed.",
    "          The owner must clear weed and may cut reeds in summer.",
)
COLLAPSED = [
    (TWO, CLEAR, "line 5, leave out subsections (1) and (2) and insert—\n“The owner must clear weed.”"),
    (TWO, "          The owner may cut reeds in summer.", "line 5, leave out subsections (1) and (2) and insert—"),
    (TWO, MERGED, "line 5, leave out subsections (1) and (2) and insert—\n“The owner must clear weed and may cut"),
    (THREE, CLEAR, "line 5, leave out subsections (1) to (3) and insert—\n“The owner must clear weed.”"),
    (
        THREE,
        f"{CLEAR}\n          The council may charge.",
        "line 5, leave out subsections (1) to (3) and insert—\n“The owner",
    ),
]


@pytest.mark.parametrize("house", House)
@pytest.mark.parametrize("style", [DraftStyle.WORDS, DraftStyle.USUAL])
@pytest.mark.parametrize(("old", "new", "said"), COLLAPSED)
def test_the_subsections_of_a_quoted_section_give_place_to_its_words(old, new, said, style, house):
    ours, theirs = (bill(PRINT.format(section, PARAGRAPH)) for section in (old, new))
    drafted = draft(ours, theirs, house, style)
    (amendment,) = drafted.amendments
    assert amendment.words.replace("\n\n", "\n").startswith(f"Clause 1, page 1, {said}")
    assert drafted.findings == ()


def test_one_subsection_that_goes_goes_alone():
    ours, theirs = (bill(PRINT.format(section, PARAGRAPH)) for section in (THREE, TWO))
    (amendment,) = draft(ours, theirs).amendments
    assert amendment.words == "Clause 1, page 1, line 7, leave out subsection (3)"


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("line 5, leave out subsections (1) and (2) and insert—\n“The owner must clear weed.”", "applied"),
        ("line 2, leave out subsections (1) to (3) and insert—\n“The Canals Act is repealed.”", "applied"),
    ],
)
def test_words_take_the_place_of_all_subsections(words, outcome):
    amendment = Amendment(f"Clause 1, page 1, {words}", number="1", print="Bill 1")
    (found,) = make.apply(bill(PRINT.format(TWO, PARAGRAPH)), [amendment]).outcomes
    assert found.outcome == outcome
