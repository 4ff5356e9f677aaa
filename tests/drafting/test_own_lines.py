"""An amendment to an amendment is placed on the printed lines of what that inserts, where the paper gives them."""

import pytest
from shorthand import bill

from amend.drafting.make import apply
from amend.formats import akn
from amend.model.amendment import Amendment

PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
    2 Short title
      This Act may be cited as the Ponds Act.
""")
PRINTED = [
    "Newts",
    "(1) The keeper must count the newts in each",
    "pond, and must—",
    "(a) feed each newt, and",
    "(b) count the newts again.",
    "(2) The keeper must—",
    "(a) write the number down, and",
    "(b) count the newts again.",
]
NEWTS = (
    "After Clause 1, insert the following new Clause—\n“Newts\n(1) The keeper must count the newts in each pond, and must—"
    "\n(a) feed each newt, and\n(b) count the newts again.\n(2) The keeper must—\n(a) write the number down, and"
    "\n(b) count the newts again.”"
)
LINES = " ".join(str(sum(map(str.isalnum, row))) for row in PRINTED)


def made(words, lines=LINES):
    target = Amendment(NEWTS, "1", print="Bill 1", lines=lines)
    result = apply(PONDS, [target, Amendment(words, "1A", print="Bill 1", amends="1")])
    assert result.outcomes[0].outcome == "applied"
    return result, result.outcomes[1]


RIGHT = {
    "Line 5, at end insert—\n“(c) name them.”": "clause (Newts)(1)(b), line 5",
    "Line 8, at end insert—\n“(c) name them.”": "clause (Newts)(2)(b), line 8",
    "Line 5, leave out “again”": "clause (Newts)(1)(b), line 5",
    "Line 8, after “newts” insert “once”": "clause (Newts)(2)(b), line 8",
    "Line 2, leave out from “count” to “must” in line 3": "clause (Newts)(1), line 2",
    "Line 7, leave out paragraph (a)": "clause (Newts)(2)(a), line 7",
}


@pytest.mark.parametrize(("words", "place"), RIGHT.items())
def test_it_is_made_on_the_line_that_it_names(words, place):
    _, outcome = made(words)
    assert (outcome.outcome, outcome.place, outcome.reason) == ("applied", place, "")


def test_it_changes_that_line_and_no_other():
    result, _ = made("Line 8, leave out “again” and insert “twice”")
    assert [words in akn.dumps(result.bill).decode() for words in ("newts again", "newts twice")] == [True, True]


WRONG = {
    "Line 4, at end insert—\n“(c) name them.”": "(c) has no place at line 4: it reads “(a) feed each newt, and”",
    "Line 6, leave out “again”": "it reads “(2) The keeper must—”; the words are on line 5",
    "Line 2, leave out “pond”": "the words are on line 3",
    "Line 9, leave out “again”": "has no line 9: its last is line 8, which reads “(b) count the newts again.”",
    "Line 9999, after “newts” insert “once”": "has no line 9999",
}


@pytest.mark.parametrize(("words", "said"), WRONG.items())
def test_a_wrong_line_is_refused_with_the_right_one(words, said):
    _, outcome = made(words)
    assert outcome.outcome == "refused"
    assert said in outcome.reason


@pytest.mark.parametrize("lines", ["", "5 9", "x", "5 35 13 18 20 16 24 20 9999"])
def test_without_lines_that_fit_its_words_it_must_fit_at_one_place(lines):
    assert made("Line 7, leave out “write” and insert “put”", lines)[1].outcome == "applied"
    assert "6 places" not in made("Line 5, leave out “again”", lines)[1].reason
    assert made("Line 5, leave out “again”", lines)[1].outcome == "refused"


def test_a_subsection_named_without_a_line_needs_no_lines():
    _, outcome = made("In subsection (2), leave out “again”")
    assert outcome.outcome == "applied"
