"""Packages are switched on and off in place: what is chosen is shown, told, and kept in the address."""

import pytest

LORDS = "Baroness Meacher and others, Lords Report 2024"
COMMISSIONER = "Domestic Abuse Commissioner"
GOVERNMENT = "His Majesty’s Government"


@pytest.fixture
def opened(window, public):
    def opened(asked="", **look):
        page = window(**look)
        page.goto((public / "amendments" / "on-hl-bill-31.html").as_uri() + asked)
        return page

    return opened


def shown(page):
    """Whose amendments are shown, by what stands over them, and how many paragraphs change."""
    over = page.locator(".slot .by-whom:visible").all_inner_texts()
    return set(over), sum(int(one.get_attribute("data-changes")) for one in page.locator(".variant:visible").all())


def test_what_is_chosen_is_shown_and_told_and_stays_in_the_address(opened):
    page = opened("?with=commissioner")
    assert shown(page)[0] == {f"{COMMISSIONER}’s amendments"}
    page.get_by_role("checkbox", name=GOVERNMENT).check()
    over, count = shown(page)
    assert over == {
        f"{COMMISSIONER}’s amendments",
        f"{GOVERNMENT}’s amendments",
        f"These together: {COMMISSIONER}; {GOVERNMENT}",
    }
    told = page.get_by_role("status").inner_text()
    assert told == f"{count} changed paragraphs on this page with the amendments of: {COMMISSIONER}; {GOVERNMENT}."
    assert "with=commissioner,government" in page.url
    page.reload()
    assert shown(page) == (over, count)


def test_with_nothing_chosen_the_text_is_as_printed(opened):
    page = opened("?with=&all=1")
    assert shown(page) == ({"As printed"}, 0)
    assert page.locator("main .slot ins:visible").count() == 0
    assert page.get_by_role("status").inner_text() == "Nothing is chosen: the text is as printed."
    assert page.locator("[id=c-commencement]").is_visible()


def test_only_what_changes_hides_the_rest_and_both_ways_to_set_it_show_the_change(opened):
    page = opened("?with=commissioner&text=one")
    assert not page.locator("[id=c-short-title]").is_visible()
    assert page.locator(".one ins:visible").count() > 0
    page.get_by_label("Side by side").check()
    assert page.locator(".one ins:visible").count() == 0
    assert page.locator(".two ins:visible").count() > 0
    page.get_by_label("Only what changes").uncheck()
    assert page.locator("[id=c-short-title]").is_visible()


def test_it_is_done_with_the_keyboard_alone(opened):
    page = opened("?with=commissioner")
    box = page.get_by_role("checkbox", name=LORDS)
    box.focus()
    page.keyboard.press("Space")
    assert box.is_checked()
    assert any(LORDS in one for one in shown(page)[0])


def test_without_scripts_each_package_is_shown_by_itself_and_says_whose_it_is(opened):
    page = opened(scripts=False)
    over, count = shown(page)
    assert count > 0
    assert {f"{COMMISSIONER}’s amendments", f"{GOVERNMENT}’s amendments"} <= over
    assert not any(one.startswith("These together") for one in over)
    assert page.get_by_text("With scripts on you can choose whose to read").is_visible()
