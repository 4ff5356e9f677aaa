"""Words without a number never stand among numbered provisions: the amendment is refused, with what would work."""

import pytest
from shorthand import bill

from amend.drafting import make
from amend.model.amendment import Amendment
from amend.model.provision import Block, walk

PONDS = bill("""
    1 Ponds
      (1) The keeper must keep ponds.
      (2) The keeper may charge.
    2 Weed
      (1) Weed must go if—
        (a) it is green, or
        (b) it is tall.
      (2) It may be sold.
    3 Boats
      (1) Boats may be let.
    4 Acts
      (1) After section 5 of the Canals Act 1990 insert— [
        5A Weed
          (1) The owner must clear weed.
          (2) The owner may sell it.
      ].
      (2) In this section—
        * “owner” means one who owns;
        * “weed” means a plant.
    Schedule 1 Fish
      1 (1) Carp may be fed.
        (2) Tench may be fed.
      2 Roach may be fed.
""")

REFUSED = {
    "Clause 1, page 1, line 2, leave out subsection (1) and insert—\n“It is so.”": "subsection (2) stays",
    "Clause 1, page 1, line 2, leave out subsection (1) and insert— “It is so.”": "subsection (2) stays",
    "Clause 1, page 1, line 3, leave out subsection (2) and insert—\n“It is so.”": "subsection (1) stays",
    "Clause 1, page 1, line 2, leave out subsection (1) and insert—\n“One.\nTwo.”": "subsection (2) stays",
    "Clause 2, page 1, line 5, leave out subsection (1) and insert—\n“It is so.”": "subsection (2) stays",
    "Clause 2, page 1, line 6, leave out paragraph (a) and insert—\n“it is so, or”": "paragraph (b) stays",
    "Clause 4, page 1, line 14, leave out subsection (1) and insert—\n“It is so.”": "subsection (2) stays",
    "Clause 4, page 1, line 15, leave out subsection (2) and insert—\n“It is so.”": "subsection (1) stays",
    "Schedule 1, page 1, line 20, leave out sub-paragraph (1) and insert—\n“It is so.”": "sub-paragraph (2) stays",
    "Schedule 1, page 1, line 22, leave out paragraph 2 and insert—\n“It is so.”": "paragraph 1 stays",
}


def outcome(words):
    result = make.apply(PONDS, [Amendment(words, "1")])
    return result.outcomes[0].reason, [n.words for _, n in walk(result.bill.root) if isinstance(n, Block)]


@pytest.mark.parametrize(("words", "stays"), REFUSED.items())
def test_words_without_a_number_beside_what_stays_are_refused_with_the_wording_to_use(words, stays):
    reason, _ = outcome(words)
    assert reason.startswith(f"what is inserted has no number, and {stays} beside it; give it one: “leave out ")
    assert "and insert— “" in reason


TAKEN = {
    "Clause 1, page 1, line 2, leave out subsections (1) and (2) and insert—\n“It is so.”": "It is so.",
    "Clause 3, page 1, line 10, leave out subsection (1) and insert—\n“It is so.”": "It is so.",
    "Clause 1, page 1, line 2, leave out subsection (1) and insert—\n“(1) It is so.”": "It is so.",
    "Clause 1, page 1, line 2, leave out subsection (1) and insert—\n“( ) It is so.”": "It is so.",
    "Clause 2, page 1, line 7, leave out paragraph (b) and insert—\n“and it is summer.”": "and it is summer.",
    "Clause 4, page 1, line 17, leave out the definition of “owner” and insert—\n““keeper” means one who keeps;”": (
        "“keeper” means one who keeps;"
    ),
}


@pytest.mark.parametrize(("words", "row"), TAKEN.items())
def test_words_in_the_place_of_a_whole_list_numbered_ones_and_definitions_are_taken(words, row):
    reason, rows = outcome(words)
    assert (reason, row in rows) == ("", True)
