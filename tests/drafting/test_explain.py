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
            "It replaces “the pond” in 2 places in clause 1(1) with the word “it”.",
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


LISTED = bill(
    "1 Ponds\n  (1) The keeper keeps the pond.\n  (2) He feeds the fish.\n2 Title\n  This Act is the Ponds Act.\n"
    "Schedule 1 Fish\n  1 Carp."
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "Clause 1, page 1, line 2, at end insert—\n“(1A) It is deep.”",
            "It adds a new subsection (1A) after clause 1(1).",
        ),
        (
            "Clause 1, page 1, line 3, at end insert—\n“(3) It is deep.”",
            "It adds a new subsection (3) after clause 1(2).",
        ),
        (
            "Clause 1, page 1, line 1, at end insert—\n“(A1) It is deep.”",
            "It adds a new subsection (A1) at the beginning of clause 1.",
        ),
        (
            "After Schedule 1, insert the following new Schedule—\n“SCHEDULE\nBOATS\nRafts\n1 One raft.\nPunts\n2 A punt.”",
            "It adds a new schedule, “BOATS”, after Schedule 1.",
        ),
    ],
)
def test_what_comes_in_is_told_by_what_it_comes_after_or_begins(words, sentence):
    assert explain(LISTED, Amendment(words)).sentence == sentence
