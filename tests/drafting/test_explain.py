"""An amendment explained names what it really changes."""

import pytest
from shorthand import bill

from amend.drafting.explain import explain
from amend.model.amendment import Amendment

PRINT = bill("1 Ponds\n  (1) The keeper keeps the pond and feeds the pond.\n2 Title\n  This Act is the Ponds Act.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "Clause 1, page 1, line 2, leave out “the pond” in both places where it occurs",
            "It removes “the pond” in 2 places in clause 1(1).",
        ),
        (
            "Clause 1, page 1, line 2, leave out “the pond” in both places and insert “it”",
            "It replaces “the pond” in 2 places in clause 1(1) with the words “it”.",
        ),
        (
            "After Clause 1, insert the following new Clause—\n“Fish\nEels\n(1) Eels may swim.”",
            "It adds a new clause, “Eels”, after clause 1.",
        ),
        (
            "After Clause 1, insert the following new Clause—\n“Part 2A Fish\nEels\n(1) Eels may swim.”",
            "It adds a new clause, “Eels”, after clause 1.",
        ),
        (
            "After Clause 1, insert the following new Clause—\n“Eels\n(1) Eels may swim.”",
            "It adds a new clause, “Eels”, after clause 1.",
        ),
    ],
)
def test_the_sentence_says_what_goes_and_what_comes(words, sentence):
    assert explain(PRINT, Amendment(words)).sentence == sentence
