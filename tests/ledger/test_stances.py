"""Which positions stand on a day, which perhaps do, and through what times a stance is held."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amend.ledger.stances import matrix, stances_held, stretches, timeline
from amend.model.position import STANCES, Position, When


def taken(id, when, stance="proposes", actor="a", on=("q",), sure="verified"):
    return Position(
        id, When.of(when), actor, "Somebody", "ngo", "a letter", stance, "What was held.", ("A page",), sure, on
    )


def ids(found):
    return [one.id for one in found]


@pytest.mark.parametrize(
    ("dates", "day", "last", "perhaps"),
    [
        # one after another: the later stands
        (["2020-01-05", "2020-02-01"], "2020-01-04", "", ""),
        (["2020-01-05", "2020-02-01"], "2020-01-05", "0", ""),
        (["2020-01-05", "2020-02-01"], "2020-02-01", "1", ""),
        # on one day: both stand
        (["2020-01-05", "2020-01-05"], "2020-01-05", "01", ""),
        # a month counts from its last day; before that, perhaps
        (["2020-02"], "2020-01-31", "", ""),
        (["2020-02"], "2020-02-01", "", "0"),
        (["2020-02"], "2020-02-28", "", "0"),
        (["2020-02"], "2020-02-29", "0", ""),
        # a year that may have come before or after a day: neither overtakes the other
        (["2020", "2020-06-15"], "2020-06-15", "1", "0"),
        (["2020", "2020-06-15"], "2020-12-31", "10", ""),
        # nor a month and a day in it; but what comes after the whole month does
        (["2020-02", "2020-02-10"], "2020-03-01", "10", ""),
        (["2020-02", "2020-03-01"], "2020-03-01", "1", ""),
        (["2019-12-31", "2020"], "2020-12-31", "1", ""),
        # a stretch of time, as "from May 2020 to May 2022"
        (["2020-05/2022-05", "2021-01-01"], "2021-06-01", "1", "0"),
        (["2020-05/2022-05", "2021-01-01"], "2022-05-31", "10", ""),
        # no date: never
        (["", "2020-01-05"], "2030-01-01", "1", ""),
        ([""], "2030-01-01", "", ""),
    ],
)
def test_a_position_stands_until_one_that_was_taken_after_it_for_certain(dates, day, last, perhaps):
    found = stances_held([taken(str(n), when) for n, when in enumerate(dates)], date.fromisoformat(day))
    assert ids(found.last) == list(last)
    assert ids(found.perhaps) == list(perhaps)


def test_an_outcome_overtakes_nobody():
    found = stances_held([taken("0", "2020-01-05"), taken("1", "2020-02-01", stance="")], date(2021, 1, 1))
    assert ids(found.last) == ["0"]


def test_stances_are_told_each_once_the_more_in_favour_first():
    several = [
        taken(str(n), "2020-01-05", stance) for n, stance in enumerate(("opposes", "neutral", "proposes", "opposes"))
    ]
    assert stances_held(several, date(2020, 1, 5)).stances == ("proposes", "neutral", "opposes")


def test_a_matrix_has_a_cell_for_each_actor_and_question_that_somebody_held_something_on():
    found = [
        taken("1", "2020-01-05", actor="b", on=("q", "r")),
        taken("2", "2020-01-06", actor="a", on=("r",)),
        taken("3", "2021-01-06", actor="c"),
        taken("4", "", actor="d"),
        taken("5", "2020-01-07", actor="e", stance=""),
    ]
    shown = matrix(found, date(2020, 12, 31))
    assert shown.actors == ("a", "b")
    assert shown.questions == ("r", "q")  # the one that most have a cell on
    assert {key: ids(cell.last) for key, cell in shown.cells.items()} == {
        ("a", "r"): ["2"], ("b", "q"): ["1"], ("b", "r"): ["1"],
    }  # fmt: skip
    assert ids(shown.undated) == ["4"]
    assert matrix(found, date(2020, 12, 31), on=("r",)).questions == ("r",)
    assert matrix([], date(2020, 12, 31)).cells == {}


def test_a_stance_is_held_until_it_changes_however_often_it_is_said_again():
    found = [
        taken("1", "2020-01-05", "opposes"),
        taken("2", "2020-03", "opposes"),
        taken("3", "2021-01-01", "neutral"),
        taken("4", "2021-01-01", "opposes"),
        taken("5", "2021-02-01", ""),
        taken("6", "2022", "supports"),
    ]
    assert [(str(one.since), str(one.until), one.stances, ids(one.positions)) for one in stretches(found)] == [
        ("2020-01-05", "2021-01-01", ("opposes",), ["1", "2"]),
        ("2021-01-01", "2022-12-31", ("neutral", "opposes"), ["3", "4"]),
        ("2022-12-31", "None", ("supports",), ["6"]),
    ]


DATES = st.one_of(
    st.dates(date(2019, 1, 1), date(2021, 12, 31)).map(str),
    st.dates(date(2019, 1, 1), date(2021, 12, 31)).map(lambda day: str(day)[:7]),
    st.sampled_from(["2019", "2020", "2021", "2019-06/2020-03", ""]),
)
POSITIONS = st.lists(st.builds(taken, st.uuids().map(str), DATES, st.sampled_from(STANCES)), max_size=8)


@given(POSITIONS, st.dates(date(2018, 12, 1), date(2022, 2, 1)))
def test_what_is_held_through_a_time_is_what_stands_on_each_of_its_days(found, day):
    through = [one for one in stretches(found) if one.since <= day and (one.until is None or day < one.until)]
    assert [one.stances for one in through] == (
        [stances_held(found, day).stances] if stances_held(found, day).last else []
    )


@given(POSITIONS)
def test_stretches_follow_one_another_without_a_gap(found):
    several = list(stretches(found))
    assert [one.until for one in several] == [*(one.since for one in several[1:]), *([None] if several else [])]
    assert all(one.stances != other.stances for one, other in pairwise(several))


@given(POSITIONS, st.dates(date(2018, 12, 1), date(2022, 2, 1)))
def test_what_stands_was_overtaken_by_nothing_and_the_rest_was(found, day):
    last = stances_held(found, day).last
    counted = [one for one in found if one.stance and one.when.latest and one.when.latest <= day]
    for one in counted:
        later = [other for other in counted if other.when.earliest > one.when.latest]
        assert (one in last) == (not later)


def test_a_timeline_has_a_row_for_each_actor_on_a_question():
    found = [
        taken("1", "2020-01-05", actor="b"),
        taken("2", "2019", "", actor="a"),
        taken("3", "2021-01-06", actor="c", on=("r",)),
        taken("4", "", actor="d"),
    ]
    shown = timeline(found, "q")
    assert [(course.actor, ids(course.positions), len(course.stretches)) for course in shown.courses] == [
        ("a", ["2"], 0), ("b", ["1"], 1),
    ]  # fmt: skip
    assert (shown.first, shown.last) == (date(2019, 1, 1), date(2020, 1, 5))
    assert ids(shown.undated) == ["4"]
    assert timeline([], "q").first is None
