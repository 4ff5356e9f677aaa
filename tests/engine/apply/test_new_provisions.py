"""Where a new clause or Schedule goes; a Schedule stands among the Schedules, and the first of a Bill after its clauses."""

import pytest
from shorthand import bill

from amend.drafting import make
from amend.engine.reprint.reprint import reprint
from amend.model.amendment import Amendment
from amend.model.outline import is_schedule, tops, words_of

CLAUSES = """
    1 Duty to keep ponds
      (1) The keeper must keep every pond clean.
      (2) The keeper may charge for entry.
    2 Short title
      This Act may be cited as the Ponds Act.
"""
FISH = "“Schedule\nFish\n1 Carp are fish.”"
REEDS = "“Schedule\nReeds\n1 Reeds are cut in winter.”"


def made(print_, *words, house="Lords"):
    given = [Amendment(said, number=str(at), house=house, print="Bill 1") for at, said in enumerate(words, 1)]
    return make.apply(print_, given)


def headings(print_):
    return [
        (number.words if (number := node.number) else "", node.heading.words if node.heading else "")
        for _, node in tops(print_)
    ]


@pytest.mark.parametrize(
    "said",
    [
        "After Clause 2, insert the following new Schedule—\n",
        "After Clause 1, insert the following new Schedule—\n",
        "Before Clause 1, insert the following new Schedule—\n",
        "To move the following Schedule—\n",
    ],
)
def test_the_first_schedule_of_a_bill_has_one_place_whatever_it_is_put_beside(said):
    result = made(bill(CLAUSES), said + FISH)
    assert [outcome.outcome for outcome in result.outcomes] == ["applied"]
    assert headings(result.bill) == [("1", "Duty to keep ponds"), ("2", "Short title"), ("", "Fish")]
    holder = [node for _, node in result.bill.provisions() if node.get("name") == "schedules"]
    assert [is_schedule(node) for node in holder[0].items] == [True]


def test_the_first_schedules_of_a_bill_stand_in_the_order_of_their_numbers_and_are_counted():
    result = made(
        bill(CLAUSES),
        "After Clause 2, insert the following new Schedule—\n" + REEDS,
        "To move the following Schedule—\n" + FISH,
        "Clause 1, page 1, line 3, leave out “may” and insert “must”",
    )
    assert [outcome.outcome for outcome in result.outcomes] == ["applied"] * 3
    again = reprint(result.bill, bill(CLAUSES), number="Bill 2").bill
    assert headings(again)[2:] == [("Schedule 1", "Reeds"), ("Schedule 2", "Fish")]
    assert len([node for _, node in again.provisions() if node.get("name") == "schedules"]) == 1
    assert "must charge" in words_of(again.root)


def test_a_first_schedule_that_is_left_out_gives_place_to_another():
    result = made(
        bill(CLAUSES + "    Schedule Weed\n      1 Weed is cut.\n"),
        "Leave out the Schedule",
        "After the Schedule, insert the following new Schedule—\n" + FISH,
    )
    assert headings(result.bill) == [("1", "Duty to keep ponds"), ("2", "Short title"), ("", "Fish")]


TWO = CLAUSES + "    Schedule 1 Weed\n      1 Weed is cut.\n    Schedule 2 Boats\n      1 A boat floats.\n"
ONE = CLAUSES + "    Schedule Weed\n      1 Weed is cut.\n"
REFUSED = [
    (
        TWO,
        "After Clause 2, insert the following new Schedule—\n" + FISH,
        "a Schedule cannot come beside clause 2, for it stands among the Schedules; name one of those, such as"
        " Schedule 2",
    ),
    (
        ONE,
        "Before Clause 1, insert the following new Schedule—\n" + FISH,
        "a Schedule cannot come beside clause 1, for it stands among the Schedules; name one of those, such as the"
        " Schedule",
    ),
    (
        TWO,
        "After Schedule 1, insert the following new Clause—\n“Fish\n(1) Carp are fish.”",
        "a clause cannot come beside Schedule 1, for it stands among the clauses; name one of those, such as clause 2",
    ),
    (
        ONE,
        "Transpose Clause 1 to after the Schedule",
        "a clause cannot come beside the Schedule, for it stands among the clauses; name one of those, such as clause 2",
    ),
    (
        TWO,
        "To move the following Schedule—\n" + FISH,
        "a new Schedule of the Commons has no place until the Bill is printed again; say where: --place"
        ' "after Schedule 2", `after: "Schedule 2"` above the words of the draft, or “After Schedule 2, insert the'
        " following new Schedule—”",
    ),
    (
        CLAUSES,
        "To move the following Clause—\n“Fish\n(1) Carp are fish.”",
        "a new Clause of the Commons has no place until the Bill is printed again; say where: --place"
        ' "after clause 2", `after: "clause 2"` above the words of the draft, or “After Clause 2, insert the'
        " following new Clause—”",
    ),
]


@pytest.mark.parametrize(("print_", "said", "reason"), REFUSED)
def test_what_would_stand_in_the_wrong_list_or_in_none_is_refused_with_what_to_name(print_, said, reason):
    (outcome,) = made(bill(print_), said).outcomes
    assert (outcome.outcome, outcome.reason) == ("refused", reason)
