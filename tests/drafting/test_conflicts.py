"""Which amendments touch and how: the rules with small prints, and laws over amendments drawn at random."""

import random
from dataclasses import replace

import pytest
from amended_ponds import BLOCK, COMMONS, INSIDE, PRINT, PUT_IN, at, drawn
from hypothesis import given, settings
from hypothesis import strategies as st

from amend.drafting.conflicts import EXCLUDE, conflicts
from amend.drafting.links import Link, links_of
from amend.drafting.make import apply
from amend.engine.apply.collisions import touching
from amend.engine.apply.resolve import Resolved
from amend.model.amendment import Amendment


def kinds(*amendments, prepared=PRINT):
    return [(row.first, row.kind, row.second) for row in conflicts(prepared, amendments).rows]


RULES = [
    # 1: what is left out holds what another leaves out, or where it puts something in
    ((BLOCK, INSIDE), [("1", "pre-empts", "2")]),
    ((BLOCK, PUT_IN), [("1", "pre-empts", "3")]),
    # a provision left out, and a provision put into it at its very end
    ((at("Clause 2, PLACE, leave out subsection (1)", "1", "The keeper must not"),
      at("Clause 2, PLACE, at end insert—\n“(d) perch.”", "2", "pike")), [("1", "pre-empts", "2")]),
    # 2: both leave out some of the same words
    ((at("Clause 1, PLACE, leave out “keep every pond”", "1", "The keeper must keep"),
      at("Clause 1, PLACE, leave out “pond clean”", "2", "The keeper must keep")), [("1", "conflict", "2")]),
    # 3: the same words left out, for other words
    ((at("Clause 1, PLACE, leave out “weed” and insert “moss”", "1", "and free of"),
      at("Clause 1, PLACE, leave out “weed” and insert “rats”", "2", "and free of")), [("1", "alternative", "2")]),
    # 4: put in at one point; and at either end of what is left out
    ((at("Clause 1, PLACE, after “weed” insert “and moss”", "1", "and free of"), PUT_IN), [("1", "same place", "3")]),
    ((INSIDE, PUT_IN), []),
    ((at("Clause 1, PLACE, before “weed” insert “all”", "1", "and free of"), INSIDE), []),
    # 5: an amendment to an amendment
    ((at("After Clause 1, insert the following new Clause—\n“Herons\nHerons must be left in peace.”", "1"),
      at("Line 2, leave out “left in peace” and insert “fed”", "1A", amends="1")), [("1A", "depends on", "1")]),
    ((at("After Clause 1, insert the following new Clause—\n“Herons\nHerons must be left in peace.”", "1"),
      at("Line 2, leave out “left” and insert “fed”", "(a)", amends="1"),
      at("Line 1, leave out “fed” and insert “kept”", "(i)", amends="(a) to 1")),
     [("(a) to 1", "depends on", "1"), ("(i) to (a) to 1", "depends on", "(a) to 1")]),
    # 6: the clause left out, on Report before what is inside it and in Committee after
    ((at("Leave out Clause 1", "9"), INSIDE), [("9", "pre-empts", "2")]),
    ((at("The above-named Lords give notice of their intention to oppose the Question that Clause 1 stand part of the"
         " Bill.", "9", stage="Committee"), replace(INSIDE, stage="Committee")), [("2", "conflict", "9")]),
    # what has nothing in common
    ((INSIDE, at("Clause 1, PLACE, leave out “weir”", "5", "to a pond")), []),
]  # fmt: skip


@pytest.mark.parametrize(("amendments", "expected"), RULES)
def test_the_rules_of_pre_emption(amendments, expected):
    assert kinds(*amendments) == expected
    assert kinds(*reversed(amendments)) == expected


def test_a_range_keeps_its_end_words_so_that_the_next_amendment_has_its_own():
    first = at("Clause 1, PLACE, leave out from beginning to “keeper”", "76", "The keeper must keep")
    assert (
        kinds(first, at("Clause 1, PLACE, leave out “keeper” and insert “council”", "77", "The keeper must keep")) == []
    )


def test_two_that_put_in_one_label_are_told_though_the_text_allows_both():
    one = at("Clause 2, PLACE, leave out paragraph (c) and insert—\n“(d) perch.”", "73", "pike")
    other = at("Clause 2, PLACE, at end insert—\n“(d) eels.”", "75", "pike")
    found = conflicts(PRINT, [one, other])
    assert ("73", "duplicate label", "75") in [(row.first, row.kind, row.second) for row in found.rows], found


def test_in_the_lords_the_chair_says_what_cannot_be_called_and_in_the_commons_nothing():
    found = conflicts(PRINT, [BLOCK, INSIDE, PUT_IN])
    assert found.sentences == (
        "If amendment 1 is agreed to, I cannot call amendments 2 and 3 by reason of pre-emption.",
    )
    assert [row.sentence for row in found.rows] == [
        f"If amendment 1 is agreed to, I cannot call amendment {n} by reason of pre-emption." for n in "23"
    ]
    commons = [replace(one, house="Commons", print="Bill 1") for one in (BLOCK, INSIDE, PUT_IN)]
    found = conflicts(COMMONS, commons)
    assert [row.kind for row in found.rows] == ["pre-empts", "pre-empts"]
    assert not found.sentences
    assert not any(row.sentence for row in found.rows)


def test_a_clause_left_out_in_committee_of_the_commons_is_put_after_what_is_inside_it():
    whole = at("PLACE, leave out Clause 1".replace("PLACE", "Page 1, line 1"), "9", house="Commons", stage="Committee")
    inner = replace(INSIDE, house="Commons", stage="Committee", print="Bill 1")
    assert kinds(whole, inner, prepared=COMMONS) == [("9", "conflict", "2")]


def test_amendments_to_one_amendment_are_compared_on_what_it_puts_in():
    target = at("After Clause 1, insert the following new Clause—\n“Herons\nHerons must be left in peace.”", "1")
    inner = [
        at(f"Line 2, leave out “{words}”", number, amends="1")
        for number, words in (("1A", "left in"), ("1B", "in peace"))
    ]
    assert ("1A", "conflict", "1B") in kinds(target, *inner)


def test_what_follows_from_another_or_cites_it_needs_it():
    head = at(
        "After Clause 1, insert the following new Clause—\n“Keeping of herons\nHerons must be left in peace.”", "4"
    )
    cites = at(
        "Clause 2, PLACE, at end insert “, subject to section (Keeping of herons)”", "5", "The keeper must count"
    )
    follows = at(
        "Clause 1, PLACE, leave out “weed”",
        "2",
        "and free of",
        statement="This amendment is consequential on Amendment 4.",
    )
    assert set(kinds(head, cites, follows)) == {("5", "depends on", "4"), ("2", "consequential on", "4")}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("This amendment is consequential on Amendment 12.", [("12", True)]),
        ("See the explanatory statement to NC4.", [("NC4", False)]),
        ("This is linked to new clause 7. It is consequential on Amendments 27 to 29 and NS1.",
         [("NC7", False), ("27", True), ("28", True), ("29", True), ("NS1", True)]),
        ("It amends section 12 of the 1997 Act, as clause 3 and Schedule 4 do.", []),
        ("Consequential on amendment 34C and on 3 others.", [("34C", True)]),
    ],
)  # fmt: skip
def test_statements_name_other_amendments(statement, expected):
    found = links_of(Amendment("Leave out Clause 1", "1", statement=statement))
    assert found == tuple(Link(*one) for one in expected)


WRONG = [
    ([at("Line 2, leave out “peace”", "1A", amends="77")], "77"),
    ([replace(INSIDE, print="HL Bill 2"), BLOCK, PUT_IN], "HL Bill 2"),
    ([INSIDE, replace(INSIDE, words=PUT_IN.words)], "2 amendments have this number"),
    ([at("Clause 9, page 1, line 2, leave out “weed”", "1")], "clause 9"),
    ([replace(INSIDE, statement="Consequential on amendment 3."), replace(PUT_IN, statement="Consequential on amendment 2.")],
     "depends on itself"),
    ([at("Line 2, leave out “left”", "1", amends="2"), at("Line 2, leave out “l”", "2", amends="1")], "itself"),
]  # fmt: skip


@pytest.mark.parametrize(("amendments", "message"), WRONG)
def test_what_is_wrong_is_a_finding_and_nothing_is_lost(amendments, message):
    found = conflicts(PRINT, amendments)
    assert any(message in one.message for one in found.findings), found.findings
    assert len(found.placed) == len(amendments)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=30))
def test_every_pair_with_a_position_in_common_is_found_once(spans):
    places = [Resolved(start, start + length) for start, length in spans]
    expected = {
        frozenset((i, j))
        for i, a in enumerate(places)
        for j, b in enumerate(places)
        if i < j and a.start <= b.end and b.start <= a.end
    }
    found = list(touching(places))
    assert len(found) == len(expected)
    assert {frozenset(pair) for pair in found} == expected


@given(st.integers(0, 2**32))
@settings(max_examples=150)
def test_conflicts_are_symmetrical_and_what_does_not_conflict_commutes(seed):
    chance = random.Random(seed)
    one, other = drawn(chance, "1"), drawn(chance, "2")
    alone = [apply(PRINT, [each]).outcomes[0].outcome for each in (one, other)]
    rows = conflicts(PRINT, [one, other]).rows
    assert rows == conflicts(PRINT, [other, one]).rows
    if alone != ["applied", "applied"]:
        return
    swapped = [replace(one, number="2"), replace(other, number="1")]
    made = [apply(PRINT, pair) for pair in ([one, other], swapped)]
    applied = [[outcome.outcome for outcome in each.outcomes].count("applied") for each in made]
    if any(row.kind in EXCLUDE for row in rows):
        assert applied == [1, 1]
    elif not rows:
        assert applied == [2, 2]
        assert made[0].bill.root == made[1].bill.root
    else:
        assert applied == [2, 2]
