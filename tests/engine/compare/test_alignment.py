"""Two sequences are laid beside each other by a longest common subsequence, and what is alike is found."""

import random
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.engine.compare.alignment import (
    Similar,
    changed_spans,
    heaviest_run,
    in_common,
    likeness,
    steps,
    too_long,
    word_counts,
)

letters = st.text("abcd", max_size=12)


def in_both(old, new):
    """The length of a longest common subsequence, by the book."""
    row = [0] * (len(new) + 1)
    for one in old:
        above = row[:]
        for at, other in enumerate(new, 1):
            row[at] = above[at - 1] + 1 if one == other else max(above[at], row[at - 1])
    return row[-1]


def check(old, new, found):
    """That steps go through both sequences in order, and that what stands beside each other is the same."""
    assert [a for a, _ in found if a is not None] == list(range(len(old)))
    assert [b for _, b in found if b is not None] == list(range(len(new)))
    assert all(old[a] == new[b] for a, b in found if a is not None and b is not None)
    return sum(a is not None and b is not None for a, b in found)


@given(letters, letters)
def test_as_much_stands_in_both_as_can(old, new):
    assert check(old, new, list(steps(old, new))) == in_both(old, new)


@given(letters, letters)
def test_spans_that_differ_turn_one_sequence_into_the_other(old, new):
    made, at = [], 0
    spans = list(changed_spans(old, new))
    for a1, a2, b1, b2 in spans:
        assert a1 < a2 or b1 < b2
        made += [*old[at:a1], *new[b1:b2]]
        at = a2
    assert "".join([*made, *old[at:]]) == new
    assert all(one[1] < other[0] or one[3] < other[2] for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("old", "new", "share"), [("", "", 1), ("ab", "", 0), ("ab", "ab", 1), ("abcd", "bd", 2 / 3), ("ab", "ba", 0.5)]
)
def test_what_is_in_common_is_a_share_of_both(old, new, share):
    assert in_common(old, new) == pytest.approx(share)
    if share != 0.5:  # in sets there is no order
        assert likeness(frozenset(old), frozenset(new)) == pytest.approx(share)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=9))
def test_the_heaviest_run_rises_and_no_other_weighs_more(weighed):
    places, weights = [place for place, _ in weighed], [weight for _, weight in weighed]
    run = heaviest_run(places, weights)
    rising = [
        chosen
        for size in range(len(places) + 1)
        for chosen in combinations(range(len(places)), size)
        if all(places[a] < places[b] for a, b in pairwise(chosen))
    ]
    assert tuple(run) in rising
    assert sum(weights[at] for at in run) == max(sum(weights[at] for at in chosen) for chosen in rising)
    assert len(heaviest_run(places)) == max(map(len, rising))


LONG = 21_000
"""Entries of two sequences that are too long for each to be compared."""


def test_two_long_texts_are_divided_at_what_stands_once_in_either():
    assert too_long(LONG, LONG)
    assert not too_long(LONG // 2, LONG // 2)
    turn = random.Random(1)
    old = [f"word {index}" if index % 5 == 0 else turn.choice("abc") for index in range(LONG)]
    new = ["first", *old, "last"]
    for at in turn.sample(range(5, LONG - 5), 40):
        new[at] = "another"
    old[0], old[-1] = "one", "two"
    assert check(old, new, list(steps(old, new))) == LONG - 42


def test_two_long_texts_of_few_words_are_divided_at_runs_of_them():
    turn = random.Random(2)
    old = [turn.choice("abcdefgh") for _ in range(LONG)]
    new = ["first", *old, "last"]
    for at in turn.sample(range(5, LONG - 5), 20):
        new[at] = "another"
    old[0], old[-1] = "one", "two"
    assert check(old, new, list(steps(old, new))) == LONG - 22


def test_two_long_texts_with_nothing_in_common_are_left_out_and_inserted():
    old, new = ["old"] * LONG, ["new"] * LONG
    assert list(steps(old, new)) == [*((at, None) for at in range(LONG)), *((None, at) for at in range(LONG))]


def test_words_are_counted_as_often_as_they_stand():
    one, two, three = (word_counts(["pond"] * times) for times in (1, 2, 3))
    assert (len(one), len(two), len(three)) == (1, 2, 3)
    assert one < two < three
    assert len(word_counts("the pond and the fish".split()) & word_counts("the fish".split())) == 2


WORDS = [f"w{index}" for index in range(12)]
some = st.frozensets(st.sampled_from(WORDS), max_size=6)


@given(st.lists(some, min_size=1, max_size=20), some, st.sampled_from([0.3, 0.5, 0.75, 1.0]))
def test_all_that_are_so_alike_are_found_and_no_others(many, entries, least):
    alike = {place: likeness(entries, other) for place, other in enumerate(many)}
    found = Similar(many, least).to(entries, 0.5)
    assert dict(found) == {place: share for place, share in alike.items() if share >= least}


def test_of_very_many_that_are_alike_the_nearest_are_found():
    words = frozenset({"the", "pond"})
    known = Similar([words] * 1000, 0.5)
    for place, first in ((0, 0), (0.25, 250 - Similar.NEAR // 2), (1, 1000 - Similar.NEAR)):
        found = sorted(known.to(words, place))
        assert found == [(at, 1.0) for at in range(first, first + Similar.NEAR)]


def test_of_very_many_the_most_alike_are_found_wherever_they_stand():
    many = [frozenset({"the", "pond", f"keeper {place % 200}"}) for place in range(1000)]
    found = Similar(many, 0.5).to(frozenset({"the", "pond", "keeper 7"}), 0.9)
    assert len(found) == Similar.NEAR
    assert sorted(place for place, share in found if share == 1.0) == [7, 207, 407, 607, 807]
