"""In a browser: any day of the matrix shows what the ledger has of it, by list, by button, by hand and by address."""

import pytest
from browser.look import by_keyboard, overflow, short, watched

from amend.ledger.positions import read_record
from amend.ledger.prints import at_hand
from amend.ledger.stances import matrix
from amend.web.site.standing_matrix import StandingMatrix

SEEN = """() => [...document.querySelectorAll("#matrix .spell")].filter(one => one.checkVisibility())
  .map(one => `${one.closest("section").querySelector("h2").id} ${one.closest(".cell").dataset.question} ${one.dataset.id}`)
  .sort()"""


@pytest.fixture(scope="module")
def folder(public):
    return public


@pytest.fixture(scope="module")
def record():
    return read_record(at_hand("/").record)


def wanted(record, day):
    return sorted(
        f"actor-{actor} {question} {one.id}"
        for (actor, question), cell in matrix(record.positions, day).cells.items()
        for one in (*cell.last, *cell.perhaps, *cell.former)
    )


def test_each_day_of_change_shows_what_stood_then(folder, window, record):
    page = window()
    watch = watched(page, folder)
    page.goto((folder / "positions" / "matrix.html").as_uri())
    days = StandingMatrix(record).days
    assert page.evaluate(SEEN) == wanted(record, record.kept.to)
    for day in reversed(days):
        page.select_option("#day-changed", str(day))
        assert page.evaluate(SEEN) == wanted(record, day), day
        assert f"on={day}" in page.url
    assert page.get_attribute("#day-earlier", "aria-disabled") == "true"
    for day in days[1:4]:
        page.click("#day-later")
        assert page.evaluate(SEEN) == wanted(record, day), day
    assert watch.seen == []


@pytest.mark.parametrize(
    "typed", ["31 December 2021", "31 dec 2021", "31/12/2021", "2021-12-31", " 31-12-2021 ", "31 December, 2021"]
)
def test_the_government_on_31_december_2021_is_found_by_hand(folder, window, typed):
    page = window()
    page.goto((folder / "positions" / "index.html").as_uri())
    page.click("text=Who held what on any day you choose")
    page.fill("#day-typed", typed)
    page.press("#day-typed", "Enter")
    assert page.inner_text("#day-said") == "At the end of 31 December 2021"
    assert "on=2021-12-31" in page.url
    government = page.inner_text("section[aria-labelledby=actor-government] .cell[data-question=firewall]")
    assert "opposes verified\nP30, 15 December 2021: Rachel Maclean MP and the Home Office" in government


@pytest.mark.parametrize(
    "typed", ["", "yesterday", "31/13/2021", "30 February 2021", "2021", "<b>1</b>", "31 Dezember 2021"]
)
def test_what_is_no_day_is_told_and_changes_nothing(folder, window, typed, record):
    page = window()
    page.goto((folder / "positions" / "matrix.html").as_uri())
    page.fill("#day-typed", typed)
    page.press("#day-typed", "Enter")
    assert "That is no day" in page.inner_text("#day-said")
    assert page.get_attribute("#day-typed", "aria-invalid") == "true"
    assert page.evaluate(SEEN) == wanted(record, record.kept.to)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("?on=2021-12-31#actor-government", "At the end of 31 December 2021"),
        ("?on=1900-01-01", "At the end of 1 January 1900: nothing by then that the record has"),
        ("?on=2030-01-01", "At the end of 1 January 2030. The record is kept only up to 31 December 2025"),
        ("?on=2021-02-30", "At the end of 31 December 2025, for the address names no day"),
        ("?on=%3Cscript%3E#%E0%A4%A", "At the end of 31 December 2025, for the address names no day"),
    ],
)
def test_the_address_names_the_day(folder, window, address, said):
    page = window()
    watch = watched(page, folder)
    page.goto((folder / "positions" / "matrix.html").as_uri() + address)
    assert page.inner_text("#day-said") == said
    assert watch.seen == []


def test_the_matrix_can_be_narrowed_to_a_question(folder, window, record):
    page = window()
    page.goto((folder / "positions" / "matrix.html").as_uri() + "?on=2021-12-31&about=protocol")
    assert page.input_value("#day-about") == "protocol"
    shown = page.evaluate(SEEN)
    assert shown
    assert all(" protocol " in one for one in shown)


def test_without_scripts_the_last_day_is_read_and_what_needs_scripts_is_not_there(folder, window, record):
    page = window(scripts=False)
    page.goto((folder / "positions" / "matrix.html").as_uri())
    assert not page.is_visible("#day-typed")
    for one in ("His Majesty’s Government", "Every day, to read off", "P89"):
        assert page.get_by_text(one).first.is_visible()


def test_the_page_of_a_position_is_sound(folder, window, axe):
    """The others of positions, evidence and data are looked at in test_site, with one of every kind."""
    page = window()
    watch = watched(page, folder)
    page.goto((folder / "positions" / "p30.html").as_uri())
    found = [*axe(page), *overflow(page), *by_keyboard(page).faults, *watch.seen]
    dark = window(dark=True)
    dark.goto((folder / "positions" / "p30.html").as_uri())
    found += axe(dark, "color-contrast")
    assert not found, short(found)
