"""Two amendments that give one label, a label out of order, the same words twice: each is said, and both are made."""

import pytest
from shorthand import bill

from amend.drafting.make import apply, findings
from amend.model.amendment import Amendment

PONDS = bill("""
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper may charge for entry.
      (3) The keeper must not—
        (a) sell a fish, or
        (b) lend it.
    2 Short title
      This Act may be cited as the Ponds Act.
    Schedule 1 Fish
      1 Carp may be fed.
      2 Tench may be fed.
""")
SUBSECTION = "Clause 1, page 1, line 3, at end insert—\n“({}) {}”"
PARAGRAPH = "Clause 1, page 1, line 5, at end insert—\n“({}) {}”"
FISH = "Schedule 1, page 1, line {}, at end insert—\n“{} {}”"
SCHEDULE = "Before Schedule 1, insert the following new Schedule—\n“Schedule {}\n{}\n1 Count them.”"

TAKEN = {
    "subsections": [SUBSECTION.format("2A", "It is small."), SUBSECTION.format("2A", "It is paid at the gate.")],
    "paragraphs": [PARAGRAPH.format("aa", "feed one,"), PARAGRAPH.format("aa", "paint one,")],
    "paragraphs of a Schedule": [FISH.format(10, "1A", "Pike may be fed."), FISH.format(10, "1A", "Eels may be fed.")],
    "Schedules": [SCHEDULE.format("A1", "Newts"), SCHEDULE.format("A1", "Frogs")],
    "one of several": [
        SUBSECTION.format("2A", "It is small.\n(2B) It is paid at the gate."),
        SUBSECTION.format("2B", "It is paid in coin."),
    ],
}


def tabled(*instructions):
    return [Amendment(words, str(number), print="Bill 1") for number, words in enumerate(instructions, 1)]


def found(*instructions):
    return [finding for finding in findings(PONDS, tabled(*instructions)) if finding.level == "finding"]


@pytest.mark.parametrize("instructions", TAKEN.values(), ids=TAKEN)
def test_one_label_given_twice_is_a_finding_and_both_are_made(instructions):
    (finding,) = found(*instructions)
    assert "and amendment " in finding.message
    assert [outcome.outcome for outcome in apply(PONDS, tabled(*instructions)).outcomes] == ["applied", "applied"]


@pytest.mark.parametrize(
    "instructions",
    [
        [SUBSECTION.format("2A", "It is small."), SUBSECTION.format("2B", "It is paid at the gate.")],
        [SUBSECTION.format(" ", "It is small."), SUBSECTION.format(" ", "It is paid at the gate.")],
        [SUBSECTION.format("2A", "It is small."), PARAGRAPH.format("aa", "feed one,")],
        [FISH.format(10, "1A", "Pike may be fed."), SUBSECTION.format("2A", "It is small.")],
    ],
)
def test_labels_in_order_are_no_finding(instructions):
    assert found(*instructions) == []


def test_a_label_that_stands_after_a_later_one_is_a_finding():
    (finding,) = found(SUBSECTION.format("2B", "It is small."), SUBSECTION.format("2A", "It is paid at the gate."))
    assert (finding.amendment, finding.place) == ("2", "clause 1(2A)")
    assert finding.message.startswith("(2A) stands after (2B), which amendment 1 puts in")


def test_a_label_that_is_left_out_can_be_given_again():
    gone = "Clause 1, page 1, line 3, leave out subsection (2) and insert—\n“(2) Entry is free.”"
    assert found(gone) == []


def test_the_same_words_twice_are_a_finding():
    words = "Clause 1, page 1, line 2, after “clean” insert “and tidy”"
    (finding,) = found(words, "Clause 1, page 1, line 3, leave out “may” and insert “must”", words)
    assert (finding.amendment, finding.message) == ("3", "its words are those of amendment 1; table one of the two")
