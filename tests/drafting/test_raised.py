"""Raised and lowered characters: m² is not m2, for compare, in the words of an amendment and in Word."""

import re

import pytest
from edited_file import unzipped
from shorthand import bill

from amend.drafting import make
from amend.drafting.reverse import draft
from amend.engine.compare.compare import compare
from amend.model.amendment import Amendment
from amend.word.write.export import redline_of

PRINT = """
    1 Ponds
      (1) {}
      (2) The keeper may fish.
    2 Short title
      This Act may be cited as the Ponds Act.
"""
SAID = [  # one text, the other, and how each is said
    ("more than 106 litres", "more than 10<sup>6</sup> litres", "106", "10⁶"),
    ("a level of CO2 in it", "a level of CO<sub>2</sub> in it", "CO2", "CO₂"),
    ("at the rate of 2n litres", "at the rate of 2<sup>n</sup> litres", "2n", "2ⁿ"),
    ("an area of 5 m2 or more", "an area of 5 m<sup>2</sup> or more", "m2", "m²"),
    ("an area of 5 m<sub>2</sub> or more", "an area of 5 m<sup>2</sup> or more", "m₂", "m²"),
    ("at 10-3 of it", "at 10<sup>-3</sup> of it", "10-3", "10⁻³"),
    ("a load of kmax in it", "a load of k<sub>max</sub> in it", "kmax", "kₘₐₓ"),
]
UNSAID = [
    ("a rate of ax in it", "a rate of a<sup>x</sup> in it", "a^x"),
    ("a rate of aβ in it", "a rate of a<sub>β</sub> in it", "a_β"),
    ("a rate of a<sup>A</sup> in it", "a rate of a<sup>B</sup> in it", "a^B"),
    ("a rate of a<sup>x</sup>y in it", "a rate of a<sup>xy</sup> in it", "a^x^y"),
    ("the rate of ey in it", "the rate of e<sup>y</sup> in it", "e^y"),
]
ALIKE = [
    ("the 1st day", "the 1<sup>st</sup> day"),
    ("the 22nd day", "the 22<sup>nd</sup> day"),
    ("an area of 5 m²", "an area of 5 m<sup>2</sup>"),
    ("the rate a<sup>x</sup>", "the rate a<sup>x</sup>"),
]


def of(words):
    return bill(PRINT.format(words))


@pytest.mark.parametrize(("one", "other", "plain", "said"), SAID)
def test_what_is_raised_is_another_word_that_an_amendment_says(one, other, plain, said):
    for old, new, gone, come in ((one, other, plain, said), (other, one, said, plain)):
        (change,) = compare(of(old), of(new)).changes
        marked = {piece.kind: piece.said.strip() for piece in change.pieces if piece.kind != "same"}
        assert (marked["left out"] in gone, marked["inserted"] in come) == (True, True)
        drafted = draft(of(old), of(new))
        assert drafted.findings == ()
        assert [amendment.words.partition("line 2, ")[2] for amendment in drafted.amendments] == [
            f"leave out “{gone}” and insert “{come}”"
        ]
        assert compare(drafted.made.bill, of(new)).changes == ()


@pytest.mark.parametrize(("one", "other", "said"), UNSAID)
def test_what_is_raised_and_has_no_such_character_is_a_change_and_a_finding(one, other, said):
    for old, new in ((one, other), (other, one)):
        (change,) = compare(of(old), of(new)).changes
        assert any(piece.raised for piece in change.pieces)
        found = draft(of(old), of(new)).findings
        assert {finding.place for finding in found} == {"clause 1(1)"}
        assert all("has a raised or lowered character" in finding.message for finding in found)
    assert any(said in finding.message for finding in draft(of(one), of(other)).findings)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_is_raised_for_its_looks_or_by_its_character_is_no_change(one, other):
    for old, new in ((one, other), (other, one)):
        assert compare(of(old), of(new)).changes == ()
        assert draft(of(old), of(new)).amendments == ()
        assert draft(of(old), of(new)).findings == ()


def test_a_subsection_put_in_whole_keeps_what_is_raised_in_it():
    new = PRINT.format("The area is 5 m2.") + "\n"
    new = new.replace(
        "(2) The keeper may fish.", "(2) The keeper may fish in 10<sup>3</sup> litres.\n      (3) It is CO<sub>2</sub>."
    )
    drafted = draft(of("The area is 5 m2."), bill(new))
    assert "“(3) It is CO₂.”" in drafted.amendments[-1].words.replace("\n", "")
    assert drafted.findings == ()
    assert compare(drafted.made.bill, bill(new)).changes == ()


QUOTED = [
    ("an area of 5 m<sup>2</sup> or more", "m²", "applied", ""),
    (
        "an area of 5 m<sup>2</sup> or more",
        "m2",
        "refused",
        "“m2” is not on page 1, line 2: it reads “(1) an area of 5 m² or more”",
    ),
    ("more than 10<sup>6</sup> litres", "106", "refused", "it reads “(1) more than 10⁶ litres”"),
    ("more than 106 litres", "10⁶", "refused", "is not on page 1, line 2"),
    ("a level of CO<sub>2</sub> in it", "CO₂ in", "applied", ""),
    (
        "a rate of a<sup>x</sup> in it",
        "ax",
        "refused",
        "on page 1, line 2 it is “a^x”, where ^ and _ stand for raised and lowered",
    ),
    ("a rate of a<sub>β</sub> in it", "rate of aβ", "refused", "it is “rate of a_β”"),
    ("a rate of a<sup>x</sup> in it", "in it", "applied", ""),
]


@pytest.mark.parametrize(("printed", "quoted", "outcome", "reason"), QUOTED)
def test_quoted_words_are_those_of_the_print_with_what_is_raised(printed, quoted, outcome, reason):
    amendment = Amendment(f"Clause 1, page 1, line 2, leave out “{quoted}”", number="1", print="Bill 1")
    (found,) = make.apply(of(printed), [amendment]).outcomes
    assert found.outcome == outcome
    assert reason in found.reason


@pytest.mark.parametrize(("one", "other"), [row[:2] for row in (*SAID, *UNSAID)])
def test_word_marks_what_is_raised_as_a_change(one, other):
    xml = unzipped(redline_of(compare(of(one), of(other))))["word/document.xml"].decode()
    assert re.search(r"<w:delText[^>]*>", xml)
    assert "w:vertAlign" in xml
