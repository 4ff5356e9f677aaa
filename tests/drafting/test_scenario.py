"""The Bill if some amendments are agreed to: what is made, what falls, what the knife leaves without a question."""

import random
from dataclasses import replace

import pytest
from amended_ponds import BLOCK, COMMONS, INSIDE, PRINT, PUT_IN, at, drawn
from hypothesis import given, settings
from hypothesis import strategies as st

from amend.drafting.make import apply
from amend.drafting.scenario import Knife, chosen_numbers, scenario
from amend.errors import DraftError
from amend.model.lines import Reading

HERONS = "After Clause 1, insert the following new Clause—\n“Keeping of herons\nHerons must be left in peace.”"


def fates(found):
    return [(one.amendment, one.fate) for one in found.decided]


def words(found):
    return Reading(found.bill).words


def test_what_an_agreed_amendment_leaves_without_words_falls_and_says_why():
    found = scenario(PRINT, [INSIDE, PUT_IN, BLOCK])
    assert fates(found) == [("1", "agreed"), ("2", "falls"), ("3", "falls")]
    assert found.decided[1].why == "1 is agreed to: 1 leaves out what 2 would change, and is called first"
    assert found.bill.root == apply(PRINT, [BLOCK]).bill.root
    found = scenario(PRINT, [INSIDE, PUT_IN, BLOCK], ["2", "3"])
    assert fates(found) == [("1", "not agreed"), ("2", "agreed"), ("3", "agreed")]
    assert "free of and rats" in " ".join(words(found).split())


def test_of_two_alternatives_the_first_that_is_called_stands():
    one, other = (
        at(f"Clause 1, PLACE, leave out “weed” and insert “{word}”", number, "and free of")
        for number, word in (("1", "moss"), ("2", "rats"))
    )
    assert fates(scenario(PRINT, [other, one])) == [("1", "agreed"), ("2", "falls")]
    assert fates(scenario(PRINT, [other, one], ["2"])) == [("1", "not agreed"), ("2", "agreed")]


def test_an_amendment_to_an_amendment_falls_with_it():
    inner = at("Line 2, leave out “in peace”", "4A", amends="4")
    target = at(HERONS, "4")
    found = scenario(PRINT, [target, inner], ["4A"])
    assert fates(found) == [("4", "not agreed"), ("4A", "falls")]
    assert "it amends 4, which is not agreed to" in found.decided[1].why
    found = scenario(PRINT, [target, inner])
    assert fates(found) == [("4", "agreed"), ("4A", "agreed")]
    assert "Herons must be left." in words(found)


def test_in_committee_a_clause_that_does_not_stand_part_takes_with_it_what_was_agreed_in_it():
    notice = at(
        "The above-named Lords give notice of their intention to oppose the Question that Clause 1 stand part of the Bill.",
        "",
        stage="Committee",
    )
    inner = replace(INSIDE, stage="Committee")
    found = scenario(PRINT, [notice, inner])
    assert [one.fate for one in found.decided] == ["falls", "agreed"]
    assert "agreed to, and then lost with" in found.decided[0].why
    assert "Duty to keep ponds" not in words(found)


def test_what_is_agreed_without_what_it_needs_is_noted():
    follows = at(
        "Clause 2, PLACE, at end insert “, subject to section (Keeping of herons)”", "5", "The keeper must count"
    )
    found = scenario(PRINT, [at(HERONS, "4"), follows], ["5"])
    assert fates(found) == [("4", "not agreed"), ("5", "agreed")]
    assert [(one.amendment, one.level) for one in found.findings] == [("5", "note")]


def test_a_number_or_mover_that_none_has_is_refused_and_a_like_one_named():
    with pytest.raises(DraftError, match="no amendment has the number 7"):
        scenario(PRINT, [INSIDE], ["7"])
    with pytest.raises(DraftError, match="no amendment is moved by “Hy”; did you mean “Baroness Hay”"):
        scenario(PRINT, [replace(INSIDE, mover="Baroness Hay")], movers=["Hy"])


def test_all_the_amendments_of_one_mover_are_hers_alone_though_others_have_the_same_numbers():
    hers = replace(INSIDE, number="1", mover="Baroness Hay")
    his = replace(at("Clause 1, PLACE, leave out “weir”", "1", "to a pond"), mover="Lord Loch")
    found = scenario(PRINT, [hers, his], movers=["hay"])
    assert fates(found) == [("1 (Baroness Hay)", "agreed"), ("1 (Lord Loch)", "not agreed")]
    assert found.bill.root == apply(PRINT, [hers]).bill.root


KNIFE = [
    at("Clause 1, PLACE, leave out “clean”", "1", "The keeper must keep", house="Commons"),
    at("Clause 1, PLACE, leave out “weed”", "2", "and free of", house="Commons"),
    at("Clause 1, PLACE, leave out “spring”", "3", "in spring and autumn", house="Commons", gov=True),
    at("Clause 1, PLACE, leave out “weir”", "4", "to a pond", house="Commons"),
    at("Clause 2, PLACE, leave out “carp”", "5", "carp", house="Commons", gov=True),
]


def test_when_the_knife_falls_ministers_are_put_together_and_others_that_were_not_reached_not_at_all():
    found = scenario(COMMONS, KNIFE, ["1", "2", "4"], knife=Knife("1"))
    assert fates(found) == [
        ("1", "agreed"),
        ("2", "no question"),
        ("3", "agreed"),
        ("4", "no question"),
        ("5", "agreed"),
    ]
    assert "Ministers" in found.decided[2].why
    found = scenario(COMMONS, KNIFE, ["1", "2", "4"], knife=Knife("1", frozenset(["4"])))
    assert dict(fates(found))["4"] == "agreed"
    found = scenario(COMMONS, KNIFE, ["1", "2", "4"], knife=Knife())
    assert [number for number, fate in fates(found) if fate == "agreed"] == ["3", "5"]


def test_what_cannot_be_made_is_refused_and_the_others_are_made():
    wrong = at("Clause 1, page 1, line 2, leave out “otter”", "8")
    found = scenario(PRINT, [INSIDE, wrong])
    assert dict(fates(found)) == {"2": "agreed", "8": "refused"}
    assert "otter" in next(one.why for one in found.decided if one.fate == "refused")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1,3,NC2", ("1", "3", "NC2")),
        ("1 to 4 and nc2", ("1", "2", "3", "4", "NC2")),
        ("NC1 to NC3", ("NC1", "NC2", "NC3")),
        ("(a) to NC4; 34C, 34C", ("(a) to NC4", "34C")),
        ("12A to 12D", ("12A", "12B", "12C", "12D")),
        ("1 to 2000", tuple(map(str, range(1, 2001)))),
        ("", ()),
    ],
)
def test_numbers_are_given_as_a_paper_lists_them(said, expected):
    assert chosen_numbers(said) == expected


@pytest.mark.parametrize("said", ["5 to 3", "1 to NC5", "NC1 to NS4", "12AA to 12AC", "12 to 12C", "1 to 99999999"])
def test_a_run_of_numbers_that_do_not_follow_one_another_is_no_two_numbers(said):
    with pytest.raises(DraftError, match="is not a run of numbers"):
        chosen_numbers(f"1, {said}")


def test_what_amends_an_amendment_to_an_amendment_is_made_first_and_falls_with_both():
    given = [
        at(HERONS.replace("\nHerons must", "\n(1) Herons must"), "4"),
        at("Line 2, at end insert—\n“(2) Herons may nest in May.”", "4A", amends="4"),
        at("Line 1, leave out “May” and insert “June”", "4AA", amends="4A"),
    ]
    found = scenario(PRINT, given)
    assert fates(found) == [("4", "agreed"), ("4A", "agreed"), ("4AA", "agreed")]
    assert "Herons may nest in June." in words(found)
    found = scenario(PRINT, given, ["4", "4AA"])
    assert fates(found) == [("4", "agreed"), ("4A", "not agreed"), ("4AA", "falls")]


def test_one_that_was_withdrawn_is_told_of():
    found = scenario(PRINT, [INSIDE, replace(PUT_IN, withdrawn="1 September 2026")])
    assert fates(found) == [("2", "agreed")]
    assert [(one.amendment, one.level) for one in found.findings] == [("3", "note")]


@given(st.integers(0, 2**32))
@settings(max_examples=60)
def test_whatever_is_agreed_the_bill_is_that_of_those_that_stand_and_no_amendment_is_lost(seed):
    chance = random.Random(seed)
    amendments = [drawn(chance, str(number)) for number in range(1, 7)]
    agreed = [one.number for one in amendments if chance.random() < 0.7]
    found = scenario(PRINT, amendments, agreed)
    assert sorted(one.amendment for one in found.decided) == sorted(one.number for one in amendments)
    stand = [one.amendment for one in found.decided if one.fate == "agreed"]
    made = apply(PRINT, [one for one in amendments if one.number in stand])
    assert {outcome.outcome for outcome in made.outcomes} <= {"applied"}
    assert made.bill.root == found.bill.root
