"""Amendments in the order of consideration, by small lists and by the real papers; their numbers and stars."""

import json
import random
from dataclasses import replace
from datetime import date

import pytest
from shorthand import bill

import amend
from amend.drafting import papers
from amend.drafting.assigned_numbers import in_list_order, next_letter, squeezed
from amend.drafting.marshal import Listing, marshal
from amend.drafting.sections import section_order
from amend.drafting.stars import notice_days
from amend.errors import AddressError
from amend.formats.listed import Paper
from amend.model.amendment import Amendment
from amend.model.house import House

NEW_CLAUSE = "To move the following Clause—\n“Herons\nHerons must be left in peace.”"
NEW_SCHEDULE = "To move the following Schedule—\n“Herons\n1 Herons must be left in peace.”"


def commons(words, number="", stage="Report", **fields):
    return Amendment(words, number, "Commons", stage, "Bill 1", **fields)


def lords(words, number="", stage="Report", **fields):
    return Amendment(words, number, "Lords", stage, "HL Bill 1", **fields)


def names(amendments, **listing):
    return [row.amendment.number for row in marshal(amendments, Listing(**listing)).rows]


AT_ONE_LINE = [
    "Page 2, line 4, leave out Clause 3",
    "Clause 3, page 2, line 4, at beginning insert—\n“(A1) Herons may nest.”",
    "Clause 3, page 2, line 4, at beginning insert “Subject to subsection (A1),”",
    "Clause 3, page 2, line 4, after “heron” insert “or crane”",
    "Clause 3, page 2, line 4, at end insert “in spring”",
    "Clause 3, page 2, line 4, at end insert—\n“(2) Herons may feed.”",
]


def test_at_one_line_what_is_done_there_decides():
    given = [commons(words, str(9 - at)) for at, words in enumerate(AT_ONE_LINE)]
    random.Random(1).shuffle(given)
    assert [row.amendment.words for row in marshal(given).rows] == AT_ONE_LINE


def test_what_is_left_out_over_several_lines_stands_at_its_first():
    given = [
        commons("Clause 3, page 2, line 6, leave out “pond”", "1"),
        commons("Clause 3, page 2, line 4, leave out from “a” to end of line 9", "2"),
        commons("Clause 3, page 2, leave out lines 5 to 7", "3"),
    ]
    assert names(given) == ["2", "3", "1"]


@pytest.mark.parametrize(
    ("house", "stage", "expected"),
    [
        ("Commons", "Committee", ["1", "NC1", "2", "NS1", "3"]),
        ("Commons", "Report", ["NC1", "1", "NS1", "2", "3"]),
    ],
)
def test_the_sections_come_as_the_house_and_stage_have_them(house, stage, expected):
    given = [
        commons("Title, line 2, leave out “ponds”", "3", stage),
        commons("Schedule 1, page 9, line 2, leave out “carp”", "2", stage),
        commons(NEW_SCHEDULE, "NS1", stage),
        commons(NEW_CLAUSE, "NC1", stage),
        commons("Clause 3, page 2, line 6, leave out “pond”", "1", stage),
    ]
    assert names(given, house=house, stage=stage) == expected


def test_in_the_lords_new_clauses_stand_where_they_go_and_a_question_on_a_clause_after_amendments_to_it():
    given = [
        lords("After Clause 2, insert the following new Clause—\n“Herons\nHerons must be left in peace.”", "4"),
        lords("The above-named Lords give notice of their intention to oppose the Question that Clause 2 stand part of the Bill."),
        lords("Clause 2, page 1, line 9, leave out “pond”", "3"),
        lords("Before Clause 1, insert the following new Clause—\n“Cranes\nCranes must be left in peace.”", "1"),
        lords("Clause 1, page 1, line 2, leave out “pond”", "2"),
        lords("Clause 3, page 2, line 2, leave out “pond”", "5"),
        lords("Schedule 1, page 9, line 2, leave out “carp”", "6"),
        lords("In the Title, line 2, leave out “ponds”", "7"),
    ]  # fmt: skip
    random.Random(2).shuffle(given)
    assert names(given, stage="Committee") == ["1", "2", "3", "", "4", "5", "6", "7"]


def test_an_order_of_consideration_is_kept_and_what_it_does_not_name_is_a_finding():
    given = [
        commons("Clause 2, page 1, line 9, leave out “pond”", "1"),
        commons("Clause 11, page 7, line 9, leave out “pond”", "2"),
        commons("Schedule 1, page 9, line 2, leave out “carp”", "3"),
        commons("Schedule 2, page 9, line 20, leave out “carp”", "4"),
        commons(NEW_CLAUSE, "NC1"),
    ]
    order = "Clauses 1 to 10; Schedule 1; Clauses 11 and 12, new Clauses, remaining proceedings on the Bill"
    assert names(given, ordered=order) == ["1", "3", "2", "NC1", "4"]
    found = marshal(given, Listing(ordered="Schedules, Clause 11"))
    assert [row.amendment.number for row in found.rows] == ["3", "4", "2", "NC1", "1"]
    assert {one.amendment for one in found.findings} == {"NC1", "1"}


@pytest.mark.parametrize(
    "ordered",
    ["Clauses 1 to 3, …", "the Bill", "Clauses 5 to 2", "Clauses 1 to 5, Clause 3", "Schedules, Schedules",
     "new Clauses relating to ponds", "1 to 3", "Clause 3, Clauses 1 to 5", ", ;"],
)  # fmt: skip
def test_an_order_that_is_not_understood_is_refused(ordered):
    with pytest.raises(AddressError):
        section_order(House.COMMONS, "Committee", ordered)


@pytest.mark.parametrize("other", [{"number": "Bill 9"}, {"stage": "Committee"}, {"house": "Lords"}])
def test_a_last_list_of_another_stage_or_bill_is_told_of_and_gives_no_star_and_no_number(other):
    given = Amendment("Clause 1, page 1, line 2, leave out “weir”", "", "Commons", "Report", "Bill 1")
    last = Paper(number="Bill 1", stage="Report", house="Commons", amendments=(replace(given, number="7", star="★"),))
    same, another = (marshal([given], Listing(previous=paper)) for paper in (last, replace(last, **other)))
    assert ([row.amendment.number for row in same.rows], same.findings) == (["7"], ())
    assert [row.amendment.number for row in another.rows] == ["1"]
    assert "another stage or Bill" in another.findings[0].message


def test_an_amendment_with_a_date_that_is_none_is_listed_with_a_finding():
    given = Amendment("Clause 1, page 1, line 2, leave out “weir”", "1", "Commons", "Report", "Bill 1", date="May-ish")
    found = marshal([given], Listing(day=date(2026, 3, 2)))
    assert [row.amendment for row in found.rows] == [given]
    assert "“May-ish” is not a date" in found.findings[0].message


def test_a_last_list_of_a_later_day_is_told_of():
    given = Amendment("Clause 1, page 1, line 2, leave out “weir”", "1", "Commons", "Report", "Bill 1")
    last = Paper(date="2026-03-04", amendments=(given,))
    found = marshal([given], Listing(previous=last, day=date(2026, 3, 2)))
    assert "after the day of this one" in found.findings[0].message


def test_new_clauses_of_the_member_in_charge_come_first_and_their_order_is_for_a_person():
    given = [commons(NEW_CLAUSE, "NC1"), *(commons(NEW_CLAUSE, f"NC{n}", gov=True) for n in (52, 7))]
    rows = marshal(given).rows
    assert [row.amendment.number for row in rows] == ["NC7", "NC52", "NC1"]
    assert [bool(row.tie) for row in rows] == [False, True, False]


def test_amendments_to_amendments_stand_under_their_target_and_under_one_another():
    given = [
        lords("Line 3, leave out “peace”", "2A", amends="2"),
        lords("Clause 3, page 2, line 6, leave out “pond”", "3"),
        lords("Line 2, leave out “left”", "2B", amends="2"),
        lords("Line 1, leave out “be”", "2C", amends="2A"),
        lords("Clause 2, page 1, line 6, leave out “pond”", "2"),
    ]
    rows = marshal(given).rows
    assert [(row.amendment.number, row.under) for row in rows] == [
        ("2", ""), ("2B", "2"), ("2A", "2"), ("2C", "2A"), ("3", "")
    ]  # fmt: skip


def test_of_what_is_tabled_at_one_place_the_earlier_comes_first_and_what_nobody_knows_is_for_a_person():
    words = "Clause 3, page 2, line 6, at end insert—\n“(za) herons;”"
    given = [commons(words), commons(words, date="2026-02-03"), commons(words, date="2026-02-01"), commons(words, "7")]
    rows = marshal(given, Listing(previous=Paper())).rows
    assert [row.amendment.date for row in rows] == ["", "2026-02-01", "2026-02-03", ""]
    assert [bool(row.tie) for row in rows] == [False, False, False, True]


def test_the_print_tells_the_order_within_a_line_which_is_else_for_a_person():
    print_ = replace(amend.lines(bill("1 Ponds\n  The keeper must keep the pond and the weir clean.")), number="Bill 1")
    given = [
        commons("Clause 1, page 1, line 2, leave out “weir”", "1"),
        commons("Clause 1, page 1, line 2, leave out “keep the”", "2"),
    ]
    found = marshal(given)
    assert [row.amendment.number for row in found.rows] == ["1", "2"]
    assert found.rows[1].tie
    found = marshal(given, Listing(bill=print_))
    assert [row.amendment.number for row in found.rows] == ["2", "1"]
    assert not found.rows[1].tie


def test_what_is_decided_or_withdrawn_is_listed_no_more_but_never_lost():
    given = [
        commons(NEW_CLAUSE, "NC1", decision="negatived"),
        commons("Line 2, leave out “left”", "(a)", amends="NC1"),
        commons(NEW_CLAUSE, "NC2", decision="no decision"),
        commons(NEW_CLAUSE, "NC3", withdrawn="2 March 2026"),
    ]
    found = marshal(given)
    assert [row.amendment.number for row in found.rows] == ["NC2"]
    assert [one.number for one in found.decided] == ["NC1", "(a)"]
    assert [one.number for one in found.withdrawn] == ["NC3"]
    assert found.paper.withdrawn == (("NC3", "2 March 2026"),)
    assert names(given, decided=True) == ["NC1", "(a)", "NC2"]


WRONG = [
    ([commons("Clause 1, page 1, line 2, leave out “weir”", "1"), replace(commons(NEW_CLAUSE, "NC1"), print="Bill 2"),
      commons("Clause 1, page 1, line 2, leave out “weir”", "2")], "its print is Bill 2, not Bill 1"),
    ([commons(NEW_CLAUSE, "NC1"), commons(NEW_CLAUSE, "NC1")], "2 amendments have this number"),
    ([commons("Line 2, leave out “left”", "(a)", amends="NC9")], "it amends NC9, which is not on this list"),
    ([commons("Line 2, leave out “left”", "1", amends="2"), commons("Line 2, leave out “l”", "2", amends="1")], "by way of others"),
    ([commons("Line 2, leave out “left”", "1", amends="1")], "by way of others"),
    ([commons("Let there be ponds", "1"), commons(NEW_CLAUSE, "NC1")], "its place is not known"),
    ([commons(NEW_CLAUSE, "NC1"), lords("Leave out Clause 2", "1")], "its House is Lords"),
    ([commons(NEW_CLAUSE, "NC1"), commons(NEW_CLAUSE, "NC2"), commons(NEW_CLAUSE, "NC3", "Committee")], "its stage is Committee"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "message"), WRONG)
def test_what_is_wrong_is_a_finding_and_nothing_is_lost(given, message):
    found = marshal(given)
    assert any(message in one.message and one.level == "finding" for one in found.findings), found.findings
    assert len(found.rows) == len(given)
    assert len(found.paper.amendments) == len(given)


def test_numbers_of_the_lords_are_squeezed_in_between():
    for previous, following, expected in [
        ("34C", "34E", "34D"), ("3BF", "3BG", "3BFA"), ("1C", "1CA", "1CZA"), ("", "1", "A1"), ("", "A1", "ZA1"),
        ("12", "13", "12A"), ("12", "", "13"), ("", "", "1"),
    ]:  # fmt: skip
        assert squeezed(previous, following, ()) == expected
    assert in_list_order(["", "1", "", "", "2", "", ""], {"3"}) == ("A1", "1", "1A", "1B", "2", "4", "5")
    assert squeezed("12", "14", {"13"}) == "12A"


def test_numbers_of_the_commons_go_by_tabling_and_are_never_given_again():
    previous = Paper(
        amendments=(
            commons("Clause 3, page 2, line 6, leave out “pond”", "3", dnum="HoC1"),
            commons(NEW_CLAUSE, "NC2"),
        ),
        withdrawn=(("5", "2 March 2026"), ("NC4 (duplicate)", "2 March 2026")),
    )
    given = [
        commons("Clause 1, page 1, line 2, leave out “weir”", date="2026-03-04"),
        commons("Clause 9, page 5, line 2, leave out “weir”", date="2026-03-03"),
        commons("Clause 3, page 2, line 6, leave out “pond”", dnum="HoC1"),
        commons(NEW_CLAUSE.replace("Herons", "Cranes")),
        commons(NEW_CLAUSE, "NC2"),
        commons("Line 2, leave out “left”", amends="NC2"),
        commons("Line 1, leave out “left”", amends="NC2", date="2026-01-01"),
    ]
    assert names(given, previous=previous) == ["NC2", "(a)", "(b)", "NC5", "7", "3", "6"]
    assert next_letter(["(z)"]) == "(aa)"


def test_the_last_list_keeps_its_numbers_and_a_notice_to_oppose_a_clause_has_none():
    previous = Paper(amendments=tuple(lords(f"Clause {n}, page {n}, line 2, leave out “weir”", str(n)) for n in (1, 2)))
    given = [
        lords("Clause 2, page 2, line 2, leave out “weir”"),
        lords("Clause 1, page 1, line 2, leave out “weir”"),
        lords("Clause 1, page 1, line 2, after “weir” insert “or dam”"),
        lords("Clause 1, page 1, line 1, leave out “pond”"),
        lords("The above-named Lords give notice of their intention to oppose the Question that Clause 1 stand part of the Bill."),
    ]  # fmt: skip
    rows = marshal(given, Listing(previous=previous)).rows
    assert [row.amendment.number for row in rows] == ["A1", "1", "1A", "", "2"]
    assert [row.amendment.star for row in rows] == ["★", "", "★", "★", ""]


@pytest.mark.parametrize(
    ("was", "house", "day", "calendar", "expected"),
    [
        ("★", "Commons", date(2026, 3, 3), (), "☆"),
        ("★", "Commons", date(2026, 3, 4), (), ""),
        ("☆", "Commons", date(2026, 3, 3), (), ""),
        ("", "Commons", date(2026, 3, 3), (), ""),
        ("★", "Lords", date(2026, 3, 3), (), ""),
        ("★", "Commons", None, (), "☆"),
        ("★", "Commons", date(2026, 3, 9), (date(2026, 3, 2), date(2026, 3, 9)), "☆"),
    ],
)
def test_a_star_goes_by_the_days_on_which_notice_can_be_given(was, house, day, calendar, expected):
    before = Amendment(NEW_CLAUSE, "NC1", house, star=was)
    listing = Listing(house, "Report", previous=Paper(date="2026-03-02", amendments=(before,)), day=day)
    listing = replace(listing, calendar=notice_days(calendar))
    (row,) = marshal([replace(before, star="")], listing).rows
    assert row.amendment.star == expected


def test_without_a_last_list_the_star_goes_by_the_day_of_tabling():
    given = [
        commons(NEW_CLAUSE, f"NC{n}", date=day) for n, day in enumerate(("2026-03-04", "2026-03-03", "2026-02-27"), 1)
    ]
    rows = marshal(given, Listing(day=date(2026, 3, 4))).rows
    assert [row.amendment.star for row in rows] == ["★", "☆", ""]


PAPERS = ("dpdi-report-2023-07-21", "dpdi-report-2023-08-25", "economic-activity-report-2023-09-18",
          "economic-activity-report-2023-09-19", "victims-prisoners-pbc-2023-06-28", "victims-prisoners-report-2023-09-06",
          "victims-prisoners-report-2023-09-08")  # fmt: skip


@pytest.mark.parametrize("by_hand", [True, False])
@pytest.mark.parametrize("name", PAPERS)
def test_a_real_paper_shuffled_comes_back_in_its_printed_order(corpus, name, by_hand):
    printed = papers.read(corpus / "papers" / f"{name}.xml")
    given = [one if by_hand else replace(one, sort_key="") for one in printed.amendments]
    random.Random(name).shuffle(given)
    found = marshal(given)
    rows = [(row.amendment.number, row.under) for row in found.rows]
    expected = [(one.number, one.amends) for one in printed.amendments]
    if name.endswith("09-06"):  # the clerks’ own slip, which the next paper puts right
        slip = expected.index(("2", ""))
        expected[slip : slip + 2] = [("1", ""), ("2", "")]
    assert rows == expected
    assert not [one for one in found.findings if one.level != "note"]


@pytest.mark.parametrize(("before", "after"), [PAPERS[0:2], PAPERS[2:4], PAPERS[5:7]])
def test_the_stars_and_numbers_of_a_real_paper_follow_from_the_one_before(corpus, before, after):
    last, this = (papers.read(corpus / "papers" / f"{name}.xml") for name in (before, after))
    given = [replace(one, star="", number="") for one in this.amendments]
    rows = marshal(given, Listing(previous=last, day=date.fromisoformat(this.date))).rows
    assert [(row.amendment.number, row.amendment.star) for row in rows] == [(a.number, a.star) for a in this.amendments]


def test_the_amendments_of_a_report_in_the_lords_come_back_in_the_order_of_their_numbers(corpus):
    rows = json.loads((corpus / "gold" / "social-housing-hl54-to-hl60.json").read_text("utf-8"))
    given = [lords(one["text"], one["number"]) for one in rows]
    random.Random(5).shuffle(given)
    found = marshal(given)
    assert [row.amendment.words for row in found.rows] == [one["text"] for one in rows]
    assert not found.findings
