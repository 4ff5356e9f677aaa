"""Two texts side by side in a browser: chosen, read in either way, and gone through by key, by button and without scripts."""

import pytest
from browser.look import by_keyboard, overflow, short

PRINTS, AMENDED, SIDES = "bill-351-and-hl-bill-31", "hl-bill-31-and-commissioner", "commissioner-and-government"
AT_PLACE = "() => document.activeElement.id"
IN_VIEW = """() => {
  const box = document.activeElement.getBoundingClientRect(), bar = document.querySelector(".stepping").getBoundingClientRect();
  return box.top >= bar.bottom - 1 && box.top < innerHeight;
}"""


@pytest.fixture
def compare(public, window):
    """Opens a page of a comparison, with what stands behind its path."""

    def opens(name, behind="", **how):
        page = window(**how)
        page.goto((public / "compare" / f"{name}.html").as_uri() + behind)
        return page

    return opens


def test_no_text_beside_another_scrolls_sideways(compare):
    """That every page is readable by all is looked at in test_site."""
    found = [f"{name}: {one}" for name in (AMENDED, SIDES) for one in overflow(compare(name))]
    assert not found, short(found)


def test_in_the_dark_the_colours_are_as_legible(public, window, axe):
    page, found = window(dark=True), []
    for name in (AMENDED, SIDES):
        page.goto((public / "compare" / f"{name}.html").as_uri())
        found += [f"{name}: {one}" for one in axe(page, "color-contrast")]
    assert not found, short(found)


@pytest.mark.parametrize("name", ["index", AMENDED, SIDES])
def test_the_keyboard_reaches_all_of_a_page_and_nothing_covers_it(compare, name):
    assert name == "index" or by_keyboard(compare(name)).faults == []  # that one is walked in test_site
    assert by_keyboard(compare(name, width=390, height=600)).faults == []


def test_two_texts_are_chosen_and_opened(compare):
    page = compare("index")
    page.select_option("#one", "government")
    page.select_option("#other", "commissioner")
    page.click("#compare")
    page.wait_for_url(f"**/{SIDES}.html")
    assert page.locator("h1").inner_text().startswith("HL Bill 31: Domestic Abuse Commissioner’s amendments beside")


def test_two_texts_of_different_prints_are_said_to_be_so_and_what_there_is_is_offered(compare):
    page = compare("index")
    page.select_option("#one", "liberty-and-southall-black-sisters")
    page.select_option("#other", "commissioner")
    page.click("#compare")
    said = page.locator("#no-page")
    assert "different prints" in said.inner_text()
    offered = [one.get_attribute("href").rsplit("/", 1)[-1] for one in said.locator("a").all()]
    assert offered == ["bill-351-and-liberty-and-southall-black-sisters.html", f"{AMENDED}.html", f"{PRINTS}.html"]
    page.select_option("#one", "commissioner")
    page.click("#compare")
    assert "one text twice" in said.inner_text()


def test_side_by_side_where_there_is_room_and_in_one_text_where_there_is_not(compare):
    for width, beside in ((1280, True), (1000, True), (999, False), (390, False)):
        for scripts in (True, False):
            page = compare(AMENDED, width=width, scripts=scripts)
            first = page.locator(".row.c").first
            assert first.locator(".two").is_visible() is beside
            assert first.locator(".one").is_visible() is not beside


@pytest.mark.parametrize("scripts", [True, False])
def test_what_is_shown_is_chosen_without_scripts_too(compare, scripts):
    page = compare(AMENDED, scripts=scripts)
    unchanged = page.locator(".compared .row:not(.c, .k)").first
    assert unchanged.is_visible()
    page.check("#only")
    assert not unchanged.is_visible()
    assert page.locator(".hid").is_visible()
    page.check("#view-inline")
    assert not page.locator(".row.c .two").first.is_visible()


def test_the_choice_is_kept_in_the_address_and_read_from_it(compare):
    page = compare(AMENDED)
    page.check("#only")
    page.check("#view-inline")
    page.uncheck("#keys")
    assert page.evaluate("() => location.search") == "?view=inline&only=1&keys=off"
    page = compare(AMENDED, "?view=side&only=1&keys=off", width=390)
    assert page.locator(".row.c .two").first.is_visible()
    assert page.is_checked("#only")
    assert not page.is_checked("#keys")
    page = compare(AMENDED, "?view=<b>&only=2&keys=")
    assert page.is_checked("#view-auto")
    assert not page.is_checked("#only")


@pytest.mark.parametrize(
    ("next_", "previous"), ["np", "jk", ("#next", "#previous")], ids=["n and p", "j and k", "buttons"]
)
@pytest.mark.parametrize("height", [800, 420])
def test_from_change_to_change(compare, next_, previous, height):
    page = compare(AMENDED, height=height)

    def go(way):
        page.click(way) if way.startswith("#") else page.keyboard.press(way)

    said = page.locator("#place")
    count = page.locator('.row.c[id^="c-"]').count()
    for number in range(1, count + 1):
        go(next_)
        assert page.evaluate(AT_PLACE) == f"c-{number}"
        assert page.evaluate(IN_VIEW)
        assert said.inner_text().startswith(f"{number} of {count} · ")
    go(next_)
    assert said.inner_text() == "That was the last change."
    for number in range(count - 1, 0, -1):
        go(previous)
        assert page.evaluate(AT_PLACE) == f"c-{number}"
        assert page.evaluate(IN_VIEW)
    go(previous)
    assert said.inner_text() == "That was the first change."


def test_keys_do_nothing_where_they_are_switched_off_held_with_another_or_typed(compare):
    page = compare(AMENDED)
    for key in ("Control+p", "Alt+n", "x"):
        page.keyboard.press(key)
    page.evaluate(
        "() => { const field = document.createElement('textarea'); document.querySelector('main').append(field); field.focus(); }"
    )
    page.keyboard.press("n")
    assert page.evaluate("() => document.activeElement.value") == "n"
    page.uncheck("#keys")
    page.keyboard.press("n")
    page.keyboard.press("j")
    assert page.evaluate(AT_PLACE) == "keys"
    page.check("#keys")
    page.keyboard.press("n")
    assert page.evaluate(AT_PLACE).startswith("c-")


def test_a_link_to_a_change_goes_to_it(compare):
    page = compare(PRINTS, "#c-7")
    assert page.evaluate(AT_PLACE) == "c-7"
    assert page.evaluate(IN_VIEW)
    page.keyboard.press("n")
    assert page.evaluate(AT_PLACE) == "c-8"


def test_without_scripts_the_lists_and_the_changes_are_there_and_nothing_that_would_do_nothing(compare):
    page = compare("index", scripts=False)
    assert not page.locator("#compare").is_visible()
    page.click(f'a[href="{SIDES}.html"]')
    assert not page.locator("#next").is_visible()
    assert not page.locator("#keys").is_visible()
    page.click(".changes a >> nth=1")
    assert page.locator("section:target h2").is_visible()
