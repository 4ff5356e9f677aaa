"""Any day on the page shows what stood at its end, as the ledger has it, and without scripts each day can be read off."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st
from lxml import html
from pond_record import space, taken

from amend.ledger.positions import Record
from amend.ledger.prints import at_hand
from amend.ledger.stances import Held, Spell, matrix, stances_held
from amend.model.position import STANCES, Tenure, When
from amend.web.site import record_data
from amend.web.site.gathering import gather
from amend.web.site.position_pages import pages
from amend.web.site.standing_matrix import StandingMatrix, time_in_words


def page_of(found):
    return html.fromstring(next(str(one.main) for one in pages(found) if one.path == "positions/matrix.html"))


def classed(node, name):
    return node.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def stood(page, day):
    """By actor's name and question what the page shows on a day: how and which, in order. None: as it is without scripts."""
    found = {}
    for section in classed(page, "whose-held"):
        for cell in classed(section, "cell"):
            shown = [
                (one.get("data-how"), one.get("data-id"))
                for one in classed(cell, "spell")
                if ("hidden" not in one.attrib if day is None else one.get("data-since") <= day)
                if day is None or one.get("data-until") == "" or day < one.get("data-until")
            ]
            if day is None:
                assert bool(shown) == ("hidden" not in cell.attrib)
            if shown:
                found[section.findtext("h2"), cell.get("data-question")] = shown
    return found


def as_drawn_up(found, day):
    return {
        (found.actor_name(actor), question): [
            (how, one.id)
            for how, several in (("held", cell.last), ("perhaps", cell.perhaps), ("former", cell.former))
            for one in several
        ]
        for (actor, question), cell in matrix(found.record.positions, day).cells.items()
    }


def beside(days):
    """The days, and those before and after each."""
    return sorted({day + timedelta(by) for day in days for by in (-1, 0, 1)})


@pytest.fixture(scope="module")
def shipped():
    return gather(at_hand("/"))


def test_each_day_of_change_and_those_beside_it_show_what_the_ledger_says(shipped):
    page = page_of(shipped)
    days = StandingMatrix(shipped.record).days
    assert len(days) > 50
    for day in beside(days):
        assert stood(page, str(day)) == as_drawn_up(shipped, day), day


def test_the_days_to_choose_from_are_those_on_which_the_answer_becomes_another(shipped):
    days = StandingMatrix(shipped.record).days
    listed = [one.get("value") for one in page_of(shipped).xpath("//select[@id='day-changed']/option")]
    assert listed == [str(day) for day in reversed(days)]
    for day in beside(days):
        changed = as_drawn_up(shipped, day) != as_drawn_up(shipped, day - timedelta(1))
        assert changed == (day in days), day


def test_the_government_on_31_december_2021_opposed_a_firewall_and_proposed_a_protocol(shipped):
    found = stood(page_of(shipped), "2021-12-31")
    assert found["His Majesty’s Government", "firewall"] == [("held", "P30")]
    assert found["His Majesty’s Government", "protocol"] == [("held", "P30b")]


def test_without_scripts_the_last_day_of_the_record_is_shown_and_every_day_can_be_read_off(shipped):
    page = page_of(shipped)
    assert stood(page, None) == as_drawn_up(shipped, date(2025, 12, 31))
    below = page.get_element_by_id("all-days").getparent()
    government = next(one for one in below.iter("details") if one.findtext("summary") == "His Majesty’s Government")
    rows = [" ".join(one.text_content().split()) for one in government.iter("li")]
    assert "15 December 2021 to 4 January 2022: opposes (verified), P30" in rows
    assert "18 December 2025 on: supports in part (verified in part), P89" in rows
    assert len(list(below.iter("li"))) == sum(len(cell.spells) for cell in StandingMatrix(shipped.record).cells)


def test_what_has_no_date_is_named_and_how_sure_each_is_stands_beside_it(shipped):
    page = page_of(shipped)
    assert "P76" in page.text_content().partition("Without a date")[2][:200]
    for one in classed(page, "spell"):
        (mark,) = classed(one, "how-sure")
        assert mark.text in {"verified", "verified in part", "inferred", "not verified"}


def test_a_record_without_a_day_up_to_which_it_is_kept_shows_its_last_change(tmp_path):
    found = space(tmp_path, [taken("A", "2020-01-02"), taken("B", "2021-03", "opposes")])
    assert found.standing_matrix.shown == date(2021, 3, 31)
    assert stood(page_of(found), None) == {("Heron", "clean ponds"): [("held", "B")]}


def test_a_record_without_positions_says_so(tmp_path):
    found = space(tmp_path)
    assert "no position with a date" in page_of(found).text_content()
    assert StandingMatrix(Record("", (), (), ())).days == ()


def test_the_time_of_a_position_is_told_with_both_its_days():
    one = taken("A", "2020-01-01")
    for until, said in (
        (None, "1 January 2020 on"),
        (date(2020, 1, 2), "1 January 2020"),
        (date(2020, 3, 1), "1 January 2020 to 29 February 2020"),
    ):
        assert time_in_words(Spell(one, "held", date(2020, 1, 1), until)) == said


DATES = st.dates(date(2019, 1, 1), date(2021, 12, 31)).map(str)
WHEN = DATES | st.sampled_from(["2019", "2020-05", "2020-05/2021-02", "", "0001", "9999", "0001-01-01", "9999-12-31"])


@st.composite
def records(draw):
    """Positions of two actors, one of whom does not speak as one, in offices that were left."""
    found = []
    for at in range(draw(st.integers(0, 7))):
        left = draw(st.none() | DATES)
        one = taken(
            f"P{at}",
            draw(WHEN),
            draw(st.sampled_from(STANCES)),
            draw(st.sampled_from(["heron", "toads"])),
            tuple(draw(st.sets(st.sampled_from(["q", "r"]), min_size=1))),
            office=Tenure("heron", "A heron", When.of(""), When.of(left)) if left else None,
            alone=draw(st.booleans()),
            who=draw(st.sampled_from(["One", "Two, for One"])),
        )
        found.append(one)
    return tuple(found)


@tried(max_examples=60, deadline=None)
@given(records())
def test_of_any_record_the_times_of_the_positions_give_what_stood_on_each_day(positions):
    shown = StandingMatrix(Record("", positions, (), ("heron", "toads")))
    days = {day for one in positions for day in (one.when.earliest, one.when.latest) if day}
    days = {day for day in days if date.min < day < date.max} | set(shown.days) - {date.min, date.max}
    for day in beside(days) or [date(2020, 1, 1)]:
        for (actor, question), cell in matrix(positions, day).cells.items():
            (mine,) = [one for one in shown.of_actor(actor) if one.question == question]
            now = [one for one in mine.spells if one.on(day)]
            ways = (tuple(one.position for one in now if one.how == how) for how in ("held", "perhaps", "former"))
            assert Held(*ways) == cell == stances_held(cell.last + cell.perhaps + cell.former, day)
        held = {(one.actor, one.question) for one in shown.cells if one.shows(day)}
        assert held == matrix(positions, day).cells.keys()


def test_the_table_of_the_data_has_the_same(shipped):
    told = {one.path: one for one in record_data.pages(shipped)}
    rows = json.loads(told["data/record.json"].data)["matrix"]
    day = "2021-12-31"
    now = [one for one in rows if one["since"] <= day and (not one["until"] or day < one["until"])]
    found = {}
    for one in now:
        found.setdefault((one["actor"], one["question"]), set()).add((one["how"], one["position"]))
    assert found == {key: set(several) for key, several in as_drawn_up(shipped, date(2021, 12, 31)).items()}
